"""The words of findings: the parts of a task, and what is counted while its files are read."""

from __future__ import annotations

from collections.abc import Sequence

from engine.examples.example import Example, Split
from engine.examples.making import input_of
from engine.examples.summary import Finding, FoundRow, Level
from engine.faults import Fault, Value, listed
from engine.wording import translate

MOST_ROWS = 5  # of examples of a finding
SHOWN = 120  # characters of each

# Inside other sentences: "12 without an answer among those to learn from".
PARTS: dict[Split, Fault] = {
    "train": Fault(translate("faults", "those to learn from")),
    "validation": Fault(translate("faults", "those held back")),
    "test": Fault(translate("faults", "those to measure with")),
}
COUNTED: tuple[tuple[Level, str, str], ...] = (
    (
        "warning",
        "malformed",
        translate("faults", "{count} rows are no examples: cells are missing, or too many."),
    ),
    ("note", "empty", translate("faults", "{count} rows have no text: left out.")),
    ("note", "too_long", translate("faults", "{count} rows are far too long: left out.")),
    (
        "warning",
        "no_numbers",
        translate("faults", "{count} scores are no numbers: these rows have no answer."),
    ),
    (
        "note",
        "tags_broken",
        translate("faults", "{count} tags break their scheme: read as conlleval reads them."),
    ),
    (
        "note",
        "spans_lost",
        translate("faults", "{count} spans lie in others, or outside of their text: left out."),
    ),
    (
        "note",
        "answers_placed",
        translate("faults", "{count} answers came without a place: the first was taken."),
    ),
    (
        "note",
        "answers_moved",
        translate("faults", "{count} answers stood elsewhere: moved to where they stand."),
    ),
    (
        "warning",
        "answers_dropped",
        translate("faults", "{count} answers do not stand in their contexts: dropped."),
    ),
    (
        "warning",
        "answerless",
        translate("faults", "{count} questions lost all their answers: they have none now."),
    ),
)


def finding(
    level: Level,
    what: str,
    rows: tuple[FoundRow, ...] = (),
    now: str = "",
    **values: Value | Sequence[str],
) -> Finding:
    """A finding; names among its values are listed, as many as fit."""
    told = {
        name: value if isinstance(value, str | int | float | Fault) else listed(list(value))
        for name, value in values.items()
    }
    return Finding(level, what, told, rows, now)


def rows_of(split: str, examples: Sequence[Example]) -> tuple[FoundRow, ...]:
    """Some of the examples that a finding tells of."""
    return tuple(FoundRow(split, one.row, _told(one)) for one in examples[:MOST_ROWS])


def _told(example: Example) -> str:
    text = " ".join(input_of(example).split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
