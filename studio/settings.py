"""What the studio remembers between launches. A run's recipe lives with the run, not here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine import disk
from engine.faults import Fault
from studio.jobs import Jobs
from studio.saving import Saver

LANGUAGES = ("system", "en", "zh_CN")
THEMES = ("system", "light", "dark")
PAGES = ("data", "objective", "model", "train", "look", "try_", "tune", "compare")
MAX_RECENT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """A value: compare it, replace it, never change it in place."""

    language: str = "system"
    theme: str = "system"
    page: str = "data"
    workspace: str = ""  # "" is the default workspace
    recent: tuple[str, ...] = ()  # workspaces, newest first
    geometry: str = ""  # what QWidget.saveGeometry gave, in hexadecimal
    options: Mapping[str, Any] = field(default_factory=dict)  # choices of single pages by name

    def __post_init__(self) -> None:
        _one_of("language", self.language, LANGUAGES)
        _one_of("theme", self.theme, THEMES)
        _one_of("page", self.page, PAGES)
        if not isinstance(self.workspace, str) or not isinstance(self.geometry, str):
            raise TypeError("workspace and geometry are texts")
        bytes.fromhex(self.geometry)
        if not isinstance(self.recent, tuple) or not all(isinstance(r, str) for r in self.recent):
            raise TypeError("recent is a list of paths")
        if not isinstance(self.options, Mapping):
            raise TypeError("options are a table")


class SettingsFile(QObject):
    """The settings on disk, and the one place that announces a change of them."""

    changed = Signal(Settings)
    save_failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.now = _read(path)
        self._passing: dict[str, tuple[Any, Any]] = {}  # field: for this time, on disk
        self._saver = Saver(self._content, None, write=_write, parent=self)
        self._saver.failed.connect(self.save_failed)

    def write_in(self, jobs: Jobs | None) -> None:
        """From now on save in the background: no click waits for the disk. None ends that."""
        self._saver.use(jobs)

    def save(self) -> None:
        """Write at once what is not on disk yet; raises Fault where that is impossible."""
        self._saver.save()

    def set(self, **changes: Any) -> None:
        """Change, announce and save; a bad value raises and changes nothing.

        A file that cannot be written is told through `save_failed` and hinders no change.
        """
        after = replace(self.now, **changes)
        if after == self.now:
            return
        self.now = after
        self.changed.emit(after)
        self._saver.changed()

    def pass_over(self, **changes: Any) -> None:
        """Change something for this time only: a wish of the command line is not remembered."""
        before, self.now = self.now, replace(self.now, **changes)
        for name, value in changes.items():
            self._passing[name] = (value, getattr(before, name))

    def option(self, name: str, default: Any) -> Any:
        """A page's own choice; `default` where it was never made or is of another kind."""
        value = self.now.options.get(name, default)
        return value if isinstance(value, type(default)) else default

    def set_option(self, name: str, value: Any) -> None:
        """Remember a page's own choice: plain data only."""
        self.set(options={**self.now.options, name: value})

    def visit(self, workspace: Path) -> None:
        """Remember a workspace as the last one and first of the recent ones."""
        others = [path for path in self.now.recent if path != str(workspace)]
        recent = (str(workspace), *others)[:MAX_RECENT]
        self.set(workspace=str(workspace), recent=recent)

    def _content(self) -> tuple[Path, Any]:
        kept = asdict(self.now)
        for name, (passing, lasting) in self._passing.items():
            if getattr(self.now, name) == passing:
                kept[name] = lasting
        return self.path, kept


def _write(path: Path, kept: Any) -> None:
    disk.make_folder(path.parent)
    disk.write_json(path, kept)


def settings_path() -> Path:
    """Where the settings of this person are; CLOZE_STUDIO_SETTINGS overrides it."""
    chosen = os.environ.get("CLOZE_STUDIO_SETTINGS")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("cloze-studio", appauthor=False) / "settings.json"


def _read(path: Path) -> Settings:
    """Keep every field that still makes sense; a spoiled file costs one field, not the launch."""
    try:
        found = disk.read_json(path)
    except (Fault, OSError, ValueError):
        return Settings()
    settings = Settings()
    for entry in fields(Settings):
        if isinstance(found, dict) and entry.name in found:
            value = found[entry.name]
            given: Any = tuple(value) if isinstance(value, list) else value
            change: dict[str, Any] = {entry.name: given}
            try:
                settings = replace(settings, **change)
            except (TypeError, ValueError):
                continue
    return settings


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} cannot be {value!r}")
