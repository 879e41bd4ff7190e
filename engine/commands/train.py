"""`train`: from a recipe to a trained run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.working import work_to_its_end


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("train", help="train a model as a recipe says")
    parser.add_argument("recipe", type=Path, metavar="RECIPE.toml")
    add_run_options(parser)
    parser.set_defaults(run=train)


def add_run_options(parser: argparse.ArgumentParser) -> None:
    """Where the run goes and what is changed in the recipe."""
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.add_argument("--name", help="name of the run (default: preset and a number)")
    parser.add_argument("--device", help="auto, cpu or cuda:0")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="sets",
        metavar="KEY=VALUE",
        help="change one key of the recipe, as in training.steps=200; may be repeated",
    )


def train(given: argparse.Namespace) -> int:
    """Train; the last line of stdout is the run's summary."""
    # Torch is imported with the recipe: only when a command needs it, so that `--help` is quick.
    from engine.assembly import start
    from engine.recipe import load_recipe
    from engine.runs.finding import new_run_path

    device = [f"execution.device={given.device}"] if given.device else []
    recipe = load_recipe(given.recipe, [*given.sets, *device])
    path = new_run_path(recipe.preset or "run", given.runs, given.name)
    return work_to_its_end(start(recipe, path, renumber=given.name is None))
