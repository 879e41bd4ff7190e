"""Snapshot: a run copied to the host as numpy arrays, which is what a checkpoint is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

GENERATOR = "generator/"  # the optimizer file holds the random generators under this name


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run at one step, copied to the host: training may go on while it is written."""

    step: int
    model: dict[str, NDArray[np.generic]]
    optimizer: dict[str, NDArray[np.generic]]
    state: dict[str, Any]

    @property
    def num_bytes(self) -> int:
        """Of the arrays, which are nearly all that is written."""
        return sum(array.nbytes for part in (self.model, self.optimizer) for array in part.values())


def host_copies(tensors: Mapping[str, Tensor]) -> dict[str, NDArray[Any]]:
    """Copies that later steps do not change; waits for the device."""
    return {name: tensor.detach().to("cpu", copy=True).numpy() for name, tensor in tensors.items()}
