"""The form of a recipe with few objectives, and fields of every kind."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Literal

from engine.corpus.corpus import CorpusConfig
from engine.corpus.labelled import LabelledConfig
from engine.corpus.parallel import ParallelConfig
from engine.form import FieldSpec, SectionSpec, section_spec
from engine.models.config import ModelConfig
from engine.options import Section, option
from engine.tokenizer.tokenizer import TokenizerConfig


class MaskedLMConfig(Section):
    """Stands in for the objective's own."""

    weight: float = option(1.0, "Weight", "How much it counts.", minimum=0.0, maximum=100.0)
    rate: float = option(0.15, "Share predicted", "How many tokens.", minimum=0.01, maximum=0.9)
    whole_words: bool = option(False, "Whole words", "Hide all pieces of a word.")
    span: float = option(1.0, "Span length", "Mean.", minimum=1.0, maximum=10.0, advanced=True)


class NextSentenceConfig(Section):
    """Stands in for the objective's own."""

    weight: float = option(1.0, "Weight", "How much it counts.", minimum=0.0, maximum=100.0)
    points: tuple[tuple[float, float], ...] = option(
        (), "Weight over the budget", "Points of progress.", kind="points", advanced=True
    )
    turns: int = option(1, "Turns", "Steps.", minimum=1, maximum=1000, advanced=True)


class CombiningConfig(Section):
    """Stands in for how objectives are combined."""

    weighting: Literal["fixed", "scheduled"] = option("fixed", "Weights", "How they come about.")


def card(title: str) -> SimpleNamespace:
    """A short introduction."""
    return SimpleNamespace(
        title=title,
        lines=(
            "Hides 15 % of the words; the model puts them back.",
            "It sees both sides of a gap, so it learns how words fit together.",
            "Only the hidden places count, so a step teaches less than its length.",
        ),
        formula="L = −Σ log p(xᵢ | x̃) / |M|",
        good_for="understanding, tagging, search",
        poor_for="writing text from left to right",
        figure="40 % masked can win for large models: 84.4 → 84.7 on MNLI",
        source="Devlin et al. 2018; Wettig et al. 2023",
    )


def sections() -> dict[str, SectionSpec]:
    """Made from the torch-free configurations."""
    configs: dict[str, type[Section]] = {
        "corpus": CorpusConfig,
        "labelled": LabelledConfig,
        "parallel": ParallelConfig,
        "tokenizer": TokenizerConfig,
        "model": ModelConfig,
        "objectives.masked_lm": MaskedLMConfig,
        "objectives.next_sentence": NextSentenceConfig,
        "objectives.causal_lm": NextSentenceConfig,
        "combining": CombiningConfig,
    }
    return {name: section_spec(name, config) for name, config in configs.items()}


def families() -> dict[str, Any]:
    """The recipe families of a form, and their presets."""
    return {
        "presets": {
            "bert-tiny": {"objectives": {"masked_lm": {}, "next_sentence": {}}},
            "roberta-tiny": {"objectives": {"masked_lm": {}}},
            "bert-mini": {"objectives": {"masked_lm": {}, "next_sentence": {}}},
            "roberta-mini": {"objectives": {"masked_lm": {}}},
            "gpt-tiny": {"objectives": {"causal_lm": {}}, "model": {"architecture": "decoder"}},
        },
        "families": {
            "bert": ("bert-tiny", "bert-mini"),
            "roberta": ("roberta-tiny", "roberta-mini"),
            "gpt": ("gpt-tiny",),
        },
        "family_lines": {
            "bert": ("Words and sentences.", "Devlin et al. 2018"),
            "roberta": ("Words.", "Liu et al. 2019"),
            "gpt": ("What comes next.", "Radford et al. 2018"),
        },
    }


def form() -> SimpleNamespace:
    """The form of a recipe of these sections and families."""
    made = sections()
    cards = {
        "masked_lm": card("Masked words"),
        "next_sentence": card("Next sentence"),
        "causal_lm": card("Next token"),
    }
    return SimpleNamespace(
        sections=tuple(made.values()),
        section=made.__getitem__,
        cards=cards,
        every_card=cards,
        reads={
            "masked_lm": "text",
            "next_sentence": "text",
            "causal_lm": "text",
            "natural_language_inference": "labelled",
            "translation": "parallel",
        },
        fills=("masked_lm",),
        judges={"next_sentence": ("A → B: follows", "A → B: from elsewhere")},
        continues=("causal_lm",),
        fills_spans=("span_corruption",),
        spots=("replaced_token_detection",),
        translates=("translation",),
        classifies=("classification", "regression"),
        tags=("tagging",),
        answers=("answering",),
        architectures={
            "masked_lm": ("encoder",),
            "next_sentence": ("encoder",),
            "causal_lm": ("decoder",),
        },
        nearest={"masked_lm": {}, "next_sentence": {}, "causal_lm": {"encoder": "masked_lm"}},
        **families(),
    )


def spec(kind: str, key: str = "training.field", **changes: Any) -> FieldSpec:
    """A field of a kind, with nothing else special about it."""
    values: dict[str, Any] = {
        "key": key,
        "title": "A field",
        "help": "What it does.",
        "kind": kind,
        "default": None,
        "unit": "",
        "minimum": None,
        "maximum": None,
        "above": False,
        "choices": (),
        "words": {},
        "source": "",
        "advanced": False,
        "optional": False,
        "or_auto": False,
    }
    return FieldSpec(**(values | changes))
