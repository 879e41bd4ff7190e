"""What objectives need of a recipe and of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.batching.packing import DocumentRows
from engine.batching.twins import TwinSentences
from engine.faults import RecipeFault
from engine.objectives import OBJECTIVES, plan_of
from engine.recipe import Recipe, read_recipe
from engine.recipe.cost import cost_of

SPANS = {"masked_lm": {"unit": "spans"}, "span_boundary": {}}


def recipe(objectives: dict[str, Any], *, model: Any = None, **training: Any) -> Recipe:
    data = {
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "model": {"depth": 2, "width": 16, "heads": 2, "length": 32} | (model or {}),
        "objectives": objectives,
        "training": {"steps": 1, "batch": 16} | training,
        "task": {"train": [__file__]},
    }
    return read_recipe(data, folder=Path("/"))


def faults(objectives: dict[str, Any], **given: Any) -> list[tuple[str, str]]:
    with pytest.raises(RecipeFault) as caught:
        recipe(objectives, **given)
    return [(fault.place, str(fault)) for fault in caught.value.faults]


def test_similar_sentences_need_dropout() -> None:
    ((place, words),) = faults({"contrastive_sentence": {}}, model={"dropout": 0.0})
    assert place == "objectives.contrastive_sentence"
    assert "model.dropout must be above 0, 0.1 say, not 0.0" in words
    recipe({"contrastive_sentence": {}}, model={"dropout": 0.1})


def test_similar_sentences_need_whole_groups_in_a_step() -> None:
    given = {"contrastive_sentence": {"group": 8}}
    ((place, words),) = faults(given, model={"dropout": 0.1}, batch=24)
    assert place == "training.batch"
    assert "16" in words
    recipe(given, model={"dropout": 0.1}, batch=48)


@pytest.mark.parametrize(
    "objectives",
    [{"span_boundary": {}}, {"masked_lm": {}, "span_boundary": {}}],
)
def test_span_boundaries_need_masked_words_in_spans(objectives: dict[str, Any]) -> None:
    ((place, words),) = faults(objectives)
    assert place == "objectives.span_boundary"
    assert "masked_lm" in words
    assert "unit = spans" in words
    recipe(SPANS)


@pytest.mark.parametrize(
    ("objectives", "model"),
    [
        ({"contrastive_sentence": {}}, {"dropout": "much"}),
        ({"masked_lm": {"unit": 7}, "span_boundary": {}}, {}),
        ({"masked_lm": 7, "span_boundary": {}}, {}),
    ],
)
def test_what_cannot_be_read_is_not_held_against_another(
    objectives: dict[str, Any], model: dict[str, Any]
) -> None:
    assert len(faults(objectives, model=model)) == 1


@pytest.mark.parametrize("name", [n for n, k in OBJECTIVES.items() if "decoder" in k.architectures])
@pytest.mark.parametrize("positions", ["relative", "rotary", "learned"])
def test_who_looks_ahead_needs_positions_that_count_ahead(name: str, positions: str) -> None:
    model = {"architecture": "decoder", "positions": positions}
    if positions != "relative" or name == "causal_lm" or OBJECTIVES[name].tunes:
        recipe({name: {}}, model=model)
        return
    ((place, words),) = faults({name: {}}, model=model)
    assert place == f"objectives.{name}"
    assert "relative positions of a decoder count back only" in words


@pytest.mark.parametrize("name", OBJECTIVES)
def test_needs_name_fields_there_are(name: str) -> None:
    sections = {"model": type(recipe({"masked_lm": {}}).model)}
    sections |= {f"objectives.{other}": kind.Config for other, kind in OBJECTIVES.items()}
    for need in OBJECTIVES[name].needs:
        section, _, field = need.place.rpartition(".")
        assert field in sections[section].model_fields


@pytest.mark.parametrize("how", ["auto", "turns"])
@pytest.mark.parametrize("names", [list(SPANS), list(reversed(SPANS))])
def test_who_reads_anothers_answers_shares_its_pass(names: list[str], how: Any) -> None:
    configs = {name: OBJECTIVES[name].Config.model_validate(SPANS[name]) for name in names}
    (task,) = plan_of(configs, how)
    assert task.objectives == ("masked_lm", "span_boundary")
    assert task.source is DocumentRows


def test_a_reader_follows_the_one_it_reads_into_its_turn() -> None:
    names = ["span_boundary", "sentence_order", "masked_lm", "contrastive_sentence"]
    configs = {name: OBJECTIVES[name].Config.model_validate(SPANS.get(name, {})) for name in names}
    tasks = plan_of(configs, "turns")
    assert [task.name for task in tasks] == [
        "contrastive_sentence",
        "masked_lm+span_boundary",
        "sentence_order",
    ]


ENCODERS = [name for name, kind in OBJECTIVES.items() if "encoder" in kind.architectures]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["masked_lm", "natural_language_inference", "sentence_order"], None),
        (["masked_lm", "next_sentence", "sentence_order"], "masked_lm+next_sentence"),
        (["masked_lm", "span_boundary", "next_sentence", "contrastive_sentence"], None),
        (["replaced_token_detection", "masked_lm", "next_sentence", "sentence_order"], None),
        (ENCODERS, None),
    ],
)
def test_who_joins_whom_does_not_hang_on_the_order_of_the_recipe(
    names: list[str], expected: str | None
) -> None:
    configs = {name: OBJECTIVES[name].Config() for name in names}
    first = plan_of(configs)
    for order in (reversed(names), sorted(names), sorted(names, reverse=True)):
        assert plan_of({name: configs[name] for name in order}) == first
    assert expected is None or expected in [task.name for task in first]
    for task in first:
        riding = [name for name in task.objectives if OBJECTIVES[name].rides]
        assert not riding or task.source.reads == "text"


def test_a_reader_joins_no_task_before_that_of_the_one_it_reads() -> None:
    names = ["replaced_token_detection", "span_boundary", "masked_lm", "next_sentence"]
    tasks = plan_of({name: OBJECTIVES[name].Config() for name in names})
    assert [task.name for task in tasks] == [
        "masked_lm+next_sentence+span_boundary",
        "replaced_token_detection",
    ]


def test_a_task_knows_how_many_of_its_rows_belong_together() -> None:
    kinds = {"masked_lm": {}, "contrastive_sentence": {"group": 5}}
    configs = {name: OBJECTIVES[name].Config.model_validate(own) for name, own in kinds.items()}
    (task,) = plan_of(configs)
    assert (task.source, task.together) == (TwinSentences, 10)


@pytest.mark.parametrize("rate", [0.15, 0.5])
def test_span_boundaries_cost_by_the_share_that_is_masked(rate: float) -> None:
    plain = recipe({"masked_lm": {"unit": "spans", "rate": rate}})
    both = recipe({"masked_lm": {"unit": "spans", "rate": rate}, "span_boundary": {}})
    more = cost_of(both).flops_per_token - cost_of(plain).flops_per_token
    assert more > 3 * 2 * rate * (2 * 16 + 200) * 16  # the head's first layer alone
