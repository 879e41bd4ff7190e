"""Our own pairs, where a recipe that learns from pairs names none yet: something to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale

from studio.found_pairs import chosen
from studio.pair_calls import sample_section
from studio.reading import NAMED_BY, PAIRS, SECTIONS, is_named, kinds_read

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.draft import Draft


def pairs_in_force(draft: Draft, kind: str) -> dict[str, Any]:
    """The section of a kind as it was chosen; that of a sample where no files are named."""
    return chosen(draft, kind) if is_named(draft, kind) else sample_section(kind, _language())


def with_samples(desk: Desk) -> dict[str, Any]:
    """The draft as data, with a sample for every kind of pairs it reads and does not name."""
    missing = [kind for kind in kinds_read(desk) if kind in _unnamed(desk.draft)]
    return desk.draft.data() | {
        SECTIONS[kind]: sample_section(kind, _language()) for kind in missing
    }


def without_sample(draft: Draft, kind: str, paths: Sequence[str]) -> dict[str, list[str] | None]:
    """What else changes where `paths` are named: what a sample held back goes with its pairs."""
    key = f"{SECTIONS[kind]}.validation_paths"
    named = [str(path) for path in draft.value(key, ())]
    kept = named
    for language in ("english", "chinese"):
        sample = sample_section(kind, language)
        if set(sample["paths"]).isdisjoint(paths):
            kept = [path for path in kept if path not in sample.get("validation_paths", ())]
    return {} if kept == named else {key: kept or None}


def stood_in_for(draft: Draft) -> frozenset[str]:
    """The fields whose faults a sample mends, as far as a picture goes."""
    return frozenset(key for kind in _unnamed(draft) for key in NAMED_BY[kind])


def _unnamed(draft: Draft) -> tuple[str, ...]:
    return tuple(kind for kind in PAIRS if not is_named(draft, kind))


def _language() -> str:
    """Of the samples there are, the one the window speaks."""
    return "chinese" if QLocale().language() == QLocale.Language.Chinese else "english"
