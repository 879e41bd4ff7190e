"""`objectives`: the manual of everything a model can learn, read off the objectives themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from textwrap import indent
from typing import TYPE_CHECKING, Any

from engine.commands.telling import print_json, print_page

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.form import FieldSpec
    from engine.recipe.form import RecipeForm

BEGINNING = """# Objectives

What a model can learn here. A recipe chooses one with `objectives.ID = true`, or with a table
`[objectives.ID]` of its fields; the command line with `--set objectives.ID.FIELD=VALUE`."""

READS = {
    "labelled": "labelled pairs",
    "parallel": "parallel text",
    "examples": "examples of a task (`python -m engine tune RUN --train FILE`)",
}


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "objectives", help="print the manual of all objectives and their fields, as Markdown"
    )
    parser.add_argument("--json", action="store_true", help="a JSON object a line instead")
    parser.set_defaults(run=objectives)


def objectives(given: argparse.Namespace) -> int:
    """Print every objective there is: its card, the models it trains, its fields."""
    from engine.recipe.form import describe_recipe

    form = describe_recipe()
    if given.json:
        for name in form.every_card:
            print_json(_object(form, name))
    else:
        print_page("\n\n".join(_page(form)))
    return 0


def _object(form: RecipeForm, name: str) -> dict[str, Any]:
    return {
        "objective": name,
        **asdict(form.every_card[name]),
        "reads": form.reads[name],
        "architectures": form.architectures[name],
        "nearest": form.nearest[name],
        "fields": [asdict(field) for field in form.section(f"objectives.{name}").fields],
    }


def _page(form: RecipeForm) -> Iterator[str]:
    """The parts of the page. What all objectives let one choose is told once, at the end."""
    from engine.form import section_spec
    from engine.objectives.objective import ObjectiveConfig

    shared = {_name(field): field for field in section_spec("", ObjectiveConfig).fields}
    yield BEGINNING
    for name, card in form.every_card.items():
        yield f"## {card.title} (`{name}`)"
        yield "\n".join(card.lines)
        yield indent(card.formula, "    ")
        yield "\n".join(f"- **{title}:** {words}" for title, words in _facts(form, name))
        fields = form.section(f"objectives.{name}").fields
        own = [each for each in fields if not _same(each, shared.get(_name(each)))]
        if own:
            yield _table(own)
    yield "## Fields of every objective"
    yield _table(shared.values())


def _facts(form: RecipeForm, name: str) -> Iterator[tuple[str, str]]:
    card = form.every_card[name]
    yield "Good for", card.good_for
    yield "Poor for", card.poor_for
    yield "Measured", card.figure
    yield "Source", card.source
    yield "Trains", ", ".join(form.architectures[name]).replace("_", "-")
    yield "Reads", READS.get(form.reads[name], form.reads[name])


def _name(field: FieldSpec) -> str:
    return field.key.rpartition(".")[2]


def _same(field: FieldSpec, other: FieldSpec | None) -> bool:
    """Whether two fields say the same, whichever sections they stand in."""
    return other is not None and replace(field, key="") == replace(other, key="")


def _table(fields: Iterable[FieldSpec]) -> str:
    rows = ["| field | default | takes | what it is |", "|---|---|---|---|"]
    for field in fields:
        cited = f" ({field.source})" if field.source else ""
        what = f"**{field.title}.** {field.help}{cited}"
        cells = (f"`{_name(field)}`", _written(field.default), _takes(field), what)
        rows.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _written(default: Any) -> str:
    """A default as a recipe would say it."""
    if default is None or default == []:
        return "empty"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _takes(field: FieldSpec) -> str:
    """The values a field takes, for people."""
    if field.choices:
        return ", ".join(f"`{choice}`" for choice in field.choices)
    words = {"switch": "`true`, `false`", "points": "pairs of numbers"}.get(field.kind, field.kind)
    if field.minimum is not None:
        words += f" {'above' if field.above else 'from'} {field.minimum:g}"
    if field.maximum is not None:
        words += f" to {field.maximum:g}"
    return f"{words} {field.unit}".rstrip()
