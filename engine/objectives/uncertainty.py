"""Weights by uncertainty: how noisy each loss is, learned with everything else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from engine.objectives.weighting import Weighting


class Uncertainty(Weighting):
    """Σ e^(−s) · L + s / 2, s = ln σ² learned for each loss (Kendall et al. 2018).

    Their form for classification. Where a loss stays high, s rises and the loss counts less; s / 2
    keeps it from rising without end. Losses that take turns move their s in their own steps.
    """

    def __init__(self, base: Mapping[str, float]) -> None:
        super().__init__(base)
        # One parameter each: a loss that is not at hand leaves no gradient, so its s rests.
        self.log_variance = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(())) for name in self.moved}
        )

    def weigh(self, losses: Mapping[str, Tensor], share: float) -> Tensor:
        """The sum with its share of s / 2, which a step counts once in however many parts."""
        terms = []
        for name, loss in losses.items():
            term = loss * self.of(name)
            if name in self.log_variance:
                s = self.log_variance[name]
                term = term * torch.exp(-s) + 0.5 * share * s
            terms.append(term)
        return torch.stack(terms).sum()

    def current(self, names: Mapping[str, Any]) -> dict[str, float]:
        """e^(−s) times what was given."""
        weights = {name: self.of(name) for name in names}
        for name, s in self.log_variance.items():
            if name in weights:
                weights[name] *= math.exp(-s.item())
        return weights
