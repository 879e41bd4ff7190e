"""Recognising: what model a foreign config.json describes, by a list of those known. Torch-free.

What cannot be honoured here is a Fault that names it: a model that answers otherwise than it did
where it came from would be worse than none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from engine.exchange.configuration import T5_FEED_FORWARD
from engine.exchange.modern import read_llama, read_modernbert
from engine.exchange.settings import Settings
from engine.faults import Fault
from engine.models.config import LAYER_EPSILON, ModelConfig
from engine.models.shape import WIDTHS
from engine.models.styles import ARCHITECTURE_OF, BUCKETS, EPSILON, FARTHEST, parts_of
from engine.wording import translate

Values = dict[str, Any]

LONGEST = 8192  # places
MOST_SKIPPED = 16  # rows of a table of positions before the first place
GELU = {"gelu": "gelu", "gelu_python": "gelu"}
BY_TANH = dict.fromkeys(("gelu_new", "gelu_pytorch_tanh", "gelu_fast"), "gelu_tanh")
ACTIVATIONS = GELU | BY_TANH | {"relu": "relu"}
T5_UNITS = {theirs: ours for ours, theirs in T5_FEED_FORWARD.items()}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A model there, as ours."""

    family: str
    model: ModelConfig
    vocabulary: int  # rows of its table
    skipped: int  # rows of its table of positions before the first place


def recognise(settings: Settings) -> Recognised:
    """The model of a config.json.

    Raises Fault where it is of no family known here, or has a choice that is not.
    """
    family = settings.values.get("model_type")
    if not isinstance(family, str) or family not in _READERS:
        raise settings.refused("model_type", family, ", ".join(_READERS))
    settings.only("quantization_config")
    settings.only("pruned_heads", {})
    given, skipped = _READERS[family](settings)
    length = min(given["length"], LONGEST)
    try:
        model = ModelConfig.model_validate(given | {"length": length, "size": "custom"})
    except ValidationError as error:
        raise _impossible(settings, error) from error
    return Recognised(family, model, settings.count("vocab_size"), skipped)


def _impossible(settings: Settings, error: ValidationError) -> Fault:
    """What no model here can be, in the words of its configuration."""
    detail = error.errors()[0]
    return Fault(
        translate("faults", "The model in {path} cannot be imported."),
        why=translate("faults", "Its {field} cannot be {found}: {reason}."),
        now=translate("faults", "Choose another model."),
        path=str(settings.path),
        field=".".join(map(str, detail["loc"])) or "model",
        found=str(detail.get("input"))[:200],
        reason=detail["msg"].removeprefix("Value error, ")[:300],
    )


def _paper(settings: Settings, architecture: str, field: str, default: float, own: str) -> Values:
    """Style and paper whose norms have the number in `field`."""
    papers = [own, *(name for name, of in ARCHITECTURE_OF.items() if of == architecture)]
    numbers = [EPSILON.get(paper, LAYER_EPSILON) for paper in papers]
    found = settings.epsilon(field, default, *numbers)
    return {"style": "classic", "paper": papers[numbers.index(found)]}


def _like_bert(settings: Settings, own: str, *, types: int = 2, default: float = 1e-12) -> Values:
    """What BERT, RoBERTa, ALBERT and ELECTRA have in common."""
    settings.only("position_embedding_type", "absolute")
    settings.only("is_decoder", False)
    settings.only("add_cross_attention", False)
    settings.only("type_vocab_size", types, default=2)
    width = settings.count("hidden_size", 768, least=WIDTHS[0])
    return {
        **parts_of("encoder", "classic", own),
        **_paper(settings, "encoder", "layer_norm_eps", default, own),
        "architecture": "encoder",
        "depth": settings.count("num_hidden_layers", 12),
        "width": width,
        "heads": settings.count("num_attention_heads", 12),
        "feed_forward": settings.count("intermediate_size", 3072),
        "activation": settings.named("hidden_act", GELU | BY_TANH, "gelu"),
        "embedding_width": width,
        "length": settings.count("max_position_embeddings", 512),
        "dropout": settings.share("hidden_dropout_prob", 0.1),
    }


def _bert(settings: Settings) -> tuple[Values, int]:
    return _like_bert(settings, "bert"), 0


def _roberta(settings: Settings) -> tuple[Values, int]:
    given = _like_bert(settings, "roberta", types=1)
    given["activation"] = settings.named("hidden_act", GELU, "gelu")
    skipped = settings.count("pad_token_id", 1, least=0) + 1
    return given | _after(settings, given["length"], skipped), skipped


def _after(settings: Settings, rows: int, skipped: int) -> Values:
    """Places counted from a row that is not the first."""
    if skipped > MOST_SKIPPED or rows <= skipped:
        known = Fault(translate("faults", "a token near the first"))
        raise settings.refused("pad_token_id", skipped - 1, known)
    return {"length": rows - skipped, "position_offset": skipped}


