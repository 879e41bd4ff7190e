"""Files that were not read, or not well: said before the first step, and kept in the run."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.corpus import corpus, files
from engine.corpus.lines import LONGEST
from engine.events import Noticed
from engine.runs.run import Run
from tests.engine.assembly_samples import paragraphs, sample, sentences, train

Captured = pytest.CaptureFixture[str]
ROBERTA = 'preset = "roberta-tiny"\ncorpus.paths = ["text"]\ntraining.steps = 2\n'
SMALL = ("model.size=custom", "model.width=32", "model.heads=2", "model.depth=1", "model.length=32")


def write_text(folder: Path, **files: bytes) -> Path:
    """A recipe of a moment beside a good file and others; `_` in a name stands for its dots."""
    (folder / "text").mkdir()
    (folder / "text" / "good.txt").write_text(paragraphs(40_000), "utf-8")
    for name, content in files.items():
        (folder / "text" / name.replace("_", ".")).write_bytes(content)
    (folder / "recipe.toml").write_text(ROBERTA, "utf-8")
    return folder / "recipe.toml"


def mixed(folder: Path) -> Path:
    """Three files that cannot be read, one that is not meant to be, and a hidden one."""
    whole = gzip.compress(paragraphs(30_000, 7).encode(), mtime=0)
    line = json.dumps({"text": "word " * (LONGEST // 5 + 9)})
    noise = random.Random(1).randbytes(50_000)
    return write_text(
        folder,
        cut_txt_gz=whole[: len(whole) // 2],
        noise_txt=noise,
        long_jsonl=f"{line}\n".encode(),
        paper_pdf=b"%PDF-1.7" + noise,
        _hidden=b"x",
    )


def run_command(command: str, recipe: Path, capfd: Captured) -> tuple[str, str]:
    """What a command that succeeds prints last and says, without the path of the test's folder."""
    capfd.readouterr()
    sets = [word for each in SMALL for word in ("--set", each)]
    more = ["--runs", str(recipe.parent / "runs"), "--name", "a"] if command == "train" else []
    assert main([command, str(recipe), *sets, *more]) == 0
    out, err = capfd.readouterr()
    return out.splitlines()[-1], err.replace(str(recipe.parent), "…")


@pytest.mark.parametrize("times", [1, 2], ids=["read anew", "from the cache"])
def test_training_says_which_files_it_goes_without(
    tmp_path: Path, capfd: Captured, times: int
) -> None:
    recipe = mixed(tmp_path)
    if times == 2:
        run_command("prepare", recipe, capfd)

    _, err = run_command("train", recipe, capfd)

    (told,) = [line for line in err.splitlines() if "warning: " in line]
    assert "3 file(s) of the text could not be read, or not well." in told
    for reason in (
        "…/text/cut.txt.gz cannot be unpacked.",
        "…/text/noise.txt holds no text.",
        "…/text/long.jsonl has 1 record(s) of more than 16 MB.",
        "python -m engine prepare",
    ):
        assert reason in told
    (noted,) = [line for line in err.splitlines() if "note: " in line]
    assert "…/text/paper.pdf is of a kind that is not read from folders." in noted
    assert "hidden" not in err
    run = Run.open(tmp_path / "runs" / "a")
    for line in (told, noted):
        assert line.partition(": ")[2] in (run.path / "log.txt").read_text("utf-8").replace(
            str(tmp_path), "…"
        )
    assert [notice.level for notice in run.history().notices] == ["warning", "note"]


def test_preparing_says_it_and_lists_them_all(tmp_path: Path, capfd: Captured) -> None:
    out, err = run_command("prepare", mixed(tmp_path), capfd)

    assert "warning: 3 file(s) of the text could not be read, or not well." in err
    skipped = [Path(one["path"]).name for one in json.loads(out)["skipped"]]
    assert sorted(skipped) == [".hidden", "cut.txt.gz", "long.jsonl", "noise.txt", "paper.pdf"]


def test_more_than_three_reasons_are_counted(tmp_path: Path, capfd: Captured) -> None:
    noise = random.Random(1)
    files = {f"n{number}_txt": noise.randbytes(9_000) for number in range(9)}

    _, err = run_command("train", write_text(tmp_path, **files), capfd)

    assert "warning: 9 file(s) of the text could not be read, or not well." in err
    assert "…/text/n0.txt holds no text." in err
    assert "(8 more like this.)" in err
    assert "n1.txt" not in err


