"""Architectures: which class of `transformers` has room for which heads, and where. Pure data.

Kinds of heads: "token" names tokens, "pair" judges pairs, "detection" tells replaced tokens,
"classes" judges a row, "tags" each token, "spans" finds where an answer begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.exchange.families import FAMILIES, Modules

# What the head of an objective can stand as, the likeliest first.
KINDS: dict[str, tuple[str, ...]] = {
    "masked_lm": ("token",),
    "causal_lm": ("token",),
    "span_corruption": ("token",),
    "denoising": ("token",),
    "translation": ("token",),
    "next_sentence": ("pair", "classes"),
    "sentence_order": ("pair", "classes"),
    "replaced_token_detection": ("detection",),
    "natural_language_inference": ("classes",),
    "classification": ("classes",),
    "regression": ("classes",),
    "tagging": ("tags",),
    "answering": ("spans",),
}


@dataclass(frozen=True, slots=True)
class Architecture:
    """A class there, by which names it is found, and the heads it needs."""

    name: str
    auto_classes: tuple[str, ...]
    heads: dict[str, Modules] = field(default_factory=dict)  # by kind: our module -> theirs
    biased: bool = True  # its last map adds a constant to each class
    activation: str = "tanh"  # between a map and its classes, where no norm stands there
    prefix: str = ""  # before the trunk's names, where it is not the family's own


@dataclass(frozen=True, slots=True)
class Placed:
    """An architecture, and the objective whose head stands in each of its places."""

    architecture: Architecture
    heads: dict[str, str]  # by kind

    def left_out(self, objectives: Iterable[str]) -> tuple[str, ...]:
        """The objectives whose heads have no place in it."""
        return tuple(name for name in objectives if name not in self.heads.values())


PREFIXES = {  # before the names of the trunk, in classes with a head
    "bert": "bert.",
    "roberta": "roberta.",
    "distilbert": "distilbert.",
    "albert": "albert.",
    "electra": "electra.",
    "gpt2": "transformer.",
    "bart": "model.",
    "t5": "",
    "modernbert": "model.",
    "llama": "model.",
}

_CLASSES, _TAGS = "AutoModelForSequenceClassification", "AutoModelForTokenClassification"
_SPANS, _MASKED = "AutoModelForQuestionAnswering", "AutoModelForMaskedLM"
_FIRST, _NEXT = "AutoModelForPreTraining", "AutoModelForCausalLM"
_WRITING = "AutoModelForSeq2SeqLM"


def _classes(name: str, *, dense: str, classes: str, activation: str = "tanh") -> Architecture:
    heads: Modules = {"dense": (dense,), "classes": (classes,)}
    known = f"{name}ForSequenceClassification"
    return Architecture(known, (_CLASSES,), {"classes": heads}, activation=activation)


def _tags(name: str, classes: str = "classifier") -> Architecture:
    return Architecture(
        f"{name}ForTokenClassification", (_TAGS,), {"tags": {"classes": (classes,)}}
    )


def _spans(name: str, prefix: str = "") -> Architecture:
    heads: dict[str, Modules] = {"spans": {"classes": ("qa_outputs",)}}
    return Architecture(f"{name}ForQuestionAnswering", (_SPANS,), heads, prefix=prefix)


def _known(family: str, name: str, autos: tuple[str, ...], *kinds: str) -> Architecture:
    return Architecture(name, autos, {kind: FAMILIES[family].heads[kind] for kind in kinds})


def _written(name: str, prefix: str = "") -> Architecture:
    """The place of a row's last token in what a decoder makes of the row."""
    place = "classification_head"
    heads: Modules = {"dense": (f"{place}.dense",), "classes": (f"{place}.out_proj",)}
    known = f"{name}ForSequenceClassification"
    return Architecture(known, (_CLASSES,), {"classes": heads}, prefix=prefix)


def _transformed(kind: str, name: str, auto: str) -> Architecture:
    """ModernBERT reads all of them off through a map, GELU and a norm."""
    heads: Modules = {"dense": ("head.dense",), "norm": ("head.norm",), "classes": ("classifier",)}
    return Architecture(name, (auto,), {kind: heads})


def _last_token(name: str) -> Architecture:
    heads: dict[str, Modules] = {"classes": {"classes": ("score",)}}
    return Architecture(f"{name}ForSequenceClassification", (_CLASSES,), heads, biased=False)


def _base(name: str) -> Architecture:
    return Architecture(f"{name}Model", ("AutoModel",))


_NEXT_SENTENCE = "AutoModelForNextSentencePrediction"

