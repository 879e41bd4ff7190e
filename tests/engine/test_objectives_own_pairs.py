"""A person's own pair: the row shown is the one the trainer makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import tokenizers
from tokenizers import models, pre_tokenizers, trainers

from engine.batching.randomness import row_generators
from engine.batching.sources import Material
from engine.batching.vocabulary import Vocabulary
from engine.corpus.labelled import LabelledConfig, labelled_pairs
from engine.corpus.own_pair import OwnPair
from engine.corpus.parallel import ParallelConfig, parallel_text
from engine.faults import Fault
from engine.objectives import OBJECTIVES, build
from engine.objectives.objective import Objective
from engine.objectives.picture import draw_picture
from engine.shards.pairs import build_pairs
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import model_samples as samples

LENGTH = 24
LABELS = ("entailment", "neutral", "contradiction")
ROWS = [
    ("The boat is red. It\tis  small.", "The boat has a colour.", "contradiction"),
    ("It rains.", "The cook sings. He sings well, and loudly, and for a long time.", "neutral"),
    ("It snows.", "The roof is white.", "entailment"),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=60, special_tokens=special, show_progress=False)
    machine.train_from_iterator([text for row in ROWS for text in row[:2]], trainer)
    return Tokenizer.from_bytes(machine.to_str().encode())


def objective(tokenizer: Tokenizer, name: str) -> Objective:
    kind = OBJECTIVES[name]
    model = samples.model(
        size=tokenizer.vocabulary, architecture=kind.architectures[0], length=LENGTH
    )
    return build({name: kind.Config()}, model, Vocabulary.of(tokenizer))


def written(path: Path) -> Path:
    """The pairs as a file of JSON lines, which may hold tabs."""
    names = ("premise", "hypothesis", "label")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["natural_language_inference", "translation"])
def test_the_row_of_a_pair_is_the_trainers_row_of_it(
    tokenizer: Tokenizer, tmp_path: Path, name: str
) -> None:
    part, vocabulary = objective(tokenizer, name), Vocabulary.of(tokenizer)
    path, others = written(tmp_path / "pairs.jsonl"), written(tmp_path / "held-back.jsonl")
    labelled = name == "natural_language_inference"
    corpus = (
        labelled_pairs(LabelledConfig(paths=(path,), validation_paths=(others,)))
        if labelled
        else parallel_text(
            ParallelConfig(
                paths=(path,),
                validation_paths=(others,),
                source_column="premise",
                target_column="hypothesis",
            )
        )
    )
    prepared = build_pairs(corpus, tokenizer, tmp_path / "shards").train
    material = Material(labelled=prepared, parallel=prepared)
    rows = part.source.of(material, vocabulary, LENGTH)
    rngs = row_generators(0, 0, range(len(ROWS)))
    trained = part.corrupt(rows.rows(range(len(ROWS)), rngs), rngs)

    found = []
    for first, second, label in ROWS:
        own = OwnPair(first, second, label, LABELS) if labelled else OwnPair(first, second)
        picture = draw_picture(part, vocabulary, tokenizer, own, 0, length=LENGTH)
        assert picture.label == (label if labelled else None)
        assert picture.note == ""
        shown = [token.text for token in picture.tokens]
        given = [token.text for token in picture.decoder]
        found.append((shown, given, picture.label, dict(picture.answers)))
    wanted = []
    for row, tokens in enumerate(trained.tokens):
        told = trained.labels if labelled else None
        given, answers = [], {}
        if not labelled:
            given = [tokenizer.token(int(id)) for id in trained.decoder_tokens[row]]
            asked = np.flatnonzero(trained.targets[row] >= 0)
            answers = {int(at): tokenizer.token(int(trained.targets[row][at])) for at in asked}
        label = None if told is None else prepared.classes[int(told[row])]
        wanted.append(([tokenizer.token(int(id)) for id in tokens], given, label, answers))
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_a_pair_nobody_labelled_is_shown_and_said(tokenizer: Tokenizer) -> None:
    part = objective(tokenizer, "natural_language_inference")
    own = OwnPair("It rains.", "It snows.", "", LABELS)
    picture = draw_picture(part, Vocabulary.of(tokenizer), tokenizer, own, 0, length=LENGTH)
    assert picture.label is None
    assert "labelled" in picture.note


def test_what_reads_text_takes_a_pair_as_prose(tokenizer: Tokenizer) -> None:
    part, own = objective(tokenizer, "masked_lm"), OwnPair("It rains.", "It snows.")
    vocabulary = Vocabulary.of(tokenizer)
    of_pair = draw_picture(part, vocabulary, tokenizer, own, 0, length=LENGTH)
    assert of_pair == draw_picture(part, vocabulary, tokenizer, own.text, 0, length=LENGTH)


@pytest.mark.parametrize("own", [OwnPair("It rains.", " "), OwnPair("\u200b", "It rains.")])
@pytest.mark.parametrize("name", ["natural_language_inference", "translation"])
def test_a_pair_with_an_empty_passage_is_no_pair(
    tokenizer: Tokenizer, name: str, own: OwnPair
) -> None:
    part = objective(tokenizer, name)
    with pytest.raises(Fault, match="two passages"):
        draw_picture(part, Vocabulary.of(tokenizer), tokenizer, own, 0, length=LENGTH)
