"""What a person should know as a run begins: what it is, and what will not do what it seems to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.devices import Execution
from engine.events import Noticed, RunStarted
from engine.recipe import Recipe
from engine.training.learner import Learner
from engine.wording import translate

SLOWEST = {"sgd": 0.03}  # rates below hardly move a weight: the presets' are meant for Adam


def notices_at_start(
    recipe: Recipe, execution: Execution, unasked: Sequence[str], *, step: int, anew: bool
) -> Iterator[Noticed]:
    """Of a run that begins or goes on at `step`; `anew`: its random numbers could not go on.

    The losses `unasked` have nothing to be measured on.
    """
    if anew:
        what = translate("notices", "Another device: dropout's random numbers begin anew.")
        yield Noticed(step, "note", what)
    if step > 0:
        return  # said already
    for name in unasked:
        what = translate(
            "notices", "Nothing in the rows held back asks for {name}: it cannot be measured."
        )
        yield Noticed(0, "warning", what, {"name": name})
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


def started(
    recipe: Recipe,
    learner: Learner,
    execution: Execution,
    *,
    run: str,
    step: int,
    unigram_entropy: float,
    total_steps: int | None,
    micro_batch: int,
) -> RunStarted:
    """The run in one event: what learns what, and how it is computed."""
    losses = learner.objective.losses()
    return RunStarted(
        run=run,
        step=step,
        parameters=learner.num_parameters,
        unigram_entropy=unigram_entropy,
        objectives=tuple(recipe.objectives),
        chances={name: facts.chance for name, facts in losses.items()},
        measures={name: facts.measure for name, facts in losses.items()},
        floors={name: facts.floor for name, facts in losses.items()},
        total_steps=total_steps,
        device=execution.device,
        dtype=execution.dtype,
        attention=execution.attention,
        threads=execution.threads,
        micro_batch=micro_batch,
        compiled=execution.compile,
    )
