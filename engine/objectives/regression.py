"""regression: a number for a text, or for a pair of texts: how alike, how good.

Letters: B rows, Q places asked for, L tokens per row, D width.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.class_rows import SCORES
from engine.objectives.objective import Card, Loss, LossFacts, ObjectiveConfig
from engine.objectives.row_task import RowTask, RowTaskConfig
from engine.options import option
from engine.wording import translate


class RegressionConfig(RowTaskConfig):
    """Where the scores lie, so that the model learns numbers around zero."""

    mean: float = option(
        0.0,
        translate("recipe", "Mean score"),
        translate("recipe", "Of the examples to learn from; the model learns what is above it."),
        advanced=True,
    )
    spread: float = option(
        1.0,
        translate("recipe", "Spread"),
        translate("recipe", "The standard deviation of their scores, which counts as 1."),
        above=0,
        advanced=True,
    )


class Regression(RowTask):
    """One number read off one vector of the row; the loss is the squared error."""

    name = "regression"
    writes = (SCORES,)
    Config = RegressionConfig
    card = Card(
        title=translate("objectives", "Scores"),
        lines=(
            translate("objectives", "The model reads a text, or two, that somebody scored."),
            translate("objectives", "A head that is drawn anew gives a number."),
            translate("objectives", "What was learned from text before is tuned to it."),
        ),
        formula=translate("objectives", "loss = (score − f(text))² / variance"),
        good_for=translate("objectives", "How alike two sentences are, how good a review is."),
        poor_for=translate("objectives", "A few grades only: take classes."),
        figure=translate("objectives", "BERT-base on STS-B: Spearman 85.8."),
        source="Devlin et al. 2018, table 1",
    )

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """The squared error, in variances of the scores."""
        assert isinstance(self.config, RegressionConfig)
        wanted = (batch.own[SCORES].float() - self.config.mean) / self.config.spread
        error = self.read_off(hidden, batch)[:, 0].float() - wanted
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        return {self.name: Loss(error.square().sum(), count)}

    def scores(self, hidden: Tensor, batch: Batch) -> Tensor:
        """[B] the scores themselves."""
        with torch.no_grad():
            return self.in_scores(self.read_off(hidden, batch)[:, 0].float())

    def in_scores(self, said: Tensor) -> Tensor:
        """What the head says, as scores."""
        assert isinstance(self.config, RegressionConfig)
        return said * self.config.spread + self.config.mean

    def losses(self) -> dict[str, LossFacts]:
        """Who always says the mean is wrong by one variance."""
        return {self.name: LossFacts(1.0, translate("objectives", "squared error per example"))}

    @classmethod
    def num_outputs(cls, config: ObjectiveConfig) -> int:
        """One."""
        return 1
