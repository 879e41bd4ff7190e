"""Which published recipe a choice of objectives comes to, and why one would make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from studio.wording import family_name

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Family:
    """A known combination of objectives: its name, its reason and where it is measured."""

    name: str  # as presets spell it; "" where it is nobody's
    title: str
    why: str
    source: str


def families() -> dict[frozenset[str], Family]:
    """The known combinations, in the language of the moment."""
    return {
        frozenset(objectives): Family(name, family_name(name), why, source)
        for name, objectives, why, source in (*_reading(), *_writing(), *_of_pairs())
    }


Row = tuple[str, tuple[str, ...], str, str]  # name, objectives, why, source


def _reading() -> tuple[Row, ...]:
    """Families whose models read: encoders."""
    return (
        (
            "bert",
            ("masked_lm", "next_sentence"),
            translate(
                "families",
                "Words and the bond between passages are learned together. Leaving next sentence "
                "out cost BERT 0.5 points on MNLI and 3.5 on QNLI; RoBERTa found no loss without "
                "it. On your own text only a comparison can tell.",
            ),
            "Devlin et al. 2018, Table 5",
        ),
        (
            "roberta",
            ("masked_lm",),
            translate(
                "families",
                "Masked words alone, with new masks every time a text comes round. Every row is "
                "full of running text, so more is learned per minute; pairs of passages are left "
                "to fine-tuning.",
            ),
            "Liu et al. 2019, Tables 1 and 2",
        ),
        (
            "albert",
            ("masked_lm", "sentence_order"),
            translate(
                "families",
                "Beside masked words the model tells whether two passages were swapped. Topic "
                "does not give that away, as it does with next sentence: 80.1 points on average "
                "against 79.2, and 79.0 with neither.",
            ),
            "Lan et al. 2020, Table 5",
        ),
        (
            "spanbert",
            ("masked_lm", "span_boundary"),
            translate(
                "families",
                "Whole spans are masked, and named also from the two words beside each. Good for "
                "tasks that look for a span in a text, such as answers and references.",
            ),
            "Joshi et al. 2020, Table 7",
        ),
        (
            "electra",
            ("replaced_token_detection",),
            translate(
                "families",
                "Every word teaches, not only the masked ones: the model tells which of them a "
                "small generator wrote. Base: 85.0 on GLUE against 82.2 for masked words; Small, "
                "at equal computing: 79.9 against 75.1.",
            ),
            "Clark et al. 2020, Table 5",
        ),
        (
            "simcse",
            ("masked_lm", "contrastive_sentence"),
            translate(
                "families",
                "Two readings of a passage, with other dropout, must find each other among those "
                "of others. So one vector stands for a passage; masked words keep the grammar.",
            ),
            "Gao et al. 2021, Table 5",
        ),
    )


def _writing() -> tuple[Row, ...]:
    """Families whose models write: decoders, alone or behind an encoder."""
    return (
        (
            "gpt",
            ("causal_lm",),
            translate(
                "families",
                "Every word is named from those before it, so the model can go on with any text. "
                "What follows a word it never sees: read so, BERT fell to 82.1 on MNLI and 77.8 "
                "on SQuAD.",
            ),
            "Radford et al. 2018; Devlin et al. 2018, Table 5",
        ),
        (
            "unilm",
            ("prefix_lm",),
            translate(
                "families",
                "The beginning of a text is read as a whole, the rest written word by word. One "
                "model for reading and for answering; what is read teaches nothing itself.",
            ),
            "Dong et al. 2019; Raffel et al. 2020, Table 4",
        ),
        (
            "t5",
            ("span_corruption",),
            translate(
                "families",
                "Spans are cut out of what the encoder reads, and the decoder writes only them: "
                "short answers, so a step costs little. Base: 83.28 on GLUE, and 83.49 with a "
                "mean span of 3.",
            ),
            "Raffel et al. 2020, Tables 5 and 7",
        ),
        (
            "bart",
            ("denoising",),
            translate(
                "families",
                "A passage is spoiled and its sentences shuffled; the decoder writes all of it as "
                "it was. Made for writing from a text, as summaries are; most of what it writes "
                "while it learns is copied, so it takes long.",
            ),
            "Lewis et al. 2020, Table 1",
        ),
        (
            "gpt-bert",
            ("causal_lm", "masked_next_token"),
            translate(
                "families",
                "One model and one head learn to fill gaps and to write on, in turns. It won its "
                "year's BabyLM: from ten million words 81.2 on BLiMP.",
            ),
            "Charpentier & Samuel 2024",
        ),
    )


def _of_pairs() -> tuple[Row, ...]:
    """Families that learn from pairs people have made."""
    return (
        (
            "nli",
            ("natural_language_inference",),
            translate(
                "families",
                "From labelled pairs the model learns whether one sentence follows from another. "
                "It needs many of them: a small model learns a few hundred by heart.",
            ),
            "Conneau et al. 2017; Liu et al. 2019 (MT-DNN)",
        ),
        (
            "translation",
            ("translation",),
            translate(
                "families",
                "The encoder reads a sentence, the decoder writes its translation. It needs "
                "parallel text: the same sentences in two languages.",
            ),
            "Vaswani et al. 2017, Table 2",
        ),
    )


def family_of(objectives: frozenset[str]) -> Family:
    """The family of a choice; one of no name where nobody published it."""
    known = families().get(objectives)
    if known is not None:
        return known
    if not objectives:
        return Family(
            "",
            translate("families", "Nothing chosen"),
            translate("families", "Switch on at least one objective: without it nothing is asked."),
            "",
        )
    return Family(
        "",
        translate("families", "A recipe of your own"),
        translate(
            "families",
            "No paper reports this combination. Train it beside BERT and RoBERTa at the same "
            "budget to see what it is worth on your text.",
        ),
        "",
    )


def loss_formula(weights: Mapping[str, float]) -> str:
    """The loss that is minimised: "L = 1.0 · masked_lm + 0.6 · next_sentence"."""
    terms = [f"{weight:g} · {name}" if weight != 1 else name for name, weight in weights.items()]
    return "L = " + (" + ".join(terms) if terms else "0")


def chosen_weights(objectives: Mapping[str, Any]) -> dict[str, float]:
    """Objective → weight of those switched on, from a recipe's `objectives` table."""
    return {
        name: float(table.get("weight", 1.0)) if isinstance(table, Mapping) else 1.0
        for name, table in objectives.items()
        if table is not False
    }
