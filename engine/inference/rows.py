"""Rows: what a person types, framed as a run learned to read it, and its vectors.

Letters: B rows, L tokens per row, Q places asked for, D width.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import cast

import numpy as np
import torch
from torch import Tensor

from engine.batch import Batch
from engine.inference.sentence import encode, ends_of, require_more_than, require_text
from engine.models.transformer import Capture
from engine.objectives.asking import shown, sight_of
from engine.objectives.objective import Objective
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner

# Numbers in the vectors of a row whose last block is done sooner for all its places than for those
# asked for alone, which must be found first: 0.1 ms of 0.8 at 10 tokens of 2 × 128.
FEW = 2048


class Rows:
    """Of one run; texts are lists of token ids here."""

    def __init__(
        self, learner: Learner, tokenizer: Tokenizer, objective: Objective | None = None
    ) -> None:
        """Framed as `objective` reads; None: as the one that fills masks, or the first."""
        self._shown = objective or shown(learner.objective.parts())
        self._model, self._device, self._tokenizer = learner.model, learner.device, tokenizer
        self._sight = sight_of(self._shown)
        special = tokenizer.special
        named = (special.cls, special.sep, special.pad, special.mask)
        self._wordless: set[int | None] = {*named, *special.sentinels}

    @property
    def length(self) -> int:
        """Tokens the model reads at once."""
        return self._model.config.length

    @cached_property
    def room(self) -> int:
        """Of these, tokens of a text."""
        return self.length - len(self.framed([]))

    @cached_property
    def before(self) -> int:
        """Tokens put before a text."""
        row = self.framed([])
        return len(row) - 1 if row else 0

    def words(self, text: str) -> list[int]:
        """The tokens of a text, [MASK] and the like among them. Fault where there is no word."""
        require_text(text)
        tokens = encode(self._tokenizer, text)
        require_more_than(self._wordless, tokens)
        return tokens

    def is_word(self, token: int) -> bool:
        """Whether it stands for text, if for unknown text."""
        return token not in self._wordless

    def framed(self, tokens: Sequence[int]) -> list[int]:
        """The row of a text, with the special tokens around it that the run learned to expect.

        Raises Fault where the tokenizer has none.
        """
        if self._model.config.writes:
            prompt = self._shown.prompt(np.array(tokens, dtype=np.int64))
            if prompt is not None and prompt.read is not None:
                return [int(token) for token in prompt.read]
        cls, sep = ends_of(self._tokenizer)
        return [cls, *tokens, sep]

    def shown(self, tokens: Sequence[int]) -> tuple[str, ...]:
        """Tokens as people read them."""
        return tuple(map(self._tokenizer.token, tokens))

    def vectors(
        self,
        rows: Sequence[Sequence[int]],
        *,
        at: Sequence[Sequence[int]] | None = None,
        capture: Capture | None = None,
        second: int | None = None,
    ) -> Tensor:
        """[B, L, D] of rows of one length, or [B, Q, D] of the places `at`.

        From place `second` on, tokens are of sentence B.
        """
        tokens = np.array(rows, dtype=np.int64)
        batch = self._batch(tokens, second)
        places = None if at is None else torch.tensor(at, dtype=torch.int64, device=self._device)
        with torch.inference_mode():
            if self._model.decoder is not None:
                hidden = self._model.encode(batch, capture)  # what is typed is what it reads
            elif places is None or tokens.size * self._model.width <= FEW:
                hidden = self._model(batch, capture)
            else:
                return cast(Tensor, self._model(batch, at=places))
            return hidden if places is None else hidden.take_along_dim(places[..., None], dim=1)

    def _batch(self, tokens: np.ndarray, second: int | None) -> Batch:
        places = np.tile(np.arange(tokens.shape[1]), (len(tokens), 1))
        types = np.zeros_like(tokens) if second is None else (places >= second).astype(np.int64)
        return Batch(
            tokens=tokens,
            positions=places,
            segments=np.zeros_like(tokens),
            token_types=types,
            one_segment=True,
            sight=self._sight,
        ).to(self._device)
