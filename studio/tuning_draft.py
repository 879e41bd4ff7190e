"""What is to be tuned, on what and how, as it is being chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from studio import tuning_calls
from studio.draft import Draft

if TYPE_CHECKING:
    from studio.recipes import Checked
    from studio.tuning_calls import Base, Examples


class TuningDraft(Draft):
    """Files, corrections and settings; `task`, `kind`, `from_scratch`, `training`, `tuning`.

    `resolved` is the recipe that would be trained, once the examples were read: `base` and `found`
    are told by whoever chooses the run and reads the files.
    """

    file: ClassVar[str] = "tuning.json"
    begins: ClassVar[Mapping[str, Any]] = {}

    base: Base | None = None
    found: Examples | None = None

    def use_engine(self) -> None:
        """From now on what is chosen is completed by the engine."""
        self.allow_checks(self._complete)

    def take(self, base: Base | None, found: Examples | None) -> None:
        """Another run is tuned, or other examples were read."""
        if base != self.base or found is not self.found:
            self.base, self.found = base, found
            self.check_now()

    def lost_words(self) -> str:
        """What is told where the file of the draft cannot be read."""
        return self.tr("What you chose to tune cannot be read; you begin anew.")

    def _complete(self, data: Mapping[str, Any]) -> Checked:
        return tuning_calls.complete(data, self.base, self.found)
