"""What the row is made of: prose or a pair, whichever the objective shown reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.corpus.own_pair import OwnPair
from studio.reading import PAIRS
from studio.views.objective.own_pair import PairText
from studio.views.objective.own_text import OwnText

if TYPE_CHECKING:
    from studio.desk import Desk


class OwnWords(QWidget):
    """One of three faces: text, labelled pairs, parallel text."""

    edited = Signal()
    began = Signal(object)  # the Job that reads files of pairs
    settled = Signal()  # what was looked for in the files has come

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.text = OwnText(desk)
        self.pairs = {kind: PairText(desk, kind) for kind in PAIRS}
        self.kind = "text"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.text.textChanged.connect(self.edited)
        self.text.settled.connect(self.settled)
        column.addWidget(self.text)
        for pair in self.pairs.values():
            pair.edited.connect(self.edited)
            pair.began.connect(self.began)
            pair.settled.connect(self.settled)
            pair.hide()
            column.addWidget(pair)

    @property
    def _face(self) -> OwnText | PairText:
        return self.pairs.get(self.kind, self.text)

    def show_what_is_read(self, task: str) -> str:
        """Show the face of what a task reads, and say which; "" is the first task, or the only."""
        form, draft = self._desk.form, self._desk.draft
        names = task.split("+") if task else draft.resolved.get("objectives", {})
        reads = form.reads if form is not None else {}
        # Objectives that share a pass read the same; tasks stand in the order of their names.
        self.kind = reads.get(min(names), "text") if names else "text"
        for face in (self.text, *self.pairs.values()):
            face.setVisible(face is self._face)
        return self.kind

    def words(self) -> str | OwnPair:
        """What stands there."""
        return self._face.words()

    @property
    def filled(self) -> bool:
        """Whether there is something to read."""
        return self._face.filled

    @property
    def waiting(self) -> bool:
        """Whether something is on its way from the files."""
        return self._face.waiting

    def follow(self) -> None:
        """Begin as the files do, where the person typed nothing; `settled` follows."""
        self._face.follow()

    def give_up(self) -> None:
        """The person cancelled the reading of files."""
        for pair in self.pairs.values():
            pair.give_up()

    def take_another(self) -> None:
        """Put something else of the files here, by chance."""
        self._face.take_another()
