"""Shape: which kind of transformer, how deep and how wide. Torch-free.

Letters: D width, H heads, F feed-forward width, N layers.
"""

from __future__ import annotations

from typing import Literal

from engine.options import Section, option
from engine.wording import translate

Architecture = Literal["encoder", "decoder", "encoder_decoder"]
Style = Literal["modern", "classic"]
Paper = Literal["bert", "roberta", "albert", "electra", "gpt2", "bart", "t5"]
SizeName = Literal["tiny", "mini", "small", "medium", "base", "custom"]

WIDTHS = range(8, 8193)


class Shape(Section):
    """What a transformer is before one looks at its parts."""

    architecture: Architecture = option(
        "encoder",
        translate("recipe", "Architecture"),
        translate(
            "recipe",
            "In an encoder every token sees its whole text: for filling in hidden words. In a "
            "decoder only what stands before it: for writing. An encoder-decoder does both.",
        ),
        source="Vaswani et al. 2017; Devlin et al. 2018; Radford et al. 2018",
        words={
            "encoder": translate("recipe", "Encoder"),
            "decoder": translate("recipe", "Decoder"),
            "encoder_decoder": translate("recipe", "Encoder-decoder"),
        },
    )
    style: Style = option(
        "modern",
        translate("recipe", "Style"),
        translate(
            "recipe",
            "Classic is the paper's own, as published. Modern (norms first, rotary positions, "
            "gated units, no biases) learns faster from the same text.",
        ),
        source="Devlin et al. 2018; Warner et al. 2024 (ModernBERT); Touvron et al. 2023 (Llama)",
        words={
            "modern": translate("recipe", "Modern"),
            "classic": translate("recipe", "Classic"),
        },
    )
    paper: Paper = option(
        "bert",
        translate("recipe", "Paper"),
        translate(
            "recipe",
            "Whose model the classic style lays out, part by part, so that it can be compared "
            "with the published one. The modern style does not ask.",
        ),
        source="Devlin 2018; Liu 2019; Lan 2020; Clark 2020; Radford 2019; Lewis 2020; Raffel 2020",
        words={
            "bert": "BERT",
            "roberta": "RoBERTa",
            "albert": "ALBERT",
            "electra": "ELECTRA",
            "gpt2": "GPT-2",
            "bart": "BART",
            "t5": "T5",
        },
        advanced=True,
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
    decoder_depth: int | None = option(
        None,
        translate("recipe", "Layers of the decoder"),
        translate(
            "recipe",
            "Only of an encoder-decoder: blocks on the side that writes. Empty: as many as on "
            "the side that reads. A shallow decoder writes faster and loses little.",
        ),
        minimum=1,
        maximum=128,
        source="Raffel et al. 2020; Kasai et al. 2021",
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
    embedding_width: int | None = option(
        None,
        translate("recipe", "Embedding width"),
        translate(
            "recipe",
            "Numbers per token in the table of the vocabulary, mapped to the width afterwards. "
            "Narrow ones save most of a small model's weights. Empty: the width itself.",
        ),
        minimum=WIDTHS[0],
        maximum=WIDTHS[-1],
        source="Lan et al. 2020, section 3.1 (ALBERT)",
        advanced=True,
    )
    share_layers: bool = option(
        False,
        translate("recipe", "Share layers"),
        translate(
            "recipe",
            "All layers use the weights of one, as in ALBERT: far fewer weights, the same work, "
            "and a little less learned.",
        ),
        source="Lan et al. 2020, section 3.1 (ALBERT)",
        advanced=True,
    )
