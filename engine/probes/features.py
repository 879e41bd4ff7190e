"""Features: what a run makes of whole texts at each depth, as one vector for each text.

Letters: n texts, L tokens, N layers, D width.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.inference.opening import Opened
from engine.inference.rows import Rows
from engine.objectives.asking import shown, sight_of
from engine.probes.walking import depths, numbers

Pool = Literal["mean", "first", "last"]  # of the vectors of words, [CLS]'s, the last word's
AT_ONCE = 4096  # tokens of a pass

Vectors = NDArray[np.float32]  # [n, N + 1, D]


def features(
    opened: Opened,
    texts: Sequence[Sequence[int]],
    pools: Sequence[Pool],
    heard: Callable[[int], None],
) -> dict[Pool, Vectors]:
    """Of texts of these tokens, one at least; the end of one too long is left out.

    Depth 0 is what comes in, before the first layer. Before each pass `heard` is told how many
    texts are done, and may end the work by raising.
    """
    rows, model = Rows(opened.learner, opened.tokenizer), opened.learner.model
    kept = [list(tokens[: rows.room]) for tokens in texts]
    shape = len(texts), model.config.depth + 1, model.width
    found: dict[Pool, Vectors] = {pool: np.empty(shape, np.float32) for pool in pools}
    groups: dict[int, list[int]] = defaultdict(list)
    for number, tokens in enumerate(kept):
        groups[len(tokens)].append(number)
    done = 0
    for size, numbers_of in sorted(groups.items()):
        framed = len(rows.framed(kept[numbers_of[0]]))
        together = max(1, AT_ONCE // framed)
        words = slice(rows.before, rows.before + size)
        for first in range(0, len(numbers_of), together):
            heard(done)
            some = numbers_of[first : first + together]
            layers = depths(opened, _batch(opened, [rows.framed(kept[one]) for one in some]))
            for depth, layer in enumerate(layers):
                for pool in pools:
                    found[pool][some, depth] = _pooled(numbers(layer), pool, words)
            done += len(some)
    return found


def _pooled(layer: NDArray[np.float32], pool: Pool, words: slice) -> NDArray[np.float32]:
    """[B, D] of [B, L, D]."""
    if pool == "first":
        return layer[:, 0]
    inside = layer[:, words]
    pooled: NDArray[np.float32] = inside[:, -1] if pool == "last" else inside.mean(axis=1)
    return pooled


def _batch(opened: Opened, rows: Sequence[Sequence[int]]) -> Batch:
    tokens = np.array(rows, dtype=np.int64)
    return Batch(
        tokens=tokens,
        positions=np.tile(np.arange(tokens.shape[1]), (len(tokens), 1)),
        segments=np.zeros_like(tokens),
        token_types=np.zeros_like(tokens),
        one_segment=True,
        sight=sight_of(shown(opened.learner.objective.parts())),
    )