def test_a_text_that_is_read_whole_is_told_of_by_nothing(tmp_path: Path) -> None:
    events, _ = train(start(sample(tmp_path), tmp_path / "runs" / "one"), stop_at=1)

    assert not [event for event in events if isinstance(event, Noticed)]


def spoilt(share: float) -> bytes:
    """Text of which a part was lost to some other encoding."""
    rng = random.Random(3)
    text = " ".join(sentences(600))
    return bytes(rng.randrange(128, 256) if rng.random() < share else ord(one) for one in text)


@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.4])
def test_text_no_encoding_fits_is_named(tmp_path: Path, capfd: Captured, share: float) -> None:
    recipe = write_text(tmp_path, bad_txt=spoilt(share))

    for command in ("prepare", "train"):
        out, err = run_command(command, recipe, capfd)
        assert "warning: 1 file(s) of the text could not be read, or not well. " in err.replace(
            "step 0: ", ""
        )
        assert "…/text/bad.txt could not be read for certain. " in err
        assert "was guessed: no encoding fits its bytes. Save it as UTF-8." in err
        if command == "prepare":
            read = json.loads(out)
            assert (read["files"], read["uncertain_files"], len(read["skipped"])) == (2, 1, 1)


def test_text_that_lost_characters_is_named_with_how_many(tmp_path: Path, capfd: Captured) -> None:
    data = bytearray(("这是一段很长的中文文字。" * 400).encode())
    for place in random.Random(2).sample(range(len(data)), len(data) // 100):
        data[place] = 0xFF

    _, err = run_command("train", write_text(tmp_path, bad_txt=bytes(data)), capfd)

    assert "…/text/bad.txt could not be read for certain. Read as utf-8, " in err
    assert "% of its characters are lost. Save it as UTF-8." in err


CLEAN = {
    "gb18030": "她打开门，向外看了看。花园里还很暗，但是鸟儿已经在唱歌了。你去哪儿了？妈妈问她。\n",
    "koi8-r": "Она открыла дверь и выглянула наружу. Сад был ещё тёмный, но птицы уже пели.\n",
    "latin-1": "Elle ouvrit la porte et regarda dehors. Le jardin était plongé dans l'ombre.\n",
    "utf-16-le": "She opened the door; “nobody is here”, he said.\n",
    "utf-8": "Some signs were lost before: \ufffd \ufffd \ufffd, and it is UTF-8 all the same.\n",
}


@pytest.mark.parametrize("encoding", CLEAN)
def test_a_clean_file_in_an_older_encoding_is_no_reason_to_warn(
    tmp_path: Path, capfd: Captured, encoding: str
) -> None:
    lines = "".join(f"{number}. {CLEAN[encoding]}" for number in range(200))

    out, err = run_command("prepare", write_text(tmp_path, old_txt=lines.encode(encoding)), capfd)

    read = json.loads(out)
    assert (read["files"], read["uncertain_files"], read["skipped"]) == (2, 0, [])
    assert "warning" not in err
    assert sum(read["encodings"].values()) == 2


def test_a_damaged_file_is_named_however_many_others_are_not_meant_to_be_read(
    tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, corpus):
        monkeypatch.setattr(module, "NAMED", 2)
    pictures = {f"{number}_jpg": b"\xff\xd8" for number in range(3)}
    recipe = write_text(tmp_path, noise_txt=random.Random(1).randbytes(50_000), **pictures)

    _, err = run_command("train", recipe, capfd)

    (told,) = [line for line in err.splitlines() if "warning: " in line]
    assert "1 file(s) of the text could not be read, or not well. …/text/noise.txt" in told


def test_what_is_only_counted_makes_no_sentence_without_a_name(
    tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, corpus):
        monkeypatch.setattr(module, "NAMED", 1)
    recipe = write_text(tmp_path, _hidden=b"x", paper_pdf=b"%PDF-1.7")

    _, err = run_command("train", recipe, capfd)

    assert "Read are:" not in err
