"""How the objectives of a recipe are weighed against each other, and what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES, plan_of
from engine.recipe.parts import given
from engine.wording import translate


def weighting_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """GradNorm needs all losses at every step, and their gradients one by one."""
    combining, objectives = parts["combining"], parts["objectives"] or {}
    if given(combining, "weighting") != ("gradnorm",):
        return []
    faults = []
    if given(parts["execution"], "compile") == (True,):
        message = translate(
            "faults", "a compiled model has no gradients loss by loss, which GradNorm compares"
        )
        faults.append(FieldFault("execution.compile", message))
    unreadable = any(given(config, "turns") is None for config in objectives.values())
    if unreadable or not set(objectives) <= set(OBJECTIVES) or given(combining, "how") is None:
        return faults
    tasks = plan_of(objectives, combining.how)
    if len(tasks) > 1:
        message = translate(
            "faults",
            "GradNorm compares the gradients of all losses at the same step, and these take "
            "turns: {tasks}. Weigh them by uncertainty or by a dynamic average",
        )
        names = ", ".join(task.name for task in tasks)
        faults.append(FieldFault("combining.weighting", message, (("tasks", names),)))
    return faults
