"""Measured: what one measurement of the validation split found."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from engine.events import Evaluated


@dataclass(frozen=True, slots=True)
class Measured:
    """Mean loss (nats) and accuracy per loss name over the validation rows, and what they beat."""

    losses: dict[str, float]
    accuracies: dict[str, float]
    baselines: dict[str, float] = field(default_factory=dict)
    bits_per_byte: dict[str, float] = field(default_factory=dict)
    majorities: dict[str, float] = field(default_factory=dict)  # per loss of few classes
    metrics: dict[str, float] = field(default_factory=dict)  # of a task

    def at(self, step: int, tokens: int, seconds: float) -> Evaluated:
        """As news of a step."""
        return Evaluated(step, tokens, seconds, **asdict(self))
