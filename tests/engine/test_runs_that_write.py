"""Runs that write, from text on disk to the command line: spans, restored text, continuations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.__main__ import main
from engine.events import Evaluated, Noticed, ProbeTaken
from engine.faults import Fault
from engine.inference import Manner, Writer
from engine.recipe import Recipe
from engine.runs.metrics import read_events
from engine.runs.run import Run
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start,
    start_and_end,
    train,
    weights,
)

OTHERS = ("objectives.masked_lm=false", "objectives.next_sentence=false")
BOTH = ("objectives.span_corruption.turns=2", "objectives.denoising=true", "training.steps=120")
TEXT = "Bara <extra_id_0> kera lini <extra_id_1> mora."


def recipe_of(folder: Path, architecture: str, *sets: str) -> Recipe:
    return sample(folder, f"model.architecture={architecture}", *OTHERS, *sets)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of span_corruption and denoising in turns; not to be changed."""
    folder = tmp_path_factory.mktemp("both")
    start_and_end(recipe_of(folder, "encoder_decoder", *BOTH), folder / "runs" / "one")
    return folder / "runs" / "one"


@pytest.fixture(scope="module")
def decoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of causal_lm; not to be changed."""
    folder = tmp_path_factory.mktemp("decoder")
    start_and_end(recipe_of(folder, "decoder", "objectives.causal_lm=true"), folder / "one")
    return folder / "one"


def lines(capfd: pytest.CaptureFixture[str], *given: str) -> list[dict[str, Any]]:
    assert main(["predict", *given]) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_both_objectives_learn_in_turns_and_say_what_they_beat(both: Path) -> None:
    measured = [
        event for event in read_events(Run.open(both).metrics.path) if isinstance(event, Evaluated)
    ]
    names = {"span_corruption", "denoising"}
    for event in measured:
        assert set(event.losses) == set(event.baselines) == set(event.bits_per_byte) == names
    first, last = measured[0], measured[-1]
    assert all(last.losses[name] < first.losses[name] for name in names)


def test_pinned_sentences_of_an_encoder_decoder_show_what_it_reads(tmp_path: Path) -> None:
    recipe = recipe_of(tmp_path, "encoder_decoder", "objectives.span_corruption=true")
    events, _ = train(start(recipe, tmp_path / "one"), stop_at=1)
    (probe, *_) = [event for event in events if isinstance(event, ProbeTaken)]
    for look in probe.sentences:
        assert look.attention.sum(axis=-1) == pytest.approx(1.0, abs=0.01)
    told = [str(event) for event in events if isinstance(event, Noticed)]
    assert not any("probe failed" in one for one in told)


def test_an_encoder_decoder_that_was_interrupted_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    recipe = recipe_of(tmp_path, "encoder_decoder", *BOTH)
    start_and_end(recipe, tmp_path / "through")
    start_and_end(recipe, tmp_path / "broken", stop_at=11)
    resume_to_end(tmp_path / "broken")
    assert largest_difference(weights(tmp_path / "through"), weights(tmp_path / "broken")) == 0


def test_gaps_are_filled_from_the_command_line(
    both: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (line,) = lines(capfd, str(both), TEXT, "--most", "12")
    assert list(line) == ["written", "restored", "tokens", "log_probability", "ended"]
    assert line["tokens"] <= 12
    assert line["log_probability"] < 0
    letters = line["restored"].replace(" ", "")
    assert letters.startswith("bara")
    assert "keralini" in letters
    assert letters.endswith("mora.")
    (masks,) = lines(capfd, str(both), "Bara [MASK] kera lini [MASK] mora.", "--most", "12")
    assert masks == line


def test_beams_are_told_the_likeliest_first(both: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = lines(capfd, str(both), TEXT, "--beams", "4", "--most", "6")
    assert len(found) == 4
    assert len({line["written"] for line in found}) == 4
    assert found[:2] == lines(capfd, str(both), TEXT, "--beams", "4", "--most", "6", "--top", "2")


def test_a_decoder_goes_on_with_a_text(decoder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given = [str(decoder), "--continue", "Bara kera", "--most", "8"]
    (line,) = lines(capfd, *given)
    assert list(line) == ["written", "tokens", "log_probability", "ended"]
    assert [line] == lines(capfd, *given)
    drawn = [*given, "--temperature", "1.5", "--top-k", "50", "--seed"]
    assert lines(capfd, *drawn, "1") == lines(capfd, *drawn, "1")
    assert lines(capfd, *drawn, "1") != lines(capfd, *drawn, "2")
    assert lines(capfd, str(decoder), "--continue", "", "--most", "3")  # from nothing


def test_what_is_written_is_worked_out_anew_just_the_same(both: Path, decoder: Path) -> None:
    for path, text in ((both, TEXT), (decoder, "Bara kera")):
        writer = Writer.open(Run.open(path))
        plain = Writer(writer._learner, writer._tokenizer, keeps=False)
        for manner in (Manner(), Manner(beams=3), Manner(temperature=1.0)):
            generators = [torch.Generator().manual_seed(0) for _ in range(2)]
            one = writer.write(text, manner, generators[0])
            two = plain.write(text, manner, generators[1])
            assert [w.tokens for w in one] == [w.tokens for w in two]


def test_misuse_is_refused_with_its_reason(
    both: Path, decoder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for given in ([], ["Bara.", "--continue", "Kera."]):
        with pytest.raises(SystemExit) as ended:
            main(["predict", str(decoder), *given])
        assert ended.value.code == 2
        assert "either TEXT or --continue" in capfd.readouterr().err
    for given, reason in (
        ([str(both), "--continue", "Bara."], "it goes on with none"),
        ([str(both), "  "], "no words to read"),
        ([str(both), "Bara <extra_id_999>."], "no token <extra_id_999>"),
        ([str(decoder), "Bara kera."], "fills no masks"),
    ):
        assert main(["predict", *given]) == 1
        assert reason in capfd.readouterr().err
    assert main(["predict", str(decoder), "--continue", "Bara", "--top-k", "3"]) == 2
    assert "nothing is drawn" in capfd.readouterr().err


def test_what_does_not_fit_is_told(
    both: Path, decoder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(both), "bara " * 200, "--most", "2"]) == 0
    assert "tokens were left out: this model reads 32 at once" in capfd.readouterr().err
    assert main(["predict", str(decoder), "--continue", "bara " * 200, "--most", "2"]) == 0
    assert "tokens were left out: this model reads 32 at once" in capfd.readouterr().err
    drawn = ["--temperature", "1.5", "--most", "60", "--seed", "4"]
    assert main(["predict", str(decoder), "--continue", "bara", *drawn]) == 0
    out, err = capfd.readouterr()
    if json.loads(out)["tokens"] > 32:
        assert "fell out of sight while it was written" in err


def test_an_encoder_writes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    start_and_end(sample(tmp_path, "training.steps=2"), tmp_path / "one")
    assert main(["predict", str(tmp_path / "one"), "--continue", "Bara"]) == 1
    error = capfd.readouterr().err
    assert "writes no text: it was trained on masked_lm, next_sentence" in error
    assert "causal_lm" in error
    with pytest.raises(Fault, match="writes no text"):
        Writer.open(Run.open(tmp_path / "one")).write("Bara.")
