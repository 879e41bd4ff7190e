"""What of the text has no token: asked anew whenever text or tokenizer is another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from studio import engine_calls

if TYPE_CHECKING:
    from engine.tokenizer.unknown import Unknown
    from studio.desk import Desk
    from studio.jobs import Job


class Shows(Protocol):
    """Shows what was counted; `unopened` where a file is named that nobody opened yet."""

    def __call__(self, found: Unknown | None, /, *, unopened: bool = False) -> None: ...


class UnknownWords(QObject):
    """Counts the unknown tokens of pieces of the text in a job; None is shown until it is known."""

    def __init__(
        self,
        desk: Desk,
        show: Shows,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._show = desk, show
        self._pieces: tuple[str, ...] = ()
        self._tokenizer = ""  # its fingerprint, "" before it is there
        self._job: Job | None = None
        desk.draft.changed.connect(self._name_file)

    def take_text(self, pieces: Sequence[str]) -> None:
        """Count in other pieces from now on."""
        self._pieces = tuple(pieces)
        self._count()

    def take_tokenizer(self, fingerprint: str) -> None:
        """Count with the recipe's tokenizer as it stands now."""
        if fingerprint != self._tokenizer:
            self._tokenizer = fingerprint
            self._count()

    def _count(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._show(None, unopened=self._unopened())
        if not self._pieces or not self._tokenizer:
            return
        data, pieces = self._desk.draft.data(), self._pieces
        self._job = self._desk.jobs.run(
            lambda control, _progress: engine_calls.count_unknown(data, pieces, control),
            title=self.tr("Looking for words without a token"),
            then=self._counted,
            failed=self._not_counted,
        )

    def _name_file(self, _key: str) -> None:
        if not self._tokenizer:
            self._show(None, unopened=self._unopened())

    def _unopened(self) -> bool:
        return not self._tokenizer and bool(self._desk.draft.value("tokenizer.file"))

    def _counted(self, found: Unknown | None) -> None:
        self._job = None
        self._show(found)

    def _not_counted(self, _error: Exception) -> None:
        self._job = None  # whoever opens the tokenizer tells of it
