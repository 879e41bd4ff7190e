"""The block diagram of a recipe's model, with live shapes and parameter counts.

Letters: B rows, L tokens per row, D width, H heads, F feed-forward width, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from studio.widgets.block_diagram import Block, Branch, Diagram, Row, Stack
from studio.wording import number

translate = QCoreApplication.translate
MULTIPLE = 64  # the embedding's rows are a multiple of it


def model_diagram(
    model: Mapping[str, Any],
    vocabulary: int,
    objectives: Mapping[str, str],
    parts: Mapping[str, int],
) -> Diagram:
    """Draw the model: `objectives` are name → title, `parts` parameters counted by the engine."""
    drawn = Drawing(model, vocabulary)
    heads = Row(
        tuple(
            Block(title, parameters=parts.get(name, 0), tone="head")
            for name, title in objectives.items()
        )
    )
    last: tuple[Block, ...] = (drawn.norm(last=True),) if model["norm"] == "pre" else ()
    body = Stack(int(model["depth"]), drawn.layer())
    trunk: tuple[Block | Stack, ...] = (drawn.tokens(), drawn.embedding(), body, *last)
    return Diagram((*trunk, heads) if heads.blocks else trunk)


class Drawing:
    """The blocks of one model."""

    def __init__(self, model: Mapping[str, Any], vocabulary: int) -> None:
        self.model = model
        self.length, self.width = int(model["length"]), int(model["width"])
        self.heads, self.wide = int(model["heads"]), int(model["feed_forward"])
        self.rows = -(-vocabulary // MULTIPLE) * MULTIPLE
        self.shape = f"[B, {self.length}, {self.width}]"

    def _map(self, rows: int, columns: int) -> int:
        """Parameters of a linear map from `rows` to `columns` numbers."""
        return rows * columns + (columns if self.model["biases"] else 0)

    def _norm_size(self) -> int:
        return self.width * (2 if self.model["biases"] else 1)

    def tokens(self) -> Block:
        """What comes in."""
        words = translate("parts", "{length} per row").format(length=self.length)
        tip = translate("parts", "Numbers of tokens. B is how many rows are computed at once.")
        shape = f"[B, {self.length}]"
        return Block(translate("parts", "Tokens"), words, shape=shape, tip=tip)

    def embedding(self) -> Block:
        """Token, place and sentence, added and normalised."""
        count = self.rows * self.width + self._norm_size()
        detail = f"{number(self.rows)} × {self.width}"
        if self.model["positions"] == "learned":
            count += self.length * self.width
            detail += translate("parts", ", learned positions")
        elif self.model["positions"] == "sinusoidal":
            detail += translate("parts", ", sinusoidal positions")
        if self.model["token_types"]:
            count += 2 * self.width
            detail += translate("parts", ", token types")
        tip = translate("parts", "A vector per token. The masked-word head reads it backwards.")
        title = translate("parts", "Embedding")
        return Block(title, detail, count, self.shape, "embedding", tip)

    def norm(self, *, last: bool = False) -> Block:
        """A LayerNorm."""
        detail = translate("parts", "after the last layer") if last else "LayerNorm"
        tip = translate(
            "parts", "Brings each vector to mean 0 and spread 1, then scales it (Ba et al. 2016)."
        )
        title = translate("parts", "Norm")
        return Block(title, detail, self._norm_size(), self.shape if last else "", "norm", tip)

    def attention(self) -> Block:
        """Queries, keys and values of all heads, and the map that joins them."""
        count = self._map(self.width, 3 * self.width) + self._map(self.width, self.width)
        words = translate("parts", "{heads} heads × {each}")
        detail = words.format(heads=self.heads, each=self.width // self.heads)
        if self.model["positions"] == "rotary":
            detail += translate("parts", ", rotary")
        tip = translate(
            "parts",
            "softmax(Q Kᵀ / √d) V in every head: each token gathers from the others of its text "
            "(Vaswani et al. 2017, eq. 1).",
        )
        return Block(translate("parts", "Attention"), detail, count, self.shape, "attention", tip)

    def feed_forward(self) -> Block:
        """Two maps with the bend between them."""
        kinds = {"geglu": "GEGLU", "gelu": "GELU", "relu": "ReLU"}
        kind = str(self.model["activation"])
        up = self.wide * (2 if kind == "geglu" else 1)
        count = self._map(self.width, up) + self._map(self.wide, self.width)
        detail = f"{kinds.get(kind, kind)} {self.width} → {self.wide} → {self.width}"
        tip = translate(
            "parts", "Each token by itself: widened, bent, narrowed again (same paper, eq. 2)."
        )
        return Block(translate("parts", "Feed-forward"), detail, count, self.shape, "feed", tip)

    def layer(self) -> tuple[Block | Branch, ...]:
        """One layer, with its norms before (pre) or after (post) each part."""
        if self.model["norm"] == "pre":
            return (
                Branch((self.norm(), self.attention())),
                Branch((self.norm(), self.feed_forward())),
            )
        return (
            Branch((self.attention(),)),
            self.norm(),
            Branch((self.feed_forward(),)),
            self.norm(),
        )
