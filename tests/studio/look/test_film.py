"""The film: every recorded step under the loss curve, and how the chosen head formed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.probes.change import Formation, changed_most
from engine.runs.replays import Room
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.look.film_acts import FilmActs
from studio.views.look.formed import formed_near
from studio.views.look.page import Page
from studio.widgets.export_button import svg_bytes
from tests.studio.scripted_run import Script, probe, story, write_run

STEPS = (200, 400, 600, 800, 1000)


@pytest.fixture
def film(page: Page, desk: Desk, qtbot: QtBot) -> Page:
    """A page that shows a run of five looks, and knows how its heads formed."""
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.film.formed.formation is not None)
    return page


def pixel(page: Page, step: float) -> QPoint:
    """Where a step stands in the plot."""
    plot = page.film.plot
    scene = plot._box.mapViewToScene(QPointF(step, plot._box.viewRange()[1][0]))
    at = plot._view.mapFromScene(scene)
    return QPoint(round(at.x()), plot._view.height() // 2)


def test_the_chosen_head_has_a_curve_that_ends_at_its_newest_form(film: Page) -> None:
    curve = film.film.plot._curves[-1]
    assert curve.x.tolist() == list(STEPS)
    assert curve.tells(float(curve.y[-1])) == "100 %"
    assert "layer 1 · head 1" in curve.label
    film.looking.choice.choose_head(2, 3)
    assert "layer 3 · head 4" in film.film.plot._curves[-1].label


def test_its_step_is_told_and_jumped_to(film: Page, qtbot: QtBot) -> None:
    formation = film.film.formed.formation
    assert formation is not None
    assert "formed near step" in film.film.hint.text()
    film.film.scrubber.move_to(1000)
    film.film.acts.jump.click()
    wanted = changed_most(formation, *film.looking.head)
    qtbot.waitUntil(lambda: film.looking.step == wanted)
    assert film.film.scrubber.step == wanted


def test_formed_is_where_more_than_half_of_the_way_lies_behind_for_good() -> None:
    nearness = np.array([0.2, 0.7, 0.5, 0.61, 0.9, 1.0])[:, None, None]
    formation = Formation((0, 10, 20, 30, 40, 50), np.zeros((5, 1, 1)), nearness, {})
    assert formed_near(formation, 0, 0) == 30  # not 10: it went back
    still = Formation((0, 10), np.zeros((1, 1, 1)), np.ones((2, 1, 1)), {})
    assert formed_near(still, 0, 0) is None


def test_a_drag_over_the_curve_moves_the_slider(film: Page, qtbot: QtBot) -> None:
    viewport = film.film.plot._view.viewport()
    start = pixel(film, 900)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    seen: list[int] = []
    for step in (850, 700, 620, 410, 205):
        QTest.mouseMove(viewport, pixel(film, step))
        qtbot.wait(25)  # of the moves of one moment pyqtgraph hears one
        assert film.film.scrubber.step is not None
        seen.append(film.film.scrubber.step)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=pixel(film, 205))
    assert seen[-1] == 200
    assert len(set(seen)) > 2
    left, right = film.film.plot._box.viewRange()[0]
    assert right - left > 700  # nothing was zoomed into
    qtbot.waitUntil(lambda: film.looking.step == 200)


def test_shift_and_a_click_compares_with_that_step_and_again_no_longer(
    film: Page, qtbot: QtBot
) -> None:
    viewport, shift = film.film.plot._view.viewport(), Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, pixel(film, 420))
    qtbot.waitUntil(lambda: film.looking.difference() is not None)
    assert film.looking.choice.beside == 400
    assert film.looking.step == 1000  # nobody was moved
    assert film.film.plot._marks.also_at == 400.0
    assert "difference against step 400" in film.views.hint.text()
    change = film.looking.difference()
    np.testing.assert_array_equal(film.views.view.map.values, change)
    qtbot.wait(400)  # or two clicks are a double one
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, pixel(film, 420))
    assert film.looking.choice.beside is None
    assert film.views.view.map.values.min() >= 0


def test_a_button_compares_from_here(film: Page, qtbot: QtBot) -> None:
    film.film.acts.compare.click()
    assert film.looking.choice.beside == 1000
    film.film.scrubber.move_to(200)
    qtbot.waitUntil(lambda: film.looking.difference() is not None)
    assert "1,000" in film.film.acts.compare.text()
    film.film.acts.compare.click()
    assert film.looking.difference() is None


def test_another_run_is_compared_with_nothing(film: Page, desk: Desk, qtbot: QtBot) -> None:
    film.looking.choice.compare(400)
    other = write_run(desk.workspace.runs_folder / "bert-mini-02", 600, num_layers=2, num_heads=2)
    desk.open_run(other.path)
    qtbot.waitUntil(lambda: film.looking.step == 600)
    assert film.looking.choice.beside is None

    def heads_of_the_other() -> None:
        """The formation of the run before stands until the other's is asked for."""
        found = film.film.formed.formation
        assert found is not None
        assert found.nearness.shape == (3, 2, 2)

    qtbot.waitUntil(heads_of_the_other)


