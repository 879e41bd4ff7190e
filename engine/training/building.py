"""Builds what a recipe describes: the learner and the rows it learns from."""

from __future__ import annotations

from engine.batching.feed import Feed
from engine.batching.sources import Material
from engine.batching.vocabulary import Vocabulary
from engine.devices import new_generator
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives import build, plan_of
from engine.objectives.objective import Objective
from engine.objectives.weighting import Weighting
from engine.recipe import Recipe
from engine.shards.shards import Shards
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.wording import translate


def build_learner(recipe: Recipe, tokenizer: Tokenizer) -> Learner:
    """Model and objectives with fresh weights, drawn from the recipe's seed alone."""
    return build_on(recipe, Vocabulary.of(tokenizer))


def build_on(recipe: Recipe, vocabulary: Vocabulary) -> Learner:
    """As `build_learner`, where only the facts of a vocabulary are known."""
    generator = new_generator(recipe.training.seed, "weights")
    model = Transformer(recipe.model, vocabulary.size, generator=generator)
    objective = build(recipe.objectives, model, vocabulary, recipe.combining.how)
    return Learner(model, objective, _weighting(recipe, objective))


def _weighting(recipe: Recipe, objective: Objective) -> Weighting:
    """A loss weighs what the recipe says of its objective, times its share in that."""
    base: dict[str, float] = {}
    points = {}
    scheduled = recipe.combining.weighting == "scheduled"
    for name, part in objective.parts().items():
        config = recipe.objectives[name]
        for loss, share in part.loss_weights().items():
            base[loss] = config.weight * share
            if scheduled:
                points[loss] = tuple((place, weight * share) for place, weight in config.points)
    return Weighting(base, points)


def build_text(recipe: Recipe, shards: Shards, tokenizer: Tokenizer) -> TrainingText:
    """The rows of both splits; Fault where the text does not fill a row, or has no pairs."""
    vocabulary = Vocabulary.of(tokenizer)
    if not (shards.train.num_tokens and shards.validation.num_tokens):
        raise _one_piece()
    return TrainingText(
        training=_feed(recipe, Material(text=shards.train), vocabulary),
        validation=_feed(recipe, Material(text=shards.validation), vocabulary),
        token_counts=shards.train.token_counts,
        token_bytes=tokenizer.bytes_per_token(),
    )


def _feed(recipe: Recipe, material: Material, vocabulary: Vocabulary) -> Feed:
    tasks = plan_of(recipe.objectives, recipe.combining.how)
    sources = {task.name: task.source.of(material, vocabulary, recipe.row_length) for task in tasks}
    turns = {task.name: task.turns for task in tasks}
    return Feed(sources, turns, {task.name: task.together for task in tasks})


def _one_piece() -> Fault:
    return Fault(
        translate("faults", "The text is too short to hold a part of it back."),
        why=translate("faults", "It is one piece; one more is needed to see how well it learns."),
        now=translate("faults", "Add text: a few pages are enough."),
    )
