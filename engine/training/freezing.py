"""Freezing: which weights of a model a task may change."""

from __future__ import annotations

from engine.models.transformer import Transformer
from engine.recipe.tuning import TuningConfig


def freeze(model: Transformer, config: TuningConfig) -> None:
    """Leave as they are: nothing, all but the last layers, or all of the trunk.

    The norm after the last layer learns with it.
    """
    if config.trains == "all":
        return
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    if config.trains == "head":
        return
    last = model.decoder or model
    learning = [*list(last.blocks)[-config.layers :], last.norm]
    for part in learning:
        for parameter in part.parameters() if part is not None else ():
            parameter.requires_grad_(True)
