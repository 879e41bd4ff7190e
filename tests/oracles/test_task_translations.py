"""BLEU and chrF equal sacrebleu's, also those of resamples, which are made of its counts alone."""

from __future__ import annotations

import random

import numpy as np
import pytest

from engine.tasks.metrics.translations import (
    Tokenize,
    bleu,
    bleu_statistics,
    chrf,
    chrf_statistics,
    translation,
)

sacrebleu = pytest.importorskip("sacrebleu")

EQUAL = {"abs": 1e-6, "rel": 1e-6}
ENGLISH = ["a", "the", "dog", "runs", "it's", "3.5", "U.S.", "end.", "&amp;", "—", "“yes”", "x-y"]
CHINESE = ["他", "打开", "了", "门", "。", "，", "2008年", "GDP", "《书》", " ", "a"]


def drawn(words: list[str], seed: int, joined: str) -> tuple[list[str], list[str]]:
    """Right texts and changed ones; some are short, empty or have nothing in common."""
    rng = random.Random(seed)
    right, said = [], []
    for _ in range(rng.randint(1, 12)):
        text = rng.choices(words, k=rng.choice([1, 2, 4, 9, 25]))
        kept = [word if rng.random() < 0.75 else rng.choice(words) for word in text]
        right.append(joined.join(text))
        said.append(joined.join(kept[: rng.randint(0, len(kept) + 2)]))
    return right, said


CASES = [
    *(("13a", *drawn(ENGLISH, seed, " ")) for seed in range(60)),
    *(("zh", *drawn(CHINESE, seed, "")) for seed in range(60)),
    ("13a", [""], ["a"]),
    ("13a", ["a b c d e"], [""]),
    ("13a", ["a b c"], ["a b c"]),
    ("13a", ["a b c d e"], ["a b c"]),
]


@pytest.mark.parametrize(("tokenize", "right", "said"), CASES)
def test_figures_are_sacrebleus(tokenize: Tokenize, right: list[str], said: list[str]) -> None:
    found = translation(right, said, np.random.default_rng(0), given=right, tokenize=tokenize)
    theirs = sacrebleu.corpus_bleu(said, [right], tokenize=tokenize).score
    assert found.metric("bleu").value == pytest.approx(theirs, **EQUAL)
    theirs = sacrebleu.corpus_bleu(right, [right], tokenize=tokenize).score
    assert found.metric("bleu").floor == pytest.approx(theirs, **EQUAL)
    assert found.metric("chrf").value == pytest.approx(
        sacrebleu.corpus_chrf(said, [right]).score, **EQUAL
    )


@pytest.mark.parametrize(("tokenize", "right", "said"), CASES)
def test_figures_of_every_resample_are_sacrebleus(
    tokenize: Tokenize, right: list[str], said: list[str]
) -> None:
    chosen = np.random.default_rng(len(right)).integers(0, len(right), len(right))
    copies = [[texts[place] for place in chosen] for texts in (right, said)]
    ours = bleu(bleu_statistics(right, said, tokenize)[chosen].sum(axis=0)[None])[0]
    theirs = sacrebleu.corpus_bleu(copies[1], [copies[0]], tokenize=tokenize).score
    assert ours == pytest.approx(theirs, **EQUAL)
    ours = chrf(chrf_statistics(right, said)[chosen].sum(axis=0)[None])[0]
    theirs = sacrebleu.corpus_chrf(copies[1], [copies[0]]).score
    assert ours == pytest.approx(theirs, **EQUAL)


def test_the_interval_is_about_sacrebleus_own() -> None:
    right, said = [], []
    for seed in range(60):
        texts = drawn(ENGLISH, seed, " ")
        right += texts[0]
        said += texts[1]
    found = translation(right, said, np.random.default_rng(0), given=right).metric("bleu")
    metric = sacrebleu.BLEU(force=True)
    theirs = metric.corpus_score(said, [right], n_bootstrap=1000)
    assert found.value == pytest.approx(theirs.score, **EQUAL)
    assert (found.high - found.low) / 2 == pytest.approx(theirs._ci, rel=0.2)
