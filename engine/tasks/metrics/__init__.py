"""How well a task is done: each figure with its 95 % interval, beside what is had for nothing.

Only the shape of the result is loaded with the package, so that a window may draw it at once; the
modules that measure load scikit-learn and sacrebleu.
"""

from engine.tasks.metrics.measures import (
    Bin,
    Column,
    Confusion,
    Measures,
    Metric,
    MetricKind,
    Table,
)

__all__ = ["Bin", "Column", "Confusion", "Measures", "Metric", "MetricKind", "Table"]
