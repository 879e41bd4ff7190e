"""Writing: a decoder writes what the encoder's text lacks; both sides as one batch.

Letters: B rows, L tokens per row, M decoder tokens per row, N tokens of a passage, D width,
V vocabulary.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.passages import PassageRows
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from engine.objectives.grouping import Ids
from engine.objectives.objective import Loss, LossFacts, Objective, ObjectiveConfig


class Writing(Objective):
    """What objectives of an encoder-decoder share: at each of M places a token is named.

    The sum of the losses is −log p of what is written, given what was read.
    """

    architectures = ("encoder_decoder",)
    writes = ("targets", "decoder_tokens")
    measure: ClassVar[str]  # marked with translate("objectives", …)

    head: TokenHead

    def __init__(self, config: ObjectiveConfig, model: Transformer, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.config = config
        self.vocabulary = vocabulary
        self.head = TokenHead(model, self.name)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Project the decoder's vectors, [B, M, D], on the vocabulary."""
        total, correct = self.head.loss(hidden, batch.targets)
        return {self.name: Loss(total, (batch.counts or {}).get(self.name, 0), correct)}

    def losses(self) -> dict[str, LossFacts]:
        """A guess among V."""
        chance = math.log(self.vocabulary.size)
        return {self.name: LossFacts(chance, self.measure, likelihood=True)}

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One token head at the M places of a row."""
        return count_token_head(model, vocabulary, cls.decoder_length(config, length))


def passages_of(batch: Batch) -> list[Ids]:
    """The tokens of each row without padding."""
    there = batch.segments != PADDING
    return [tokens[known] for tokens, known in zip(batch.tokens, there, strict=True)]


def written(
    batch: Batch,
    read: Sequence[Ids],
    answers: Sequence[Ids],
    *,
    start: int,
    shape: tuple[int, int],
    vocabulary: Vocabulary,
    places: Sequence[Ids] = (),
) -> Batch:
    """The encoder is given `read`, the decoder has to write `answers`, in rows of (L, M) places.

    The decoder is given each answer moved on by one place, with the token `start` before it
    (teacher forcing). What was read before is kept as `original`, and in which places of what is
    read now its tokens stand, where that is known; borders of sentences are not.
    """
    tokens, segments = _rows(read, shape[0], vocabulary.pad)
    targets, decoder_segments = _rows(answers, shape[1], IGNORE)
    given = np.where(targets == IGNORE, vocabulary.pad, targets)
    decoder_tokens = np.concatenate([np.full((len(given), 1), start), given[:, :-1]], axis=1)
    return replace(
        batch,
        tokens=tokens,
        positions=_places(tokens),
        segments=segments,
        maskable=vocabulary.maskable[tokens] & (segments != PADDING),
        original=batch.tokens,
        places=_rows(places, batch.tokens.shape[1], 0)[0] if places else None,
        targets=targets,
        decoder_tokens=np.where(decoder_segments == PADDING, vocabulary.pad, decoder_tokens),
        decoder_positions=_places(targets),
        decoder_segments=decoder_segments,
        own={name: array for name, array in batch.own.items() if name != PassageRows.name},
        one_segment=bool((segments == 0).all() and (decoder_segments == 0).all()),
    )


def counted(batch: Batch, name: str) -> Batch:
    """The same batch, which says how many targets the loss `name` has in it."""
    asked = int(np.count_nonzero(batch.targets != IGNORE))
    return replace(batch, counts=(batch.counts or {}) | {name: asked})


def _rows(passages: Sequence[Ids], width: int, filling: int) -> tuple[Ids, Ids]:
    """[B, width] the passages with `filling` after them, and their segments."""
    sizes = np.array([len(passage) for passage in passages], dtype=np.int64)
    there = np.arange(width) < sizes[:, None]
    tokens = np.full(there.shape, filling, dtype=np.int64)
    tokens[there] = np.concatenate(passages)
    return tokens, np.where(there, 0, PADDING)


def _places(tokens: Ids) -> Ids:
    return np.broadcast_to(np.arange(tokens.shape[1]), tokens.shape).copy()
