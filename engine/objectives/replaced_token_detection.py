"""replaced_token_detection: which tokens did a small model write? (Clark et al. 2020, ELECTRA)

Letters: B rows, L tokens per row, P hidden places per row, D width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, cast

import torch
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.packing import DocumentRows
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_detection_head
from engine.models.heads import DetectionHead, binary_cross_entropy, how_often
from engine.models.transformer import Transformer
from engine.objectives.generator import (
    ASKED,
    GENERATOR,
    REPLACED,
    Generator,
    GeneratorConfig,
    count_generator,
)
from engine.objectives.masking import Masking
from engine.objectives.objective import Card, Loss, LossFacts, Objective, ObjectiveConfig, Rngs
from engine.wording import translate


class ReplacedTokenDetection(Objective):
    """Two classes for every token: 0 original, 1 replaced; P of them a generator has filled in."""

    name = "replaced_token_detection"
    source = DocumentRows
    rides = True
    nearest: ClassVar = {"decoder": "causal_lm", "encoder_decoder": "span_corruption"}
    writes = ("predict_at", "targets")
    generates = spots = True
    order = 1  # what is hidden must not be moved afterwards
    special_tokens = ("[CLS]", "[SEP]", "[MASK]")
    Config = GeneratorConfig
    card = Card(
        title=translate("objectives", "Replaced tokens"),
        lines=(
            translate("objectives", "A small model fills in hidden words with its own guesses."),
            translate("objectives", "The model reads the result and judges every single token:"),
            translate("objectives", "is it the text's own, or was it guessed?"),
        ),
        formula=translate(
            "objectives",
            "L = L_G + λ · L_D, λ = 50\n"
            "L_G = −Σ_(masked places) log p_G(original | the rest) / masked places\n"
            "L_D = −Σ_(all places) log p_D(original or replaced | filled-in text) / all places",
        ),
        good_for=translate("objectives", "Understanding with little computing: all tokens teach."),
        poor_for=translate("objectives", "Filling in or writing text: the model names no tokens."),
        figure=translate(
            "objectives",
            "GLUE 85.0, masked words 82.2; ELECTRA-Small 79.9, a BERT of equal FLOPs 75.1.",
        ),
        source="Clark et al. 2020, arXiv:2003.10555, tables 1 and 5",
    )

    def __init__(self, config: GeneratorConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.masking = Masking(config.hiding(), vocabulary)
        self.generator = Generator(config, model)
        self.head = DetectionHead(model)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Show the generator [MASK] at the P places, and draw what it will choose by."""
        batch = self.masking.hide(batch, rngs)
        there = batch.segments != PADDING  # special tokens are judged too, as in the paper
        own = {**batch.own, **self.generator.chances(batch, rngs), ASKED: there}
        counts = {GENERATOR: int((batch.targets != IGNORE).sum()), self.name: int(there.sum())}
        return replace(batch, own=own, counts=(batch.counts or {}) | counts)

    def on_device(self, batch: Batch) -> tuple[Batch, dict[str, Loss]]:
        """Have the generator fill in what is hidden."""
        batch, total, hits = self.generator.fill(batch)
        return batch, {GENERATOR: Loss(total, (batch.counts or {}).get(GENERATOR, 0), hits)}

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the two classes from [B, L, D], on every token."""
        answers = torch.where(batch.own[ASKED], batch.own[REPLACED], IGNORE)  # [B, L]
        total, hits = binary_cross_entropy(self.head(hidden), answers)
        seen = how_often(answers.flatten(), 2)
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), hits, seen)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V, and one between two."""
        among = math.log(self.masking.vocabulary.size)
        return {
            GENERATOR: LossFacts(among, translate("objectives", "per hidden token")),
            self.name: LossFacts(math.log(2), translate("objectives", "per token, 2 classes")),
        }

    def loss_weights(self) -> dict[str, float]:
        """Detection counts more, as its loss per token is so much smaller."""
        return {GENERATOR: 1.0, self.name: self.config.detection_weight}

    def token_targets(self, batch: Batch) -> Mapping[str, Ids]:
        """What the generator is asked for."""
        return {GENERATOR: batch.targets[batch.targets != IGNORE]}

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """The generator, and the head that judges every token."""
        written = count_generator(cast(GeneratorConfig, config), model, vocabulary, length)
        return written + count_detection_head(model, length)
