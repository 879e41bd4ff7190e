"""What happens when the window is to close while a run trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu, QMessageBox, QSystemTrayIcon

from studio.desk import Desk
from studio.live import State

if TYPE_CHECKING:
    from studio.window import Window


class Closing(QObject):
    """Asks: keep training in the tray, stop and save, or cancel. Closing waits for the run."""

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._leaving = False  # close as soon as the run has ended
        self._box: QMessageBox | None = None
        self._tray: QSystemTrayIcon | None = None
        desk.live.state_changed.connect(self._run_changed)

    def may_close(self) -> bool:
        """Whether the window may close now; asks where a run trains."""
        if not self._desk.live.active:
            return True
        if self._leaving:
            self._give_up()
        elif self._box is None:
            self._ask()
        return False

    def leave(self) -> None:
        """Stop and save, then close: without a question."""
        if self._desk.live.active:
            self._leaving = True
            self._desk.live.stop()
        else:
            self._window.close()

    def _give_up(self) -> None:
        """Closing once more is the second stop of a run that waits for room on the disk."""
        if self._desk.live.state is State.WAITING:
            self._desk.live.stop()

    def _ask(self) -> None:
        box = self._box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("A run is training"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        box.setText(self.tr("{name} is still training.").format(name=self._desk.live.name))
        box.setInformativeText(
            self.tr("Stopped and saved, it can be resumed exactly where it was.")
        )
        role = QMessageBox.ButtonRole
        if QSystemTrayIcon.isSystemTrayAvailable():
            box.addButton(self.tr("Keep training in the tray"), role.AcceptRole).setObjectName(
                "tray"
            )
        stop = box.addButton(self.tr("Stop and save"), role.DestructiveRole)
        stop.setObjectName("stop")
        cancel = box.addButton(self.tr("Cancel"), role.RejectRole)
        cancel.setObjectName("cancel")
        box.setDefaultButton(cancel)
        box.buttonClicked.connect(self._answered)
        box.finished.connect(self._asked)
        box.open()

    def _answered(self, button: QAbstractButton) -> None:
        if button.objectName() == "stop":
            self.leave()
        elif button.objectName() == "tray":
            self._into_tray()

    def _asked(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None

    def _into_tray(self) -> None:
        tray = self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
        menu = QMenu(self._window)
        for words, act in (
            (self.tr("Show Cloze Studio"), self._out_of_tray),
            (self.tr("Stop and save, then quit"), self.leave),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        tray.setContextMenu(menu)
        words = self.tr("{name} is training").format(name=self._desk.live.name)
        tray.setToolTip(words)  # the platform's own, which knows no markup
        tray.activated.connect(lambda _reason: self._out_of_tray())
        tray.show()
        self._window.hide()

    def _out_of_tray(self) -> None:
        self._leave_tray()
        self._window.show()
        self._window.activateWindow()

    def _leave_tray(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _run_changed(self, state: State) -> None:
        if state is State.WAITING and self._tray is not None:
            self._out_of_tray()  # a person must make room, and the tray says nothing
        if state is not State.IDLE:
            return
        if self._box is not None:
            self._box.reject()  # the question has answered itself
        if self._leaving:
            self._leaving = False
            self._leave_tray()
            self._window.close()
