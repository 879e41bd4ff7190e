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


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """Rows to learn from, rows held back, and what is known of each token."""

    training: Feed
    validation: Feed
    token_counts: Counts  # [V] how often each occurs in training
    task_counts: Mapping[str, Counts] = field(default_factory=dict)  # of what single tasks read
    token_bytes: NDArray[np.integer[Any]] | None = None  # [V] UTF-8 bytes each stands for
    notices: tuple[Noticed, ...] = ()  # to tell before the first step

    def counts_of(self, task: str) -> Counts:
        """[V] how often each token occurs in what rows of this task are made of."""
        return self.task_counts[task] if self.task_counts else self.token_counts
