"""tagging: a class for every word: names of people, places, companies (Devlin et al. 2018).

Letters: B rows, L tokens per row, D width, K classes.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.sources import Source
from engine.batching.tag_rows import TAGS, TagRows
from engine.faults import Fault
from engine.models.heads import cross_entropy, how_often
from engine.objectives.objective import Card, Loss, LossFacts, ObjectiveConfig
from engine.objectives.task_objective import TaskObjective
from engine.options import option
from engine.wording import translate


class TaggingConfig(ObjectiveConfig):
    """How many tags there are."""

    classes: int = option(
        3,
        translate("recipe", "Tags"),
        translate("recipe", "How many different tags the examples have, O among them."),
        minimum=2,
        maximum=1000,
    )


class Tagging(TaskObjective):
    """K classes at the first token of every word."""

    name = "tagging"
    source = TagRows
    writes = (TAGS,)
    architectures = ("encoder", "decoder")
    Config = TaggingConfig
    card = Card(
        title=translate("objectives", "Tags"),
        lines=(
            translate("objectives", "The model reads words, each with a tag somebody gave it."),
            translate("objectives", "From the first piece of a word it tells the tag."),
            translate("objectives", "B- begins a name, I- goes on with it, O is none."),
        ),
        formula=translate("objectives", "loss = −log p(tag | word in its sentence), mean"),
        good_for=translate("objectives", "Names of people, places, companies; parts of speech."),
        poor_for=translate("objectives", "Names inside names: a word has one tag."),
        figure=translate("objectives", "BERT-base on CoNLL-2003: span F1 92.4."),
        source="Devlin et al. 2018, table 7",
    )

    def num_answers(self, batch: Batch) -> int:
        """Words with a tag."""
        return int(np.count_nonzero(batch.own[TAGS] != IGNORE))

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of the K tags at [B, L, D]."""
        tags = batch.own[TAGS].flatten()
        total, correct = cross_entropy(self.head(hidden).flatten(0, -2), tags)
        classes = how_often(tags, self.num_outputs(self.config))
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), correct, classes)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among K."""
        chance = math.log(self.num_outputs(self.config))
        return {self.name: LossFacts(chance, translate("objectives", "per word"))}

    @classmethod
    def num_outputs(cls, config: ObjectiveConfig) -> int:
        """As many as the recipe says."""
        return cast(TaggingConfig, config).classes

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """The examples must have K tags."""
        found = cast(TagRows, source).examples.classes
        if len(found) != cls.num_outputs(config):
            raise Fault(
                translate("faults", "The examples have {found} tags, not {expected}."),
                now=translate("faults", "Set objectives.{name}.classes to {found}."),
                found=len(found),
                expected=cls.num_outputs(config),
                name=cls.name,
            )
