"""TaskObjective: what objectives that are learned from somebody's examples share.

Letters: B rows, L tokens per row, M decoder tokens per row, D width, K classes.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor

from engine.batch import PADDING, Batch
from engine.batching.vocabulary import Vocabulary
from engine.models.class_head import ClassHead
from engine.models.config import ModelConfig
from engine.models.counting import Count, PoolerActivation, count_class_head
from engine.models.transformer import Transformer
from engine.objectives.objective import Objective, ObjectiveConfig, Rngs


class TaskObjective(Objective):
    """Fine-tuning: a trunk that has learned from text, and a head that is drawn anew.

    A decoder sees what stands before; the decoder of an encoder-decoder is given the text that
    was read, moved on by one place (Lewis et al. 2020, section 3.1).
    """

    tunes = True
    whole: ClassVar[bool] = False  # it judges a row, not each of its tokens
    head: ClassHead

    def __init__(self, config: ObjectiveConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.architecture = model.config.architecture
        self.start = vocabulary.pad
        if self.architecture == "decoder":
            self.sight = "causal"
        self.head = ClassHead(
            model,
            self.num_outputs(config),
            self.name,
            whole=self.whole,
            activation=self.activation_of(config),
        )

    @classmethod
    @abstractmethod
    def num_outputs(cls, config: ObjectiveConfig) -> int:
        """K: numbers the head gives."""

    @classmethod
    def activation_of(cls, config: ObjectiveConfig) -> PoolerActivation:
        """What bends a row's vector before its classes, where the paper's model has a map there."""
        return "tanh"

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Nothing is hidden: the examples have their answers."""
        counted = replace(
            batch,
            sight=self.sight,
            counts=(batch.counts or {}) | {self.name: self.num_answers(batch)},
        )
        return self.as_read(counted) if self.architecture == "encoder_decoder" else counted

    def num_answers(self, batch: Batch) -> int:
        """How many answers the rows hold (NumPy)."""
        return batch.num_rows

    def as_read(self, batch: Batch) -> Batch:
        """With what a decoder is given: the text that is read, moved on by one place."""
        start = np.full((batch.num_rows, 1), self.start, dtype=np.int64)
        return replace(
            batch,
            decoder_tokens=np.concatenate([start, batch.tokens[:, :-1]], axis=1),
            decoder_positions=batch.positions.copy(),
            decoder_segments=batch.segments.copy(),
        )

    @classmethod
    def decoder_length(cls, config: ObjectiveConfig, length: int) -> int:
        """As long as what is read."""
        return length

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One head a row, or at each of its tokens."""
        places = 1 if cls.whole else length
        return count_class_head(model, cls.num_outputs(config), places, whole=cls.whole)


def last_place(batch: Batch) -> Tensor:
    """[B, 1] the place of the last token of each row."""
    there: Tensor = batch.segments != PADDING
    last: Tensor = there.sum(dim=1, keepdim=True) - 1
    return last


def mean_over_row(hidden: Tensor, batch: Batch) -> Tensor:
    """[B, D] from [B, L, D]: the mean over all tokens of a row, specials among them."""
    there = (batch.segments != PADDING)[..., None].to(hidden.dtype)
    mean: Tensor = (hidden * there).sum(dim=1) / there.sum(dim=1)
    return mean


def first_place(batch: Batch) -> Tensor:
    """[B, 1] the place of [CLS]."""
    return torch.zeros_like(batch.tokens[:, :1])
