"""Good folders, made once, and what may be done to them."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.faults import Fault
from tests.engine.exchange_samples import FITTING, found_run

SECONDS = 10.0  # a refusal may take
Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A good folder of each family, made once and not to be changed."""
    folder = tmp_path_factory.mktemp("whole")

    def make(name: str) -> Path:
        if not (folder / name).exists():
            found_run(folder / f"{name}-run", *FITTING[name][:2])
            export_run(folder / f"{name}-run", None, folder / name)
        return folder / name

    return make


def refused(folder: Path, runs: Path) -> str:
    """What is said of it, in time, and with nothing left behind."""
    begun = time.monotonic()
    with pytest.raises(Fault) as raised:
        import_folder(folder, runs)
    assert time.monotonic() - begun < SECONDS
    assert not runs.exists() or not list(runs.iterdir())
    fault = raised.value
    assert fault.now
    return str(fault)


def copy(whole: Path, to: Path) -> Path:
    return Path(shutil.copytree(whole, to))


def settings(**changed: Any) -> Change:
    def change(folder: Path) -> None:
        path = folder / "config.json"
        value = json.loads(path.read_text()) | changed
        path.write_text(json.dumps({k: v for k, v in value.items() if v != "gone"}))

    return change


def written(name: str, data: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return change


def removed(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def linked(name: str, to: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).symlink_to(to)

    return change


def pipe(name: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return change
