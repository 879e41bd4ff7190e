"""TuningConfig: how much of a model a task changes, and when it has learned enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.options import Section, option
from engine.recipe.parts import given
from engine.wording import translate

Part = Literal["all", "last", "head"]


class TuningConfig(Section):
    """Only where a task is learned from examples."""

    trains: Part = option(
        "all",
        translate("recipe", "Tuned"),
        translate(
            "recipe",
            "Everything, as in BERT; the last layers and the head; or the head alone, which shows "
            "what the model knew before (Peters et al. 2019).",
        ),
        words={
            "all": translate("recipe", "The whole model"),
            "last": translate("recipe", "The last layers and the head"),
            "head": translate("recipe", "The head alone"),
        },
        source="Devlin et al. 2018; Peters et al. 2019",
    )
    layers: int = option(
        1,
        translate("recipe", "Layers tuned"),
        translate("recipe", "How many of the last layers learn; those below stay as they were."),
        minimum=1,
        maximum=1000,
        advanced=True,
    )
    patience: int = option(
        3,
        translate("recipe", "Patience"),
        translate(
            "recipe",
            "Training ends early after so many measurements in a row that are no better than the "
            "best. 0: never.",
        ),
        minimum=0,
        maximum=1000,
        source="Prechelt 1998",
    )
    keep_best: bool = option(
        True,
        translate("recipe", "Keep the best"),
        translate(
            "recipe", "In the end the weights that measured best are taken back, not the last ones."
        ),
        advanced=True,
    )


def tuning_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """A task is learned alone; `parts` as in checks.py."""
    names = [name for name in parts["objectives"] or () if name in OBJECTIVES]
    tasks = [name for name in names if OBJECTIVES[name].tunes]
    faults = []
    if tasks and len(names) > 1:
        message = translate("faults", "{objective} is learned alone: switch the others off")
        faults.append(FieldFault(f"objectives.{tasks[0]}", message, (("objective", tasks[0]),)))
    return [*faults, *_layers(parts), *_translation(parts, names)]


def _layers(parts: Mapping[str, Any]) -> list[FieldFault]:
    depth, layers = given(parts["model"], "depth"), given(parts["tuning"], "trains", "layers")
    if depth and layers and layers[0] == "last" and layers[1] > depth[0]:
        message = translate("faults", "the model has {depth} layers")
        return [FieldFault("tuning.layers", message, (("depth", depth[0]),))]
    return []


def _translation(parts: Mapping[str, Any], names: Sequence[str]) -> list[FieldFault]:
    """What translations have no place for: they are read as parallel text, and have no head."""
    if "translation" not in names:
        return []
    faults = []
    if given(parts["tuning"], "trains") == ("head",):
        message = translate(
            "faults", "a translation is written by the model itself: it has no head to tune alone"
        )
        faults.append(FieldFault("tuning.trains", message))
    most = given(parts["task"], "most")
    if most is not None and most[0] is not None:
        message = translate("faults", "of translations all are learned from: name a smaller file")
        faults.append(FieldFault("task.most", message))
    return faults
