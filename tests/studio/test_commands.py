"""Every command has a hand that does it, and a key of its own."""

import pytest
from PySide6.QtGui import QKeySequence

from studio import commands
from studio.acts import Acts
from studio.live import State
from studio.settings import PAGES

ALL = [command for group in commands.menus().values() for command in group]


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_every_command_has_a_handler(command):
    assert callable(getattr(Acts, command.name))
    assert command.words
    assert "&" not in command.words


def test_no_two_commands_share_a_key():
    keys = [QKeySequence(command.keys).toString() for command in ALL if command.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)


EDITING = (
    "Delete",
    "Backspace",
    "DeleteStartOfWord",
    "DeleteEndOfWord",
    "DeleteEndOfLine",
    "DeleteCompleteLine",
    "Copy",
    "Cut",
    "Paste",
    "SelectAll",
    "MoveToNextWord",
    "MoveToPreviousWord",
    "MoveToStartOfLine",
    "MoveToEndOfLine",
    "SelectNextWord",
    "SelectPreviousWord",
)


def test_no_command_takes_a_key_that_edits_a_line(qapp):
    taken = {
        key.toString()
        for name in EDITING
        for key in QKeySequence.keyBindings(getattr(QKeySequence.StandardKey, name))
    }
    assert {QKeySequence(command.keys).toString() for command in ALL} & taken == set()


def test_no_two_entries_of_a_menu_share_a_letter():
    for title, group in commands.menus().items():
        letters = [c.text[c.text.index("&") + 1].lower() for c in group if "&" in c.text]
        assert len(letters) == len(set(letters)), title


def test_every_place_has_its_number():
    keys = {command.name: command.keys for command in ALL}
    for number, page in enumerate(PAGES, start=1):
        assert keys[f"go_{page.rstrip('_')}"] == f"Ctrl+{number}"


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.IDLE, {"start", "resume", "open_workspace"}),
        (State.PREPARING, {"pause", "stop", "save_now", "probe_now"}),
        (State.RUNNING, {"pause", "stop", "save_now", "probe_now"}),
        (State.PAUSED, {"pause", "stop", "save_now", "probe_now"}),
        (State.STOPPING, set()),
    ],
)
def test_a_state_allows_exactly_this(state, allowed):
    bound = [command for command in ALL if command.during != commands.ANY]
    assert {command.name for command in bound if state in command.during} == allowed
