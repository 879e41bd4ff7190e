"""One batch of rows: NumPy in the loader, tensors on the device.

Letters: B rows, L tokens per row, P predicted positions per row.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

IGNORE = -100  # a place that asks for nothing; torch's own ignore_index
PADDING = -1  # the segment of padding

Array = Any  # None where there is none; NDArray[np.int64] before `to`, torch.Tensor (int64) after


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of equal length with what is asked of them.

    Attention stays inside a segment; positions restart in each. `counts` holds the number of
    targets per loss name, known on the host before any forward pass.
    """

    tokens: Array  # [B, L] model input
    positions: Array  # [B, L]
    segments: Array  # [B, L] which document or pair; PADDING = no token
    token_types: Array = None  # [B, L] 0 = sentence A, 1 = sentence B
    maskable: Array = None  # [B, L] bool; NumPy only: may this place be hidden?
    predict_at: Array = None  # [B, P] positions asked for; unused places 0
    targets: Array = None  # [B, P] token ids; unused places IGNORE
    labels: Array = None  # [B] class of the pair
    original: Array = None  # [B, L] before corruption
    counts: dict[str, int] | None = None  # targets per loss name
    one_segment: bool = False  # every row is full and of one segment: attention needs no mask

    @property
    def num_rows(self) -> int:
        """B."""
        return int(self.tokens.shape[0])

    @property
    def num_tokens(self) -> int:
        """Places that are not padding; NumPy batches only."""
        return int((self.segments != PADDING).sum())

    def rows(self, start: int, stop: int) -> Batch:
        """Rows start … stop as a batch of their own (NumPy batches; `counts` are not cut)."""
        cut: dict[str, Any] = {
            f.name: value[start:stop]
            for f in fields(self)
            if isinstance(value := getattr(self, f.name), np.ndarray)
        }
        return replace(self, **cut, counts=None)

    def to(self, device: torch.device, *, pinned: bool = False) -> Batch:
        """The same rows as int64 tensors on `device`; `maskable` and `original` stay behind."""

        def move(array: NDArray[Any] | None) -> torch.Tensor | None:
            if array is None:
                return None
            tensor = torch.from_numpy(np.ascontiguousarray(array))
            if pinned:
                tensor = tensor.pin_memory()
            return tensor.to(device, non_blocking=pinned)

        moved: dict[str, Any] = {
            f.name: move(getattr(self, f.name))
            for f in fields(self)
            if f.name not in ("maskable", "original", "counts", "one_segment")
        }
        return replace(self, **moved, maskable=None, original=None)
