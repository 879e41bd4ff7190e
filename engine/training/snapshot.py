"""Copies of tensors on the host, as numpy arrays: what a checkpoint is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray
from torch import Tensor

GENERATOR = "generator/"  # the optimizer file holds the random generators under this name


def host_copies(tensors: Mapping[str, Tensor]) -> dict[str, NDArray[Any]]:
    """Copies that later steps do not change; waits for the device."""
    return {name: tensor.detach().to("cpu", copy=True).numpy() for name, tensor in tensors.items()}
