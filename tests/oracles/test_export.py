"""Unmodified `transformers` opens what is exported, and answers as the run does, to 1e-5."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.exchange.architectures import ARCHITECTURES, Placed
from engine.exchange.configuration import Tokens, config_of, skipped_positions
from engine.exchange.exporting import export_run
from engine.exchange.laying import laid_out
from engine.inference.reader import Reader
from engine.models.heads import PairHead
from engine.models.layers import Linear
from engine.runs.run import Run
from engine.tokenizer.tokenizer import SpecialTokens
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.exchange_samples import FITTING, found_run
from tests.engine.opened_samples import TEXT, tokenizer
from tests.oracles.oracle_models import EQUAL, LENGTH, inputs, our_model, rows, transformers
from tests.oracles.test_logits import both, check

transformers.utils.logging.disable_progress_bar()  # which leaves a thread behind

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


# Heads of tuned models: what stands in them, by kind, for the families that have the place.
SHAPES = {
    "bert": {"style": "classic"},
    "roberta": {"style": "classic", "paper": "roberta"},
    "albert": {"style": "classic", "paper": "albert", "embedding_width": 16},
    "electra": {"style": "classic", "paper": "electra", "embedding_width": 16},
    "gpt2": {"style": "classic", "paper": "gpt2"},
    "llama": {"architecture": "decoder"},
}
TUNED = [
    pytest.param(family, seat, id=seat.name)
    for family in SHAPES
    for seat in ARCHITECTURES[family]
    if {"classes", "tags", "spans"} & set(seat.heads)
]


class Plain(torch.nn.Module):
    """A map of every token's vector."""

    def __init__(self, name: str, outputs: int, *, bias: bool = True) -> None:
        super().__init__()
        self.name = name
        self.add_module(name, Linear(32, outputs, bias=bias))
        torch.nn.init.zeros_(self.get_submodule(name).weight)

    def forward(self, hidden: torch.Tensor) -> Any:
        return self.get_submodule(self.name)(hidden)


@PADDED
@pytest.mark.parametrize(("family", "seat"), TUNED)
def test_heads_of_tuned_models_have_their_place(family: str, seat: Any, padded: int) -> None:
    model = our_model(**SHAPES[family])
    (kind,) = seat.heads
    head: Any = Plain("spans" if kind == "spans" else "classes", 2 if kind == "spans" else 3)
    if kind == "classes":
        head = PairHead(model, 3) if seat.biased else Plain("classes", 3, bias=False)
    samples.stirred(head)
    special = SpecialTokens(samples.PAD, 1, 2, 3, 4)
    arrays = [
        {name: value.detach().numpy() for name, value in module.named_parameters()}
        for module in (model, head)
    ]
    weights = laid_out(
        family,
        model.config,
        samples.SIZE,
        arrays[0],
        Placed(seat, {kind: "tuned"}),
        {"tuned": arrays[1]},
        skipped=skipped_positions(family, special),
    )
    labels = ("a", "b", "c")[: 2 if kind == "spans" else 3]
    tokens = Tokens(samples.SIZE, special)
    told = config_of(family, model.config, tokens, architecture=seat.name, labels=labels)
    config = transformers.AutoConfig.for_model(**told)
    there = getattr(transformers, seat.name)(config)
    there.load_state_dict({n: torch.from_numpy(np.array(v)) for n, v in weights.items()})
    batch = given(family, padded)
    with torch.inference_mode():
        answer = there.eval()(**inputs(batch))
        hidden = model(batch.to(samples.CPU))
        if kind == "classes":
            last = (batch.segments >= 0).sum(axis=1) - 1
            at = torch.from_numpy(last if family in DECODERS else last * 0)
            found = head(hidden[torch.arange(len(at)), at])
            torch.testing.assert_close(found, answer.logits, **EQUAL)
            return
        both = kind == "spans"
        logits = (
            torch.stack([answer.start_logits, answer.end_logits], -1) if both else answer.logits
        )
        check(head(hidden), logits, batch.segments)
