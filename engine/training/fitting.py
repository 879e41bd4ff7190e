"""Refuses, before any work, a model that this machine's memory cannot hold."""

from __future__ import annotations

from engine import devices
from engine.faults import Fault
from engine.recipe import Recipe
from engine.recipe.cost import cost_of
from engine.wording import translate

GIGABYTE = 1 << 30


def refuse_what_cannot_fit(recipe: Recipe) -> None:
    """Fault where weights, gradients, optimizer and the fewest rows are more than there is free.

    On the processor also the copy that is saved while training goes on: what cannot be saved was
    trained in vain. Where more rows at once would not fit, the micro-batch is made smaller by
    itself; here nothing would help but another choice.
    """
    device = devices.pick_device(recipe.execution.device)
    needed, free = cost_of(recipe).on(device.type).least_bytes, devices.free_memory(device)
    if needed <= free:
        return
    raise Fault(
        translate("faults", "This model does not fit into the memory of {device}."),
        why=translate("faults", "Training it takes about {needed} GB, and {free} GB are free."),
        now=translate(
            "faults",
            "Choose a smaller model, shorter rows or a smaller micro-batch; or close other "
            "programs.",
        ),
        device=str(device),
        needed=round(needed / GIGABYTE, 1),
        free=round(free / GIGABYTE, 1),
    )
