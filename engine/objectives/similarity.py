"""Similarity: vectors of passages, and the loss of taking one for another's twin (InfoNCE).

Letters: B rows, N pairs (B / 2), G pairs of a group, D width.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.faults import Fault
from engine.models.config import ModelConfig
from engine.models.counting import Count
from engine.models.heads import cross_entropy
from engine.models.initialisation import map_std, normal_
from engine.models.layers import Linear
from engine.models.transformer import Transformer
from engine.objectives.objective import Need, ObjectiveConfig
from engine.options import option
from engine.wording import translate

DROPOUT = Need(
    "model.dropout",
    lambda share: share > 0,
    translate(
        "faults",
        "{objective} compares what two dropouts leave of a passage: model.dropout must be "
        "above 0, 0.1 say, not {found}",
    ),
)


class SimilarityConfig(ObjectiveConfig):
    """Among how many a passage must be known, and how sharply."""

    group: int = option(
        8,
        translate("recipe", "Passages in a group"),
        translate(
            "recipe",
            "How many passages are compared with each other. More are harder to tell apart. A "
            "step must hold whole groups, with two rows for each passage.",
        ),
        minimum=2,
        maximum=4096,
        source="Gao et al. 2021, appendix A",
    )
    temperature: float = option(
        0.05,
        translate("recipe", "Temperature"),
        translate(
            "recipe",
            "Cosines are divided by it. The lower, the more only the most similar of the other "
            "passages count.",
        ),
        minimum=0.005,
        maximum=10.0,
        source="Gao et al. 2021, section 3",
        advanced=True,
    )


class SimilarityHead(nn.Module):
    """A map and tanh, used while training only; then cosines (Gao et al. 2021, section 6.3)."""

    def __init__(self, model: Transformer, config: SimilarityConfig) -> None:
        super().__init__()
        self.config = config
        self.dense = Linear(model.width, model.width, bias=True)
        std = map_std(self.dense.weight, model.config)
        normal_(self.dense.weight, std, model.new_generator("similarity head"))

    def loss(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Summed over N pairs, rows 2i and 2i + 1 of vectors [B, D]: nats, and how many were found.

        Twins are looked for among the second ones of the same G pairs, one after another.
        """
        mapped = torch.tanh(self.dense(vectors))
        exact = mapped.to(torch.promote_types(mapped.dtype, torch.float32))
        exact = functional.normalize(exact, dim=-1)
        seconds = exact[1::2]  # [N, D]
        firsts = exact[: 2 * len(seconds) : 2]
        size = self.config.group
        whole = len(seconds) // size * size
        total, found = self._of_groups(firsts[:whole], seconds[:whole], size)
        if whole < len(seconds):  # the last one is smaller
            rest = self._of_groups(firsts[whole:], seconds[whole:], len(seconds) - whole)
            total, found = total + rest[0], found + rest[1]
        return total, found

    def _of_groups(self, firsts: Tensor, seconds: Tensor, size: int) -> tuple[Tensor, Tensor]:
        """Of any number of groups of `size` pairs, [N, D] each."""
        first, second = (each.view(-1, size, each.shape[-1]) for each in (firsts, seconds))
        cosines = first @ second.mT / self.config.temperature  # [N / G, G, G]
        twins = torch.arange(size, device=firsts.device).repeat(len(first))
        return cross_entropy(cosines.flatten(0, 1), twins)


def floor_of(group: int, temperature: float) -> float:
    """The least the loss can be, nats: ln(1 + (G − 1) exp(−G / ((G − 1) τ))).

    Each cosine is 1 to the twin and −1 / (G − 1) to the others, as far as G can be from each other.
    """
    others = group - 1
    return math.log1p(others * math.exp(-group / (others * temperature)))


def count_similarity_head(config: SimilarityConfig, model: ModelConfig) -> Count:
    """Of each row: one map, and its part of the group's cosines."""
    width = model.width
    return Count(
        parts={"heads": width * width + width},
        flops=2 * width * width + config.group * width,
        kept=5 * width + config.group,
        cast=width * width,
    )


def refuse_too_few(group: int, found: int, name: str) -> None:
    """Fault where the passages of a text do not fill one group of the objective `name`."""
    if found >= group:
        return
    raise Fault(
        translate("faults", "The text has too few passages for a group of {group}: {found}."),
        why=translate(
            "faults",
            "What is learned from and what is held back must each fill one, or a passage "
            "is compared with itself.",
        ),
        now=translate(
            "faults", "Add text, choose shorter rows, or set objectives.{name}.group to {found}."
        ),
        group=group,
        found=found,
        name=name,
    )
