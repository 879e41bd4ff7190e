"""What a corpus turned out to hold, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.corpus.document import Skipped
from engine.wording import translate

NOTES = {
    "duplicates": translate(
        "notices", "So many lines: repeated ones were looked for in the first part only."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSummary:
    """Counts of what was kept, and what was left out and why."""

    files: int = 0  # read
    partial_files: int = 0  # of them read in part, with the reason in `skipped`
    uncertain_files: int = 0  # of them read in an encoding nothing speaks for, also in `skipped`
    bytes: int = 0  # of the files on disk
    documents: int = 0
    train_documents: int = 0
    validation_documents: int = 0
    characters: int = 0  # kept
    text_bytes: int = 0  # kept, in UTF-8
    words: int = 0
    duplicate_documents: int = 0
    duplicate_lines: int = 0
    short_documents: int = 0  # below the minimum length
    skipped: tuple[Skipped, ...] = ()  # the first by name
    skipped_reasons: Mapping[str, int] = field(default_factory=dict)  # all, by what was wrong
    encodings: Mapping[str, int] = field(default_factory=dict)  # files per encoding
    scripts: Mapping[str, float] = field(default_factory=dict)  # shares of letters, largest first
    lengths: Mapping[int, int] = field(default_factory=dict)  # documents of 2ⁿ … 2ⁿ⁺¹ characters
    leakage: float | None = None  # share of what is held back that is learned from too
    notes: tuple[str, ...] = ()  # keys of NOTES

    @property
    def skipped_files(self) -> int:
        """How many files were left out as a whole."""
        told = sum(self.skipped_reasons.values())
        return told - self.partial_files - self.uncertain_files

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        data["skipped"] = [skipped.as_data() for skipped in self.skipped]
        data["lengths"] = {str(power): count for power, count in self.lengths.items()}
        for name in ("skipped_reasons", "encodings", "scripts"):
            data[name] = dict(data[name])
        return data | {"notes": list(self.notes)}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> CorpusSummary:
        """Rebuild what another process or a file tells; keys of newer programs are ignored."""
        known = {name: data[name] for name in CorpusSummary.__dataclass_fields__ if name in data}
        summary = CorpusSummary(**known)
        return replace(
            summary,
            skipped=tuple(Skipped.from_data(skipped) for skipped in known.get("skipped", ())),
            lengths={int(power): count for power, count in summary.lengths.items()},
            notes=tuple(summary.notes),
        )


class Tally:
    """Counts while the corpus is read."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.encodings: Counter[str] = Counter()
        self.scripts: Counter[str] = Counter()
        self.lengths: Counter[int] = Counter()

    def document(self, text: str, num_bytes: int, words: int, scripts: Mapping[str, int]) -> None:
        """Count a document that is kept."""
        self.counts["characters"] += len(text)
        self.counts["text_bytes"] += num_bytes
        self.counts["words"] += words
        self.scripts.update(scripts)
        self.lengths[max(len(text), 1).bit_length() - 1] += 1

    def split(self, *, validation: bool) -> None:
        """Count which part a document went to."""
        self.counts["documents"] += 1
        self.counts["validation_documents" if validation else "train_documents"] += 1

    def finish(
        self, skipped: list[Skipped], reasons: Mapping[str, int], notes: tuple[str, ...]
    ) -> CorpusSummary:
        """The summary of all that was counted."""
        letters = sum(self.scripts.values()) or 1
        return CorpusSummary(
            **self.counts,
            skipped=tuple(skipped),
            skipped_reasons=dict(reasons),
            encodings=dict(self.encodings.most_common()),
            scripts={name: count / letters for name, count in self.scripts.most_common()},
            lengths=dict(sorted(self.lengths.items())),
            notes=notes,
        )
