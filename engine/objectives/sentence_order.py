"""sentence_order: do two passages of a text stand in their order, or swapped? (Lan et al. 2020)"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import numpy as np

from engine.batch import IGNORE, Batch
from engine.batching.consecutive import ConsecutivePassages
from engine.batching.layout import swap_passages
from engine.objectives.objective import Card, ObjectiveConfig, Rngs
from engine.objectives.row_classes import RowClasses
from engine.options import option
from engine.wording import translate


class SentenceOrderConfig(ObjectiveConfig):
    """How often passages are swapped."""

    swap_rate: float = option(
        0.5,
        translate("recipe", "Share swapped"),
        translate(
            "recipe",
            "Share of the rows whose passages change places. At one half neither answer is the "
            "likelier one.",
        ),
        minimum=0.05,
        maximum=0.95,
        source="Lan et al. 2020, section 3.1",
        advanced=True,
    )


class SentenceOrder(RowClasses):
    """Two classes read off [CLS]: 0 as in the text, 1 swapped."""

    name = "sentence_order"
    source = ConsecutivePassages
    nearest: ClassVar = {"decoder": "causal_lm", "encoder_decoder": "denoising"}
    moves = True
    label_words = (translate("objectives", "in order"), translate("objectives", "swapped"))
    purpose = "sentence order"
    config: SentenceOrderConfig
    Config = SentenceOrderConfig
    card = Card(
        title=translate("objectives", "Sentence order"),
        lines=(
            translate("objectives", "The model reads two passages that follow each other."),
            translate("objectives", "In half of the rows the second one is put first."),
            translate("objectives", "From its first token the model tells whether it was."),
        ),
        formula=translate("objectives", "loss = −log p(swapped or not | [CLS] A [SEP] B [SEP])"),
        good_for=translate("objectives", "How a text hangs together: topic gives nothing away."),
        poor_for=translate("objectives", "Short runs: order is hard to learn, and slow."),
        figure=translate(
            "objectives", "ALBERT: 80.1 on average with it, 79.2 with next sentence, 79.0 alone."
        ),
        source="Lan et al. 2020, arXiv:1909.11942, table 5",
    )

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Swap the passages of `swap_rate` of the rows that have two."""
        drawn = np.array([rng.random() < self.config.swap_rate for rng in rngs], dtype=np.bool_)
        paired = (batch.token_types == 1).any(axis=1)
        return replace(
            swap_passages(batch, drawn & paired),
            labels=np.where(paired, drawn, IGNORE),
            counts=(batch.counts or {}) | {self.name: int(paired.sum())},
        )
