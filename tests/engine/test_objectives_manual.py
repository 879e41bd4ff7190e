"""`objectives`: every objective with its card and all of its fields, for people and as data."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from engine.__main__ import main
from engine.objectives import OBJECTIVES
from engine.objectives.objective import ObjectiveConfig
from engine.recipe.form import describe_recipe

Captured = pytest.CaptureFixture[str]
SHARED = "## Fields of every objective"


def page(capfd: Captured) -> dict[str, str]:
    """The sections of the Markdown page by their headings."""
    assert main(["objectives"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert out.startswith("# Objectives\n")
    sections = out.split("\n## ")[1:]
    return {f"## {section.splitlines()[0]}": section for section in sections}


def test_the_page_tells_the_card_of_every_objective(capfd: Captured) -> None:
    sections = page(capfd)

    headings = [f"## {kind.card.title} (`{name}`)" for name, kind in OBJECTIVES.items()]
    assert list(sections) == [*headings, SHARED]
    for heading, kind in zip(headings, OBJECTIVES.values(), strict=True):
        card, told = kind.card, sections[heading]
        for words in (*card.lines, f"    {card.formula}", card.good_for, card.poor_for):
            assert f"{words}\n" in told
        assert f"- **Measured:** {card.figure}\n- **Source:** {card.source}\n" in told
        for architecture in kind.architectures:
            assert architecture.replace("_", "-") in told


def test_the_page_tells_every_field_once_with_its_default_and_help(capfd: Captured) -> None:
    sections, form = page(capfd), describe_recipe()

    for name, kind in OBJECTIVES.items():
        own = sections[f"## {kind.card.title} (`{name}`)"]
        for field in form.section(f"objectives.{name}").fields:
            key = field.key.rpartition(".")[2]
            shared = key in ObjectiveConfig.model_fields
            rows = [row for row in own.splitlines() if row.startswith(f"| `{key}` | ")]
            assert len(rows) == (not shared)
            (row,) = rows or [r for r in sections[SHARED].splitlines() if f"| `{key}` | " in r]
            default = {"None": "empty", "[]": "empty", "True": "`true`", "False": "`false`"}
            assert f" | {default.get(str(field.default), f'`{field.default}`')} | " in row
            assert f"**{field.title}.** {field.help}" in row
            assert field.source in row
            assert all(f"`{choice}`" in row for choice in field.choices)
            assert row.replace(r"\|", "").count("|") == 5  # no cell breaks the table


def test_as_json_it_is_an_object_a_line(capfd: Captured) -> None:
    assert main(["objectives", "--json"]) == 0

    told = {one["objective"]: one for one in map(json.loads, capfd.readouterr().out.splitlines())}
    assert list(told) == list(OBJECTIVES)
    for name, kind in OBJECTIVES.items():
        assert told[name]["title"] == kind.card.title
        assert tuple(told[name]["architectures"]) == kind.architectures
        keys = [field["key"] for field in told[name]["fields"]]
        assert keys == [f"objectives.{name}.{field}" for field in kind.Config.model_fields]


def test_a_terminal_without_its_letters_gets_their_names() -> None:
    ended = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "engine", "objectives"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "loss = &#8722;&#931; log p(" in ended.stdout.decode("ascii")
