"""Builds what a recipe describes: the learner and the rows it learns from."""

from __future__ import annotations

from engine.batching.sources import DocumentRows, SentencePairs, Source
from engine.batching.vocabulary import Vocabulary
from engine.devices import new_generator
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.recipe import Recipe
from engine.shards.shards import Shards, TokenShards
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.training.trainer import TrainingText
from engine.wording import translate


def build_learner(recipe: Recipe, tokenizer: Tokenizer) -> Learner:
    """Model and objectives with fresh weights, drawn from the recipe's seed alone."""
    generator = new_generator(recipe.training.seed, "weights")
    model = Transformer(recipe.model, tokenizer.vocabulary, generator=generator)
    objective = build(recipe.objectives, model, Vocabulary.of(tokenizer), generator)
    return Learner(model, objective)


def build_text(recipe: Recipe, shards: Shards, tokenizer: Tokenizer) -> TrainingText:
    """The rows of both splits; Fault where there is less text than one row."""
    return TrainingText(
        training=_rows(recipe, shards.train, tokenizer),
        validation=_rows(recipe, shards.validation, tokenizer),
        token_counts=shards.train.token_counts,
    )


def _rows(recipe: Recipe, shards: TokenShards, tokenizer: Tokenizer) -> Source:
    vocabulary = Vocabulary.of(tokenizer)
    pairs = any(OBJECTIVES[name].rows == "pairs" for name in recipe.objectives)
    source = SentencePairs if pairs else DocumentRows
    rows = source(shards, vocabulary, recipe.row_length)
    if len(rows) == 0:
        raise Fault(
            translate("faults", "The text has {tokens} tokens, less than one row of {length}."),
            now=translate("faults", "Add more text, or choose a shorter length."),
            tokens=shards.num_tokens,
            length=recipe.row_length,
        )
    return rows
