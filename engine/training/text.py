"""What a run learns from and is measured on.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.batching.feed import Feed
from engine.events import Noticed

Counts = NDArray[np.unsignedinteger[Any]]
BytesPerToken = NDArray[np.integer[Any] | np.floating[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """Rows to learn from, rows held back, and what is known of each token."""

    training: Feed
    validation: Feed
    token_counts: Counts  # [V] how often each occurs in training
    task_counts: Mapping[str, Counts] = field(default_factory=dict)  # of what single tasks read
    token_bytes: BytesPerToken | None = None  # [V] UTF-8 each shows; 0: it is no text, or unknown
    task_bytes: Mapping[str, BytesPerToken] = field(default_factory=dict)  # of what tasks read
    notices: tuple[Noticed, ...] = ()  # to tell before the first step

    def counts_of(self, task: str) -> Counts:
        """[V] how often each token occurs in what rows of this task are made of."""
        return self.task_counts[task] if self.task_counts else self.token_counts

    def bytes_of(self, task: str) -> BytesPerToken | None:
        """[V] UTF-8 bytes each token stands for in what rows of this task are made of."""
        return self.task_bytes[task] if self.task_bytes else self.token_bytes


def bytes_in_text(shown: BytesPerToken, counts: Counts, num_bytes: int) -> BytesPerToken:
    """[V] bytes each token stands for on average in a text of `num_bytes` and these counts.

    Together they are the whole text, under any tokenizer: what tokens do not show (blanks, the
    word an unknown one stands for) is shared out by what they show.
    """
    total = float(shown @ counts)
    if total == 0.0:  # nothing but unknown words
        return np.where(counts > 0, num_bytes / max(int(counts.sum()), 1), 0.0)
    return shown * (num_bytes / total)
