"""Forgotten Qt objects die in the GUI thread, whoever fills the memory."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from studio.garbage import GarbageCollection


@pytest.fixture
def collection(qapp: QObject) -> Iterator[GarbageCollection]:
    collection = GarbageCollection()
    yield collection
    collection.close()
    gc.disable()  # as the other tests of the window have it


def forget_a_cycle(died_in: list[int]) -> None:
    one, other = QObject(), QObject()
    one.destroyed.connect(
        lambda: died_in.append(threading.get_ident()), Qt.ConnectionType.DirectConnection
    )
    one.friend, other.friend = other, one


def litter() -> None:
    for _ in range(200_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_a_forgotten_object_dies_in_the_gui_thread(
    qtbot: QtBot, collection: GarbageCollection
) -> None:
    died_in: list[int] = []
    forget_a_cycle(died_in)
    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert not died_in
    qtbot.waitUntil(lambda: bool(died_in), timeout=20_000)
    assert died_in == [threading.get_ident()]


def test_what_is_settled_is_spared_until_the_end(collection: GarbageCollection) -> None:
    collection.settle()
    assert gc.get_freeze_count() > 0
    collection.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
