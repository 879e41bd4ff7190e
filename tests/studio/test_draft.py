"""The draft: every edit can be undone, is checked, and survives."""

import itertools
import json
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer

from engine.faults import Fault, FieldFault
from studio import draft as draft_module
from studio import saving
from studio.draft import FILE, START, Draft, looked_up
from studio.engine_calls import Checked


@pytest.fixture
def draft(jobs, tmp_path):
    made = Draft(jobs)
    made.attach(tmp_path)
    return made


def test_a_value_is_set_undone_and_redone(draft):
    draft.set("model.size", "mini", "Change size")
    assert draft.value("model.size") == "mini"
    assert draft.undo_stack.undoText() == "Change size"
    draft.undo_stack.undo()
    assert draft.data() == START
    draft.undo_stack.redo()
    assert draft.value("model.size") == "mini"


def test_quick_changes_of_one_field_are_undone_together(draft, monkeypatch):
    for lr in (0.1, 0.2, 0.3):
        draft.set("training.lr", lr)
    draft.set("training.batch", 8)
    draft.undo_stack.undo()
    assert draft.value("training.lr") == 0.3
    draft.undo_stack.undo()
    assert draft.value("training.lr") is None


def test_quick_changes_of_different_kinds_are_undone_one_by_one(draft):
    draft.set("corpus.paths", ["/a"], "Add text")
    draft.set("corpus.paths", [], "Remove text")
    draft.undo_stack.undo()
    assert draft.value("corpus.paths") == ["/a"]


def test_slow_changes_of_one_field_are_undone_one_by_one(draft, monkeypatch):
    monkeypatch.setattr(draft_module, "MERGE_SECONDS", -1.0)
    draft.set("training.lr", 0.1)
    draft.set("training.lr", 0.2)
    draft.undo_stack.undo()
    assert draft.value("training.lr") == 0.1


def test_one_budget_clears_the_others(draft):
    draft.set("training.steps", 100)
    assert draft.value("training") == {"steps": 100}
    draft.undo_stack.undo()
    assert draft.value("training") == {"minutes": 2.0}


def test_removing_the_last_key_removes_the_table(draft):
    draft.set("corpus.paths", ["/a"])
    draft.remove("corpus.paths")
    assert "corpus" not in draft.data()


def test_several_values_are_one_change(draft):
    draft.update({"model.size": "mini", "model.length": 64, "training.minutes": None}, "Preset")
    assert draft.value("model.length") == 64
    draft.undo_stack.undo()
    assert draft.data() == START


def test_what_is_handed_out_is_a_copy(draft):
    paths = ["/a"]
    draft.set("corpus.paths", paths)
    paths.append("/b")
    draft.data()["corpus"]["paths"].append("/c")
    assert draft.value("corpus.paths") == ["/a"]


def test_nothing_is_announced_where_nothing_changed(draft, qtbot):
    draft.set("model.size", "mini")
    with qtbot.assertNotEmitted(draft.changed):
        draft.set("model.size", "mini")
        draft.remove("model.depth")


def test_changes_are_checked_and_the_newest_counts(draft, qtbot):
    def check(data):
        size = looked_up(data, "model.size", "tiny")
        faults = (FieldFault("model.size", "no"),) if size == "huge" else ()
        return Checked({"model": {"size": size, "width": 128}}, faults)

    with qtbot.waitSignal(draft.faults_changed):
        draft.allow_checks(check)
    assert draft.checked
    assert draft.effective("model.width") == 128
    with qtbot.waitSignal(draft.faults_changed):
        draft.set("model.size", "huge")
        assert not draft.checked
    assert draft.faults[0].place == "model.size"
    with qtbot.waitSignal(draft.faults_changed):
        draft.undo_stack.undo()
    assert not draft.faults


