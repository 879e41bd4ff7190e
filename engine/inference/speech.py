"""Speech: texts that a model writes token by token, and what it says of the next.

Letters: K texts at once, L tokens read, M tokens of each so far, D width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from engine.batch import Batch, Sight
from engine.models.attention import View
from engine.models.heads import TokenHead
from engine.models.kept import Kept
from engine.models.transformer import Transformer
from engine.objectives.objective import Prompt


def newest_kept(length: int) -> int:
    """Tokens kept of a beginning that does not fit a model of `length`, its first not counted.

    Three quarters: what is kept is worked out anew each time, and each time is followed by more.
    """
    return max(1, 3 * length // 4 - 1)


class Speech:
    """K texts of equal length, at first the prompt alone, or it and those `beside` it.

    What is worked out of the tokens so far is kept; without `keeps` all of it is worked out anew
    for each token, which gives the same. One that `slides` forgets its oldest tokens, but the
    first, where there is no room for another.
    """

    def __init__(
        self,
        model: Transformer,
        head: TokenHead,
        prompt: Prompt,
        *,
        sight: Sight = "causal",
        keeps: bool = True,
        slides: bool = False,
        beside: Sequence[Prompt] = (),
    ) -> None:
        self._model, self._head, self._sight = model, head, sight
        self._device = model.embeddings.tokens.weight.device
        self._kept = Kept() if keeps else None
        self.slides = slides and prompt.read is None
        self.slid = 0  # tokens that were forgotten
        self._given = len(prompt.begun)  # seen both ways, where a beginning is
        prompts = [prompt, *beside]
        self.tokens = self._tensor(np.stack([one.begun for one in prompts]))  # [K, M]
        self._read = self._memory = None
        read = [one.read for one in prompts if one.read is not None]
        if read:
            self._read = self._tensor(np.stack(read))  # [K, L]
            self._memory = model.encode(self._batch(self._read))  # [K, L, D]

    @property
    def room(self) -> int:
        """Tokens that can still be written."""
        return self._model.config.length - self.tokens.shape[1] + 1  # the last is not read again

    def make_room(self) -> None:
        """Forget as much as leaves room for another token, and for more: not anew for each."""
        if not self.slides or self.room > 0:
            return
        newest = newest_kept(self._model.config.length)
        before = self.tokens.shape[1]
        self.tokens = torch.cat([self.tokens[:, :1], self.tokens[:, -newest:]], dim=1)
        self.slid += before - self.tokens.shape[1]
        self._given = self.tokens.shape[1]
        if self._kept is not None:
            self._kept = Kept()

    def logits(self) -> Tensor:
        """[K, V] of the next token of each text, fp32, on the processor."""
        memory = self._memory
        hidden = self._of_decoder() if memory is None else self._of_both(memory)
        logits: Tensor = self._head.logits(hidden[:, -1])
        return logits[:, : self._model.vocabulary].float().cpu()

    def say(self, rows: Tensor, tokens: Tensor) -> None:
        """Go on with `rows` [K'] of the texts, and these tokens [K'] behind them."""
        rows, tokens = rows.to(self._device), tokens.to(self._device)
        self.tokens = torch.cat([self.tokens[rows], tokens[:, None]], dim=1)
        if self._read is not None and self._memory is not None:
            self._read, self._memory = self._read[rows], self._memory[rows]
        if self._kept is not None:
            self._kept.choose(rows)

    def _of_decoder(self) -> Tensor:
        model = self._model
        batch = self._batch(self._fresh())
        return model.read(batch, self._sight, model.compute, view=View(kept=self._kept))

    def _of_both(self, memory: Tensor) -> Tensor:
        assert self._read is not None
        written = self._batch(self._fresh())
        batch = Batch(
            tokens=self._read,
            positions=None,
            segments=None,
            decoder_tokens=written.tokens,
            decoder_positions=written.positions,
            decoder_segments=written.segments,
            one_segment=True,
        )
        return self._model.decode(batch, memory, kept=self._kept)

    def _fresh(self) -> Tensor:
        """The tokens nothing is known of yet."""
        return self.tokens if self._kept is None else self.tokens[:, self._kept.length :]

    def _batch(self, tokens: Tensor) -> Batch:
        """Rows of one segment, the last of `self.tokens` where those are meant."""
        first = 0 if self._kept is None else self._kept.length
        places = torch.arange(first, first + tokens.shape[1], device=self._device)
        positions = places.expand(tokens.shape)
        return Batch(
            tokens=tokens,
            positions=positions,
            segments=torch.zeros_like(tokens),
            visible=positions < self._given,
            one_segment=True,
        )

    def _tensor(self, tokens: np.ndarray) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(tokens, np.int64)).to(self._device)
