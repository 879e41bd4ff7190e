"""The part Export and import: real files, the real engine."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Prepared, Progress
from engine.exchange.exporting import export_run
from engine.exchange.fitting import fit
from engine.models.config import ModelConfig
from engine.runs import Run
from studio import exchange_calls
from studio.desk import Desk
from studio.model_drops import ModelDrops
from studio.theme import LIGHT
from studio.views.train.imported_start import ImportedStart
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.form_words import form_names
from studio.views.tune.page import Page
from tests.engine.exchange_samples import FITTING, found_run


@pytest.fixture
def empty(page: Page, desk: Desk, qtbot: QtBot) -> ExchangePart:
    page.choose("exchange")
    part = page.parts["exchange"]
    assert isinstance(part, ExchangePart)
    return part


@pytest.fixture
def part(empty: ExchangePart, desk: Desk, qtbot: QtBot, pretrained_run: Path) -> ExchangePart:
    copytree(pretrained_run, desk.workspace.runs_folder / "base")
    desk.open_run(desk.workspace.runs_folder / "base")
    qtbot.waitUntil(lambda: bool(desk.checkpoints) and not desk.jobs.busy)
    return empty


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as others have it: a BERT without a manifest."""
    folder = tmp_path_factory.mktemp("foreign")
    found_run(folder / "source", *FITTING["bert"][:2])
    made = export_run(folder / "source", None, folder / "bert").folder
    (made / "manifest.json").unlink()
    return made


def at_rest(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.importing.job is None and not desk.jobs.busy)


def choose(part: ExchangePart, form: str) -> None:
    part.export.forms.button(form).click()


def test_every_form_says_what_it_is_good_for(part: ExchangePart) -> None:
    told = set()
    for form in form_names():
        choose(part, form)
        told.add(part.export.words.text())
        assert part.export.begin.isEnabled() or part.export.reason.text()
    assert len(told) == len(form_names())


@pytest.mark.parametrize(
    ("kind", "target", "line"),
    [
        ("huggingface", "model", "from transformers import AutoModelForMaskedLM, AutoTokenizer"),
        ("csv", "metrics.csv", "pandas.read_csv"),
        ("capsule", "one", "python -m engine import"),
    ],
)
def test_it_is_written_and_says_how_it_is_opened(
    part: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot, kind: str, target: str, line: str
) -> None:
    choose(part, kind)
    part.export.write(tmp_path / target)
    assert part.export.busy.isVisible()
    assert not part.export.begin.isEnabled()
    at_rest(desk, qtbot)
    box = part.export.written
    assert box.isVisible()
    (written,) = [path for path in tmp_path.iterdir() if path.name.startswith(target)]
    assert box.path.text() == str(written)
    assert line in box.code.lines.toPlainText()
    box.code.copy.click()
    assert line in QGuiApplication.clipboard().text()
    assert part.export.begin.isEnabled()


