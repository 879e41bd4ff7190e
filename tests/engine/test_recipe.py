"""A recipe: three lines are enough, everything wrong is said at once, and it survives TOML."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.faults import Fault, RecipeFault
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
    recipe = read_recipe({**three_lines(books), "preset": name}, folder=books)
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
    data["training"] |= {"lr": "fast", "row_length": 4096, "minutes": 3}
    data["objectives"] = {"masked_lm": {"rate": 2.0}, "telepathy": {}}
    data["surprise"] = 1
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=books)
    found = " ".join(places(caught.value))
    for place in ("corpus.pahts", "model", "training.lr", "objectives.masked_lm.rate"):
        assert place in found
    assert "objectives.telepathy" in found
    assert "surprise" in found
    assert "did you mean “paths”" in str(caught.value)


def test_a_row_longer_than_the_positions_is_refused(books: Path) -> None:
    data = three_lines(books)
    data["training"]["row_length"] = 4096
    with pytest.raises(RecipeFault, match="does not fit a model with 128 positions"):
        read_recipe(data, folder=books)


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


def test_an_opened_tokenizer_must_have_the_objectives_tokens(books: Path) -> None:
    (books / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\n")
    data = {**three_lines(books), "tokenizer": {"file": "vocab.txt"}}
    with pytest.raises(RecipeFault, match=r"masked_lm needs the token \[MASK\]"):
        read_recipe(data, folder=books)


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


def test_the_form_describes_every_field(books: Path) -> None:
    form = describe_recipe()
    recipe = read_recipe(three_lines(books), folder=books)
    described = {field.key for section in form.sections for field in section.fields}
    data = recipe.as_data()
    for section in ("corpus", "tokenizer", "model", "training", "probes", "execution"):
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
