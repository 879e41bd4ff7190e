"""Gap tokens from the recipe to the rows: as many as objectives need, in every tokenizer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tokenizers
from tokenizers import decoders, models, pre_tokenizers, trainers

from engine.batch import IGNORE
from engine.batching.vocabulary import Vocabulary
from engine.faults import RecipeFault
from engine.objectives import OBJECTIVES, plan_of
from engine.recipe import Recipe, read_recipe
from engine.tokenizer.learning import learn_bpe, learn_wordpiece, pack
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_on
from engine.training.pretended import pretended_feed, pretended_vocabulary
from tests.engine import assembly_samples as samples

TEXT = samples.paragraphs(20_000)
LEARN = {"wordpiece": learn_wordpiece, "bpe": learn_bpe}


def recipe_of(folder: Path, **sections: dict[str, Any]) -> Recipe:
    data: dict[str, Any] = {
        "corpus": {"paths": [str(folder)]},
        "model": {"architecture": "encoder_decoder", "length": 64},
        "objectives": {"span_corruption": True},
        "training": {"steps": 1},
        "tokenizer": {},
    }
    for name, section in sections.items():
        data[name] = {**data[name], **section}
    return read_recipe(data, folder=folder)


def faults_of(folder: Path, **sections: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(RecipeFault) as caught:
        recipe_of(folder, **sections)
    return {fault.place: str(fault) for fault in caught.value.faults}


def learned(kind: str, sentinels: int) -> Tokenizer:
    given = {"vocabulary": 400, "lowercase": True, "sentinels": sentinels}
    machine = LEARN[kind](given, [pack([TEXT.encode()])], lambda _: None)
    return Tokenizer.from_bytes(machine.to_str().encode())


def t5_like(path: Path, sentinels: int, *, special: bool = True) -> Path:
    """Unigram with T5's special tokens; its gap tokens have falling numbers, as there."""
    machine = tokenizers.Tokenizer(models.Unigram())
    machine.pre_tokenizer, machine.decoder = pre_tokenizers.Metaspace(), decoders.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=200,
        special_tokens=["<pad>", "</s>", "<unk>"],
        unk_token="<unk>",
        show_progress=False,
    )
    machine.train_from_iterator(TEXT.split("\n"), trainer)
    names = [f"<extra_id_{number}>" for number in reversed(range(sentinels))]
    (machine.add_special_tokens if special else machine.add_tokens)(names)
    path.write_text(machine.to_str(), "utf-8")
    return path


def test_a_recipe_says_how_many_gap_tokens_its_vocabulary_has(tmp_path: Path) -> None:
    assert recipe_of(tmp_path).tokenizer.sentinels == 100
    long = {"model": {"length": 4096}}
    assert recipe_of(tmp_path, **long).tokenizer.sentinels == 1 + round(682 / 3)  # of 4550 tokens
    assert recipe_of(tmp_path, tokenizer={"sentinels": 7}).tokenizer.sentinels == 7
    other = {"objectives": {"span_corruption": False, "denoising": True}}
    assert recipe_of(tmp_path, **other).tokenizer.sentinels is None


def test_too_few_gap_tokens_are_refused(tmp_path: Path) -> None:
    assert recipe_of(tmp_path, tokenizer={"sentinels": 4}).tokenizer.sentinels == 4
    found = faults_of(tmp_path, tokenizer={"sentinels": 3})
    assert "need 4 gap tokens, not 3" in found["tokenizer.sentinels"]


def test_a_vocabulary_needs_room_beside_its_gap_tokens(tmp_path: Path) -> None:
    assert recipe_of(tmp_path, tokenizer={"vocabulary": 300})
    found = faults_of(tmp_path, tokenizer={"vocabulary": 300, "sentinels": 101})
    assert "at least 301, not 300" in found["tokenizer.vocabulary"]


def test_gap_tokens_nobody_needs_take_room_as_well(tmp_path: Path) -> None:
    words = {"architecture": "encoder"}, {"span_corruption": False, "masked_lm": True}
    given: dict[str, Any] = dict(zip(("model", "objectives"), words, strict=True))
    assert recipe_of(tmp_path, **given, tokenizer={"vocabulary": 300, "sentinels": 100})
    found = faults_of(tmp_path, **given, tokenizer={"vocabulary": 300, "sentinels": 1000})
    assert "at least 1200, not 300" in found["tokenizer.vocabulary"]


def test_an_opened_tokenizer_must_have_them_too(tmp_path: Path) -> None:
    file = t5_like(tmp_path / "tokenizer.json", 3)
    found = faults_of(tmp_path, tokenizer={"file": str(file)})
    assert "needs 4 gap tokens" in found["objectives.span_corruption"]
    assert recipe_of(tmp_path, tokenizer={"file": str(t5_like(file, 4))})


