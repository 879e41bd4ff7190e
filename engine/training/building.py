"""Builds what a recipe describes: the learner and the rows it learns from."""

from __future__ import annotations

from engine.batching.packing import DocumentRows
from engine.batching.pairs import SentencePairs
from engine.batching.sources import Source
from engine.batching.vocabulary import Vocabulary
from engine.devices import new_generator
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.recipe import Recipe
from engine.shards.shards import Shards, TokenShards
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.wording import translate


def build_learner(recipe: Recipe, tokenizer: Tokenizer) -> Learner:
    """Model and objectives with fresh weights, drawn from the recipe's seed alone."""
    generator = new_generator(recipe.training.seed, "weights")
    model = Transformer(recipe.model, tokenizer.vocabulary, generator=generator)
    objective = build(recipe.objectives, model, Vocabulary.of(tokenizer))
    return Learner(model, objective)


def build_text(recipe: Recipe, shards: Shards, tokenizer: Tokenizer) -> TrainingText:
    """The rows of both splits; Fault where the text does not fill a row, or has no pairs."""
    vocabulary = Vocabulary.of(tokenizer)
    if not (shards.train.num_tokens and shards.validation.num_tokens):
        raise _one_piece()
    return TrainingText(
        training=_rows(recipe, shards.train, vocabulary),
        validation=_rows(recipe, shards.validation, vocabulary),
        token_counts=shards.train.token_counts,
    )


def _rows(recipe: Recipe, shards: TokenShards, vocabulary: Vocabulary) -> Source:
    pairs = any(OBJECTIVES[name].rows == "pairs" for name in recipe.objectives)
    if pairs:
        return SentencePairs(shards, vocabulary, recipe.row_length)
    return DocumentRows(shards, vocabulary, recipe.row_length)


def _one_piece() -> Fault:
    return Fault(
        translate("faults", "The text is too short to hold a part of it back."),
        why=translate("faults", "It is one piece; one more is needed to see how well it learns."),
        now=translate("faults", "Add text: a few pages are enough."),
    )
