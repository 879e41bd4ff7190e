"""A look at the address of one that is gone is another look."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.events import Noticed
from studio.shown import ShownRun
from studio.views.look import heads_card
from studio.views.look.page import Page as LookPage
from studio.views.train import attention_panel, events_panel, predictions_panel
from studio.views.train.page import Page as TrainPage
from tests.studio.long_run import long_history
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import probe


@pytest.fixture(autouse=True)
def one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """CPython gives a freed address to the next object, now and then; here it always does."""
    for module in (heads_card, attention_panel, predictions_panel, events_panel):
        monkeypatch.setattr(module, "id", lambda _thing: 7, raising=False)


def test_train_shows_the_newest_look(qtbot: QtBot, tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        page = TrainPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        page.show()
        desk.show_run(ShownRun(tmp_path / "run", desk.live, history=long_history(100)))
        page.watch.probe = newest = probe(4000)
        page.watch.changed.emit()
        attention = next(p for p in page.panels if isinstance(p, attention_panel.AttentionPanel))
        answers = next(p for p in page.panels if isinstance(p, predictions_panel.PredictionsPanel))
        assert (attention.map.values == newest.sentences[0].attention[0, 0]).all()
        assert attention.hint.text() == "step 4,000"
        assert answers.hint.text().endswith("step 4,000")


def test_train_lists_the_events_of_the_run_opened_next(qtbot: QtBot, tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        page = TrainPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        page.show()
        events = next(p for p in page.panels if isinstance(p, events_panel.EventsPanel))
        for name in ("first", "second"):
            history = long_history(100)
            history.record(Noticed(10, "warning", f"Something of the {name} run."))
            desk.show_run(ShownRun(tmp_path / name, desk.live, history=history))
            events.redraw()
            words = [events.list.item(row).text() for row in range(events.list.count())]
            assert any(f"of the {name} run" in line for line in words)


def test_look_shows_the_heads_of_the_step_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        page = LookPage(desk)
        qtbot.addWidget(page)
        page.show()
        desk.show_run(ShownRun(tmp_path / "run", desk.live, history=long_history(100)))
        page.recorded._take(probe(4000))
        assert (page.heads.grid._picture.weights == probe(4000).sentences[0].attention).all()
