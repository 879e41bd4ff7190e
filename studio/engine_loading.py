"""Brings the engine in, in the background: what forms are made of, and what this machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.faults import Fault
from studio import engine_calls
from studio.jobs import Jobs

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm


class EngineLoading(QObject):
    """Loads the engine, again where it failed."""

    form_arrived = Signal(object)  # RecipeForm
    machine_arrived = Signal(object)  # dict[str, Any]
    pages_arrived = Signal(object)  # None: what the pages are made of is imported
    failed = Signal(object, str)  # the exception, and what was tried

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._error: Exception | None = None  # of the last loading

    @property
    def has_failed(self) -> bool:
        """Whether the engine could not be loaded and is not being loaded again."""
        return self._error is not None

    def load(self) -> None:
        """Import the engine and describe the recipe: a few seconds."""
        self._error = None
        self._jobs.run(
            lambda _control, _progress: engine_calls.describe_recipe(),
            title=self.tr("Loading the engine"),
            then=self._arrived,
            failed=self._could_not,
        )

    def ask_machine(self) -> None:
        """Find out which devices there are."""
        self._jobs.run(
            lambda _control, _progress: engine_calls.environment(),
            title=self.tr("Looking at this machine"),
            then=self.machine_arrived.emit,
        )

    def what_failed(self) -> tuple[Exception, str] | None:
        """What `failed` told, in the language spoken now; None where nothing stands in the way."""
        return self._told(self._error) if self._error is not None else None

    def _arrived(self, form: RecipeForm) -> None:
        self.form_arrived.emit(form)

    def _could_not(self, error: Exception) -> None:
        self._error = error
        self.failed.emit(*self._told(error))

    def _told(self, error: Exception) -> tuple[Exception, str]:
        told = error
        if isinstance(error, ImportError | OSError):  # a library of torch's is missing or broken
            told = Fault(
                self.tr("The engine cannot be loaded, so nothing can be trained yet."),
                why="{reason}",
                now=self.tr("Install PyTorch again for this system, then try again."),
                reason=str(error),
            )
            told.__cause__ = error
        return told, self.tr("Loading the engine")
