"""Entities are read as seqeval reads them, conlleval's follower, whatever the tags."""

from __future__ import annotations

import random

import pytest

from engine.examples.schemes import Known, as_iob2, spans_of

seqeval = pytest.importorskip(
    "seqeval.metrics.sequence_labeling", reason="seqeval comes with `make oracles`"
)

MARKS: dict[Known, str] = {"iob2": "BI", "iob1": "BI", "iobes": "BIES"}


@pytest.mark.parametrize("scheme", MARKS)
def test_entities_of_any_tags_are_seqevals(scheme: Known) -> None:
    draw = random.Random(7)
    for _ in range(2000):
        tags = [
            draw.choice(["O", *(f"{mark}-{kind}" for mark in MARKS[scheme] for kind in "XY")])
            for _ in range(draw.randrange(12))
        ]
        theirs = [(first, last, kind) for kind, first, last in seqeval.get_entities(tags)]
        read, _ = as_iob2(tags, scheme)
        assert [(one.first, one.last, one.kind) for one in spans_of(read)] == theirs
