"""What the fingerprint of prepared pairs depends on, and how their labels are numbered."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.corpus.labels import INFERENCE
from engine.corpus.pair import Pair
from engine.corpus.pair_summary import PairSummary
from engine.shards.pairs import build_pairs
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.pair_samples import NUMBER, inference_rows, labelled, read, tsv, write


def fingerprint(folder: Path, tokenizer: Tokenizer, text: str, **fields: Any) -> str:
    own = labelled(write(folder / "a.tsv", text), **fields)
    with closing(build_pairs(own, tokenizer, folder / "cache")) as prepared:
        return prepared.fingerprint


def test_the_fingerprint_changes_with_a_label_a_column_and_the_tokenizer(
    tokenizer: Tokenizer, tmp_path: Path
) -> None:
    text = tsv(inference_rows())
    one = fingerprint(tmp_path / "a", tokenizer, text)
    assert fingerprint(tmp_path / "b", tokenizer, text) == one
    others = {
        fingerprint(tmp_path / "a", tokenizer, text.replace("neutral", "entailment", 1)),
        fingerprint(tmp_path / "a", tokenizer, text, first="hypothesis", second="premise"),
        fingerprint(tmp_path / "a", tokenizer, text, validation=0.3),
    }
    small = train_tokenizer(TokenizerConfig(vocabulary=300), labelled(tmp_path / "a" / "a.tsv"))
    others.add(fingerprint(tmp_path / "a", small, text))
    assert len(others | {one}) == 5


class Told:
    """A corpus that says it has not changed, whatever it holds."""

    labelled = True

    def __init__(self, pairs: list[Pair]) -> None:
        self.summary = PairSummary()
        self._pairs = pairs

    def fingerprint(self, *_: object) -> str:
        return "the same"

    def pairs(self, *_: object) -> Generator[Pair, None, None]:
        yield from self._pairs

    def retold(self, reading: PairSummary) -> PairSummary:
        return reading


@pytest.mark.parametrize("change", ["label", "second", "border"])
def test_the_fingerprint_changes_with_all_that_was_written(
    tokenizer: Tokenizer, tmp_path: Path, change: str
) -> None:
    pair = Pair(0, 0, "the old house", "the river", "neutral", False)
    pairs = [replace(pair, row=n, label=INFERENCE[n % 3], validation=n > 6) for n in range(9)]
    changed = {
        "label": replace(pairs[1], label="contradiction"),
        "second": replace(pairs[1], second="the road"),
        "border": replace(pairs[1], first="the old", second="house the river"),
    }[change]
    found = []
    for number, given in enumerate((pairs, [pairs[0], changed, *pairs[2:]])):
        with closing(build_pairs(Told(given), tokenizer, tmp_path / str(number))) as prepared:
            found.append(prepared.fingerprint)
    assert found[0][:32] == found[1][:32]
    assert found[0] != found[1]


def test_numbers_beside_minus_one_are_inference(tokenizer: Tokenizer, tmp_path: Path) -> None:
    own = labelled(
        write(tmp_path / "a.tsv", tsv(inference_rows(("2", "-1", "0", "1")))), validation=0.2
    )
    with closing(build_pairs(own, tokenizer, tmp_path / "cache")) as prepared:
        assert prepared.train.classes == INFERENCE
        assert prepared.summary.unlabelled == NUMBER // 4
        assert prepared.summary.labels == dict.fromkeys(INFERENCE, NUMBER // 4)
        known = [pair for pair in read(own) if pair.label != "-1" and not pair.validation]
        assert len(prepared.train) == len(known) == prepared.summary.train_pairs
        expected = [INFERENCE[int(pair.label)] for pair in known]
        assert [INFERENCE[at] for at in prepared.train.labels] == expected
        wanted = tokenizer.encode([known[5].first])[0].tolist()
        assert prepared.train.parts(5)[0].tolist() == wanted
        assert len(prepared.train.sizes[0]) == len(known)


def test_other_labels_are_sorted_whatever_comes_first(tokenizer: Tokenizer, tmp_path: Path) -> None:
    own = labelled(write(tmp_path / "a.tsv", tsv(inference_rows(("yes", "no")))))
    with closing(build_pairs(own, tokenizer, tmp_path / "cache")) as prepared:
        assert prepared.train.classes == ("no", "yes")
        labels = [prepared.train.classes[at] for at in prepared.train.labels]
        assert labels == [pair.label for pair in read(own) if not pair.validation]
