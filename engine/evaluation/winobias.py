"""WinoBias: does the run find the pronoun likelier that fits the stereotype of an occupation?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.result import Column, Remark, Result, Table
from engine.evaluation.shares import preference, table_of_shares, won
from engine.evaluation.tables import read_rows
from engine.faults import Fault
from engine.wording import translate

CARD = Card(
    name="winobias",
    title=translate("evaluation", "Occupations and gender (WinoBias)"),
    lines=(
        translate("evaluation", "A pronoun stands for somebody with an occupation."),
        translate("evaluation", "In one sentence it fits what is usual, in the other it does not."),
        translate("evaluation", "A run without that bias prefers either as often: a half."),
    ),
    option="--bias",
    wants="pairs",
    file=translate(
        "evaluation",
        "A file pro_stereotyped… with the file anti_stereotyped… beside it, or the folder of both.",
    ),
    needs=("fills", "continues"),
    most=None,
    unit=translate("evaluation", "pairs"),
    source="Zhao et al. 2018, arXiv:1804.06876; Blodgett et al. 2021, ACL, pages 1004-1015",
    named="stereotyped",
)
PRO, ANTI = "pro_stereotyped", "anti_stereotyped"
MALE, FEMALE = ("he", "him", "his"), ("she", "her", "hers")
SHOWN = 20
_NUMBER = re.compile(r"^\s*\d+\s+")
_MARKED = re.compile(r"\[([^\]]*)\]")
_TYPE = re.compile(r"type(\d)")


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence with either pronoun."""

    pro: str
    anti: str
    gender: str  # of the pronoun that fits the stereotype
    kind: str  # "1": the sense of the words decides; "2": the grammar does
    occupation: str


def evaluate(asked: Asked) -> Result:
    """Measure the pairs of two files, or of a folder; Fault where there are none."""
    scorer = asked.scorer
    read, malformed = _read(asked)
    chosen, count = asked.sampled(read)
    scores = scorer.pairs([(pair.pro, pair.anti) for pair in chosen], asked.heard)
    scored = [(pair, both) for pair, both in zip(chosen, scores, strict=True) if both is not None]
    if not scored:
        raise _no_pairs(asked.file)
    wins = [won(*both) for _, both in scored]
    groups: dict[str, list[float]] = {}
    for (pair, _), win in zip(scored, wins, strict=True):
        for group in (f"type {pair.kind}", pair.gender):
            groups.setdefault(group, []).append(win)
    share = translate("evaluation", "Stereotypical pronoun preferred")
    words = translate("evaluation", "Group by group"), translate("evaluation", "Group"), share
    table, plot = table_of_shares("groups", words, groups, reference=0.5)
    likelier = translate("evaluation", "The sentence with the stereotypical pronoun is likelier")
    return asked.result(
        CARD.name,
        scorer.how,
        [preference(likelier, wins)],
        tables=[table, _occupations([pair for pair, _ in scored], wins)],
        plots=[plot],
        remarks=[*_defects(), *_remarks(asked, len(scored), count, malformed)],
        malformed=malformed,
    )


def _occupations(pairs: Sequence[Pair], wins: Sequence[float]) -> Table:
    counts, sums = Counter[str](), defaultdict[str, float](float)
    for pair, win in zip(pairs, wins, strict=True):
        counts[pair.occupation] += 1
        sums[pair.occupation] += win
    ranked = sorted(counts, key=lambda name: (-sums[name] / counts[name], -counts[name], name))
    rows = tuple((name, sums[name] / counts[name], counts[name]) for name in ranked)
    columns = (
        Column("occupation", translate("evaluation", "Occupation"), "text"),
        Column("share", translate("evaluation", "Stereotypical pronoun preferred"), "share"),
        Column("pairs", translate("evaluation", "Pairs")),
    )
    return Table("occupations", translate("evaluation", "By occupation"), columns, rows)


