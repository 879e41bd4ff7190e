"""RowTask: a class or a score for a whole row, read off one vector of it.

Letters: B rows, L tokens per row, Q places asked for, D width, K classes.
"""

from __future__ import annotations

from typing import Literal

from torch import Tensor

from engine.batch import Batch
from engine.batching.class_rows import ClassRows
from engine.models.counting import PoolerActivation
from engine.objectives.objective import ObjectiveConfig
from engine.objectives.task_objective import (
    TaskObjective,
    first_place,
    last_place,
    mean_over_row,
)
from engine.options import option
from engine.wording import translate

Vector = Literal["first", "mean"]


class RowTaskConfig(ObjectiveConfig):
    """Which vector of a row is read."""

    vector: Vector = option(
        "first",
        translate("recipe", "Read from"),
        translate(
            "recipe",
            "An encoder's first token [CLS], as BERT, or the mean over all tokens, which suits "
            "models that never learned anything at [CLS]. A decoder is read at its last token, the "
            "only one that has seen the whole text.",
        ),
        words={
            "first": translate("recipe", "The first token"),
            "mean": translate("recipe", "The mean of all tokens"),
        },
        source="Devlin et al. 2018; Warner et al. 2024",
    )
    activation: PoolerActivation = option(
        "tanh",
        translate("recipe", "Activation of the head"),
        translate(
            "recipe",
            "The bend between the map and the classes, in models that have a map there: tanh in "
            "BERT and BART, GELU in ELECTRA, ReLU in DistilBERT. A head goes there, or comes from "
            "there, with theirs alone.",
        ),
        words={"tanh": "tanh", "gelu": "GELU", "relu": "ReLU"},
        source="Devlin et al. 2018; Clark et al. 2020 (its released code)",
        advanced=True,
    )


class RowTask(TaskObjective):
    """One vector a row."""

    source = ClassRows
    architectures = ("encoder", "decoder", "encoder_decoder")
    whole = True

    def asks(self, batch: Batch) -> Tensor | None:
        """[CLS], or the last token of what sees only what stands before."""
        if self.architecture != "encoder":
            return last_place(batch)
        return None if self._averages else first_place(batch)

    def read_off(self, hidden: Tensor, batch: Batch) -> Tensor:
        """[B, K] from hidden [B, Q, D] in the order of `asks`, or [B, L, D]."""
        averages = self.architecture == "encoder" and self._averages
        logits: Tensor = self.head(mean_over_row(hidden, batch) if averages else hidden[:, 0])
        return logits

    @classmethod
    def activation_of(cls, config: ObjectiveConfig) -> PoolerActivation:
        """As the recipe says."""
        assert isinstance(config, RowTaskConfig)
        return config.activation

    @property
    def _averages(self) -> bool:
        assert isinstance(self.config, RowTaskConfig)
        return self.config.vector == "mean"

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int | None:
        """One, or all where they are averaged."""
        return None if isinstance(config, RowTaskConfig) and config.vector == "mean" else 1
