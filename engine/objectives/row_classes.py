"""Classes of whole rows: what objectives share that judge a row by its first token.

Letters: B rows, Q places asked for, D width, K classes.
"""

from __future__ import annotations

import math
from typing import ClassVar

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_pair_head
from engine.models.heads import PairHead, cross_entropy, how_often
from engine.models.transformer import Transformer
from engine.objectives.objective import Loss, LossFacts, Objective, ObjectiveConfig
from engine.wording import translate


class RowClasses(Objective):
    """One of K classes per row, read off [CLS]; the answers are the `labels` of a batch."""

    writes = ("labels",)
    special_tokens = ("[CLS]", "[SEP]")
    measure: ClassVar[str] = translate("objectives", "per pair, 2 classes")
    purpose: ClassVar[str] = "pair head"  # what the first weights of the head are drawn for

    head: PairHead

    def __init__(self, config: ObjectiveConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.head = PairHead(model, self.num_classes(config), self.purpose)

    @classmethod
    def num_classes(cls, config: ObjectiveConfig) -> int:
        """K."""
        return 2

    def asks(self, batch: Batch) -> Tensor:
        """[CLS]."""
        return torch.zeros(batch.num_rows, 1, dtype=torch.int64, device=batch.tokens.device)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the K classes from [B, 1, D]."""
        total, correct = cross_entropy(self.head(hidden[:, 0]), batch.labels)
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        classes = how_often(batch.labels, self.num_classes(self.config))
        return {self.name: Loss(total, count, correct, classes)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among K."""
        return {self.name: LossFacts(math.log(self.num_classes(self.config)), self.measure)}

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """One."""
        return 1

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One pair head a row."""
        return count_pair_head(model, cls.num_classes(config))
