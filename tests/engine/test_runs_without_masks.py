"""Runs that learn to fill no masks, or fill them otherwise: pinned sentences and `predict`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.__main__ import main
from engine.events import Evaluated, Noticed, ProbeTaken
from engine.faults import Fault
from engine.inference import Filler, Judge, Manner, Reader, Writer, similarities
from engine.inference.opening import open_checkpoint
from engine.inference.sentence import read_sentence
from engine.objectives import OBJECTIVES, asking
from engine.recipe import Recipe, recipe_of_run
from engine.runs.metrics import read_events
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner
from tests.engine.assembly_samples import sample, start, start_and_end, train
from tests.engine.test_command_line import json_lines

DECODER = ("objectives.masked_lm=false", "objectives.next_sentence=false")
TURNS = ("objectives.masked_next_token.turns=3", "objectives.causal_lm=true")


def decoder(folder: Path, *sets: str) -> Recipe:
    """The sample recipe for a decoder with other objectives."""
    return sample(folder, "model.architecture=decoder", *DECODER, *sets)


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of causal_lm; not to be changed."""
    folder = tmp_path_factory.mktemp("writer")
    start_and_end(decoder(folder, "objectives.causal_lm=true"), folder / "runs" / "one")
    return folder / "runs" / "one"


@pytest.fixture(scope="module")
def filler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of masked_next_token and causal_lm in turns; not to be changed."""
    folder = tmp_path_factory.mktemp("filler")
    start_and_end(decoder(folder, *TURNS), folder / "runs" / "one")
    return folder / "runs" / "one"


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of replaced_token_detection; not to be changed."""
    folder = tmp_path_factory.mktemp("detector")
    sets = (*DECODER, "objectives.replaced_token_detection=true", "training.steps=10")
    start_and_end(sample(folder, *sets), folder / "runs" / "one")
    return folder / "runs" / "one"


def test_a_detector_says_of_every_token_how_likely_it_was_replaced(
    detector: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reader = Reader.open(Run.open(detector))
    assert main(["predict", str(detector), "Bara kera nuni."]) == 0
    lines = json_lines(capfd.readouterr().out)
    assert "".join(line["token"].removeprefix("##") for line in lines) == "barakeranuni."

    sentence = reader.read("Bara kera nuni.")
    part = reader._parts["replaced_token_detection"]
    hidden = reader._learner.model(sentence.batch().to(torch.device("cpu")), None, at=None)
    shares = torch.sigmoid(part.head(hidden))[0, 1:-1]  # without [CLS] and [SEP]
    told = [line["replaced"] for line in lines]
    assert told == pytest.approx(shares.tolist(), abs=1e-4)
    assert len(set(told)) > 1


def test_a_detector_fills_no_masks_and_says_what_to_ask_it(
    detector: Path, writer: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(detector), "Bara [MASK]."]) == 1
    out, err = capfd.readouterr()
    assert not out
    assert "trained on replaced_token_detection" in err
    assert "without [MASK]" in err
    with pytest.raises(Fault, match="judges no tokens: it was trained on causal_lm"):
        Judge.of(open_checkpoint(Run.open(writer))).spot("Bara kera.")


def test_a_writers_pinned_sentences_are_whole_and_show_how_it_looks_back(writer: Path) -> None:
    run = Run.open(writer)
    sentences = recipe_of_run(run.recipe_toml, run.path).probes.sentences
    assert len(sentences) >= 2
    assert not any("[MASK]" in sentence for sentence in sentences)
    probe = run.read_probe(run.probe_steps()[-1])
    assert tuple(look.sentence for look in probe.sentences) == sentences
    for look in probe.sentences:
        assert look.predictions == ()
        later = np.triu(np.ones(look.attention.shape[-2:], dtype=np.bool_), k=1)
        assert (look.attention[..., later] == 0).all()
        assert look.attention.sum(axis=-1) == pytest.approx(1.0, abs=0.01)


def test_a_writer_is_refused_masks_and_told_who_fills_them(
    writer: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for text in ("Bara [MASK] kera.", "Bara kera."):
        assert main(["predict", str(writer), text]) == 1
        out, err = capfd.readouterr()
        assert not out
        assert "fills no masks: it learned to go on with a text" in err
        assert "--continue TEXT" in err
        with pytest.raises(Fault, match="was trained on causal_lm") as caught:
            Filler.of(open_checkpoint(Run.open(writer))).fill(text)
        fillers = str(caught.value).rpartition(": ")[2].rstrip(".").split(", ")
        assert {"masked_lm", "masked_next_token"} <= set(fillers)
        assert "causal_lm" not in fillers
    assert main(["predict", str(writer), "--continue", "Bara", "--most", "4"]) == 0
    assert "written" in capfd.readouterr().out
    with pytest.raises(Fault, match="judges no pairs"):
        Judge.of(open_checkpoint(Run.open(writer))).judge("Bara.", "Kera.")


def test_a_mask_in_a_writers_pinned_sentence_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    recipe = decoder(tmp_path, "objectives.prefix_lm=true").with_sentences(("Bara [MASK] kera.",))
    events, ended = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)
    probe = next(event for event in events if isinstance(event, ProbeTaken))
    assert [look.predictions for look in probe.sentences] == [()]
    told = [str(event) for event in events if isinstance(event, Noticed)]
    assert any("fill no masks" in one for one in told)
    assert ended.ending == "stopped"


