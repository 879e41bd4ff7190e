"""natural_language_inference: does B follow from A, contradict it, or neither? (Liu et al. 2019)"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, cast

from engine.batch import Batch
from engine.batching.labelled_rows import LabelledRows
from engine.batching.sources import Source
from engine.faults import Fault, listed
from engine.objectives.objective import Card, ObjectiveConfig, Rngs
from engine.objectives.row_classes import RowClasses
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


class NaturalLanguageInference(RowClasses):
    """K classes read off [CLS], in the order of the pairs' own; it needs labelled pairs."""

    name = "natural_language_inference"
    source = LabelledRows
    nearest: ClassVar = {"decoder": "prefix_lm", "encoder_decoder": "span_corruption"}
    measure = translate("objectives", "per labelled pair")
    purpose = name
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

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """The pairs have their labels already."""
        return replace(batch, counts=(batch.counts or {}) | {self.name: batch.num_rows})

    @classmethod
    def num_classes(cls, config: ObjectiveConfig) -> int:
        """As many as the recipe says."""
        return cast(InferenceConfig, config).classes

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """The pairs must have K classes."""
        found = cast(LabelledRows, source).classes
        if len(found) != cls.num_classes(config):
            raise Fault(
                translate("faults", "The labelled pairs have {found} classes, not {expected}."),
                why=translate("faults", "Their labels are: {names}."),
                now=translate("faults", "Set objectives.{name}.classes to {found}."),
                found=len(found),
                expected=cls.num_classes(config),
                names=listed(found),
                name=cls.name,
            )
