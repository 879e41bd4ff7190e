"""RunBar: the live run on every page: progress, loss, speed, time left, pause, stop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QToolButton, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.text import Role, label, set_role

HEIGHT = 52
WHISPER_MS = 4000


@dataclass(frozen=True, slots=True)
class RunNews:
    """What the bar says of a run. Texts are ready to be read."""

    name: str = ""
    state: str = ""
    role: Role = "dim"  # of the state
    share: float | None = None  # None: unknown; the bar is there only while `busy`
    busy: bool = False
    steps: str = ""
    loss: str = ""
    speed: str = ""
    left: str = ""
    can_pause: bool = False
    paused: bool = False
    can_stop: bool = False
    gives_up: bool = False  # a stop now loses what is not saved
    cancels: bool = False  # there is nothing to save yet


class RunBar(QFrame):
    """Stands under every page. It knows no run: the window tells it what to show."""

    pause_pressed = Signal()
    stop_pressed = Signal()
    name_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setProperty("edge", "top")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("The run that trains"))
        self.name = QToolButton()
        self.name.setProperty("look", "name")
        self.name.setToolTip(self.tr("Show this run on the Train page"))
        self.name.clicked.connect(lambda _checked=False: self.name_pressed.emit())
        self.state = label("", "dim")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self.steps, self.loss = label(), label()
        self.speed, self.left = label("", "dim"), label("", "dim")
        self._numbers = (self.steps, self.loss, self.speed, self.left)
        self.said = label("", "dim")  # in their place for a while
        self.said.hide()
        self.loss.setToolTip(
            self.tr(
                "Newest training loss of the first objective, in nats.\n"
                "Train shows the loss of each: they measure different things and have no sum."
            )
        )
        self.speed.setToolTip(self.tr("Tokens read per second of training"))
        self.left.setToolTip(self.tr("Time of training left"))
        self.pause = _button(self.tr("Pause (Ctrl+P)"), self.pause_pressed)
        self.stop = _button(self.tr("Stop and save (Ctrl+.)"), self.stop_pressed)
        self._pause_icon, self._play_icon = QIcon(), QIcon()
        self._whisper = QTimer(self)
        self._whisper.setSingleShot(True)
        self._whisper.setInterval(WHISPER_MS)
        self._whisper.timeout.connect(self._show_numbers)
        self._news = RunNews()
        self._lay_out()
        self.show_news(self._news)

    def _lay_out(self) -> None:
        room = self.bar.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(room)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 16, 0)
        layout.setSpacing(14)
        for part in (self.name, self.state):
            layout.addWidget(part)
        layout.addWidget(self.bar, 1)
        for part in (self.said, *self._numbers):
            layout.addWidget(part)
        layout.addSpacing(4)
        for button in (self.pause, self.stop):
            layout.addWidget(button)

    def set_icons(self, pause: QIcon, play: QIcon, stop: QIcon) -> None:
        """The icons, in the colours of the moment."""
        self._pause_icon, self._play_icon = pause, play
        self.stop.setIcon(stop)
        self._show_pause()

    def show_news(self, news: RunNews) -> None:
        """Show how the run stands."""
        self._news = news
        self.name.setText(news.name)
        self.name.setVisible(bool(news.name))
        self.state.setContentsMargins(0 if news.name else 8, 0, 0, 0)
        set_role(self.state, news.role)
        self.state.setText(news.state)
        self._show_numbers()
        self._show_progress(news)
        self.pause.setEnabled(news.can_pause)
        self.stop.setEnabled(news.can_stop)
        self._show_stop()
        self._show_pause()

    def whisper(self, words: str) -> None:
        """Say a short sentence for a few seconds in the place of the numbers; "" ends that.

        It may be of another run than the one whose state stands at the left.
        """
        self.said.setText(words)
        if words:
            self._whisper.start()
        else:
            self._whisper.stop()
        self._show_numbers()

    def _show_numbers(self) -> None:
        news, saying = self._news, self._whisper.isActive()
        self.said.setVisible(saying)
        all_words = (news.steps, news.loss, news.speed, news.left)
        for part, words in zip(self._numbers, all_words, strict=True):
            part.setText(words)
            part.setVisible(bool(words) and not saying)

    def _show_progress(self, news: RunNews) -> None:
        # Where the share is unknown the bar stays empty: one that runs to and fro would redraw
        # itself sixty times a second, at the cost of the work it tells of.
        self.bar.setVisible(news.busy or news.share is not None)
        self.bar.setValue(round(min(1.0, news.share or 0.0) * 1000))

    def _show_stop(self) -> None:
        words = self.tr("Stop and save (Ctrl+.)")
        if self._news.gives_up:
            words = self.tr("Give up what is not saved (Ctrl+.)")
        elif self._news.cancels:
            words = self.tr("Cancel: nothing is trained yet (Ctrl+.)")
        self.stop.setToolTip(tip_html(words))
        self.stop.setAccessibleName(words)

    def _show_pause(self) -> None:
        paused = self._news.paused
        words = self.tr("Go on (Ctrl+P)") if paused else self.tr("Pause (Ctrl+P)")
        self.pause.setToolTip(words)
        self.pause.setAccessibleName(words)
        self.pause.setIcon(self._play_icon if paused else self._pause_icon)


def _button(words: str, pressed: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setToolTip(tip_html(words))
    button.setAccessibleName(words)
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(34, 34)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _checked=False: pressed.emit())
    return button
