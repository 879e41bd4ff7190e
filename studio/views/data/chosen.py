"""The corpus as the draft has it, and whether it can be read at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.draft import Draft


def chosen_corpus(draft: Draft) -> dict[str, Any]:
    """What was chosen of the corpus."""
    given = draft.value("corpus", {})
    return dict(given) if isinstance(given, Mapping) else {}


def corpus_faults(draft: Draft) -> list[FieldFault]:
    """What must be mended before it can be read; a path that is missing is told by reading it."""
    return [
        fault
        for fault in draft.faults
        if fault.place.startswith("corpus") and fault.place != "corpus.paths"
    ]
