"""ModelConfig: the shape and the parts of a transformer. Torch-free.

Letters: D width, E embedding width, H heads, d = D / H, F feed-forward width, N layers.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationInfo, field_validator, model_validator

from engine.faults import Unfit
from engine.models.parts import Parts
from engine.models.shape import WIDTHS, Shape
from engine.models.styles import (
    ARCHITECTURE_OF,
    EPSILON,
    GATED,
    PAPER_OF,
    SIZES,
    embedding_width,
    feed_forward_width,
    parts_of,
)
from engine.wording import translate

__all__ = ["SIZES", "ModelConfig"]

BERT_STD, LAYER_EPSILON = 0.02, 1e-5


class ModelConfig(Parts, Shape):
    """The transformer: how deep, how wide and of which parts it is built.

    What is not given follows from architecture, style, paper and size; a dump is always complete.
    """

    @property
    def head_width(self) -> int:
        """d: what one head works with."""
        return self.width // self.heads

    @property
    def embedded(self) -> int:
        """E: numbers per token in the embedding's table."""
        return self.width if self.embedding_width is None else self.embedding_width

    @property
    def writes(self) -> bool:
        """Whether a decoder of its own stands beside the encoder."""
        return self.architecture == "encoder_decoder"

    @property
    def written_depth(self) -> int:
        """Layers of that decoder; 0 where there is none."""
        return (self.decoder_depth or self.depth) if self.writes else 0

    @property
    def gated(self) -> bool:
        """Whether the feed-forward unit has a gate."""
        return self.activation in GATED

    @property
    def epsilon(self) -> float:
        """What keeps norms from dividing by zero, as each paper has it."""
        return EPSILON.get(self.paper, LAYER_EPSILON) if self.style == "classic" else LAYER_EPSILON

    @property
    def first_weights(self) -> str:
        """The initialisation, with "auto" decided."""
        if self.initialisation != "auto":
            return self.initialisation
        if self.style == "modern":
            return "identity"
        return self.paper if self.paper in ("gpt2", "t5") else "normal"

    @property
    def bare_first(self) -> bool:
        """Whether the first layer needs no norm before its attention: what comes in has one."""
        normed = self.embedding_norm and self.embedded == self.width
        return self.norm == "pre" and normed and not self.share_layers

    @property
    def head_bias(self) -> bool:
        """Whether the head that names tokens adds a constant to each: BERT's does, and BART's."""
        return self.head_transform or (self.writes and self.biases)

    @property
    def drops_everywhere(self) -> bool:
        """T5 also drops inside the feed-forward unit and after the last norm."""
        return self.style == "classic" and self.paper == "t5"

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: Any) -> Any:
        """Fill what is not given from style and size; a changed size goes by "custom"."""
        if not isinstance(given, dict):
            return given
        kind = _kind(given)
        known = SIZES.get(_word(given, "size", "tiny"))
        shape = known or SIZES["tiny"]
        named = {"depth": shape.depth, "width": shape.width, "heads": shape.heads}
        filled = kind | named | parts_of(**{name: _word(kind, name) for name in kind}) | given
        if known and any(filled[key] != named[key] for key in named):
            filled["size"] = "custom"
        width, activation = filled["width"], filled.get("activation", "geglu")
        if type(width) is int and width in WIDTHS:
            filled.setdefault("feed_forward", feed_forward_width(width, str(activation)))
            if kind["style"] == "classic":
                filled.setdefault("embedding_width", embedding_width(str(kind["paper"]), width))
        return filled

    @field_validator("paper")
    @classmethod
    def _paper_fits(cls, paper: str, info: ValidationInfo) -> str:
        architecture = info.data.get("architecture")
        if info.data.get("style") == "classic" and architecture != ARCHITECTURE_OF[paper]:
            there = ", ".join(name for name, of in ARCHITECTURE_OF.items() if of == architecture)
            if there:
                message = translate(
                    "faults",
                    "the model of {paper} is of the architecture {its}; classic ones of the "
                    "architecture {wanted}: {there}",
                )
                raise Unfit(
                    message,
                    paper=paper,
                    its=ARCHITECTURE_OF[paper],
                    wanted=str(architecture),
                    there=there,
                )
        return paper

    @field_validator("decoder_depth")
    @classmethod
    def _decoder_is_there(cls, depth: int | None, info: ValidationInfo) -> int | None:
        architecture = info.data.get("architecture", "encoder_decoder")
        if depth is not None and architecture != "encoder_decoder":
            message = translate(
                "faults", "layers of the decoder belong to an encoder_decoder: {architecture}"
            )
            raise Unfit(message, architecture=architecture)
        return depth

    @field_validator("heads")
    @classmethod
    def _heads_divide_width(cls, heads: int, info: ValidationInfo) -> int:
        width = info.data.get("width")
        if width is not None and width % heads:
            message = translate("faults", "{heads} heads do not divide a width of {width} evenly")
            raise Unfit(message, heads=heads, width=width)
        return heads

    @field_validator("positions")
    @classmethod
    def _positions_fit(cls, positions: str, info: ValidationInfo) -> str:
        width, heads = info.data.get("width"), info.data.get("heads")
        if width is None or heads is None:
            return positions
        if positions == "rotary" and (width // heads) % 2:
            message = translate(
                "faults", "rotary positions turn pairs of numbers, but a head has {count}"
            )
            raise Unfit(message, count=width // heads)
        embedded = info.data.get("embedding_width") or width
        if positions == "sinusoidal" and embedded % 2:
            message = translate("faults", "sinusoidal positions need an even width, not {width}")
            raise Unfit(message, width=embedded)
        return positions

    @field_validator("head_transform")
    @classmethod
    def _head_reaches_the_embedding(cls, transform: bool, info: ValidationInfo) -> bool:
        width, embedded = info.data.get("width"), info.data.get("embedding_width")
        if transform or width is None or embedded is None:
            return transform
        if width != embedded:
            message = translate(
                "faults",
                "an embedding of {embedded} numbers cannot be asked with the model's {width}: "
                "the map before the vocabulary is needed",
            )
            raise Unfit(message, embedded=embedded, width=width)
        return transform


def _word(given: dict[str, Any], name: str, default: str = "") -> str:
    """A choice by its name; not everything that a file may hold can be looked up."""
    value = given.get(name, default)
    return value if isinstance(value, str) else ""


def _kind(given: dict[str, Any]) -> dict[str, Any]:
    """Architecture, style and paper; what is not given follows from the others."""
    style, paper = given.get("style", "modern"), _word(given, "paper")
    home = ARCHITECTURE_OF.get(paper, "encoder") if style == "classic" else "encoder"
    architecture = given.get("architecture", home)
    default = PAPER_OF.get(_word({"of": architecture}, "of"), "bert")
    return {
        "architecture": architecture,
        "style": style,
        "paper": given.get("paper", default),
    }
