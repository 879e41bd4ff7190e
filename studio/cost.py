"""What a recipe takes, as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model of this recipe takes."""

    parameters: int
    flops_per_token: float  # of one training step, forward and backward
    memory_bytes: int  # while training, at the micro-batch the recipe asks for
    parts: dict[str, int] = field(default_factory=dict)  # parameters by part
    least_bytes: int = 0  # with as few rows at once as can be
    checkpoint_bytes: int = 0  # on disk
    tokens_per_row: float = 0.0  # of a full row, read and written
    free_bytes: int | None = None  # of the device; None where it is not here
    # What it would take after a fix; None where there is room enough.
    fewer_bytes: int | None = None
    shorter_bytes: int | None = None
