"""Pairs that a run carries in its own folder are believed no more than its text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine import disk
from engine.faults import Fault
from engine.runs.run import Run
from tests.engine.assembly_samples import start_and_end
from tests.engine.test_carried_text import carried
from tests.engine.test_pairs_runs import labelled

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was stopped, with its pairs."""
    folder = tmp_path_factory.mktemp("carrying")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOZE_STUDIO_CACHE", str(folder / "cache"))
        start_and_end(labelled(folder, "training.steps=4"), folder / "runs" / "half", stop_at=2)
    (prepared,) = (path for path in (folder / "cache" / "shards").iterdir() if path.is_dir())
    shutil.copytree(prepared, folder / "runs" / "half" / "shards" / prepared.name)
    return folder / "runs" / "half"


@pytest.fixture
def half(trained: Path, tmp_path: Path) -> Path:
    shutil.copytree(trained, tmp_path / "half")
    return tmp_path / "half"


def facts_with(files: Files, **more: Any) -> Files:
    facts = json.loads(files["facts.json"])
    return files | {"facts.json": json.dumps(facts | more).encode()}


def fewer_classes(files: Files) -> Files:
    return facts_with(files, classes=["entailment"])


def no_numbers(files: Files) -> Files:
    train = json.loads(files["facts.json"])["train"]
    return facts_with(files, train=train | {"num_sentences": str(train["num_sentences"])})


def bytes_in_words(files: Files) -> Files:
    train = json.loads(files["facts.json"])["train"]
    return facts_with(files, train=train | {"second_bytes": "many"})


def counts_of_fewer_tokens(files: Files) -> Files:
    return files | {"train.second": files["train.second"][:-8]}


def test_as_they_were_they_are_taken(half: Path) -> None:
    text = carried(half)
    assert text is not None
    assert text.labelled is not None
    assert len(text.labelled.train) > 0
    text.close()


@pytest.mark.parametrize(
    "change", [fewer_classes, no_numbers, bytes_in_words, counts_of_fewer_tokens]
)
def test_what_somebody_else_wrote_beside_them_is_refused(
    half: Path, change: Callable[[Files], Files]
) -> None:
    """Their tokens and labels are the run's, and the sums are right."""
    (folder,) = (half / "shards").iterdir()
    kept = {file: (folder / file).read_bytes() for file in disk.read_manifest(folder)}
    with disk.NewFolder(folder, replace=True) as new:
        for file, data in change(kept).items():
            new.write(file, data)
    with pytest.raises(Fault, match="not the text this run began with"):
        carried(half)


def test_the_folder_is_one_of_the_runs(half: Path, tmp_path: Path) -> None:
    """Whatever somebody else wrote into its environment."""
    (folder,) = (half / "shards").iterdir()
    folder.rename(tmp_path / "elsewhere")
    Run.open(half).update_environment(labelled="../../elsewhere")
    assert carried(half) is None
