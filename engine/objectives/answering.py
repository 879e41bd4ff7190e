"""answering: where in a context the answer to a question stands (Devlin et al. 2018).

Letters: B rows, L tokens per row, D width.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.answer_rows import SPANS, WINDOW, AnswerRows
from engine.batching.vocabulary import Vocabulary
from engine.models.heads import cross_entropy
from engine.models.transformer import Transformer
from engine.objectives.objective import Card, Loss, LossFacts, ObjectiveConfig
from engine.objectives.task_objective import TaskObjective
from engine.wording import translate

START, END = 0, 1  # which of the head's two numbers


class Answering(TaskObjective):
    """Two numbers a token: whether the answer begins, and whether it ends there."""

    name = "answering"
    source = AnswerRows
    writes = (SPANS,)
    Config = ObjectiveConfig
    card = Card(
        title=translate("objectives", "Answers"),
        lines=(
            translate("objectives", "The model reads a question and a context."),
            translate("objectives", "It tells where the answer begins and where it ends."),
            translate("objectives", "Where there is none, both point at [CLS]."),
        ),
        formula=translate("objectives", "loss = −½ log p(begin) − ½ log p(end)"),
        good_for=translate("objectives", "Answers that stand in the text, word for word."),
        poor_for=translate("objectives", "Answers that must be put together or worked out."),
        figure=translate("objectives", "BERT-base on SQuAD 1.1: EM 80.8, F1 88.5."),
        source="Devlin et al. 2018, table 2",
    )

    def __init__(self, config: ObjectiveConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__(config, model, vocabulary)
        self._length = model.config.length

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Cross-entropy of both places; right where both are."""
        spans = batch.own[SPANS]
        logits = self.places(hidden, batch)
        begins, _ = cross_entropy(logits[:, :, START], spans[:, START])
        ends, _ = cross_entropy(logits[:, :, END], spans[:, END])
        correct = (logits.argmax(dim=1) == spans).all(dim=1).sum()
        count = (batch.counts or {}).get(self.name, batch.num_rows)
        return {self.name: Loss((begins + ends) / 2, count, correct)}

    def places(self, hidden: Tensor, batch: Batch) -> Tensor:
        """[B, L, 2] from [B, L, D]; −∞ where no answer can stand: only [CLS] and the window can."""
        at = torch.arange(hidden.shape[1], device=hidden.device)
        window = batch.own[WINDOW]
        inside = (at >= window[:, :1]) & (at < window[:, 1:])  # [B, L]
        allowed = inside | (at == 0)
        logits: Tensor = self.head(hidden)
        return logits.masked_fill(~allowed[..., None], float("-inf"))

    def losses(self) -> dict[str, LossFacts]:
        """A guess among all places of a row."""
        chance = math.log(self._length)
        return {self.name: LossFacts(chance, translate("objectives", "per place of an answer"))}

    @classmethod
    def num_outputs(cls, config: ObjectiveConfig) -> int:
        """Begin and end."""
        return 2
