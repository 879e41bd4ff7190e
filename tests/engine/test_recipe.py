"""A recipe: three lines are enough, everything wrong is said at once, and it survives TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import Fault, RecipeFault, WrongUsage
from engine.form import section_spec
from engine.objectives import OBJECTIVES
from engine.recipe import (
    PRESETS,
    TrainingConfig,
    load_recipe,
    read_recipe,
    recipe_of_run,
    recipe_to_toml,
)
from engine.recipe.form import describe_recipe
from engine.recipe.recipe import SECTIONS, try_recipe


@pytest.fixture
def books(tmp_path: Path) -> Path:
    (tmp_path / "books").mkdir()
    return tmp_path


def three_lines(folder: Path) -> dict:
    return {
        "preset": "bert-tiny",
        "corpus": {"paths": ["books"]},
        "training": {"minutes": 3},
    }


def places(error: RecipeFault) -> list[str]:
    return [fault.place for fault in error.faults]


def test_three_lines_are_enough(books: Path) -> None:
    recipe = read_recipe(three_lines(books), folder=books)
    assert recipe.training.budget() == ("minutes", 3.0)
    assert set(recipe.objectives) == {"masked_lm", "next_sentence"}
    assert (recipe.model.depth, recipe.model.width, recipe.model.heads) == (2, 128, 2)
    assert recipe.tokenizer.vocabulary == 8192
    assert recipe.corpus.paths == (books / "books",)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_a_valid_recipe(books: Path, name: str) -> None:
    pairs = {section: {"paths": ["books"]} for section in ("labelled", "parallel")}
    recipe = read_recipe({**three_lines(books), "preset": name, **pairs}, folder=books)
    assert recipe.model.width % recipe.model.heads == 0


def test_a_recipe_survives_toml(books: Path) -> None:
    recipe = read_recipe(three_lines(books), folder=books)
    again = recipe_of_run(recipe_to_toml(recipe.as_data()), Path("/elsewhere"))
    assert again == recipe
    assert not recipe.differences(again)


def test_nothing_a_person_chose_is_lost_on_the_way_to_disk(books: Path) -> None:
    data = three_lines(books)
    data["training"] |= {"clip": 0}
    data["execution"] = {"threads": 2, "micro_batch": "auto"}
    recipe = read_recipe(data, folder=books)
    again = recipe_of_run(recipe_to_toml(recipe.as_data()), books)
    assert again.training.clip == 0
    assert again.execution.threads == 2


def test_a_field_left_empty_is_empty_by_default() -> None:
    # TOML has no empty value, so a default that is not empty would come back on resume.
    for section in describe_recipe().sections:
        for field in section.fields:
            assert not field.optional or field.default is None, field.key


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


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeFault, match="books"):
        read_recipe(three_lines(tmp_path), folder=tmp_path)


def test_false_switches_a_presets_objective_off(books: Path) -> None:
    data = {**three_lines(books), "objectives": {"next_sentence": False}}
    assert set(read_recipe(data, folder=books).objectives) == {"masked_lm"}


@pytest.mark.parametrize("off", [{}, {"next_sentence": False}, {"masked_lm": False}])
def test_a_complete_recipe_is_read_from_its_file_as_it_was(books: Path, off: Any) -> None:
    """What was switched off stays off, or a run could not be opened again."""
    data = {**three_lines(books), "objectives": off | {"sentence_order": bool(off)}}
    recipe = read_recipe(data, folder=books)
    again = recipe_of_run(recipe_to_toml(recipe.as_file()), books)
    assert again == recipe
    assert len(again.objectives) == 2


def test_an_opened_tokenizer_must_have_the_objectives_tokens(books: Path) -> None:
    (books / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n")
    data = {**three_lines(books), "tokenizer": {"file": "vocab.txt"}}
    with pytest.raises(RecipeFault, match=r"masked_lm needs the token \[MASK\]"):
        read_recipe(data, folder=books)


def test_a_broken_tokenizer_is_named_and_its_tokens_are_not(books: Path) -> None:
    (books / "broken.json").write_text("{nonsense")
    data = {**three_lines(books), "tokenizer": {"file": "broken.json"}}
    with pytest.raises(
        RecipeFault, match=r"broken\.json is no tokenizer .* It is no JSON"
    ) as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["tokenizer.file"]


def test_every_fault_of_settings_is_listed_with_the_others(books: Path) -> None:
    path = books / "r.toml"
    path.write_text('preset = "bert-tiny"\ncorpus.paths = ["."]\ntraining.steps = 3\n')
    with pytest.raises(RecipeFault) as caught:
        load_recipe(path, ["nonsense", "training.steps=abc", "a.b.c=1", "=5"])
    assert sorted(places(caught.value)) == ["=5", "a", "nonsense", "training.steps"]


def test_set_overrides_and_one_budget_clears_the_others(books: Path) -> None:
    path = books / "recipe.toml"
    path.write_text('preset = "bert-tiny"\n[corpus]\npaths = ["books"]\n[training]\nminutes = 3\n')
    recipe = load_recipe(path, ["training.steps=200", "training.lr=1e-3", "corpus.text_field=body"])
    assert recipe.training.budget() == ("steps", 200.0)
    assert recipe.training.lr == 1e-3
    assert recipe.corpus.text_field == "body"


def test_two_budgets_in_one_file_stay_a_fault_under_set(books: Path) -> None:
    path = books / "recipe.toml"
    path.write_text(
        'preset = "bert-tiny"\n[corpus]\npaths = ["books"]\n[training]\nminutes = 3\nsteps = 5\n'
    )
    with pytest.raises(RecipeFault, match="one budget only"):
        load_recipe(path, ["training.lr=1e-3"])


@pytest.mark.parametrize("text", ["preset = ", "\x00", "[a]\n[a]"])
def test_broken_toml_is_a_recipe_fault(books: Path, text: str) -> None:
    path = books / "recipe.toml"
    path.write_text(text)
    with pytest.raises(RecipeFault):
        load_recipe(path)


def test_a_missing_recipe_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="There is no recipe"):
        load_recipe(tmp_path / "none.toml")


@pytest.mark.parametrize("device", ["auto", "cpu", "cuda", "cuda:0", "cuda:12"])
def test_a_device_is_called_as_it_is_picked(books: Path, device: str) -> None:
    recipe = read_recipe(three_lines(books) | {"execution": {"device": device}}, folder=books)
    assert recipe.execution.device == device


@pytest.mark.parametrize("device", ["tpu", "", "cuda:", "CPU", "cuda:0\n"])
def test_what_is_no_device_is_a_fault_of_its_place(books: Path, device: str) -> None:
    data = three_lines(books) | {"execution": {"device": device}, "nonsense": 1}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["execution.device", "nonsense"]


def test_a_path_that_is_none_hides_no_missing_one(books: Path) -> None:
    data = three_lines(books) | {"corpus": {"paths": ["nowhere", 3, "books"]}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    assert places(caught.value) == ["corpus.paths", "corpus.paths"]
    assert f"there is no {books / 'nowhere'}" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "why"), [(None, "It is a folder."), (b"\xff\xfe", "It is no UTF-8 text.")]
)
def test_a_recipe_that_is_no_text_is_said_plainly(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    path = tmp_path / "recipe.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(WrongUsage) as caught:
        load_recipe(path)
    assert str(caught.value).startswith(f"The recipe {path} cannot be read. {why} Make it")


def test_the_form_describes_every_field(books: Path) -> None:
    form = describe_recipe()
    recipe = read_recipe(three_lines(books), folder=books)
    described = {field.key for section in form.sections for field in section.fields}
    data = recipe.as_data()
    for section in tuple(SECTIONS):
        assert {f"{section}.{key}" for key in data[section]} <= described
    for name in OBJECTIVES:
        assert form.section(f"objectives.{name}").fields
        assert form.cards[name].title


def test_every_field_has_a_title_and_words_that_teach() -> None:
    for section in describe_recipe().sections:
        for field in section.fields:
            assert field.title, field.key
            assert len(field.help) > 20, field.key
            if field.kind == "choice":
                assert field.choices, field.key


def test_field_kinds_follow_from_types() -> None:
    kinds = {field.key: field for field in section_spec("training", TrainingConfig).fields}
    assert kinds["training.lr"].kind == "number"
    assert kinds["training.lr"].above
    assert kinds["training.steps"].kind == "integer"
    assert kinds["training.steps"].optional
    assert kinds["training.schedule"].kind == "choice"


def test_a_home_of_nobody_is_a_missing_path(tmp_path: Path) -> None:
    given = {**three_lines(tmp_path), "corpus": {"paths": ["~nobody-of-this-name/books"]}}
    with pytest.raises(RecipeFault) as caught:
        read_recipe(given, folder=tmp_path)
    assert places(caught.value) == ["corpus.paths"]