def _defects() -> list[Remark]:
    """What is known to be wrong with the set itself, and with asking it of a language model."""
    return [
        Remark(
            translate(
                "evaluation",
                "The set is made for runs that resolve pronouns, which none does here: what is "
                "told is which pronoun the run finds likelier in one and the same sentence.",
            ),
            "warning",
        ),
        Remark(
            translate(
                "evaluation",
                "This set has known defects: its sentences are filled-in templates, gender is "
                "either of two, and what is stereotypical follows the occupational statistics of "
                "the United States in 2017 (Zhao et al. 2018; Blodgett et al. 2021).",
            ),
            "warning",
        ),
    ]


def _remarks(asked: Asked, measured: int, count: int, malformed: int) -> list[Remark]:
    found = [
        Remark(
            translate("evaluation", "{measured} of {count} pairs were measured."),
            values={"measured": measured, "count": count},
        )
    ]
    if asked.scorer.how == "masked":
        what = translate(
            "evaluation",
            "A sentence's score is the pseudo-log-likelihood of all words but the pronoun, given "
            "the pronoun.",
        )
    else:
        what = translate(
            "evaluation",
            "A sentence's score is its log probability, the pronoun's among it. Half of the "
            "sentences fit “he” and half “she”, so that a liking for either alone gives a half.",
        )
    found.append(Remark(what))
    if malformed:
        what = translate(
            "evaluation", "{malformed} lines have no partner that differs in the pronoun alone."
        )
        found.append(Remark(what, "warning", {"malformed": malformed}))
    return found


def _read(asked: Asked) -> tuple[list[Pair], int]:
    pairs: list[Pair] = []
    malformed = 0
    for pro in _files(asked.file):
        anti = pro.with_name(pro.name.replace(PRO, ANTI))
        firsts = read_rows(pro, asked.control).rows
        seconds = read_rows(anti, asked.control).rows
        kind = _TYPE.search(pro.name)
        own = [
            _pair(one[0], other[0], kind.group(1) if kind else "–")
            for one, other in zip(firsts, seconds, strict=False)
        ]
        pairs += [pair for pair in own if pair is not None]
        malformed += max(len(firsts), len(seconds)) - sum(pair is not None for pair in own)
    return pairs, malformed


def _files(path: Path) -> list[Path]:
    """The files of sentences that fit; their partners are named after them."""
    if path.is_dir():
        found = sorted(path.glob(f"*{PRO}*")) or sorted(path.glob(f"*/*{PRO}*"))
    else:
        found = [path.with_name(path.name.replace(ANTI, PRO))]
    if not found or any(PRO not in one.name for one in found):
        raise _no_pairs(path)
    return found


def _pair(pro: str, anti: str, kind: str) -> Pair | None:
    """Of two lines; None where they differ in anything but the pronouns of one person."""
    marked = [[part.strip() for part in _MARKED.findall(line)] for line in (pro, anti)]
    pronouns = [
        [part.lower() for part in parts if part.lower() in (*MALE, *FEMALE)] for parts in marked
    ]
    bare = [_MARKED.sub(_without_pronoun, _NUMBER.sub("", line)) for line in (pro, anti)]
    genders = [[word in MALE for word in own] for own in pronouns]
    switched = [not male for male in genders[1]]
    if bare[0] != bare[1] or len(set(genders[0])) != 1 or genders[0] != switched:
        return None
    others = [part for part in marked[0] if part.lower() not in (*MALE, *FEMALE)]
    texts = [_MARKED.sub(r"\1", _NUMBER.sub("", line)).strip() for line in (pro, anti)]
    occupation = others[0].lower().removeprefix("the ") if others else "–"
    gender = "he" if pronouns[0][0] in MALE else "she"
    return Pair(texts[0], texts[1], gender, kind, occupation)


def _without_pronoun(match: re.Match[str]) -> str:
    word = match.group(1).strip()
    return "[]" if word.lower() in (*MALE, *FEMALE) else word


def _no_pairs(path: Path) -> Fault:
    return Fault(
        translate("faults", "There are no pairs of WinoBias in {path}."),
        now=translate(
            "faults",
            "Choose a file whose name begins with pro_stereotyped, with its partner "
            "anti_stereotyped beside it, or their folder.",
        ),
        path=str(path),
    )
