"""Builds what a recipe describes: the learner and the rows it learns from."""

from __future__ import annotations

import numpy as np

from engine.batching.feed import Feed
from engine.batching.sources import Material, Reads
from engine.batching.vocabulary import Vocabulary
from engine.control import Check
from engine.devices import new_generator
from engine.events import Noticed
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build, feed_of, plan_of
from engine.objectives.dynamic_average import DynamicAverage
from engine.objectives.gradnorm import GradNorm
from engine.objectives.objective import Objective
from engine.objectives.uncertainty import Uncertainty
from engine.objectives.weighting import Points, Weighting
from engine.recipe import Recipe
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.freezing import freeze
from engine.training.learner import Learner
from engine.training.preparing import PreparedText
from engine.training.text import BytesPerToken, Counts, TrainingText, bytes_in_text
from engine.training.unknown import unknown_notices
from engine.wording import translate


def build_learner(
    recipe: Recipe, tokenizer: Tokenizer, *, drawn: bool = True, check: Check = lambda: None
) -> Learner:
    """Model and objectives with fresh weights, drawn from the recipe's seed alone.

    Not `drawn`, they hold anything until a checkpoint is read into them: drawing takes longer than
    reading. `check` is called between two weights and may end the work by raising.
    """
    return build_on(recipe, Vocabulary.of(tokenizer), drawn=drawn, check=check)


def build_on(
    recipe: Recipe, vocabulary: Vocabulary, *, drawn: bool = True, check: Check = lambda: None
) -> Learner:
    """As `build_learner`, where only the facts of a vocabulary are known."""
    generator = new_generator(recipe.training.seed, "weights") if drawn else None
    model = Transformer(recipe.model, vocabulary.size, generator=generator, check=check)
    objective = build(recipe.objectives, model, vocabulary, recipe.combining.how)
    if recipe.tunes:
        freeze(model, recipe.tuning)
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


def build_text(recipe: Recipe, text: PreparedText, *, check: Check = lambda: None) -> TrainingText:
    """The rows of both splits; Fault where the text does not fill a row, or has no pairs.

    `check` is called before the rows of each task are found and may end the work by raising.
    """
    vocabulary, shards = Vocabulary.of(text.tokenizer), text.shards
    if shards and not (shards.train.num_tokens and shards.validation.num_tokens):
        raise _one_piece()
    training = _feed(recipe, text.training, vocabulary, check)
    validation = _feed(recipe, text.validation, vocabulary, check)
    counts = _token_counts(text)
    shown = text.tokenizer.bytes_per_token()
    sizes = _token_bytes(text, shown)
    return TrainingText(
        training=training,
        validation=validation,
        token_counts=np.sum(list(counts.values()), axis=0, dtype=np.uint64),
        task_counts={name: counts[source.reads] for name, source in training.sources.items()},
        token_bytes=shown,
        task_bytes={name: sizes[source.reads] for name, source in training.sources.items()},
        notices=(*unknown_notices(recipe, text), *text.notices(), *_cut(training)),
    )


def _feed(recipe: Recipe, material: Material, vocabulary: Vocabulary, check: Check) -> Feed:
    how, length = recipe.combining.how, recipe.row_length
    feed = feed_of(recipe.objectives, material, vocabulary, length, how, check=check)
    for task in plan_of(recipe.objectives, how):
        for name in task.objectives:
            OBJECTIVES[name].check(recipe.objectives[name], feed.sources[task.name])
    return feed


def refuse_one_label(text: PreparedText) -> None:
    """Of one class alone nothing is learned: who always names it is always right.

    Asked before there is a run: one begun already may go on.
    """
    pairs = None if text.labelled is None else text.labelled.train
    if pairs is None or pairs.labels is None:
        return
    found = np.unique(pairs.labels)
    if len(found) == 1:
        raise Fault(
            translate("faults", "All labelled pairs to learn from have the label “{name}”."),
            why=translate("faults", "Who always says so is always right: nothing is learned."),
            now=translate("faults", "Add pairs with other labels, or name another column."),
            name=pairs.classes[int(found[0])],
        )


def _token_counts(text: PreparedText) -> dict[Reads, Counts]:
    """Of each kind [V] of what may be asked for: of a translation the target side alone."""
    counts: dict[Reads, Counts] = {}
    if text.shards is not None:
        counts["text"] = text.shards.train.token_counts
    if text.labelled is not None:
        counts["labelled"] = text.labelled.train.tokens.token_counts
    if text.parallel is not None:
        counts["parallel"] = text.parallel.train.second_counts
    if text.examples is not None:
        counts["examples"] = text.examples.token_counts(text.tokenizer.vocabulary)
    return counts


def _token_bytes(text: PreparedText, shown: BytesPerToken) -> dict[Reads, BytesPerToken]:
    """Of each kind [V] bytes a token stands for in what is held back of it, as counted above."""
    sizes: dict[Reads, BytesPerToken] = {}
    if text.shards is not None:
        split = text.shards.validation
        sizes["text"] = bytes_in_text(shown, split.token_counts, split.num_bytes)
    if text.labelled is not None:
        split = text.labelled.validation.tokens
        sizes["labelled"] = bytes_in_text(shown, split.token_counts, split.num_bytes)
    if text.parallel is not None:
        pairs = text.parallel.validation
        sizes["parallel"] = bytes_in_text(shown, pairs.second_counts, pairs.second_bytes)
    if text.examples is not None:
        sizes["examples"] = shown
    return sizes


def _cut(feed: Feed) -> list[Noticed]:
    pairs = translate(
        "notices", "{count} of {rows} pairs are longer than a row and lose their end."
    )
    examples = translate(
        "notices", "{count} of {rows} examples are longer than a row and lose their end."
    )
    return [
        Noticed(
            0,
            "note",
            examples if source.reads == "examples" else pairs,
            {"count": source.num_cut, "rows": source.num_examples},
        )
        for source in feed.sources.values()
        if source.num_cut
    ]


def _one_piece() -> Fault:
    return Fault(
        translate("faults", "The text is too short to hold a part of it back."),
        why=translate("faults", "It is one piece; one more is needed to see how well it learns."),
        now=translate("faults", "Add text: a few pages are enough."),
    )
