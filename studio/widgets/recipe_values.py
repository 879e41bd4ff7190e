"""What a form needs of the recipe being edited, so that forms know no draft."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import SignalInstance

from engine.faults import FieldFault
from studio.wording import Words


class RecipeValues(Protocol):
    """Values by dotted key, chosen or following, with what is wrong where."""

    @property
    def faults(self) -> tuple[FieldFault, ...]:
        """What is wrong, and where."""

    @property
    def changed(self) -> SignalInstance:
        """The dotted key that changed, "" for everything."""

    @property
    def faults_changed(self) -> SignalInstance:
        """Faults, or the values that follow, are new."""

    def value(self, key: str, default: Any = None) -> Any:
        """What the person chose."""

    def effective(self, key: str, default: Any = None) -> Any:
        """What was chosen, else what follows from preset and defaults."""

    def set(self, key: str, value: Any, text: Words = "") -> None:
        """Choose; `text` names the change in the Edit menu."""

    def remove(self, key: str, text: Words = "") -> None:
        """Fall back to preset and defaults."""
