"""The draft: every edit can be undone, is checked, and survives."""

import json

import pytest

from engine.faults import FieldFault
from studio import draft as draft_module
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


def test_another_workspace_has_its_own_draft(draft, tmp_path):
    draft.set("training.lr", 0.5)
    draft.attach(tmp_path / "other")
    assert draft.data() == START
    draft.attach(tmp_path)
    assert draft.value("training.lr") == 0.5
