"""What switching heads off changed, as rows and as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.events import Side
from engine.probes.effects import Effect, Head, HeadImportance, Heads
from studio.widgets.table import Table, small_table

Shape = tuple[Side, int, int]  # a side, its layers, its heads


def switch_table(effect: Effect | None, answers: Table, ranked: Sequence[HeadImportance]) -> Table:
    """Loss and answers before and after, and what each head is worth."""
    rows: list[list[str]] = []
    if effect is not None and effect.loss is not None and effect.loss_before is not None:
        numbers = (effect.loss_before, effect.loss, effect.increase)
        rows.append(["loss", "", *(f"{one:.7g}" for one in numbers)])
    rows += [list(row) for row in answers.rows()]
    for one in ranked:
        name = f"{one.side} layer {one.layer + 1} head {one.head + 1} off"
        loss = "" if one.loss is None else f"{one.loss:.7g}"
        rows.append([name, "loss", "", loss, f"{one.increase:.7g}"])
    return small_table(["question", "answer", "before", "after", "difference"], rows)


def switch_arrays(
    shapes: Sequence[Shape], off: Heads, worth: Mapping[Head, float], effect: Effect | None
) -> dict[str, NDArray[Any]]:
    """Per side [layers, heads]: which are off, and what each is worth; nan: not ranked."""
    found: dict[str, NDArray[Any]] = {}
    for side, num_layers, num_heads in shapes:
        is_off = np.zeros((num_layers, num_heads), dtype=np.bool_)
        value = np.full((num_layers, num_heads), np.nan)
        for layer, head in np.ndindex(is_off.shape):
            is_off[layer, head] = (side, layer, head) in off
            value[layer, head] = worth.get((side, layer, head), np.nan)
        found |= {f"{side}_off": is_off, f"{side}_worth": value}
    if effect is not None:
        losses = (effect.loss_before, effect.loss)
        found["loss"] = np.array([np.nan if one is None else one for one in losses])
    return found
