"""Initialisation: where weights begin, drawn from a generator alone.

Letters: D width, E embedding width, F feed-forward width, N layers, d width of a head.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from engine.control import Check
from engine.models.attention import Attention
from engine.models.config import ModelConfig
from engine.models.layers import FeedForward, Linear
from engine.models.relative import RelativePositions

NORMAL = 0.02  # Devlin et al. 2018, section A.2
PART = 2**20  # numbers drawn before it is asked whether to go on; a multiple of 16


def initialise(
    module: nn.Module,
    config: ModelConfig,
    generator: torch.Generator | None,
    *,
    spared: nn.Module | None,
    check: Check = lambda: None,
) -> None:
    """Draw all weights of `module` but those of `spared`, which another has drawn.

    normal: N(0, 0.02) as BERT. gpt2: the same, but less where N layers add up: 0.02 / √(2 N).
    t5: by the width each map reads, its tokens N(0, 1). fan_in: likewise, but 1 / √3 of that.
    identity: as fan_in, and every block begins by passing on what it is given (Zhang et al. 2019).
    `check` is called all the way and may end the work by raising. Without `generator` nothing is
    drawn: a checkpoint is read into it.
    """
    if generator is None:
        return
    others = set() if spared is None else set(spared.modules())
    relative = {part.table for part in module.modules() if isinstance(part, RelativePositions)}
    for part in module.modules():
        if part in others:
            continue
        if part in relative:
            normal_(part.weight, _relative_std(config), generator, check)
        elif isinstance(part, nn.Embedding):
            normal_(part.weight, _table_std(config), generator, check)
        elif isinstance(part, Linear):
            normal_(part.weight, map_std(part.weight, config), generator, check)
    _settle(module, config)


def map_std(weight: Tensor, config: ModelConfig) -> float:
    """The standard deviation a map of the model begins with."""
    match config.first_weights:
        case "normal" | "gpt2":
            return NORMAL
        case "t5":
            return math.pow(weight.shape[1], -0.5)
    return fan_in_std(weight)


def _table_std(config: ModelConfig) -> float:
    """The embedding is the decoder too: with E^−½ its logits begin at the scale of one.

    At 2 × 128 that gained 0.8 nats over 0.02 after 600 steps; three times as much and a third
    lost some. The sinusoids' √E asks for the same; T5 scales its logits instead. Where nothing
    stands between the last norm and the embedding, each token would begin by naming itself, with
    a logit of √E: a quarter of it gained 0.05 nats after 400 steps of a decoder, 2 × 128.
    """
    begun = config.first_weights
    if config.positions == "sinusoidal":
        return math.pow(config.embedded, -0.5)
    if begun in ("fan_in", "identity"):
        direct = not (config.head_transform or config.scaled_logits)
        return math.pow(config.embedded, -0.5) * (0.25 if direct else 1.0)
    return 1.0 if begun == "t5" else NORMAL


def _relative_std(config: ModelConfig) -> float:
    return NORMAL if config.first_weights in ("normal", "gpt2") else math.pow(config.width, -0.5)


def _settle(module: nn.Module, config: ModelConfig) -> None:
    """What the named initialisations do to single maps."""
    begun = config.first_weights
    for part in module.modules():
        if isinstance(part, Attention):
            if begun in ("t5", "fan_in", "identity") and not config.scaled_attention:
                with torch.no_grad():  # the queries make up for the missing 1 / √d
                    part.qkv.weight[: config.width].mul_(config.head_width**-0.5)
            outputs = part.output
        elif isinstance(part, FeedForward):
            outputs = part.down
        else:
            continue
        if begun == "identity":
            nn.init.zeros_(outputs.weight)
        elif begun == "gpt2":
            with torch.no_grad():
                outputs.weight.div_(math.sqrt(2 * config.depth))


@torch.no_grad()
def normal_(
    weight: Tensor,
    std: float,
    generator: torch.Generator | None,
    check: Check = lambda: None,
) -> None:
    """Fill with a normal distribution cut at three deviations; without `generator` with nothing.

    What lies beyond is drawn again, with as many numbers as there are, as torch 2.13 does: the
    same weights, but in parts, so that a table of tokens can be given up half-way.
    """
    if generator is None:
        return
    if not weight.is_contiguous():  # it cannot be seen as one row
        filled = torch.empty_like(weight, memory_format=torch.contiguous_format)
        normal_(filled, std, generator, check)
        weight.copy_(filled)
        return
    numbers = weight.view(-1)
    whole = max(0, len(numbers) - 16) // PART * PART  # torch draws fewer than 16 in another way
    parts = [numbers[at : at + PART] for at in range(0, whole, PART)] + [numbers[whole:]]
    for part in parts:
        check()
        part.normal_(0.0, std, generator=generator)
    most = weight.new_tensor(3 * std).item()
    while any(bool((part.abs() > most).any()) for part in parts):
        for part in parts:
            check()
            again = torch.empty_like(part).normal_(0.0, std, generator=generator)
            torch.where(part.abs() > most, again, part, out=part)


def fan_in_std(weight: Tensor) -> float:
    """1 / √(3 · inputs), as torch's own maps begin: one passes on a third of the variance."""
    return 1.0 / math.sqrt(3.0 * weight.shape[1])
