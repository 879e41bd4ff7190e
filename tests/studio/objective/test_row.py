"""The row the model sees: drawn at once, drawn anew, one for each turn."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio import engine_calls
from studio.desk import Desk
from studio.views.objective.page import Page
from studio.views.objective.row_chips import note_names, row_chips
from tests.studio.form_desk import fake_row


def test_the_row_is_drawn_from_the_own_text_and_follows_it(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    assert sight.rows.input.chips[1].mark == "masked"
    assert sight.rows.targets.chips[0].text == "She"
    assert sight.rows.row.chips[2].notes == ("2", "0")
    sight.text.setPlainText("up and down")
    qtbot.waitUntil(lambda: len(sight.rows.row.chips) == 5)


def test_objectives_that_take_turns_show_one_row_each(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    assert page.sight.tasks.isHidden()
    assert page.family.turns["causal_lm"].isHidden()
    assert page.family.sentence.text() == "Masked words and Next sentence share one pass."
    desk.draft.set("objectives.causal_lm", True)
    qtbot.waitUntil(lambda: page.sight.tasks.buttons is not None)
    assert page.family.turns["causal_lm"].isVisibleTo(page)
    assert "Of every 2 steps" in page.family.sentence.text()
    drawn: list[str] = []
    real = engine_calls.draw_known_row

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(task)
        return real(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    assert page.sight.tasks.buttons is not None
    page.sight.tasks.buttons.button("causal_lm").click()
    qtbot.waitUntil(lambda: "causal_lm" in drawn)


def test_a_text_that_was_read_again_has_its_rows_drawn_anew(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None and not desk.jobs.busy)
    drawn: list[int] = []

    def noted(data: Any, text: str, draw: int, *rest: Any) -> Any:
        drawn.append(draw)
        return fake_row(data, text, draw, *rest)

    monkeypatch.setattr(engine_calls, "draw_row", noted)
    page.hide()
    page.show()
    with qtbot.waitSignal(page.sight.drawing.quiet):
        pass
    assert drawn == []
    page.hide()
    desk.rereadings += 1
    page.show()
    qtbot.waitUntil(lambda: bool(drawn))


def test_the_first_draw_follows_a_slider_without_waiting_for_the_check(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None and not desk.jobs.busy)
    drawn: list[float] = []

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(data["objectives"]["masked_lm"]["rate"])
        return fake_row(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    desk.draft.changed.connect(lambda _: held.append(desk.draft.checked))
    held: list[bool] = []
    page.fields["masked_lm"].rows["objectives.masked_lm.rate"].editor.edited.emit(0.4)
    assert page.sight.drawing._quick is not None  # begun within the move itself
    assert held == [False]
    qtbot.waitUntil(lambda: drawn == [0.4])


def test_the_row_can_be_seen_at_any_point_of_a_run_that_changes_it(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = page.sight.place
    qtbot.waitUntil(lambda: page.sight.picture is not None and not desk.jobs.busy)
    assert place.isHidden()
    desk.draft.set("objectives.masked_lm.start_rate", 0.5)
    qtbot.waitUntil(lambda: place.isVisibleTo(page) and not desk.jobs.busy)
    drawn: list[float] = []

    def noted(data: Any, text: str, draw: int, task: str, progress: float, *rest: Any) -> Any:
        drawn.append(progress)
        return fake_row(data, text, draw, task, progress, *rest)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    monkeypatch.setattr(engine_calls, "draw_row", noted)
    place.input.edited.emit(0.75)
    qtbot.waitUntil(lambda: len(drawn) == 5)  # at once, and then all draws
    assert set(drawn) == {0.75}


def test_every_strip_shows_all_its_lines(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None and not page._desk.jobs.busy)
    sight.text.setPlainText("many words to fill several lines with " * 8)

    def whole() -> bool:
        shown = [strip for strip in sight.rows.strips if strip.isVisible() and strip.chips]
        tall = [strip for strip in shown if strip.height() > 100]
        return len(tall) > 3 and all(
            strip.height() >= strip.heightForWidth(strip.width()) for strip in shown
        )

    qtbot.waitUntil(whole)


def test_another_draw_hides_another_place(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    sight.draw_another()
    qtbot.waitUntil(lambda: sight.rows.input.chips[2].mark == "masked")


def test_a_changed_share_draws_anew(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    drawn: list[Any] = []
    real = engine_calls.draw_row

    def noted(data: Any, *rest: Any) -> Any:
        drawn.append(data["objectives"]["masked_lm"]["rate"])
        return real(data, *rest)

    monkeypatch.setattr(engine_calls, "draw_row", noted)
    page.fields["masked_lm"].rows["objectives.masked_lm.rate"].editor.edited.emit(0.4)
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn[0] == 0.4


def test_padding_is_one_chip_and_pairs_name_their_sentences() -> None:
    place = {"joins": False, "original": "", "segment": 0, "visible": True}
    tokens = (
        SimpleNamespace(text="a", mark="plain", position=0, token_type=0, **place),
        SimpleNamespace(text="b", mark="plain", position=1, token_type=1, **place),
        *(
            SimpleNamespace(text="[PAD]", mark="padding", position=i, token_type=0, **place)
            for i in range(2, 8)
        ),
    )
    picture: Any = SimpleNamespace(tokens=tokens, targets=(), label=None, note="")
    assert note_names(picture) == ["position", "segment", "sentence"]
    chips = row_chips(picture)
    assert [chip.text for chip in chips] == ["a", "b", "[PAD] × 6"]
    assert [chip.notes for chip in chips] == [("0", "0", "A"), ("1", "0", "B"), ("2–7", "–", "–")]