def _distilbert(settings: Settings) -> tuple[Values, int]:
    settings.only("sinusoidal_pos_embds", False, True)  # they are in the weights either way
    width = settings.count("dim", 768, least=WIDTHS[0])
    return {
        **parts_of("encoder", "classic", "bert"),
        "architecture": "encoder",
        "style": "classic",
        "paper": "bert",
        "token_types": False,
        "depth": settings.count("n_layers", 6),
        "width": width,
        "heads": settings.count("n_heads", 12),
        "feed_forward": settings.count("hidden_dim", 3072),
        "activation": settings.named("activation", GELU, "gelu"),
        "embedding_width": width,
        "length": settings.count("max_position_embeddings", 512),
        "dropout": settings.share("dropout", 0.1),
    }, 0


def _albert(settings: Settings) -> tuple[Values, int]:
    settings.only("num_hidden_groups", 1)
    settings.only("inner_group_num", 1)
    given = _like_bert(settings, "albert")
    if settings.values.get("hidden_act") is None:
        given["activation"] = "gelu_tanh"
    embedded = settings.count("embedding_size", 128, least=WIDTHS[0])
    if embedded == given["width"]:  # theirs has a map between both even then, ours has none
        known = Fault(translate("faults", "another number than hidden_size"))
        raise settings.refused("embedding_size", embedded, known)
    given["dropout"] = settings.share("hidden_dropout_prob", 0.0)
    return given | {"embedding_width": embedded, "share_layers": True}, 0


def _electra(settings: Settings) -> tuple[Values, int]:
    given = _like_bert(settings, "electra")
    given["activation"] = settings.named("hidden_act", GELU, "gelu")
    return given | {"embedding_width": settings.count("embedding_size", 128, least=8)}, 0


def _gpt2(settings: Settings) -> tuple[Values, int]:
    settings.only("scale_attn_weights", True)
    settings.only("scale_attn_by_inverse_layer_idx", False)
    settings.only("add_cross_attention", False)
    width = settings.count("n_embd", 768, least=WIDTHS[0])
    return {
        **parts_of("decoder", "classic", "gpt2"),
        **_paper(settings, "decoder", "layer_norm_epsilon", 1e-5, "gpt2"),
        "architecture": "decoder",
        "depth": settings.count("n_layer", 12),
        "width": width,
        "heads": settings.count("n_head", 12),
        "feed_forward": settings.count("n_inner", 4 * width),
        "activation": settings.named("activation_function", ACTIVATIONS, "gelu_new"),
        "embedding_width": width,
        "length": settings.count("n_positions", 1024),
        "dropout": settings.share("resid_pdrop", 0.1),
    }, 0


def _bart(settings: Settings) -> tuple[Values, int]:
    settings.only("scale_embedding", False)
    settings.only("normalize_before", False)
    settings.only("add_final_layer_norm", False)
    settings.only("normalize_embedding", True)
    settings.only("static_position_embeddings", False)
    width = settings.count("d_model", 1024, least=WIDTHS[0])
    heads = settings.count("encoder_attention_heads", 16)
    inner = settings.count("encoder_ffn_dim", 4096)
    settings.only("decoder_attention_heads", heads, default=16)
    settings.only("decoder_ffn_dim", inner, default=4096)
    return {
        **parts_of("encoder_decoder", "classic", "bart"),
        "architecture": "encoder_decoder",
        "style": "classic",
        "paper": "bart",
        "depth": settings.count("encoder_layers", 12),
        "decoder_depth": settings.count("decoder_layers", 12),
        "width": width,
        "heads": heads,
        "feed_forward": inner,
        "activation": settings.named("activation_function", ACTIVATIONS, "gelu"),
        "embedding_width": width,
        "length": settings.count("max_position_embeddings", 1024),
        "dropout": settings.share("dropout", 0.1),
    }, 2


def _t5(settings: Settings) -> tuple[Values, int]:
    settings.only("relative_attention_num_buckets", BUCKETS)
    settings.only("relative_attention_max_distance", FARTHEST)
    width = settings.count("d_model", 512, least=WIDTHS[0])
    heads = settings.count("num_heads", 8)
    settings.only("d_kv", width // heads, default=64)
    depth = settings.count("num_layers", 6)
    return {
        **parts_of("encoder_decoder", "classic", "t5"),
        **_paper(settings, "encoder_decoder", "layer_norm_epsilon", 1e-6, "t5"),
        "architecture": "encoder_decoder",
        "depth": depth,
        "decoder_depth": settings.count("num_decoder_layers", depth),
        "width": width,
        "heads": heads,
        "feed_forward": settings.count("d_ff", 2048),
        "activation": settings.named("feed_forward_proj", T5_UNITS, "relu"),
        # There it says whether what the vocabulary is asked is scaled.
        "scaled_logits": settings.values.get("tie_word_embeddings") is not False,
        "embedding_width": width,
        "length": settings.count("n_positions", 512),
        "dropout": settings.share("dropout_rate", 0.1),
    }, 0


_READERS: dict[str, Callable[[Settings], tuple[Values, int]]] = {
    "bert": _bert,
    "roberta": _roberta,
    "distilbert": _distilbert,
    "albert": _albert,
    "electra": _electra,
    "gpt2": _gpt2,
    "bart": _bart,
    "t5": _t5,
    "modernbert": read_modernbert,
    "llama": read_llama,
}
