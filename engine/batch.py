"""One batch of rows: NumPy in the loader, tensors on the device.

Letters: B rows, L tokens per row, P predicted positions per row, M decoder tokens per row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray

IGNORE = -100  # a place that asks for nothing; torch's own ignore_index
PADDING = -1  # the segment of padding

Array = Any  # None where there is none; NDArray[np.int64] before `to`, torch.Tensor (int64) after
Sight = Literal["both", "causal", "prefix"]  # what a token may see of its segment


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
    targets: Array = None  # [B, P], or [B, L] or [B, M] of every place; unused places IGNORE
    labels: Array = None  # [B] class of the pair
    original: Array = None  # [B, L] before corruption; NumPy only
    places: Array = None  # [B, L] where each token of `original` stands, if `traced`; NumPy only
    visible: Array = None  # [B, L] bool; "prefix" sight: seen by all of its segment
    decoder_tokens: Array = None  # [B, M] what the decoder is given
    decoder_positions: Array = None  # [B, M]
    decoder_segments: Array = None  # [B, M] as `segments`: it sees the encoder's places of its own
    own: Mapping[str, Array] = field(default_factory=dict)  # [B, …] what one objective alone reads
    counts: dict[str, int] | None = None  # targets per loss name
    traced: bool = False  # whether `places` are wanted: a picture reads them, training does not
    one_segment: bool = False  # every row is full and of one segment: attention needs no mask
    sight: Sight = "both"
    task: str = ""  # whose rows these are, where objectives take turns
    together: int = 1  # so many rows, one after another, must stay in one micro-batch

    @property
    def num_rows(self) -> int:
        """B."""
        return int(self.tokens.shape[0])

    @property
    def num_tokens(self) -> int:
        """Places that are not padding, the decoder's too; NumPy batches only."""
        read = int((self.segments != PADDING).sum())
        written = self.decoder_segments
        return read if written is None else read + int((written != PADDING).sum())

    def rows(self, start: int, stop: int) -> Batch:
        """Rows start … stop as a batch of their own (NumPy batches; `counts` are not cut)."""
        return replace(self._each(lambda array: array[start:stop]), counts=None)

    def to(self, device: torch.device, *, pinned: bool = False) -> Batch:
        """The same rows as tensors on `device`; what is NumPy only stays behind."""

        def move(array: NDArray[Any]) -> torch.Tensor:
            tensor = torch.from_numpy(np.ascontiguousarray(array))
            if pinned:
                tensor = tensor.pin_memory()
            return tensor.to(device, non_blocking=pinned)

        return replace(self, maskable=None, original=None, places=None)._each(move)

    def _each(self, change: Callable[[NDArray[Any]], Any]) -> Batch:
        """The batch with every array of it changed."""
        changed: dict[str, Any] = {
            f.name: change(value)
            for f in fields(self)
            if isinstance(value := getattr(self, f.name), np.ndarray)
        }
        own = {name: change(array) for name, array in self.own.items()}
        return replace(self, **changed, own=own)
