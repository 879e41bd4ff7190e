"""Very small checkpoints that learned a task, with stirred weights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.inference.opening import Opened
from tests.engine import answer_samples as samples

CLASSES = ("bad", "good", "so so")
TAGS = ("B-LOC", "B-PER", "I-LOC", "I-PER", "O")


def tuned(kind: str, **given: Any) -> Opened:
    """A run tuned on this task; it reads 32 tokens at once."""
    classes = {"classification": CLASSES, "tagging": TAGS}.get(kind, ())
    fields: dict[str, Any] = {"classes": len(classes)} if classes else {}
    if kind == "regression":
        fields = {"mean": 3.0, "spread": 1.5}
    opened = samples.opened(kind, fields={kind: fields}, **given)
    return replace(opened, classes=classes, unanswerable=True)
