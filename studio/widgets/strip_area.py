"""Words of a text under work: as tall as their rows, up to a few; beyond, they scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.scrolling import ScrollColumn
from studio.widgets.token_strip import TokenStrip

MOST = 122  # pixels: four rows
LEAST_WIDTH = 60


class StripArea(ScrollColumn):
    """However long a text is pasted, what stands beneath its words stays in sight."""

    def __init__(self, strip: TokenStrip, parent: QWidget | None = None) -> None:
        super().__init__(strip, parent)
        self._strip = strip
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumHeight(MOST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self._strip.heightForWidth(width), MOST)

    def sizeHint(self) -> QSize:
        hint = self._strip.sizeHint()
        return QSize(hint.width(), min(hint.height(), MOST))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, min(self._strip.minimumSizeHint().height(), MOST))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # Qt itself takes no notice
        return super().viewportEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, TokenStrip) and event.type() is QEvent.Type.KeyRelease:
            self._follow(watched)
        return super().eventFilter(watched, event)

    def _follow(self, strip: TokenStrip) -> None:
        """The chip the keyboard stands on stays in sight."""
        if strip.current >= 0:
            middle = strip.rect_of(strip.current).center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), 0, MOST // 4)
