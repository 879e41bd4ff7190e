"""GradNorm: weights that keep the losses learning at one pace.

Letters: T losses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils import get_total_norm

from engine.objectives.weighting import Weighting
from engine.options import Section, option
from engine.wording import translate

FLOOR = 0.01  # of a weight: a step must not take one below nothing
LEAST = 1e-12  # nats: of a loss that others are divided by
BETAS, EPSILON = (0.9, 0.999), 1e-8  # Kingma 2014


class GradNormConfig(Section):
    """How strongly the losses are pulled to one pace, and how fast the weights follow."""

    # At 1.5 next sentence, which begins to fall late, starves masked words: bert-tiny on prose, 400
    # steps: weights of 1.99 and 0.01, 6.03 nats of masked words. At 0.12 their loss keeps to that
    # under fixed weights.
    alpha: float = option(
        0.12,
        translate("recipe", "Pull (α)"),
        translate(
            "recipe",
            "Of GradNorm: 0 makes all gradients equally long; the higher, the longer those of "
            "losses that have fallen less. The paper took 0.12 and, for very unlike losses, 1.5.",
        ),
        minimum=0.0,
        maximum=10.0,
        source="Chen et al. 2018",
        advanced=True,
    )
    weights_lr: float = option(
        0.025,
        translate("recipe", "Rate of the weights"),
        translate(
            "recipe", "Of GradNorm: about how far a weight moves in a step at most. The paper's."
        ),
        above=0.0,
        maximum=1.0,
        source="Chen et al. 2018",
        advanced=True,
    )


class GradNorm(Weighting):
    """Weights w whose gradients w · ∇L, at weights all share, have the lengths aimed at.

    Chen et al. 2018, algorithm 1: |w ∇L| is drawn to the mean length times r^α, r = how much of
    the loss is left, against the mean of all; then Σ w = T again. Lengths are taken of a whole
    step, whatever its parts. Adam moves w: its steps do not ask how long gradients are.

    A loss that does not come by the shared weights (of ELECTRA's generator) keeps its own.
    """

    weights: Tensor  # [T] w
    first: Tensor  # [T] losses of each one's first step
    mean: Tensor  # [T] Adam's
    square: Tensor  # [T] Adam's
    steps: Tensor  # [T] that had the loss

    def __init__(
        self, base: Mapping[str, float], config: GradNormConfig, shared: Sequence[nn.Parameter]
    ) -> None:
        super().__init__(base)
        self.config = config
        losses = len(self.moved)
        self.register_buffer("weights", torch.ones(losses))
        self.register_buffer("first", torch.ones(losses))
        self.register_buffer("mean", torch.zeros(losses))
        self.register_buffer("square", torch.zeros(losses))
        self.register_buffer("steps", torch.zeros(losses))
        self._shared = tuple(shared)  # in a tuple: they belong to the model
        self._losses: dict[str, Tensor] = {}  # of the step at hand
        self._gradients: dict[str, list[Tensor]] = {}

    def begin(self) -> None:
        """Forget what a step that was broken off had."""
        self._losses, self._gradients = {}, {}

    def weigh(self, losses: Mapping[str, Tensor], share: float) -> Tensor:
        """The sum, each loss with its w; its gradient at the shared weights is noted."""
        terms = []
        for name, loss in losses.items():
            term = loss * self.of(name)
            if name in self.moved:
                if len(self.moved) > 1:
                    self._note(name, term)
                term = term * self.weights[self.moved.index(name)]
            terms.append(term)
        return torch.stack(terms).sum()

    def _note(self, name: str, loss: Tensor) -> None:
        found = torch.autograd.grad(loss, self._shared, retain_graph=True, allow_unused=True)
        gradients = [one for one in found if one is not None]
        if not gradients:
            return
        known = self._gradients.get(name)
        self._gradients[name] = (
            gradients if known is None else list(torch._foreach_add(known, gradients))
        )
        self._losses[name] = self._losses.get(name, 0.0) + loss.detach()

    @torch.no_grad()
    def settle(self, kept: Tensor | None = None) -> None:
        """Move the weights by the gradients of the step."""
        if len(self._gradients) < 2:
            return  # nothing to compare
        moved = self._moved()
        for name, value in moved.items():
            before = self.get_buffer(name)
            before.copy_(value if kept is None else torch.where(kept > 0, value, before))

    def _moved(self) -> dict[str, Tensor]:
        """The state after the step; that of a loss that is not here stays."""
        zero = torch.zeros_like(self.steps[0])
        here = torch.stack([zero + (name in self._gradients) for name in self.moved])  # [T]
        losses = torch.stack([self._losses.get(name, zero) for name in self.moved])
        lengths = torch.stack(
            [get_total_norm(self._gradients.get(name, [zero])) for name in self.moved]
        )
        steps = self.steps + here
        first = torch.where(steps > 1, self.first, losses)
        gradient = self._slopes(lengths, losses / first.clamp(min=LEAST), len(self._gradients))
        mean = self.mean.lerp(gradient, 1 - BETAS[0])
        square = self.square.lerp(gradient**2, 1 - BETAS[1])
        past = steps.clamp(min=1)  # 0 of a loss that was never here: no number may come of it
        spread = (square / (1 - BETAS[1] ** past)).sqrt() + EPSILON
        step = self.config.weights_lr * mean / (1 - BETAS[0] ** past) / spread
        weights = (self.weights - step).clamp(min=FLOOR)
        weights = weights * (self.weights * here).sum() / (weights * here).sum()
        state = {"weights": weights, "first": first, "mean": mean, "square": square, "steps": steps}
        return {
            name: torch.where(here > 0, value, self.get_buffer(name))
            for name, value in state.items()
        }

    def _slopes(self, lengths: Tensor, left: Tensor, count: int) -> Tensor:
        """[T] how |w ∇L|, held against the length aimed at, falls with w; 0 for who is not here."""
        weighted = self.weights * lengths
        pace = left * count / left.sum().clamp(min=LEAST)
        aim = weighted.sum() / count * pace**self.config.alpha
        return lengths * torch.sign(weighted - aim)

    def current(self, names: Mapping[str, Any]) -> dict[str, float]:
        """w times what was given."""
        weights = dict(zip(self.moved, self.weights.tolist(), strict=True))
        return {name: self.of(name) * weights.get(name, 1.0) for name in names}
