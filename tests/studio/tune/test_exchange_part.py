"""The part Export and import: real files, the real engine."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Prepared, Progress
from engine.exchange.fitting import Fit, fit
from engine.models.config import ModelConfig
from engine.objectives import OBJECTIVES
from studio import exchange_calls
from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.form_words import form_names
from tests.studio.scripted_run import Script, started
from tests.studio.tune.exchange_page import at_rest, empty, part

__all__ = ["empty", "part"]


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


def test_what_would_give_a_tuned_head_its_place_is_said(
    part: ExchangePart, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mean = OBJECTIVES["classification"].Config.model_validate({"vector": "mean"})
    found = fit(ModelConfig(architecture="encoder", style="classic"), {"classification": mean})
    monkeypatch.setattr(part.export, "_fits", {desk.shown.path: found} if desk.shown else {})
    choose(part, "csv")
    choose(part, "huggingface")
    told = part.export.fit.text()
    assert "Without what was learned for" in told
    assert "The mean of all tokens has no equal there; The first token has." in told


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


def test_a_run_that_has_no_folder_yet_is_asked_once_it_is_there(
    empty: ExchangePart,
    desk: Desk,
    script: Script,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    none = fit(ModelConfig(architecture="encoder", norm="pre", positions="learned"), ["masked_lm"])
    asked: list[bool] = []

    def found(_run: Path) -> Fit:
        asked.append(desk.live.placed)
        return none

    monkeypatch.setattr(exchange_calls, "fit_of_run", found)
    desk.train({"preset": "bert-tiny"}, "new", renumber=False)
    for form in ("csv", "capsule", "huggingface"):
        choose(empty, form)
        assert not empty.export.begin.isEnabled()
        assert "prepared" in empty.export.reason.text()
    script.tell(started())
    qtbot.waitUntil(lambda: "no equal" in empty.export.fit.text())
    assert asked == [True]
    assert empty.export.fault.problem is None
    choose(empty, "csv")
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


def test_it_survives_another_theme(part: ExchangePart, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert part.importing.drop._theme is LIGHT


@pytest.mark.parametrize(
    ("kind", "suffix"), [("csv", "csv"), ("capsule", "cloze"), ("huggingface", "")]
)
def test_the_dialog_itself_adds_the_ending_and_so_asks_before_a_file_is_overwritten(
    part: ExchangePart, monkeypatch: pytest.MonkeyPatch, kind: str, suffix: str
) -> None:
    asked: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: asked.append(dialog))
    choose(part, kind)
    part.export.ask()
    (dialog,) = asked
    assert dialog.defaultSuffix() == suffix
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
