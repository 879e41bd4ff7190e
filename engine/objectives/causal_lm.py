"""causal_lm: name the next token from those before it (Radford et al. 2018).

Letters: B rows, L tokens per row, D width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, Batch, Sight
from engine.batching.sources import Ids
from engine.batching.stream import StreamRows
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from engine.objectives.objective import (
    NEXT_TOKEN,
    Card,
    Loss,
    LossFacts,
    Objective,
    ObjectiveConfig,
    Prompt,
    Rngs,
)
from engine.wording import translate


class CausalLMConfig(ObjectiveConfig):
    """Nothing to choose but the weight: every token is asked for."""


class CausalLM(Objective):
    """Every token of a document is named from those before it, its [SEP] too."""

    name = "causal_lm"
    source = StreamRows
    architectures = ("decoder",)
    nearest: ClassVar[Mapping[str, str]] = {
        "encoder": "masked_lm",
        "encoder_decoder": "span_corruption",
    }
    sight: Sight = "causal"
    writes = ("targets",)
    shared_head = NEXT_TOKEN
    measure: ClassVar[str] = translate("objectives", "per token")
    special_tokens = ("[CLS]", "[SEP]")
    Config: ClassVar[type[ObjectiveConfig]] = CausalLMConfig
    card = Card(
        title=translate("objectives", "Next token"),
        lines=(
            translate("objectives", "The model reads a text from left to right."),
            translate("objectives", "At every token it names the one that comes next."),
            translate("objectives", "So it learns to go on with any text, token by token."),
        ),
        formula=translate("objectives", "loss = −Σ log p(token | those before it) / tokens"),
        good_for=translate("objectives", "Writing and scoring text; every token teaches."),
        poor_for=translate("objectives", "Understanding: what stands behind a word is not seen."),
        figure=translate(
            "objectives", "BERT-base read left to right only: 82.1 on MNLI, 77.8 on SQuAD."
        ),
        source="Radford et al. 2018; Devlin et al. 2018, arXiv:1810.04805, table 5",
    )

    head: TokenHead

    def __init__(self, config: ObjectiveConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.vocabulary = vocabulary
        self.head = TokenHead(model)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Nothing is hidden: what is asked for is not in sight."""
        targets = next_tokens(batch)
        asked = int(np.count_nonzero(targets != IGNORE))
        counts = (batch.counts or {}) | {self.name: asked}
        return replace(batch, targets=targets, counts=counts, sight=self.sight)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Project the vectors of all places, [B, L, D], on the vocabulary."""
        total, correct = self.head.loss(hidden, batch.targets)
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), correct)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V; together they are −log p of the text."""
        chance = math.log(self.vocabulary.size)
        return {self.name: LossFacts(chance, self.measure, likelihood=True)}

    def prompt(self, tokens: Ids) -> Prompt:
        """A document that begins so."""
        return Prompt(np.concatenate([[self.vocabulary.cls], tokens]))

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One token head at every place of a row."""
        return count_token_head(model, vocabulary, length)


def next_tokens(batch: Batch) -> Ids:
    """[B, L]: the token after each place; IGNORE where its segment ends."""
    targets = np.full(batch.tokens.shape, IGNORE, dtype=np.int64)
    goes_on = batch.segments[:, 1:] == batch.segments[:, :-1]
    targets[:, :-1][goes_on] = batch.tokens[:, 1:][goes_on]
    return targets
