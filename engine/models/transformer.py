"""Transformer: token ids in, one vector per token out.

Letters: B rows, L tokens, Q places asked for, M decoder tokens, D width, V vocabulary.
"""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import torch
from torch import Tensor

from engine.batch import Batch
from engine.control import Check
from engine.models.attention import Attention, Capture, Form, Gates, View
from engine.models.config import ModelConfig
from engine.models.embeddings import Embeddings
from engine.models.initialisation import initialise
from engine.models.kept import Kept
from engine.models.masks import memory_mask
from engine.models.stack import Stack

__all__ = ["Capture", "Gates", "Transformer"]

MULTIPLE = 64  # of the rows of the embedding: matrix kernels like it


class Transformer(Stack):
    """An encoder or a decoder; an encoder-decoder has a second stack that writes.

    Encoder and decoder differ in what a batch lets them see, in their parts, and in nothing else
    (Vaswani et al. 2017; Devlin et al. 2018; Radford et al. 2018). `vocabulary` is the real V; the
    embedding has rows up to a multiple of 64. All weights are fp32; activations have the dtype of
    `set_compute`. Weights are drawn from `generator`, dropout from one of its own that `generator`
    seeds; None: no weight is drawn, here or in the heads, as a checkpoint is read into them.
    `shared` are another transformer's embeddings, whose tables this one uses as its own (ELECTRA's
    generator): then the configurations' embedding widths must be equal. `check` is called between
    two weights and may end the drawing, which takes seconds, by raising.
    """

    def __init__(
        self,
        config: ModelConfig,
        vocabulary: int,
        *,
        attention: Form = "sdpa",
        generator: torch.Generator | None,
        shared: Embeddings | None = None,
        check: Check = lambda: None,
    ) -> None:
        seed = None if generator is None else int(torch.randint(2**62, (), generator=generator))
        dropout = _generator(seed or 0, "dropout")
        rows = -(-vocabulary // MULTIPLE) * MULTIPLE
        embeddings = Embeddings(config, rows, dropout, shared=shared)
        super().__init__(
            config, embeddings, depth=config.depth, crosses=False, form=attention, dropout=dropout
        )
        self.vocabulary = vocabulary
        self.compute = torch.float32
        self.decoder = None
        if config.writes:
            own = Embeddings(config, rows, dropout, tokens=embeddings.tokens, typed=False)
            depth = config.written_depth
            self.decoder = Stack(
                config, own, depth=depth, crosses=True, form=attention, dropout=dropout
            )
        self._seed = seed
        initialise(self, config, generator, spared=shared, check=check)

    @property
    def width(self) -> int:
        """D."""
        return self.config.width

    def set_compute(self, dtype: torch.dtype) -> None:
        """Compute in `dtype` from now on (float32 or bfloat16); the weights stay fp32."""
        self.compute = dtype

    def set_attention(self, form: Form) -> None:
        """Compute attention written out or by torch's kernel; the result is the same."""
        for module in self.modules():
            if isinstance(module, Attention):
                module.form = form

    def new_generator(self, purpose: str) -> torch.Generator | None:
        """A generator of its own for each purpose (a head's first weights, say), if any."""
        return None if self._seed is None else _generator(self._seed, purpose)

    def generators(self) -> dict[str, torch.Generator]:
        """The random states a checkpoint must keep."""
        return {"dropout": self.embeddings.dropout.generator}

    def forward(
        self,
        batch: Batch,
        capture: Capture | None = None,
        *,
        at: Tensor | None = None,
        gates: Gates | None = None,
    ) -> Tensor:
        """One vector per token, [B, L, D], or per token the decoder is given, [B, M, D].

        `capture` collects the attention weights; `gates` switch heads off. With `at` [B, Q], the
        vectors of these places alone, [B, Q, D]: the last block then works out no other, which at
        2 × 128 is a third of all there is to do. Not `capture` and `at` at once.
        """
        assert capture is None or at is None
        if self.decoder is not None:
            memory = self.encode(batch, capture, gates=gates)
            return self.decode(batch, memory, capture, at=at, gates=gates)
        view = self._trunk_view(capture, gates)
        return self.read(batch, batch.sight, self.compute, at=at, view=view)

    def encode(
        self, batch: Batch, capture: Capture | None = None, *, gates: Gates | None = None
    ) -> Tensor:
        """What an encoder-decoder reads, [B, L, D]: every token sees all of its segment."""
        return self.read(batch, "both", self.compute, view=self._trunk_view(capture, gates))

    def decode(
        self,
        batch: Batch,
        memory: Tensor,
        capture: Capture | None = None,
        *,
        at: Tensor | None = None,
        kept: Kept | None = None,
        gates: Gates | None = None,
    ) -> Tensor:
        """[B, M, D], or [B, Q, D] of the places `at`, from what was read, [B, L, D].

        With `kept`, of tokens one after another, in rows of one segment.
        """
        assert self.decoder is not None, "an encoder or a decoder alone does not decode"
        mask, found = memory_mask(batch, self.compute)
        view = View(
            memory=memory,
            memory_mask=mask,
            memory_found=found,
            seen=capture.decoder if capture else None,
            crossed=capture.cross if capture else None,
            kept=kept,
            gates=gates.decoder if gates else None,
            cross_gates=gates.cross if gates else None,
        )
        written = replace(
            batch,
            tokens=batch.decoder_tokens,
            positions=batch.decoder_positions,
            segments=batch.decoder_segments,
            token_types=None,
        )
        return self.decoder.read(written, "causal", self.compute, at=at, view=view)

    def _trunk_view(self, capture: Capture | None, gates: Gates | None) -> View:
        return View(
            seen=capture.attention if capture else None, gates=gates.trunk if gates else None
        )


def _generator(seed: int, purpose: str) -> torch.Generator:
    return torch.Generator().manual_seed(seed ^ crc32(purpose.encode()))
