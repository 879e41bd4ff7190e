"""What a decoder has to write, and what that costs, is what `transformers` makes of the labels."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from engine.batch import Batch
from engine.batching.sources import Material
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, feed_of
from engine.objectives.objective import Loss, Objective
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
