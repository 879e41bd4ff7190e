"""The pairs that ship: well-formed, balanced, and with labels that no single passage tells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from engine.corpus.labels import INFERENCE
from engine.corpus.samples import labelled_sample, parallel_sample
from tests.engine.pair_samples import counts, labelled, parallel, read

LANGUAGES = ("english", "chinese")
HAN = re.compile("[\u4e00-\u9fff]")

Rows = list[tuple[str, str, str]]


def rows(path: Path) -> Rows:
    """Read as anybody's file would be; nothing may be left out."""
    corpus = labelled(path)
    found = [(pair.first, pair.second, pair.label) for pair in read(corpus)]
    assert counts(corpus) == {}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_labelled_samples_are_whole_and_balanced(language: str) -> None:
    path, held_back = labelled_sample(language)
    learned, held = rows(path), rows(held_back)
    assert len(learned) >= 300
    assert len(held) >= 30
    for part in (learned, held):
        assert len(set(part)) == len(part)
        assert Counter(label for *_, label in part) == dict.fromkeys(INFERENCE, len(part) // 3)
    assert {first for first, *_ in learned}.isdisjoint(first for first, *_ in held)
    assert {second for _, second, _ in learned}.isdisjoint(second for _, second, _ in held)


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_are_in_the_language_they_say(language: str) -> None:
    for path in labelled_sample(language):
        for row in rows(path):
            for text in row[:2]:
                assert bool(HAN.search(text)) is (language == "chinese")
                assert text.rstrip("”\"'")[-1] in (".。!" if language == "english" else "。！？")


@pytest.mark.parametrize("language", LANGUAGES)
def test_neither_passage_alone_tells_the_label(language: str) -> None:
    for path in labelled_sample(language):
        for side in (0, 1):
            labels = defaultdict(list)
            for row in rows(path):
                labels[row[side]].append(row[2])
            assert all(sorted(found) == sorted(INFERENCE) for found in labels.values())


def words(text: str) -> list[str]:
    return list(text) if HAN.search(text) else re.findall(r"\w+", text.lower())


def guessed(learned: Rows, asked: Rows, side: int) -> float:
    """How often the label of pairs is guessed from one passage by its words: naive Bayes."""
    known = {label: Counter[str]() for label in INFERENCE}
    for row in learned:
        known[row[2]].update(words(row[side]))
    vocabulary = len({word for found in known.values() for word in found})
    hits = 0
    for row in asked:
        scores = {
            label: sum(
                np.log((found[word] + 1) / (found.total() + vocabulary))
                for word in words(row[side])
            )
            for label, found in known.items()
        }
        hits += max(scores, key=lambda label: scores[label]) == row[2]
    return hits / len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_counting_the_words_of_one_passage_guesses_no_better_than_chance(language: str) -> None:
    path, held_back = labelled_sample(language)
    learned, held = rows(path), rows(held_back)
    for side in (0, 1):
        assert guessed(learned, held, side) <= 0.5
        folds = [learned[number::9] for number in range(9)]
        scores = [
            guessed([row for other in folds if other is not fold for row in other], fold, side)
            for fold in folds
        ]
        assert np.mean(scores) <= 0.5


def test_the_guesser_would_have_noticed() -> None:
    told = [
        (first, f"{second} {label}", label)
        for first, second, label in rows(labelled_sample("english")[0])
    ]
    assert guessed(told[::2], told[1::2], 1) > 0.9


def test_the_parallel_sample_is_whole() -> None:
    corpus = parallel(paths=(parallel_sample(),))
    pairs = read(corpus)
    assert len(pairs) >= 200
    assert counts(corpus) == {}
    assert corpus.summary.columns == {"source": "english", "target": "chinese"}
    assert len({pair.first for pair in pairs}) == len({pair.second for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert not HAN.search(pair.first)
        assert HAN.search(pair.second)
        assert pair.first[-1] in ".?!"
        assert pair.second[-1] in "。？！"
        assert (pair.first[-1] == "?") == (pair.second[-1] == "？")
        assert 0.7 < len(pair.first) / len(pair.second) < 9
