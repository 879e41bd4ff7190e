"""What a recipe takes, as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """What a few real steps of this recipe took here."""

    tokens_per_second: float
    rows_at_once: int
    memory_bytes: int  # in use by this program, or on the GPU


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model of this recipe takes."""

    parameters: int
    flops_per_token: float  # of one training step, forward and backward
    memory_bytes: int  # while training, at the micro-batch the recipe asks for; all rows at "auto"
    parts: dict[str, int] = field(default_factory=dict)  # parameters by part
    least_bytes: int = 0  # with as few rows at once as can be
    checkpoint_bytes: int = 0  # on disk
    tokens_per_row: float = 0.0  # of a full row, read and written
    free_bytes: int | None = None  # of the device; None where it is not here
    # What it would take at least after a fix; None where there is room, or it would mend nothing.
    fewer_bytes: int | None = None
    fewer_rows: int | None = None  # at once, that fit
    shorter_bytes: int | None = None

    @property
    def fits(self) -> bool:
        """Whether a run could be started, with as few rows at once as can be."""
        return self.free_bytes is None or self.least_bytes <= self.free_bytes

    @property
    def is_split(self) -> bool:
        """Whether a step is worked out in parts because there is no room for all its rows."""
        free = self.free_bytes
        return free is not None and self.least_bytes <= free < self.memory_bytes
