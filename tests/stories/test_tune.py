"""From a table somebody made to a result that counts, as a new user does it."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from engine.tasks.report import TaskReport
from studio.live import State
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.tasks_part import TasksPart
from studio.widgets.candidate_bars import CandidateBars
from studio.widgets.confusion_map import ConfusionMap
from studio.widgets.text_editors import OfferedEditor
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person

LEFT = Qt.MouseButton.LeftButton
CALM = ("mild", "clear", "still", "warm", "bright")
ROUGH = ("stormy", "bitter", "foggy", "harsh", "icy")
PLACES = ("harbour", "garden", "school", "market", "library", "station", "mill", "bridge")
NOTES = ("seen at noon", "told by a neighbour", "written in the evening")
SENTENCE = "At the harbour it was mild and bright"


def test_from_a_table_to_a_model_others_open(person: Person, qtbot: QtBot, tmp_path: Path) -> None:
    trains_a_run(person, qtbot)
    part = opens_a_table(person, qtbot, write_table(tmp_path / "weather.csv"))
    corrects_a_column(part, qtbot)
    tunes(person, part, qtbot)
    report = sees_the_confusions(person, part, qtbot)
    clicks_a_cell(part, report, qtbot)
    best = classifies_a_sentence(person, qtbot)
    folder = exports(person, tmp_path / "exported", qtbot)
    assert person.studio.desk.problems.last is None
    opens_in_transformers(folder, best)


def write_table(path: Path) -> Path:
    """What the weather was at some place: a note that tells nothing stands beside it."""
    rng = random.Random(4)
    rows = ["weather,note,kind"]
    for number in range(240):
        words, kind = ((CALM, "calm"), (ROUGH, "rough"))[number % 2]
        first, second = rng.sample(words, 2)
        rows.append(
            f"At the {rng.choice(PLACES)} it was {first} and {second},"
            f"{rng.choice(NOTES)} no. {number},{kind if number % 12 else 'rough'}"
        )
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def trains_a_run(person: Person, qtbot: QtBot) -> None:
    desk = person.studio.desk
    person.goes_to(1)
    person.chooses_sample("English")
    qtbot.waitUntil(lambda: bool(desk.draft.value("corpus.paths")), timeout=ENGINE_MS)
    desk.draft.update({"tokenizer.vocabulary": 1024, "execution.threads": 1})
    desk.draft.set("training.steps", 10)
    person.goes_to(4)
    person.presses("Start training")
    qtbot.waitUntil(lambda: desk.live.state is not State.IDLE, timeout=ENGINE_MS)
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE, timeout=TRAINING_MS)
    qtbot.waitUntil(lambda: bool(desk.checkpoints) and not desk.jobs.busy, timeout=ENGINE_MS)


def opens_a_table(person: Person, qtbot: QtBot, path: Path) -> TasksPart:
    person.goes_to(7)
    part = person.studio.window.pages["tune"].parts["tasks"]  # type: ignore[attr-defined]
    assert isinstance(part, TasksPart)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: ([str(path)], ""))
        person.presses("Choose files…")
    settles(part, qtbot)
    assert part.examples.recognised.text().startswith("Classes")
    return part


def settles(part: TasksPart, qtbot: QtBot) -> None:
    """Until the examples are read and all that follows is known."""
    desk = part.desk

    def done() -> bool:
        waits = part.reading._quiet.isActive() or desk.jobs.busy
        return part.reading.stage == "read" and not waits and desk.tuning.checked

    qtbot.waitUntil(done, timeout=ENGINE_MS)


def corrects_a_column(part: TasksPart, qtbot: QtBot) -> None:
    """The note was taken for a second text; it is none."""
    table = part.examples.table
    assert "second text" in table.horizontalHeaderItem(1).text()  # type: ignore[union-attr]
    QTest.mouseClick(part.examples.correct, LEFT)
    fields = part.examples.correction.fields
    assert fields is not None
    editor = fields.rows["task.second"].editor
    assert isinstance(editor, OfferedEditor)
    at = editor.combo.findData("-")
    editor.combo.setCurrentIndex(at)
    editor.combo.activated.emit(at)
    settles(part, qtbot)
    assert table.horizontalHeaderItem(1).text() == "note"  # type: ignore[union-attr]


def tunes(person: Person, part: TasksPart, qtbot: QtBot) -> None:
    desk = person.studio.desk
    desk.tuning.update({"training.epochs": 6, "training.lr": 0.003})
    settles(part, qtbot)
    before = desk.live.path
    person.presses("Start tuning")
    qtbot.waitUntil(lambda: desk.live.path != before, timeout=ENGINE_MS)
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE, timeout=TRAINING_MS)
    qtbot.waitUntil(part.outcome.result.views.isVisible, timeout=ENGINE_MS)
    assert part.outcome.result.tiles.main.name.text() == "Accuracy"


def sees_the_confusions(person: Person, part: TasksPart, qtbot: QtBot) -> TaskReport:
    person.presses("Confusions")
    qtbot.waitUntil(lambda: bool(person.sees(ConfusionMap)), timeout=ENGINE_MS)
    reports = part.outcome.result.reports
    assert reports is not None
    assert reports.report is not None
    assert reports.report.measures.main_metric.value > 0.7
    return reports.report


def clicks_a_cell(part: TasksPart, report: TaskReport, qtbot: QtBot) -> None:
    view = part.outcome.result.views.confusion
    place = view.map.rect_of(1, 1).center().toPoint()
    QTest.mouseClick(view.map, LEFT, pos=place)
    confusion = report.measures.confusion
    assert confusion is not None
    assert len(view.list.rows) == confusion.counts[1][1] > 0
    assert {row.right for row in view.list.rows} == {"rough"}
    assert view.list.detail.lines[0].isVisible()


def classifies_a_sentence(person: Person, qtbot: QtBot) -> tuple[str, float]:
    """The class it is given, and how likely that is."""
    person.goes_to(6)
    person.presses("Classify")
    field = next(one for one in person.sees(QPlainTextEdit) if one.isEnabled())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, SENTENCE)
    page = person.studio.window.pages["try_"]
    card = page.card  # type: ignore[attr-defined]
    card.ask(by_hand=True)

    def answered() -> bool:
        at_rest = not any(column.asker.busy for column in card.columns)
        return at_rest and bool(person.sees(CandidateBars)) and bool(bars())

    def bars() -> list[tuple[str, float]]:
        return [(bar.text, bar.share) for bar in person.sees(CandidateBars)[0].bars]

    qtbot.waitUntil(answered, timeout=ENGINE_MS)
    best, share = max(bars(), key=lambda one: one[1])
    assert best == "calm"
    return best, share


def exports(person: Person, folder: Path, qtbot: QtBot) -> Path:
    """By the menu and the button, as a folder that `transformers` opens."""
    window = person.studio.window
    next(act for act in window.actions() if act.objectName() == "export_run").trigger()
    part = window.pages["tune"].part  # type: ignore[attr-defined]
    assert isinstance(part, ExchangePart)
    person.presses("Hugging Face")
    qtbot.waitUntil(lambda: "AutoModelForSequenceClassification" in part.export.fit.text())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(folder)))
        person.presses("Export…")
    qtbot.waitUntil(part.export.written.isVisible, timeout=ENGINE_MS)
    assert part.export.written.path.text() == str(folder)
    assert "AutoModelForSequenceClassification" in part.export.written.code.lines.toPlainText()
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= {
        path.name for path in folder.iterdir()
    }
    return folder


def opens_in_transformers(folder: Path, best: tuple[str, float]) -> None:
    """What others open says the same of the sentence."""
    if importlib.util.find_spec("transformers") is None:
        pytest.skip("all but the last step is done: transformers is not installed")
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tqdm.tqdm.monitor_interval", 0)  # or a thread of its stays behind
        model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    tokens = AutoTokenizer.from_pretrained(folder)(SENTENCE, return_tensors="pt")
    with torch.no_grad():
        shares = model(**tokens).logits.softmax(-1)[0]
    at = int(shares.argmax())
    assert model.config.id2label[at] == best[0]
    assert float(shares[at]) == pytest.approx(best[1], abs=1e-4)
