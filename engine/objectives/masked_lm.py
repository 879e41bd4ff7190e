"""masked_lm: hide some tokens and name them from both sides (Devlin et al. 2018).

Letters: B rows, L tokens per row, P predicted positions per row, D width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, cast

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.packing import DocumentRows
from engine.batching.sources import Source
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from engine.objectives.masking import Masking, MaskingConfig
from engine.objectives.objective import (
    Card,
    Loss,
    LossFacts,
    Objective,
    ObjectiveConfig,
    Rngs,
)
from engine.wording import translate


class MaskedLM(Objective):
    """Predict P hidden tokens per row; the logits of the others are never computed."""

    name = "masked_lm"
    source: type[Source] = DocumentRows
    rides = True
    nearest: ClassVar[Mapping[str, str]] = {
        "decoder": "masked_next_token",
        "encoder_decoder": "span_corruption",
    }
    writes = ("predict_at", "targets")
    fills_from = 0
    order = 1  # what is hidden must not be moved afterwards
    special_tokens = ("[CLS]", "[SEP]", "[MASK]")
    Config = MaskingConfig
    card = Card(
        title=translate("objectives", "Masked words"),
        lines=(
            translate("objectives", "Some words of a text are hidden."),
            translate("objectives", "The model names them from the words on both sides."),
            translate("objectives", "To do so it must learn grammar, facts and meaning."),
        ),
        formula=translate("objectives", "loss = −Σ log p(hidden token | the rest) / hidden tokens"),
        good_for=translate("objectives", "Understanding: classes, tags, answers, similarity."),
        poor_for=translate("objectives", "Writing text; only the hidden tokens teach anything."),
        figure=translate(
            "objectives",
            "New masks every epoch serve as well as fixed ones or better (RoBERTa: SQuAD 2.0 "
            "78.7, 78.3). In large models hiding 40 % can beat 15 %.",
        ),
        source="Devlin et al. 2018, arXiv:1810.04805; Liu et al. 2019, arXiv:1907.11692, table 1; "
        "Wettig et al. 2023, arXiv:2202.08005",
    )

    head: TokenHead

    def __init__(self, config: MaskingConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.masking = Masking(config, vocabulary)
        self.scheduled = config.start_rate is not None
        self.head = TokenHead(model)

    def schedule(self, progress: float) -> None:
        """Move the share hidden, where it has a start and an end."""
        self.masking.schedule(progress)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Hide round(rate × maskable) tokens of each row."""
        batch = self.masking.hide(batch, rngs)
        asked = int(np.count_nonzero(batch.targets != IGNORE))
        return replace(batch, counts=(batch.counts or {}) | {self.name: asked})

    def asks(self, batch: Batch) -> Tensor:
        """The P places; [B, L, V] is never built."""
        return cast(Tensor, batch.predict_at)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Project the vectors of the P places, [B, P, D], on the vocabulary."""
        total, correct = self.head.loss(hidden, batch.targets)
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), correct)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V."""
        chance = math.log(self.masking.vocabulary.size)
        return {self.name: LossFacts(chance, translate("objectives", "per hidden token"))}

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """P."""
        return cast(MaskingConfig, config).num_places(length)

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One token head at the P places of a row."""
        return count_token_head(model, vocabulary, cls.num_asked(config, length))
