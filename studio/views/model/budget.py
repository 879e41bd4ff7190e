"""When a budget would be spent at a measured speed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from studio.wording import clock, short_number

translate = QCoreApplication.translate


def finish_words(
    training: Mapping[str, Any], tokens_per_row: float, tokens_per_second: float
) -> str:
    """What the budget comes to: its end, or what a time budget gets through."""
    seconds = _seconds(training)
    if seconds is not None:
        seen = short_number(seconds * tokens_per_second)
        words = translate("budget", "In {time} it sees {tokens} tokens.")
        return words.format(time=clock(seconds), tokens=seen)
    tokens = _tokens(training, tokens_per_row)
    if tokens is not None:
        words = translate("budget", "The budget of {tokens} tokens takes {time}.")
        return words.format(tokens=short_number(tokens), time=clock(tokens / tokens_per_second))
    if training.get("epochs") is not None:
        return translate("budget", "How long an epoch takes is known once the text is in tokens.")
    return translate("budget", "Choose a budget on the Train page to see when it ends.")


def _seconds(training: Mapping[str, Any]) -> float | None:
    minutes, seconds = training.get("minutes"), training.get("seconds")
    if isinstance(minutes, (int, float)):
        return minutes * 60.0
    return float(seconds) if isinstance(seconds, (int, float)) else None


def _tokens(training: Mapping[str, Any], tokens_per_row: float) -> float | None:
    tokens, steps = training.get("tokens"), training.get("steps")
    if isinstance(tokens, (int, float)):
        return float(tokens)
    if isinstance(steps, (int, float)):
        return float(steps) * float(training.get("batch", 1)) * tokens_per_row
    return None
