"""Unmodified `transformers` opens what is exported, and answers as the run does, to 1e-5."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.batch import Batch
from engine.exchange.exporting import export_run
from engine.inference.reader import Reader
from engine.inference.speech import Speech
from engine.runs.run import Run
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.exchange_samples import FITTING, found_run
from tests.engine.opened_samples import TEXT, tokenizer
from tests.oracles.oracle_models import EQUAL, LENGTH, inputs, rows, transformers
from tests.oracles.test_logits import both, check

# Both leave threads behind.
transformers.utils.logging.disable_progress_bar()
os.environ.setdefault("HF_DEACTIVATE_ASYNC_LOAD", "1")

PADDED = pytest.mark.parametrize("padded", [0, 5])
DECODERS, WRITERS = ("gpt2", "llama"), ("bart", "t5")


def given(family: str, padded: int) -> Batch:
    """Rows as a model of this family learned to read them, padded with its padding token."""
    batch = both(padded) if family in WRITERS else rows(padded, typed=family in TYPED)
    if family in DECODERS:
        batch = replace(batch, sight="causal")
    batch.tokens[batch.segments < 0] = samples.PAD
    return batch


TYPED = ("bert", "albert", "electra")


def ours(learner: Learner, batch: Batch) -> dict[str, Any]:
    """What each objective's head makes of the rows."""
    with torch.inference_mode():
        hidden = learner.model(batch.to(samples.CPU))
        found = {}
        for name, part in learner.objective.parts().items():
            if "labels" in part.writes:
                found[name] = part.head(hidden[:, 0])
            elif part.spots:
                found[name] = part.head(hidden)
            else:
                found[name] = part.head.logits(hidden)[..., : tokenizer().vocabulary]
    return found


def theirs(answer: Any) -> list[Any]:
    """The logits of all heads there, those of tokens first."""
    names = ("prediction_logits", "logits", "seq_relationship_logits", "sop_logits")
    return [answer[name] for name in names if name in answer]


def opened(folder: Path, auto: str) -> Any:
    """Their model, of which nothing may be missing, and into which all must have gone."""
    model, told = getattr(transformers, auto).from_pretrained(folder, output_loading_info=True)
    assert not any(told.values()), told
    return model.eval()


@PADDED
@pytest.mark.parametrize("name", FITTING)
def test_logits_are_those_of_the_run(name: str, padded: int, tmp_path: Path) -> None:
    objectives, model, family, architecture = FITTING[name]
    # Unscaled attention wants smaller weights: else it looks at one place alone.
    learner = found_run(tmp_path / "run", objectives, model, std=0.05 if family == "t5" else 0.2)
    exported = export_run(tmp_path / "run", None, tmp_path / "out")
    assert (exported.family, exported.architecture) == (family, architecture)
    assert (exported.step, exported.left_out) == (7, ())
    batch = given(family, padded)
    there = opened(exported.folder, exported.auto_classes[0])
    assert type(there).__name__ == architecture
    with torch.inference_mode():
        answers = theirs(there(**inputs(batch)))
    assert len(answers) == len(objectives)
    segments = batch.decoder_segments if family in WRITERS else batch.segments
    for found, answer in zip(ours(learner, batch).values(), answers, strict=True):
        if found.ndim == 2 and found.shape[1] < LENGTH:
            torch.testing.assert_close(found, answer, **EQUAL)
        else:
            check(found, answer, segments)


@PADDED
def test_the_generator_is_a_folder_of_its_own(padded: int, tmp_path: Path) -> None:
    objectives, model, *_ = FITTING["electra"]
    learner = found_run(tmp_path / "run", objectives, model)
    exported = export_run(tmp_path / "run", None, tmp_path / "out")
    assert exported.generator == tmp_path / "out-generator"
    generator = learner.objective.generator
    batch = given("electra", padded)
    with torch.inference_mode():
        answer = opened(exported.generator, "AutoModelForMaskedLM")(**inputs(batch)).logits
        own = generator.head.logits(generator.trunk(batch.to(samples.CPU)))
    check(own[..., : tokenizer().vocabulary], answer, batch.segments)


@pytest.mark.parametrize("name", FITTING)
def test_tokens_are_those_the_run_reads(name: str, tmp_path: Path) -> None:
    objectives, model, _, _ = FITTING[name]
    found_run(tmp_path / "run", objectives, model)
    folder = export_run(tmp_path / "run", None, tmp_path / "out").folder
    words = transformers.AutoTokenizer.from_pretrained(folder)
    reader = Reader.open(Run.open(tmp_path / "run"))
    read = list(reader.read(TEXT).ids)
    if objectives == ("causal_lm",):
        read = read[:-1]  # it goes on with a text, which has no end yet
    assert words(TEXT)["input_ids"] == read
    bare = words(TEXT, add_special_tokens=False)["input_ids"]
    assert bare == tokenizer().encode([TEXT])[0].tolist()
    if "[MASK]" in reader.tokens(reader.read(TEXT)):
        assert words.mask_token_id == tokenizer().special.mask
    if objectives[0] in ("next_sentence", "natural_language_inference"):
        pair = reader.row(TEXT, "another text").sentence
        told = words(TEXT, "another text")
        assert told["input_ids"] == list(pair.ids)
        if "token_type_ids" in told:
            assert told["token_type_ids"] == [int(p >= pair.second) for p in range(len(pair.ids))]


def test_classes_have_their_names(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["inference"][:2])
    folder = export_run(tmp_path / "run", None, tmp_path / "out").folder
    config = transformers.AutoConfig.from_pretrained(folder)
    assert config.id2label == {0: "entailment", 1: "neutral", 2: "contradiction"}
    assert config.label2id == {"entailment": 0, "neutral": 1, "contradiction": 2}


@pytest.mark.parametrize("name", ["gpt2", "llama", "bart", "t5"])
def test_what_writes_says_how_it_begins_and_ends(name: str, tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING[name][:2])
    folder = export_run(tmp_path / "run", None, tmp_path / "out").folder
    config = transformers.GenerationConfig.from_pretrained(folder)
    special = tokenizer().special
    assert config.eos_token_id == special.sep
    begins = {"bart": special.sep, "t5": special.pad}
    assert config.decoder_start_token_id == begins.get(name)
    assert json.loads((folder / "config.json").read_text())["eos_token_id"] == special.sep


@pytest.mark.parametrize("name", ["gpt2", "llama", "bart", "t5"])
def test_what_is_written_there_is_what_is_written_here(name: str, tmp_path: Path) -> None:
    """From the text to the tokens, as their own `generate` begins, goes on and ends."""
    learner = found_run(tmp_path / "run", *FITTING[name][:2], std=0.1)
    exported = export_run(tmp_path / "run", None, tmp_path / "out")
    there = opened(exported.folder, exported.auto_classes[0])
    words = transformers.AutoTokenizer.from_pretrained(exported.folder)
    with torch.inference_mode():
        (answer,) = there.generate(**words(TEXT, return_tensors="pt"))
    (objective,) = learner.objective.parts().values()
    prompt = objective.prompt(tokenizer().encode([TEXT])[0])
    assert prompt is not None
    end = tokenizer().special.sep
    with torch.inference_mode():
        speech = Speech(learner.model, objective.head, prompt)
        said = -1
        while said != end and speech.tokens.shape[1] < learner.model.config.length:
            best = speech.logits().argmax(dim=-1)
            said = int(best)
            speech.say(torch.zeros(1, dtype=torch.int64), best)
    assert answer.tolist() == speech.tokens[0].tolist()
