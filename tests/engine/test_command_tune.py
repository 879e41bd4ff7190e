"""`tune`: from a run and a file of examples to measures, on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.runs.run import Run
from engine.tasks.report import TaskReport
from tests.engine import task_samples as samples
from tests.engine.test_command_line import Captured, json_lines

SETS = [word for one in (*samples.QUICK, *samples.EXECUTION) for word in ("--set", one)]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has read a little; not to be changed."""
    return samples.pretrained(tmp_path_factory.mktemp("base"))


def tune(base: Path, files: dict[str, Path], folder: Path, *more: str) -> int:
    named = [word for split, path in files.items() for word in (f"--{split}", str(path))]
    return main(["tune", str(base), *named, "--runs", str(folder / "runs"), *SETS, *more])


def test_a_table_is_enough(base: Path, tmp_path: Path, capfd: Captured) -> None:
    """What is learned and in which columns it sees for itself; the last line holds the measures."""
    files = samples.classes(tmp_path)
    said = tmp_path / "said.csv"

    status = tune(base, files, tmp_path, "--predictions", str(said))

    summary, line = json_lines(capfd.readouterr().out)
    assert status == 0
    run = Run.open(Path(summary["run"]))
    assert run.name == "base-tuned-01"
    assert (line["task"], line["split"], line["examples"]) == ("classification", "test", 40)
    assert line["unseen_labels"] == []
    figure = line["metrics"][line["main"]]
    assert line["main"] == "accuracy"
    assert figure["low"] <= figure["value"] <= figure["high"]
    assert figure["floor"] == 0.5
    report = TaskReport.from_data(run.evaluations.read(Path(line["evaluation"])))
    assert report.as_line()["metrics"] == line["metrics"]
    with said.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    right = sum(row["right"] == row["said"] for row in rows)
    assert right / 40 == pytest.approx(figure["value"])
    assert {row["right"] for row in rows} == {"good", "bad"}


