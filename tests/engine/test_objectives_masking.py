"""Masking: how many, which, and what stands there instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import rjieba

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.packing import DocumentRows
from engine.batching.vocabulary import Vocabulary
from engine.objectives.grouping import SpanLaw, span_chances, spans, whole_words
from engine.objectives.masking import Masking, MaskingConfig
from tests.engine import model_samples as samples

LENGTH = 64
UNITS = ("tokens", "words", "spans")
PIECES = range(60, 100)  # these tokens continue a word


def masking(**given: Any) -> Masking:
    return Masking(MaskingConfig.model_validate(given), samples.vocabulary(pieces=PIECES))


def rows(num_rows: int = 40, length: int = LENGTH) -> Batch:
    source = DocumentRows(samples.text(80), samples.vocabulary(pieces=PIECES), length)
    return source.rows(range(num_rows), samples.rngs(num_rows))


def hidden_places(batch: Batch) -> np.ndarray:
    """[B, L] bool."""
    places = np.zeros(batch.tokens.shape, dtype=np.bool_)
    row, at = np.nonzero(batch.targets != IGNORE)
    places[row, batch.predict_at[row, at]] = True
    return places


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.4, 0.9])
@pytest.mark.parametrize("length", [16, 64, 128])
def test_single_tokens_are_hidden_exactly_at_the_rate(rate: float, length: int) -> None:
    before = rows(20, length)
    after = masking(rate=rate).hide(before, samples.rngs(20))
    wanted = np.floor(rate * before.maskable.sum(axis=1) + 0.5)
    assert (hidden_places(after).sum(axis=1) == wanted).all()
    assert ((after.targets != IGNORE).sum(axis=1) == wanted).all()  # no place twice


@pytest.mark.parametrize("unit", ["words", "spans"])
@pytest.mark.parametrize("rate", [0.15, 0.4])
def test_words_and_spans_hide_at_most_one_word_too_little(unit: str, rate: float) -> None:
    before = rows()
    after = masking(rate=rate, unit=unit).hide(before, samples.rngs(40))
    words = whole_words(before, samples.vocabulary(pieces=PIECES))
    hidden = hidden_places(after)
    wanted = np.floor(rate * before.maskable.sum(axis=1) + 0.5)
    for row in range(before.num_rows):
        sizes = np.bincount(words[row][before.maskable[row] & ~hidden[row]])
        assert 0 <= wanted[row] - hidden[row].sum() < max(sizes.max(), 1)


@pytest.mark.parametrize("unit", UNITS)
def test_special_tokens_and_padding_are_never_hidden(unit: str) -> None:
    before = rows()
    segments = before.segments.copy()
    segments[:, -9:] = PADDING
    maskable = before.maskable & (segments != PADDING)
    before = replace(before, segments=segments, maskable=maskable)
    for epoch in range(20):
        after = masking(rate=0.9, unit=unit).hide(before, samples.rngs(40, epoch=epoch))
        assert not (hidden_places(after) & ~maskable).any()
        assert (after.tokens[~maskable] == before.tokens[~maskable]).all()


@pytest.mark.parametrize("unit", UNITS)
def test_targets_are_the_original_and_nothing_else_changes(unit: str) -> None:
    before = rows()
    after = masking(unit=unit).hide(before, samples.rngs(40))
    hidden = hidden_places(after)
    row, at = np.nonzero(after.targets != IGNORE)
    assert (after.targets[row, at] == before.tokens[row, after.predict_at[row, at]]).all()
    assert (after.tokens[~hidden] == before.tokens[~hidden]).all()
    assert (after.original == before.tokens).all()


@pytest.mark.parametrize("unit", ["tokens", "words"])
@pytest.mark.parametrize("shares", [(0.8, 0.1), (0.5, 0.3), (1.0, 0.0), (0.0, 0.0)])
def test_shares_of_mask_random_and_kept(unit: str, shares: tuple[float, float]) -> None:
    masked, random = shares
    shown: list[np.ndarray] = []
    targets: list[np.ndarray] = []
    machine = masking(rate=0.5, unit=unit, masked=masked, random=random)
    before = rows()
    for epoch in range(100):  # 40 rows x ~30 places x 100 epochs > 1e5 targets
        after = machine.hide(before, samples.rngs(40, epoch=epoch))
        row, at = np.nonzero(after.targets != IGNORE)
        shown.append(after.tokens[row, after.predict_at[row, at]])
        targets.append(after.targets[row, at])
    here, target = np.concatenate(shown), np.concatenate(targets)
    count = len(here)
    assert count > 1e5
    ordinary = samples.SIZE - samples.MASK - 1
    same = 1 - masked - random + random / ordinary  # a random token may be the same
    for found, expected in (
        ((here == samples.MASK).mean(), masked),
        (((here != samples.MASK) & (here != target)).mean(), random * (1 - 1 / ordinary)),
        ((here == target).mean(), same),
    ):
        sigma = np.sqrt(expected * (1 - expected) / count)
        assert abs(found - expected) <= 3 * sigma
    assert here.min() >= samples.MASK  # never another special token


def test_every_place_is_hidden_equally_often() -> None:
    before = rows(10)
    counts = np.zeros(before.tokens.shape)
    for epoch in range(600):
        counts += hidden_places(masking().hide(before, samples.rngs(10, epoch=epoch)))
    share = counts[before.maskable] / 600
    assert abs(share.mean() - 0.15) < 0.01
    assert share.min() > 0.15 - 5 * np.sqrt(0.15 * 0.85 / 600)
    assert share.max() < 0.15 + 5 * np.sqrt(0.15 * 0.85 / 600)


def test_whole_words_are_hidden_whole() -> None:
    before = rows()
    vocabulary = samples.vocabulary(pieces=PIECES)
    after = masking(unit="words", rate=0.3).hide(before, samples.rngs(40))
    hidden = hidden_places(after)
    for row in range(before.num_rows):
        for place in range(1, LENGTH - 1):
            joined = (
                before.tokens[row, place] in PIECES
                and before.maskable[row, place]
                and before.maskable[row, place - 1]
                and before.segments[row, place] == before.segments[row, place - 1]
            )
            if joined:
                assert hidden[row, place] == hidden[row, place - 1]
    numbers = whole_words(before, vocabulary)
    assert (np.diff(numbers, axis=1) >= 0).all()


def test_words_and_spans_never_reach_over_special_tokens_or_segments() -> None:
    before = rows()
    piece = np.where(before.maskable, PIECES[0], before.tokens)  # no token begins a word
    before = replace(before, tokens=piece)
    words = whole_words(before, samples.vocabulary(pieces=PIECES))
    numbers = spans(
        words, before, np.full(before.tokens.shape, 0.99), span_chances("geometric", 10)
    )
    for groups in (words, numbers):
        for row in range(before.num_rows):
            for number in np.unique(groups[row]):
                inside = groups[row] == number
                assert len(np.unique(before.segments[row][inside])) == 1
                assert before.maskable[row][inside].all() or inside.sum() == 1


def chinese_rows(sentences: list[str]) -> tuple[Batch, Vocabulary]:
    signs = sorted({sign for sentence in sentences for sign in sentence})
    size = samples.MASK + 1 + len(signs)
    plain = samples.vocabulary(size)
    names = [""] * (samples.MASK + 1) + [sign if sign not in "，。" else "" for sign in signs]
    vocabulary = replace(plain, characters=np.array(names, dtype="U1"))
    length = max(map(len, sentences)) + 2
    tokens = np.full((len(sentences), length), samples.PAD)
    for row, sentence in enumerate(sentences):
        ids = [samples.MASK + 1 + signs.index(sign) for sign in sentence]
        tokens[row, : len(ids) + 2] = [samples.CLS, *ids, samples.SEP]
    batch = Batch(
        tokens=tokens,
        positions=np.zeros_like(tokens),
        segments=np.where(tokens == samples.PAD, PADDING, 0),
        maskable=tokens > samples.MASK,
    )
    return batch, vocabulary


def test_chinese_words_are_those_of_the_segmentation() -> None:
    sentences = ["我来到北京清华大学，学习自然语言处理。", "法律面前人人平等。"]
    batch, vocabulary = chinese_rows(sentences)
    numbers = whole_words(batch, vocabulary)
    for row, sentence in enumerate(sentences):
        expected: list[str] = []
        for run in sentence.replace("，", " ， ").replace("。", " 。 ").split():
            expected += rjieba.cut(run)
        found: dict[int, str] = {}
        for place, sign in enumerate(sentence, start=1):
            number = int(numbers[row, place])
            found[number] = found.get(number, "") + sign
        assert list(found.values()) == expected
    machine = Masking(MaskingConfig(unit="words", rate=0.5), vocabulary)
    for epoch in range(30):
        hidden = hidden_places(machine.hide(batch, samples.rngs(2, epoch=epoch)))
        for row in range(2):
            for number in np.unique(numbers[row][batch.maskable[row]]):
                assert len(set(hidden[row][numbers[row] == number])) == 1


# How likely spans of 1, 2 … words are, written out; and what χ² stays below in 999 of 1000 tries.
LAWS: dict[tuple[SpanLaw, int], tuple[list[float], float]] = {
    ("geometric", 10): ([0.2 * 0.8**n / (1 - 0.8**10) for n in range(10)], 27.88),  # SpanBERT
    ("geometric", 3): ([25 / 61, 20 / 61, 16 / 61], 13.82),
    ("inverse", 3): ([6 / 11, 3 / 11, 2 / 11], 13.82),  # ALBERT
    ("inverse", 4): ([12 / 25, 6 / 25, 4 / 25, 3 / 25], 16.27),
}


@pytest.mark.parametrize(("law", "longest"), LAWS)
def test_the_lengths_of_spans_follow_their_law(law: SpanLaw, longest: int) -> None:
    expected, bound = LAWS[law, longest]
    before = samples.full_rows(50, 4096)
    words = np.broadcast_to(np.arange(4096), (50, 4096))
    drawn = np.random.default_rng(0).random((50, 4096))
    numbers = spans(words, before, drawn, span_chances(law, longest))
    lengths = np.concatenate([np.bincount(row)[2:-1] for row in numbers])  # ends may be cut
    found = np.bincount(lengths, minlength=longest + 1)[1:]
    chances = np.array(expected)
    assert len(found) == longest
    assert lengths.mean() == pytest.approx(chances @ np.arange(1, longest + 1), abs=0.03)
    sigma = np.sqrt(chances * (1 - chances) / len(lengths))
    assert (np.abs(found / len(lengths) - chances) < 4 * sigma).all()
    wanted = chances * len(lengths)
    assert ((found - wanted) ** 2 / wanted).sum() < bound


@pytest.mark.parametrize(("law", "longest"), LAWS)
def test_hidden_spans_are_as_long_as_the_recipe_says(law: SpanLaw, longest: int) -> None:
    before = samples.full_rows(100, 4096)
    machine = masking(unit="spans", span_law=law, longest_span=longest, rate=0.02)
    hidden = hidden_places(machine.hide(before, samples.rngs(100)))
    assert (hidden.sum(axis=1) <= np.floor(0.02 * before.maskable.sum(axis=1) + 0.5)).all()
    words = whole_words(before, machine.vocabulary)
    lengths = []
    for row in range(before.num_rows):
        ends = np.flatnonzero(np.diff(np.concatenate([[0], hidden[row], [0]])))
        lengths += [len(set(words[row][start:stop])) for start, stop in ends.reshape(-1, 2)]
    mean = float(np.array(LAWS[law, longest][0]) @ np.arange(1, longest + 1))
    assert np.mean(lengths) == pytest.approx(mean, rel=0.06)  # two may touch, the last one is cut


def test_spans_are_replaced_as_a_whole() -> None:
    before = samples.full_rows(40, LENGTH)
    machine = masking(unit="spans", rate=0.4, masked=0.5, random=0.0)
    after = machine.hide(before, samples.rngs(40))
    hidden = hidden_places(after)
    kept = hidden & (after.tokens == before.tokens)
    neighbours = hidden[:, 1:] & hidden[:, :-1]
    alike = (kept[:, 1:] == kept[:, :-1])[neighbours].mean()
    assert alike > 0.8  # neighbours of two spans may differ


def test_the_rate_follows_its_schedule_and_the_shape_does_not_change() -> None:
    machine = masking(rate=0.15, start_rate=0.3)
    before = samples.full_rows(8, 100)
    shapes = set()
    for progress, share in ((0.0, 0.3), (0.4, 0.24), (1.0, 0.15), (2.0, 0.15)):
        machine.schedule(progress)
        after = machine.hide(before, samples.rngs(8))
        shapes.add(after.targets.shape)
        assert (hidden_places(after).sum(axis=1) == np.floor(share * 100 + 0.5)).all()
    assert shapes == {(8, 30)}


def test_static_masks_are_the_same_every_epoch() -> None:
    before = rows()
    static, dynamic = masking(masks="static"), masking()
    first = static.hide(before, samples.rngs(40, epoch=0))
    for epoch in range(1, 4):
        again = static.hide(before, samples.rngs(40, epoch=epoch))
        assert (again.tokens == first.tokens).all()
        other = dynamic.hide(before, samples.rngs(40, epoch=epoch))
        assert not (other.predict_at == first.predict_at).all()


@pytest.mark.parametrize("unit", UNITS)
def test_a_rows_mask_does_not_depend_on_its_neighbours(unit: str) -> None:
    before = rows()
    machine = masking(unit=unit)
    together = machine.hide(before, samples.rngs(40))
    for row in (0, 7, 39):
        alone = machine.hide(before.rows(row, row + 1), [samples.rngs(40)[row]])
        assert (alone.tokens[0] == together.tokens[row]).all()
        assert (alone.targets[0] == together.targets[row]).all()


def test_shares_above_one_are_refused() -> None:
    with pytest.raises(ValueError, match="more than all hidden tokens"):
        MaskingConfig(masked=0.8, random=0.3)
