"""Tags of every scheme are read as the same spans, and whole spans are counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import Fault
from engine.tasks.metrics import Measures
from engine.tasks.metrics.spans import Span, parts_of, spans_of, strict_spans_of
from engine.tasks.metrics.tagging import tagging

PER, LOC = Span("PER", 1, 3), Span("LOC", 3, 4)
WRITTEN = {
    "IOB2": ["O", "B-PER", "I-PER", "B-LOC", "O"],
    "IOB1": ["O", "I-PER", "I-PER", "I-LOC", "O"],
    "IOE2": ["O", "I-PER", "E-PER", "E-LOC", "O"],
    "IOBES": ["O", "B-PER", "E-PER", "S-LOC", "O"],
    "BILOU": ["O", "B-PER", "L-PER", "U-LOC", "O"],
    "BMEWO": ["O", "B-PER", "E-PER", "W-LOC", "O"],
    "bare": ["O", "PER", "PER", "LOC", "O"],
}
TAGS = st.lists(st.sampled_from(["O", *(f"{p}-{k}" for p in "BIES" for k in "XY")]), max_size=12)


def measured(right, said) -> Measures:
    return tagging(right, said, np.random.default_rng(0))


@pytest.mark.parametrize("scheme", WRITTEN)
def test_every_scheme_says_the_same(scheme: str) -> None:
    assert spans_of(WRITTEN[scheme]) == [PER, LOC]


def test_the_middle_of_four_characters_is_inside() -> None:
    assert spans_of(["B-ORG", "M-ORG", "M-ORG", "E-ORG"]) == [Span("ORG", 0, 4)]
    assert strict_spans_of(["B-ORG", "M-ORG", "E-ORG"], "IOBES") == [Span("ORG", 0, 3)]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ([], []),
        (["O"], []),
        (["I-X"], [Span("X", 0, 1)]),
        (["B-X", "B-X"], [Span("X", 0, 1), Span("X", 1, 2)]),
        (["B-X", "I-Y"], [Span("X", 0, 1), Span("Y", 1, 2)]),
        (["S-X", "I-X"], [Span("X", 0, 1), Span("X", 1, 2)]),
        (["B", "I", "O", "I"], [Span("_", 0, 2), Span("_", 3, 4)]),
        (["B-per-son", "I-per-son"], [Span("per-son", 0, 2)]),
    ],
)
def test_odd_tags_are_read_leniently(tags: list[str], spans: list[Span]) -> None:
    assert spans_of(tags) == spans


@pytest.mark.parametrize(
    ("scheme", "tags", "spans"),
    [
        ("IOB2", ["I-X", "O", "B-X", "I-X", "I-Y"], [Span("X", 2, 4)]),
        ("IOBES", ["B-X", "I-X", "O", "S-X", "B-Y", "E-Y"], [Span("X", 3, 4), Span("Y", 4, 6)]),
        ("IOB1", ["O", "B-X", "I-X", "B-X"], [Span("X", 2, 3), Span("X", 3, 4)]),
        ("IOB1", ["B-X", "O", "I-X", "B-Y"], [Span("X", 2, 3)]),
        ("IOB1", ["B", "O"], []),
        ("IOB1", ["I-X", "B-X", "B-Y"], [Span("X", 0, 1)]),
        ("IOE2", ["I-X", "I-Y", "E-Y"], [Span("Y", 1, 3)]),
    ],
)
def test_strictly_only_what_the_scheme_allows_is_a_span(scheme, tags, spans) -> None:
    assert strict_spans_of(tags, scheme) == spans


@pytest.mark.parametrize(("scheme", "tag"), [("IOB2", "E-X"), ("IOE2", "B-X"), ("IOB1", "S-X")])
def test_strictly_a_prefix_of_another_scheme_is_refused(scheme, tag: str) -> None:
    with pytest.raises(ValueError, match=f"{scheme} knows no {tag[0]}"):
        strict_spans_of([tag], scheme)


def test_an_empty_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        parts_of("")


@settings(deadline=None)
@given(TAGS)
def test_spans_stand_in_order_and_overlap_nowhere(tags: list[str]) -> None:
    spans = spans_of(tags)
    covered = [place for span in spans for place in range(span.begin, span.end)]
    assert covered == [place for place, tag in enumerate(tags) if tag != "O"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["O", "B-X", "I-X", "B-Y", "I-Y"]), max_size=12))
def test_strict_spans_of_good_tags_are_the_lenient_ones(tags: list[str]) -> None:
    good = ["O" if tag == "O" else "I-X" for tag in tags]
    good = [f"B-{tag[2:]}" if tag != "O" and before == "O" else tag
            for before, tag in zip(["O", *good], good, strict=False)]  # fmt: skip
    assert strict_spans_of(good, "IOB2") == spans_of(good)


def test_whole_spans_are_counted() -> None:
    right = [["B-PER", "I-PER", "O", "B-LOC"], ["O", "B-PER", "O", "O"]]
    said = [["B-PER", "O", "O", "B-LOC"], ["O", "B-PER", "B-LOC", "O"]]
    found = measured(right, said)  # there: 3; said: 4; right: 2
    assert found.metric("span_precision").value == pytest.approx(2 / 4)
    assert found.metric("span_recall").value == pytest.approx(2 / 3)
    assert found.metric("span_f1").value == pytest.approx(2 * 2 / 7)
    assert found.metric("span_f1_macro").value == pytest.approx((2 * 1 / 3 + 2 * 1 / 4) / 2)
    assert found.metric("token_accuracy").value == pytest.approx(6 / 8)
    assert found.metric("token_accuracy").floor == pytest.approx(4 / 8)
    assert found.metric("span_f1").floor == 0
    assert [(row[0], row[-1]) for row in found.tables[0].rows] == [("LOC", 1), ("PER", 2)]
    assert found.confusion is not None
    assert found.confusion.labels == ("O", "LOC", "PER")
    assert found.confusion.counts == ((3, 1, 0), (0, 1, 0), (1, 0, 2))


def test_the_scheme_of_what_was_said_may_be_another() -> None:
    found = measured([WRITTEN["IOB2"]], [WRITTEN["IOBES"]])
    assert found.metric("span_f1").value == 1


def test_where_there_are_no_spans_and_none_are_found_f1_is_0() -> None:
    found = measured([["O", "O"]], [["O", "O"]])
    assert found.metric("span_f1").value == 0
    assert found.metric("token_accuracy").value == 1
    assert found.tables[0].rows == ()


@settings(deadline=None)
@given(st.lists(TAGS, min_size=1, max_size=5).filter(any), st.randoms(use_true_random=False))
def test_all_right_is_1_in_any_order(right, random) -> None:
    has_spans = any(map(spans_of, right))
    found = measured(right, right)
    assert found.metric("span_f1").value == float(has_spans)
    assert found.metric("span_f1_macro").value == float(has_spans)
    said = [random.sample(tags, len(tags)) for tags in right]
    order = random.sample(range(len(right)), len(right))
    before = measured(right, said)
    after = measured([right[place] for place in order], [said[place] for place in order])
    for one, other in zip(before.metrics, after.metrics, strict=True):
        assert one.value == pytest.approx(other.value)
        assert 0 <= one.value <= 1


@pytest.mark.parametrize("nothing", [[], [[]]])
def test_of_no_tokens_nothing_is_known(nothing) -> None:
    with pytest.raises(Fault, match="nothing to measure"):
        measured(nothing, nothing)


def test_a_tag_of_each_token_is_needed() -> None:
    with pytest.raises(ValueError, match="each token"):
        measured([["O", "O"]], [["O"]])
