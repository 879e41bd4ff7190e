"""The block diagram of a recipe's model, with live shapes and parameter counts.

Letters: B rows, L tokens per row, M decoder tokens, D width, E embedding width, H heads,
F feed-forward width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from studio.widgets.block_diagram import Block, Branch, Diagram, Row, Stack
from studio.wording import number

translate = QCoreApplication.translate
MULTIPLE = 64  # the embedding's rows are a multiple of it
BUCKETS = 32  # of distances that relative positions tell apart
UNITS = {
    "geglu": "GEGLU",
    "swiglu": "SwiGLU",
    "gelu": "GELU",
    "gelu_tanh": "GELU",
    "relu": "ReLU",
}
GATED = ("geglu", "swiglu")


def model_diagram(
    model: Mapping[str, Any],
    vocabulary: int,
    objectives: Mapping[str, str],
    parts: Mapping[str, int],
    row_length: int | None = None,
) -> Diagram:
    """Draw the model: `objectives` are name → title, `parts` parameters counted by the engine.

    Rows are `row_length` tokens long; None: as long as the model's own.
    """
    drawn = Drawing(model, vocabulary, row_length)
    heads = Row(
        tuple(
            Block(title, parameters=parts.get(name, 0), tone="head")
            for name, title in objectives.items()
        )
    )
    trunk: tuple[Block | Stack, ...] = drawn.side()
    if drawn.writes:
        trunk = (*trunk, *drawn.side(decoder=True))
    return Diagram((*trunk, heads) if heads.blocks else trunk)


class Drawing:
    """The blocks of one model."""

    def __init__(
        self, model: Mapping[str, Any], vocabulary: int, row_length: int | None = None
    ) -> None:
        self.model = model
        self.places, self.width = int(model["length"]), int(model["width"])
        self.length = row_length or self.places
        self.heads, self.wide = int(model["heads"]), int(model["feed_forward"])
        self.rows = -(-vocabulary // MULTIPLE) * MULTIPLE
        self.architecture = str(model.get("architecture", "encoder"))
        self.writes = self.architecture == "encoder_decoder"
        self.embedded = int(model.get("embedding_width") or self.width)
        self.shape = f"[B, {self.length}, {self.width}]"

    @property
    def pre(self) -> bool:
        """Whether norms stand before each part."""
        return bool(self.model["norm"] == "pre")

    @property
    def spared(self) -> bool:
        """Whether the first layer has no norm before its attention: what comes in has one."""
        normed = self.model.get("embedding_norm", True) and self.embedded == self.width
        return bool(self.pre and normed and not self.model.get("share_layers"))

    def side(self, *, decoder: bool = False) -> tuple[Block | Stack, ...]:
        """What reads, or the decoder beside it: tokens, embedding, layers, the last norm."""
        depth = int(self.model["depth"])
        if decoder:
            depth = int(self.model.get("decoder_depth") or depth)
        shared = bool(self.model.get("share_layers"))
        body = Stack(depth, self.layer(depth, decoder=decoder), shared=shared)
        places = (self.relative(),) if self.model["positions"] == "relative" else ()
        last = (self.norm(last=True),) if self.pre else ()
        first = (self.tokens(decoder=decoder), self.embedding(decoder=decoder))
        return (*first, *places, body, *last)

    def _map(self, rows: int, columns: int) -> int:
        """Parameters of a linear map from `rows` to `columns` numbers."""
        return rows * columns + (columns if self.model["biases"] else 0)

    def _norm_size(self, width: int) -> int:
        layer = self.model.get("normalisation", "layer") == "layer"
        return width * (2 if self.model["biases"] and layer else 1)

    def tokens(self, *, decoder: bool) -> Block:
        """What comes in."""
        words = translate("parts", "{length} per row").format(length=self.length)
        if decoder:
            words = translate("parts", "what is written so far")
        title = translate("parts", "Decoder's tokens") if decoder else translate("parts", "Tokens")
        tip = translate("parts", "Numbers of tokens. B is how many rows are computed at once.")
        shape = "[B, M]" if decoder else f"[B, {self.length}]"
        return Block(title, words, shape=shape, tip=tip)

    def embedding(self, *, decoder: bool = False) -> Block:
        """Token, place and sentence, added and normalised; the decoder's tokens share the table."""
        count = 0 if decoder else self.rows * self.embedded
        detail = f"{number(self.rows)} × {self.embedded}"
        if decoder:
            detail = translate("parts", "the same table")
        if self.model.get("embedding_norm", True):
            count += self._norm_size(self.embedded)
        if self.model["positions"] == "learned":
            offset = int(self.model.get("position_offset", 0))
            count += (self.places + offset) * self.embedded
            detail += translate("parts", ", learned positions")
        elif self.model["positions"] == "sinusoidal":
            detail += translate("parts", ", sinusoidal positions")
        if self.model["token_types"]:
            count += 0 if decoder else 2 * self.embedded
            detail += translate("parts", ", token types")
        if self.embedded != self.width:
            count += self._map(self.embedded, self.width)
            detail += f" → {self.width}"
        tip = translate("parts", "A vector per token. The masked-word head reads it backwards.")
        title = translate("parts", "Embedding")
        return Block(title, detail, count, self._shape(decoder=decoder), "embedding", tip)

    def _shape(self, *, decoder: bool) -> str:
        return f"[B, M, {self.width}]" if decoder else self.shape

    def relative(self) -> Block:
        """A number for each distance and head, added to what attention compares."""
        detail = translate("parts", "{buckets} distances × {heads} heads")
        tip = translate("parts", "Shared by all layers of this side (Raffel et al. 2020).")
        return Block(
            translate("parts", "Relative positions"),
            detail.format(buckets=BUCKETS, heads=self.heads),
            BUCKETS * self.heads,
            tone="norm",
            tip=tip,
        )

    def norm(self, *, last: bool = False, lacking: int = 0) -> Block:
        """A LayerNorm or RMSNorm; `lacking` layers do without it, which are drawn like the rest."""
        kind = "RMSNorm" if self.model.get("normalisation") == "rms" else "LayerNorm"
        detail = translate("parts", "after the last layer") if last else kind
        if lacking:
            detail = translate("parts", "{kind}, none in the first layer").format(kind=kind)
        tip = translate(
            "parts", "Brings each vector to mean 0 and spread 1, then scales it (Ba et al. 2016)."
        )
        if kind == "RMSNorm":
            tip = translate(
                "parts", "Divides each vector by the root of its mean square (Zhang et al. 2019)."
            )
        title = translate("parts", "Norm")
        shape = self.shape if last else ""
        size = self._norm_size(self.width)
        return Block(title, detail, size, shape, "norm", tip, lacking)

    def attention(self, *, decoder: bool = False) -> Block:
        """Queries, keys and values of all heads, and the map that joins them."""
        words = translate("parts", "{heads} heads × {each}")
        detail = words.format(heads=self.heads, each=self.width // self.heads)
        if self.model["positions"] == "rotary":
            detail += translate("parts", ", rotary")
        if decoder or self.architecture == "decoder":
            detail += translate("parts", ", to the left")
        scale = " / √d" if self.model.get("scaled_attention", True) else ""
        tip = translate(
            "parts",
            "softmax(Q Kᵀ{scale}) V in every head: each token gathers from the others of its text "
            "(Vaswani et al. 2017, eq. 1).",
        ).format(scale=scale)
        title = translate("parts", "Attention")
        return Block(title, detail, self._attends(), self._shape(decoder=decoder), "attention", tip)

    def _attends(self) -> int:
        return self._map(self.width, 3 * self.width) + self._map(self.width, self.width)

    def cross(self) -> Block:
        """The decoder's look at what was read."""
        detail = translate("parts", "at what the encoder read")
        tip = translate(
            "parts",
            "Queries from the decoder, keys and values from the encoder's last vectors (Vaswani et "
            "al. 2017, section 3.2.3).",
        )
        title = translate("parts", "Cross-attention")
        shape = self._shape(decoder=True)
        return Block(title, detail, self._attends(), shape, "attention", tip)

    def feed_forward(self, *, decoder: bool = False) -> Block:
        """Two maps with the bend between them."""
        kind = str(self.model["activation"])
        up = self.wide * (2 if kind in GATED else 1)
        count = self._map(self.width, up) + self._map(self.wide, self.width)
        detail = f"{UNITS.get(kind, kind)} {self.width} → {self.wide} → {self.width}"
        tip = translate(
            "parts", "Each token by itself: widened, bent, narrowed again (same paper, eq. 2)."
        )
        title = translate("parts", "Feed-forward")
        return Block(title, detail, count, self._shape(decoder=decoder), "feed", tip)

    def layer(self, depth: int, *, decoder: bool = False) -> tuple[Block | Branch, ...]:
        """One layer of `depth`, with its norms before (pre) or after (post) each part."""
        units = [self.attention(decoder=decoder)]
        if decoder:
            units.append(self.cross())
        units.append(self.feed_forward(decoder=decoder))
        found: list[Block | Branch] = []
        for unit in units:
            lacking = int(self.spared and unit is units[0])
            if not self.pre:
                found += [Branch((unit,)), self.norm()]
            elif lacking == depth:
                found.append(Branch((unit,)))
            else:
                found.append(Branch((self.norm(lacking=lacking), unit)))
        return tuple(found)
