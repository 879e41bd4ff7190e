"""classification: which class a text, or a pair of texts, belongs to (Devlin et al. 2018).

Letters: B rows, Q places asked for, L tokens per row, D width, K classes.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.class_rows import ClassRows
from engine.batching.sources import Source
from engine.faults import Fault, listed
from engine.models.heads import cross_entropy, how_often
from engine.objectives.objective import Card, Loss, LossFacts, ObjectiveConfig
from engine.objectives.row_task import RowTask, RowTaskConfig
from engine.options import option
from engine.wording import translate


class ClassificationConfig(RowTaskConfig):
    """How many classes there are."""

    classes: int = option(
        2,
        translate("recipe", "Classes"),
        translate("recipe", "How many different labels the examples have."),
        minimum=2,
        maximum=1000,
    )


class Classification(RowTask):
    """K classes read off one vector of the row."""

    name = "classification"
    writes = ("labels",)
    Config = ClassificationConfig
    card = Card(
        title=translate("objectives", "Classes"),
        lines=(
            translate("objectives", "The model reads a text, or two, that somebody labelled."),
            translate("objectives", "A head that is drawn anew says which class it belongs to."),
            translate("objectives", "What was learned from text before is tuned to it."),
        ),
        formula=translate("objectives", "loss = −log p(class | text)"),
        good_for=translate("objectives", "Sentiment, topics, inference, paraphrases."),
        poor_for=translate("objectives", "Fewer than some dozens of examples a class."),
        figure=translate("objectives", "BERT-base on SST-2: 93.5 % right."),
        source="Devlin et al. 2018, table 1",
    )

    def num_answers(self, batch: Batch) -> int:
        """Rows whose class is one of the K."""
        if batch.labels is None:
            return batch.num_rows
        return int(np.count_nonzero(batch.labels != IGNORE))

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the K classes."""
        total, correct = cross_entropy(self.read_off(hidden, batch), batch.labels)
        classes = how_often(batch.labels, self.num_outputs(self.config))
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        return {self.name: Loss(total, count, correct, classes)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among K."""
        chance = math.log(self.num_outputs(self.config))
        return {self.name: LossFacts(chance, translate("objectives", "per example"))}

    @classmethod
    def num_outputs(cls, config: ObjectiveConfig) -> int:
        """As many as the recipe says."""
        return cast(ClassificationConfig, config).classes

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """The examples must have K classes."""
        found = cast(ClassRows, source).examples.classes
        if len(found) != cls.num_outputs(config):
            raise Fault(
                translate("faults", "The examples have {found} classes, not {expected}."),
                why=translate("faults", "Their labels are: {names}."),
                now=translate("faults", "Set objectives.{name}.classes to {found}."),
                found=len(found),
                expected=cls.num_outputs(config),
                names=listed(found),
                name=cls.name,
            )
