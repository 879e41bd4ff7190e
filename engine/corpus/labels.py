"""What the labels of pairs are called, and which class each is."""

from __future__ import annotations

from collections.abc import Sequence

INFERENCE = ("entailment", "neutral", "contradiction")
MISSING = ("", "-")  # where annotators did not agree, or nobody judged the pair
MOST_CLASSES = 1000  # more different labels are none: the column holds something else
LONGEST_LABEL = 100  # characters

_WORDS = {
    "entailment": "e entail entails entailed entailment 蕴含 蕴涵",
    "neutral": "n neutral 中立 中性 无关",
    "contradiction": "c contradict contradicts contradiction contradictory 矛盾",
}
_USUAL = {word: name for name, words in _WORDS.items() for word in words.split()}
_NUMBERS = {str(number): name for number, name in enumerate(INFERENCE)}  # of SNLI and MNLI
NOBODY = "-1"  # beside those numbers: no label


def is_usual(label: str) -> bool:
    """Whether a label looks like one of the usual names or like a number."""
    return label.casefold() in _USUAL or label.lstrip("-").isdigit()


def classes_of(labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[int | None, ...]]:
    """The classes these different labels stand for, and the number of each label's class.

    The usual names and numbers of inference become its three classes, in the order of SNLI's
    numbers; any other set of labels becomes classes by itself, sorted. None: no class at all.
    """
    words = [label.casefold() for label in labels]
    found: list[str | None]
    if all(word in _USUAL for word in words):
        found = [_USUAL[word] for word in words]
    elif set(words) - {NOBODY} == set(_NUMBERS):
        found = [_NUMBERS.get(word) for word in words]
    else:
        classes = tuple(sorted(labels, key=_by_number))
        return classes, tuple(classes.index(label) for label in labels)
    numbers = (None if name is None else INFERENCE.index(name) for name in found)
    return INFERENCE, tuple(numbers)


def _by_number(label: str) -> tuple[float, str]:
    """Numbers by their value, before words."""
    bare = label.removeprefix("-")
    number = float(label) if bare.isdecimal() and bare.isascii() else float("inf")
    return number, label
