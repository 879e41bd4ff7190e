"""Text that a run carries in its own folder: none of its files is needed, and none is believed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine import disk
from engine.control import Control
from engine.faults import Fault
from engine.recipe import recipe_of_run
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.carried_text import carried_text
from engine.training.preparing import PreparedText
from tests.engine.assembly_samples import largest_difference as difference
from tests.engine.assembly_samples import resume_to_end, sample, start_and_end, weights


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole run and one that was stopped, both with their text; the files are gone."""
    folder = tmp_path_factory.mktemp("carrying")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOZE_STUDIO_CACHE", str(folder / "cache"))
        recipe = sample(folder, "training.steps=16")
        start_and_end(recipe, folder / "runs" / "whole")
        start_and_end(recipe, folder / "runs" / "half", stop_at=8)
    (prepared,) = (path for path in (folder / "cache" / "shards").iterdir() if path.is_dir())
    for name in ("whole", "half"):
        shutil.copytree(prepared, folder / "runs" / name / "shards" / prepared.name)
    shutil.rmtree(folder / "text")
    return folder / "runs"


@pytest.fixture
def half(trained: Path, tmp_path: Path) -> Path:
    shutil.copytree(trained / "half", tmp_path / "half")
    return tmp_path / "half"


def carried(path: Path) -> PreparedText | None:
    run = Run.open(path)
    tokenizer = Tokenizer.open(run.tokenizer_path)
    return carried_text(run, recipe_of_run(run.recipe_toml, path), tokenizer, Control())


def test_a_run_goes_on_where_its_files_are_gone(trained: Path, half: Path) -> None:
    resume_to_end(half)
    assert difference(weights(half), weights(trained / "whole")) == 0.0


def test_without_it_the_files_are_read(half: Path) -> None:
    shutil.rmtree(half / "shards")
    assert carried(half) is None
    with pytest.raises(Fault, match="text"):
        resume_to_end(half)


def test_other_tokens_are_refused(half: Path) -> None:
    run = Run.open(half)
    text = run.environment["text"]
    run.update_environment(text=text[:32] + "0" * 32)  # as if one of them were another
    with pytest.raises(Fault, match="not the text this run began with"):
        carried(half)


def test_a_changed_byte_is_named(half: Path) -> None:
    (file,) = half.glob("shards/*/train.tokens")
    data = bytearray(file.read_bytes())
    data[7] ^= 1
    file.write_bytes(data)
    with pytest.raises(Fault, match=r"train\.tokens is damaged"):
        carried(half)


@pytest.mark.parametrize(
    ("name", "dtype", "place", "value"),
    [
        ("documents", "<u8", 1, 10**9),
        ("documents", "<u8", 0, 1),
        ("sentences", "<u8", -1, 3),
        ("files", "<u4", None, 0),
        ("counts", "<u8", None, 0),
    ],
)
def test_what_somebody_else_wrote_is_refused(
    half: Path, name: str, dtype: str, place: int | None, value: int
) -> None:
    """Its tokens are the run's, and its sums are right; but places in it lead elsewhere."""
    (folder,) = (half / "shards").iterdir()
    kept = {file: (folder / file).read_bytes() for file in disk.read_manifest(folder)}
    numbers = np.frombuffer(kept[f"train.{name}"], dtype).copy()
    if place is None:
        numbers = numbers[:-1]
    else:
        numbers[place] = value
    kept[f"train.{name}"] = numbers.tobytes()
    with disk.NewFolder(folder, replace=True) as new:
        for file, data in kept.items():
            new.write(file, data)
    with pytest.raises(Fault, match="not the text this run began with"):
        carried(half)


def test_facts_of_another_kind_are_refused(half: Path) -> None:
    (folder,) = (half / "shards").iterdir()
    kept = {file: (folder / file).read_bytes() for file in disk.read_manifest(folder)}
    for facts in (b"{}", b"[]", b"no facts"):
        with disk.NewFolder(folder, replace=True) as new:
            for file, data in (kept | {"facts.json": facts}).items():
                new.write(file, data)
        with pytest.raises(Fault, match="not the text this run began with"):
            carried(half)
