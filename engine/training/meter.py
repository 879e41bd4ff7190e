"""What the steps since the last report measured; stays on the device until it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

TOTAL, CORRECT, COUNT, ASKED = range(4)  # places of a tally; ASKED counts targets with `correct`


@dataclass(frozen=True, slots=True)
class Readings:
    """Means per target since the last reading, on the host."""

    losses: dict[str, float]  # nats
    accuracies: dict[str, float]
    gradient_norm: float  # mean over the steps


class Meter:
    """Sums losses, hits and counts per loss name; nothing waits for the device before `read`."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._tallies: dict[str, Tensor] = {}  # [4] float64
        self._norms = self._zeros(2)  # sum, steps

    def add(self, tallies: Mapping[str, Tensor], norm: Tensor, kept: Tensor | None = None) -> None:
        """Add one step; where `kept` (on the device) is 0 the step was skipped and adds nothing."""
        for name, tally in tallies.items():
            before = self._tallies.get(name)
            if kept is not None:
                tally = torch.where(kept > 0, tally, torch.zeros_like(tally))
            self._tallies[name] = tally.clone() if before is None else before + tally
        measured = torch.stack([norm.double(), torch.ones_like(norm, dtype=torch.float64)])
        if kept is not None:
            measured = torch.where(kept > 0, measured, torch.zeros_like(measured))
        self._norms = self._norms + measured

    def read(self) -> Readings | None:
        """The means, and begin anew; None where no step was added. Waits for the device."""
        norm, steps = self._norms.tolist()
        tallies = {name: tally.tolist() for name, tally in self._tallies.items()}
        self._tallies, self._norms = {}, self._zeros(2)
        if not steps:
            return None
        return Readings(*means(tallies), gradient_norm=norm / steps)

    def state(self) -> dict[str, Any]:
        """What was added since the last reading, as plain data."""
        tallies = {name: tally.tolist() for name, tally in self._tallies.items()}
        return {"tallies": tallies, "norms": self._norms.tolist()}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` gave."""
        self._tallies = {name: self._tensor(tally) for name, tally in state["tallies"].items()}
        self._norms = self._tensor(state["norms"])

    def _zeros(self, length: int) -> Tensor:
        return self._tensor([0.0] * length)

    def _tensor(self, values: list[float]) -> Tensor:
        return torch.tensor(values, dtype=torch.float64, device=self._device)


def tally_of(total: Tensor, correct: Tensor | None, count: int) -> Tensor:
    """One loss as numbers that can be added: [4] float64 on its device."""
    # As one tensor, so that adding costs one operation per loss; `full` needs no copy to a GPU.
    counted = torch.full((2,), float(count), dtype=torch.float64, device=total.device)
    if correct is None:
        counted[1] = 0.0
        correct = torch.zeros_like(total)
    return torch.cat([torch.stack([total.detach().double(), correct.detach().double()]), counted])


def means(tallies: Mapping[str, list[float]]) -> tuple[dict[str, float], dict[str, float]]:
    """Mean loss and accuracy per name."""
    losses = {name: tally[TOTAL] / tally[COUNT] for name, tally in tallies.items() if tally[COUNT]}
    accuracies = {
        name: tally[CORRECT] / tally[ASKED] for name, tally in tallies.items() if tally[ASKED]
    }
    return losses, accuracies
