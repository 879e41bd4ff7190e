"""The command line: data on stdout, people on stderr, and an exit status that says how it went."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.runs.run import Run
from tests.engine.assembly_samples import sample, train, write_recipe

Captured = pytest.CaptureFixture[str]
SUMMARY = {"run", "steps", "tokens", "seconds", "validation", "unigram_entropy"}
SUMMARY |= {"accuracies", "baselines", "bits_per_byte"}


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
    assert set(summary["baselines"]) == {"masked_lm", "next_sentence"}
    assert summary["bits_per_byte"] == {}  # neither writes a text
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
        '[training]\nsteps = "many"\ntokens = 9\nrow_length = 999\n'
        '[execution]\ndevice = ["cpu"]\n'
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
        "training: give one budget only",
        "training.row_length: a row of 999 tokens does not fit",
        "execution.device: must be text",
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
        ["train", "missing.toml"],
        ["train", "RECIPE", "--device", "tpu"],
        ["train", "RECIPE", "--set", "training"],
        ["train", "RECIPE", "--set", "training.step=3"],
        ["train", "RECIPE", "--set", "training.row_length=4096"],
        ["predict", "one", "a [MASK]", "--top", "0"],
        ["predict", "one", "a [MASK]", "--top", "many"],
        ["predict", "one", "a [MASK]", "--temperature", "0"],
        ["predict", "one", "a [MASK]", "--temperature", "nan"],
        ["predict", "one", "a [MASK]", "--temperature", "1", "--top-p", "2"],
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
        (["train", "RECIPE", "--device", "cuda:77"], "There is no device “cuda:77”"),
        (["train", "RECIPE", "--name", "../out"], "cannot be the name of a run"),
        (["train", "RECIPE", "--name", "one"], "There is a run “one” already"),
        (["resume", "two"], "There is no run “two”"),
        (["predict", "two", "a [MASK]"], "There is no run “two”"),
        (["predict", "one", "a b"], "There is no [MASK] in “a b”"),
        (["predict", "one", ""], "There are no words to read"),
        (["predict", "one", "[MASK] " * 40], "There are only special tokens to read, and no words"),
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


def test_a_name_too_long_for_a_folder_is_a_fault(tmp_path: Path, capfd: Captured) -> None:
    recipe, runs = str(write_recipe(tmp_path)), tmp_path / "runs"

    assert main(["train", recipe, "--runs", str(runs), "--name", "a" * 300]) == 1

    assert "is too long for the name of a run" in capfd.readouterr().err


def test_prepare_says_in_sentences_what_was_left_out(tmp_path: Path, capfd: Captured) -> None:
    recipe = write_recipe(tmp_path)
    for name in (".hidden", ".also", "picture.png"):
        (tmp_path / "text" / name).write_bytes(b"\x89PNG")

    assert main(["prepare", str(recipe)]) == 0

    (summary,) = json_lines(capfd.readouterr().out)
    skipped = {Path(one["path"]).name: one["reason"] for one in summary["skipped"]}
    assert skipped[".hidden"] == f"{tmp_path / 'text' / '.hidden'} is hidden."
    assert "Choose the file itself if it holds text." in skipped["picture.png"]
    assert summary["skipped_reasons"] == {
        "… is hidden.": 2, "… is of a kind that is not read from folders.": 1
    }  # fmt: skip


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
    from engine.recipe import FAMILIES, PRESETS, read_recipe

    assert main(["presets"]) == 0

    out, err = capfd.readouterr()
    lines = json_lines(out)
    assert [line["preset"] for line in lines] == list(PRESETS)
    for family in FAMILIES.values():  # for people
        assert f"{family.line} {family.source}" in err
    for line in lines:
        read = {section: {"paths": ["."]} for section in ("corpus", "labelled", "parallel")}
        given = {**line, **read, "training": {"steps": 1}}
        assert read_recipe(given, folder=tmp_path).preset == line["preset"]


def test_a_terminal_shows_the_families_and_the_json_only_for_the_asking(
    monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    assert main(["presets"]) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "presets --json" in err
    assert main(["presets", "--json"]) == 0
    assert json_lines(capfd.readouterr().out)


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe without a reader differs there")
def test_a_reader_who_has_seen_enough_is_no_crash() -> None:
    command = [sys.executable, "-m", "engine", "presets"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    said = child.stderr.read()
    child.stderr.close()
    child.wait(60)
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is full here")
def test_a_full_disk_behind_stdout_is_said_plainly() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "engine", "presets"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert said[-1].startswith("The answer cannot be written to the standard output. The disk is")
    assert "Errno" not in done.stderr


def test_doctor_describes_the_machine(capfd: Captured) -> None:
    assert main(["doctor"]) == 0

    (told,) = json_lines(capfd.readouterr().out)
    assert told["devices"][-1:] == ["cpu"] or "cpu" in told["devices"]
    assert told["packages"]["torch"]
    assert told["missing"] == [name for name, version in told["packages"].items() if not version]
