"""Labelled pairs, a tokenizer of them, and both prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.corpus.pairs import PairCorpus
from engine.shards.pairs import PreparedPairs, build_pairs
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.pair_samples import inference_rows, labelled, tsv, write


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> PairCorpus:
    folder = tmp_path_factory.mktemp("pairs")
    return labelled(write(folder / "a.tsv", tsv(inference_rows())), validation=0.2)


@pytest.fixture(scope="module", params=["wordpiece", "bpe"])
def tokenizer(request: pytest.FixtureRequest, corpus: PairCorpus) -> Tokenizer:
    return train_tokenizer(TokenizerConfig(kind=request.param, vocabulary=400), corpus)


@pytest.fixture
def prepared(corpus: PairCorpus, tokenizer: Tokenizer, tmp_path: Path) -> Iterator[PreparedPairs]:
    with closing(build_pairs(corpus, tokenizer, tmp_path)) as found:
        yield found
