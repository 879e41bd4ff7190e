"""The recipe of a task: its sections read back, and their faults stand at dotted keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.faults import RecipeFault
from engine.recipe import load_recipe, read_recipe, recipe_to_toml

TABLE = Path(__file__)


def recipe_of(**sections: Any) -> dict[str, Any]:
    data = {
        "task": {"train": [str(TABLE)]},
        "model": {"depth": 2, "width": 16, "heads": 2, "length": 32},
        "objectives": {"classification": {"classes": 3}},
        "training": {"steps": 1},
    }
    return data | sections


def faults(**sections: Any) -> dict[str, str]:
    with pytest.raises(RecipeFault) as caught:
        read_recipe(recipe_of(**sections), folder=Path("/"))
    return {fault.place: str(fault) for fault in caught.value.faults}


def test_a_task_reads_back_from_its_file(tmp_path: Path) -> None:
    given = {
        "task": {"train": [str(TABLE)], "first": "text", "label": "3", "share": 0.2, "most": 50},
        "tuning": {"trains": "last", "layers": 2, "patience": 0, "keep_best": False},
    }
    recipe = read_recipe(recipe_of(**given), folder=Path("/"))
    path = tmp_path / "recipe.toml"
    path.write_text(recipe_to_toml(recipe.as_file()), "utf-8")
    again = load_recipe(path)
    assert again == recipe
    assert again.tunes == "classification"
    assert again.task.train == (TABLE,)
    assert again.tuning.layers == 2
    assert again.reads == {"examples"}


def test_without_a_task_its_sections_are_not_written() -> None:
    given = {"objectives": {"masked_lm": {}}, "corpus": {"paths": [str(TABLE)]}, "task": {}}
    recipe = read_recipe(recipe_of(**given), folder=Path("/"))
    assert not {"task", "tuning"} & set(recipe.as_data())
    assert recipe.tunes == ""


WRONG: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "no examples": ({"task": {}}, {"task.train": "name a file"}),
    "a file that is not there": (
        {"task": {"train": [str(TABLE)], "test": ["/nowhere.tsv"]}},
        {"task.test": "/nowhere.tsv"},
    ),
    "odd keys": (
        {"task": {"train": [str(TABLE)], "lable": "x"}, "tuning": {"patience": -1}},
        {"task.lable": "label", "tuning.patience": "0"},
    ),
    "odd choices": (
        {"task": {"train": [str(TABLE)], "format": "xml"}, "tuning": {"trains": "tail"}},
        {"task.format": "conll", "tuning.trains": "head"},
    ),
    "too many layers": (
        {"tuning": {"trains": "last", "layers": 3}},
        {"tuning.layers": "2 layers"},
    ),
    "one class": (
        {"objectives": {"classification": {"classes": 1}}},
        {"objectives.classification.classes": "2"},
    ),
    "no spread": (
        {"objectives": {"regression": {"spread": 0.0}}},
        {"objectives.regression.spread": "0"},
    ),
    "another objective beside it": (
        {
            "objectives": {"classification": {}, "masked_lm": {}},
            "corpus": {"paths": [str(TABLE)]},
        },
        {"objectives.classification": "learned alone"},
    ),
    "answers of a decoder": (
        {
            "model": {"architecture": "decoder", "depth": 2, "width": 16, "heads": 2},
            "objectives": {"answering": {}},
        },
        {"objectives.answering": "encoder"},
    ),
    "the head of a translation, and some of them": (
        {
            "model": {"architecture": "encoder_decoder", "depth": 2, "width": 16, "heads": 2},
            "objectives": {"translation": {}},
            "parallel": {"paths": [str(TABLE)]},
            "task": {"train": [str(TABLE)], "most": 5},
            "tuning": {"trains": "head"},
        },
        {"tuning.trains": "no head", "task.most": "smaller file"},
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_where_it_stands(name: str) -> None:
    sections, expected = WRONG[name]
    found = faults(**sections)
    assert set(found) == set(expected)
    for place, words in expected.items():
        assert words in found[place]


def test_all_of_the_layers_may_be_the_last_ones() -> None:
    last = read_recipe(recipe_of(tuning={"trains": "last", "layers": 2}), folder=Path("/"))
    assert (last.tuning.layers, last.model.depth) == (2, 2)
    # Where all learn, nobody counts them.
    assert read_recipe(recipe_of(tuning={"trains": "all", "layers": 9}), folder=Path("/"))
