"""Fit: which family of `transformers` a recipe's model is, or what stands in the way. Torch-free.

Said before training, so that nobody learns afterwards that a choice has no equal there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.exchange.architectures import KINDS, place
from engine.models.config import ModelConfig
from engine.models.counting import class_reading
from engine.wording import fill, translate

LARGEST_EPSILON = 1e-5  # of all norms of BART, whose configuration cannot say another

NO_EQUAL = translate("faults", "{field} = {found} has no equal there; {wanted} has.")
LOOKS_AHEAD = translate(
    "faults", "{found} also sees what follows, as no decoder there does; {wanted} does not."
)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A choice of a recipe that the nearest family cannot express, and the nearest that it can."""

    field: str  # dotted, as in a recipe
    found: str
    wanted: str
    words: str  # marked with translate("faults", …); names {field}, {found}, {wanted}
    value: Any  # what is wanted, as a recipe takes it

    def __str__(self) -> str:
        return fill(self.words, {"field": self.field, "found": self.found, "wanted": self.wanted})


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a model stands in `transformers`."""

    family: str | None  # "bert", "llama" …; None where it is none of them
    auto_classes: tuple[str, ...]  # that open it, the one that takes all its heads first
    left_out: tuple[str, ...]  # objectives whose heads have no place there
    misfits: tuple[Misfit, ...]  # with the family `nearest`
    nearest: str
    architecture: str  # the class there, "BertForMaskedLM"
    reasons: tuple[Misfit, ...] = ()  # fields of the heads left out that would give them a place

    @property
    def called(self) -> str:
        """What people call the nearest family."""
        return CALLED[self.nearest]


_USUAL: dict[str, tuple[Any, ...]] = {
    "share_layers": (False,),
    "scaled_attention": (True,),
    "scaled_logits": (False,),
}
_POST = _USUAL | {
    "norm": ("post",),
    "normalisation": ("layer",),
    "positions": ("learned",),
    "embedding_norm": (True,),
    "biases": (True,),
}
_BERT = _POST | {
    "architecture": ("encoder",),
    "activation": ("gelu", "gelu_tanh"),
    "token_types": (True,),
    "head_transform": (True,),
}

# What each family can say of a model's parts, its own choice first; what is not named here it can
# say in any way.
DEMANDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "bert": _BERT,
    "roberta": _BERT | {"activation": ("gelu",), "token_types": (False,)},
    "albert": _BERT | {"share_layers": (True,)},
    "electra": _BERT | {"activation": ("gelu",)},
    "modernbert": _USUAL
    | {
        "architecture": ("encoder",),
        "norm": ("pre",),
        "normalisation": ("layer",),
        "activation": ("geglu", "swiglu"),
        "positions": ("rotary",),
        "embedding_norm": (True,),
        "token_types": (False,),
        "head_transform": (True,),
    },
    "gpt2": _USUAL
    | {
        "architecture": ("decoder",),
        "norm": ("pre",),
        "normalisation": ("layer",),
        "activation": ("gelu_tanh", "gelu", "relu"),
        "positions": ("learned",),
        "embedding_norm": (False,),
        "biases": (True,),
        "token_types": (False,),
        "head_transform": (False,),
    },
    "llama": _USUAL
    | {
        "architecture": ("decoder",),
        "norm": ("pre",),
        "normalisation": ("rms",),
        "activation": ("swiglu", "geglu"),
        "positions": ("rotary",),
        "embedding_norm": (False,),
        "token_types": (False,),
        "head_transform": (False,),
    },
    "bart": _POST
    | {
        "architecture": ("encoder_decoder",),
        "activation": ("gelu", "gelu_tanh", "relu"),
        "token_types": (False,),
        "head_transform": (False,),
    },
    "t5": {
        "architecture": ("encoder_decoder",),
        "norm": ("pre",),
        "normalisation": ("rms",),
        "activation": ("relu", "gelu", "gelu_tanh", "swiglu", "geglu"),
        "positions": ("relative",),
        "embedding_norm": (False,),
        "biases": (False,),
        "token_types": (False,),
        "scaled_attention": (False,),
        "head_transform": (False,),
        "share_layers": (False,),
    },
}
CALLED = {
    "bert": "BERT",
    "roberta": "RoBERTa",
    "albert": "ALBERT",
    "electra": "ELECTRA",
    "modernbert": "ModernBERT",
    "gpt2": "GPT-2",
    "llama": "Llama",
    "bart": "BART",
    "t5": "T5",
}
NARROW = ("albert", "electra")  # whose embedding may have another width than the model
TUNED = ("classification", "regression", "tagging", "answering")  # whose head is a ClassHead
# Of a tuned head: what stands in most classes there, and what may stand here.
WOULD_FIT: tuple[tuple[str, Any], ...] = (
    ("vector", "first"),
    ("activation", "tanh"),
    ("activation", "gelu"),
    ("mean", 0.0),
)
AHEAD = ("masked_next_token", "prefix_lm")  # of a decoder, that see more than what came before


def fit(model: ModelConfig, objectives: Iterable[str] = ()) -> Fit:
    """Which family a model is, and which of the heads of its objectives have a place there.

    `objectives` may be those of a recipe, whose fields are looked at too. Where it is none, the
    family it is nearest to, and what would have to change.
    """
    found = _nearest(model, objectives)
    if not isinstance(objectives, Mapping):
        return found
    return replace(found, reasons=tuple(_reasons(model, objectives, found.left_out)))


def _nearest(model: ModelConfig, objectives: Iterable[str]) -> Fit:
    candidates = [
        _with(family, model, objectives)
        for family in _preferred(model)
        if model.architecture in DEMANDS[family]["architecture"]
    ]
    return min(candidates, key=lambda one: (len(one.misfits), len(one.left_out)))


def _reasons(
    model: ModelConfig, objectives: Mapping[str, Any], left_out: Iterable[str]
) -> Iterator[Misfit]:
    for name in left_out:
        for field, wanted in WOULD_FIT:
            value = getattr(objectives[name], field, wanted)
            if value == wanted:
                continue
            changed = objectives[name].model_copy(update={field: wanted})
            if name not in _nearest(model, {**objectives, name: changed}).left_out:
                place = f"objectives.{name}.{field}"
                yield Misfit(place, _written(value), _written(wanted), NO_EQUAL, wanted)


def readings(model: ModelConfig, objectives: Iterable[str], family: str) -> dict[str, str]:
    """What stands before the classes of each head that was tuned, or that judges pairs.

    In the words of `reading_of`; "mean" and "offset" have no place anywhere.
    """
    found: dict[str, str] = {}
    configs = objectives if isinstance(objectives, Mapping) else {}
    for name in objectives:
        kinds = KINDS.get(name, ())
        if name in TUNED:
            whole = "classes" in kinds
            reading = _of_row(model, configs.get(name), family) if whole else ""
            found[name] = reading or class_reading(model, whole=whole)
        elif "classes" in kinds:
            found[name] = "tanh"
    return found


def _of_row(model: ModelConfig, config: Any, family: str) -> str:
    """How a tuned head reads a row; "" where that is as any vector is read.

    The mean over a row is known to ModernBERT alone, and an encoder alone reads it; classes of a
    decoder have no constant, which a score above its mean wants.
    """
    averages = getattr(config, "vector", "first") == "mean"
    if averages and model.architecture == "encoder" and family != "modernbert":
        return "mean"
    if getattr(config, "mean", 0.0) != 0.0 and model.architecture == "decoder":
        return "offset"
    pooled = class_reading(model, whole=True) == "pooler"
    return getattr(config, "activation", "tanh") if pooled else ""


def _with(family: str, model: ModelConfig, objectives: Iterable[str]) -> Fit:
    misfits = (*_misfits(family, model), *_ahead(model, list(objectives)))
    seat = place(family, objectives, readings(model, objectives, family))
    return Fit(
        family=None if misfits else family,
        auto_classes=seat.architecture.auto_classes,
        left_out=seat.left_out(objectives),
        misfits=misfits,
        nearest=family,
        architecture=seat.architecture.name,
    )


def _preferred(model: ModelConfig) -> list[str]:
    """The families, that of the paper first, or the modern ones."""
    own = [model.paper] if model.style == "classic" else ["modernbert", "llama"]
    return [*own, *(family for family in DEMANDS if family not in own)]


def _misfits(family: str, model: ModelConfig) -> list[Misfit]:
    found = [
        _misfit(field, getattr(model, field), allowed[0])
        for field, allowed in DEMANDS[family].items()
        if getattr(model, field) not in allowed
    ]
    if model.embedded != model.width and family not in NARROW:
        found.append(_misfit("embedding_width", model.embedded, model.width))
    if family == "bart" and model.epsilon != LARGEST_EPSILON:
        found.append(_misfit("paper", model.paper, "bart"))
    return found


def _misfit(field: str, found: Any, wanted: Any) -> Misfit:
    return Misfit(f"model.{field}", _written(found), _written(wanted), NO_EQUAL, wanted)


def _ahead(model: ModelConfig, objectives: list[str]) -> list[Misfit]:
    """A decoder that only ever saw what follows answers otherwise where it does not."""
    if model.architecture != "decoder" or "causal_lm" in objectives:
        return []
    return [
        Misfit(f"objectives.{name}", name, "causal_lm", LOOKS_AHEAD, "causal_lm")
        for name in objectives
        if name in AHEAD
    ]


def _written(value: Any) -> str:
    """As a recipe has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
