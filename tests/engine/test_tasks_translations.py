"""Texts written are held against those of people, sentence by sentence."""

from __future__ import annotations

import numpy as np
import pytest
import sacrebleu
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import Cancelled, Fault
from engine.tasks.metrics import Measures
from engine.tasks.metrics.bootstrap import paired_difference
from engine.tasks.metrics.translations import (
    bleu,
    bleu_statistics,
    chrf,
    chrf_statistics,
    translation,
)

RIGHT = ["A dog runs over the wide beach.", "Two women sit on a bench.", "He opens the old door."]
SAID = ["A dog runs on the beach.", "Two women are on a bench.", "He opens a door."]
GIVEN = ["Ein Hund rennt.", "Zwei Frauen sitzen auf einer Bank.", "Er öffnet die Tür."]


def measured(right=RIGHT, said=SAID, **more) -> Measures:
    return translation(right, said, np.random.default_rng(0), **({"given": GIVEN} | more))


def test_all_right_is_100_and_nothing_in_common_is_0() -> None:
    for metric in measured(RIGHT, RIGHT).metrics:
        assert (metric.value, metric.low, metric.high) == pytest.approx((100, 100, 100))
    for metric in measured(RIGHT, ["", "", ""]).metrics:
        assert (metric.value, metric.low, metric.high) == (0, 0, 0)
    for metric in measured(["一", "二", "三"], ["x", "y", "z"]).metrics:
        assert metric.value == 0


@pytest.mark.parametrize(
    "said", [["a b x y z"], ["a b c"], ["a"], ["x a b c d e f"], ["e d c b a"]]
)
def test_orders_without_a_hit_and_short_texts_count_as_sacrebleu_counts_them(said) -> None:
    found = measured(["a b c d e"], said, given=["x"]).metric("bleu").value
    assert found == pytest.approx(sacrebleu.corpus_bleu(said, [["a b c d e"]]).score)


def test_the_floor_is_the_text_as_it_was_given() -> None:
    copied = measured(RIGHT, GIVEN)
    found = measured()
    for metric in found.metrics:
        assert metric.floor == copied.metric(metric.name).value
        assert metric.value > metric.floor
    assert "as it was given" in found.floor


def test_it_says_how_others_get_the_same_figures() -> None:
    assert [one.partition("|version")[0] for one in measured().signatures] == [
        "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp",
        "chrF|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no",
    ]
    assert "tok:zh" in measured(tokenize="zh").signatures[0]


def test_chinese_is_cut_into_characters() -> None:
    right, said = ["他打开了旧门走进去。"], ["他打开了门走进去。"]
    (as_words, as_characters) = (
        measured(right, said, given=["x"], tokenize=cut).metric("bleu").value
        for cut in ("13a", "zh")
    )
    assert as_words == 0
    assert as_characters > 50


def test_a_difference_needs_only_the_counts() -> None:
    better = [one.replace("on the", "over the") for one in SAID]
    for statistics, figure in ((bleu_statistics, bleu), (chrf_statistics, chrf)):
        difference = paired_difference(
            statistics(RIGHT, better), statistics(RIGHT, SAID), figure, np.random.default_rng(0)
        )
        assert difference.value > 0
        assert difference.low >= 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(*[st.text("ab .新", max_size=12)] * 2), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_figures_lie_between_0_and_100_in_any_order(texts, random) -> None:
    shuffled = random.sample(texts, len(texts))
    for statistics, figure in ((bleu_statistics, bleu), (chrf_statistics, chrf)):
        one, other = (
            figure(statistics(*map(list, zip(*pairs, strict=True))).sum(axis=0)[None])[0]
            for pairs in (texts, shuffled)
        )
        assert one == pytest.approx(other)
        assert 0 <= one <= 100 + 1e-9


def test_many_that_end_in_a_parted_stop_are_passed_without_a_word(caplog) -> None:
    measured(["a b ."] * 150, ["a b ."] * 150, given=["c"] * 150)
    assert caplog.records == []


def test_it_can_be_given_up() -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        measured(check=check)


def test_of_no_texts_nothing_is_known() -> None:
    with pytest.raises(Fault, match="nothing to measure"):
        measured([], [], given=[])


def test_a_text_for_each_is_needed() -> None:
    with pytest.raises(ValueError, match="1 texts for 2"):
        measured(["a", "b"], ["a"], given=["a", "b"])
