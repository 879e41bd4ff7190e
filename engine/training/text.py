"""What a run learns from and is measured on.

Letters: V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.batching.feed import Feed
from engine.events import Noticed


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """Rows to learn from, rows held back, and what is known of each token."""

    training: Feed
    validation: Feed
    token_counts: NDArray[np.unsignedinteger[Any]]  # [V] how often each occurs in training
    token_bytes: NDArray[np.integer[Any]] | None = None  # [V] UTF-8 bytes each stands for
    notices: tuple[Noticed, ...] = ()  # to tell before the first step
