"""Tokenizers of drafts: trained or opened inside a job, and remembered."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Progress
from engine.resources import cache_folder
from studio.jobs import needs
from studio.recipes import read_leniently
from studio.turns import Turns

if TYPE_CHECKING:
    from engine.recipe import Recipe
    from engine.tokenizer.tokenizer import Tokenizer
    from engine.tokenizer.unknown import Unknown

REMEMBERED = 4
_TRAINING = Turns()
_known: OrderedDict[str, Tokenizer] = OrderedDict()


@needs("engine.recipe", "engine.tokenizer.training")
def tokenizer_of(data: Mapping[str, Any], control: Control, progress: Progress) -> Tokenizer:
    """The tokenizer of a recipe; trains it where nobody did yet."""
    from engine.tokenizer.training import train_tokenizer

    recipe = read_leniently(data)
    key = _key(recipe)
    with _TRAINING.take(control):  # the last of two jobs finds what the first one learned
        found = _known.get(key)
        if found is None:
            words = recipe.readings.words
            found = train_tokenizer(recipe.tokenizer, words, control, progress, folder=_kept())
            _remember(key, found)
        return found


@needs("engine.recipe", "engine.tokenizer.training")
def trained_tokenizer(data: Mapping[str, Any], control: Control) -> Tokenizer | None:
    """The tokenizer of a recipe, where anybody trained it before: here, or in a run."""
    from engine.tokenizer.training import kept_tokenizer

    recipe = read_leniently(data)
    key = _key(recipe)
    with _TRAINING.take(control):
        found = _known.get(key)
        if found is None:
            words = recipe.readings.words
            found = kept_tokenizer(recipe.tokenizer, words, control, folder=_kept())
            if found is not None:
                _remember(key, found)
        return found


@needs("engine.recipe", "engine.tokenizer.unknown")
def count_unknown(
    data: Mapping[str, Any], texts: Sequence[str], control: Control
) -> Unknown | None:
    """What of these texts the recipe's tokenizer has no token for; None where it is not there."""
    from engine.tokenizer.unknown import count_unknown as count

    tokenizer = trained_tokenizer(data, control)
    return None if tokenizer is None else count(texts, tokenizer, control)


def newest_trained() -> tuple[int, str]:
    """Changes whenever anybody trained or opened one, in whatever window."""
    try:
        changed = _kept().stat().st_mtime_ns
    except OSError:  # none was trained yet
        changed = 0
    return changed, next(reversed(_known), "")


def _kept() -> Path:
    return cache_folder() / "tokenizers"  # where Start finds them again


def _remember(key: str, tokenizer: Tokenizer) -> None:
    _known[key] = tokenizer
    while len(_known) > REMEMBERED:
        _known.popitem(last=False)


def known_tokenizer(recipe: Recipe) -> Tokenizer | None:
    """The tokenizer of a recipe, where it was asked for before; never waits."""
    return _known.get(_key(recipe))


def _key(recipe: Recipe) -> str:
    if recipe.tokenizer.file is not None:  # the text decides nothing of it
        return str(recipe.tokenizer.file)
    data = recipe.as_data()
    sections = ("corpus", "labelled", "parallel", "tokenizer")
    return json.dumps([sorted(recipe.reads), *(data[name] for name in sections)])
