"""Fixtures every test may use. Nothing here may touch anybody's own files."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import absent
from tests.network import locked

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
if os.environ.get("CLOZE_STUDIO_WITHOUT_QT"):  # `make test-engine`, with -p no:pytest-qt
    absent.hide(*absent.QT)

ROOT = Path(__file__).parent.parent
CACHES = {  # of tools that may run beside the tests
    *(".pytest_cache", ".coverage", ".hypothesis"),
    *(".mypy_cache", ".ruff_cache", ".import_linter_cache"),
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workspace and cache of a test are its own, never the person's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CLOZE_STUDIO_WORKSPACE", str(home / "workspace"))
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(home / "cache"))


@pytest.fixture(scope="session", autouse=True)
def locked_network() -> Iterator[list[str]]:
    """Nothing in this process reaches the network; what tried to, in order."""
    with locked() as tried:
        yield tried


@pytest.fixture(autouse=True)
def network(locked_network: list[str]) -> Iterator[list[str]]:
    """A test that reaches for the network fails, even where the program forgave the refusal."""
    yield locked_network
    tried = locked_network.copy()
    locked_network.clear()  # it is not the next one's
    assert not tried, f"the network was used: {tried}"


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread, window or file behind fails itself, not its neighbour."""
    threads_before = set(threading.enumerate())
    files_before = {path.name for path in ROOT.iterdir()}
    yield
    threads = [t.name for t in _ours() if t not in threads_before and t.is_alive()]
    windows = []
    if "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        windows = [w for w in app.topLevelWidgets() if w.isVisible()]
        for window in windows:
            window.close()
    files = {path.name for path in ROOT.iterdir()} - files_before - CACHES
    assert not threads, f"threads left running: {threads}"
    assert not windows, f"windows left open: {windows}"
    assert not files, f"files left in the checkout: {files}"


def _ours() -> list[threading.Thread]:
    """Without those that no Python started: a GPU's backward pass runs in one of torch's own."""
    return [t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)]


@pytest.fixture(autouse=True)
def garbage_of_the_window(request: pytest.FixtureRequest) -> Iterator[None]:
    """Qt objects that a test forgot must die in this thread, as in the program (studio/garbage)."""
    if "qapp" in request.fixturenames:
        gc.disable()
    yield
    if not gc.isenabled():
        gc.collect(1)  # what this test made: a forgotten timer must not fire in the next one


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """The folder of one real corpus or task set; skips by name where it is absent."""
    folder = Path(os.environ.get("CLOZE_STUDIO_DATA", ROOT.parent / "shared" / "data"))

    def find(name: str) -> Path:
        if not (folder / name).is_dir():
            pytest.skip(f"real data '{name}' is not here (set CLOZE_STUDIO_DATA)")
        return folder / name

    return find
