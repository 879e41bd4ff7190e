"""What the patterns found in heads are called, and what they mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.probes.figures import Habit

translate = QCoreApplication.translate


def habit_name(habit: Habit) -> str:
    """In a word or two; "" where no pattern is clear."""
    return {
        "": "",
        "previous": translate("heads", "previous token"),
        "next": translate("heads", "next token"),
        "itself": translate("heads", "itself"),
        "same word": translate("heads", "same word"),
        "mask": "[MASK]",
        "first": translate("heads", "first token"),
        "delimiter": translate("heads", "delimiter"),
        "one": translate("heads", "one token"),
        "local": translate("heads", "nearby"),
        "broadcast": translate("heads", "broadcast"),
    }[habit]


def habit_meaning(habit: Habit) -> tuple[str, str]:
    """In a sentence, and who described it first."""
    clark = "Clark et al. 2019, What Does BERT Look At?"
    voita = "Voita et al. 2019, Analyzing Multi-Head Self-Attention"
    return {
        "": (translate("heads", "No pattern takes more than half of its attention."), ""),
        "previous": (translate("heads", "Mostly looks at the token before."), voita),
        "next": (translate("heads", "Mostly looks at the token after."), voita),
        "itself": (translate("heads", "Mostly looks at the token itself."), clark),
        "same word": (
            translate("heads", "Mostly looks at the same word elsewhere in the text."),
            "Olsson et al. 2022, In-context Learning and Induction Heads",
        ),
        "mask": (translate("heads", "Mostly looks at what is masked."), ""),
        "first": (
            translate("heads", "Mostly looks at the first token, where it rests."),
            "Xiao et al. 2023, Efficient Streaming Language Models with Attention Sinks",
        ),
        "delimiter": (
            translate("heads", "Mostly looks at [CLS] and [SEP], where it rests."),
            clark,
        ),
        "one": (translate("heads", "Mostly looks at one and the same token."), ""),
        "local": (translate("heads", "Mostly looks at most two tokens far."), voita),
        "broadcast": (translate("heads", "Looks at all tokens nearly alike."), clark),
    }[habit]
