"""What was measured for the names of patterns in heads, and signs that fit into a small cell."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.probes.figures import CLEAR, EVEN, LOCAL, NEAR, TIMES_CHANCE, Habit

translate = QCoreApplication.translate

HABITS: tuple[Habit, ...] = (
    "previous",
    "next",
    "itself",
    "same word",
    "mask",
    "first",
    "delimiter",
    "one",
    "local",
    "broadcast",
)


def pattern_sign(habit: Habit) -> str:
    """The name in as few letters as fit into a small cell."""
    return {
        "": "",
        "previous": translate("heads", "prev"),
        "next": translate("heads", "next"),
        "itself": translate("heads", "own"),
        "same word": translate("heads", "same"),
        "mask": translate("heads", "mask"),
        "first": translate("heads", "first"),
        "delimiter": translate("heads", "delim"),
        "one": translate("heads", "one"),
        "local": translate("heads", "local"),
        "broadcast": translate("heads", "broad"),
    }[habit]


def pattern_measure(habit: Habit) -> str:
    """What was measured for the name, with its threshold."""
    clear = translate("heads", "more than {share} % of the attention on {what}")
    what = {
        "previous": translate("heads", "the token before"),
        "next": translate("heads", "the token after"),
        "itself": translate("heads", "the token itself"),
        "same word": translate("heads", "the same token at other places"),
        "mask": translate("heads", "[MASK]"),
        "first": translate("heads", "the first token, mostly [CLS]"),
        "delimiter": translate("heads", "[SEP] and the first token together"),
        "one": translate("heads", "one and the same token"),
    }
    if habit in what:
        return clear.format(share=f"{100 * CLEAR:g}", what=what[habit])
    if habit == "local":
        words = translate("heads", "more than {share} % of the attention within {near} tokens")
        return words.format(share=f"{100 * LOCAL:g}", near=NEAR)
    if habit == "broadcast":
        words = translate("heads", "spread alike: more than {share} % of the highest entropy")
        return words.format(share=f"{100 * EVEN:g}")
    return ""


def pattern_condition() -> str:
    """What holds for all names."""
    words = translate(
        "heads",
        "And at least {times} times as much as if all were looked at alike, in this text.\n"
        "Names after Clark et al. 2019, What Does BERT Look At?",
    )
    return words.format(times=f"{TIMES_CHANCE:g}")
