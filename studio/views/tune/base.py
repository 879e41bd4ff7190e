"""Which run is tuned: the one on show, or, where that is a tuned one, what it began with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from studio.asking import at_hand
from studio.tuning_calls import Base
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate

KEPT = "tune.base"  # option: the run that was tuned last, and its step


def base_at_hand(desk: Desk) -> Base | None:
    """The run to tune; None where there is none, or none of its checkpoints is known yet."""
    shown = desk.shown
    if shown is None:  # also after a start that failed
        return _kept(desk)
    if shown.tuned:
        return began_with(shown.recipe) or _kept(desk)
    asked = at_hand(desk)
    return Base(asked.run, asked.step) if asked is not None else None


def keep_base(desk: Desk, base: Base) -> None:
    """Remember it: a run from random weights does not say whose shape it has."""
    desk.settings.set_option(KEPT, [str(base.run), base.step])


def base_words(desk: Desk, base: Base | None) -> str:
    """Which run is tuned, or why none can be."""
    shown = desk.shown
    if base is None:
        if shown is None:
            return translate("tuning", "No run yet: train one, or choose one above.")
        if shown.kept is None:
            return translate("tuning", "Reading the checkpoints…")
        return translate("tuning", "{run} has no checkpoint to tune yet.").format(run=shown.name)
    words = translate("tuning", "{run}, newest checkpoint")
    if base.step is not None:
        words = translate("tuning", "{run}, step {step}")
    return words.format(run=base.run.name, step=number(base.step or 0))


def why_not(desk: Desk, kind: str) -> str:
    """Why the model of the run on show cannot learn a task; "" where it can, as far as known."""
    form, shown = desk.form, desk.shown
    architecture = shown.recipe.get("model", {}).get("architecture") if shown is not None else None
    if form is None or architecture is None or kind not in form.architectures:
        return ""
    if architecture in form.architectures[kind]:
        return ""
    words = translate("tuning", "This run's model cannot: it is {architecture}.")
    return words.format(architecture=_architecture(str(architecture)))


def _architecture(name: str) -> str:
    return {
        "encoder": translate("tuning", "an encoder"),
        "decoder": translate("tuning", "a decoder, which reads from left to right"),
        "encoder_decoder": translate("tuning", "an encoder-decoder"),
    }.get(name, name)


def began_with(recipe: Mapping[str, Any]) -> Base | None:
    """The run whose weights a recipe begins with; None where these are drawn at random."""
    start = recipe.get("start", {})
    run = start.get("run")
    return Base(Path(run), start.get("step")) if start.get("weights") == "run" and run else None


def _kept(desk: Desk) -> Base | None:
    kept = desk.settings.option(KEPT, [])
    if len(kept) != 2:
        return None
    path = Path(str(kept[0]))
    inside = path.parent == desk.workspace.runs_folder and (path / "manifest.json").is_file()
    return Base(path, kept[1]) if inside else None
