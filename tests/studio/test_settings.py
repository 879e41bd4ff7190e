"""What is remembered between launches, field by field."""

import json
from pathlib import Path

import pytest

from engine.faults import Fault
from studio.settings import MAX_RECENT, Settings, SettingsFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "settings.json"


def test_what_was_set_is_there_again(path, qtbot):
    file = SettingsFile(path)
    assert file.now == Settings()
    with qtbot.waitSignal(file.changed) as heard:
        file.set(language="zh_CN", recent=("a", "b"), geometry="00ff")
    assert heard.args[0].language == "zh_CN"
    assert SettingsFile(path).now == file.now


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"page": 7, "recent": [1], "theme": "dark", "gone": 1}', "\0"]
)
def test_a_spoiled_file_costs_only_what_is_spoiled(tmp_path, qapp, text):
    file = tmp_path / "s.json"
    file.write_text(text)
    now = SettingsFile(file).now
    assert (now.page, now.recent) == ("data", ())
    assert now.theme == ("dark" if "dark" in text else "system")


@pytest.mark.parametrize(
    "change", [{"theme": "pink"}, {"language": "tlh"}, {"page": "x"}, {"geometry": "xyz"}]
)
def test_a_bad_value_changes_nothing(path, qapp, change):
    file = SettingsFile(path)
    with pytest.raises(ValueError, match=r".+"):
        file.set(**change)
    assert file.now == Settings()
    assert not path.exists()


def test_setting_the_same_again_writes_nothing(path, qapp):
    file = SettingsFile(path)
    file.set(theme="system")
    assert not path.exists()


def test_an_option_of_another_kind_is_its_default(path, qapp):
    file = SettingsFile(path)
    file.set_option("smoothing", 0.6)
    assert file.option("smoothing", 0.0) == 0.6
    assert file.option("smoothing", "none") == "none"
    assert SettingsFile(path).option("smoothing", 0.0) == 0.6


def test_recent_workspaces_are_few_and_newest_first(path, qapp):
    file = SettingsFile(path)
    for number in range(MAX_RECENT + 3):
        file.visit(Path(f"/w/{number}"))
    file.visit(Path("/w/9"))
    assert file.now.recent[0] == file.now.workspace == str(Path("/w/9"))
    assert len(file.now.recent) == MAX_RECENT
    assert len(set(file.now.recent)) == MAX_RECENT


def test_the_file_is_plain_json(path, qapp):
    SettingsFile(path).set(page="train")
    assert json.loads(path.read_text())["page"] == "train"


def test_a_wish_of_the_command_line_is_for_this_time_only(path, qapp):
    SettingsFile(path).set(theme="dark")
    file = SettingsFile(path)
    file.pass_over(theme="light", language="zh_CN")
    file.set(page="train")
    assert (file.now.theme, file.now.language) == ("light", "zh_CN")
    again = SettingsFile(path).now
    assert (again.theme, again.language, again.page) == ("dark", "system", "train")
    file.set(language="en")
    assert SettingsFile(path).now.language == "en"


def test_a_full_disk_hinders_no_change_and_is_made_up_for(path, qtbot, monkeypatch):
    file = SettingsFile(path)
    with monkeypatch.context() as full_disk:

        def full(*_):
            raise Fault("There is no space left.")

        full_disk.setattr("engine.disk.make_folder", full)
        with qtbot.waitSignals([file.changed, file.save_failed]):
            file.set(theme="dark")
        assert file.now.theme == "dark"
    file.save()
    assert SettingsFile(path).now.theme == "dark"


def test_in_a_window_no_change_waits_for_the_disk(path, jobs, qtbot):
    file = SettingsFile(path)
    file.write_in(jobs)
    for smoothing in (0.1, 0.2, 0.3):
        file.set_option("smoothing", smoothing)
        assert not path.exists()
    qtbot.waitUntil(path.exists, timeout=2000)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert SettingsFile(path).option("smoothing", 0.0) == 0.3
