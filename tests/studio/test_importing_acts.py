"""The commands that export and import, and one import at a time."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.window import Window


def test_exporting_leads_to_its_part_of_the_page(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.part_asked) as asked:
        window.acts.export_run()
    assert asked.args == ["exchange"]
    assert window.page == "tune"


def test_one_is_imported_at_a_time(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    importing = window.desk.importing
    with qtbot.waitSignal(importing.failed) as failed:
        window.acts.import_from(tmp_path / "gone")
        assert window.page == "tune"
        with qtbot.waitSignal(window.desk.saying) as said:
            window.acts.import_from(tmp_path / "gone too")
        assert said.args == ["One is imported at a time"]
    assert importing.source == tmp_path / "gone"
    assert importing.last is failed.args[0]
    qtbot.waitUntil(lambda: importing.job is None)
    assert not list(window.desk.workspace.runs_folder.iterdir())
