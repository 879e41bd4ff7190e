"""Marks: what was done to each place of a row, by its trace or held against the row before.

Letters: L tokens.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.vocabulary import Vocabulary
from engine.objectives.objective import Objective
from engine.objectives.tracing import trace_of

Mark = Literal[
    "plain", "special", "masked", "random", "kept", "swapped", "cut", "generated", "padding"
]


def marks_of(
    objective: Objective, vocabulary: Vocabulary, before: Batch, after: Batch
) -> list[Mark]:
    """One mark per place of the first row of `after`, which `objective` made of `before`."""
    trace = trace_of(before, after)
    if trace is not None:
        found = written_marks(vocabulary, after.tokens[0], after.segments[0])
        return [
            "swapped" if mark == "plain" and not trace.moved.isdisjoint(sources) else mark
            for mark, sources in zip(found, trace.sources, strict=True)
        ]
    tokens, segments = after.tokens[0], after.segments[0]
    same_shape = before.tokens.shape == after.tokens.shape
    known = before.tokens[0] if same_shape else tokens
    moved = same_shape and _moved(objective, known, tokens, segments)
    hidden = _hidden(objective, after)
    return [
        _mark(
            vocabulary,
            int(token),
            int(known[place]),
            padding=segments[place] == PADDING,
            hidden=place in hidden,
            generated=objective.generates,
            moved=moved,
        )
        for place, token in enumerate(tokens)
    ]


def written_marks(vocabulary: Vocabulary, tokens: np.ndarray, segments: np.ndarray) -> list[Mark]:
    """One mark per place of a row, [M], in which nothing is hidden: what its tokens tell alone."""
    return [
        _mark(
            vocabulary,
            int(token),
            int(token),
            padding=segment == PADDING,
            hidden=False,
            generated=False,
            moved=False,
        )
        for token, segment in zip(tokens, segments, strict=True)
    ]


def _mark(
    vocabulary: Vocabulary,
    token: int,
    original: int,
    *,
    padding: bool,
    hidden: bool,
    generated: bool,
    moved: bool,
) -> Mark:
    if padding:
        return "padding"
    if token in vocabulary.sentinels:
        return "cut"
    if token == vocabulary.mask:
        return "masked"
    if hidden and generated:
        return "generated"
    if hidden:
        return "kept" if token == original else "random"
    if token < len(vocabulary.maskable) and not vocabulary.maskable[token]:
        return "special"
    return "swapped" if moved and token != original else "plain"


def _hidden(objective: Objective, after: Batch) -> set[int]:
    """The places whose token is asked for: where it stands, wherever its answer is read."""
    if after.predict_at is None or after.targets is None:
        return set()
    steps = [one.fills_from for one in objective.parts().values() if one.fills_from is not None]
    asked = after.predict_at[0][after.targets[0] != IGNORE]
    return set((asked + (steps[0] if steps else 0)).tolist())


def _moved(
    objective: Objective,
    known: np.ndarray,
    tokens: np.ndarray,
    segments: np.ndarray,
) -> bool:
    """Whether parts of the row changed places."""
    if not any(part.moves for part in objective.parts().values()):
        return False
    there = segments != PADDING
    return bool((known != tokens)[there].any())
