"""next_sentence: does B follow A in the text, or is it from elsewhere? (Devlin et al. 2018)

Letters: B rows, L tokens per row, D width.
"""

from __future__ import annotations

import math
from dataclasses import replace

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.pairs import SentencePairs
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_pair_head
from engine.models.heads import PairHead, cross_entropy, how_often
from engine.models.transformer import Transformer
from engine.objectives.objective import (
    Card,
    Loss,
    LossFacts,
    Objective,
    ObjectiveConfig,
    Rngs,
)
from engine.wording import translate


class NextSentenceConfig(ObjectiveConfig):
    """Nothing to choose but the weight: half of the pairs follow, half do not."""


class NextSentence(Objective):
    """Two classes read off [CLS]: 0 follows, 1 from elsewhere."""

    name = "next_sentence"
    source = SentencePairs
    writes = ("labels",)
    label_words = (
        translate("objectives", "A → B: follows"),
        translate("objectives", "A → B: from elsewhere"),
    )
    special_tokens = ("[CLS]", "[SEP]")
    Config = NextSentenceConfig
    card = Card(
        title=translate("objectives", "Next sentence"),
        lines=(
            translate("objectives", "The model reads two passages, A and B."),
            translate("objectives", "In half of the pairs B follows A; else it is from elsewhere."),
            translate("objectives", "From its first token the model tells which."),
        ),
        formula=translate("objectives", "loss = −log p(label | [CLS] A [SEP] B [SEP])"),
        good_for=translate("objectives", "Judging pairs: questions, inference, topic."),
        poor_for=translate("objectives", "Fine meaning: topic alone gives most of it away."),
        figure=translate(
            "objectives", "Without it BERT falls: MNLI 84.4 → 83.9, QNLI 88.4 → 84.9."
        ),
        source="Devlin et al. 2018, arXiv:1810.04805, table 5; Liu et al. 2019 found no loss",
    )

    def __init__(
        self, config: NextSentenceConfig, model: Transformer, vocabulary: Vocabulary
    ) -> None:
        super().__init__()
        self.config = config
        self.head = PairHead(model, classes=2)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """The source has drawn partner and label already."""
        return replace(batch, counts=(batch.counts or {}) | {self.name: batch.num_rows})

    def asks(self, batch: Batch) -> Tensor:
        """[CLS]."""
        return torch.zeros(batch.num_rows, 1, dtype=torch.int64, device=batch.tokens.device)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the two classes from [B, 1, D]."""
        total, correct = cross_entropy(self.head(hidden[:, 0]), batch.labels)
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        return {self.name: Loss(total, count, correct, how_often(batch.labels, 2))}

    def losses(self) -> dict[str, LossFacts]:
        """A guess between two."""
        return {self.name: LossFacts(math.log(2), translate("objectives", "per pair, 2 classes"))}

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """One."""
        return 1

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One pair head a row."""
        return count_pair_head(model, classes=2)
