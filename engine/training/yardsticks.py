"""What a loss must beat: the loss of somebody who knows nothing of the context.

Letters: V vocabulary.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.batch import PADDING, Batch
from engine.objectives.objective import Objective
from engine.training.text import TrainingText


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """Of the validation rows of one run.

    `unigram_entropy` is the cross-entropy, nats, of all tokens asked for under the training split's
    frequencies; where no objective asks for tokens, of every token of the rows.
    """

    unigram_entropy: float
    baselines: Mapping[str, float]  # the same per loss that asks for tokens
    bytes_per_target: Mapping[str, float]  # of the losses whose sum is −log p of a text

    @staticmethod
    def of(batches: Sequence[Batch], text: TrainingText, objective: Objective) -> Yardsticks:
        """Count what the validation rows ask for."""
        asked = _asked(batches, objective)
        everything = list(asked.values()) or [
            batch.tokens[batch.segments != PADDING] for batch in batches
        ]
        losses, sizes = objective.losses(), text.token_bytes
        return Yardsticks(
            unigram_entropy=_unigram_entropy(everything, text),
            baselines={name: _unigram_entropy([targets], text) for name, targets in asked.items()},
            bytes_per_target={
                name: float(sizes[targets].mean())
                for name, targets in asked.items()
                if sizes is not None and name in losses and losses[name].likelihood
            },
        )

    def bits_per_byte(self, name: str, loss: float) -> float:
        """A mean loss (nats per target) in bits per byte of text, which no tokenizer changes."""
        return loss / math.log(2) / max(self.bytes_per_target[name], 1e-9)


def entropy(counts: Sequence[float]) -> float:
    """Of the classes that occur so often, nats: what knowing their shares alone costs."""
    total = sum(counts)
    return -sum(count / total * math.log(count / total) for count in counts if count > 0)


def _asked(batches: Sequence[Batch], objective: Objective) -> dict[str, NDArray[np.int64]]:
    found: defaultdict[str, list[NDArray[np.int64]]] = defaultdict(list)
    for batch in batches:
        for name, targets in objective.token_targets(batch).items():
            found[name].append(targets)
    joined = {name: np.concatenate(targets) for name, targets in found.items()}
    return {name: targets for name, targets in joined.items() if len(targets)}


def _unigram_entropy(ids: Sequence[NDArray[np.int64]], text: TrainingText) -> float:
    """Cross-entropy of these tokens under the training text's frequencies; 0 of none.

    Those that stand for no text ([SEP], gap tokens) are not in it either, and would seem far rarer
    than they are: each costs what its share of the tokens asked for says.
    """
    tokens = np.concatenate(ids) if ids else np.empty(0, np.int64)
    if not len(tokens):
        return 0.0
    # One is added to each, so that a token never seen in training has a finite cost.
    counts = text.token_counts.astype(np.float64) + 1.0
    shares = counts / counts.sum()  # [V]
    if text.token_bytes is not None:
        asked = np.bincount(tokens, minlength=len(shares)) / len(tokens)
        marks = (text.token_bytes == 0) & (asked > 0)
        shares = np.where(marks, asked, shares * (1.0 - asked[marks].sum()))
    return float(-np.log(shares[tokens]).mean())
