"""`prepare`: read, clean and encode a recipe's text, so that training can begin at once."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from engine.commands.telling import Teller, print_json, say
from engine.commands.working import stopped_by_signals
from engine.control import Control


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("prepare", help="read, clean and encode what a recipe reads")
    parser.add_argument("recipe", type=Path, metavar="RECIPE.toml")
    parser.add_argument("--set", action="append", default=[], dest="sets", metavar="KEY=VALUE")
    parser.set_defaults(run=prepare)


def prepare(given: argparse.Namespace) -> int:
    """Prepare; the last line of stdout says what was read.

    Raises Fault after it where training would refuse the text, unknown to the tokenizer.
    """
    from engine.recipe import load_recipe
    from engine.training.preparing import prepare_text
    from engine.training.unknown import refuse_unknown, unknown_notices, unknown_share

    recipe = load_recipe(given.recipe, given.sets)
    teller, control = Teller(), Control()
    with stopped_by_signals(control, lambda: "stopping; nothing half-made stays behind"):
        try:
            text = prepare_text(recipe, control, teller)
        finally:
            teller.close()
    with closing(text):
        print_json(text.as_data(recipe.row_length) | {"unknown": round(unknown_share(text), 4)})
        refuse_unknown(recipe, text)
        for notice in (*unknown_notices(recipe, text), *text.notices()):
            say(f"{notice.level}: {notice}")
    return 0
