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


def test_predict_says_how_likely_a_text_is(trained: Path, capfd: Captured) -> None:
    assert main(["predict", str(trained), "Bara kera.", "--likelihood"]) == 0
    (line,) = json_lines(capfd.readouterr().out)
    whole = {"log_probability", "per_token", "bits_per_byte"}
    assert set(line) == {*whole, "within_words", "tokens"}
    assert set(line["within_words"]) == whole
    total = sum(token["log_probability"] for token in line["tokens"])
    assert line["log_probability"] == pytest.approx(total, abs=1e-4)
    assert line["within_words"]["log_probability"] <= 0
    assert main(["predict", str(trained), "Bara [MASK].", "--likelihood"]) == 1
    assert "this has gaps" in capfd.readouterr().err


def test_predict_says_how_alike_sentences_are(trained: Path, capfd: Captured) -> None:
    asked = ["predict", str(trained), "Bara kera.", "--similar", "Bara kera.", "Nuni mora."]
    assert main([*asked, "--seed", "1"]) == 0
    out, err = capfd.readouterr()
    (line,) = json_lines(out)
    assert err == "nothing is written here: --seed changes nothing\n"
    assert line["measure"] == "mean"
    assert [len(row) for row in line["cosines"]] == [3, 3, 3]
    assert line["cosines"][0][:2] == pytest.approx([1.0, 1.0], abs=1e-4)
    assert -1 <= line["cosines"][0][2] < 0.9999


def test_what_is_too_long_is_cut_and_said_so(trained: Path, capfd: Captured) -> None:
    long = "bara " * 60
    assert main(["predict", str(trained), f"{long}[MASK] {long}"]) == 0
    out, err = capfd.readouterr()
    (line,) = json_lines(out)
    assert line["position"] > 32
    assert "this model reads 32 at once: each mask was seen with those around it" in err
    for asked in (["--pair", "Kera."], ["--similar", "Kera."]):
        assert main(["predict", str(trained), long, *asked]) == 0
        out, err = capfd.readouterr()
        assert len(json_lines(out)) == 1
        assert "were left out: this model reads 32 at once" in err
        assert len(err.splitlines()) == 1


def test_one_thing_is_asked_at_a_time(trained: Path, capfd: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["predict", str(trained), "Bara.", "--pair", "Kera.", "--likelihood"])
    assert "give one of" in capfd.readouterr().err
