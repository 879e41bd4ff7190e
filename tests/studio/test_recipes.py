"""Recipes in the making: what is wrong is left out, the rest is completed and shown."""

from __future__ import annotations

from typing import Any

import pytest

from studio.recipes import check_recipe, read_leniently

START: dict[str, Any] = {"preset": "bert-tiny", "training": {"minutes": 2.0}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"objectives": {"masked_lm": {"rate": 2.0}}},
        {"objectives": {"masked_lm": 3, "telepathy": {}}},
        {"training": {"minutes": 2, "steps": 9}},
        {"model": {"width": "wide", "heads": 3}},
        {"tokenizer": 7},
    ],
)
def test_a_wrong_field_costs_nothing_but_itself(wrong: dict[str, Any]) -> None:
    data = START | wrong
    checked = check_recipe(data)
    assert checked.faults
    assert checked.resolved["model"]["depth"] == 2
    assert set(checked.resolved["objectives"]) == {"masked_lm", "next_sentence"}
    assert "paths" not in checked.resolved["corpus"]  # a stand-in is not shown as chosen
    assert read_leniently(data).row_length == 128
