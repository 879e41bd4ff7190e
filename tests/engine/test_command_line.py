"""The command line: data on stdout, people on stderr, and an exit status that says how it went."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.commands.telling import Teller, print_json
from engine.commands.working import stopped_by_signals
from engine.control import Control
from engine.events import CheckpointSaved, Noticed
from engine.runs.run import Run
from tests.conftest import ROOT
from tests.engine.assembly_samples import sample, train, write_recipe

Captured = pytest.CaptureFixture[str]
SUMMARY = {"run", "steps", "tokens", "seconds", "validation", "unigram_entropy"}


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run named "one"; not to be changed."""
    folder = tmp_path_factory.mktemp("commands")
    train(start(sample(folder, "training.steps=10"), folder / "runs" / "one"))
    return folder / "runs" / "one"


def json_lines(text: str) -> list[dict[str, Any]]:
    """Every line of stdout, which must be JSON to the last one."""
    return [json.loads(line) for line in text.splitlines()]


def status_of(arguments: list[str]) -> int:
    """The exit status, also where argparse ends the process."""
    try:
        return main(arguments)
    except SystemExit as ended:
        return int(str(ended.code or 0))


@contextmanager
def training_process(recipe: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m engine train` as a process of its own; ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "engine", "train", str(recipe), *more],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_until(stream: Any, sign: str) -> str:
    """Lines up to the first with `sign` in it."""
    read = ""
    for line in stream:
        read += line
        if sign in line:
            return read
    raise AssertionError(f"“{sign}” never came: {read}")


def test_train_prints_its_summary_and_nothing_else(tmp_path: Path, capfd: Captured) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")

    status = main(
        ["train", str(recipe), "--runs", runs, "--name", "a", "--set", "training.steps=6"]
    )

    out, err = capfd.readouterr()
    (summary,) = json_lines(out)
    assert status == 0
    assert set(summary) >= SUMMARY
    assert summary["steps"] == 6
    assert summary["run"] == str(tmp_path / "runs" / "a")
    assert set(summary["validation"]) == {"masked_lm", "next_sentence"}
    assert "encoding the text" in err
    assert "unigram entropy" in err
    assert "step 6: validation masked_lm" in err
    assert "step 6: checkpoint saved" in err
    assert "\x1b" not in err


def test_resuming_a_finished_run_prints_its_last_line_again(trained: Path, capfd: Captured) -> None:
    before = {path: path.stat().st_mtime_ns for path in trained.rglob("*") if path.is_file()}

    status = main(["resume", "one", "--runs", str(trained.parent)])

    (summary,) = json_lines(capfd.readouterr().out)
    assert status == 0
    assert summary == Run.open(trained).status().summary
    after = {path: path.stat().st_mtime_ns for path in trained.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before


def test_every_fault_of_a_recipe_is_listed_with_its_place(tmp_path: Path, capfd: Captured) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        'preset = "bert-tiny"\nnonsense = 3\n'
        '[corpus]\npaths = ["nowhere"]\n'
        "[model]\nheads = 3\n"
        "[tokenizer]\nvocabulary = -4\n"
        '[training]\nsteps = "many"\n'
        "[objectives]\nmasked_ml = true\n"
    )

    status = main(["train", str(recipe), "--runs", str(tmp_path / "runs")])

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    for place in (
        "nonsense: unknown key",
        "corpus.paths: there is no",
        "model.heads: 3 heads",
        "tokenizer.vocabulary: ",
        "training.steps: must be a whole number",
        "objectives.masked_ml: unknown key; did you mean “masked_lm”",
    ):
        assert place in err
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["train"],
        ["train", "RECIPE", "--set", "training"],
        ["train", "RECIPE", "--set", "training.step=3"],
        ["train", "RECIPE", "--set", "training.row_length=4096"],
        ["predict", "one", "a [MASK]", "--top", "0"],
        ["predict", "one", "a [MASK]", "--top", "many"],
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, arguments: list[str], capfd: Captured) -> None:
    recipe = str(write_recipe(tmp_path, text=False))

    status = status_of([recipe if word == "RECIPE" else word for word in arguments])

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["train", "missing.toml"], "There is no recipe missing.toml"),
        (["train", "RECIPE", "--device", "cuda:77"], "There is no device “cuda:77”"),
        (["train", "RECIPE", "--name", "../out"], "cannot be the name of a run"),
        (["train", "RECIPE", "--name", "one"], "There is a run “one” already"),
        (["resume", "two"], "There is no run “two”"),
        (["predict", "two", "a [MASK]"], "There is no run “two”"),
        (["predict", "one", "a b"], "There is no [MASK] in “a b”"),
        (["predict", "one", ""], "There are no words to read"),
        (["predict", "one", "[MASK] " * 40], "this model reads 32 at once"),
        (["predict", "one", "a [MASK]", "--step", "7"], "no checkpoint of step 7"),
    ],
)
def test_a_fault_ends_with_1_and_says_what_to_do(
    trained: Path, tmp_path: Path, arguments: list[str], said: str, capfd: Captured
) -> None:
    recipe = str(write_recipe(tmp_path))
    runs = sorted(trained.parent.iterdir())

    status = main(
        [recipe if word == "RECIPE" else word for word in arguments]
        + ["--runs", str(trained.parent)]
    )

    out, err = capfd.readouterr()
    assert (status, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert sorted(trained.parent.iterdir()) == runs


def test_predict_prints_a_line_per_mask(trained: Path, capfd: Captured) -> None:
    text = "Bara [MASK] kera [MASK]."

    status = main(["predict", "one", text, "--top", "3", "--runs", str(trained.parent)])

    lines = json_lines(capfd.readouterr().out)
    assert status == 0
    assert [line["mask"] for line in lines] == [0, 1]
    assert lines[0]["position"] < lines[1]["position"]
    for line in lines:
        assert set(line) == {"mask", "position", "candidates"}
        shares = [candidate["probability"] for candidate in line["candidates"]]
        assert shares == sorted(shares, reverse=True)
        assert len(shares) == 3
        assert all(candidate["token"] for candidate in line["candidates"])


def test_predict_answers_with_the_checkpoint_of_a_step(trained: Path, capfd: Captured) -> None:
    (step,) = [info.step for info in Run.open(trained).checkpoints()]

    newest = main(["predict", str(trained), "Bara [MASK]."]), capfd.readouterr().out
    chosen = main(["predict", str(trained), "Bara [MASK].", "--step", str(step)])

    assert (chosen, capfd.readouterr().out) == newest


def test_predict_judges_a_pair(trained: Path, capfd: Captured) -> None:
    status = main(["predict", str(trained), "Bara kera.", "--pair", "Nuni mora."])

    (line,) = json_lines(capfd.readouterr().out)
    assert status == 0
    assert set(line) == {"next_sentence"}
    assert 0 <= line["next_sentence"] <= 1


def test_prepare_tells_what_was_read(tmp_path: Path, capfd: Captured) -> None:
    status = main(["prepare", str(write_recipe(tmp_path))])

    (told,) = json_lines(capfd.readouterr().out)
    assert status == 0
    assert told["tokens"] > 0
    assert told["validation_tokens"] > 0
    assert told["vocabulary"] > 0
    assert told["documents"] > 0


def test_presets_are_complete_recipes_but_for_text_and_budget(
    tmp_path: Path, capfd: Captured
) -> None:
    from engine.recipe import read_recipe

    assert main(["presets"]) == 0

    lines = json_lines(capfd.readouterr().out)
    assert [line["preset"] for line in lines if line["model"]["size"] == "tiny"] == [
        "bert-tiny",
        "roberta-tiny",
    ]
    for line in lines:
        given = {**line, "corpus": {"paths": ["."]}, "training": {"steps": 1}}
        assert read_recipe(given, folder=tmp_path).preset == line["preset"]


def test_doctor_describes_the_machine(capfd: Captured) -> None:
    assert main(["doctor"]) == 0

    (told,) = json_lines(capfd.readouterr().out)
    assert told["devices"][-1:] == ["cpu"] or "cpu" in told["devices"]
    assert told["packages"]["torch"]


def test_an_interrupt_saves_and_ends_with_130(tmp_path: Path, capfd: Captured) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")
    sets = ["--set", "training.steps=100000", "--set", "training.validate_every=50000"]

    with training_process(recipe, "--runs", runs, "--name", "a", *sets) as process:
        read_until(process.stderr, "unigram entropy")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)

    (summary,) = json_lines(out)
    run = Run.open(tmp_path / "runs" / "a")
    latest = run.latest()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert set(summary) >= SUMMARY
    assert run.status().state == "stopped"
    assert summary["steps"] == run.status().step
    assert (0 if latest is None else latest.step) == summary["steps"]


def test_an_interrupt_while_preparing_leaves_nothing(
    tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, runs = write_recipe(tmp_path), tmp_path / "runs"

    def interrupt(self: Teller, event: object) -> None:
        monkeypatch.undo()
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Teller, "_prepared", interrupt)
    before = signal.getsignal(signal.SIGINT)

    status = main(["train", str(recipe), "--runs", str(runs)])

    out, err = capfd.readouterr()
    assert (status, out) == (130, "")
    assert "interrupted" in err
    assert not runs.exists()
    assert signal.getsignal(signal.SIGINT) is before


def test_json_survives_a_stdout_that_knows_only_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding="ascii"))

    print_json({"token": "门"})

    assert json.loads(data.getvalue()) == {"token": "门"}


class GonePipe(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


def saved(step: int) -> CheckpointSaved:
    """A checkpoint on disk."""
    return CheckpointSaved(step, "", 1, 0.1)


def test_a_log_nobody_reads_does_not_end_the_run() -> None:
    teller = Teller(GonePipe())

    teller(saved(3))
    teller.close()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_what_happened_once_stays_on_its_own_line(stream: Callable[[], io.StringIO]) -> None:
    told = stream()
    teller = Teller(told)

    teller(saved(3))
    teller(Noticed(4, "warning", "The disk has {room} left.", {"room": "1 MB"}))
    teller.close()

    lines = told.getvalue().replace("\r\x1b[K", "").splitlines()
    assert lines == [
        "step 3: checkpoint saved",
        "step 4: warning: The disk has 1 MB left.",
    ]


def test_a_signal_stops_the_run_though_nobody_reads_its_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    control = Control()
    with stopped_by_signals(control) as received, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", GonePipe())
        signal.raise_signal(signal.SIGTERM)

    assert received == [signal.SIGTERM]
    assert control.stopping
