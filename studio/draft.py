"""The recipe being edited: a value in the making, apart from every run that trains."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine import disk
from engine.faults import Fault, FieldFault
from studio.jobs import Job, Jobs
from studio.saving import Saver
from studio.wording import Words, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.engine_calls import Checked

    Check = Callable[[dict[str, Any]], Checked]

START: dict[str, Any] = {"preset": "bert-tiny", "training": {"minutes": 2.0}}
# One budget a recipe: setting one clears the others.
BUDGETS = tuple(f"training.{name}" for name in ("steps", "tokens", "epochs", "minutes", "seconds"))
FILE = "draft.json"

MERGE_SECONDS = 1.0  # changes of one field closer than this are undone together
CHECK_MS = 120


class Draft(QObject):
    """A partial recipe with undo, checked in the background and kept on disk.

    `data()` holds only what the person chose; `resolved` is the complete recipe that follows from
    it, as far as it could be read; `faults` says what is wrong where.
    """

    file: ClassVar[str] = FILE
    begins: ClassVar[Mapping[str, Any]] = START  # with this, where nothing was chosen yet

    changed = Signal(str)  # the dotted key, "" for everything
    faults_changed = Signal()  # the faults or the resolved recipe are new
    confirmed = Signal()  # a check has ended, whether or not it found anything new
    save_failed = Signal(object)

    def __init__(self, jobs: Jobs, check: Check | None = None, parent: QObject | None = None):
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.faults: tuple[FieldFault, ...] = ()
        self.resolved: dict[str, Any] = {}
        self.checked = False  # whether faults and resolved belong to the present data
        self._jobs = jobs
        self._check = check
        self._data = deepcopy(dict(self.begins))
        self._path: Path | None = None
        self._checking: Job | None = None
        self._check_timer = _timer(self, CHECK_MS, self._begin_check)
        self._saver = Saver(self._content, jobs, parent=self)
        self._saver.failed.connect(self.save_failed)

    def value(self, key: str, default: Any = None) -> Any:
        """What the person chose for a dotted key; `default` where nothing."""
        return looked_up(self._data, key, default)

    def effective(self, key: str, default: Any = None) -> Any:
        """What was chosen, else what follows from preset and defaults, else `default`."""
        own = looked_up(self._data, key, _MISSING)
        return own if own is not _MISSING else looked_up(self.resolved, key, default)

    def set(self, key: str, value: Any, text: Words = "") -> None:
        """Choose a value; `text` names the change in the Edit menu."""
        after = deepcopy(self._data)
        if key in BUDGETS:
            for other in BUDGETS:
                _drop(after, other)
        _put(after, key, deepcopy(value))
        self._push(key, after, text)

    def remove(self, key: str, text: Words = "") -> None:
        """Fall back to what the preset or the default says."""
        after = deepcopy(self._data)
        _drop(after, key)
        self._push(key, after, text)

    def update(self, values: Mapping[str, Any], text: Words = "") -> None:
        """Choose several values at once, undone together; None removes one."""
        after = deepcopy(self._data)
        for key, value in values.items():
            if value is None:
                _drop(after, key)
            else:
                _put(after, key, deepcopy(value))
        self._push(next(iter(values)) if len(values) == 1 else "", after, text)

    def data(self) -> dict[str, Any]:
        """A copy of all that was chosen."""
        return deepcopy(self._data)

    def load(self, data: Mapping[str, Any], text: Words = "") -> None:
        """Choose everything anew, as one change that can be undone."""
        self._push("", deepcopy(dict(data)), text)

    def attach(self, folder: Path) -> Fault | None:
        """Keep the draft in this workspace, and take up what is there already.

        A file that cannot be read is put aside, not overwritten; the answer says why. Raises Fault
        where what was typed in the workspace before cannot be saved.
        """
        self.save()
        self._path = folder / self.file
        found: Any = None
        fault: Fault | None = None
        if self._path.is_file():
            try:
                with disk.advising(disk.MADE_ANEW):
                    found = disk.read_json(self._path)
            except Fault as unreadable:
                fault = unreadable
            if not isinstance(found, dict):
                fault = self._put_aside(fault)
        self._data = found if isinstance(found, dict) else deepcopy(dict(self.begins))
        self.undo_stack.clear()
        self._announce("")
        self._saver.forget()
        return fault

    def save(self) -> None:
        """Write at once if anything is unsaved; raises Fault where that is impossible."""
        self._saver.save()

    def allow_checks(self, check: Check) -> None:
        """From now on changes are checked: once the engine is loaded."""
        self._check = check
        self._check_timer.start()

    def check_again(self) -> None:
        """Check the same choices once more: the files they name may have gone, or come back.

        The last answer holds meanwhile. `confirmed` follows, also where a check was under way.
        """
        if self.checked:
            self._begin_check()

    def check_now(self) -> None:
        """What follows from the same choices is another thing now."""
        self.checked = False
        self._begin_check()

    def lost_words(self) -> str:
        """What is told where the file of the draft cannot be read."""
        return self.tr("The recipe you were working on cannot be read; a new one begins.")

    def replace(self, key: str, data: dict[str, Any]) -> None:
        """Take data over without a place in the undo stack; the undo commands call it."""
        self._data = deepcopy(data)
        self._announce(key)

    def name_changes(self) -> None:
        """Name everything that can be undone in the language spoken now."""
        stack = self.undo_stack
        for change in map(stack.command, range(stack.count())):
            if isinstance(change, _Change):
                change.name()

    def _push(self, key: str, after: dict[str, Any], text: Words) -> None:
        if after != self._data:
            self.undo_stack.push(_Change(self, key, text, self.data(), after))

    def _announce(self, key: str) -> None:
        self.checked = False
        self._drop_check()  # its answer is none to what is chosen now
        self._check_timer.start()
        self._saver.changed()
        self.changed.emit(key)

    def _begin_check(self) -> None:
        if self._check is None:
            return
        self._drop_check()
        data, check = self.data(), self._check
        self._checking = self._jobs.run(lambda _control, _progress: check(data), then=self._learn)

    def _drop_check(self) -> None:
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None

    def _learn(self, checked: Checked) -> None:
        self._checking = None
        known = self.checked and (self.faults, self.resolved) == (checked.faults, checked.resolved)
        self.faults, self.resolved, self.checked = checked.faults, checked.resolved, True
        if not known:
            self.faults_changed.emit()
        self.confirmed.emit()

    def _put_aside(self, fault: Fault | None) -> Fault:
        assert self._path is not None
        numbers = (f"{self.file}.damaged-{number:02}" for number in itertools.count(1))
        spare = next(path for path in map(self._path.with_name, numbers) if not path.exists())
        try:
            disk.rename(self._path, spare)
        except Fault as stuck:
            return stuck
        return Fault(
            self.lost_words(),
            why=fault.why if fault is not None else "",
            now=self.tr("The file was put aside: {aside}."),
            **(fault.values if fault is not None else {}),
            aside=str(spare),
        )

    def _content(self) -> tuple[Path, Any] | None:
        return None if self._path is None else (self._path, self.data())


class _Change(QUndoCommand):
    """One change of the draft; quick changes of one field count as one."""

    def __init__(
        self, draft: Draft, key: str, text: Words, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        super().__init__(told(text))
        self._words = text
        self._draft, self._key, self._before, self._after = draft, key, before, after
        self._when = time.monotonic()

    def name(self) -> None:
        """Say what it changes in the language spoken now."""
        self.setText(told(self._words))

    def id(self) -> int:
        return 1 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._key != self._key:
            return False
        if other.text() != self.text():  # adding a file and removing one are two things
            return False
        if other._when - self._when > MERGE_SECONDS:
            return False
        self._after, self._when = other._after, other._when
        return True

    def redo(self) -> None:
        self._draft.replace(self._key, self._after)

    def undo(self) -> None:
        self._draft.replace(self._key, self._before)


_MISSING = object()


def looked_up(data: Mapping[str, Any], key: str, default: Any = None) -> Any:
    """The value at a dotted key of nested tables."""
    found: Any = data
    for part in key.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return default
        found = found[part]
    return found


def _put(data: dict[str, Any], key: str, value: Any) -> None:
    *tables, last = key.split(".")
    for part in tables:
        inner = data.get(part)
        if not isinstance(inner, dict):
            inner = data[part] = {}
        data = inner
    data[last] = value


def _drop(data: dict[str, Any], key: str) -> None:
    first, _, rest = key.partition(".")
    if not rest:
        data.pop(first, None)
    elif isinstance(data.get(first), dict):
        _drop(data[first], rest)
        if not data[first]:
            del data[first]


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
