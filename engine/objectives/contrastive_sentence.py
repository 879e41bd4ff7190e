"""contrastive_sentence: know a passage again after another dropout (Gao et al. 2021, SimCSE).

Letters: B rows, N pairs (B / 2), G pairs of a group, D width.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import ClassVar, cast

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.sources import Source
from engine.batching.twins import TwinSentences
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count
from engine.models.transformer import Transformer
from engine.objectives.objective import Card, Loss, LossFacts, Objective, ObjectiveConfig, Rngs
from engine.objectives.similarity import (
    DROPOUT,
    SimilarityConfig,
    SimilarityHead,
    count_similarity_head,
    floor_of,
    refuse_too_few,
)
from engine.wording import translate


class ContrastiveSentence(Objective):
    """InfoNCE between two dropout passes of a passage, read off [CLS].

    No loss is below its `floor`: 8e-10 nats at G = 8 and τ = 0.05, but 1.2 at τ = 1.
    """

    name = "contrastive_sentence"
    source = TwinSentences
    nearest: ClassVar = {"decoder": "causal_lm", "encoder_decoder": "denoising"}
    keeps_dropout = True
    compares = True
    head: SimilarityHead
    special_tokens = ("[CLS]", "[SEP]")
    needs = (DROPOUT,)
    Config = SimilarityConfig
    card = Card(
        title=translate("objectives", "Similar sentences"),
        lines=(
            translate("objectives", "The model reads each passage twice."),
            translate("objectives", "Dropout makes the two readings differ a little."),
            translate("objectives", "It must find the second one among those of other passages."),
        ),
        formula=translate("objectives", "loss = −log softmax(cos(h, h⁺ of its group) / τ)"),
        good_for=translate("objectives", "Similarity and search: one vector for a sentence."),
        poor_for=translate("objectives", "Single words; learned alone, it never sees grammar."),
        figure=translate(
            "objectives", "BERT-base: 76.3 on STS on average, 4.2 above the best before."
        ),
        source="Gao et al. 2021, arXiv:2104.08821, abstract",
    )

    def __init__(
        self, config: SimilarityConfig, model: Transformer, vocabulary: Vocabulary
    ) -> None:
        super().__init__()
        self.head = SimilarityHead(model, config)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Nothing: dropout tells the twins apart."""
        together = math.lcm(batch.together, self.rows_together(self.head.config))
        counts = (batch.counts or {}) | {self.name: batch.num_rows // 2}
        return replace(batch, together=together, counts=counts)

    def asks(self, batch: Batch) -> Tensor:
        """[CLS]."""
        return torch.zeros(batch.num_rows, 1, dtype=torch.int64, device=batch.tokens.device)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Which of its group is the twin? From [B, 1, D]."""
        total, found = self.head.loss(hidden[:, 0])
        count = (batch.counts or {}).get(self.name, batch.num_rows // 2)
        return {self.name: Loss(total, count, found)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among the passages of a group."""
        measure = translate("objectives", "per passage, among those of its group")
        config = self.head.config
        floor = floor_of(config.group, config.temperature)
        return {self.name: LossFacts(math.log(config.group), measure, floor=floor)}

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """A group must be filled, or a passage would stand among the others of its own group."""
        found = cast(TwinSentences, source).num_passages
        refuse_too_few(cast(SimilarityConfig, config).group, found, cls.name)

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """One."""
        return 1

    @classmethod
    def rows_together(cls, config: ObjectiveConfig) -> int:
        """Two for each passage of a group."""
        return 2 * cast(SimilarityConfig, config).group

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One map a row, and the cosines of its group."""
        return count_similarity_head(cast(SimilarityConfig, config), model)
