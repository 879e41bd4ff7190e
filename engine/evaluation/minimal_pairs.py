"""Minimal pairs: does the run find the sound one of two sentences that hardly differ likelier?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.files import FileSearch
from engine.corpus.kinds import holds_rows
from engine.evaluation import intervals
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.result import Column, Figure, Remark, Result, Table
from engine.evaluation.shares import table_of_shares, won
from engine.evaluation.tables import Rows, read_rows
from engine.faults import Fault
from engine.wording import translate

CARD = Card(
    name="minimal_pairs",
    title=translate("evaluation", "Minimal pairs"),
    lines=(
        translate("evaluation", "Two sentences hardly differ; one is sound, the other is not."),
        translate("evaluation", "A run that knows the rule finds the sound one likelier."),
        translate("evaluation", "Guessing gives a half; each rule is a row with its interval."),
    ),
    option="--pairs",
    wants="pairs",
    file=translate(
        "evaluation",
        "BLiMP: JSON lines with sentence_good and sentence_bad, or a folder of them. CLiMP: CSV "
        "whose rows are sound and unsound in turn.",
    ),
    needs=("continues", "fills"),
    most=200,
    unit=translate("evaluation", "pairs of each rule"),
    source="Warstadt et al. 2020, arXiv:1912.00582; Xiang et al. 2021, arXiv:2101.11131",
)
SHOWN = 20  # pairs the run is wrong about


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, and the rule they tell apart."""

    good: str
    bad: str
    paradigm: str
    field: str  # of the language: syntax, morphology


def evaluate(asked: Asked) -> Result:
    """Measure the pairs of a file or folder; Fault where there are none."""
    scorer = asked.scorer
    read, malformed = _read(asked)
    chosen = _chosen(read, asked)
    texts = [text for pair in chosen for text in (pair.good, pair.bad)]
    scores = scorer.scores(texts, asked.heard)
    margins, kept = [], []
    for pair, good, bad in zip(chosen, scores[::2], scores[1::2], strict=True):
        if not (good.num_tokens and bad.num_tokens):
            malformed += 1
            continue
        kept.append(pair)
        margins.append(good.total - bad.total)
    if not kept:
        raise asked.no_text
    wins = [won(margin, 0.0) for margin in margins]
    paradigms, fields = _grouped(kept, wins, "paradigm"), _grouped(kept, wins, "field")
    title = translate("evaluation", "Rule by rule")
    share = translate("evaluation", "Sound one likelier")
    table, plot = table_of_shares(
        "paradigms", (title, translate("evaluation", "Rule"), share), paradigms, reference=0.5
    )
    tables = [table]
    if len(fields) > 1:
        words = translate("evaluation", "Field by field"), translate("evaluation", "Field"), share
        tables.append(table_of_shares("fields", words, fields, reference=0.5)[0])
    return asked.result(
        CARD.name,
        scorer.how,
        [_overall(paradigms, asked.seed)],
        tables=[*tables, _wrong(kept, margins)],
        plots=[plot],
        remarks=_remarks(asked, wins, len(kept), len(read), malformed),
        malformed=malformed,
    )


def _overall(paradigms: dict[str, list[float]], seed: int) -> Figure:
    """The mean over paradigms, each counting the same."""
    means = [sum(wins) / len(wins) for wins in paradigms.values()]
    value = sum(means) / len(means)
    if len(paradigms) > 1:
        low, high = intervals.of_means(list(paradigms.values()), seed)
    else:
        (wins,) = paradigms.values()
        low, high = intervals.of_share(sum(wins), len(wins))
    return Figure(
        "accuracy",
        translate("evaluation", "Sound sentence likelier, mean over the rules"),
        value,
        "share",
        low=low,
        high=high,
        floor=0.5,
        count=sum(map(len, paradigms.values())),
        higher_is_better=True,
    )


