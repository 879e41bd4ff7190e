"""span_boundary: name hidden spans from the tokens beside them (Joshi et al. 2020, SpanBERT).

Letters: B rows, L tokens per row, P predicted positions per row, D width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, cast

import torch
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.packing import DocumentRows
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count
from engine.models.span_head import SpanHead, count_span_head
from engine.models.transformer import Transformer
from engine.objectives.masking import MaskingConfig
from engine.objectives.objective import (
    Card,
    Loss,
    LossFacts,
    Need,
    Objective,
    ObjectiveConfig,
    Rngs,
)
from engine.objectives.sides import LEFT, NUMBER, RIGHT, TARGETS, sides
from engine.wording import translate


class SpanBoundaryConfig(ObjectiveConfig):
    """Nothing to choose but the weight: masked words hide the spans."""


class SpanBoundary(Objective):
    """Each hidden token from the two visible ones beside its span, and its place in it."""

    name = "span_boundary"
    source = DocumentRows
    nearest: ClassVar = {"decoder": "masked_next_token", "encoder_decoder": "span_corruption"}
    rides = True
    reads = "masked_lm"
    needs = (
        Need(
            "objectives.masked_lm.unit",
            lambda unit: unit == "spans",
            translate(
                "faults",
                "{objective} needs masked words (masked_lm) that hide spans: unit = spans",
            ),
        ),
    )
    order = 2  # after the spans are hidden
    head: SpanHead
    special_tokens = ("[CLS]", "[SEP]", "[MASK]")
    Config = SpanBoundaryConfig
    card = Card(
        title=translate("objectives", "Span boundaries"),
        lines=(
            translate("objectives", "Masked words hide whole spans of a text."),
            translate("objectives", "The model names them from the two tokens beside each span."),
            translate("objectives", "So those two must know what stands between them."),
        ),
        formula=translate("objectives", "loss = −Σ log p(token | left, right, its place) / tokens"),
        good_for=translate("objectives", "Answers and references: finding spans in a text."),
        poor_for=translate("objectives", "Alone it is nothing: masked words must hide spans."),
        figure=translate("objectives", "SpanBERT-large: 79.6 on who is meant, SQuAD 94.6."),
        source="Joshi et al. 2020, arXiv:1907.10529, abstract",
    )

    def __init__(
        self, config: SpanBoundaryConfig, model: Transformer, vocabulary: Vocabulary
    ) -> None:
        super().__init__()
        self.head = SpanHead(model)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Look up what stands beside each hidden token's span; nothing is drawn."""
        own = sides(batch)
        counts = (batch.counts or {}) | {self.name: int((own[TARGETS] != IGNORE).sum())}
        return replace(batch, own={**batch.own, **own}, counts=counts)

    def asks(self, batch: Batch) -> Tensor:
        """The P places to the left of spans, then the P to the right."""
        return torch.cat([batch.own[LEFT], batch.own[RIGHT]], dim=1)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """From [B, 2P, D]."""
        left, right = hidden.chunk(2, dim=1)
        total, hits = self.head.loss(left, right, batch.own[NUMBER], batch.own[TARGETS])
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), hits)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V."""
        chance = math.log(self.head.tokens.vocabulary)
        return {self.name: LossFacts(chance, translate("objectives", "per hidden token"))}

    def token_targets(self, batch: Batch) -> Mapping[str, Ids]:
        """The hidden tokens, but for the ends of very long spans."""
        targets: Ids = batch.own[TARGETS]
        return {self.name: targets[targets != IGNORE]}

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """Both sides of P places."""
        return 2 * cast(MaskingConfig, config).num_places(length)

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One head at P places."""
        return count_span_head(model, vocabulary, cast(MaskingConfig, config).num_places(length))
