"""What a recipe's objectives make of a person's own sentences."""

from __future__ import annotations

from functools import lru_cache

import torch

from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.transformer import Transformer
from engine.objectives import build
from engine.objectives.objective import Objective, ObjectiveConfig
from engine.objectives.picture import RowPicture, draw_picture
from engine.recipe.recipe import Recipe
from engine.tokenizer.tokenizer import Tokenizer


def draw_row(recipe: Recipe, tokenizer: Tokenizer, text: str, draw: int) -> RowPicture:
    """The row that opens with `text`, as epoch `draw` would corrupt it; Fault without words."""
    vocabulary = _vocabulary(tokenizer)
    objective = _objective(tuple(recipe.objectives.items()), vocabulary)
    return draw_picture(objective, vocabulary, tokenizer, text, draw, length=recipe.row_length)


@lru_cache(maxsize=4)
def _vocabulary(tokenizer: Tokenizer) -> Vocabulary:
    return Vocabulary.of(tokenizer)


@lru_cache(maxsize=8)
def _objective(
    configs: tuple[tuple[str, ObjectiveConfig], ...], vocabulary: Vocabulary
) -> Objective:
    """Objectives on the smallest trunk there is: only their corruption is asked for."""
    config = ModelConfig(size="custom", depth=1, width=8, heads=1, length=8)
    model = Transformer(config, vocabulary.size, generator=torch.Generator().manual_seed(0))
    return build(dict(configs), model, vocabulary)
