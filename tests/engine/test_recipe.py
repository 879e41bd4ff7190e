"""A recipe: three lines are enough, everything wrong is said at once, and it survives TOML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
from engine.recipe.recipe import SECTIONS


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


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeFault, match=r"corpus\.paths: there is no .*books"):
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
        assert {f"{section}.{key}" for key in data.get(section, {})} <= described
    assert {"task", "tuning"} == set(SECTIONS) - set(data)  # no task is learned
    for name in OBJECTIVES:
        assert form.section(f"objectives.{name}").fields
        assert form.every_card[name].title


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
