"""What the figures of tasks are called, and which of those measured while tuning comes first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.examples.example import KINDS
from studio.widgets import figures
from studio.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.history import History
    from engine.tasks.metrics.measures import Metric

translate = QCoreApplication.translate

# The one a task is judged by, as the engine has it; those of other tasks are no figures of it.
FIRST = ("accuracy", "span_f1", "spearman", "answer_f1", "bleu", "chrf")
NO_SHARE = frozenset(
    {"matthews", "log_loss", "spearman", "pearson", "squared_error", "absolute_error"}
    | {"bleu", "chrf"}
)  # that are told as they are, and not in percent
PREFIX = "metric/"


def metric_title(name: str) -> str:
    """What a figure is called; of one that is not known, its plain name."""
    return {
        "accuracy": translate("measures", "Accuracy"),
        "f1_macro": translate("measures", "F1, mean of classes"),
        "f1_micro": translate("measures", "F1, all together"),
        "f1_weighted": translate("measures", "F1, by frequency"),
        "precision_macro": translate("measures", "Precision, mean of classes"),
        "recall_macro": translate("measures", "Recall, mean of classes"),
        "precision_weighted": translate("measures", "Precision, by frequency"),
        "recall_weighted": translate("measures", "Recall, by frequency"),
        "matthews": translate("measures", "Matthews correlation"),
        "calibration_error": translate("measures", "Calibration error"),
        "log_loss": translate("measures", "Log loss"),
        "exact_match": translate("measures", "Exact match"),
        "answer_f1": translate("measures", "Answer F1"),
        "best_exact_match": translate("measures", "Exact match at the best threshold"),
        "best_answer_f1": translate("measures", "Answer F1 at the best threshold"),
        "spearman": translate("measures", "Spearman correlation"),
        "pearson": translate("measures", "Pearson correlation"),
        "squared_error": translate("measures", "Mean squared error"),
        "absolute_error": translate("measures", "Mean absolute error"),
        "span_f1": translate("measures", "Span F1"),
        "span_precision": translate("measures", "Span precision"),
        "span_recall": translate("measures", "Span recall"),
        "span_f1_macro": translate("measures", "Span F1, mean of kinds"),
        "span_f1_weighted": translate("measures", "Span F1, by frequency"),
        "token_accuracy": translate("measures", "Token accuracy"),
        "bleu": translate("measures", "BLEU"),
        "chrf": translate("measures", "chrF"),
    }.get(name, name.replace("_", " ").capitalize())


def measured_metrics(history: History | None) -> tuple[str, ...]:
    """The figures measured while a task was tuned, the main one first; none of other runs."""
    if history is None:
        return ()
    names = [name for name in history.validation.names() if name.startswith(PREFIX)]
    found = [name.removeprefix(PREFIX) for name in names]
    main = next((name for name in FIRST if name in found), "")
    return tuple(sorted(found, key=lambda name: name != main))


def metric_floor(history: History, name: str) -> float | None:
    """What always naming the commonest class reaches, where that was measured."""
    measured = history.last_evaluation
    if name != "accuracy" or measured is None:
        return None
    return next(iter(measured.majorities.values()), None)


def told_figure(name: str, value: float, *, share: bool | None = None) -> tuple[str, str]:
    """A figure and its unit: shares in percent, all else as it is."""
    if not math.isfinite(value):
        return "–", ""
    if share if share is not None else name not in NO_SHARE:
        return number(value * 100, 1), "%"
    return figures.value(value).replace("-", "−"), ""


def figure_words(metric: Metric, value: float | None = None) -> str:
    """A figure, or another value of it, with its unit."""
    told, unit = told_figure(
        metric.name, metric.value if value is None else value, share=metric.percent
    )
    return f"{told} {unit}".strip()


def is_tuned(recipe: Mapping[str, Any]) -> bool:
    """Whether a run of this recipe learned, or learns, a task from examples.

    The recipe of an imported model names its folder there, whatever it has learned.
    """
    learned = {name for name, given in recipe.get("objectives", {}).items() if given is not False}
    return bool(recipe.get("task", {}).get("train")) and bool(learned.intersection(KINDS))
