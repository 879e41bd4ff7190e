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

Part = tuple[str, NDArray[np.int64]]  # a task, and tokens its rows ask for


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
        read = [(batch.task, batch.tokens[batch.segments != PADDING]) for batch in batches]
        everything = [part for parts in asked.values() for part in parts] or read
        losses = objective.losses()
        return Yardsticks(
            unigram_entropy=_unigram_entropy(everything, text),
            baselines={name: _unigram_entropy(parts, text) for name, parts in asked.items()},
            bytes_per_target={
                name: _bytes_per_target(parts, text)
                for name, parts in asked.items()
                if text.token_bytes is not None and name in losses and losses[name].likelihood
            },
        )

    def bits_per_byte(self, name: str, loss: float) -> float:
        """A mean loss (nats per target) in bits per byte of text, which no tokenizer changes."""
        return loss / math.log(2) / max(self.bytes_per_target[name], 1e-9)


def entropy(counts: Sequence[float]) -> float:
    """Of the classes that occur so often, nats: what knowing their shares alone costs."""
    total = sum(counts)
    # 0.0 first: of one class alone the sum is −0.0.
    return max(0.0, -sum(count / total * math.log(count / total) for count in counts if count > 0))


def _asked(batches: Sequence[Batch], objective: Objective) -> dict[str, list[Part]]:
    """Of each loss the tokens asked for; of none that asks for no token."""
    found: defaultdict[str, list[Part]] = defaultdict(list)
    for batch in batches:
        for name, targets in objective.token_targets(batch).items():
            if len(targets):
                found[name].append((batch.task, targets))
    return dict(found)


def _bytes_per_target(parts: Sequence[Part], text: TrainingText) -> float:
    """UTF-8 bytes of the text one target stands for, on average."""
    sizes = [(text.bytes_of(task), targets) for task, targets in parts]
    return float(np.concatenate([each[ids] for each, ids in sizes if each is not None]).mean())


def _unigram_entropy(parts: Sequence[Part], text: TrainingText) -> float:
    """Cross-entropy of tokens under the frequencies of what their task learns from; 0 of none."""
    tasks: defaultdict[str, list[NDArray[np.int64]]] = defaultdict(list)
    for task, tokens in parts:
        tasks[task].append(tokens)
    costs = [_costs(np.concatenate(ids), task, text) for task, ids in tasks.items()]
    return max(0.0, float(np.concatenate(costs).mean())) if any(map(len, costs)) else 0.0


def _costs(tokens: NDArray[np.int64], task: str, text: TrainingText) -> NDArray[np.float64]:
    """−log of each token's share of the training text.

    Those that stand for no text ([SEP], gap tokens) are not in it either, and would seem far rarer
    than they are: each costs what its share of the tokens asked for says.
    """
    # One is added to each, so that a token never seen in training has a finite cost.
    counts = text.counts_of(task).astype(np.float64) + 1.0
    shares = counts / counts.sum()  # [V]
    if text.token_bytes is not None:
        asked = np.bincount(tokens, minlength=len(shares)) / max(len(tokens), 1)
        marks = (text.token_bytes == 0) & (asked > 0)
        shares = np.where(marks, asked, shares * (1.0 - asked[marks].sum()))
    costs: NDArray[np.float64] = -np.log(shares[tokens])
    return costs
