"""What a person should know as a run begins: choices that will not do what they seem to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.devices import Execution
from engine.events import Noticed
from engine.recipe import Recipe
from engine.wording import translate

SLOWEST = {"sgd": 0.03}  # rates below hardly move a weight: the presets' are meant for Adam


def notices_at_start(
    recipe: Recipe, execution: Execution, *, step: int, anew: bool
) -> Iterator[Noticed]:
    """Of a run that begins or goes on at `step`; `anew`: its random numbers could not go on."""
    if anew:
        what = translate("notices", "Another device: dropout's random numbers begin anew.")
        yield Noticed(step, "note", what)
    if step > 0:
        return  # said already
    config = recipe.training
    if config.lr < SLOWEST.get(config.optimizer, 0.0):
        what = translate(
            "notices",
            "{optimizer} hardly learns at a rate of {lr}: try one a hundred times as high.",
        )
        yield Noticed(0, "warning", what, {"optimizer": config.optimizer.upper(), "lr": config.lr})
    if recipe.execution.compile is True and not execution.compile:
        what = translate("notices", "The model is not compiled: {reason}")
        yield Noticed(0, "warning", what, {"reason": str(execution.measured.get("compile", ""))})
