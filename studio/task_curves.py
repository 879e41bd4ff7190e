"""The figures of a task over the steps, as plots show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.task_metrics import (
    NO_SHARE,
    PREFIX,
    measured_metrics,
    metric_floor,
    metric_title,
    told_figure,
)
from studio.widgets.curves import Baseline, Curve

if TYPE_CHECKING:
    from engine.history import History
    from studio.theme import Theme
    from studio.widgets.plot_axes import XKind

translate = QCoreApplication.translate


def metric_curve(
    history: History, theme: Theme, name: str, axis: XKind = "step", colour: str = ""
) -> Curve:
    """One figure, measured on the examples held back."""
    x, y = history.series(f"{PREFIX}{name}", axis=axis, validation=True)
    scale = 1.0 if name in NO_SHARE else 100.0
    title = metric_title(name)

    def told(value: float) -> str:
        return " ".join(filter(None, told_figure(name, value / scale)))

    return Curve(
        f"{PREFIX}{name}",
        title,
        title,
        colour or theme.accent,
        x,
        y * scale,
        measured=True,
        tells=told,
        scale=scale,
    )


def metric_level(history: History, theme: Theme, name: str = "") -> Baseline | None:
    """What is had without learning anything, where that was measured."""
    names = measured_metrics(history)
    chosen = name or next(iter(names), "")
    floor = metric_floor(history, chosen)
    if floor is None:
        return None
    return Baseline(translate("curves", "floor"), floor * 100, theme.dim, True)
