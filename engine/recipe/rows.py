"""What a recipe's objectives make of a person's own words."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import torch

from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build, plan_of
from engine.objectives.objective import Objective, ObjectiveConfig
from engine.objectives.own_rows import Words
from engine.objectives.picture import RowPicture, draw_picture
from engine.objectives.plan import How
from engine.recipe.recipe import Recipe
from engine.tokenizer.tokenizer import Tokenizer

_one_at_a_time = Lock()


def draw_row(
    recipe: Recipe,
    tokenizer: Tokenizer,
    words: Words,
    draw: int,
    task: str = "",
    progress: float = 0.0,
    beside: tuple[str, ...] = (),
) -> RowPicture:
    """The row that opens with `words`, as epoch `draw` would corrupt it; Fault without any.

    Of objectives that take turns that of `task`, one of `tasks_of`, or of the first; as it is at
    `progress`, 0 … 1, of the run. `beside` are passages of other documents, for rows
    that hold some.
    """
    vocabulary, length = _vocabulary(tokenizer), recipe.row_length
    configs = tuple(recipe.objectives.items())
    objective = _objective(configs, vocabulary, recipe.combining.how, length)
    with _one_at_a_time:  # a schedule moves the objective, which two jobs may share
        return draw_picture(
            objective,
            vocabulary,
            tokenizer,
            words,
            draw,
            length=length,
            task=task,
            progress=progress,
            beside=beside,
        )


def holds_foreign(recipe: Recipe) -> bool:
    """Whether a row of this recipe may hold a passage of another document."""
    return any(OBJECTIVES[name].source.foreign for name in recipe.objectives)


def tasks_of(recipe: Recipe) -> tuple[str, ...]:
    """The tasks that take turns, by name; one where all objectives share a pass."""
    return tuple(task.name for task in plan_of(recipe.objectives, recipe.combining.how))


def turns_of(recipe: Recipe) -> dict[tuple[str, ...], int]:
    """The objectives of each task, in order, and how many steps it has in a round."""
    tasks = plan_of(recipe.objectives, recipe.combining.how)
    return {task.objectives: task.turns for task in tasks}


@lru_cache(maxsize=4)
def _vocabulary(tokenizer: Tokenizer) -> Vocabulary:
    return Vocabulary.of(tokenizer)


@lru_cache(maxsize=8)
def _objective(
    configs: tuple[tuple[str, ObjectiveConfig], ...], vocabulary: Vocabulary, how: How, length: int
) -> Objective:
    """Objectives on the smallest trunk there is: of the model, only a generator is ever asked."""
    config = ModelConfig(size="custom", depth=1, width=16, heads=2, length=length, dropout=0.1)
    model = Transformer(config, vocabulary.size, generator=torch.Generator().manual_seed(0))
    return build(dict(configs), model, vocabulary, how)
