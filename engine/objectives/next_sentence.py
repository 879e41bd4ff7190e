"""next_sentence: does B follow A in the text, or is it from elsewhere? (Devlin et al. 2018)"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from engine.batch import Batch
from engine.batching.pairs import SentencePairs
from engine.objectives.objective import Card, ObjectiveConfig, Rngs
from engine.objectives.row_classes import RowClasses
from engine.wording import translate


class NextSentenceConfig(ObjectiveConfig):
    """Nothing to choose but the weight: half of the pairs follow, half do not."""


class NextSentence(RowClasses):
    """Two classes read off [CLS]: 0 follows, 1 from elsewhere."""

    name = "next_sentence"
    source = SentencePairs
    nearest: ClassVar = {"decoder": "causal_lm", "encoder_decoder": "denoising"}
    label_words = (
        translate("objectives", "A → B: follows"),
        translate("objectives", "A → B: from elsewhere"),
    )
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

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """The source has drawn partner and label already."""
        return replace(batch, counts=(batch.counts or {}) | {self.name: batch.num_rows})
