"""What a run learns from and is measured on.

Letters: V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.batching.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """Rows to learn from, rows held back, and how often each token occurs in training."""

    training: Source
    validation: Source
    token_counts: NDArray[np.unsignedinteger[Any]]  # [V]
