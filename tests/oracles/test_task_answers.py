"""Answers are scored as the official programs of SQuAD 1.1, SQuAD 2.0 and CMRC 2018 score them.

The programs are written out here a second time, slowly and by their descriptions: character by
character, with every threshold and every stretch tried.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable

import numpy as np
import pytest

from engine.tasks.metrics.answering import answer_statistics, answering

EQUAL = {"abs": 1e-6, "rel": 1e-6}
ENGLISH = [
    "the",
    "The",
    "a",
    "an",
    "sea",
    "Sea,",
    "theme",
    "U.S.",
    "“hill”",
    "12,000",
    "$5",
    "-",
    "é",
]
CHINESE = [
    "大海",
    "北京",
    "，",
    "。",
    "《",
    "》",
    "2008年",
    "GDP",
    "New York",
    "·",
    "…",
    "a-b",
    "3.5",
    " ",
]


def joined(text: str) -> str:
    """As the programs compare: letters as they stand, articles out, one blank between words."""
    lowered = "".join(letter for letter in text.lower() if letter not in set(string.punctuation))
    kept, word = "", ""
    for letter in [*lowered, ""]:
        if letter and (letter.isalnum() or letter == "_"):
            word += letter
            continue
        kept += " " if word in ("a", "an", "the") else word
        kept += letter
        word = ""
    return " ".join(kept.split())


def overlap(gold: str, said: str, *, version: int) -> float:
    wanted, given = joined(gold).split(), joined(said).split()
    if version == 2 and (not wanted or not given):
        return float(wanted == given)
    left, same = list(wanted), 0
    for word in given:
        if word in left:
            left.remove(word)
            same += 1
    if same == 0:
        return 0.0
    precision, recall = same / len(given), same / len(wanted)
    return 2 * precision * recall / (precision + recall)


def squad(golds: list[str], said: str, version: int) -> tuple[float, float]:
    if version == 2:
        golds = [gold for gold in golds if joined(gold)] or [""]
    return (
        max(float(joined(gold) == joined(said)) for gold in golds),
        max(overlap(gold, said, version=version) for gold in golds),
    )


def some_answers(words: list[str], seed: int, between: str) -> tuple[list[list[str]], list[str]]:
    rng = random.Random(seed)

    def answer() -> str:
        return between.join(rng.choices(words, k=rng.randint(1, 5)))

    right = [[answer() for _ in range(rng.randint(1, 3))] for _ in range(rng.randint(1, 25))]
    said = [rng.choice([*golds, answer(), answer(), ""]) for golds in right]
    return right, said


@pytest.mark.parametrize("seed", range(80))
def test_version_1_is_the_official_logic(seed: int) -> None:
    right, said = some_answers(ENGLISH, seed, " ")
    wanted = [squad(golds, answer, 1) for golds, answer in zip(right, said, strict=True)]
    assert np.allclose(answer_statistics(right, said), wanted, atol=1e-6)


@pytest.mark.parametrize("seed", range(80))
def test_version_2_is_the_official_logic(seed: int) -> None:
    right, said = some_answers(ENGLISH, seed, " ")
    rng = random.Random(seed)
    right = [[], *([] if rng.random() < 0.4 else golds for golds in right)]
    said = [rng.choice(["", "sea"]), *said]
    likely = [rng.choice([0.1, 0.2, rng.random()]) for _ in right]
    scores = [squad(golds, answer, 2) for golds, answer in zip(right, said, strict=True)]
    assert np.allclose(answer_statistics(right, said), scores, atol=1e-6)
    found = answering(right, said, np.random.default_rng(0), no_answer=likely)
    for place, (name, best_name) in enumerate(
        (("exact_match", "best_exact_match"), ("answer_f1", "best_answer_f1"))
    ):
        column = [score[place] for score in scores]
        assert found.metric(name).value == pytest.approx(sum(column) / len(column), **EQUAL)
        assert found.metric(best_name).value == pytest.approx(
            best_of_thresholds(right, said, column, likely), **EQUAL
        )


def best_of_thresholds(
    right: list[list[str]], said: list[str], scores: list[float], likely: list[float]
) -> float:
    """By the program: questions are let through one by one, from the surest to have an answer."""
    total = best = float(sum(not golds for golds in right))
    for place in sorted(range(len(right)), key=lambda place: likely[place]):
        if right[place]:
            total += scores[place]
        elif said[place]:
            total -= 1
        best = max(best, total)
    return best / len(right)


PUNCTUATION = ["-", ":", "_", "*", "^", "/", "\\", "~", "`", "+", "=", "，", "。", "：", "？", "！"]
PUNCTUATION += [
    "“",
    "”",
    "；",
    "’",
    "《",
    "》",
    "……",
    "·",
    "、",
    "「",
    "」",
    "（",
    "）",
    "－",
    "～",
]
PUNCTUATION += ["『", "』"]


def cmrc_segments(text: str, words_of: Callable[[str], list[str]]) -> list[str]:
    found, other = [], ""
    for letter in text.lower().strip():
        if letter in PUNCTUATION:
            continue
        if "\u4e00" <= letter <= "\u9fa5":
            found += words_of(other)
            other = ""
            found.append(letter)
        else:
            other += letter
    return found + words_of(other)


def treebank_words(text: str) -> list[str]:
    """What the Penn Treebank's own script makes of a text without apostrophes, rule by rule."""
    for pattern, put in (
        (r"([«»„‘])", r" \1 "),
        (r"([:,])([^\d])", r" \1 \2"),
        (r"([:,])$", r" \1 "),
        (r"(\.{2,})", r" \1 "),
        (r"([;@#$%&])", r" \1 "),
        (r"([^\.])(\.)([\]\)}>\"'» ]*)\s*$", r"\1 \2 \3 "),
        (r"([?!])", r" \1 "),
        (r"([\]\[\(\)\{\}\<\>])", r" \1 "),
        (r"(\")", r" \1 "),
    ):
        text = re.sub(pattern, put, text)
    return text.split()