def _grouped(pairs: Sequence[Pair], wins: Sequence[float], by: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for pair, win in zip(pairs, wins, strict=True):
        found.setdefault(getattr(pair, by), []).append(win)
    return found


def _wrong(pairs: Sequence[Pair], margins: Sequence[float]) -> Table:
    """The pairs the run is surest, and wrong, about."""
    ranked = sorted(zip(margins, pairs, strict=True), key=lambda one: one[0])
    rows = [
        (pair.paradigm, pair.good[:300], pair.bad[:300], margin)
        for margin, pair in ranked[:SHOWN]
        if margin < 0
    ]
    columns = (
        Column("paradigm", translate("evaluation", "Rule"), "text"),
        Column("good", translate("evaluation", "Sound"), "text"),
        Column("bad", translate("evaluation", "Unsound"), "text"),
        Column("margin", translate("evaluation", "Difference"), "nats"),
    )
    return Table("wrong", translate("evaluation", "Most wrong about"), columns, tuple(rows))


def _remarks(
    asked: Asked, wins: Sequence[float], measured: int, count: int, malformed: int
) -> list[Remark]:
    found = [
        Remark(
            translate("evaluation", "{measured} of {count} pairs were measured."),
            values={"measured": measured, "count": count},
        )
    ]
    if asked.scorer.how == "masked":
        what = translate(
            "evaluation",
            "A sentence's score is its pseudo-log-likelihood, the rest of a word hidden with each "
            "of its tokens (Kauf & Ivanova 2023).",
        )
    else:
        what = translate("evaluation", "A sentence's score is its log probability.")
    found.append(Remark(what))
    if ties := sum(win == 0.5 for win in wins):
        what = translate("evaluation", "{ties} pairs got equal scores; each counts as a half.")
        found.append(Remark(what, values={"ties": ties}))
    if malformed:
        what = translate("evaluation", "{malformed} rows are no pair and were left out.")
        found.append(Remark(what, "warning", {"malformed": malformed}))
    return found


def _chosen(pairs: Sequence[Pair], asked: Asked) -> list[Pair]:
    """So many pairs of each paradigm."""
    paradigms: dict[str, list[Pair]] = {}
    for pair in pairs:
        paradigms.setdefault(pair.paradigm, []).append(pair)
    return [pair for own in paradigms.values() for pair in asked.sampled(own)[0]]


def _read(asked: Asked) -> tuple[list[Pair], int]:
    """All pairs there are, and how many rows are none."""
    pairs: list[Pair] = []
    malformed = 0
    for path in _files(asked):
        asked.heard(0, None, path.name)
        rows = read_rows(path, asked.control)
        own = list(_pairs(rows))
        pairs += [pair for pair in own if pair is not None]
        malformed += rows.malformed + sum(pair is None for pair in own)
    if not pairs:
        raise Fault(
            translate("faults", "There are no minimal pairs in {path}."),
            now=translate(
                "faults",
                "Choose JSON lines with sentence_good and sentence_bad, or a CSV whose rows are "
                "sound (1) and unsound (0) in turn.",
            ),
            path=str(asked.file),
        )
    return pairs, malformed


def _files(asked: Asked) -> list[Path]:
    """The file, or all tables of the folder."""
    if not asked.file.is_dir():
        return [asked.file]
    search = FileSearch(asked.control)
    search.add(asked.file)
    return [one.path for one in search.files if holds_rows(one.path)]


def _pairs(rows: Rows) -> Iterator[Pair | None]:
    """The pairs of a file; None for a row (or two) that is none."""
    titled = rows.titled()
    good, bad = titled.column("sentence_good"), titled.column("sentence_bad")
    stem = rows.path.name.partition(".")[0]
    if good is not None and bad is not None:
        rule, field = titled.column("UID"), titled.column("field")
        for row in titled.rows:
            texts = _at(row, good), _at(row, bad)
            if all(texts) and texts[0] != texts[1]:
                yield Pair(*texts, _at(row, rule) or stem, _at(row, field))
            else:
                yield None
    elif rows.names is None:
        yield from _in_turn(titled)


def _in_turn(rows: Rows) -> Iterator[Pair | None]:
    """Of rows “number, field, rule, sentence, 1 or 0”, whose sound ones come before the others."""
    waiting: tuple[str, ...] | None = None
    for row in rows.rows:
        if len(row) < 5 or row[4].strip() not in ("0", "1") or not row[3].strip():
            yield None
        elif row[4].strip() == "1":
            if waiting is not None:
                yield None  # nothing unsound came behind it
            waiting = row
        elif waiting is None or waiting[2] != row[2] or waiting[3] == row[3]:
            yield None
        else:
            yield Pair(waiting[3].strip(), row[3].strip(), row[2], row[1])
            waiting = None
    if waiting is not None:
        yield None


def _at(row: tuple[str, ...], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
