"""Pre-training objectives: what is hidden from the model and what it must say, one file each.

A new objective is one new file here with a subclass of `Objective` that has a `name`: form,
command line, checks and training find it by walking this package.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from torch import nn

from engine.batching.feed import Feed
from engine.batching.sources import Material
from engine.batching.vocabulary import Vocabulary
from engine.control import Check
from engine.models.transformer import Transformer
from engine.objectives.combining import Joint, Mixture
from engine.objectives.objective import Objective, ObjectiveConfig
from engine.objectives.plan import How, Task, plan

__all__ = ["OBJECTIVES", "build", "feed_of", "plan_of"]


def _discover() -> dict[str, type[Objective]]:
    found: dict[str, type[Objective]] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        for member in vars(import_module(f"{__name__}.{module.name}")).values():
            if inspect.isclass(member) and issubclass(member, Objective):
                name = getattr(member, "name", "")
                if name and found.setdefault(name, member) is not member:
                    raise ValueError(f"two objectives go by the name {name}")
    return found  # the interface itself and combinations go by no name


OBJECTIVES: dict[str, type[Objective]] = _discover()


def plan_of(configs: Mapping[str, ObjectiveConfig], how: How = "auto") -> tuple[Task, ...]:
    """Which of a recipe's objectives share a pass, and which take turns."""
    kinds = {name: OBJECTIVES[name] for name in configs}
    tasks = plan(kinds, {name: config.turns for name, config in configs.items()}, how)
    rows = {name: kind.rows_together(configs[name]) for name, kind in kinds.items()}
    return tuple(
        replace(task, together=math.lcm(*(rows[name] for name in task.objectives)))
        for task in tasks
    )


def feed_of(
    configs: Mapping[str, ObjectiveConfig],
    material: Material,
    vocabulary: Vocabulary,
    length: int,
    how: How = "auto",
    *,
    check: Check = lambda: None,
) -> Feed:
    """The rows of all tasks, for a model that reads `length` tokens; Fault where there are none.

    `check` is called before each task's are found and may end the work by raising.
    """
    sources, turns, together = {}, {}, {}
    for task in plan_of(configs, how):
        check()
        own = max(OBJECTIVES[name].source_length(configs[name], length) for name in task.objectives)
        sources[task.name] = task.source.of(material, vocabulary, own)
        turns[task.name], together[task.name] = task.turns, task.together
    return Feed(sources, turns, together)


def build(
    configs: Mapping[str, ObjectiveConfig],
    model: Transformer,
    vocabulary: Vocabulary,
    how: How = "auto",
) -> Objective:
    """The one objective, a `Joint` or a `Mixture` of several, with heads for `model`.

    KeyError for a name that is none of `OBJECTIVES`; ValueError where there is none at all.
    """
    if not configs:
        raise ValueError("no objective: the recipe was not checked")
    built = {name: OBJECTIVES[name](config, model, vocabulary) for name, config in configs.items()}
    _share_heads(built)
    tasks = {
        task.name: _joined({name: built[name] for name in task.objectives})
        for task in plan_of(configs, how)
    }
    return next(iter(tasks.values())) if len(tasks) == 1 else Mixture(tasks)


def _joined(members: dict[str, Objective]) -> Objective:
    return next(iter(members.values())) if len(members) == 1 else Joint(members)


def _share_heads(built: Mapping[str, Objective]) -> None:
    """Those that name the same thing read with the head of the first of them."""
    heads: dict[str, nn.Module] = {}
    for one in built.values():
        if one.shared_head:
            one.head = heads.setdefault(one.shared_head, one.head)
