"""How much each loss counts in the sum that is learned from.

Letters: T losses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn

from engine.options import Section, option
from engine.wording import translate

Kind = Literal["fixed", "scheduled", "uncertainty", "dynamic_average", "gradnorm"]
Points = tuple[tuple[float, float], ...]  # (progress 0 … 1, weight), by progress


class WeightingConfig(Section):
    """How the weights of several losses come about."""

    weighting: Kind = option(
        "fixed",
        translate("recipe", "Weights"),
        translate(
            "recipe",
            "Fixed: as given at each objective. Scheduled: along the points given there. The other "
            "three move the weights by what they measure; those given are factors on top.",
        ),
        source="Kendall et al. 2018; Liu et al. 2019; Chen et al. 2018",
        words={
            "fixed": translate("recipe", "Fixed"),
            "scheduled": translate("recipe", "Scheduled"),
            "uncertainty": translate("recipe", "By uncertainty"),
            "dynamic_average": translate("recipe", "Dynamic average"),
            "gradnorm": translate("recipe", "GradNorm"),
        },
    )


class Weighting(nn.Module):
    """Fixed or scheduled weights, and what every other rule is asked.

    `base` holds the weight of each loss (1 where it is missing); `points` those that move over the
    budget. State that lasts is kept in parameters, which the optimizer moves, and in buffers, so
    that checkpoints hold it.
    """

    def __init__(
        self, base: Mapping[str, float], points: Mapping[str, Points] | None = None
    ) -> None:
        super().__init__()
        self.base = dict(base)
        self.points = {name: given for name, given in (points or {}).items() if given}
        self.progress = 0.0

    @property
    def moved(self) -> tuple[str, ...]:
        """The T losses whose weights a rule moves: a weight of 0 stays 0."""
        return tuple(name for name, weight in self.base.items() if weight > 0)

    def follow(self, progress: float) -> None:
        """The share of the budget that is used up, before each step."""
        self.progress = progress

    def of(self, name: str) -> float:
        """What a person gave this loss, at this point of the budget."""
        points = self.points.get(name)
        if points is None:
            return self.base.get(name, 1.0)
        places, values = zip(*points, strict=True)
        return float(np.interp(self.progress, places, values))

    def begin(self) -> None:
        """Called before the first backward pass of each step, also of one begun anew."""

    def weigh(self, losses: Mapping[str, Tensor], share: float) -> Tensor:
        """The sum to learn from, of mean losses: of the `share` of a step that is at hand."""
        return torch.stack([loss * self.of(name) for name, loss in losses.items()]).sum()

    def settle(self, kept: Tensor | None = None) -> None:
        """Called after the update of each step: where rules move their weights.

        An update that is left out must not move them: none is settled where the host knows of it;
        on a GPU `kept` (there) is 0.
        """

    def current(self, names: Mapping[str, Any]) -> dict[str, float]:
        """The weights as they are; may wait for the device."""
        return {name: self.of(name) for name in names}
