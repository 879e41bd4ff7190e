"""The icon that stands for the window while a run trains on without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from studio.telling import run_news

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.widgets.run_bar import RunNews

SIDE, RING = 64, 8  # pixels; platforms scale it down
LOOK_MS = 3000  # between two looks whether the tray itself is still there


class Tray(QObject):
    """Shows how far the run has come, and the way back; gone when the window is there again."""

    show_asked = Signal()
    leave_asked = Signal()  # stop and save, then quit

    def __init__(self, desk: Desk, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._usual = desk, icon
        self.icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._drawn: tuple[int, str] | None = None  # percent and colour
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_tray)

    @staticmethod
    def available() -> bool:
        """Whether this desktop has a place for the icon."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def enter(self) -> None:
        """Show the icon."""
        live = self._desk.live
        self.icon, self._menu, self._drawn = QSystemTrayIcon(self), QMenu(), None
        self._menu.addAction(self.tr("Show Cloze Studio"), self.show_asked.emit)
        self._leave = self._menu.addAction("", self.leave_asked.emit)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._pressed)
        self.icon.messageClicked.connect(self.show_asked)
        live.advanced.connect(self._tell)
        live.prepared.connect(self._tell)
        live.state_changed.connect(self._tell)
        live.ended.connect(self._ended)
        self._tell()
        self.icon.show()
        self._look.start()

    def leave(self) -> None:
        """Leave nothing of it behind; nothing happens where there is none."""
        if self.icon is None or self._menu is None:
            return
        live = self._desk.live
        for signal in (live.advanced, live.prepared, live.state_changed):
            signal.disconnect(self._tell)
        live.ended.disconnect(self._ended)
        self._look.stop()
        self.icon.hide()
        self.icon.deleteLater()
        self._menu.deleteLater()
        self.icon = self._menu = None

    def _tell(self, *_: object) -> None:
        tray, live = self.icon, self._desk.live
        if tray is None:
            return
        news = run_news(live)
        words = (news.name, news.state, news.steps, news.left)
        tray.setToolTip("\n".join(filter(None, words)))  # the platform's own: no markup
        self._leave.setText(self._leaving())
        percent, colour = round(100 * (news.share or 0.0)), self._colour(news)
        if (percent, colour) != self._drawn:
            self._drawn = (percent, colour)
            tray.setIcon(ringed(self._usual, percent / 100, colour))

    def _leaving(self) -> str:
        live = self._desk.live
        if not live.active:
            return self.tr("Quit")
        if not live.begun:
            return self.tr("Cancel the run, then quit")
        return self.tr("Stop and save, then quit")

    def _colour(self, news: RunNews) -> str:
        theme = self._desk.theme
        roles = {"good": theme.good, "warn": theme.warn, "bad": theme.bad}
        if self._desk.live.active:
            return theme.warn if news.paused else theme.accent
        return roles.get(news.role, theme.dim)

    def _ended(self, *_: object) -> None:
        self._tell()
        if self.icon is not None:
            news = run_news(self._desk.live)
            title = f"{news.name}: {news.state}" if news.name else news.state
            self.icon.showMessage(title, self.tr("Press the icon to see it."))

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:  # which opens the menu
            self.show_asked.emit()

    def _look_for_tray(self) -> None:
        """A tray that is gone must not keep the window with it."""
        if not self.available():
            self.show_asked.emit()


def ringed(icon: QIcon, share: float, colour: str) -> QIcon:
    """An icon within a ring that is filled to a share."""
    drawn = QPixmap(SIDE, SIDE)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = SIDE - 4 * RING
    icon.paint(painter, 2 * RING, 2 * RING, inner, inner)
    ring = QRectF(RING / 2, RING / 2, SIDE - RING, SIDE - RING)
    ground = QColor(colour)
    ground.setAlphaF(0.25)  # seen on light and on dark panels
    painter.setPen(QPen(ground, RING))
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(colour), RING, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))
    painter.end()
    return QIcon(drawn)
