"""What a decoder has to write, and what that costs, is what `transformers` makes of the labels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.batching.sources import Material
from engine.inference.choosing import warped
from engine.inference.speaking import followed, spoken
from engine.inference.speech import Speech
from engine.manner import Manner
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, feed_of
from engine.objectives.objective import Loss, Objective, Prompt
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import EQUAL, LENGTH, give, inputs, our_model, transformers

GAPS, ROWS = 12, 8


def t5(model: Transformer, head: Any) -> Any:
    theirs = transformers.T5ForConditionalGeneration(configs.t5_config())
    theirs.config.decoder_start_token_id = theirs.config.pad_token_id = samples.PAD
    return give(theirs, "t5", model, {"token": head})


def bart(model: Transformer, head: Any) -> Any:
    config = configs.bart_config()
    config.pad_token_id, config.decoder_start_token_id = samples.PAD, samples.SEP
    theirs = transformers.BartForConditionalGeneration(config)
    return give(theirs, "bart", model, {"token": head})


CASES = [("span_corruption", "t5", t5), ("denoising", "bart", bart)]


def objective_and_batch(name: str, model: Transformer) -> tuple[Objective, Batch]:
    """The last rows of a text, the very last one padded."""
    kind, vocabulary = OBJECTIVES[name], samples.vocabulary(sentinels=GAPS)
    objective = samples.stirred(kind(kind.Config(), model, vocabulary))
    material = Material(text=samples.text(size=samples.SIZE - GAPS))
    (source,) = feed_of({name: kind.Config()}, material, vocabulary, LENGTH).sources.values()
    last, rngs = range(len(source) - ROWS, len(source)), samples.rngs(ROWS)
    batch = objective.corrupt(source.rows(last, rngs), rngs)
    assert not batch.one_segment
    return objective, batch


def our_loss(model: Transformer, objective: Objective, batch: Batch) -> Loss:
    (loss,) = Learner(model, objective)(batch.to(samples.CPU)).values()
    return loss


@pytest.mark.parametrize(("name", "paper", "oracle"), CASES)
def test_the_loss_is_theirs_of_the_same_labels(name: str, paper: str, oracle: Any) -> None:
    """They move the labels on by themselves: so start token and order are theirs too."""
    model = our_model(style="classic", paper=paper, decoder_depth=2)
    objective, batch = objective_and_batch(name, model)
    read = {key: value for key, value in inputs(batch).items() if "decoder" not in key}
    answer = oracle(model, objective.head)(**read, labels=torch.from_numpy(batch.targets))
    loss = our_loss(model, objective, batch)
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


@pytest.mark.parametrize(("name", "paper", "oracle"), CASES)
def test_the_gradients_are_theirs(name: str, paper: str, oracle: Any) -> None:
    model = our_model(style="classic", paper=paper, decoder_depth=2)
    objective, batch = objective_and_batch(name, model)
    theirs = oracle(model, objective.head)
    read = {key: value for key, value in inputs(batch).items() if "decoder" not in key}
    theirs(**read, labels=torch.from_numpy(batch.targets)).loss.backward()
    loss = our_loss(model, objective, batch)
    (loss.total / loss.count).backward()
    found = model.embeddings.tokens.weight.grad[: samples.SIZE]
    expected = theirs.get_input_embeddings().weight.grad
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)


def gpt2(model: Transformer, head: Any) -> Any:
    theirs = transformers.GPT2LMHeadModel(configs.gpt2_config())
    return give(theirs, "gpt2", model, {"token": head})


WAYS: list[dict[str, Any]] = [
    {},
    {"repetition_penalty": 1.7},
    {"num_beams": 4},
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("paper", "oracle"), [("gpt2", gpt2), ("bart", bart), ("t5", t5)])
@torch.no_grad()
def test_what_is_written_is_what_theirs_write(paper: str, oracle: Any, way: dict[str, Any]) -> None:
    layers = {} if paper == "gpt2" else {"decoder_depth": 2}
    for seed in range(3):
        model = our_model(style="classic", paper=paper, **layers)
        samples.stirred(model, seed, std=0.3).eval()
        head = samples.stirred(TokenHead(model))
        text = samples.full_rows(1, 9, seed=seed).tokens[0]
        start = samples.PAD if paper == "t5" else samples.SEP
        prompt = Prompt(text) if paper == "gpt2" else Prompt(np.array([start]), text)
        manner = Manner(
            beams=way.get("num_beams", 1),
            repetition_penalty=way.get("repetition_penalty", 1.0),
            length_penalty=0.0,
            most=10,
        )
        speech = Speech(model, head, prompt)
        if manner.beams > 1:
            found = followed(speech, manner, samples.SEP)[0]
        else:
            found = spoken(speech, manner, samples.SEP, None)
        begun = {} if paper == "gpt2" else {"decoder_start_token_id": start}
        theirs = oracle(model, head).generate(
            torch.from_numpy(text)[None],
            attention_mask=torch.ones(1, len(text), dtype=torch.int64),
            max_new_tokens=10,
            do_sample=False,
            length_penalty=0.0,
            early_stopping="never",
            eos_token_id=samples.SEP,
            pad_token_id=samples.PAD,
            bos_token_id=None,
            forced_eos_token_id=None,
            forced_bos_token_id=None,
            **begun | way,
        )[0]
        expected = theirs[len(prompt.begun) :].tolist()
        assert list(found.tokens) == expected[: len(found.tokens)]
        assert all(token == samples.PAD for token in expected[len(found.tokens) :])


@pytest.mark.parametrize("temperature", [0.7, 1.0, 1.8])
@pytest.mark.parametrize(("top_k", "top_p"), [(None, None), (5, None), (None, 0.8), (12, 0.6)])
def test_tokens_are_drawn_from_what_theirs_are(
    temperature: float, top_k: int | None, top_p: float | None
) -> None:
    logits = torch.randn(3, 40, generator=torch.Generator().manual_seed(0)) * 2
    expected = transformers.TemperatureLogitsWarper(temperature)(None, logits)
    if top_k is not None:
        expected = transformers.TopKLogitsWarper(top_k)(None, expected)
    if top_p is not None:
        expected = transformers.TopPLogitsWarper(top_p)(None, expected)
    manner = Manner(temperature=temperature, top_k=top_k, top_p=top_p)
    torch.testing.assert_close(warped(logits, manner), expected)
