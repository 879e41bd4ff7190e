"""Faults of a recipe: all of them at once, and none that follows from another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import RecipeFault
from engine.recipe import (
    read_recipe,
)
from engine.recipe.form import describe_recipe
from engine.recipe.recipe import try_recipe
from tests.engine.test_recipe import places, three_lines


@pytest.fixture
def books(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    return tmp_path


def test_all_faults_are_listed_at_once(books: Path) -> None:
    data = three_lines(books)
    data["corpus"]["pahts"] = ["x"]
    data["model"] = {"width": 100, "heads": 3, "size": "custom"}
    data["training"] |= {"lr": "fast", "row_length": 4096, "minutes": 3, "steps": 9}
    data["training"] |= {"warmup": 0.9, "decay": 0.9}
    data["objectives"] = {
        "masked_lm": {"rate": 2.0, "masked": 0.9, "random": 0.9},
        "telepathy": {},
    }
    data["surprise"] = 1
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert sorted(places(caught.value)) == [
        "corpus.pahts",
        "model.heads",
        "objectives.masked_lm.random",
        "objectives.masked_lm.rate",
        "objectives.telepathy",
        "surprise",
        "training",
        "training.lr",
        "training.row_length",
        "training.warmup",
    ]
    assert "one budget only; here are steps, minutes" in str(caught.value)
    assert "did you mean “paths”" in str(caught.value)


def test_missing_objectives_are_listed_beside_other_faults(books: Path) -> None:
    data = {"corpus": {"paths": [str(books)]}, "training": {"steps": 1, "lr": "x"}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert sorted(places(caught.value)) == ["objectives", "training.lr"]


def test_a_field_that_cannot_be_read_is_the_only_fault_of_its_section(books: Path) -> None:
    """What follows from it is not said, and neither is what clashes with its default."""
    data = three_lines(books)
    data["corpus"] = {"paths": 3, "minimum_characters": "x"}
    data["model"] = {"size": ["tiny"], "style": {}, "width": True, "heads": 3}
    data["training"] = {"minutes": "three"}
    data["objectives"] = {"masked_lm": {"weight": "x"}, "next_sentence": {"weight": 0}}
    data["tokenizer"] = {"file": 3}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert sorted(places(caught.value)) == [
        "corpus.minimum_characters",
        "corpus.paths",
        "model.size",
        "model.style",
        "model.width",
        "objectives.masked_lm.weight",
        "tokenizer.file",
        "training.minutes",
    ]


def test_a_group_that_cannot_be_read_is_held_against_no_batch(books: Path) -> None:
    data = {**three_lines(books), "objectives": {"contrastive_sentence": {"group": "x"}}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert "objectives.contrastive_sentence.group" in places(caught.value)
    assert "training.batch" not in places(caught.value)


@pytest.mark.parametrize("width", [0, True, 20_000])
def test_a_wrong_width_is_no_fault_of_what_follows_from_it(books: Path, width: object) -> None:
    data = {**three_lines(books), "model": {"width": width}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["model.width"]


def test_a_wrong_field_does_not_hide_missing_files(books: Path) -> None:
    data = three_lines(books)
    data["corpus"] = {"paths": ["nowhere"], "minimum_characters": "x"}
    (books / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n")
    data["tokenizer"] = {"file": "vocab.txt", "kind": "runes"}
    data["objectives"] = {"masked_lm": {"rate": 2.0}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert sorted(places(caught.value)) == [
        "corpus.minimum_characters",
        "corpus.paths",
        "objectives.masked_lm",
        "objectives.masked_lm.rate",
        "tokenizer.kind",
    ]


@pytest.mark.parametrize("preset", ["bert-tinny", ["bert-tiny"], 3])
def test_a_preset_nobody_knows_is_all_that_is_wrong(books: Path, preset: object) -> None:
    with pytest.raises(RecipeFault) as caught:
        read_recipe({**three_lines(books), "preset": preset}, folder=books)
    assert places(caught.value) == ["preset"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)

KEYS = sorted(
    {field.key for section in describe_recipe().sections for field in section.fields}
    | {section.name for section in describe_recipe().sections}
    | {"preset", "objectives", "objectives.telepathy"}
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_recipe_is_read_or_refused(given: dict[str, object]) -> None:
    data: dict = {"preset": "bert-tiny", "corpus": {"paths": ["books"]}, "training": {"steps": 1}}
    for key, value in given.items():
        *tables, name = key.split(".")
        table = data
        for inner in tables:
            table[inner] = table.get(inner) if isinstance(table.get(inner), dict) else {}
            table = table[inner]
        table[name] = value
    recipe, faults = try_recipe(data, folder=Path("/"))
    assert (recipe is None) == bool(faults)
    assert all(str(fault) for fault in faults)


def test_a_row_longer_than_the_positions_is_refused(books: Path) -> None:
    data = three_lines(books)
    data["training"]["row_length"] = 4096
    with pytest.raises(RecipeFault, match="does not fit a model with 128 positions"):
        read_recipe(data, folder=books)


def test_decay_matters_only_to_the_schedule_that_has_one(books: Path) -> None:
    data = three_lines(books)
    data["training"] |= {"warmup": 0.9, "decay": 0.4, "schedule": "cosine"}
    assert read_recipe(data, folder=books).training.warmup == 0.9
    data["training"]["schedule"] = "warmup-stable-decay"
    with pytest.raises(RecipeFault, match="longer than the whole budget"):
        read_recipe(data, folder=books)


def test_an_inverse_square_root_needs_a_warm_up(books: Path) -> None:
    data = three_lines(books)
    data["training"] |= {"warmup": 0.0, "schedule": "inverse-sqrt"}
    with pytest.raises(RecipeFault, match="give one above 0") as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["training.warmup"]


def test_gradnorm_is_refused_where_losses_take_turns_and_where_they_are_compiled(
    books: Path,
) -> None:
    data = three_lines(books) | {"combining": {"weighting": "gradnorm"}}
    assert read_recipe(data, folder=books).combining.weighting == "gradnorm"
    data["combining"]["how"] = "turns"
    data["execution"] = {"compile": True}
    with pytest.raises(RecipeFault, match="take turns: masked_lm, next_sentence") as caught:
        read_recipe(data, folder=books)
    assert sorted(places(caught.value)) == ["combining.weighting", "execution.compile"]
    for kind in ("uncertainty", "dynamic_average", "scheduled"):
        data["combining"]["weighting"] = kind
        assert read_recipe(data, folder=books).combining.weighting == kind


@pytest.mark.parametrize("name", ["gpt-tiny", "electra-tiny", "t5-tiny"])
def test_gradnorm_is_refused_where_one_loss_passes_through_the_trunk(
    books: Path, name: str
) -> None:
    data = three_lines(books) | {"preset": name, "combining": {"weighting": "gradnorm"}}
    with pytest.raises(RecipeFault, match="here is only that of") as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["combining.weighting"]


@pytest.mark.parametrize(
    ("detection", "following", "told"),
    [
        ({"detection_weight": 0}, {}, "here is only that of next_sentence"),
        ({"detection_weight": 0}, {"weight": 0}, "here none does that counts"),
        ({"detection_weight": 0, "weight": 0}, {}, "here is only that of next_sentence"),
        ({}, {"weight": 0}, "here is only that of replaced_token_detection"),
        ({}, {}, ""),
        ({"detection_weight": 0.5}, {}, ""),
    ],
)
def test_gradnorm_counts_losses_that_reach_the_trunk_not_objectives(
    books: Path, detection: dict, following: dict, told: str
) -> None:
    data = three_lines(books) | {"combining": {"weighting": "gradnorm"}}
    data["objectives"] = {
        "masked_lm": False,
        "replaced_token_detection": detection,
        "next_sentence": following,
    }
    _, faults = try_recipe(data, folder=books)
    assert [fault.place for fault in faults] == ["combining.weighting"] * bool(told)
    assert all(told in str(fault) for fault in faults)


@pytest.mark.parametrize("how", ["auto", "turns"])
@pytest.mark.parametrize("weighting", ["gradnorm", "scheduled", "x"])
@pytest.mark.parametrize(
    "bad",
    [{"group": "x"}, {"group": "x", "weight": "x", "points": 3, "turns": "x"}, {"points": 3}],
)
def test_what_cannot_be_read_of_an_objective_hides_no_other_fault(
    books: Path, weighting: str, how: str, bad: dict
) -> None:
    data = three_lines(books) | {"combining": {"weighting": weighting, "how": how}}
    data["objectives"] = {"contrastive_sentence": bad, "masked_lm": {"rate": 7}}
    data["training"]["lr"] = "x"
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    expected = {f"objectives.contrastive_sentence.{field}" for field in bad}
    expected |= {"objectives.masked_lm.rate", "training.lr"}
    assert expected <= set(places(caught.value))


RISES, NEVER = [[0.0, 0.0], [1.0, 2.0]], [[0.0, 0], [1.0, 0]]

PLAIN, LATE, ZERO = {}, {"weight": 0, "points": RISES}, {"weight": 0}

DEAD = {"weight": 1, "points": NEVER}


@pytest.mark.parametrize(
    ("combining", "masked", "following", "expected"),
    [
        ({"weighting": "scheduled"}, LATE, LATE, []),
        ({"weighting": "scheduled"}, LATE, ZERO, []),
        ({"weighting": "scheduled", "how": "turns"}, LATE, PLAIN, []),
        ({"weighting": "scheduled"}, PLAIN, DEAD, ["next_sentence.points"]),
        ({"weighting": "scheduled", "how": "turns"}, PLAIN, DEAD, ["next_sentence.points"]),
        ({"weighting": "scheduled"}, ZERO, DEAD, [""]),
        ({"weighting": "fixed"}, LATE, PLAIN, ["masked_lm.points"]),
        ({"weighting": "uncertainty"}, LATE, ZERO, ["", "masked_lm.points"]),
        ({}, PLAIN, ZERO, []),
        ({"how": "turns"}, PLAIN, ZERO, ["next_sentence.weight"]),
        ({"how": "turns"}, ZERO, ZERO, [""]),
        ({"weighting": "gradnorm"}, PLAIN, ZERO, ["gradnorm"]),
    ],
)
def test_what_is_learned_must_count_at_some_time(
    books: Path, combining: dict, masked: dict, following: dict, expected: list[str]
) -> None:
    data = three_lines(books) | {"combining": combining}
    data["objectives"] = {"masked_lm": masked, "next_sentence": following}
    wanted = [f"objectives.{place}".rstrip(".") for place in expected]
    if expected == ["gradnorm"]:
        wanted = ["combining.weighting"]
    _, faults = try_recipe(data, folder=books)
    assert sorted(fault.place for fault in faults) == wanted


def test_two_budgets_are_a_fault_and_none_is_too(books: Path) -> None:
    data = three_lines(books)
    data["training"]["steps"] = 10
    with pytest.raises(RecipeFault, match="one budget only"):
        read_recipe(data, folder=books)
    data["training"] = {}
    with pytest.raises(RecipeFault, match="give a budget"):
        read_recipe(data, folder=books)