def test_a_check_of_older_choices_is_none_of_the_newer_ones(draft, qtbot):
    asked, go = [], threading.Event()

    def check(data):
        lr = looked_up(data, "training.lr")
        asked.append(lr)
        if lr == 3:
            go.wait()
        faults = (FieldFault("training.lr", "no"),) if lr == 0 else ()
        return Checked({"training": {"lr": lr}}, faults)

    with qtbot.waitSignal(draft.confirmed):
        draft.allow_checks(check)
    draft.set("training.lr", 3)
    qtbot.waitUntil(lambda: 3 in asked)
    draft.set("training.lr", 0)
    with qtbot.waitSignal(draft.confirmed):
        go.set()
    assert draft.checked
    assert asked[-1] == 0
    assert draft.faults[0].place == "training.lr"


def test_what_was_typed_is_written_without_being_asked(draft, qtbot, tmp_path):
    draft.set("training.lr", 0.5)
    file = tmp_path / FILE
    qtbot.waitUntil(file.exists, timeout=2000)
    assert json.loads(file.read_text())["training"]["lr"] == 0.5


def test_closing_writes_at_once_and_the_next_start_finds_it(draft, jobs, tmp_path):
    draft.set("training.lr", 0.5)
    draft.save()
    again = Draft(jobs)
    again.attach(tmp_path)
    assert again.value("training.lr") == 0.5
    assert not again.undo_stack.canUndo()


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_a_spoiled_draft_begins_anew(jobs, tmp_path, text):
    (tmp_path / FILE).write_text(text)
    draft = Draft(jobs)
    draft.attach(tmp_path)
    assert draft.data() == START


def failing_writes(monkeypatch):
    """Every write through the disk's room fails; the paths that were tried."""
    tried = []

    def full(path, _value, **_):
        tried.append(path)
        raise Fault("There is no space left.")

    monkeypatch.setattr("engine.disk.atomic.write_text", lambda path, text: full(path, text))
    return tried


def on_disk(folder):
    return json.loads((folder / FILE).read_text())["training"]


def test_typing_without_a_pause_is_written_meanwhile(draft, qtbot, tmp_path):
    number = itertools.count(1)
    typing = QTimer()
    typing.timeout.connect(lambda: draft.set("training.steps", next(number)))
    typing.start(50)
    qtbot.waitUntil((tmp_path / FILE).exists, timeout=2000)
    typing.stop()


def test_a_write_that_is_late_does_not_replace_a_newer_one(draft, jobs, qtbot, tmp_path):
    waiting = []
    draft._saver.use(SimpleNamespace(run=lambda work, **_: waiting.append(work)))
    draft.set("training.lr", 0.1)
    qtbot.waitUntil(lambda: bool(waiting), timeout=2000)
    draft.set("training.lr", 0.2)
    draft.save()
    waiting[0](None, None)
    assert on_disk(tmp_path)["lr"] == 0.2


def test_what_could_not_be_saved_is_told_once_and_saved_at_closing(
    draft, jobs, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(saving, "RETRY_MS", 50)
    told = []
    draft.save_failed.connect(told.append)
    with monkeypatch.context() as full_disk:
        tried = failing_writes(full_disk)
        draft.set("training.lr", 0.3)
        qtbot.waitUntil(lambda: len(tried) > 2, timeout=4000)
        qtbot.waitUntil(lambda: not jobs.busy)
    assert len(told) == 1
    draft.save()
    assert on_disk(tmp_path)["lr"] == 0.3


def test_a_save_that_waits_for_its_turn_is_not_lost_at_closing(draft, jobs, qtbot, tmp_path):
    draft.set("training.lr", 0.4)
    jobs.close()
    draft.save()
    assert on_disk(tmp_path)["lr"] == 0.4


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_spoiled_draft_is_put_aside_and_told(jobs, tmp_path, text):
    for number in (1, 2):
        (tmp_path / FILE).write_text(text)
        fault = Draft(jobs).attach(tmp_path)
        aside = tmp_path / f"{FILE}.damaged-{number:02}"
        assert str(aside) in str(fault)
        assert aside.read_text() == text
        assert not (tmp_path / FILE).exists()


def test_another_workspace_has_its_own_draft(draft, tmp_path):
    draft.set("training.lr", 0.5)
    draft.attach(tmp_path / "other")
    assert draft.data() == START
    draft.attach(tmp_path)
    assert draft.value("training.lr") == 0.5
