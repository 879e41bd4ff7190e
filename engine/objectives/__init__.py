"""Pre-training objectives: what is hidden from the model and what it must say, one file each.

A new objective is one new file here with a subclass of `Objective` that has a `name`: form,
command line, checks and training find it by walking this package.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from engine.batching.vocabulary import Vocabulary
from engine.models.transformer import Transformer
from engine.objectives.combining import Joint
from engine.objectives.objective import Objective, ObjectiveConfig

__all__ = ["OBJECTIVES", "build"]


def _discover() -> dict[str, type[Objective]]:
    found: dict[str, type[Objective]] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        for member in vars(import_module(f"{__name__}.{module.name}")).values():
            if inspect.isclass(member) and issubclass(member, Objective):
                name = getattr(member, "name", "")
                if name and found.setdefault(name, member) is not member:
                    raise ValueError(f"two objectives go by the name {name}")
    return found  # the interface itself and Joint go by no name


OBJECTIVES: dict[str, type[Objective]] = _discover()


def build(
    configs: Mapping[str, ObjectiveConfig], model: Transformer, vocabulary: Vocabulary
) -> Objective:
    """The one objective, or a `Joint` of several, with heads for `model`.

    KeyError for a name that is none of `OBJECTIVES`; ValueError where there is none at all.
    """
    if not configs:
        raise ValueError("no objective: the recipe was not checked")
    parts = {name: OBJECTIVES[name](config, model, vocabulary) for name, config in configs.items()}
    return next(iter(parts.values())) if len(parts) == 1 else Joint(parts)
