"""How the objectives of a recipe are weighed against each other, and what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.objectives.plan import Task, plan
from engine.recipe.parts import given
from engine.wording import translate

Weights = Mapping[str, float | None]  # the most each objective ever counts; None: unreadable


def weight_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """What a run learns must count at some time, and points be followed."""
    weights, dead = _weights(parts), _dead(parts)
    if weights and all(weight == 0 for weight in weights.values()):
        message = translate("faults", "at least one objective needs a weight above 0")
        return [*_stray(parts), FieldFault("objectives", message)]
    message = translate(
        "faults", "its points are all 0: give one a weight above 0, or leave the objective out"
    )
    points = [FieldFault(f"objectives.{name}.points", message) for name in dead]
    return [*_stray(parts), *points, *_idle(parts, weights, dead)]


def gradnorm_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """GradNorm needs all losses at every step, and their gradients one by one."""
    if _weighting(parts) != "gradnorm":
        return []
    faults = []
    if given(parts["execution"], "compile") == (True,):
        message = translate(
            "faults", "a compiled model has no gradients loss by loss, which GradNorm compares"
        )
        faults.append(FieldFault("execution.compile", message))
    tasks = _tasks(parts)
    if len(tasks) > 1:
        message = translate(
            "faults",
            "GradNorm compares the gradients of all losses at the same step, and these take "
            "turns: {tasks}. Weigh them by uncertainty or by a dynamic average",
        )
        names = ", ".join(task.name for task in tasks)
        faults.append(FieldFault("combining.weighting", message, (("tasks", names),)))
    elif tasks:
        faults += _nothing_to_compare(parts)
    return faults


def _nothing_to_compare(parts: Mapping[str, Any]) -> list[FieldFault]:
    """GradNorm compares what reaches the trunk: a generator's loss does not."""
    counting = [name for name, most in _weights(parts).items() if most != 0]
    compared = [
        name
        for name in counting
        if (config := parts["objectives"][name]) is None or config.reaches_the_trunk
    ]
    if len(compared) > 1 or not counting:  # that nothing counts is said elsewhere
        return []
    if not compared:
        message = translate(
            "faults",
            "GradNorm compares losses that pass through the trunk, and here none does that counts: "
            "take fixed weights",
        )
        return [FieldFault("combining.weighting", message)]
    message = translate(
        "faults",
        "GradNorm compares losses that pass through the trunk, and here is only that of "
        "{objective}: take fixed weights, or one more objective",
    )
    return [FieldFault("combining.weighting", message, (("objective", compared[0]),))]


def _idle(parts: Mapping[str, Any], weights: Weights, dead: list[str]) -> list[FieldFault]:
    """Turns of which nothing counts: steps that learn nothing, so they are not taken silently.

    In one pass with others a weight of 0 is no fault: there a loss is only looked at.
    """
    message = translate(
        "faults",
        "it has turns of its own, in which nothing counts: give it a weight above 0, or leave it "
        "out",
    )
    tasks = _tasks(parts)
    return [
        FieldFault(f"objectives.{task.objectives[0]}.weight", message)
        for task in tasks
        if len(tasks) > 1
        and all(weights[name] == 0 for name in task.objectives)
        and not set(dead) & set(task.objectives)
    ]


def _stray(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Points that nobody follows."""
    weighting = _weighting(parts)
    if weighting in (None, "scheduled"):
        return []
    message = translate(
        "faults",
        "points are followed with combining.weighting = scheduled, not {found}: choose that, or "
        "leave them out",
    )
    return [
        FieldFault(f"objectives.{name}.points", message, (("found", weighting),))
        for name, config in (parts["objectives"] or {}).items()
        if given(config, "points") not in (None, ((),))
    ]


def _dead(parts: Mapping[str, Any]) -> list[str]:
    """Objectives whose points are all 0."""
    if _weighting(parts) != "scheduled":
        return []
    points = {name: given(config, "points") for name, config in (parts["objectives"] or {}).items()}
    return [
        name
        for name, found in points.items()
        if found is not None and found[0] and all(weight == 0 for _, weight in found[0])
    ]


def _weights(parts: Mapping[str, Any]) -> Weights:
    weighting = _weighting(parts)
    return {
        name: None if weighting is None else _most(config, weighting)
        for name, config in (parts["objectives"] or {}).items()
    }


def _most(config: Any, weighting: str) -> float | None:
    points = given(config, "points") if weighting == "scheduled" else ((),)
    if points is None:
        return None
    most = [value for _, value in points[0]] or list(given(config, "weight") or ())
    return float(max(most)) if most else None


def _weighting(parts: Mapping[str, Any]) -> str | None:
    found = given(parts["combining"], "weighting")
    return str(found[0]) if found else None


def _tasks(parts: Mapping[str, Any]) -> tuple[Task, ...]:
    """None of them where they cannot be known; how many turns each has does not matter here."""
    names, how = parts["objectives"] or {}, given(parts["combining"], "how")
    if how is None or not set(names) <= set(OBJECTIVES):
        return ()
    return plan({name: OBJECTIVES[name] for name in names}, dict.fromkeys(names, 1), how[0])
