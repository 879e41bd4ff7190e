"""What happens when the window is to close while a run trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from studio.desk import Desk
from studio.live import State
from studio.tray import Tray

if TYPE_CHECKING:
    from studio.window import Window


class Closing(QObject):
    """Asks: keep training in the tray, stop and save, or cancel. Closing waits for the run."""

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._leaving = False  # close as soon as the run has ended
        self._box: QMessageBox | None = None
        self.tray = Tray(desk, window.windowIcon(), self)
        self.tray.show_asked.connect(self._come_back)
        self.tray.leave_asked.connect(self.leave)
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
            self._end()

    def _give_up(self) -> None:
        """Closing once more is the second stop of a run that waits for room on the disk."""
        if self._desk.live.state is State.WAITING:
            self._desk.live.stop()

    def _ask(self) -> None:
        box = self._box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("A run is under way"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        begun = self._desk.live.begun
        box.setText(self._standing().format(name=self._desk.live.name))
        box.setInformativeText(
            self.tr("Stopped and saved, it can be resumed exactly where it was.")
            if begun
            else self.tr("Nothing of it is trained yet that could be lost.")
        )
        role = QMessageBox.ButtonRole
        if Tray.available():
            words = self.tr("Keep training in the tray") if begun else self.tr("Go on in the tray")
            box.addButton(words, role.AcceptRole).setObjectName("tray")
        words = self.tr("Stop and save") if begun else self.tr("Cancel the run")
        stop = box.addButton(words, role.DestructiveRole)
        stop.setObjectName("stop")
        cancel = box.addButton(self.tr("Cancel"), role.RejectRole)
        cancel.setObjectName("cancel")
        box.setDefaultButton(cancel)
        box.buttonClicked.connect(self._answered)
        box.finished.connect(self._asked)
        box.open()

    def _standing(self) -> str:
        live = self._desk.live
        if not live.begun:
            return self.tr("{name} is still being prepared.")
        if live.state is State.PAUSED:
            return self.tr("{name} is paused and not at its end.")
        return self.tr("{name} is still training.")

    def _answered(self, button: QAbstractButton) -> None:
        if button.objectName() == "stop":
            self.leave()
        elif button.objectName() == "tray":
            self.into_tray()

    def _asked(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
            self._box = None

    def into_tray(self) -> None:
        """Hide the window behind an icon; the run trains on."""
        self.tray.enter()
        self._window.hide()

    def hand_over(self, other: Closing) -> None:
        """Another window takes this one's place: in the tray too."""
        if self.tray.icon is not None:
            self.tray.leave()
            other.into_tray()

    def _come_back(self) -> None:
        self.tray.leave()
        self._window.show()
        self._window.activateWindow()

    def _run_changed(self, state: State) -> None:
        if state is State.WAITING and self.tray.icon is not None:
            self._come_back()  # a person must make room, and the tray says nothing
        if state is not State.IDLE:
            return
        if self._box is not None:
            self._box.reject()  # the question has answered itself
        if self._leaving:
            self._leaving = False
            self._end()

    def _end(self) -> None:
        self.tray.leave()
        self._window.close()