def longest_stretch(one: list[str], other: list[str]) -> int:
    return max(
        (
            end - begin
            for begin in range(len(one))
            for end in range(begin + 1, len(one) + 1)
            if any(other[at : at + end - begin] == one[begin:end] for at in range(len(other)))
        ),
        default=0,
    )


def cmrc(golds: list[str], said: str) -> tuple[float, float]:
    def bare(text: str) -> str:
        return "".join(letter for letter in text.lower().strip() if letter not in PUNCTUATION)

    best = 0.0
    given = cmrc_segments(said, treebank_words)
    for gold in golds:
        wanted = cmrc_segments(gold, treebank_words)
        same = longest_stretch(wanted, given)
        if same:
            precision, recall = same / len(given), same / len(wanted)
            best = max(best, 2 * precision * recall / (precision + recall))
    return max(float(bare(gold) == bare(said)) for gold in golds), best


@pytest.mark.parametrize("seed", range(80))
def test_chinese_is_the_official_logic(seed: int) -> None:
    right, said = some_answers(CHINESE, seed, "")
    wanted = [cmrc(golds, answer) for golds, answer in zip(right, said, strict=True)]
    assert np.allclose(answer_statistics(right, said, "cmrc"), wanted, atol=1e-6)


def test_the_slow_programs_know_what_the_official_ones_are_known_for() -> None:
    assert joined("The U.S.") == "us"
    assert squad(["Denver Broncos"], "The Denver Broncos!", 1) == (1, 1)
    assert squad(["the"], "a", 1) == (1, 0)
    assert squad(["the"], "a", 2) == (1, 1)
    assert cmrc(["《大海》"], "大海。") == (1, 1)
    assert longest_stretch(list("abcd"), list("xbcx")) == 2
