"""Scores of texts are those a slow loop gets from `transformers` on the same weights."""

from __future__ import annotations

import difflib
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from sklearn.metrics import roc_auc_score

from engine.batching.vocabulary import Vocabulary
from engine.evaluation import crows_pairs, intervals, likelihood, minimal_pairs
from engine.inference.opening import Opened
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.answer_samples import pieces
from tests.engine.evaluation_samples import SENTENCES, asked, written
from tests.oracles.oracle_models import DEPTH, EQUAL, HEADS, WIDTH, give, transformers

LENGTH = 32
TEXTS = [*SENTENCES, "The unbelievable open door walks, the door was walking."]
PAIRS = [(TEXTS[0], "The door open was."), (TEXTS[1], "The unbelievable walking."), TEXTS[2:4]]


def loaded(name: str, **given: Any) -> tuple[Opened, Any]:
    """A classic model of ours that learned one objective, and theirs of the same weights."""
    tokenizer = pieces()
    shape = {"depth": DEPTH, "width": WIDTH, "heads": HEADS, "length": LENGTH, "style": "classic"}
    config = samples.config(**shape | given)
    generator = torch.Generator().manual_seed(0)
    model = Transformer(config, tokenizer.vocabulary, generator=generator)
    configs = {name: OBJECTIVES[name].Config.model_validate({})}
    learner = Learner(model, build(configs, model, Vocabulary.of(tokenizer)))
    opened = Opened("one", 10, samples.stirred(learner).eval(), tokenizer)
    (objective,) = learner.objective.parts().values()
    shared = {"vocab_size": tokenizer.vocabulary}
    if name == "masked_lm":
        theirs = transformers.BertForMaskedLM(
            transformers.BertConfig(
                hidden_size=WIDTH,
                num_hidden_layers=DEPTH,
                num_attention_heads=HEADS,
                intermediate_size=4 * WIDTH,
                max_position_embeddings=LENGTH,
                **shared,
            )
        )
        return opened, give(theirs, "bert", model, {"token": objective.head})
    theirs = transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            n_embd=WIDTH, n_layer=DEPTH, n_head=HEADS, n_positions=LENGTH, **shared
        )
    )
    return opened, give(theirs, "gpt2", model, {"token": objective.head})


def ids_of(opened: Opened, text: str) -> list[int]:
    """[CLS] text [SEP]."""
    special = opened.tokenizer.special
    assert special.cls is not None
    assert special.sep is not None
    return [special.cls, *opened.tokenizer.encode([text])[0].tolist(), special.sep]


@torch.no_grad()
def told(theirs: Any, row: list[int], place: int, token: int) -> float:
    """log p of a token in a place, in a pass of its own."""
    logits = theirs(input_ids=torch.tensor([row])).logits[0, place]
    return float(torch.log_softmax(logits.double(), -1)[token])


def masked_scores(opened: Opened, theirs: Any, text: str, *, within: bool) -> Iterator[float]:
    """Each token of a text hidden, alone or with what goes on with its word behind it."""
    ids, mask = ids_of(opened, text), opened.tokenizer.special.mask
    assert mask is not None
    names = json.loads(opened.tokenizer.to_bytes())["model"]["vocab"]
    pieces_of_words = {number for name, number in names.items() if name.startswith("##")}
    for place in range(1, len(ids) - 1):
        row = list(ids)
        row[place] = mask
        behind = place + 1
        while within and ids[behind] in pieces_of_words:
            row[behind] = mask
            behind += 1
        yield told(theirs, row, place, ids[place])


def causal_score(opened: Opened, theirs: Any, text: str) -> float:
    """log p of a text behind [CLS], token by token."""
    ids = ids_of(opened, text)[:-1]
    return sum(told(theirs, ids[:at], at - 1, ids[at]) for at in range(1, len(ids)))


def test_both_pseudo_likelihoods_are_those_of_their_bert(tmp_path: Path) -> None:
    opened, theirs = loaded("masked_lm")
    path = written(tmp_path / "a.txt", TEXTS)
    result = likelihood.evaluate(asked(opened, tmp_path, path))
    size = sum(len(text.encode()) for text in TEXTS)
    for name, within in (("pll_bits_per_byte", True), ("plain_pll_bits_per_byte", False)):
        nats = sum(sum(masked_scores(opened, theirs, text, within=within)) for text in TEXTS)
        expected = -nats / math.log(2) / size
        assert result.figure(name).value == pytest.approx(expected, rel=EQUAL["rtol"])


