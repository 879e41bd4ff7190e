"""What the recipe at hand learns from: text, labelled pairs, parallel text; and what is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.desk import Desk
    from studio.draft import Draft

PAIRS = ("labelled", "parallel")
KINDS = ("text", *PAIRS)
SECTIONS = {"text": "corpus", "labelled": "labelled", "parallel": "parallel"}  # of the recipe
NAMED_BY = {
    "text": ("corpus.paths",),
    "labelled": ("labelled.paths",),
    "parallel": ("parallel.paths", "parallel.source"),
}


def kinds_read(desk: Desk) -> tuple[str, ...]:
    """The kinds its objectives learn from, each once; text where nothing is known yet."""
    chosen = desk.draft.resolved.get("objectives", {})  # with what the preset says
    reads = desk.form.reads if desk.form is not None else {}
    read = {reads.get(name, "text") for name in chosen}
    return tuple(kind for kind in KINDS if kind in read) or ("text",)


def is_named(draft: Draft, kind: str) -> bool:
    """Whether the person has named files of a kind."""
    return any(draft.value(key) for key in NAMED_BY[kind])


def missing(draft: Draft, kind: str) -> tuple[FieldFault, ...]:
    """Of the files a person has named of a kind, those that are not there, as last checked."""
    return tuple(fault for fault in draft.faults if fault.place in NAMED_BY[kind])


def has_words(desk: Desk) -> bool:
    """Whether there is anything a vocabulary can be learned from."""
    return is_named(desk.draft, "text") or any(
        is_named(desk.draft, kind) for kind in kinds_read(desk)
    )


def material(desk: Desk) -> dict[str, Any]:
    """All of the draft that decides which words there are, to compare with another moment."""
    draft = desk.draft
    return {"reads": kinds_read(desk)} | {
        section: draft.value(section, {}) for section in SECTIONS.values()
    }
