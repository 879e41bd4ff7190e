"""The recipe of a run: everything that decides its result, as one frozen tree."""

from engine.recipe.cost import heaviest_task
from engine.recipe.execution import ExecutionConfig
from engine.recipe.presets import FAMILIES, PRESETS, preset
from engine.recipe.probes import ProbesConfig
from engine.recipe.recipe import Recipe, read_recipe
from engine.recipe.start import StartConfig
from engine.recipe.toml import apply_sets, load_recipe, recipe_of_run, recipe_to_toml
from engine.recipe.training import BUDGETS, TrainingConfig

__all__ = [
    "BUDGETS",
    "FAMILIES",
    "PRESETS",
    "ExecutionConfig",
    "ProbesConfig",
    "Recipe",
    "StartConfig",
    "TrainingConfig",
    "apply_sets",
    "heaviest_task",
    "load_recipe",
    "preset",
    "read_recipe",
    "recipe_of_run",
    "recipe_to_toml",
]
