"""What the README names is there: commands, options, families, folders, and nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.__main__ import COMMANDS, main
from engine.objectives import OBJECTIVES
from engine.recipe import FAMILIES, load_recipe
from engine.recipe.presets import SCALES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = re.findall(r"^python -m engine (\w+)([^#\n]*)", README, re.MULTILINE)


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_every_command_is_named() -> None:
    # import_ goes by a name that Python keeps for itself.
    names = {command.__name__.rpartition(".")[2].rstrip("_") for command in COMMANDS}
    assert {name for name, _ in LINES} == names


@pytest.mark.parametrize(("name", "rest"), LINES)
def test_commands_take_the_options_they_are_shown_with(
    name: str, rest: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    known = set(re.findall(r"--[\w-]+", capfd.readouterr().out))
    assert set(re.findall(r"(?<=\s)--[\w-]+", rest)) <= known


def test_the_recipe_of_three_lines_is_one(tmp_path: Path) -> None:
    (written,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert len(written.splitlines()) == 3
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "one.txt").write_text("She opened the door.", encoding="utf-8")
    (tmp_path / "recipe.toml").write_text(written, encoding="utf-8")

    recipe = load_recipe(tmp_path / "recipe.toml")

    assert recipe.preset == "bert-tiny"
    assert recipe.training.minutes == 3


def test_every_family_is_told() -> None:
    table = re.findall(r"^\| (`.*?) \|", section("Without a window"), re.MULTILINE)
    assert {name for row in table for name in re.findall(r"`([\w-]+)`", row)} == set(FAMILIES)
    assert "five sizes" in README
    assert len(SCALES) == 5


def test_the_map_shows_every_folder_and_each_is_there() -> None:
    places = re.findall(r"^\| `(.*?)` \|", section("The map"), re.MULTILINE)
    assert all((ROOT / place).exists() for place in places)
    folders = {"engine", "studio", "resources", "tests", "packaging"}
    assert folders == {
        place.rstrip("/") for place in places if place.endswith("/") and place.count("/") == 1
    }
    rooms = re.search(r"^\| `tests/` \| (.*) \|$", README, re.MULTILINE)
    assert rooms is not None
    named = re.findall(r"`(\w+)`", rooms[1])
    assert {name for name in named if name != "transformers"} == {
        path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name[0] != "_"
    }


def test_the_shortest_objective_is_the_one_named() -> None:
    lines = {
        name: len((ROOT / "engine/objectives" / f"{name}.py").read_text("utf-8").splitlines())
        for name in OBJECTIVES
    }
    assert f"`{min(lines, key=lines.__getitem__)}.py` is the shortest" in README.replace("\n", " ")


def test_make_knows_what_is_made() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"^make ([\w-]+)", README, re.MULTILINE)) <= set(targets)
