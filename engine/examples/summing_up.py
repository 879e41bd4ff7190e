"""Sums up what was read of a task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from engine.examples.example import OUTSIDE, SPLITS, Example, Labelled, Tagged
from engine.examples.findings import Examined
from engine.examples.making import inputs_of
from engine.examples.part_reading import REASONS, PartReading
from engine.examples.parts import PartFile, given
from engine.examples.schemes import spans_of
from engine.examples.summary import Finding, TaskSummary

ROLES: dict[str, tuple[str, ...]] = {
    "table": ("first", "second", "label"),
    "conll": ("word", "tag"),
}


def summary_of(
    files: Sequence[PartFile],
    reading: PartReading,
    examined: Examined,
    findings: tuple[Finding, ...],
) -> TaskSummary:
    """Counts of all parts; `findings` tell what is odd in them."""
    config = reading.config
    bare = sum(len(own) for split, own in examined.unlabelled.items() if split != "test")
    left = {name: reading.counts[name] for name in REASONS if reading.counts[name]}
    columns = {role: getattr(config, role) for role in ROLES.get(config.format, ())}
    return TaskSummary(
        kind=reading.kind,
        files=sum(len(file.sources) for file in files),
        bytes=sum(file.num_bytes for file in files),
        counts={split: len(examined.parts[split]) for split in SPLITS},
        left_out=left | ({"unlabelled": bare} if bare else {}),
        labels={split: _labels(examined.parts[split]) for split in SPLITS},
        lengths={split: _lengths(examined.parts[split]) for split in SPLITS},
        formats=dict(reading.formats),
        encodings=dict(reading.encodings.most_common()),
        columns={role: name for role, name in columns.items() if name not in ("", "-")},
        scheme=reading.scheme,
        held_back=not given(files)["validation"],
        findings=findings,
    )


def _labels(examples: Sequence[Example]) -> dict[str, int]:
    """Examples per label; of tags, entities per kind, or words where there are no entities."""
    counts: Counter[str] = Counter()
    for one in examples:
        if isinstance(one, Labelled):
            counts[one.label] += one.label != ""
        elif isinstance(one, Tagged):
            counts.update(_named(one.tags))
    return dict(counts.most_common())


def _named(tags: Sequence[str]) -> Iterator[str]:
    """The kinds of the entities that tags mark; the tags themselves where they mark none."""
    if all(tag == OUTSIDE or tag.startswith(("B-", "I-")) for tag in tags):
        return (span.kind for span in spans_of(tags))
    return (tag for tag in tags if tag not in ("", OUTSIDE))


def _lengths(examples: Sequence[Example]) -> dict[str, int]:
    """Characters of what a model is given: the median, 95 in 100, and the longest."""
    if not examples:
        return {}
    found = np.array([sum(map(len, inputs_of(one))) for one in examples])
    middle, most, longest = np.quantile(found, (0.5, 0.95, 1.0), method="nearest")
    return {"median": int(middle), "95 %": int(most), "longest": int(longest)}