def test_a_run_of_pairs_alone_is_refused_masks(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "objectives.masked_lm=false", "training.steps=2")
    start_and_end(recipe, tmp_path / "runs" / "one")
    with pytest.raises(Fault, match="fills no masks: it was trained on next_sentence") as refused:
        Filler.of(open_checkpoint(Run.open(tmp_path / "runs" / "one"))).fill("Bara [MASK] kera.")
    assert "--pair" in refused.value.now


def test_hidden_tokens_are_named_from_the_place_before_them(
    filler: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run = Run.open(filler)
    recipe = recipe_of_run(run.recipe_toml, run.path)
    assert all(one.count("[MASK]") == 1 for one in recipe.probes.sentences)
    assert main(["predict", str(filler), "Bara [MASK] kera [MASK]."]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 2
    found = Filler.of(open_checkpoint(run)).fill("Bara [MASK] kera [MASK].", top=3).predictions
    tokenizer = Tokenizer.open(run.tokenizer_path)
    learner = build_learner(recipe, tokenizer)
    learner.load_arrays(run.load_latest().model)
    sentence = read_sentence(tokenizer, "Bara [MASK] kera [MASK].", length=32)
    with torch.no_grad():
        hidden = learner.eval().model(sentence.batch().to(torch.device("cpu")))[0]
        head = learner.objective.parts()["causal_lm"].head
        shares = torch.softmax(head.logits(hidden)[:, : tokenizer.vocabulary], dim=-1)
    for prediction, place in zip(found, sentence.masks, strict=True):
        assert prediction.position == place
        best = shares[place - 1].topk(3)
        assert [one.token for one in prediction.candidates] == [
            tokenizer.token(int(token)) for token in best.indices
        ]
        assert [one.probability for one in prediction.candidates] == pytest.approx(
            best.values.tolist(), rel=1e-5
        )


def test_every_task_of_a_mixture_is_measured(filler: Path) -> None:
    run = Run.open(filler)
    measured = [event for event in read_events(run.metrics.path) if isinstance(event, Evaluated)]
    for event in measured:
        assert set(event.losses) == {"masked_next_token", "causal_lm"}
        assert set(event.baselines) == {"masked_next_token", "causal_lm"}
        assert set(event.bits_per_byte) == {"causal_lm"}


FROM_TEXT = [name for name, kind in OBJECTIVES.items() if kind.source.reads == "text"]
ASKED_FOR = {
    "contrastive_sentence": ("objectives.contrastive_sentence.group=2",),
    "span_boundary": ("objectives.masked_lm.unit=spans",),
}


@pytest.mark.parametrize("name", FROM_TEXT)
def test_pinned_sentences_and_predict_stop_no_run_whatever_it_learns(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kind = OBJECTIVES[name]
    recipe = sample(
        tmp_path,
        *DECODER,
        f"model.architecture={kind.architectures[0]}",
        f"objectives.{name}=true",
        *ASKED_FOR.get(name, ()),
        "training.steps=2",
    )
    events, ended = train(start(recipe, tmp_path / "runs" / "one"))
    assert ended.ending == "finished"
    assert [event.step for event in events if isinstance(event, ProbeTaken)] == [0, 2]
    fills = any(OBJECTIVES[one].fills_from is not None for one in recipe.objectives)
    capfd.readouterr()
    writes_about_it = kind.architectures == ("encoder_decoder",)
    status = main(["predict", str(tmp_path / "runs" / "one"), "Bara [MASK] kera."])
    assert status == (0 if fills or writes_about_it else 1)
    assert ("fills no masks" in capfd.readouterr().err) == (status == 1)
    loaded = open_checkpoint(Run.open(tmp_path / "runs" / "one"))
    alike = similarities(loaded, ["Bara kera.", "Nuni mora lini.", "Bara kera."]).cosines
    assert alike[0, 2] == pytest.approx(1.0, abs=1e-4)
    assert alike[0, 1] < alike[0, 2]
    for can in (asking.continues, asking.fills_spans):
        if any(can(OBJECTIVES[one]) for one in recipe.objectives):
            assert Writer.able(loaded, can).write("Bara [MASK] kera.", Manner(most=3))


def test_what_reads_is_shown_a_sentence_as_it_learned_to_read(tmp_path: Path) -> None:
    shape = ("model.architecture=encoder_decoder", "objectives.span_corruption=true")
    recipe = sample(tmp_path, *DECODER, *shape, "training.steps=1")
    recipe = recipe.with_sentences(("Bara [MASK] kera.", "Bara kera."))
    events, _ = train(start(recipe, tmp_path / "runs" / "one"))
    probe = next(event for event in events if isinstance(event, ProbeTaken))
    gap, whole = (look.tokens for look in probe.sentences)
    assert "<extra_id_0>" in gap
    assert "[MASK]" not in gap
    for tokens in (gap, whole):  # T5 begins its texts with no token of its own, and ends them
        assert tokens[0] != "[CLS]"
        assert tokens[-1] == "[SEP]"
    assert all(look.attention.shape[-1] == len(look.tokens) for look in probe.sentences)
    for look in probe.sentences:
        assert look.framing == (len(look.tokens) - 1,)


def test_a_decoders_special_tokens_are_told_from_its_words(writer: Path) -> None:
    run = Run.open(writer)
    for look in run.read_probe(run.probe_steps()[-1]).sentences:
        assert look.framing == (0, len(look.tokens) - 1)
        assert look.tokens[0] == "[CLS]"
