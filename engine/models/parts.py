"""Parts: of what a transformer's blocks, embeddings and heads are made. Torch-free.

Letters: D width, d width of a head.
"""

from __future__ import annotations

from typing import Literal

from engine.options import Section, option
from engine.wording import translate

Normalisation = Literal["layer", "rms"]
Activation = Literal["gelu", "gelu_tanh", "relu", "geglu", "swiglu"]
Positions = Literal["rotary", "learned", "sinusoidal", "relative"]
Initialisation = Literal["auto", "normal", "fan_in", "identity", "gpt2", "t5"]


class Parts(Section):
    """What follows from the style where it is not given."""

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
    normalisation: Normalisation = option(
        "layer",
        translate("recipe", "Kind of norm"),
        translate(
            "recipe",
            "LayerNorm moves the mean to zero and the spread to one. RMSNorm only divides by "
            "the root of the mean square: cheaper, and as good.",
        ),
        source="Ba et al. 2016; Zhang & Sennrich 2019",
        words={"layer": "LayerNorm", "rms": "RMSNorm"},
        advanced=True,
    )
    activation: Activation = option(
        "geglu",
        translate("recipe", "Activation"),
        translate(
            "recipe",
            "The bend between the two maps of the feed-forward part. GEGLU and SwiGLU multiply "
            "by a learned gate and learn a little better at equal size.",
        ),
        source="Hendrycks & Gimpel 2016; Shazeer 2020",
        words={
            "gelu": "GELU",
            "gelu_tanh": translate("recipe", "GELU by tanh, as in GPT-2"),
            "relu": "ReLU",
            "geglu": "GEGLU",
            "swiglu": "SwiGLU",
        },
        advanced=True,
    )
    positions: Positions = option(
        "rotary",
        translate("recipe", "Positions"),
        translate(
            "recipe",
            "How the order of words is told. Rotary turns queries and keys by their place; "
            "relative adds a learned number per distance; the others add a vector per place.",
        ),
        source="Su et al. 2021; Raffel et al. 2020; Vaswani et al. 2017, section 3.5",
        words={
            "rotary": translate("recipe", "Rotary"),
            "learned": translate("recipe", "Learned"),
            "sinusoidal": translate("recipe", "Sinusoidal"),
            "relative": translate("recipe", "Relative"),
        },
        advanced=True,
    )
    position_offset: int = option(
        0,
        translate("recipe", "First position"),
        translate(
            "recipe",
            "Only of learned positions: the row of the table the first token takes. 2 in RoBERTa "
            "and BART, whose first rows are never used; 0 elsewhere.",
        ),
        minimum=0,
        maximum=16,
        source="Liu et al. 2019; Lewis et al. 2020 (their released weights)",
        advanced=True,
    )
    embedding_norm: bool = option(
        True,
        translate("recipe", "Norm of the embedding"),
        translate(
            "recipe",
            "Normalises each token's vector before the first layer, as BERT, BART and ModernBERT "
            "do; GPT-2, T5 and Llama do not.",
        ),
        source="Devlin et al. 2018; Warner et al. 2024 (ModernBERT)",
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
    scaled_attention: bool = option(
        True,
        translate("recipe", "Scaled attention"),
        translate(
            "recipe",
            "Divides what attention compares by √d, so that wide heads do not decide too early. "
            "T5 leaves it out and begins with smaller weights instead.",
        ),
        source="Vaswani et al. 2017, section 3.2.1; Raffel et al. 2020",
        advanced=True,
    )
    scaled_logits: bool = option(
        False,
        translate("recipe", "Scaled logits"),
        translate(
            "recipe",
            "Multiplies what the vocabulary is asked with by 1/√D, as T5 does, because its "
            "embedding begins at the scale of one.",
        ),
        source="Raffel et al. 2020 (its released code)",
        advanced=True,
    )
    head_transform: bool = option(
        True,
        translate("recipe", "Map before the vocabulary"),
        translate(
            "recipe",
            "One more map, activation and norm before a token is named, as in BERT. GPT-2, "
            "BART, T5 and Llama ask the embedding directly.",
        ),
        source="Devlin et al. 2018 (its released code)",
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
    initialisation: Initialisation = option(
        "auto",
        translate("recipe", "First weights"),
        translate(
            "recipe",
            "How the random weights begin. Identity lets every block begin by passing on what it "
            "gets; normal is BERT's 0.02; auto takes the style's own.",
        ),
        source="Radford et al. 2019; Raffel et al. 2020; Zhang et al. 2019 (Fixup)",
        words={
            "auto": translate("recipe", "By style"),
            "normal": translate("recipe", "Normal, 0.02"),
            "fan_in": translate("recipe", "By the number of inputs"),
            "identity": translate("recipe", "By inputs, blocks as the identity"),
            "gpt2": translate("recipe", "GPT-2, scaled by depth"),
            "t5": translate("recipe", "T5, by each map's width"),
        },
        advanced=True,
    )
