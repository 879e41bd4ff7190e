"""The tokenizer of a recipe that is there already: a run, or an earlier window, trained it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.faults import Fault
from studio import engine_calls
from studio.tokenizers import newest_trained

if TYPE_CHECKING:
    from studio.engine_calls import TokenizerFacts
    from studio.jobs import Job, Jobs


class KeptTokenizer(QObject):
    """Looks for it, which reads all of the text: once, until it may have come to be there."""

    found = Signal(object, object)  # TokenizerFacts, and the parts of the recipe they are of

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._asked: object = None

    def look(self, data: dict[str, Any], parts: dict[str, Any]) -> None:
        """Look for the tokenizer of a recipe, of which only these `parts` matter."""
        asked = parts, newest_trained()
        if asked == self._asked:
            return
        self.stop()
        self._asked = asked
        self._job = self._jobs.run(
            lambda control, _progress: engine_calls.find_tokenizer(data, control),
            title=self.tr("Looking for the tokenizer"),
            then=lambda facts: self._answered(facts, parts),
            failed=self._failed,
        )

    def stop(self) -> None:
        """Nobody waits for the answer; the next time it is looked for anew."""
        if self._job is not None:
            self._job.cancel()
            self._job = self._asked = None

    def _answered(self, facts: TokenizerFacts | None, parts: dict[str, Any]) -> None:
        self._job = None
        if facts is not None:
            self.found.emit(facts, parts)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, Fault):  # of a text that cannot be read whoever reads it tells
            self._jobs.failed.emit(error, self.tr("Looking for the tokenizer"))