def test_a_run_of_one_look_has_no_film_of_the_run_before(
    film: Page, desk: Desk, qtbot: QtBot
) -> None:
    other = write_run(desk.workspace.runs_folder / "bert-mini-02", 200, num_layers=3, num_heads=4)
    desk.open_run(other.path)
    qtbot.waitUntil(lambda: film.looking.step == 200)
    assert film.film.formed.formation is None
    assert not film.film.acts.jump.isEnabled()


def test_what_was_read_of_the_run_before_comes_too_late(film: Page, qtbot: QtBot) -> None:
    formed, run = film.film.formed, film.recorded.run
    late = Formation((200,), np.zeros((0, 1, 1)), np.ones((1, 1, 1)), {})
    formed._arrived((run, 2, "cross"), (late, None))  # type: ignore[arg-type]
    assert formed.formation is not late


def test_the_film_can_be_saved_with_shares_as_they_are(film: Page) -> None:
    picture = film.film.export._subject_now
    assert picture is not None
    values = {"nearness": [], "other": []}  # type: ignore[var-annotated]
    for series, _step, value in picture.table().rows():
        values["nearness" if "nearness" in series else "other"].append(float(value))
    assert len(values["nearness"]) == len(STEPS)
    assert max(values["nearness"]) == 1.0  # not as tall as the losses it is drawn beside
    assert max(values["other"]) > 1.0
    arrays = picture.arrays()  # type: ignore[attr-defined]
    assert arrays["nearness"].shape == (5, 3, 4)
    assert arrays["changes"].shape == (4, 3, 4)
    written = svg_bytes(picture, "#ffffff", "film").decode()
    assert "layer 1 · head 1, nearness" in written
    assert "<image" not in written


def test_the_record_says_what_it_takes(film: Page) -> None:
    assert film.film.acts.room.text().startswith("5 looks, ")
    assert "of 64 MB" in film.film.acts.room.text()


def test_a_large_record_is_told_in_whole_megabytes(qtbot: QtBot) -> None:
    acts = FilmActs()
    qtbot.addWidget(acts)
    acts.show_room(Room(57, 18_200_000, 256_000_000), 57)
    assert "57 looks, 18 of 256 MB" in acts.room.text()


def test_a_damaged_step_is_left_out_of_the_film_of_a_head(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    next((run.path / "probes").glob("*600*")).write_bytes(b"spoiled")
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.film.formed.formation is not None)
    assert page.film.formed.formation.steps == (200, 400, 800, 1000)  # type: ignore[union-attr]


def test_a_hidden_page_reads_no_film(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = ShownRun.formation

    def counted(run: ShownRun, *given: object) -> object:
        asked.append(1)
        return real(run, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(ShownRun, "formation", counted)
    page.hide()
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and not desk.jobs.busy)
    assert not asked
    page.show()
    qtbot.waitUntil(lambda: page.film.formed.formation is not None)
    assert asked == [1]
    page.looking.choice.choose_head(1, 1)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert asked == [1]  # it is known


def test_a_growing_record_is_not_read_at_every_step(
    page: Page, desk: Desk, qtbot: QtBot, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would cost training more than 3 % of its time."""
    asked: list[int] = []
    known = Formation((200,), np.zeros((0, 4, 4)), np.ones((1, 4, 4)), {})
    monkeypatch.setattr(ShownRun, "formation", lambda *_: asked.append(1) or known)
    monkeypatch.setattr(ShownRun, "room", lambda _run: Room(1, 1, 1))
    desk.start_run()
    script.tell(*story(400))
    qtbot.waitUntil(lambda: page.looking.step == 400)
    script.tell(probe(600))
    qtbot.waitUntil(lambda: page.film.formed.formation is not None)
    page.film.formed._took = 3600.0
    for step in (800, 1000):
        script.tell(probe(step))
        qtbot.waitUntil(lambda step=step: page.looking.step == step)
    assert asked == [1]


def test_the_speed_of_the_film_can_be_changed(film: Page) -> None:
    film.film.scrubber.speed.setCurrentIndex(4)
    assert film.film.scrubber._timer.interval() == 30
    film.film.scrubber.speed.setCurrentIndex(0)
    assert film.film.scrubber._timer.interval() == 480


def test_a_sentence_pinned_later_is_not_mistaken_for_another(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    for step in (800, 1000):  # a sentence was pinned before the others
        seen = run.read_probe(step)
        first = replace(seen.sentences[0], sentence="pinned later")
        run.write_probe(replace(seen, sentences=(first, *seen.sentences)))
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.looking.step == 1000 and len(page.recorded.steps) == 5)
    second = page.recorded.probe.sentences[1].sentence  # type: ignore[union-attr]
    page.recorded.choose_sentence(1)
    page.film.scrubber.move_to(400)
    qtbot.waitUntil(lambda: page.looking.step == 400)
    assert page.looking.seen.sentence == second  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.film.formed.formation is not None)
    assert page.film.formed.formation.steps == (200, 400, 600, 800, 1000)  # type: ignore[union-attr]
    assert not page.text.note.isVisible()
    page.film.scrubber.move_to(1000)
    qtbot.waitUntil(lambda: page.looking.step == 1000)
    page.recorded.choose_sentence(0)
    page.film.scrubber.move_to(400)
    qtbot.waitUntil(lambda: page.looking.step == 400)
    assert "pinned later" in page.text.note.text()
    assert page.text.note.isVisible()
