"""What `predict` prints, and what it says where it cannot answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.runs.run import Run
from tests.engine.assembly_samples import sample, train
from tests.engine.test_command_line import Captured, json_lines


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run named "one"; not to be changed."""
    folder = tmp_path_factory.mktemp("commands")
    train(start(sample(folder, "training.steps=10"), folder / "runs" / "one"))
    return folder / "runs" / "one"


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


def test_predict_says_which_checkpoint_it_cannot_read(tmp_path: Path, capfd: Captured) -> None:
    path = tmp_path / "runs" / "one"
    sets = ("training.steps=12", "training.checkpoint_seconds=0.001")
    train(start(sample(tmp_path, *sets), path))
    older, newest = Run.open(path).checkpoints()[-2:]
    with (newest.path / "model.safetensors").open("r+b") as file:
        file.write(b"\0")
    capfd.readouterr()

    status = main(["predict", str(path), "Bara [MASK]."])
    out, err = capfd.readouterr()
    assert (status, len(json_lines(out))) == (0, 1)
    assert f"step {older.step}: warning: The checkpoint of step {newest.step} was passed" in err

    (newest.path / "model.safetensors").unlink()
    assert main(["predict", str(path), "Bara [MASK].", "--step", str(newest.step)]) == 1
    assert "model.safetensors is damaged" in capfd.readouterr().err


def test_options_of_writing_do_not_pass_for_something_where_nothing_is_written(
    trained: Path, capfd: Captured
) -> None:
    fill = ["predict", str(trained), "Bara [MASK]."]

    assert main(fill) == 0
    plain = capfd.readouterr()
    assert main([*fill, "--temperature", "0.5", "--seed", "3"]) == 0
    told = capfd.readouterr()

    assert (told.out, plain.err) == (plain.out, "")
    assert told.err == "nothing is written here: --temperature, --seed changes nothing\n"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("nonsense", "did not learn nonsense. Choose one of: masked_lm, next_sentence."),
        ("next_sentence", "next_sentence is asked of two passages. Give the second one too"),
    ],
)
def test_an_objective_it_cannot_be_asked_by_so_is_refused(
    trained: Path, capfd: Captured, asked: str, told: str
) -> None:
    assert main(["predict", str(trained), "Bara [MASK].", "--objective", asked]) == 1
    out, err = capfd.readouterr()
    assert not out
    assert told in err
    fine = ["--objective", "masked_lm"]
    assert main(["predict", str(trained), "Bara [MASK].", *fine]) == 0
    assert capfd.readouterr().err == ""


def test_what_a_command_does_not_know_is_told_with_its_own_usage(
    trained: Path, capfd: Captured
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["predict", str(trained), "Bara.", "Kera."])
    err = capfd.readouterr().err
    assert "usage: python -m engine predict" in err
    assert "unrecognized arguments: Kera." in err


def test_predict_judges_a_pair(trained: Path, capfd: Captured) -> None:
    status = main(["predict", str(trained), "Bara kera.", "--pair", "Nuni mora."])

    (line,) = json_lines(capfd.readouterr().out)
    assert status == 0
    assert set(line) == {"next_sentence"}
    assert 0 <= line["next_sentence"] <= 1
