"""Pictures and numbers copied and saved: drawn at once, encoded and written elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from engine import disk
from engine.faults import Fault
from studio.jobs import Jobs
from studio.theme import DARK
from studio.widgets import export_button
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.card import Card
from studio.widgets.export_button import ExportButton
from studio.widgets.head_grid import HeadGrid
from studio.widgets.heat_map import HeatMap
from studio.widgets.table import Table, small_table


class Endless(CandidateBars):
    """A picture whose numbers have no end."""

    def table(self) -> Table:
        def rows() -> Iterator[list[str]]:
            while True:
                yield ["0.5"] * 10

        return Table(["weight"], 10**9, rows)


@pytest.fixture
def bars(qtbot: QtBot) -> CandidateBars:
    made = CandidateBars(DARK)
    qtbot.addWidget(made)
    made.show_bars([Bar('a "quoted", word', 0.5)])
    return made


def button_of(bars: CandidateBars, jobs: Jobs) -> ExportButton:
    return ExportButton(bars, "answers", DARK.surface, jobs, bars)


def test_numbers_go_to_the_clipboard_and_to_a_file(
    bars: CandidateBars, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    button = button_of(bars, jobs)
    button.copy_numbers()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert QGuiApplication.clipboard().text().splitlines()[1] == 'a "quoted", word\t0.500000'
    for kind in ("csv", "png", "svg"):
        button.save(tmp_path / f"answers.{kind}")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert '"a ""quoted"", word",0.500000' in (tmp_path / "answers.csv").read_text("utf-8-sig")
    assert (tmp_path / "answers.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (tmp_path / "answers.svg").read_bytes()


class WithArrays(CandidateBars):
    """A picture whose numbers can be had as arrays."""

    def arrays(self) -> dict[str, Any]:
        return {"shares": np.array([0.5]), "answers": np.array(["窗, door"])}


def test_arrays_are_saved_as_numpy_opens_them(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    bars = WithArrays(DARK)
    qtbot.addWidget(bars)
    button = button_of(bars, jobs)
    assert button._npz.isVisible()
    button.save(tmp_path / "answers.npz")
    qtbot.waitUntil(lambda: not jobs.busy)
    with np.load(tmp_path / "answers.npz", allow_pickle=False) as saved:
        assert saved["shares"].tolist() == [0.5]
        assert saved["answers"].tolist() == ["窗, door"]


def test_arrays_are_offered_only_where_there_are_some(
    bars: CandidateBars, jobs: Jobs, qtbot: QtBot
) -> None:
    button = button_of(bars, jobs)
    assert not button._npz.isVisible()
    more = WithArrays(DARK)
    qtbot.addWidget(more)
    button.set_subject(more)
    assert button._npz.isVisible()
    button.set_subject(None)
    assert not button._npz.isVisible()


def test_a_file_that_cannot_be_written_is_told(
    bars: CandidateBars, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    button = button_of(bars, jobs)
    with qtbot.waitSignal(button.failed):
        button.save(tmp_path / "nowhere" / "answers.csv")


@pytest.mark.parametrize("kind", ["csv", "png"])
def test_the_window_neither_encodes_nor_writes(
    bars: CandidateBars,
    jobs: Jobs,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    at_work: set[str] = set()

    def note(where: Any, name: str) -> None:
        real: Callable[..., Any] = getattr(where, name)

        def noted(*given: Any) -> Any:
            at_work.add(threading.current_thread().name)
            return real(*given)

        monkeypatch.setattr(where, name, noted)

    for name in ("png_bytes", "csv_text"):
        note(export_button, name)
    for name in ("write_pieces", "write_bytes"):
        note(disk, name)
    button_of(bars, jobs).save(tmp_path / f"answers.{kind}")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert at_work
    assert "MainThread" not in at_work


def test_what_is_saved_is_what_was_shown_when_it_was_asked_for(qtbot: QtBot) -> None:
    grid = HeadGrid(DARK)
    qtbot.addWidget(grid)
    grid.show_heads(np.full((1, 2, 2, 2), 0.5, np.float16))
    asked = grid.table()
    grid.show_heads(np.zeros((1, 1, 1, 1), np.float16))
    rows = list(asked)
    assert len(rows) == asked.count + 1 == 9
    assert rows[-1] == ["1", "2", "1", "1", "0.50000"]


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[Card]:
    made = Card("Heads")
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_a_long_saving_is_shown_on_its_card_and_can_be_given_up(
    card: Card, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    endless = Endless(DARK)
    card.body.addWidget(endless)
    button = button_of(endless, jobs)
    button.began.connect(card.show_work)
    button.save(tmp_path / "heads.csv")
    busy = card._busy
    assert busy is not None
    assert not busy.isVisible()  # it may be over in a moment
    qtbot.waitUntil(busy.isVisible)
    busy.cancel_button.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not busy.isVisible()
    assert list(tmp_path.iterdir()) == []  # nothing half-written


def test_a_short_saving_shows_no_bar(
    card: Card, bars: CandidateBars, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    button = button_of(bars, jobs)
    button.began.connect(card.show_work)
    button.save(tmp_path / "answers.csv")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert card._busy is not None
    assert not card._busy._patience.isActive()
    assert not card._busy.isVisible()


def test_millions_of_numbers_are_not_put_on_the_clipboard(jobs: Jobs, qtbot: QtBot) -> None:
    endless = Endless(DARK)
    qtbot.addWidget(endless)
    button = button_of(endless, jobs)
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(button.failed) as told:
        button.copy_numbers()
    assert isinstance(told.args[0], Fault)
    assert "CSV" in str(told.args[0])
    assert QGuiApplication.clipboard().text() == "before"


def test_a_small_table_has_its_headings_first() -> None:
    made = small_table(["token", "share"], [["door", "0.5"]])
    assert list(made) == [["token", "share"], ["door", "0.5"]]
    assert made.count == 1


def test_arrays_are_saved_for_numpy_with_their_tokens(
    jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    heat_map = HeatMap(DARK)
    qtbot.addWidget(heat_map)
    values = np.array([[0.25, 0.75], [0.5, 0.5], [1.0, 0.0]], dtype=np.float16)
    heat_map.show_map(values, ("a", "b", "窗"), ("x", "y"))
    button = ExportButton(heat_map, "head", DARK.surface, jobs, heat_map)
    button.save(tmp_path / "head.npz")
    qtbot.waitUntil(lambda: not jobs.busy)
    with np.load(tmp_path / "head.npz") as found:
        np.testing.assert_array_equal(found["values"], values)
        assert found["rows"].tolist() == ["a", "b", "窗"]
        assert found["columns"].tolist() == ["x", "y"]


def test_all_heads_are_saved_for_numpy(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    grid = HeadGrid(DARK)
    qtbot.addWidget(grid)
    weights = np.random.default_rng(1).random((2, 3, 4, 5)).astype(np.float16)
    grid.show_heads(weights, tuple("abcd"), tuple("vwxyz"))
    ExportButton(grid, "heads", DARK.surface, jobs, grid).save(tmp_path / "heads.npz")
    qtbot.waitUntil(lambda: not jobs.busy)
    with np.load(tmp_path / "heads.npz") as found:
        np.testing.assert_array_equal(found["weights"], weights)
        assert found["columns"].tolist() == list("vwxyz")


def test_only_what_has_arrays_offers_them(bars: CandidateBars, jobs: Jobs, qtbot: QtBot) -> None:
    button = button_of(bars, jobs)
    assert not button._npz.isVisible()
    grid = HeadGrid(DARK)
    qtbot.addWidget(grid)
    button.set_subject(grid)
    assert button._npz.isVisible()


def test_a_saved_picture_has_twice_the_pixels(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    heat_map = HeatMap(DARK)
    qtbot.addWidget(heat_map)
    heat_map.resize(300, 200)
    heat_map.show_map(np.eye(3, dtype=np.float16), ("a", "b", "c"))
    ExportButton(heat_map, "head", DARK.surface, jobs, heat_map).save(tmp_path / "head.png")
    qtbot.waitUntil(lambda: not jobs.busy)
    image = QImage(str(tmp_path / "head.png"))
    assert (image.width(), image.height()) == (600, 400)
