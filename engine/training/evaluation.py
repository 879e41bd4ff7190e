"""The validation split, measured with fixed masks and pairs; and its yardstick.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batching.batch import IGNORE, PADDING, Batch
from engine.training.learner import Learner
from engine.training.meter import means, tally_of


@dataclass(frozen=True, slots=True)
class Measured:
    """Mean loss (nats) and accuracy per loss name over the validation rows."""

    losses: dict[str, float]
    accuracies: dict[str, float]


def evaluate(
    learner: Learner, batches: Iterable[Batch], attend: Callable[[], bool]
) -> Measured | None:
    """Measure the batches (NumPy) without dropout; None where `attend` said to end."""
    training = learner.training
    learner.eval()
    sums: dict[str, Tensor] = {}
    try:
        for batch in batches:
            if not attend():
                return None
            with torch.inference_mode():
                losses = learner(batch.to(learner.device))
                for name, loss in losses.items():
                    tally = tally_of(loss.total, loss.correct, loss.count)
                    sums[name] = sums[name] + tally if name in sums else tally
    finally:
        learner.train(training)
    return Measured(*means({name: tally.tolist() for name, tally in sums.items()}))


def unigram_entropy(batches: Sequence[Batch], token_counts: NDArray[np.integer]) -> float:
    """Cross-entropy, nats, of the validation targets under the training split's frequencies.

    What a model reaches that knows how often each token occurs and nothing of its context.
    `token_counts` [V] are those of the training split; one is added to each, so that a token
    never seen in training has a finite cost. Where no objective predicts tokens, every token of
    the validation rows counts as a target.
    """
    counts = token_counts.astype(np.float64) + 1.0
    surprise = -np.log(counts / counts.sum())  # [V]
    targets = [_asked(batch) for batch in batches]
    if not any(map(len, targets)):
        targets = [batch.tokens[batch.segments != PADDING] for batch in batches]
    asked = np.concatenate(targets) if targets else np.empty(0, np.int64)
    return float(surprise[asked].mean()) if len(asked) else 0.0


def _asked(batch: Batch) -> NDArray[np.int64]:
    if batch.targets is None:
        return np.empty(0, np.int64)
    targets: NDArray[np.int64] = batch.targets[batch.targets != IGNORE]
    return targets
