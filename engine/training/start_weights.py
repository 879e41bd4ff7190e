"""Weights another run has learned, taken over by a run that begins.

What fits is found by name and shape, so that any objective may follow any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.control import Check
from engine.events import Noticed
from engine.faults import Fault
from engine.objectives import OBJECTIVES
from engine.recipe import Recipe
from engine.runs.checkpoint import Checkpoint
from engine.runs.run import Run
from engine.training.learner import Learner
from engine.training.taken_over import TakenOver
from engine.wording import translate

TRUNK, HEADS, WEIGHTS = "model", "objective", "weighting"  # where tensors of a learner belong
POSITIONS = "embeddings.positions.weight"
DISTANCES = "model.relative.table.weight"
LOOKING = {"attention", "cross"}  # parts of a block that have heads
# Of the model: weights have the same shape whatever these say, but other work to do.
ALIKE = (
    "norm",
    "normalisation",
    "activation",
    "positions",
    "scaled_attention",
    "scaled_logits",
    "share_layers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWeights:
    """Weights from elsewhere, by where they belong: `model.…`, `objective.<its name>.…`.

    Whatever reads them from another format hands out the same.
    """

    origin: str  # as people call it
    step: int
    model: Mapping[str, Any]  # the configuration of its model
    tensors: dict[str, NDArray[Any]]
    notices: tuple[Noticed, ...] = ()

    @staticmethod
    def of_run(path: Path, step: int | None = None, *, check: Check = lambda: None) -> StartWeights:
        """The weights of a run's checkpoint, the newest whole one where no step is given.

        Raises Fault where there is no such run or checkpoint, or it is damaged. `check` is called
        all the way.
        """
        run = Run.open(path)
        checkpoint = _checkpoint(run, step, check)
        objectives = list(run.objectives)
        return StartWeights(
            origin=run.name,
            step=checkpoint.step,
            model=run.recipe_data.get("model", {}),
            tensors={_home(name, objectives): one for name, one in checkpoint.model.items()},
            notices=tuple(
                replace(notice, step=0)
                for notice in run.passed_over(checkpoint.step)
                if step is None
            ),
        )


def take_over(learner: Learner, weights: StartWeights) -> TakenOver:
    """Copy into the learner what fits it, tables of vectors row by row; the rest stays as drawn.

    Raises Fault where nothing of the model fits.
    """
    taken = _nothing_yet(learner, weights)
    tables = {
        f"{place}.weight"
        for place, module in learner.named_modules()
        if isinstance(module, nn.Embedding)
    }
    objectives = list(learner.objective.parts())
    skipped = learner.model.embeddings.offset, weights.model.get("position_offset", 0)
    for own, tensor in learner.tensors().items():
        if own.startswith(f"{WEIGHTS}."):
            continue  # they weigh losses of this run, not of another
        name = _home(own, objectives)
        found = weights.tensors.get(name)
        if taken.heads and LOOKING & set(own.split(".")):
            found = None
        if own == DISTANCES and not _same_ways(learner, weights):
            found = None
        if found is not None and own.endswith(POSITIONS):  # their first rows stand for no place
            tensor, found = tensor[skipped[0] :], found[skipped[1] :]
        if found is not None and found.shape == tensor.shape:
            _copy(found, tensor)
            taken.whole.append(name)
        elif found is not None and own in tables and found.shape[1:] == tensor.shape[1:]:
            rows = min(len(found), len(tensor))
            _copy(found[:rows], tensor[:rows])
            taken.in_part[name] = (rows, len(tensor))
        else:
            taken.fresh.append(name)
    if not any(name.startswith(f"{TRUNK}.") for name in (*taken.whole, *taken.in_part)):
        raise _nothing_fits(learner.model.width, weights)
    return taken


def start_weights(recipe: Recipe, check: Check = lambda: None) -> StartWeights | None:
    """What a recipe begins with, unless that is drawn.

    Raises Fault as `of_run` does, and where the sizes alone say that nothing will fit.
    """
    config, model = recipe.start, recipe.model
    if config.folder is None:
        return None
    weights = StartWeights.of_run(config.folder, config.step, check=check)
    theirs = {weights.model.get("width"), weights.model.get("embedding_width")}
    if not theirs & {model.width, model.embedded}:
        raise _nothing_fits(model.width, weights)
    return weights


def begin_with(weights: StartWeights | None, run: Run, learner: Learner) -> list[Noticed]:
    """Take weights over at the beginning of a run, note it there, and what to tell of it."""
    if weights is None:
        return []
    taken = take_over(learner, weights)
    weights.tensors.clear()  # whoever still holds them trains for hours now
    run.update_environment(start=taken.as_data())
    return [*weights.notices, *taken.notices()]


def _nothing_yet(learner: Learner, weights: StartWeights) -> TakenOver:
    """How the models differ where no shape tells."""
    own, theirs = learner.model.config, weights.model
    heads = theirs.get("heads", own.heads), own.heads
    fields = {name: (theirs.get(name, getattr(own, name)), getattr(own, name)) for name in ALIKE}
    return TakenOver(
        weights.origin,
        weights.step,
        heads=heads if heads[0] != heads[1] else None,
        learned_under={name: both for name, both in fields.items() if both[0] != both[1]},
    )


def _same_ways(learner: Learner, weights: StartWeights) -> bool:
    """Whether relative positions count back only in both models, or also ahead in both.

    The table is as long either way, but its rows stand for other distances.
    """
    theirs = weights.model.get("architecture", "encoder")
    return bool((theirs == "decoder") == (learner.model.config.architecture == "decoder"))


def _copy(found: NDArray[Any], tensor: Tensor) -> None:
    with torch.no_grad():
        tensor.copy_(torch.from_numpy(found))


def _home(name: str, objectives: Sequence[str]) -> str:
    """Where a tensor of a learner belongs, however its objective was combined with others."""
    room, *rest = name.split(".")
    if room != HEADS:
        return name
    owner = objectives[0] if len(objectives) == 1 else ""
    while rest[0] == "objectives":  # of a Joint, perhaps in a Mixture
        _, owner, *rest = rest
    if rest[0] == "head" and owner in OBJECTIVES:  # the first of those that share it has it
        owner = OBJECTIVES[owner].shared_head.replace(" ", "_") or owner
    return ".".join([room, owner, *rest])


def _checkpoint(run: Run, step: int | None, check: Check) -> Checkpoint:
    if step is None:
        found = run.load_latest(optimizer=False, check=check)
        if found is not None:
            return found
        if run.damaged:
            raise next(iter(run.damaged.values()))
        raise Fault(
            translate("faults", "{run} has no checkpoint to begin with."),
            now=translate("faults", "Train it until the first one is saved, or begin at random."),
            run=run.name,
        )
    infos = {info.step: info for info in run.checkpoints()}
    if step in infos:
        return run.load_checkpoint(infos[step], optimizer=False, check=check)
    if step in run.damaged:
        raise run.damaged[step]
    raise Fault(
        translate("faults", "{run} has no checkpoint of step {step} to begin with."),
        now=translate("faults", "Choose one of: {steps}."),
        run=run.name,
        step=step,
        steps=", ".join(map(str, infos)) or "–",
    )


def _nothing_fits(own: int, weights: StartWeights) -> Fault:
    theirs = weights.model.get("width", 0)
    why = translate("faults", "Its width is {theirs}, this model's {own}.")
    return Fault(
        translate("faults", "No weight of {run} fits this model."),
        why=why if theirs != own else "",
        now=translate("faults", "Choose the size and style of that run, or begin at random."),
        run=weights.origin,
        theirs=theirs,
        own=own,
    )
