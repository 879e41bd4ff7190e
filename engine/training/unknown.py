"""How much of what is read a tokenizer cannot write: nothing is learned of it."""

from __future__ import annotations

from engine.events import Noticed
from engine.faults import Fault
from engine.recipe import Recipe
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.preparing import PreparedText
from engine.training.text import Counts
from engine.wording import translate

MANY, TOO_MANY = 0.1, 0.8  # shares of the tokens: worth a warning; nothing is left to learn


def unknown_share(text: PreparedText) -> float:
    """The share of unknown tokens in training, 0 … 1, of the kind that has most of them."""
    read = [] if text.shards is None else [text.shards.train]
    read += [pairs.train.tokens for pairs in (text.labelled, text.parallel) if pairs is not None]
    counts = [tokens.token_counts for tokens in read]
    if text.examples is not None:
        counts.append(text.examples.token_counts(text.tokenizer.vocabulary))
    return max(_share(one, text.tokenizer) for one in counts)


def refuse_unknown(recipe: Recipe, text: PreparedText) -> None:
    """Fault where hardly a token stands for anything."""
    share = unknown_share(text)
    if share > TOO_MANY:
        raise Fault(
            translate("faults", "The tokenizer cannot write this text."),
            why=translate("faults", "{share} of the text is unknown to it."),
            now=_way_out(recipe).what,
            share=f"{share:.0%}",
        )


def unknown_notices(recipe: Recipe, text: PreparedText) -> list[Noticed]:
    """What to tell before the first step where a good part of the text is lost."""
    share = unknown_share(text)
    if share <= MANY:
        return []
    what = translate(
        "notices",
        "{share} of the text is unknown to this tokenizer: nothing is learned of it. {now}",
    )
    return [Noticed(0, "warning", what, {"share": f"{share:.0%}", "now": _way_out(recipe)})]


def _way_out(recipe: Recipe) -> Fault:
    """What would know the text; a task is tuned with the words of its run."""
    if recipe.tunes:
        return Fault(translate("faults", "Tune a run that read such text."))
    if recipe.start.folder is not None:
        return Fault(
            translate("faults", "Begin with random weights, or with a run that read such text.")
        )
    if recipe.tokenizer.file is not None:
        return Fault(translate("faults", "Learn one from this text: leave tokenizer.file empty."))
    return Fault(
        translate("faults", "Set a larger tokenizer.vocabulary, or tokenizer.kind to bpe.")
    )


def _share(counts: Counts, tokenizer: Tokenizer) -> float:
    unknown, total = tokenizer.special.unknown, int(counts.sum())
    return 0.0 if unknown is None or not total else float(counts[unknown]) / total
