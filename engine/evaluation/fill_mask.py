"""Fill-mask: how often the word that was hidden is the run's first answer, or among its first five.

Letters: P tokens of a word, V vocabulary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.control import Check
from engine.evaluation import intervals
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.hidden_word import WORD, Place, place_in
from engine.evaluation.result import Cell, Column, Figure, Remark, Result, Table
from engine.evaluation.texts import Texts
from engine.faults import Fault
from engine.passages import readable
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

if TYPE_CHECKING:  # it loads torch, which takes a second
    from engine.inference.filling import Filler

CARD = Card(
    name="fill_mask",
    title=translate("evaluation", "Hidden words"),
    lines=(
        translate("evaluation", "In each sentence one word is hidden, the same for every run."),
        translate("evaluation", "Right is what stood there: as first answer, or among five."),
        translate("evaluation", "Whoever always says the commonest words gives the floor."),
    ),
    option="--fill-mask",
    wants="text",
    file=translate("evaluation", "A text: .txt .md .jsonl .csv .html, or a folder of such."),
    needs=("fills",),
    most=1000,
    unit=translate("evaluation", "sentences"),
    source="Devlin et al. 2018, arXiv:1810.04805; Petroni et al. 2019, arXiv:1909.01066",
)
FIVE = 5
AT_ONCE = 4096  # tokens of a pass
SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Row:
    """A place as the run is asked for it."""

    number: int
    tokens: list[int]  # framed, the word hidden
    at: list[int]  # P places
    answers: list[int]  # P tokens


@dataclass(frozen=True, slots=True)
class Filling:
    """What the run said of a place."""

    first: bool  # every token of the word is its place's likeliest
    among_five: bool  # every one is among the five likeliest of its place
    known: bool  # to the tokenizer; else it is never right
    num_tokens: int
    guesses: str  # the likeliest five of the first place


def evaluate(asked: Asked) -> Result:
    """Measure on a text; Fault where the run fills no masks, or there are no sentences."""
    filler = _filler(asked)
    sentences, count = asked.sampled(
        readable(one.text) for one in Texts(asked).sentences() if WORD.search(one.text)
    )
    places = [place for text in sentences if (place := place_in(text, asked.seed)) is not None]
    rows = list(_rows(filler, places, asked.control.check))
    if not rows:
        raise Fault(
            translate("faults", "There are no sentences in {path} to hide a word in."),
            now=translate("faults", "Choose a text whose sentences have four words or more."),
            path=str(asked.file),
        )
    fillings = _filled(filler, rows, lambda done: asked.heard(done, len(rows)))
    words = [places[row.number].word for row in rows]
    floors = _floors(sentences, words)
    return asked.result(
        CARD.name,
        "masked",
        _figures(fillings, floors),
        tables=[_lengths(fillings), _examples([places[row.number] for row in rows], fillings)],
        remarks=_remarks(fillings, count),
        places=len(rows),
    )


def _filler(asked: Asked) -> Filler:
    """Of the run; Fault with what to measure instead where it fills no masks."""
    from engine.inference.filling import Filler

    try:
        return Filler.of(asked.opened)
    except Fault as fault:
        instead = translate(
            "faults",
            "Measure something else of it, such as how likely a text is to it; or choose a run "
            "trained on one of these: {known}.",
        )
        raise Fault(fault.what, why=fault.why, now=instead, **fault.values) from fault


def _rows(filler: Filler, places: Sequence[Place], check: Check) -> Iterator[_Row]:
    """Of the places the run can be asked for."""
    for number, place in enumerate(places):
        check()
        if (row := _row(filler, number, place)) is not None:
            yield row


def _row(filler: Filler, number: int, place: Place) -> _Row | None:
    """The row of a place, with as many masks as the word has tokens; None where it has none."""
    from engine.inference.fitting import window_around

    ids, spans = filler.tokenizer.encode_with_offsets(place.text)
    hidden = [
        at for at, (start, stop) in enumerate(spans) if start < place.stop and stop > place.start
    ]
    if not hidden or len(hidden) > filler.rows.room // 2:
        return None
    tokens = [filler.mask if at in hidden else token for at, token in enumerate(ids)]
    window = window_around(hidden[len(hidden) // 2], len(ids), filler.rows.room)
    at = [filler.rows.before + one - window.start for one in hidden]
    return _Row(number, filler.rows.framed(window.of(tokens)), at, [ids[one] for one in hidden])


def _filled(filler: Filler, rows: Sequence[_Row], heard: Callable[[int], None]) -> list[Filling]:
    """What the run says of every row; those of one shape share their passes."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[len(row.tokens), len(row.at)].append(number)
    found: dict[int, Filling] = {}
    for (length, _), numbers in sorted(groups.items()):
        together = max(1, AT_ONCE // length)
        for first in range(0, len(numbers), together):
            heard(len(found))
            some = numbers[first : first + together]
            found |= zip(some, _pass(filler, [rows[one] for one in some]), strict=True)
    return [found[number] for number in range(len(rows))]


def _pass(filler: Filler, rows: Sequence[_Row]) -> list[Filling]:
    logits = filler.logits([row.tokens for row in rows], [row.at for row in rows])  # [B, P, V]
    best = logits.topk(min(FIVE, logits.shape[-1]), dim=-1).indices.tolist()
    return [_filling(filler.tokenizer, row, own) for row, own in zip(rows, best, strict=True)]


def _filling(tokenizer: Tokenizer, row: _Row, best: Sequence[Sequence[int]]) -> Filling:
    pairs = list(zip(row.answers, best, strict=True))
    known = tokenizer.special.unknown not in row.answers  # "unknown" is no word, though foretold
    return Filling(
        first=known and all(answer == own[0] for answer, own in pairs),
        among_five=known and all(answer in own for answer, own in pairs),
        known=known,
        num_tokens=len(row.at),
        guesses=", ".join(tokenizer.token(token) for token in best[0]),
    )


def _floors(sentences: Sequence[str], words: Sequence[str]) -> tuple[float, float]:
    """How often somebody is right who says the commonest word of these sentences; or five."""
    counts = Counter(word.casefold() for text in sentences for word in WORD.findall(text))
    common = [word for word, _ in counts.most_common(FIVE)]
    asked = [word.casefold() for word in words]
    return (
        sum(word == common[0] for word in asked) / len(asked),
        sum(word in common for word in asked) / len(asked),
    )


def _figures(fillings: Sequence[Filling], floors: tuple[float, float]) -> list[Figure]:
    single = [one for one in fillings if one.num_tokens == 1]
    figures = [
        _share("top_1", translate("evaluation", "First answer right, of all words"), fillings),
        _share("top_5", translate("evaluation", "Among the first five, of all words"), fillings),
    ]
    if single:
        figures += [
            _share(
                "single_top_1",
                translate("evaluation", "First answer right, of words of a single token"),
                single,
            ),
            _share(
                "single_top_5",
                translate("evaluation", "Among the first five, of words of a single token"),
                single,
            ),
        ]
    floored = dict(zip(("top_1", "top_5"), floors, strict=True))
    return [replace(one, floor=floored.get(one.name)) for one in figures]


def _share(name: str, title: str, fillings: Sequence[Filling]) -> Figure:
    hits = sum(one.first if name.endswith("1") else one.among_five for one in fillings)
    low, high = intervals.of_share(hits, len(fillings))
    return Figure(
        name,
        title,
        hits / len(fillings),
        "share",
        low=low,
        high=high,
        count=len(fillings),
        higher_is_better=True,
    )


def _lengths(fillings: Sequence[Filling]) -> Table:
    groups: dict[int, list[Filling]] = defaultdict(list)
    for one in fillings:
        groups[min(one.num_tokens, 4)].append(one)
    rows: list[tuple[Cell, ...]] = [
        (
            "4+" if size == 4 else str(size),
            sum(one.first for one in some) / len(some),
            sum(one.among_five for one in some) / len(some),
            len(some),
        )
        for size, some in sorted(groups.items())
    ]
    columns = (
        Column("tokens", translate("evaluation", "Tokens of the word"), "text"),
        Column("top_1", translate("evaluation", "First"), "share"),
        Column("top_5", translate("evaluation", "Among five"), "share"),
        Column("places", translate("evaluation", "Words")),
    )
    return Table("lengths", translate("evaluation", "By length"), columns, tuple(rows))


def _examples(places: Sequence[Place], fillings: Sequence[Filling]) -> Table:
    rows = [
        (
            f"{place.text[: place.start]}____{place.text[place.stop :]}"[:300],
            place.word,
            filling.guesses,
        )
        for place, filling in zip(places[:SHOWN], fillings, strict=False)
    ]
    columns = (
        Column("sentence", translate("evaluation", "Sentence"), "text"),
        Column("word", translate("evaluation", "Hidden"), "text"),
        Column("guesses", translate("evaluation", "Likeliest for its first token"), "text"),
    )
    return Table("examples", translate("evaluation", "Some of the places"), columns, tuple(rows))


def _remarks(fillings: Sequence[Filling], count: int) -> list[Remark]:
    single = sum(one.num_tokens == 1 for one in fillings)
    found = [
        Remark(
            translate("evaluation", "A word was hidden in {chosen} of {count} sentences."),
            values={"chosen": len(fillings), "count": count},
        ),
        Remark(
            translate(
                "evaluation",
                "Which word is hidden depends on the sentence and the seed alone, so runs can be "
                "compared. A word (in Chinese a character) is hidden whole, behind as many masks "
                "as it has tokens, and right where every token is; {share} are one token. Only "
                "runs with one tokenizer can be compared by those.",
            ),
            values={"share": f"{single / len(fillings):.0%}"},
        ),
    ]
    if unknown := sum(not one.known for one in fillings):
        what = translate(
            "evaluation",
            "{count} of the hidden words are unknown to the tokenizer: they count as wrong.",
        )
        found.append(Remark(what, "warning", {"count": unknown}))
    return found
