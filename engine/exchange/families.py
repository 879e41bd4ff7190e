"""Families: what `transformers` calls the parts of each family's models. Pure data.

`{n}` is the number of a layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Modules = dict[str, tuple[str, ...]]  # our module -> theirs; several where ours joins them


@dataclass(frozen=True, slots=True)
class Family:
    """Where the parts of one family's models stand."""

    tables: dict[str, str]
    outer: Modules
    layer: Modules
    heads: dict[str, Modules] = field(default_factory=dict)  # "token", "pair", "detection"
    transposed: bool = False  # maps stand with their inputs first (GPT-2's Conv1D)
    added: str = ""  # one more vector, which is added to every position (RoBERTa's only type)
    # What stands there once more, because there too the embedding names tokens.
    copies: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()  # the first map of a feed-forward unit with a gate, in two


def _layer(ours: str, theirs: str, parts: Modules) -> Modules:
    return {
        f"{ours}blocks.{{n}}.{name}": tuple(f"{theirs}.{place}" for place in places)
        for name, places in parts.items()
    }


def _tables(prefix: str, *, typed: bool = True) -> dict[str, str]:
    found = {
        "embeddings.tokens": f"{prefix}.embeddings.word_embeddings.weight",
        "embeddings.positions": f"{prefix}.embeddings.position_embeddings.weight",
    }
    if typed:
        found["embeddings.types"] = f"{prefix}.embeddings.token_type_embeddings.weight"
    return found


def _at(prefix: str, **parts: str) -> Modules:
    return {name: (f"{prefix}.{place}",) for name, place in parts.items()}


_BERT_PARTS: Modules = {
    "attention.qkv": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output": ("attention.output.dense",),
    "attention_norm": ("attention.output.LayerNorm",),
    "feed_forward.up": ("intermediate.dense",),
    "feed_forward.down": ("output.dense",),
    "feed_forward_norm": ("output.LayerNorm",),
}

BERT = Family(
    tables=_tables("bert"),
    outer={"embeddings.norm": ("bert.embeddings.LayerNorm",)},
    layer=_layer("", "bert.encoder.layer.{n}", _BERT_PARTS),
    heads={
        "token": {
            "dense": ("cls.predictions.transform.dense",),
            "norm": ("cls.predictions.transform.LayerNorm",),
            "bias": ("cls.predictions.bias",),
        },
        "pair": {"dense": ("bert.pooler.dense",), "classes": ("cls.seq_relationship",)},
    },
    copies=("cls.predictions.decoder.weight", "cls.predictions.decoder.bias"),
)

ROBERTA = Family(
    tables=_tables("roberta", typed=False),
    outer={"embeddings.norm": ("roberta.embeddings.LayerNorm",)},
    layer=_layer("", "roberta.encoder.layer.{n}", _BERT_PARTS),
    heads={
        "token": _at("lm_head", dense="dense", norm="layer_norm", bias="bias"),
        "pair": _at("classifier", dense="dense", classes="out_proj"),
    },
    added="roberta.embeddings.token_type_embeddings.weight",
    copies=("lm_head.decoder.weight", "lm_head.decoder.bias"),
)

DISTILBERT = Family(
    tables=_tables("distilbert", typed=False),
    outer={"embeddings.norm": ("distilbert.embeddings.LayerNorm",)},
    layer=_layer(
        "",
        "distilbert.transformer.layer.{n}",
        {
            "attention.qkv": ("attention.q_lin", "attention.k_lin", "attention.v_lin"),
            "attention.output": ("attention.out_lin",),
            "attention_norm": ("sa_layer_norm",),
            "feed_forward.up": ("ffn.lin1",),
            "feed_forward.down": ("ffn.lin2",),
            "feed_forward_norm": ("output_layer_norm",),
        },
    ),
    heads={
        "token": {
            "dense": ("vocab_transform",),
            "norm": ("vocab_layer_norm",),
            "bias": ("vocab_projector.bias",),
        }
    },
    copies=("vocab_projector.weight",),
)

ALBERT = Family(
    tables=_tables("albert"),
    outer={
        "embeddings.norm": ("albert.embeddings.LayerNorm",),
        "embeddings.to_width": ("albert.encoder.embedding_hidden_mapping_in",),
    },
    layer=_layer(
        "",
        "albert.encoder.albert_layer_groups.0.albert_layers.{n}",
        {
            "attention.qkv": ("attention.query", "attention.key", "attention.value"),
            "attention.output": ("attention.dense",),
            "attention_norm": ("attention.LayerNorm",),
            "feed_forward.up": ("ffn",),
            "feed_forward.down": ("ffn_output",),
            "feed_forward_norm": ("full_layer_layer_norm",),
        },
    ),
    heads={
        "token": _at("predictions", dense="dense", norm="LayerNorm", bias="bias"),
        "pair": {"dense": ("albert.pooler",), "classes": ("sop_classifier.classifier",)},
    },
    copies=("predictions.decoder.weight", "predictions.decoder.bias"),
)

ELECTRA = Family(
    tables=_tables("electra"),
    outer={
        "embeddings.norm": ("electra.embeddings.LayerNorm",),
        "embeddings.to_width": ("electra.embeddings_project",),
    },
    layer=_layer("", "electra.encoder.layer.{n}", _BERT_PARTS),
    heads={
        "token": _at("generator_predictions", dense="dense", norm="LayerNorm")
        | {"bias": ("generator_lm_head.bias",)},
        "detection": _at("discriminator_predictions", dense="dense", classes="dense_prediction"),
    },
    copies=("generator_lm_head.weight",),
)

