"""Dynamic weight average: what falls slowest counts most.

Letters: T losses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from engine.objectives.weighting import Weighting
from engine.options import Section, option
from engine.wording import translate


class DynamicAverageConfig(Section):
    """Over how many steps a loss is averaged, and how sharply its fall is answered."""

    window: int = option(
        100,
        translate("recipe", "Window"),
        translate(
            "recipe",
            "Of the dynamic average: steps over which losses are averaged before they are held "
            "against the ones before. The paper took an epoch.",
        ),
        unit=translate("recipe", "steps"),
        minimum=1,
        maximum=1_000_000,
        source="Liu et al. 2019",
        advanced=True,
    )
    temperature: float = option(
        2.0,
        translate("recipe", "Temperature"),
        translate(
            "recipe",
            "Of the dynamic average: the higher, the more alike the weights. At 2 a loss that "
            "fell by half weighs 0.88, beside one that stayed, with 1.12.",
        ),
        above=0.0,
        maximum=100.0,
        source="Liu et al. 2019",
        advanced=True,
    )


class DynamicAverage(Weighting):
    """λ = T · softmax(r / temperature), r = a loss's mean in the last window over that before.

    Liu et al. 2019, section 3.3. Until two windows are over, λ is 1. A loss without a turn in a
    window keeps its ratio.
    """

    factors: Tensor  # [T] λ
    sums: Tensor  # [T] of the window at hand
    counts: Tensor  # [T] steps that had the loss
    means: Tensor  # [2, T] of the window before the last, and of the last
    windows: Tensor  # [T] with the loss in them
    steps: Tensor  # [] of the window at hand

    def __init__(self, base: Mapping[str, float], config: DynamicAverageConfig) -> None:
        super().__init__(base)
        self.config = config
        losses = len(self.moved)
        self.register_buffer("factors", torch.ones(losses))
        self.register_buffer("sums", torch.zeros(losses))
        self.register_buffer("counts", torch.zeros(losses))
        self.register_buffer("means", torch.ones(2, losses))
        self.register_buffer("windows", torch.zeros(losses))
        self.register_buffer("steps", torch.zeros(()))
        self._step: dict[str, Tensor] = {}  # mean losses of the step at hand

    def begin(self) -> None:
        """Forget what a step that was broken off had."""
        self._step = {}

    def weigh(self, losses: Mapping[str, Tensor], share: float) -> Tensor:
        """The sum, each loss with its λ."""
        terms = []
        for name, loss in losses.items():
            term = loss * self.of(name)
            if name in self.moved:
                self._step[name] = self._step.get(name, 0.0) + loss.detach()
                term = term * self.factors[self.moved.index(name)]
            terms.append(term)
        return torch.stack(terms).sum()

    @torch.no_grad()
    def settle(self, kept: Tensor | None = None) -> None:
        """Add the step to its window; where that is full, λ follows from it."""
        if not self._step:
            return
        one = torch.ones_like(self.steps)
        zero = torch.zeros_like(self.steps)
        kept = one if kept is None else kept.to(one.dtype)
        found = torch.stack([self._step.get(name, zero).to(one.dtype) for name in self.moved])
        there = torch.stack([one if name in self._step else zero for name in self.moved]) * kept
        self.sums += torch.where(there > 0, found, 0.0)  # 0 · ∞ would be no number
        self.counts += there
        self.steps += kept
        self._close(self.steps >= self.config.window)

    def _close(self, over: Tensor) -> None:
        """Where the window is `over` (on the device), begin the next."""
        told = over & (self.counts > 0)  # [T]
        newest = torch.stack([self.means[1], self.sums / self.counts.clamp(min=1)])
        self.means.copy_(torch.where(told, newest, self.means))
        self.windows += told
        ratio = self.means[1] / self.means[0].clamp(min=1e-12)
        ratio = torch.where(self.windows > 1, ratio, 1.0)
        factors = len(self.moved) * torch.softmax(ratio / self.config.temperature, 0)
        self.factors.copy_(torch.where(over, factors, self.factors))
        for counted in (self.sums, self.counts, self.steps):
            counted *= ~over

    def current(self, names: Mapping[str, Any]) -> dict[str, float]:
        """λ times what was given."""
        factors = dict(zip(self.moved, self.factors.tolist(), strict=True))
        return {name: self.of(name) * factors.get(name, 1.0) for name in names}
