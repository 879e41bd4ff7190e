"""ModelConfig: the shape and the parts of a transformer. Torch-free.

Letters: D width, H heads, d = D / H, F feed-forward width, N layers.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ValidationInfo, field_validator, model_validator

from engine.models.styles import SIZES, STYLES, feed_forward_width
from engine.options import Section, option
from engine.wording import translate

Style = Literal["modern", "classic"]
SizeName = Literal["tiny", "mini", "small", "medium", "base", "custom"]
Activation = Literal["gelu", "relu", "geglu"]
Positions = Literal["rotary", "learned", "sinusoidal"]

WIDTHS = range(8, 8193)


class ModelConfig(Section):
    """The transformer: how deep, how wide and of which parts it is built.

    What is not given follows from style and size; a dump is always complete.
    """

    architecture: Literal["encoder"] = option(
        "encoder",
        translate("recipe", "Architecture"),
        translate(
            "recipe",
            "An encoder lets every token see all others of its text, left and right. "
            "That is what filling in hidden words needs.",
        ),
        source="Vaswani et al. 2017; Devlin et al. 2018",
        words={"encoder": translate("recipe", "Encoder")},
    )
    style: Style = option(
        "modern",
        translate("recipe", "Style"),
        translate(
            "recipe",
            "Classic is BERT as published. Modern (norms first, rotary positions, gated units, "
            "no biases) learns faster from the same text.",
        ),
        source="Devlin et al. 2018; Warner et al. 2024 (ModernBERT)",
        words={
            "modern": translate("recipe", "Modern"),
            "classic": translate("recipe", "Classic"),
        },
    )
    size: SizeName = option(
        "tiny",
        translate("recipe", "Size"),
        translate(
            "recipe",
            "Layers × width. Twice the width is about four times the work per token; a bigger "
            "model needs more text and time before it wins.",
        ),
        source="Turc et al. 2019",
        words={
            "tiny": translate("recipe", "Tiny, 2 × 128"),
            "mini": translate("recipe", "Mini, 4 × 256"),
            "small": translate("recipe", "Small, 4 × 512"),
            "medium": translate("recipe", "Medium, 8 × 512"),
            "base": translate("recipe", "Base, 12 × 768"),
            "custom": translate("recipe", "Custom"),
        },
    )
    length: int = option(
        128,
        translate("recipe", "Length"),
        translate(
            "recipe",
            "The most tokens the model reads at once. Attention compares all pairs, so its work "
            "per token grows with the length.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=8,
        maximum=8192,
        source="Vaswani et al. 2017",
    )
    depth: int = option(
        2,
        translate("recipe", "Layers"),
        translate(
            "recipe",
            "How many blocks of attention and feed-forward stand on one another. Each one lets "
            "a token gather from the tokens the one below has already mixed.",
        ),
        minimum=1,
        maximum=128,
        source="Vaswani et al. 2017",
        advanced=True,
    )
    width: int = option(
        128,
        translate("recipe", "Width"),
        translate(
            "recipe",
            "Numbers that describe each token inside the model. Weights grow with its square.",
        ),
        minimum=WIDTHS[0],
        maximum=WIDTHS[-1],
        source="Vaswani et al. 2017",
        advanced=True,
    )
    heads: int = option(
        2,
        translate("recipe", "Heads"),
        translate(
            "recipe",
            "Each head looks for its own kind of relation between tokens. They share the width "
            "evenly, so they must divide it; 64 numbers a head are usual.",
        ),
        minimum=1,
        maximum=128,
        source="Vaswani et al. 2017, section 3.2.2",
        advanced=True,
    )
    feed_forward: int = option(
        320,
        translate("recipe", "Feed-forward width"),
        translate(
            "recipe",
            "How far each token is widened between the two maps of a block. Usually four times "
            "the width, or 8/3 of it for a gated unit, which has a third map.",
        ),
        minimum=8,
        maximum=32_768,
        source="Vaswani et al. 2017; Shazeer 2020",
        advanced=True,
    )
    norm: Literal["pre", "post"] = option(
        "pre",
        translate("recipe", "Norms"),
        translate(
            "recipe",
            "Before each part (pre) the path from input to output stays clear and training is "
            "calm. After it (post), as in BERT, warm-up is essential.",
        ),
        source="Xiong et al. 2020",
        words={
            "pre": translate("recipe", "Before each part"),
            "post": translate("recipe", "After each part"),
        },
        advanced=True,
    )
    activation: Activation = option(
        "geglu",
        translate("recipe", "Activation"),
        translate(
            "recipe",
            "The bend between the two maps of the feed-forward part. GEGLU multiplies by a "
            "learned gate and learns a little better at equal size.",
        ),
        source="Hendrycks & Gimpel 2016; Shazeer 2020",
        words={"gelu": "GELU", "relu": "ReLU", "geglu": "GEGLU"},
        advanced=True,
    )
    positions: Positions = option(
        "rotary",
        translate("recipe", "Positions"),
        translate(
            "recipe",
            "How the order of words is told. Rotary turns queries and keys by their place, so "
            "that attention sees distances; learned and sinusoidal add a vector per place.",
        ),
        source="Su et al. 2021; Vaswani et al. 2017, section 3.5",
        words={
            "rotary": translate("recipe", "Rotary"),
            "learned": translate("recipe", "Learned"),
            "sinusoidal": translate("recipe", "Sinusoidal"),
        },
        advanced=True,
    )
    biases: bool = option(
        False,
        translate("recipe", "Biases"),
        translate(
            "recipe",
            "Adds a learned constant to every map and norm, as BERT does. Without them little "
            "is lost and updates are simpler.",
        ),
        source="Devlin et al. 2018; Geiping & Goldstein 2022",
        advanced=True,
    )
    token_types: bool = option(
        False,
        translate("recipe", "Token types"),
        translate(
            "recipe",
            "A learned vector that tells sentence A from sentence B, as in BERT. Without it "
            "the [SEP] token between them does.",
        ),
        source="Devlin et al. 2018",
        advanced=True,
    )
    dropout: float = option(
        0.0,
        translate("recipe", "Dropout"),
        translate(
            "recipe",
            "Share of numbers set to zero while training, against learning by heart. Short "
            "training on much text does better without.",
        ),
        minimum=0.0,
        maximum=0.9,
        source="Srivastava et al. 2014; Geiping & Goldstein 2022",
        advanced=True,
    )

    @property
    def head_width(self) -> int:
        """d: what one head works with."""
        return self.width // self.heads

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: Any) -> Any:
        """Fill what is not given from style and size; a changed size goes by "custom"."""
        if not isinstance(given, dict):
            return given
        size, style = given.get("size", "tiny"), given.get("style", "modern")
        # Not everything that a file may hold can be looked up: a list cannot.
        known = SIZES.get(size) if isinstance(size, str) else None
        parts = STYLES.get(style, {}) if isinstance(style, str) else {}
        shape = known or SIZES["tiny"]
        named = {"depth": shape.depth, "width": shape.width, "heads": shape.heads}
        filled = named | parts | given
        if known and any(filled[key] != named[key] for key in named):
            filled["size"] = "custom"
        width, activation = filled["width"], filled.get("activation", "geglu")
        if "feed_forward" not in filled and type(width) is int and width in WIDTHS:
            filled["feed_forward"] = feed_forward_width(width, str(activation))
        return filled

    @field_validator("heads")
    @classmethod
    def _heads_divide_width(cls, heads: int, info: ValidationInfo) -> int:
        width = info.data.get("width")
        if width is not None and width % heads:
            raise ValueError(f"{heads} heads do not divide a width of {width} evenly")
        return heads

    @field_validator("positions")
    @classmethod
    def _positions_fit(cls, positions: str, info: ValidationInfo) -> str:
        width, heads = info.data.get("width"), info.data.get("heads")
        if width is None or heads is None:
            return positions
        if positions == "rotary" and (width // heads) % 2:
            raise ValueError(
                f"rotary positions turn pairs of numbers, but a head has {width // heads}"
            )
        if positions == "sinusoidal" and width % 2:
            raise ValueError(f"sinusoidal positions need an even width, not {width}")
        return positions
