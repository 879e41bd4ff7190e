"""A model dropped anywhere on the window: a capsule, or a folder with a config.json."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.exchange_calls import is_importable
from studio.widgets.drop_area import local_paths


class ModelDrops(QObject):
    """Hears of what no part of the window has taken; a field one drops on comes first."""

    def __init__(self, window: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            if _model(event) is not None:
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            model = _model(event)
            if model is not None:
                event.acceptProposedAction()
                self._take(model)
                return True
        return False


def _model(event: QDropEvent) -> Path | None:
    """The one thing that is dragged, where it is a model."""
    paths = local_paths(event.mimeData())
    return Path(paths[0]) if len(paths) == 1 and is_importable(Path(paths[0])) else None
