"""When the row is drawn: at once where its tokenizer is known, and all draws once it is quiet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio import engine_calls
from studio.reading import SECTIONS, material
from studio.sample_pairs import with_samples

if TYPE_CHECKING:
    from engine.corpus.own_pair import OwnPair
    from engine.objectives.picture import RowPicture
    from studio.desk import Desk
    from studio.jobs import Job

# Of the recipe:
PARTS = (*SECTIONS.values(), "tokenizer", "objectives", "model", "training.row_length")
LATER = 3  # draws shown beside the first
WAIT = 180  # ms of quiet before all draws are drawn anew
QUICK = ("objectives.", "combining.")  # changes of these leave the tokenizer as it is


class RowDrawing(QObject):
    """Draws the row of a text, or of a pair, as the draft would have it, in jobs.

    The first draw follows a slider at once; the later ones, and whatever needs a tokenizer that
    must be trained, follow when the draft is checked and nothing moved for a while.
    """

    first = Signal(object)  # RowPicture
    drawn = Signal(object)  # list[RowPicture], the first and the later draws
    began = Signal(object)  # the Job that draws them all
    failed = Signal(object)
    quiet = Signal()  # nothing moved for a while: `refresh` may be called

    def __init__(self, desk: Desk, words: Callable[[], str | OwnPair], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        self.draw = 0
        self.task = ""
        self.progress = 0.0  # the share of the run that is over
        self.declined = ""  # the tokenizer whose training was cancelled: asked before it begins
        self._drawn = ""  # what the draws shown belong to
        self._job: Job | None = None
        self._quick: Job | None = None
        self._behind = False  # something changed since the quick one began
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.quiet.emit)

    def wait(self, *_: object) -> None:
        """Something changed: `quiet` follows."""
        self._timer.start()

    def follow(self, key: str) -> None:
        """A field of the draft changed: what can be drawn at once is."""
        if key.startswith(QUICK):
            self.hurry()

    def hurry(self) -> None:
        """Draw the first row now; nothing comes of it where the tokenizer is not known."""
        if self._quick is not None:
            self._behind = True
            return
        self._behind = False
        data, words, draw, task = with_samples(self._desk), self._words(), self.draw, self.task
        at = self.progress
        self._quick = self._desk.jobs.run(
            lambda _control, _progress: engine_calls.draw_known_row(data, words, draw, task, at),
            then=self._show_first,
            failed=lambda _error: self._show_first(None),  # the check and `refresh` tell of it
        )

    def _show_first(self, picture: RowPicture | None) -> None:
        self._quick = None
        if picture is not None:
            self.first.emit(picture)
        if self._behind:
            self.hurry()

    def tokenizer(self) -> str:
        """What decides the tokenizer, as one text to compare."""
        resolved = self._desk.draft.resolved
        return json.dumps([material(self._desk), resolved.get("tokenizer")], default=str)

    def _wanted(self) -> str:
        """Everything the row depends on, as one text to compare."""
        resolved = self._desk.draft.resolved
        sections = ("tokenizer", "objectives", "model", "combining")
        parts = material(self._desk) | {name: resolved.get(name) for name in sections}
        row = resolved.get("training", {}).get("row_length")
        shown = [self._words(), self.draw, self.task, self.progress, self._desk.rereadings]
        return json.dumps([parts, row, *shown], default=str)

    def refresh(self) -> None:
        """Draw all anew if anything they depend on changed."""
        wanted = self._wanted()
        if wanted == self._drawn:
            return
        if self._job is not None:
            self._job.cancel()
        self._drawn = wanted
        data, words, draw, task = with_samples(self._desk), self._words(), self.draw, self.task
        at = self.progress
        self._job = self._desk.jobs.run(
            lambda control, progress: engine_calls.draw_rows(
                data, words, range(draw, draw + 1 + LATER), task, at, control, progress
            ),
            title=self.tr("Drawing the row"),
            then=self._show_all,
            failed=self._fail,
        )
        self.began.emit(self._job)

    def decline(self) -> None:
        """The person cancelled: what is not trained is not begun again by itself."""
        self._job, self._drawn = None, ""
        self.declined = self.tokenizer()

    def _show_all(self, pictures: list[RowPicture]) -> None:
        self._job = None
        self.drawn.emit(pictures)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
