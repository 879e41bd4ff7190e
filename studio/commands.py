"""Every command, once: its words, its keys, its menu, when it is allowed."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio.live import State

ANY = frozenset(State)
IDLE = frozenset({State.IDLE})
LIVE = frozenset({State.PREPARING, State.RUNNING, State.PAUSED, State.SAVING})
STOPPABLE = LIVE | {State.WAITING}

translate = QCoreApplication.translate

# What a command may need: a run on show, one on show that can go on, one in the trash.
Need = Literal["", "run", "resumable", "discarded"]
Follow = Callable[[State, Container[str]], None]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do; `name` is also the method of `Acts` that does it."""

    name: str
    text: str
    keys: str = ""
    during: frozenset[State] = ANY
    needs: Need = ""
    after_line: bool = False  # a line in the menu stands before it

    @property
    def words(self) -> str:
        """The text without the mark of its menu key."""
        return self.text.partition("(&")[0].replace("&", "").rstrip("…")


def menus() -> dict[str, tuple[Command, ...]]:
    """All menus, in the language of the moment."""
    return {
        translate("commands", "&File"): _file(),
        translate("commands", "&Edit"): _edit(),
        translate("commands", "&Go"): _go(),
        translate("commands", "&Training"): _training(),
        translate("commands", "&View"): _view(),
        translate("commands", "&Help"): _help(),
    }


def _file() -> tuple[Command, ...]:
    return (
        Command("new_recipe", translate("commands", "&New recipe"), "Ctrl+N"),
        Command("open_recipe", translate("commands", "Open &recipe…"), "Ctrl+O"),
        Command("save_recipe", translate("commands", "&Save recipe as…"), "Ctrl+Shift+S"),
        Command(
            "import_model",
            translate("commands", "&Import a model…"),
            "Ctrl+I",
            after_line=True,
        ),
        Command("open_capsule", translate("commands", "Open a &capsule…")),
        Command(
            "export_run", translate("commands", "&Export the run shown"), "Ctrl+E", needs="run"
        ),
        Command(
            "open_workspace",
            translate("commands", "Open &workspace…"),
            "Ctrl+Shift+O",
            IDLE,
            after_line=True,
        ),
        Command("show_workspace", translate("commands", "Show workspace &folder")),
        Command("quit", translate("commands", "&Quit"), "Ctrl+Q", after_line=True),
    )


def _edit() -> tuple[Command, ...]:
    return (
        Command("undo", translate("commands", "&Undo"), "Ctrl+Z"),
        Command("redo", translate("commands", "&Redo"), "Ctrl+Shift+Z"),
    )


def _go() -> tuple[Command, ...]:
    return (
        Command("go_data", translate("commands", "&Data"), "Ctrl+1"),
        Command("go_objective", translate("commands", "&Objective"), "Ctrl+2"),
        Command("go_model", translate("commands", "&Model"), "Ctrl+3"),
        Command("go_train", translate("commands", "&Train"), "Ctrl+4"),
        Command("go_look", translate("commands", "&Look"), "Ctrl+5"),
        Command("go_try", translate("commands", "Tr&y"), "Ctrl+6"),
        Command("go_tune", translate("commands", "T&une"), "Ctrl+7"),
        Command("go_compare", translate("commands", "&Compare"), "Ctrl+8"),
    )


def _training() -> tuple[Command, ...]:
    return (
        Command("start", translate("commands", "&Start training"), "Ctrl+R", IDLE),
        Command("pause", translate("commands", "&Pause or go on"), "Ctrl+P", LIVE),
        Command("stop", translate("commands", "S&top and save"), "Ctrl+.", STOPPABLE),
        Command("save_now", translate("commands", "Save a &checkpoint now"), "Ctrl+S", LIVE),
        Command("probe_now", translate("commands", "&Look at the heads now"), "Ctrl+L", LIVE),
        Command(
            "resume",
            translate("commands", "&Resume the run shown"),
            "Ctrl+Shift+R",
            IDLE,
            "resumable",
            after_line=True,
        ),
        Command(
            "discard",
            translate("commands", "&Discard the run shown…"),
            "Ctrl+Shift+Delete",
            needs="run",
        ),
        Command(
            "restore",
            translate("commands", "Take the run discarded last &back"),
            needs="discarded",
        ),
    )


def _view() -> tuple[Command, ...]:
    return (
        Command("toggle_theme", translate("commands", "Light or dark &colours"), "Ctrl+T"),
        Command("system_theme", translate("commands", "Colours of the &system")),
        Command("next_language", translate("commands", "&English or Chinese"), "Ctrl+Shift+L"),
        Command("full_screen", translate("commands", "&Full screen"), "F11"),
    )


def _help() -> tuple[Command, ...]:
    return (
        Command("shortcuts", translate("commands", "&Keyboard shortcuts"), "F1"),
        Command("show_log", translate("commands", "Show the &log file")),
        Command("about", translate("commands", "&About Cloze Studio")),
    )


def install(window: QWidget, acts: object) -> tuple[list[QMenu], Follow]:
    """Make the menus; also return the one function that greys commands out.

    It takes the state of the live run, and which of the commands' needs are met.
    """
    made: list[tuple[Command, QAction]] = []
    shown: list[QMenu] = []
    for title, commands in menus().items():
        menu = QMenu(title, window)
        for command in commands:
            if command.after_line:
                menu.addSeparator()
            action = QAction(command.text, window)
            action.setObjectName(command.name)
            action.setShortcut(QKeySequence(command.keys))
            action.triggered.connect(_without_argument(getattr(acts, command.name)))
            menu.addAction(action)
            window.addAction(action)  # so that its keys work while the menu is closed
            made.append((command, action))
        shown.append(menu)

    def follow(state: State, met: Container[str]) -> None:
        for command, action in made:
            if command.during != ANY or command.needs:
                can = not command.needs or command.needs in met
                action.setEnabled(can and state in command.during)

    return shown, follow


def _without_argument(act: Callable[[], None]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        act()

    return triggered