@pytest.mark.parametrize("kind", ["wordpiece", "bpe"])
@pytest.mark.parametrize("sentinels", [5, 100])
def test_a_learned_vocabulary_ends_in_its_gap_tokens(kind: str, sentinels: int) -> None:
    tokenizer = learned(kind, sentinels)
    size = tokenizer.vocabulary
    assert size <= 400
    ids = range(size - sentinels, size)
    assert tokenizer.special.sentinels == tuple(ids)
    assert [tokenizer.token(id) for id in ids[:2]] == ["<extra_id_0>", "<extra_id_1>"]
    check_gaps(tokenizer)


@pytest.mark.parametrize("special", [True, False])
def test_an_opened_t5_tokenizer_has_its_gap_tokens_in_order(tmp_path: Path, special: bool) -> None:
    tokenizer = Tokenizer.open(t5_like(tmp_path / "tokenizer.json", 5, special=special))
    size = tokenizer.vocabulary
    assert tokenizer.special.sentinels == tuple(range(size - 1, size - 6, -1))
    assert (tokenizer.special.cls, tokenizer.special.mask) == (None, None)
    check_gaps(tokenizer)


def check_gaps(tokenizer: Tokenizer) -> None:
    """They stand for no text, and no text holds them."""
    gaps = list(tokenizer.special.sentinels)
    vocabulary = Vocabulary.of(tokenizer)
    assert vocabulary.sentinels.tolist() == gaps
    assert not vocabulary.maskable[gaps].any()
    assert not set(gaps) & set(vocabulary.ordinary.tolist())
    assert not tokenizer.bytes_per_token()[gaps].any()
    assert tokenizer.decode(gaps[:1]).strip() == "<extra_id_0>"


def test_a_book_that_speaks_of_gap_tokens_has_none(tmp_path: Path) -> None:
    opened = Tokenizer.open(t5_like(tmp_path / "tokenizer.json", 5))
    for tokenizer in (learned("wordpiece", 5), learned("bpe", 5), opened):
        (ids,) = tokenizer.encode(["Bara <extra_id_0> keni."])
        assert not set(ids.tolist()) & set(tokenizer.special.sentinels)


def test_a_t5_tokenizer_is_enough_to_train_on(tmp_path: Path) -> None:
    file = t5_like(tmp_path / "tokenizer.json", 100)
    recipe = recipe_of(tmp_path, tokenizer={"file": str(file)})
    vocabulary = Vocabulary.of(Tokenizer.open(file))
    learner = build_on(recipe, vocabulary)
    feed = pretended_feed(recipe, vocabulary)
    (source,) = feed.sources.values()
    rngs = [np.random.default_rng(0)]
    batch = learner.objective.corrupt(source.rows([0], rngs), rngs)
    assert batch.tokens.min() >= 0  # [CLS], which there is none of, is not asked for
    assert batch.decoder_tokens[0, 0] == vocabulary.pad
    assert batch.targets[batch.targets != IGNORE][-1] == vocabulary.sep == 1


def test_pretended_vocabularies_are_never_all_gaps() -> None:
    small = pretended_vocabulary(50, 100)
    assert len(small.sentinels) == 25
    assert len(small.ordinary) == 20


def test_denoising_needs_a_mask_which_t5_has_none_of(tmp_path: Path) -> None:
    file = t5_like(tmp_path / "tokenizer.json", 100)
    assert "[MASK]" not in json.loads(file.read_text("utf-8"))["model"]
    given = {"objectives": {"denoising": True}, "tokenizer": {"file": str(file)}}
    assert "needs the token" in faults_of(tmp_path, **given)["objectives.denoising"]


@pytest.mark.parametrize("name", ["span_corruption", "denoising"])
def test_what_has_no_decoder_beside_its_encoder_is_refused_with_the_nearest_fit(
    tmp_path: Path, name: str
) -> None:
    chosen = {"span_corruption": False, name: True}
    for architecture in ("encoder", "decoder"):
        given = {"objectives": chosen, "model": {"architecture": architecture}}
        fault = faults_of(tmp_path, **given)[f"objectives.{name}"]
        nearest = OBJECTIVES[name].nearest[architecture]
        assert "needs model.architecture = encoder_decoder" in fault
        assert f"take {nearest}" in fault
        assert architecture in OBJECTIVES[nearest].architectures


def test_objectives_with_answers_of_their_own_take_turns(tmp_path: Path) -> None:
    both = {"span_corruption": {"turns": 3}, "denoising": True}
    recipe = recipe_of(tmp_path, objectives=both)
    assert [task.objectives for task in plan_of(recipe.objectives)] == [
        ("denoising",),
        ("span_corruption",),
    ]
    vocabulary = pretended_vocabulary(8192, 100)
    feed = pretended_feed(recipe, vocabulary)
    assert [feed.task_of(step) for step in range(4)].count("denoising") == 1
    rngs = [np.random.default_rng(0)]
    rows = {task: source.rows([0], rngs) for task, source in feed.sources.items()}
    objective = build_on(recipe, vocabulary).objective
    for task, batch in rows.items():
        after = objective.corrupt(replace(batch, task=task), rngs)
        assert set(after.counts) == {task}
        assert after.tokens.shape[1] == 64