# The base, which has no head, last.
ARCHITECTURES: dict[str, tuple[Architecture, ...]] = {
    "bert": (
        _classes("Bert", dense="bert.pooler.dense", classes="classifier"),
        _tags("Bert"),
        _spans("Bert"),
        _known("bert", "BertForPreTraining", (_FIRST, _MASKED, _NEXT_SENTENCE), "token", "pair"),
        _known("bert", "BertForMaskedLM", (_MASKED,), "token"),
        _base("Bert"),
    ),
    "roberta": (
        _classes("Roberta", dense="classifier.dense", classes="classifier.out_proj"),
        _tags("Roberta"),
        _spans("Roberta"),
        _known("roberta", "RobertaForMaskedLM", (_MASKED, _FIRST), "token"),
        _base("Roberta"),
    ),
    "distilbert": (
        _classes("DistilBert", dense="pre_classifier", classes="classifier", activation="relu"),
        _tags("DistilBert"),
        _spans("DistilBert"),
        _known("distilbert", "DistilBertForMaskedLM", (_MASKED, _FIRST), "token"),
        _base("DistilBert"),
    ),
    "albert": (
        _classes("Albert", dense="albert.pooler", classes="classifier"),
        _tags("Albert"),
        _spans("Albert"),
        _known("albert", "AlbertForPreTraining", (_FIRST, _MASKED), "token", "pair"),
        _known("albert", "AlbertForMaskedLM", (_MASKED,), "token"),
        _base("Albert"),
    ),
    "electra": (
        _classes(
            "Electra", dense="classifier.dense", classes="classifier.out_proj", activation="gelu"
        ),
        _tags("Electra"),
        _spans("Electra"),
        _known("electra", "ElectraForPreTraining", (_FIRST,), "detection"),
        _known("electra", "ElectraForMaskedLM", (_MASKED,), "token"),
        _base("Electra"),
    ),
    "gpt2": (
        _last_token("GPT2"),
        _tags("GPT2"),
        _spans("GPT2"),
        _known("gpt2", "GPT2LMHeadModel", (_NEXT, _FIRST), "token"),
        _base("GPT2"),
    ),
    "bart": (
        _written("Bart"),
        _known("bart", "BartForConditionalGeneration", (_WRITING, _FIRST), "token"),
        _base("Bart"),
    ),
    "t5": (
        _written("T5", "transformer."),
        _known("t5", "T5ForConditionalGeneration", (_WRITING, _FIRST), "token"),
        _base("T5"),
    ),
    "modernbert": (
        _transformed("classes", "ModernBertForSequenceClassification", _CLASSES),
        _transformed("tags", "ModernBertForTokenClassification", _TAGS),
        _transformed("spans", "ModernBertForQuestionAnswering", _SPANS),
        _known("modernbert", "ModernBertForMaskedLM", (_MASKED,), "token"),
        _base("ModernBert"),
    ),
    "llama": (
        _last_token("Llama"),
        _tags("Llama", "score"),
        _spans("Llama", "transformer."),
        _known("llama", "LlamaForCausalLM", (_NEXT,), "token"),
        _base("Llama"),
    ),
}


def place(
    family: str, objectives: Iterable[str], readings: Mapping[str, str] | None = None
) -> Placed:
    """The class that takes the most heads of these objectives; of equals what was named first.

    `readings` says of some objectives what stands before their classes: see `reading_of`. KeyError
    where there is no such family.
    """
    names = list(objectives)
    found = [
        Placed(one, heads)
        for one in ARCHITECTURES[family]
        if len(heads := _filled(one, names, readings or {})) == len(one.heads)
    ]
    return min(found, key=lambda one: (-len(one.heads), _first(one, names)))


def reading_of(architecture: Architecture, kind: str) -> str:
    """What stands between a vector and its classes: "transform", "plain", or what bends a map."""
    modules = architecture.heads[kind]
    if "norm" in modules:
        return "transform"
    return architecture.activation if "dense" in modules else "plain"


def _filled(
    architecture: Architecture, objectives: list[str], readings: Mapping[str, str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in architecture.heads:
        own = reading_of(architecture, kind)
        for name in objectives:
            fits = kind in KINDS.get(name, ()) and readings.get(name, own) == own
            if fits and name not in found.values():
                found.setdefault(kind, name)
    return found


def _first(placed: Placed, objectives: list[str]) -> int:
    """Where the first objective that has a place stands."""
    return min(map(objectives.index, placed.heads.values()), default=len(objectives))
