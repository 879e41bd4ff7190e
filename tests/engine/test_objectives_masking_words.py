"""Whole words and spans of words, with tokenizers of each kind and both scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine.batch import IGNORE, Batch
from engine.batching.packing import DocumentRows
from engine.batching.sources import MemoryTokens, TextSource
from engine.batching.stream import StreamRows
from engine.batching.vocabulary import Vocabulary
from engine.objectives.grouping import whole_words
from engine.objectives.masking import Masking, MaskingConfig
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import model_samples as samples
from tests.engine.tokenizer_samples import TEXT, byte_level_bpe, chinese_bpe, wordpiece

KINDS: dict[str, Callable[[], Tokenizer]] = {
    "wordpiece": wordpiece,
    "byte-level BPE": byte_level_bpe,
    "byte-level BPE of long tokens": chinese_bpe,
}
SOURCES: list[type[TextSource]] = [DocumentRows, StreamRows]
LENGTH, ROWS = 48, 20


@pytest.fixture(scope="module", params=KINDS)
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    """One of each kind."""
    return KINDS[request.param]()


@pytest.fixture(params=SOURCES)
def rows(request: pytest.FixtureRequest, tokenizer: Tokenizer) -> Batch:
    """Rows of documents of English and Chinese sentences."""
    rng = np.random.default_rng(0)
    documents = [
        [tokenizer.encode([TEXT[int(line)]])[0].tolist() for line in rng.integers(0, 3, 6)]
        for _ in range(40)
    ]
    source = request.param(MemoryTokens.of(documents), Vocabulary.of(tokenizer), LENGTH)
    return source.rows(range(ROWS), samples.rngs(ROWS))


def hide(tokenizer: Tokenizer, batch: Batch, epoch: int = 0, **given: Any) -> Batch:
    masking = Masking(MaskingConfig.model_validate(given), Vocabulary.of(tokenizer))
    return masking.hide(batch, samples.rngs(batch.num_rows, epoch=epoch))


def hidden_places(batch: Batch) -> np.ndarray:
    """[B, L] bool."""
    places = np.zeros(batch.tokens.shape, dtype=np.bool_)
    row, at = np.nonzero(batch.targets != IGNORE)
    places[row, batch.predict_at[row, at]] = True
    return places


@pytest.mark.parametrize("rate", [0.15, 0.5])
@pytest.mark.parametrize("unit", ["words", "spans"])
def test_words_of_either_script_are_hidden_whole(
    tokenizer: Tokenizer, rows: Batch, unit: str, rate: float
) -> None:
    words = whole_words(rows, Vocabulary.of(tokenizer))
    several = 0
    wanted = np.floor(rate * rows.maskable.sum(axis=1) + 0.5)
    for epoch in range(5):
        hidden = hidden_places(hide(tokenizer, rows, epoch, unit=unit, rate=rate))
        assert not (hidden & ~rows.maskable).any()
        for row in range(ROWS):
            sizes = [0]
            for word in np.unique(words[row][rows.maskable[row]]):
                places = (words[row] == word) & rows.maskable[row]
                assert len(set(hidden[row][places])) == 1
                several += int(hidden[row][places].all() and places.sum() > 1)
                sizes.append(int(places.sum()))
            assert 0 <= wanted[row] - hidden[row].sum() < max(sizes)
    assert several > 20  # words of more than one token, wherever they are from


@pytest.mark.parametrize("unit", ["tokens", "words", "spans"])
def test_the_rate_moves_with_progress_in_every_unit(
    tokenizer: Tokenizer, rows: Batch, unit: str
) -> None:
    config = MaskingConfig.model_validate({"unit": unit, "rate": 0.1, "start_rate": 0.5})
    masking = Masking(config, Vocabulary.of(tokenizer))
    shares, shapes = [], set()
    for progress in (0.0, 0.5, 1.0):
        masking.schedule(progress)
        after = masking.hide(rows, samples.rngs(ROWS))
        shares.append(hidden_places(after).sum() / rows.maskable.sum())
        shapes.add(after.targets.shape)
    assert len(shapes) == 1
    for share, wanted in zip(shares, (0.5, 0.3, 0.1), strict=True):
        assert wanted - 0.1 < share <= wanted + 0.02


def test_spans_hide_longer_stretches_than_words(tokenizer: Tokenizer, rows: Batch) -> None:
    def stretches(unit: str) -> float:
        """Mean number of words in a row that are hidden."""
        words = whole_words(rows, Vocabulary.of(tokenizer))
        lengths = []
        for epoch in range(10):
            hidden = hidden_places(hide(tokenizer, rows, epoch, unit=unit, rate=0.3))
            for row in range(ROWS):
                ends = np.flatnonzero(np.diff(np.concatenate([[0], hidden[row], [0]])))
                lengths += [len(set(words[row][start:stop])) for start, stop in ends.reshape(-1, 2)]
        return float(np.mean(lengths))

    assert stretches("spans") > 1.5 * stretches("words")
