"""The metrics of answers, and what each of them says."""

from __future__ import annotations

from engine.tasks.metrics.measures import Column, MetricKind
from engine.wording import translate

BASELINES = {
    "empty": translate("measures", "Floor: answering nothing to every question."),
    "first_sentence": translate(
        "measures", "Floor: answering with the first sentence of the text, whatever is asked."
    ),
}
EXACT_TITLE = translate("measures", "Exact match")
F1_TITLE = translate("measures", "Answer F1")

EXACT = MetricKind(
    "exact_match",
    EXACT_TITLE,
    translate(
        "measures",
        "Share of the answers that are one of the right ones, apart from case, punctuation, "
        "articles and blanks (SQuAD, Rajpurkar et al. 2016 and 2018).",
    ),
)
F1 = MetricKind(
    "answer_f1",
    F1_TITLE,
    translate(
        "measures",
        "Harmonic mean of the shares of words that an answer and the right one have in common: the "
        "best of all right ones, in the mean over the questions (SQuAD).",
    ),
)
CMRC_EXACT = MetricKind(
    "exact_match",
    EXACT_TITLE,
    translate(
        "measures",
        "Share of the answers that are one of the right ones, apart from case and punctuation "
        "(CMRC 2018, Cui et al. 2019).",
    ),
)
CMRC_F1 = MetricKind(
    "answer_f1",
    F1_TITLE,
    translate(
        "measures",
        "Harmonic mean of the shares of an answer and of the right one that their longest common "
        "stretch makes up, in characters of Chinese and words of all else: the best of all right "
        "ones, in the mean over the questions (CMRC 2018).",
    ),
)
BEST_EXACT = MetricKind(
    "best_exact_match",
    translate("measures", "Exact match at the best threshold"),
    translate(
        "measures",
        "Exact match if nothing is answered wherever no answer seems likelier than the threshold "
        "that is best on these very questions (SQuAD 2.0): an upper bound.",
    ),
)
BEST_F1 = MetricKind(
    "best_answer_f1",
    translate("measures", "Answer F1 at the best threshold"),
    translate(
        "measures",
        "F1 if nothing is answered wherever no answer seems likelier than the threshold that is "
        "best on these very questions (SQuAD 2.0): an upper bound.",
    ),
)
PER_SORT = translate("measures", "Questions with and without an answer")
WITH_ANSWER = translate("measures", "With an answer")
WITHOUT_ANSWER = translate("measures", "Without an answer")
COLUMNS = (
    Column(translate("measures", "Questions"), marked=True),
    Column(EXACT_TITLE, percent=True),
    Column(F1_TITLE, percent=True),
    Column(translate("measures", "Number")),
)
