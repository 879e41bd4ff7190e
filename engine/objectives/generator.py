"""Generator: the small model that fills the gaps of a text (Clark et al. 2020, ELECTRA).

Letters: B rows, L tokens per row, P hidden places per row, D width, V vocabulary.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from engine.batch import IGNORE, Batch
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head, count_trunk
from engine.models.cross_entropy import cross_entropy, rows_at_once, slices
from engine.models.heads import TokenHead
from engine.models.shape import WIDTHS
from engine.models.transformer import Transformer
from engine.objectives.grouping import Floats
from engine.objectives.masking import MaskingConfig, draw_uniform
from engine.objectives.objective import ObjectiveConfig, Rngs
from engine.options import option
from engine.wording import translate


class GeneratorConfig(ObjectiveConfig):
    """How much is hidden, how large the generator is, and how much detection counts."""

    rate: float = option(
        0.15,
        translate("recipe", "Share hidden"),
        translate(
            "recipe",
            "Share of the tokens the generator fills in. All of them are shown to it as [MASK].",
        ),
        minimum=0.01,
        maximum=0.9,
        source="Clark et al. 2020, section 3.1",
    )
    generator_width: float = option(
        0.25,
        translate("recipe", "Generator's width"),
        translate(
            "recipe",
            "As a share of the model's. Between a quarter and a half is best: what too good a "
            "generator writes cannot be told from the text.",
        ),
        minimum=0.1,
        maximum=1.0,
        source="Clark et al. 2020, figure 3",
    )
    generator_depth: int | None = option(
        None,
        translate("recipe", "Generator's layers"),
        translate("recipe", "Empty: as many as the model has. It is made smaller by its width."),
        minimum=1,
        maximum=128,
        source="Clark et al. 2020, table 6",
        advanced=True,
    )
    detection_weight: float = option(
        50.0,
        translate("recipe", "Weight of detection"),
        translate(
            "recipe",
            "Detection counts this many times as much as filling in, because its loss per token "
            "is so much smaller.",
        ),
        minimum=0.0,
        maximum=1000.0,
        source="Clark et al. 2020, section 3.1",
        advanced=True,
    )

    @property
    def reaches_the_trunk(self) -> bool:
        """Detection alone does: what the generator learns stays in it."""
        return self.detection_weight != 0

    def hiding(self) -> MaskingConfig:
        """What the generator is shown: [MASK] at every hidden place."""
        return MaskingConfig(rate=self.rate, masked=1.0, random=0.0)


GENERATOR = "generator"  # the name of its loss

# What `Batch.own` is told beside the P hidden places.
UNIFORM = "replaced_token_detection.uniform"  # [B, P] by what the generator chooses, in [0, 1)
ASKED = "replaced_token_detection.asked"  # [B, L] bool: the text's own tokens
REPLACED = "replaced_token_detection.replaced"  # [B, L] 1 where it chose another than was there


class Generator(nn.Module):
    """A narrow transformer with a head that names tokens; its embeddings are those of `model`.

    Tables of tokens, places and sentences are shared; a map of its own makes them narrow.
    """

    def __init__(self, config: GeneratorConfig, model: Transformer) -> None:
        super().__init__()
        self.trunk = Transformer(
            generator_model(config, model.config),
            model.vocabulary,
            generator=model.new_generator("generator"),
            shared=model.embeddings,
        )
        self.head = TokenHead(self.trunk)

    def chances(self, batch: Batch, rngs: Rngs) -> dict[str, Floats]:
        """By what it will choose at the P hidden places, for `Batch.own`: [B, P] in [0, 1)."""
        return {UNIFORM: draw_uniform(rngs, batch.targets.shape[1])}

    def fill(self, batch: Batch) -> tuple[Batch, Tensor, Tensor]:
        """The batch with tokens drawn for its P hidden places; what it gets right is original.

        Beside it the summed cross-entropy of the true ones (nats), and the hits. No gradient
        passes the drawing.
        """
        targets, at = batch.targets, batch.predict_at  # [B, P]
        hidden = self.trunk(batch, at=at)
        logits = self.head.logits(hidden.flatten(0, -2))  # [B·P, V]
        total, hits = cross_entropy(logits, targets.flatten())
        drawn = draw(logits, batch.own[UNIFORM].flatten(), self.trunk.vocabulary).view_as(targets)
        used = targets != IGNORE
        # Added, not set: unused places all point at the first token, which must stay as it is.
        change = torch.where(used, drawn - batch.tokens.gather(1, at), 0)
        wrong = (used & (drawn != targets)).to(torch.int64)
        tokens = batch.tokens.scatter_add(1, at, change)
        replaced = torch.zeros_like(tokens).scatter_add(1, at, wrong)
        return replace(batch, tokens=tokens, own={**batch.own, REPLACED: replaced}), total, hits


@torch.no_grad()
def draw(logits: Tensor, uniform: Tensor, vocabulary: int) -> Tensor:
    """[T] tokens with the probabilities softmax(logits [T, V]), one for each of uniform [T].

    The token at which the sum of the probabilities passes the number: the same number draws the
    same token, however the rows are split. A few rows at once: the sums are in fp32.
    """
    wide = torch.promote_types(logits.dtype, torch.float32)
    drawn = torch.empty(len(logits), dtype=torch.int64, device=logits.device)
    for few in slices(len(logits), rows_at_once(logits.shape[1], logits.device)):
        sums = torch.softmax(logits[few].to(wide), dim=-1).cumsum(dim=-1)
        passed = uniform[few].to(wide)[:, None] * sums[:, -1:]
        drawn[few] = torch.searchsorted(sums, passed, right=True)[:, 0]
    return drawn.clamp(max=vocabulary - 1)  # a model that has diverged draws no token at all


def generator_model(config: GeneratorConfig, model: ModelConfig) -> ModelConfig:
    """The generator's transformer: `model` with a share of its width and of its heads."""
    heads = max(1, round(config.generator_width * model.heads))
    step = 2 * heads  # rotary positions turn pairs of numbers
    width = max(config.generator_width * model.width, WIDTHS[0])
    given = model.model_dump(exclude={"feed_forward"}) | {
        "size": "custom",
        "depth": config.generator_depth or model.depth,
        "width": -(-round(width) // step) * step,
        "heads": heads,
        "embedding_width": model.embedded,
        "head_transform": True,
    }
    return ModelConfig.model_validate(given)


def count_generator(
    config: GeneratorConfig, model: ModelConfig, vocabulary: int, length: int
) -> Count:
    """What filling P places of a row costs; the shared tables are counted with the model."""
    own, places = generator_model(config, model), config.hiding().num_places(length)
    trunk = count_trunk(own, vocabulary, length, places, shared=True)
    return trunk + count_token_head(own, vocabulary, places)