GPT2 = Family(
    tables={
        "embeddings.tokens": "transformer.wte.weight",
        "embeddings.positions": "transformer.wpe.weight",
    },
    outer={"norm": ("transformer.ln_f",)},
    layer=_layer(
        "",
        "transformer.h.{n}",
        {
            "attention_norm": ("ln_1",),
            "attention.qkv": ("attn.c_attn",),
            "attention.output": ("attn.c_proj",),
            "feed_forward_norm": ("ln_2",),
            "feed_forward.up": ("mlp.c_fc",),
            "feed_forward.down": ("mlp.c_proj",),
        },
    ),
    heads={"token": {}},
    transposed=True,
    copies=("lm_head.weight",),
)

_BART_PARTS: Modules = {
    "attention.qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "attention.output": ("self_attn.out_proj",),
    "attention_norm": ("self_attn_layer_norm",),
    "feed_forward.up": ("fc1",),
    "feed_forward.down": ("fc2",),
    "feed_forward_norm": ("final_layer_norm",),
}
_BART_CROSS: Modules = {
    "cross.qkv": ("encoder_attn.q_proj", "encoder_attn.k_proj", "encoder_attn.v_proj"),
    "cross.output": ("encoder_attn.out_proj",),
    "cross_norm": ("encoder_attn_layer_norm",),
}

BART = Family(
    tables={
        "embeddings.tokens": "model.shared.weight",
        "embeddings.positions": "model.encoder.embed_positions.weight",
        "decoder.embeddings.positions": "model.decoder.embed_positions.weight",
    },
    outer={
        "embeddings.norm": ("model.encoder.layernorm_embedding",),
        "decoder.embeddings.norm": ("model.decoder.layernorm_embedding",),
    },
    layer=_layer("", "model.encoder.layers.{n}", _BART_PARTS)
    | _layer("decoder.", "model.decoder.layers.{n}", _BART_PARTS | _BART_CROSS),
    heads={
        "token": {"bias": ("final_logits_bias",)},
        "pair": _at("classification_head", dense="dense", classes="out_proj"),
    },
    copies=(
        *(f"model.{side}.embed_tokens.weight" for side in ("encoder", "decoder")),
        "lm_head.weight",
    ),
)


def _t5_parts(unit: str) -> Modules:
    """Of one layer, whose feed-forward unit is part number `unit` of it."""
    own = "layer.0.SelfAttention"
    return {
        "attention.qkv": (f"{own}.q", f"{own}.k", f"{own}.v"),
        "attention.output": (f"{own}.o",),
        "attention_norm": ("layer.0.layer_norm",),
        "feed_forward.up": (f"layer.{unit}.DenseReluDense.wi",),
        "feed_forward.down": (f"layer.{unit}.DenseReluDense.wo",),
        "feed_forward_norm": (f"layer.{unit}.layer_norm",),
    }


_T5_CROSS: Modules = {
    "cross.qkv": tuple(f"layer.1.EncDecAttention.{part}" for part in "qkv"),
    "cross.output": ("layer.1.EncDecAttention.o",),
    "cross_norm": ("layer.1.layer_norm",),
}
_T5_RELATIVE = "block.0.layer.0.SelfAttention.relative_attention_bias.weight"

T5 = Family(
    tables={
        "embeddings.tokens": "shared.weight",
        "relative.table": f"encoder.{_T5_RELATIVE}",
        "decoder.relative.table": f"decoder.{_T5_RELATIVE}",
    },
    outer={"norm": ("encoder.final_layer_norm",), "decoder.norm": ("decoder.final_layer_norm",)},
    layer=_layer("", "encoder.block.{n}", _t5_parts("1"))
    | _layer("decoder.", "decoder.block.{n}", _t5_parts("2") | _T5_CROSS),
    heads={"token": {}},
    copies=("encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "lm_head.weight"),
    gates=("wi_0", "wi_1"),
)

MODERNBERT = Family(
    tables={"embeddings.tokens": "model.embeddings.tok_embeddings.weight"},
    outer={"embeddings.norm": ("model.embeddings.norm",), "norm": ("model.final_norm",)},
    layer=_layer(
        "",
        "model.layers.{n}",
        {
            "attention_norm": ("attn_norm",),
            "attention.qkv": ("attn.Wqkv",),
            "attention.output": ("attn.Wo",),
            "feed_forward_norm": ("mlp_norm",),
            "feed_forward.up": ("mlp.Wi",),
            "feed_forward.down": ("mlp.Wo",),
        },
    ),
    heads={"token": {"dense": ("head.dense",), "norm": ("head.norm",), "bias": ("decoder.bias",)}},
    copies=("decoder.weight",),
)

LLAMA = Family(
    tables={"embeddings.tokens": "model.embed_tokens.weight"},
    outer={"norm": ("model.norm",)},
    layer=_layer(
        "",
        "model.layers.{n}",
        {
            "attention_norm": ("input_layernorm",),
            "attention.qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
            "attention.output": ("self_attn.o_proj",),
            "feed_forward_norm": ("post_attention_layernorm",),
            "feed_forward.up": ("mlp.gate_proj", "mlp.up_proj"),
            "feed_forward.down": ("mlp.down_proj",),
        },
    ),
    heads={"token": {}},
    copies=("lm_head.weight",),
)

FAMILIES: dict[str, Family] = {
    "bert": BERT,
    "roberta": ROBERTA,
    "distilbert": DISTILBERT,
    "albert": ALBERT,
    "electra": ELECTRA,
    "gpt2": GPT2,
    "bart": BART,
    "t5": T5,
    "modernbert": MODERNBERT,
    "llama": LLAMA,
}