def test_from_scratch_begins_with_nothing_learned(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    files = samples.classes(tmp_path)

    status = tune(base, files, tmp_path, "--from-scratch", "--name", "floor")

    summary, _ = json_lines(capfd.readouterr().out)
    assert status == 0
    run = Run.open(tmp_path / "runs" / "floor")
    assert Path(summary["run"]) == run.path
    assert run.recipe_data["start"]["weights"] == "random"
    assert "start" not in run.environment
    assert run.recipe_data["model"]["width"] == Run.open(base).recipe_data["model"]["width"]


def test_a_folder_of_parts_is_one_task(base: Path, tmp_path: Path, capfd: Captured) -> None:
    folder = tmp_path / "task"
    files = samples.classes(folder)
    files["validation"].rename(folder / "dev.tsv")

    status = tune(base, {"train": folder}, tmp_path)

    _, line = json_lines(capfd.readouterr().out)
    assert (status, line["split"], line["examples"]) == (0, "test", 40)
    task = Run.open(next((tmp_path / "runs").iterdir())).recipe_data["task"]
    assert task["validation"] == [str(folder / "dev.tsv")]


def test_labels_nobody_learned_are_mistakes_and_are_told(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    files = samples.classes(tmp_path)
    rows = samples.class_rows(20, 2)
    odd = [(text, "odd") for text, _ in rows[:10]]
    files["test"] = samples.table(tmp_path / "odd.tsv", [*odd, *rows], ("sentence", "label"))

    assert tune(base, files, tmp_path) == 0

    _, line = json_lines(capfd.readouterr().out)
    assert line["unseen_labels"] == ["odd"]
    assert line["examples"] == 30
    assert line["metrics"]["accuracy"]["value"] <= 2 / 3
    run = Run.open(next((tmp_path / "runs").iterdir()))
    report = TaskReport.from_data(run.evaluations.read(Path(line["evaluation"])))
    assert report.unseen == ("odd",)
    assert [row.merit for row in report.rows[:10]] == [0.0] * 10
    confusion = report.measures.confusion
    assert confusion is not None
    assert confusion.labels == ("bad", "good", "odd")


def test_where_nobody_labelled_the_test_what_is_held_back_is_measured(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    files = samples.classes(tmp_path)
    rows = [(text, "") for text, _ in samples.class_rows(20, 2)]
    files["test"] = samples.table(tmp_path / "bare.tsv", rows, ("sentence", "label"))

    assert tune(base, files, tmp_path) == 0

    out, err = capfd.readouterr()
    _, line = json_lines(out)
    assert (line["split"], line["examples"]) == ("validation", 24)
    assert "no example to measure with has a label" in err.splitlines()[-1]


def test_a_column_and_a_task_can_be_named(base: Path, tmp_path: Path, capfd: Captured) -> None:
    rows = [(label, text, "x") for text, label in samples.class_rows(80)]
    path = samples.table(tmp_path / "odd.tsv", rows, ("kind", "words", "rest"))

    status = tune(
        base,
        {"train": path},
        tmp_path,
        *("--task", "classification", "--first", "words", "--second", "-", "--label", "kind"),
        *("--set", "tuning.trains=head"),
    )

    summary, line = json_lines(capfd.readouterr().out)
    assert status == 0
    assert line["split"] == "validation"
    recipe = Run.open(Path(summary["run"])).recipe_data
    assert (recipe["task"]["first"], recipe["task"]["label"]) == ("words", "kind")
    assert recipe["tuning"]["trains"] == "head"


def test_what_is_odd_is_told_before_anything_is_learned(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    files = samples.classes(tmp_path)
    rows = samples.class_rows(120)
    odd = [*rows, ("baraso once more", "weird"), ("nobody said", ""), rows[0]]
    files["train"] = samples.table(tmp_path / "odd.tsv", odd, ("sentence", "label"))
    files["test"] = samples.table(
        tmp_path / "known.tsv", [*rows[:3], ("keloni", "other")], ("sentence", "label")
    )

    assert tune(base, files, tmp_path) == 0

    told, learning, _ = capfd.readouterr().err.partition("validation classification")
    assert learning
    assert "122 to learn from, 24 held back, 4 to measure with" in told
    assert "first = sentence, label = label" in told
    for words in (
        "1 without an answer among those to learn from",
        "a single example to learn from: weird",
        "3 of 4 among those to measure with are learned from too",
        "have labels that none to learn from has: other",
        "1 of 122 examples to learn from are duplicates of earlier ones",
    ):
        assert words in told
    log = (next((tmp_path / "runs").iterdir()) / "metrics.jsonl").read_text("utf-8")
    assert "single example" in log


def test_examples_that_lose_their_end_are_told(base: Path, tmp_path: Path, capfd: Captured) -> None:
    rows = samples.class_rows(120)
    rows[0] = (f"{rows[0][0]} {'baraso ' * 200}", rows[0][1])
    files = samples.classes(tmp_path)
    files["train"] = samples.table(tmp_path / "long.tsv", rows, ("sentence", "label"))
    assert tune(base, files, tmp_path) == 0
    told = capfd.readouterr().err
    assert "1 of 120 examples are longer than a row and lose their end." in told


def test_settings_of_the_task_count_before_the_files_are_read(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    rows = [*samples.class_rows(120), *[("keloni at the end", "weird")] * 2]
    path = samples.table(tmp_path / "odd.tsv", rows, ("words", "kind"))
    named = ("--set", "task.first=words", "--set", "task.label=kind", "--set", "task.most=20")

    assert tune(base, {"train": path}, tmp_path, *named) == 0

    captured = capfd.readouterr()
    assert "20 to learn from" in captured.err
    recipe = Run.open(next((tmp_path / "runs").iterdir())).recipe_data
    assert recipe["objectives"]["classification"]["classes"] == 2
    assert recipe["task"]["most"] == 20


def test_texts_and_their_answers_line_by_line(base: Path, tmp_path: Path, capfd: Captured) -> None:
    """The two files are found; that this run cannot write is another matter, and told as such."""
    (tmp_path / "a.en").write_text("".join(f"{n}\n" for n in range(40)), "utf-8")
    (tmp_path / "a.de").write_text("keloni\n" * 40, "utf-8")
    named = ("--train-target", str(tmp_path / "a.de"))
    assert tune(base, {"train": tmp_path / "a.en"}, tmp_path, *named) == 2
    assert "encoder_decoder" in capfd.readouterr().err
    target = f'task.train_target=["{tmp_path / "a.de"}"]'
    assert tune(base, {"train": tmp_path / "a.en"}, tmp_path, "--set", target) == 2
    assert "encoder_decoder" in capfd.readouterr().err


def test_a_table_without_labels_is_told_with_its_columns(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    rows = [(at, f"{text} {at}") for at, (text, _) in enumerate(samples.class_rows(60))]
    path = samples.table(tmp_path / "bare.tsv", rows, ("id", "text"))
    assert tune(base, {"train": path}, tmp_path) == 1
    told = capfd.readouterr().err
    assert "No column looks like labels" in told
    assert "id, text" in told


def test_a_text_the_run_has_no_words_for_is_told_with_a_way_out(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    """Neither random weights nor a tokenizer of its own are to be had: a task takes its run's."""
    rows = [(f"天地玄黄{'宇宙洪荒'[at % 4]}{at}", "ab"[at % 2]) for at in range(60)]
    path = samples.table(tmp_path / "zh.tsv", rows, ("text", "label"))
    for more in ((), ("--from-scratch",)):
        assert tune(base, {"train": path}, tmp_path, *more) == 1
        assert "Tune a run that read such text." in capfd.readouterr().err


BAD_WISHES = {
    "no file": ([], 2, "--train"),
    "a missing file": (["--train", "nowhere.tsv"], 1, "nowhere.tsv"),
    "an odd key of the task": (["--set", "task.lable=kind"], 2, "task.lable"),
    "an odd key": (["--set", "tuning.pateince=3"], 2, "tuning.pateince"),
    "too many layers": (
        ["--set", "tuning.trains=last", "--set", "tuning.layers=9"],
        2,
        "tuning.layers",
    ),
    "two objectives": (["--set", "objectives.masked_lm=true"], 2, "objectives.classification"),
    "another number of classes": (
        ["--set", "objectives.classification.classes=5"],
        1,
        "2 classes, not 5",
    ),
    "predictions where no folder is": (["--predictions", "/nowhere/said.csv"], 1, "/nowhere"),
    "no such checkpoint": (["--step", "4000"], 1, "4000"),
}


@pytest.mark.parametrize("name", BAD_WISHES)
def test_what_cannot_be_is_refused_and_no_run_is_left_behind(
    base: Path, tmp_path: Path, capfd: Captured, name: str
) -> None:
    more, status, words = BAD_WISHES[name]
    files = {"train": samples.classes(tmp_path)["train"]}
    if name in ("no file", "a missing file"):
        files = {}
    try:
        found = tune(base, files, tmp_path, *more)
    except SystemExit as ended:
        found = int(str(ended.code))
    captured = capfd.readouterr()
    assert found == status
    assert words in captured.err
    assert "Traceback" not in captured.err
    runs = tmp_path / "runs"
    assert not runs.exists() or not [one for one in runs.iterdir() if one.is_dir()]


def test_a_file_that_holds_no_task_is_refused(base: Path, tmp_path: Path, capfd: Captured) -> None:
    path = tmp_path / "one.tsv"
    path.write_text("".join(f"{text}\tgood\n" for text, _ in samples.class_rows(40)), "utf-8")
    assert tune(base, {"train": path}, tmp_path) == 1
    assert "good" in capfd.readouterr().err


def test_predictions_that_cannot_be_written_are_told_and_the_run_is_whole(
    base: Path, tmp_path: Path, capfd: Captured
) -> None:
    files = samples.classes(tmp_path)
    said = tmp_path / "a folder"
    said.mkdir()
    status = tune(base, files, tmp_path, "--predictions", str(said))
    captured = capfd.readouterr()
    assert status == 1
    assert "Traceback" not in captured.err
    line = json.loads(captured.out.splitlines()[-1])
    assert line["main"] == "accuracy"
