"""Bits per byte: the bytes are those of the text, whatever tokens it became."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.recipe import Recipe, load_recipe
from engine.training.building import build_learner, build_text
from engine.training.preparing import prepare_text
from engine.training.text import bytes_in_text
from engine.training.yardsticks import Yardsticks
from tests.engine.assembly_samples import RECIPE, paragraphs, write_recipe
from tests.engine.pair_samples import tsv, write

KINDS = ("wordpiece", "bpe")
UNKNOWN = "x" * 120  # longer than WordPiece reads
PAIRS = [(f"The cat sleeps {n} times.", f"Die Katze schläft {n} Mal. {UNKNOWN}") for n in range(90)]
LABELS = ("entailment", "neutral", "contradiction")


def recipe(folder: Path, kind: str, *sets: str) -> Recipe:
    """On four files of text, every third paragraph with a word no WordPiece knows."""
    path = write_recipe(folder, text=False, recipe=RECIPE)
    for number in range(4):
        parts = paragraphs(15_000, number).split("\n\n")
        parts = [f"{UNKNOWN}  {part}" if at % 3 == 0 else part for at, part in enumerate(parts)]
        write(folder / "text" / f"{number}.txt", "\n\n".join(parts))
    whole = ("corpus.validation=0.2", "training.validation_rows=10000", "tokenizer.vocabulary=400")
    return load_recipe(path, [f"tokenizer.kind={kind}", *whole, *sets])


def causal(folder: Path, kind: str) -> Recipe:
    without = ("objectives.masked_lm=false", "objectives.next_sentence=false")
    wanted = ("model.architecture=decoder", "objectives.causal_lm=true")
    return recipe(folder, kind, *without, *wanted)


def measured(wanted: Recipe) -> tuple[float, int, bool]:
    """Bits per byte of 1,000 nats for all that is asked for; the true bytes; is all known?"""
    with closing(prepare_text(wanted, Control(), lambda event: None)) as text:
        rows, learner = build_text(wanted, text), build_learner(wanted, text.tokenizer)
        assert text.shards is not None
        batches = evaluation_batches(rows.validation, learner.objective, 10_000, 0)
        sticks = Yardsticks.of(batches, rows, learner.objective)
        asked = sum(len(learner.objective.token_targets(one)["causal_lm"]) for one in batches)
        held = text.shards.validation
        unknown = text.tokenizer.special.unknown
        known = unknown is None or held.token_counts[unknown] == 0
        return sticks.bits_per_byte("causal_lm", 1000 / asked), held.num_bytes, known


def test_one_text_has_the_same_bytes_under_any_tokenizer(tmp_path: Path) -> None:
    """The same −log p of the same text is the same bits per byte."""
    found = {kind: measured(causal(tmp_path / kind, kind)) for kind in KINDS}
    assert not found["wordpiece"][2]  # there are unknown words
    num_bytes = found["bpe"][1]
    assert found["wordpiece"][1] == num_bytes
    for bits, _, _ in found.values():  # the first token of a row is asked of nobody
        assert bits == pytest.approx(1000 / math.log(2) / num_bytes, rel=0.06)
    assert found["wordpiece"][0] == pytest.approx(found["bpe"][0], rel=0.03)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reads", ["text", "labelled", "parallel"])
def test_held_back_bytes_are_those_of_what_a_task_reads(
    tmp_path: Path, kind: str, reads: str
) -> None:
    wanted = of_kind(tmp_path, kind, reads)
    with closing(prepare_text(wanted, Control(), lambda event: None)) as text:
        rows = build_text(wanted, text)
        readings = wanted.readings
        if reads == "text":
            assert readings.text is not None
            assert text.shards is not None
            held = [one.text for one in readings.text.documents() if one.validation]
            counts = text.shards.validation.token_counts
        elif reads == "labelled":
            assert readings.labelled is not None
            assert text.labelled is not None
            pairs = [pair for pair in readings.labelled.pairs() if pair.validation]
            held = [side for pair in pairs for side in (pair.first, pair.second)]
            counts = text.labelled.validation.tokens.token_counts
        else:  # what is written alone
            assert readings.parallel is not None
            assert text.parallel is not None
            held = [pair.second for pair in readings.parallel.pairs() if pair.validation]
            counts = text.parallel.validation.second_counts
        (task,) = rows.validation.sources
        sizes = rows.bytes_of(task)
        assert sizes is not None
        assert held
        assert float(sizes @ counts) == pytest.approx(num_bytes_of(held))


def of_kind(folder: Path, kind: str, reads: str) -> Recipe:
    if reads == "text":
        return causal(folder, kind)
    without = ("objectives.masked_lm=false", "objectives.next_sentence=false")
    if reads == "labelled":
        rows = [(*pair, LABELS[at % 3]) for at, pair in enumerate(PAIRS)]
        path = write(folder / "pairs.tsv", tsv(rows))
        own = (f"labelled.paths={[str(path)]}", "objectives.natural_language_inference=true")
    else:
        path = write(folder / "both.tsv", tsv(PAIRS, header=None))
        own = (
            f"parallel.paths={[str(path)]}",
            "model.architecture=encoder_decoder",
            "objectives.translation=true",
        )
    return recipe(folder, kind, *without, *own)


def num_bytes_of(texts: Sequence[str]) -> int:
    return sum(len(text.encode("utf-8")) for text in texts)


def test_what_tokens_do_not_show_is_shared_out() -> None:
    counts = np.array([0, 2, 10, 5], np.uint64)  # the second is unknown
    sizes = bytes_in_text(np.array([0, 0, 4, 2]), counts, 75)
    assert sizes.tolist() == [0, 0, 6, 3]


def test_a_text_of_unknown_words_alone_has_its_bytes_too() -> None:
    counts = np.array([0, 8, 0, 0], np.uint64)
    sizes = bytes_in_text(np.array([0, 0, 4, 2]), counts, 40)
    assert sizes.tolist() == [0, 5, 0, 0]
    assert bytes_in_text(np.array([0, 4]), np.zeros(2, np.uint64), 0).tolist() == [0, 0]
