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
NOBODY = "-1"  # beside numbers from 0 on, or the usual names: nobody judged the pair


def is_usual(label: str) -> bool:
    """Whether a label looks like one of the usual names or like a number."""
    return label.casefold() in _USUAL or label.lstrip("-").isdigit()


def classes_of(labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[int | None, ...]]:
    """The classes these different labels stand for, and the number of each label's class.

    The usual names and numbers of inference become its three classes, in the order of SNLI's
    numbers; any other set of labels becomes classes by itself, sorted. None: no class at all.
    """
    words = [label.casefold() for label in labels]
    judged = set(words) - {NOBODY}
    usual = _USUAL if judged <= _USUAL.keys() else _NUMBERS
    if usual is _USUAL or judged == _NUMBERS.keys():
        names = [usual.get(word) for word in words]
        return INFERENCE, tuple(None if name is None else INFERENCE.index(name) for name in names)
    # Beside a single number it is the other class, and beside numbers with gaps it may be one.
    counted = len(judged) > 1 and judged == {str(number) for number in range(len(judged))}
    classes = tuple(sorted((one for one in labels if not counted or one != NOBODY), key=_by_number))
    return classes, tuple(classes.index(one) if one in classes else None for one in labels)


def _by_number(label: str) -> tuple[float, str]:
    """Numbers by their value, before words."""
    bare = label.removeprefix("-")
    number = float(label) if bare.isdecimal() and bare.isascii() else float("inf")
    return number, label
