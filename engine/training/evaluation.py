"""The validation split, measured with fixed masks and pairs; and its yardstick.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.events import Evaluated
from engine.training.learner import Learner
from engine.training.meter import means, tally_of
from engine.training.step import full_memory_named, halved, micro_batches


@dataclass(frozen=True, slots=True)
class Measured:
    """Mean loss (nats) and accuracy per loss name over the validation rows."""

    losses: dict[str, float]
    accuracies: dict[str, float]


class Validation:
    """The rows held back by one run, their yardstick, and what was measured last."""

    def __init__(self, batches: Sequence[Batch], token_counts: NDArray[np.integer[Any]]) -> None:
        self.unigram_entropy = unigram_entropy(batches, token_counts)
        self.last: Measured | None = None
        self._batches = batches
        self._rows = max((batch.num_rows for batch in batches), default=1)  # at once
        self._step = 0

    def knows(self, step: int) -> bool:
        """Whether this step was the last to be measured."""
        return self.last is not None and self._step == step

    def measure(self, learner: Learner, step: int, attend: Callable[[], bool]) -> Measured | None:
        """Measure the learner as it is at `step`; None where `attend` said to end.

        Where memory is short, half the rows are measured at once from then on.
        """
        while True:
            try:
                with full_memory_named():
                    measured = evaluate(learner, self._batches, attend, rows=self._rows)
                break
            except torch.OutOfMemoryError:
                pass
            # Outside the handler: the exception holds the tensors that filled the memory.
            self._rows = halved(self._rows)
        if measured is not None:
            self.last, self._step = measured, step
        return measured

    def take(self, known: Evaluated) -> None:
        """Measured and told of before, but after the checkpoint at hand was taken."""
        self.last = Measured(dict(known.losses), dict(known.accuracies))
        self._step = known.step

    def state(self) -> dict[str, Any]:
        """Plain data for the checkpoint."""
        return {"step": self._step, **(asdict(self.last) if self.last else {})}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` gave."""
        self._step = state["step"]
        if "losses" in state:
            self.last = Measured(state["losses"], state["accuracies"])


def evaluate(
    learner: Learner, batches: Iterable[Batch], attend: Callable[[], bool], *, rows: int = 65_536
) -> Measured | None:
    """Measure the batches (NumPy), at most `rows` rows at once, without dropout.

    None where `attend` said to end.
    """
    training = learner.training
    learner.eval()
    sums: dict[str, Tensor] = {}
    try:
        for batch in batches:
            for index, part in enumerate(micro_batches(batch, rows)):
                if not attend():
                    return None
                _add(sums, learner, part, counted=index > 0)
    finally:
        learner.train(training)
    return Measured(*means({name: tally.tolist() for name, tally in sums.items()}))


@torch.inference_mode()
def _add(sums: dict[str, Tensor], learner: Learner, part: Batch, *, counted: bool) -> None:
    """The losses of a part to the sums; its counts are those of its whole batch."""
    for name, loss in learner(part.to(learner.device)).items():
        tally = tally_of(loss.total, loss.correct, 0 if counted else loss.count)
        sums[name] = sums[name] + tally if name in sums else tally


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
