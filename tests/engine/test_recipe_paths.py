"""Paths the system refuses to tell of: faults of the recipe, beside all others."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.faults import Fault, FieldFault
from engine.recipe.recipe import try_recipe
from engine.wording import fill
from tests.engine.assembly_samples import write_recipe

LONG = "n" * 300  # longer than any file system's names
PLACES = [
    ("corpus", "paths"),
    ("labelled", "paths"),
    ("labelled", "validation_paths"),
    ("parallel", "source"),
    ("parallel", "target"),
    ("parallel", "paths"),
    ("tokenizer", "file"),
    ("start", "run"),
]
LISTS = {key for _, key in PLACES} - {"file", "run"}


def of_path(section: str, key: str, path: str, *beside: Any) -> dict[str, Any]:
    """A recipe whose only path is this one."""
    value = [path, *beside] if key in LISTS else path
    written = {section: {key: value}}
    if section == "start":
        written["start"]["weights"] = "run"
    return {
        "preset": "bert-tiny",
        "objectives": {"next_sentence": False, "masked_lm": {}},
        "training": {"steps": 2},
        **written,
    }


def told_at(faults: list[FieldFault], place: str) -> list[str]:
    return [fill(fault.message, dict(fault.values)) for fault in faults if fault.place == place]


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder nobody may look into; to root the system would show all."""
    whole, folder = os.stat, Path("/closed")

    def stat(path: Any, *args: Any, **kwargs: Any) -> os.stat_result:
        if str(path).startswith(str(folder)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return whole(path, *args, **kwargs)

    monkeypatch.setattr(os, "stat", stat)
    return folder


@pytest.mark.parametrize(("section", "key"), PLACES)
def test_a_name_that_is_too_long(tmp_path: Path, section: str, key: str) -> None:
    _, faults = try_recipe(of_path(section, key, LONG), folder=tmp_path)

    told = told_at(faults, f"{section}.{key}")
    assert f"{tmp_path / LONG} cannot be read: Its name is too long." in told


@pytest.mark.parametrize(("section", "key"), PLACES)
def test_a_folder_that_is_closed(tmp_path: Path, closed: Path, section: str, key: str) -> None:
    _, faults = try_recipe(of_path(section, key, str(closed / "a")), folder=tmp_path)

    told = told_at(faults, f"{section}.{key}")
    assert f"{closed / 'a'} cannot be read: The system does not allow it." in told
    values = {name: value for fault in faults for name, value in fault.values}
    assert isinstance(values["reason"], Fault)  # which the window says in its language


@pytest.mark.parametrize(("section", "key"), PLACES)
def test_a_name_that_is_no_utf_8(tmp_path: Path, section: str, key: str) -> None:
    _, faults = try_recipe(of_path(section, key, "b\udcfccher"), folder=tmp_path)

    (told,) = told_at(faults, f"{section}.{key}")
    assert told.startswith("b?cher has signs in it that no recipe can hold; a file or folder")
    assert not [fault for fault in faults if fault.place == section]


def test_a_recipe_in_a_folder_whose_name_is_no_utf_8(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path / "b") + b"\xfccher"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    recipe = write_recipe(folder)

    status = main(["train", str(recipe), "--runs", str(tmp_path / "runs")])

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert f"corpus.paths: {tmp_path / 'b?cher' / 'text'} has signs in it" in err
    assert not (tmp_path / "runs").exists()


def test_beside_an_entry_that_is_no_path(tmp_path: Path, closed: Path) -> None:
    _, faults = try_recipe(of_path("corpus", "paths", str(closed / "a"), 7), folder=tmp_path)

    assert f"{closed / 'a'} cannot be read: The system does not allow it." in told_at(
        faults, "corpus.paths"
    )


def test_the_command_line_lists_all_faults(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    recipe = write_recipe(tmp_path)
    sets = [f'corpus.paths=["{LONG}"]', f'tokenizer.file="{LONG}"', "training.batch=0"]
    words = [word for each in sets for word in ("--set", each)]

    status = main(["train", str(recipe), "--runs", str(tmp_path / "runs"), *words])

    out, err = capfd.readouterr()
    assert (status, out) == (2, "")
    assert f"corpus.paths: {tmp_path / LONG} cannot be read: Its name is too long." in err
    assert f"tokenizer.file: {tmp_path / LONG} cannot be read" in err
    assert "training.batch: " in err
    assert "Traceback" not in err