def test_the_folder_is_opened_only_when_asked(
    part: ExchangePart,
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    choose(part, "csv")
    part.export.write(tmp_path / "metrics.csv")
    at_rest(desk, qtbot)
    assert not opened
    part.export.written.open.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_what_has_no_place_there_is_said_before(part: ExchangePart) -> None:
    choose(part, "huggingface")
    assert part.export.fit.isVisible()
    assert part.export.fit.text().startswith("Exports as ModernBERT")
    assert "Next sentence" in part.export.fit.text()


def test_a_model_without_an_equal_is_not_exported(
    empty: ExchangePart,
    desk: Desk,
    qtbot: QtBot,
    pretrained_run: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    none = fit(ModelConfig(architecture="encoder", norm="pre", positions="learned"), ["masked_lm"])
    assert none.family is None
    monkeypatch.setattr(exchange_calls, "fit_of_run", lambda _run: none)
    copytree(pretrained_run, desk.workspace.runs_folder / "base")
    desk.open_run(desk.workspace.runs_folder / "base")
    qtbot.waitUntil(lambda: bool(desk.checkpoints) and not desk.jobs.busy)
    choose(empty, "huggingface")
    assert not empty.export.begin.isEnabled()
    assert "no equal" in empty.export.reason.text()
    assert "has no equal there" in empty.export.fit.text()
    choose(empty, "capsule")
    assert empty.export.begin.isEnabled()


def test_a_missing_extra_is_named_with_its_command(
    part: ExchangePart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_calls, "find_spec", lambda _module: None)
    choose(part, "onnx")
    command = 'pip install "cloze-studio[onnx]"'
    assert part.export.command.lines.toPlainText() == command
    assert not part.export.begin.isEnabled()
    assert part.export.reason.text()
    part.export.command.copy.click()
    assert QGuiApplication.clipboard().text() == command
    choose(part, "csv")
    assert not part.export.command.isVisible()


def test_a_taken_name_is_refused_in_place(
    part: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "taken").mkdir()
    choose(part, "huggingface")
    part.export.write(tmp_path / "taken")
    at_rest(desk, qtbot)
    assert part.export.fault.isVisible()
    assert "taken" in part.export.fault.what.text()
    assert not part.export.written.isVisible()


def test_an_export_is_cancelled(
    part: ExchangePart,
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(_wish: object, control: Control, progress: Progress) -> None:
        progress(Prepared("saving", 1, 4, "bytes"))
        while True:
            control.check()

    monkeypatch.setattr(exchange_calls, "export", endless)
    part.export.write(tmp_path / "model")
    qtbot.waitUntil(lambda: "25 %" in part.export.busy.words.text())
    part.export.busy.cancel_button.click()
    at_rest(desk, qtbot)
    assert not part.export.written.isVisible()
    assert part.export.fault.problem is None
    assert part.export.begin.isEnabled()


def test_a_folder_becomes_a_run_and_is_shown(
    empty: ExchangePart, desk: Desk, qtbot: QtBot, foreign: Path
) -> None:
    assert empty.faces.currentIndex() == 0
    empty.importing.drop.paths_dropped.emit([str(foreign)])
    qtbot.waitUntil(lambda: desk.shown is not None and bool(desk.checkpoints))
    at_rest(desk, qtbot)
    assert desk.shown is not None
    assert desk.shown.path.parent == desk.workspace.runs_folder
    assert desk.shown.imported == "bert"
    assert desk.shown.finished
    assert empty.importing.found.text() == f"bert is {desk.shown.name} now, read as BERT."
    assert "Next sentence" in empty.importing.learned.text()
    assert empty.faces.currentIndex() == 1
    with qtbot.waitSignal(desk.go_to):
        empty.importing.try_it.click()


def test_a_capsule_comes_back_as_a_run(
    part: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(part, "capsule")
    part.export.write(tmp_path / "base")
    at_rest(desk, qtbot)
    part.importing.take(tmp_path / "base.cloze")
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.name != "base")
    at_rest(desk, qtbot)
    assert desk.shown is not None
    before = Run.open(desk.workspace.runs_folder / "base").load_latest()
    assert Run.open(desk.shown.path).load_latest().step == before.step
    assert "a capsule" in part.importing.found.text()


@pytest.mark.parametrize("wrong", ["nothing in it", "no capsule", "another family"])
def test_a_foreign_thing_is_refused_in_place(
    empty: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot, wrong: str
) -> None:
    source = tmp_path / "odd"
    source.mkdir()
    if wrong == "no capsule":
        source = source / "odd.cloze"
        source.write_bytes(b"no zip")
    elif wrong == "another family":
        (source / "config.json").write_text('{"model_type": "made-up"}', "utf-8")
    empty.importing.take(source)
    at_rest(desk, qtbot)
    assert empty.importing.fault.isVisible()
    assert "odd" in empty.importing.fault.what.text()
    assert desk.shown is None
    assert not list(desk.workspace.runs_folder.iterdir())


def test_an_import_under_way_is_seen_by_a_part_made_later(
    empty: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.importing.begin(tmp_path / "gone")
    assert empty.importing.busy.isVisible()
    at_rest(desk, qtbot)
    again = Page(desk)
    qtbot.addWidget(again)
    later = again.parts["exchange"]
    assert isinstance(later, ExchangePart)
    assert later.importing.fault.problem is not None


def test_a_new_run_begins_with_an_imported_model(desk: Desk, qtbot: QtBot, foreign: Path) -> None:
    start = ImportedStart(desk)
    qtbot.addWidget(start)
    start.show()
    start.take(foreign)
    assert start.busy.isVisible()
    qtbot.waitUntil(lambda: desk.draft.value("start.weights") == "run")
    at_rest(desk, qtbot)
    run = Path(desk.draft.value("start.run"))
    assert Run.open(run).checkpoints()
    assert desk.shown is None  # somebody is about to start another
    desk.draft.undo_stack.undo()
    assert desk.draft.value("start.weights") is None
    start.take(foreign.parent)
    at_rest(desk, qtbot)
    assert start.fault.isVisible()


def dropped(window: QWidget, kind: type[QDropEvent], *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    at = QPoint(5, 5) if kind is QDragEnterEvent else QPointF(5, 5)
    event = kind(at, *given)
    event.ignore()
    QGuiApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_model_dropped_on_the_window_is_taken(
    qtbot: QtBot, tmp_path: Path, foreign: Path
) -> None:
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    drops = ModelDrops(window, taken.append)
    assert drops.parent() is window
    capsule = tmp_path / "one.cloze"
    capsule.write_bytes(b"")
    text = tmp_path / "words.txt"
    text.write_text("words", "utf-8")
    assert dropped(window, QDragEnterEvent, foreign)
    assert dropped(window, QDropEvent, foreign)
    assert dropped(window, QDragEnterEvent, capsule)
    assert dropped(window, QDropEvent, capsule)
    assert taken == [foreign, capsule]
    assert not dropped(window, QDragEnterEvent, text)
    assert not dropped(window, QDragEnterEvent, foreign, capsule)
    assert not dropped(window, QDragEnterEvent, tmp_path)
    assert len(taken) == 2


def test_it_survives_another_theme(part: ExchangePart, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert part.importing.drop._theme is LIGHT