def test_bits_per_byte_are_those_of_their_gpt2(tmp_path: Path) -> None:
    opened, theirs = loaded("causal_lm", architecture="decoder")
    lines = [json.dumps({"text": text}) for text in TEXTS]
    path = written(tmp_path / "a.jsonl", lines)
    result = likelihood.evaluate(asked(opened, tmp_path, path))
    nats = sum(causal_score(opened, theirs, text) for text in TEXTS)
    tokens = sum(len(ids_of(opened, text)) - 2 for text in TEXTS)
    expected = -nats / math.log(2) / sum(len(text.encode()) for text in TEXTS)
    assert result.figure("bits_per_byte").value == pytest.approx(expected, rel=EQUAL["rtol"])
    perplexity = math.exp(-nats / tokens)
    assert result.figure("perplexity").value == pytest.approx(perplexity, rel=1e-4)


@pytest.mark.parametrize("name", ["masked_lm", "causal_lm"])
def test_minimal_pairs_are_won_by_the_same_sentences(name: str, tmp_path: Path) -> None:
    given = {} if name == "masked_lm" else {"architecture": "decoder"}
    opened, theirs = loaded(name, **given)
    lines = [json.dumps({"sentence_good": good, "sentence_bad": bad}) for good, bad in PAIRS]
    result = minimal_pairs.evaluate(asked(opened, tmp_path, written(tmp_path / "a.jsonl", lines)))

    def score(text: str) -> float:
        if name == "causal_lm":
            return causal_score(opened, theirs, text)
        return sum(masked_scores(opened, theirs, text, within=True))

    margins = [score(good) - score(bad) for good, bad in PAIRS]
    won = sum(margin > 0 for margin in margins) / len(margins)
    assert result.figure("accuracy").value == pytest.approx(won)
    wrong = sorted(margin for margin in margins if margin < 0)
    assert [row[3] for row in result.tables[-1].rows] == pytest.approx(wrong, abs=1e-4)


def published(opened: Opened, theirs: Any, own: str, other: str) -> float:
    """Of a sentence as Nangia et al. (2020) describe it: Σ log p of the tokens both share."""
    one, two = ids_of(opened, own), ids_of(opened, other)
    mask = opened.tokenizer.special.mask
    assert mask is not None
    matcher = difflib.SequenceMatcher(None, [str(id) for id in one], [str(id) for id in two])
    shared = [
        place
        for kind, start, stop, _, _ in matcher.get_opcodes()
        if kind == "equal"
        for place in range(start, stop)
    ]
    total = 0.0
    for place in shared[1:-1]:  # neither [CLS] nor [SEP]
        row = [mask if at == place else token for at, token in enumerate(one)]
        total += told(theirs, row, place, one[place])
    return total


def test_crows_pairs_are_scored_as_published(tmp_path: Path) -> None:
    opened, theirs = loaded("masked_lm")
    rows = [
        ("The door was open.", "The unbelievable door was open.", "stereo"),
        ("The walking door walks.", "The open door walks.", "antistereo"),
        ("Was the door unbelievable?", "Was the walking unbelievable?", "stereo"),
    ]
    lines = ["sent_more,sent_less,stereo_antistereo,bias_type"]
    lines += [f"{more},{less},{way},age" for more, less, way in rows]
    result = crows_pairs.evaluate(asked(opened, tmp_path, written(tmp_path / "a.csv", lines)))
    margins = [
        published(opened, theirs, more, less) - published(opened, theirs, less, more)
        for more, less, _ in rows
    ]
    preferred = sum(round(margin, 3) > 0 for margin in margins) / len(rows)
    assert result.figure("stereotype_preferred").value == pytest.approx(preferred)
    strongest = sorted((margin for margin in margins if margin > 0), reverse=True)
    assert [row[3] for row in result.tables[-1].rows] == pytest.approx(strongest, abs=1e-4)


def test_how_often_one_is_above_the_other_is_the_area_under_the_curve() -> None:
    generator = torch.Generator().manual_seed(0)
    above = torch.randint(0, 40, (60,), generator=generator).tolist()
    below = torch.randint(0, 30, (80,), generator=generator).tolist()
    expected = roc_auc_score([1] * 60 + [0] * 80, above + below)
    assert intervals.of_order(above, below, 0)[0] == pytest.approx(expected, abs=1e-9)
