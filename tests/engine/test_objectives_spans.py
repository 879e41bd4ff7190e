"""span_corruption: what is cut out, how it is laid out, and that nothing is lost by it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.loader import Loader
from engine.batching.passages import PassageRows
from engine.batching.sources import Material
from engine.objectives import OBJECTIVES, feed_of
from engine.objectives.gaps import GapsConfig, cut, noise_spans, num_noise, segmentation
from engine.objectives.objective import Objective
from tests.engine import model_samples as samples

LENGTH, GAPS = 32, 20
WORDS = samples.SIZE - GAPS  # below are special tokens and ordinary ones
RATES = [0.01, 0.15, 0.3, 0.5]
SPANS = [1.0, 2.0, 3.0, 10.0]


def objective(**given: Any) -> Objective:
    model = samples.model(architecture="encoder_decoder", width=8)
    kind = OBJECTIVES["span_corruption"]
    return kind(kind.Config.model_validate(given), model, samples.vocabulary(sentinels=GAPS))


def rows(length: int = LENGTH, num_documents: int = 12) -> Batch:
    source = PassageRows(samples.text(num_documents, size=WORDS), samples.vocabulary(), length)
    return source.rows(range(len(source)), samples.rngs(len(source)))


def corrupted(before: Batch, epoch: int = 0, **given: Any) -> Batch:
    return objective(**given).corrupt(before, samples.rngs(before.num_rows, epoch=epoch))


def given_and_asked(batch: Batch, row: int) -> tuple[list[int], list[int]]:
    """What the encoder reads and what the decoder has to write, without padding."""
    there = batch.segments[row] != PADDING
    asked = batch.targets[row] != IGNORE
    return batch.tokens[row][there].tolist(), batch.targets[row][asked].tolist()


def plain_t5(tokens: list[int], noise: list[bool]) -> tuple[list[int], list[int]]:
    """Figure 2 of the paper, word by word: `Thank you <X> me to your party <Y> week` and
    `<X> for inviting <Y> last <Z>`; an end token after each."""
    gaps = iter(range(WORDS, samples.SIZE))
    inputs, targets, inside = [], [], False
    for token, cut_out in zip(tokens, noise, strict=True):
        if cut_out and not inside:
            gap = next(gaps)
            inputs.append(gap)
            targets.append(gap)
        (targets if cut_out else inputs).append(token)
        inside = cut_out
    return [*inputs, samples.SEP], [*targets, next(gaps), samples.SEP]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("span", SPANS)
def test_the_layout_is_that_of_the_papers_figure(rate: float, span: float) -> None:
    before = rows()
    after = corrupted(before, rate=rate, span=span)
    for row, rng in enumerate(samples.rngs(before.num_rows)):
        tokens = before.tokens[row][before.segments[row] != PADDING]
        noise = noise_spans(len(tokens), rate, span, rng)
        expected = plain_t5(tokens.tolist(), noise.tolist())
        assert given_and_asked(after, row) == expected


def test_gaps_and_what_stood_in_them_as_the_papers_figure_lays_them_out() -> None:
    words = np.array(["Our", "boat", "left", "the", "harbour", "before", "the", "rain", "came"])
    noise = np.isin(words, ["boat", "left", "rain"])
    left, spoken = cut(words, noise, np.array(["<X>", "<Y>", "<Z>"]))
    assert " ".join(left) == "Our <X> the harbour before the <Y> came"
    assert " ".join(spoken) == "<X> boat left <Y> rain <Z>"


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("span", SPANS)
def test_spans_put_back_into_their_gaps_are_the_passage(rate: float, span: float) -> None:
    before = rows()
    for epoch in range(3):
        after = corrupted(before, epoch, rate=rate, span=span)
        for row in range(before.num_rows):
            read, asked = given_and_asked(after, row)
            assert read.pop() == asked.pop() == samples.SEP
            starts = [place for place, token in enumerate(asked) if token >= WORDS]
            cut_out = {asked[a]: asked[a + 1 : b] for a, b in pairwise(starts)}
            restored = [part for token in read for part in cut_out.get(token, [token])]
            there = before.segments[row] != PADDING
            assert restored == before.tokens[row][there].tolist()


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("size", [2, 3, 7, 30, 126, 139])
def test_the_number_of_tokens_and_spans_cut_out_is_exact(
    rate: float, span: float, size: int
) -> None:
    tokens = min(max(round(size * rate), 1), size - 1)
    spans = min(max(round(tokens / span), 1), size - tokens)
    assert num_noise(size, rate, span) == (tokens, spans)
    for rng in samples.rngs(50):
        noise = noise_spans(size, rate, span, rng)
        assert noise.sum() == tokens
        assert np.count_nonzero(np.diff(noise, prepend=False) & noise) == spans


def test_of_a_single_token_nothing_is_cut_out() -> None:
    before = rows(length=3)
    after = corrupted(before)
    assert before.tokens.shape[1] == 1
    assert given_and_asked(after, 0) == (
        [before.tokens[0, 0], samples.SEP],
        [WORDS, samples.SEP],
    )


def test_every_segmentation_is_equally_likely() -> None:
    draws, items, parts = 20_000, 6, 3
    rng = np.random.default_rng(0)
    found = Counter(tuple(segmentation(items, parts, rng)) for _ in range(draws))
    assert len(found) == comb(items - 1, parts - 1)
    assert all(sum(lengths) == items and min(lengths) > 0 for lengths in found)
    share = 1 / len(found)
    sigma = (share * (1 - share) / draws) ** 0.5
    assert max(abs(count / draws - share) for count in found.values()) < 4 * sigma


def test_all_ways_to_cut_spans_out_are_equally_likely() -> None:
    draws, size, rate, span = 20_000, 8, 0.4, 1.5
    assert num_noise(size, rate, span) == (3, 2)
    rng = np.random.default_rng(0)
    found = Counter(tuple(noise_spans(size, rate, span, rng)) for _ in range(draws))
    # two spans of 1 + 2 or 2 + 1 tokens, and 5 tokens left before, between and behind them
    assert len(found) == 2 * comb(5 + 1, 2)
    share = 1 / len(found)
    sigma = (share * (1 - share) / draws) ** 0.5
    assert max(abs(count / draws - share) for count in found.values()) < 4 * sigma


def test_the_decoder_is_given_what_it_wrote_before() -> None:
    after = corrupted(rows())
    for row in range(after.num_rows):
        _, asked = given_and_asked(after, row)
        size = len(asked)
        assert after.decoder_tokens[row, :size].tolist() == [samples.PAD, *asked[:-1]]
        assert (after.decoder_segments[row, :size] == 0).all()
        assert (after.decoder_segments[row, size:] == PADDING).all()
        assert (after.decoder_positions[row] == np.arange(after.decoder_tokens.shape[1])).all()


def test_spans_never_come_from_another_document() -> None:
    text = samples.text(12, size=WORDS)
    source = PassageRows(text, samples.vocabulary(), LENGTH)
    before = source.rows(range(len(source)), samples.rngs(len(source)))
    after = corrupted(before)
    ends = pairwise(text.document_offsets.tolist())
    documents = [text.tokens[start:stop].tolist() for start, stop in ends]
    owners = np.searchsorted(text.document_offsets, source._starts, side="right") - 1
    for row, owner in enumerate(owners):
        words = [token for part in given_and_asked(after, row) for token in part if token < WORDS]
        left = Counter(words) - Counter(documents[owner])
        assert set(left) == {samples.SEP}


@settings(max_examples=60, deadline=None)
@given(st.integers(8, 600), st.floats(0.01, 0.5), st.floats(1.0, 20.0))
def test_the_longest_passage_fills_the_row_and_no_more(
    length: int, rate: float, span: float
) -> None:
    config = GapsConfig(rate=rate, span=span)
    longest = config.longest(length)
    assert max(config.places(longest)) in (length, length - 1)  # one more span takes two places
    assert max(config.places(longest + 1)) > length
    assert all(max(config.places(size)) <= length for size in range(1, longest))


def test_t5s_own_lengths() -> None:
    config = GapsConfig()
    assert config.longest(512) == 568  # as its paper's code: 568 tokens, 512 to be read …
    assert config.places(568) == (512, 114 + 1)  # … 114 to be written, and the last gap token


def test_full_rows_have_no_padding_and_the_shapes_never_change() -> None:
    kind = OBJECTIVES["span_corruption"]
    config = kind.Config()
    material = Material(text=samples.text(4, size=WORDS))
    vocabulary = samples.vocabulary(sentinels=GAPS)
    feed = feed_of({kind.name: config}, material, vocabulary, LENGTH)
    (source,) = feed.sources.values()
    written = kind.decoder_length(config, LENGTH)
    part = objective()
    for row in range(len(source)):
        rngs = samples.rngs(1)
        batch = part.corrupt(source.rows([row], rngs), rngs)
        assert batch.tokens.shape == (1, LENGTH)
        assert batch.targets.shape == batch.decoder_tokens.shape == (1, written)
        assert batch.one_segment == (batch.num_tokens == LENGTH + written)
        assert batch.counts == {kind.name: (batch.targets != IGNORE).sum()}
    assert any(source.rows([row], []).one_segment for row in range(len(source)))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("length", [8, 33, 128])
def test_the_gap_tokens_that_are_asked_for_are_enough(rate: float, length: int) -> None:
    kind = OBJECTIVES["span_corruption"]
    config = GapsConfig(rate=rate, span=1.0)
    needed = kind.num_sentinels(config, length)
    assert needed == num_noise(config.longest(length), rate, 1.0)[1] + 1
    tokens = np.arange(config.longest(length))
    gaps = np.arange(needed)
    noise = noise_spans(len(tokens), rate, 1.0, np.random.default_rng(0))
    assert cut(tokens, noise, gaps)[1][-1] == gaps[-1]
    with pytest.raises(AssertionError, match="too few gap tokens"):
        cut(tokens, noise, gaps[:-1])


def test_a_rows_gaps_depend_on_seed_epoch_and_row_alone() -> None:
    before = rows()
    together = corrupted(before)
    part = objective()
    for row in (0, 3, before.num_rows - 1):
        alone = part.corrupt(before.rows(row, row + 1), [samples.rngs(before.num_rows)[row]])
        assert (alone.tokens[0] == together.tokens[row]).all()
        assert (alone.targets[0] == together.targets[row]).all()
    other = corrupted(before, epoch=1)
    assert (other.tokens != together.tokens).any(axis=1).mean() > 0.9


def test_the_loader_gives_the_same_rows_however_it_is_asked() -> None:
    kind = OBJECTIVES["span_corruption"]
    material = Material(text=samples.text(size=WORDS))
    vocabulary = samples.vocabulary(sentinels=GAPS)

    def take(size: int, steps: int) -> np.ndarray:
        feed = feed_of({kind.name: kind.Config()}, material, vocabulary, LENGTH)
        loader = Loader(feed, objective(), rows=size, seed=3)
        found = [next(loader).decoder_tokens for _ in range(steps)]
        loader.close()
        return np.concatenate(found)

    assert (take(4, 30) == take(12, 10)).all()


def test_what_the_corruption_alone_needed_stays_behind() -> None:
    after = corrupted(rows())
    assert not after.own
    assert (after.original == rows().tokens).all()
