"""Builds what a recipe describes: the learner and the rows it learns from."""

from __future__ import annotations

from engine.batching.feed import Feed
from engine.batching.sources import Material
from engine.batching.vocabulary import Vocabulary
from engine.devices import new_generator
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives import build, feed_of
from engine.objectives.dynamic_average import DynamicAverage
from engine.objectives.gradnorm import GradNorm
from engine.objectives.objective import Objective
from engine.objectives.uncertainty import Uncertainty
from engine.objectives.weighting import Points, Weighting
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
    return Learner(model, objective, _weighting(recipe, model, objective))


def _weighting(recipe: Recipe, model: Transformer, objective: Objective) -> Weighting:
    """A loss weighs what the recipe says of its objective, times its share in that."""
    shares = {
        loss: (name, share)
        for name, part in objective.parts().items()
        for loss, share in part.loss_weights().items()
    }
    base = {loss: recipe.objectives[name].weight * share for loss, (name, share) in shares.items()}
    config = recipe.combining
    match config.weighting:
        case "uncertainty":
            return Uncertainty(base)
        case "dynamic_average":
            return DynamicAverage(base, config)
        case "gradnorm":
            last = (model.decoder or model).blocks[-1]
            return GradNorm(base, config, list(last.parameters()))
        case "scheduled":
            points: dict[str, Points] = {
                loss: tuple((at, weight * share) for at, weight in recipe.objectives[name].points)
                for loss, (name, share) in shares.items()
            }
            return Weighting(base, points)
    return Weighting(base)


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
    how, length = recipe.combining.how, recipe.row_length
    return feed_of(recipe.objectives, material, vocabulary, length, how)


def _one_piece() -> Fault:
    return Fault(
        translate("faults", "The text is too short to hold a part of it back."),
        why=translate("faults", "It is one piece; one more is needed to see how well it learns."),
        now=translate("faults", "Add text: a few pages are enough."),
    )
