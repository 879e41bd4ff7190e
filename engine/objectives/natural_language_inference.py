"""natural_language_inference: does B follow from A, contradict it, or neither? (Liu et al. 2019)

Letters: B rows, L tokens per row, D width, K classes.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import cast

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.labelled_rows import LabelledRows
from engine.batching.sources import Source
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_pair_head
from engine.models.heads import PairHead, cross_entropy, how_often
from engine.models.transformer import Transformer
from engine.objectives.objective import Card, Loss, LossFacts, Objective, ObjectiveConfig, Rngs
from engine.options import option
from engine.wording import translate


class InferenceConfig(ObjectiveConfig):
    """How many labels there are."""

    classes: int = option(
        3,
        translate("recipe", "Classes"),
        translate(
            "recipe",
            "How many different labels the pairs have. Inference has three: entailment, neutral, "
            "contradiction; paraphrases have two.",
        ),
        minimum=2,
        maximum=1000,
    )


class NaturalLanguageInference(Objective):
    """K classes read off [CLS], in the order of the pairs' own; it needs labelled pairs."""

    name = "natural_language_inference"
    source = LabelledRows
    writes = ("labels",)
    special_tokens = ("[CLS]", "[SEP]")
    Config = InferenceConfig
    card = Card(
        title=translate("objectives", "Inference"),
        lines=(
            translate("objectives", "The model reads two passages, A and B, that people labelled."),
            translate("objectives", "B follows from A, contradicts it, or neither."),
            translate("objectives", "From its first token the model tells which."),
        ),
        formula=translate("objectives", "loss = −log p(label | [CLS] A [SEP] B [SEP])"),
        good_for=translate("objectives", "Meaning: what follows from what; judging any pairs."),
        poor_for=translate("objectives", "Text without labels; few pairs are learned by heart."),
        figure=translate("objectives", "BERT-large with other tasks beside: RTE 70.1 → 81.4."),
        source="Liu et al. 2019 (MT-DNN), arXiv:1901.11504, table 2",
    )

    def __init__(self, config: InferenceConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.head = PairHead(model, config.classes, self.name)

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """The pairs have their labels already."""
        return replace(batch, counts=(batch.counts or {}) | {self.name: batch.num_rows})

    def asks(self, batch: Batch) -> Tensor:
        """[CLS]."""
        return torch.zeros(batch.num_rows, 1, dtype=torch.int64, device=batch.tokens.device)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the K classes from [B, 1, D]."""
        total, correct = cross_entropy(self.head(hidden[:, 0]), batch.labels)
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        classes = how_often(batch.labels, self.config.classes)
        return {self.name: Loss(total, count, correct, classes)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among K."""
        measure = translate("objectives", "per labelled pair")
        return {self.name: LossFacts(math.log(self.config.classes), measure)}

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """The pairs must have K classes."""
        found = cast(LabelledRows, source).classes
        if len(found) != cast(InferenceConfig, config).classes:
            raise Fault(
                translate("faults", "The labelled pairs have {found} classes, not {expected}."),
                why=translate("faults", "Their labels are: {names}."),
                now=translate("faults", "Set objectives.{name}.classes to {found}."),
                found=len(found),
                expected=cast(InferenceConfig, config).classes,
                names=", ".join(found)[:300],
                name=cls.name,
            )

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int:
        """One."""
        return 1

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One pair head a row."""
        return count_pair_head(model, cast(InferenceConfig, config).classes)
