"""`objectives`: every objective with its card and all of its fields, for people and as data."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from engine.__main__ import main
from engine.objectives import OBJECTIVES
from engine.objectives.objective import ObjectiveConfig
from engine.recipe.form import describe_recipe

Captured = pytest.CaptureFixture[str]
# What the papers measured and where: every number must stand on the card.
PUBLISHED = {
    "causal_lm": ("82.1 77.8", "Radford et al. 2018; Devlin et al. 2018 table 5"),
    "answering": ("80.8 88.5", "Devlin et al. 2018 table 2"),
    "classification": ("93.5", "Devlin et al. 2018 table 1"),
    "regression": ("85.8", "Devlin et al. 2018 table 1"),
    "tagging": ("92.4", "Devlin et al. 2018 table 7"),
    "contrastive_sentence": ("76.3 4.2", "Gao et al. 2021"),
    "denoising": ("90.8 83.8 84.0", "Lewis et al. 2020 table 1"),
    "masked_lm": (
        "78.7 78.3 40 15",
        "Devlin et al. 2018; Liu et al. 2019 table 1; Wettig et al. 2023",
    ),
    "masked_next_token": ("15 81.2 10", "Charpentier & Samuel 2024"),
    "natural_language_inference": ("70.1 81.4", "Liu et al. 2019 table 2"),
    "next_sentence": ("84.4 83.9 88.4 84.9", "Devlin et al. 2018 table 5; Liu et al. 2019"),
    "prefix_lm": ("80.7", "Dong et al. 2019; Raffel et al. 2020 table 4"),
    "replaced_token_detection": ("85.0 82.2 79.9 75.1", "Clark et al. 2020 tables 1 and 5"),
    "sentence_order": ("80.1 79.2 79.0", "Lan et al. 2020 table 5"),
    "span_boundary": ("79.6 94.6", "Joshi et al. 2020"),
    "span_corruption": ("83.28 83.49", "Raffel et al. 2020 tables 5 and 7"),
    "translation": ("27.3 28.4", "Vaswani et al. 2017 table 2"),
}
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
        formula = [f"    {line}" for line in card.formula.splitlines()]
        for words in (*card.lines, "\n".join(formula), card.good_for, card.poor_for):
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


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_card_cites_what_its_papers_measured(name: str) -> None:
    numbers, sources = PUBLISHED[name]
    card = OBJECTIVES[name].card

    told = re.findall(r"\d+(?:\.\d+)?", card.figure)
    assert set(numbers.split()) <= set(told)
    for cited, paper in zip(sources.split("; "), card.source.split("; "), strict=True):
        assert re.sub(r"[,()]", "", paper).startswith(cited.partition(" table")[0])
        assert cited.partition(" table")[2] in paper


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


def test_the_page_tells_what_a_turn_is(capfd: Captured) -> None:
    """Whole steps, and what follows from it."""
    (turns,) = [line for line in page(capfd)[SHARED].splitlines() if line.startswith("| `turns`")]
    assert "a whole step each" in turns
    assert "GradNorm" in turns
