"""The overlap our benchmark counts is the one everybody counts."""

from __future__ import annotations

import random

import pytest

from tests.benchmarks.overlap import bleu, chrf

sacrebleu = pytest.importorskip("sacrebleu", reason="sacrebleu comes with the extra bench")

_WORDS = "ein eine der Mann Frau Hund mit auf Straße läuft steht und rot , ."
WORDS = _WORDS.split()


def sentences(count: int) -> tuple[list[str], list[str]]:
    rng = random.Random(0)
    pairs = []
    for _ in range(count):
        reference = rng.choices(WORDS, k=rng.randint(4, 14))
        written = [rng.choice(WORDS) if rng.random() < 0.3 else word for word in reference]
        pairs.append((" ".join(written[: rng.randint(3, 14)]), " ".join(reference)))
    written, references = zip(*pairs, strict=True)
    return list(written), list(references)


def test_chrf_is_sacrebleus() -> None:
    for written, reference in zip(*sentences(100), strict=True):
        expected = sacrebleu.sentence_chrf(written, [reference]).score
        assert chrf(written, reference) == pytest.approx(expected, abs=1e-6)


def test_bleu_is_sacrebleus_on_words_that_are_parted_already() -> None:
    written, references = sentences(200)
    expected = sacrebleu.corpus_bleu(written, [references], tokenize="none").score
    assert bleu(written, references) == pytest.approx(expected, abs=1e-6)
