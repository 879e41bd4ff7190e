"""What the shown run can be asked: to fill masks, to judge pairs, or neither."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun

Kind = Literal["fill", "pair"]


def learned(desk: Desk) -> tuple[str, ...]:
    """The objectives of the shown run, by name; none where that is not known yet."""
    trained = desk.shown.recipe.get("objectives", {}) if desk.shown is not None else {}
    return tuple(name for name, given in trained.items() if given is not False)


def needed(desk: Desk, kind: Kind) -> tuple[str, ...]:
    """The objectives any of which teaches a run to answer; none until the engine is loaded."""
    if desk.form is None:
        return ()
    return desk.form.fills if kind == "fill" else tuple(desk.form.judges)


def can_try(desk: Desk, kind: Kind) -> bool:
    """Whether the shown run can answer such a question, as far as is known."""
    known, teaching = learned(desk), needed(desk, kind)
    return not known or not teaching or bool(set(known) & set(teaching))


def writing_command(run: ShownRun) -> str:
    """What to type in a terminal to let a run write; "" where it has no decoder."""
    architecture = run.recipe.get("model", {}).get("architecture", "encoder")
    both = '"TEXT <extra_id_0> TEXT"' if _learned(run, "span_corruption") else '"TEXT"'
    text = {"decoder": '--continue "TEXT"', "encoder_decoder": both}.get(architecture)
    return _command(run, text)


def spotting_command(run: ShownRun) -> str:
    """What to type to have a run judge every token; "" where it learned no such thing."""
    return _command(run, '"TEXT"' if _learned(run, "replaced_token_detection") else None)


def _learned(run: ShownRun, objective: str) -> bool:
    """Whether a run learned it: a recipe may say of one that it is off."""
    return run.recipe.get("objectives", {}).get(objective, False) is not False


def _command(run: ShownRun, text: str | None) -> str:
    quote = shlex.quote if sys.platform != "win32" else lambda path: f'"{path}"'
    return f"python -m engine predict {quote(str(run.path))} {text}" if text else ""


def can_try_any(desk: Desk) -> bool:
    """Whether the Try page has a question for the shown run."""
    return can_try(desk, "fill") or can_try(desk, "pair")
