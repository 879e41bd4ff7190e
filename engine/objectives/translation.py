"""translation: a sentence is read, its translation written (Vaswani et al. 2017).

Letters: B rows, L tokens per row, M decoder tokens per row, D width, V vocabulary.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.parallel_rows import ParallelRows
from engine.batching.sources import Ids
from engine.models.cross_entropy import smoothed_entropy
from engine.objectives.objective import (
    Card,
    Loss,
    LossFacts,
    ObjectiveConfig,
    Prompt,
    Rngs,
)
from engine.objectives.smoothing import SmoothingConfig
from engine.objectives.writing import Writing
from engine.wording import translate


class Translation(Writing):
    """The decoder begins with [PAD], as in T5 and Marian, and ends with [SEP].

    While it trains no loss is below the entropy of a smoothed target (`LossFacts.floor`).
    """

    name = "translation"
    source = ParallelRows
    nearest: ClassVar[Mapping[str, str]] = {"encoder": "masked_lm", "decoder": "causal_lm"}
    special_tokens = ("[PAD]", "[SEP]")
    measure = translate("objectives", "per token of the translation")
    config: SmoothingConfig
    Config = SmoothingConfig
    card = Card(
        title=translate("objectives", "Translation"),
        lines=(
            translate("objectives", "The encoder reads a sentence in one language."),
            translate("objectives", "The decoder writes it in the other, a token at a time."),
            translate("objectives", "Attention between both learns which words belong together."),
        ),
        formula=translate("objectives", "loss = −Σ log p(token | those before, source) / tokens"),
        good_for=translate(
            "objectives", "Translating, summarising; any task that rewrites what it reads."
        ),
        poor_for=translate("objectives", "Text without translations: it needs parallel text."),
        figure=translate("objectives", "WMT 2014 en–de, BLEU: base 27.3, big 28.4."),
        source="Vaswani et al. 2017, arXiv:1706.03762, table 2",
    )

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Every token of the translation is asked; the decoder is given those before it."""
        there = batch.decoder_segments != PADDING  # [B, M]
        targets = np.where(there, batch.decoder_tokens, IGNORE)
        given = np.roll(batch.decoder_tokens, 1, axis=1)
        given[:, 0] = self.vocabulary.pad
        return replace(
            batch,
            decoder_tokens=np.where(there, given, self.vocabulary.pad),
            targets=targets,
            counts=(batch.counts or {}) | {self.name: int(there.sum())},
        )

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy at the M places of the decoder, hidden [B, M, D]."""
        smoothing = self.config.smoothing if self.training else 0.0
        total, correct = self.head.loss(hidden, batch.targets, smoothing=smoothing)
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), correct)}

    def prompt(self, tokens: Ids) -> Prompt:
        """The text is to be translated."""
        return Prompt(np.array([self.vocabulary.pad]), np.append(tokens, self.vocabulary.sep))

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V."""
        size, smoothing = self.vocabulary.size, self.config.smoothing
        floor = smoothed_entropy(size, smoothing)
        return {self.name: LossFacts(math.log(size), self.measure, likelihood=True, floor=floor)}

    @classmethod
    def decoder_length(cls, config: ObjectiveConfig, length: int) -> int:
        """M = L."""
        return length
