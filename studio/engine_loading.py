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
    failed = Signal(object, str)  # the exception, and what was tried

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.has_failed = False

    def load(self) -> None:
        """Import the engine and describe the recipe: a few seconds."""
        self.has_failed = False
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

    def _arrived(self, form: RecipeForm) -> None:
        self.form_arrived.emit(form)

    def _could_not(self, error: Exception) -> None:
        self.has_failed = True
        told: Exception = error
        if isinstance(error, ImportError | OSError):  # a library of torch's is missing or broken
            told = Fault(
                self.tr("The engine cannot be loaded, so nothing can be trained yet."),
                why="{reason}",
                now=self.tr("Install PyTorch again for this system, then try again."),
                reason=str(error),
            )
            told.__cause__ = error
        self.failed.emit(told, self.tr("Loading the engine"))
