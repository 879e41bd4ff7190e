"""The metrics of classes, and what each of them says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from engine.tasks.metrics.class_scores import ClassCounts
from engine.tasks.metrics.measures import Column, MetricKind
from engine.wording import translate

FREQUENCIES = translate(
    "measures", "Floor: giving every example the shares that the classes have in training."
)
PER_CLASS = translate("measures", "Per class")
PRECISION = translate("measures", "Precision")
RECALL = translate("measures", "Recall")
F1 = translate("measures", "F1")
LOW, HIGH = translate("measures", "F1, low"), translate("measures", "F1, high")
PER_CLASS_COLUMNS = (
    Column(translate("measures", "Class")),
    Column(PRECISION, percent=True),
    Column(RECALL, percent=True),
    Column(F1, percent=True),
    Column(LOW, percent=True),
    Column(HIGH, percent=True),
    Column(translate("measures", "Examples")),
)

ACCURACY = MetricKind(
    "accuracy",
    translate("measures", "Accuracy"),
    translate("measures", "Share of the examples whose class was predicted right."),
)
F1_MACRO = MetricKind(
    "f1_macro",
    translate("measures", "F1, mean of classes"),
    translate(
        "measures",
        "F1 is the harmonic mean of precision and recall (van Rijsbergen 1979); here its mean over "
        "the classes, so that a rare class counts as much as a frequent one.",
    ),
)
F1_MICRO = MetricKind(
    "f1_micro",
    translate("measures", "F1, all together"),
    translate(
        "measures",
        "F1 of the decisions on all classes together. Where each example has one class it equals "
        "the accuracy.",
    ),
)
F1_WEIGHTED = MetricKind(
    "f1_weighted",
    translate("measures", "F1, by frequency"),
    translate("measures", "Mean of the classes' F1, weighted by their numbers of examples."),
)
PRECISION_MACRO = MetricKind(
    "precision_macro",
    translate("measures", "Precision, mean of classes"),
    translate(
        "measures",
        "Share of what was predicted to be of a class that is; its mean over the classes. A class "
        "that was never predicted has 0.",
    ),
)
RECALL_MACRO = MetricKind(
    "recall_macro",
    translate("measures", "Recall, mean of classes"),
    translate(
        "measures",
        "Share of a class's examples that were predicted to be of it; its mean over the classes.",
    ),
)
PRECISION_WEIGHTED = MetricKind(
    "precision_weighted",
    translate("measures", "Precision, by frequency"),
    translate("measures", "Mean of the classes' precision, weighted by their numbers of examples."),
)
RECALL_WEIGHTED = MetricKind(
    "recall_weighted",
    translate("measures", "Recall, by frequency"),
    translate(
        "measures",
        "Mean of the classes' recall, weighted by their numbers of examples: it equals the "
        "accuracy.",
    ),
)
MATTHEWS = MetricKind(
    "matthews",
    translate("measures", "Matthews correlation"),
    translate(
        "measures",
        "Correlation of predicted and right classes: 1 where all agree, 0 as by chance, below 0 "
        "where they are at odds (Matthews 1975; Gorodkin 2004 for more than two classes). It is 0 "
        "where one class is predicted for all.",
    ),
    percent=False,
)
CALIBRATION = MetricKind(
    "calibration_error",
    translate("measures", "Calibration error"),
    translate(
        "measures",
        "How far the probability of the predicted class is from how often it is right, in the mean "
        "over 15 bins of equal width (expected calibration error, Guo et al. 2017). The floor is "
        "well calibrated and of no use: read it beside the accuracy.",
    ),
    higher_is_better=False,
)
LOG_LOSS = MetricKind(
    "log_loss",
    translate("measures", "Log loss"),
    translate(
        "measures",
        "Mean of −ln of the probability given to the right class, in nats: being sure and wrong "
        "costs most. Giving all classes the same costs the ln of their number.",
    ),
    percent=False,
    higher_is_better=False,
)

Figure = Callable[[ClassCounts], NDArray[np.float64]]
OF_COUNTS: tuple[tuple[MetricKind, Figure], ...] = (
    (ACCURACY, ClassCounts.accuracy),
    (F1_MACRO, lambda counts: counts.macro(counts.f1())),
    (F1_MICRO, ClassCounts.micro_f1),
    (F1_WEIGHTED, lambda counts: counts.weighted(counts.f1())),
    (PRECISION_MACRO, lambda counts: counts.macro(counts.precision())),
    (RECALL_MACRO, lambda counts: counts.macro(counts.recall())),
    (PRECISION_WEIGHTED, lambda counts: counts.weighted(counts.precision())),
    (RECALL_WEIGHTED, lambda counts: counts.weighted(counts.recall())),
    (MATTHEWS, ClassCounts.matthews),
)
