"""Passages of a corpus that stand beside a person's own words, in rows that hold several."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from engine.control import Control
from engine.faults import Fault
from studio.beginnings import any_stretch
from studio.jobs import needs
from studio.recipes import read_leniently
from studio.text_calls import corpus_files, corpus_preview

Data = Mapping[str, Any]

FILES, PASSAGES = 3, 3  # files that are looked into, and passages of each
CHARACTERS = 4000  # of a passage: the second part of a row goes on to its end

_last: dict[str, tuple[str, ...]] = {}  # of one corpus: it is looked into once, not for every row


@needs("engine.recipe.rows")
def neighbours(recipe_data: Data, control: Control) -> tuple[str, ...]:
    """Some passages of the recipe's own text; none where its rows hold no foreign ones.

    None either where the text cannot be read: the Data page says why.
    """
    from engine.recipe.rows import holds_foreign

    corpus = recipe_data.get("corpus", {})
    if not corpus.get("paths") or not holds_foreign(read_leniently(recipe_data)):
        return ()
    name = _name(corpus)
    found = _last.get(name)
    if found is None:
        try:
            found = _passages(corpus, control)
        except Fault:
            return ()
        _last.clear()
        _last[name] = found
    return found


def known_neighbours(recipe_data: Data) -> tuple[str, ...]:
    """The same at once; none where they were not looked for yet."""
    return _last.get(_name(recipe_data.get("corpus", {})), ())


def forget_neighbours() -> None:
    """Look for them anew when they are wanted next: the files may have changed."""
    _last.clear()


def _name(corpus: Data) -> str:
    return json.dumps(dict(corpus), default=str, sort_keys=True)


def _passages(corpus: Data, control: Control) -> tuple[str, ...]:
    chance, files = Random(0), corpus_files(corpus, control)
    found = []
    for path in chance.sample(files, min(FILES, len(files))):
        text = corpus_preview(path, corpus, control).cleaned
        found += [any_stretch(text, chance, CHARACTERS) for _ in range(PASSAGES)]
    return tuple(dict.fromkeys(passage for passage in found if passage))
