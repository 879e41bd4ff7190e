"""Text a run carries in its own folder, as tokens: it needs none of the files it was read from.

`shards/<key>/`, one folder for each kind it reads, as in the cache; a capsule may bring them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.disk import Damaged
from engine.recipe import Recipe
from engine.runs.run import Run
from engine.shards.pairs import PairShards, open_pairs
from engine.shards.shards import TokenShards, open_shards
from engine.shards.writing import FACTS
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.preparing import KINDS, Kind, PreparedText
from engine.wording import translate

FOLDER = "shards"  # of a run's
_WRONG = (KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError)
KEY = 32  # hexadecimal digits with which a fingerprint begins, and which are the folder's name
_HEXADECIMAL = re.compile("[0-9a-f]+")


def carried_text(
    run: Run, recipe: Recipe, tokenizer: Tokenizer, control: Control | None = None
) -> PreparedText | None:
    """What the run began with, from its own folder; None where any of it is not there.

    Raises Damaged where it is not what the run began with, to the last token.
    """
    begun = run.environment
    folders = _folders(run.path / FOLDER, recipe, begun)
    if recipe.readings.examples is not None or not all(map(Path.is_dir, folders.values())):
        return None
    parts: dict[str, Any] = {}
    with ExitStack() as stack:
        for kind, folder in folders.items():
            opening = open_shards if kind == "text" else open_pairs
            try:
                part = opening(folder, control)
                stack.callback(part.close)
                sound = all(
                    _is_sound(split, tokenizer.vocabulary)
                    for split in (part.train, part.validation)
                )
            except _WRONG as error:
                raise _damaged(folder) from error
            if not sound:
                raise _damaged(folder)
            parts["shards" if kind == "text" else kind] = part
        text = PreparedText(tokenizer, **parts)
        for kind, folder in folders.items():
            if text.fingerprints[kind] != begun.get(kind):
                raise _damaged(folder)
        stack.pop_all()
    return text


def _folders(folder: Path, recipe: Recipe, begun: Mapping[str, Any]) -> dict[Kind, Path]:
    """Where what a run began with would be, by what its recipe reads."""
    readings = recipe.readings
    return {
        kind: folder / _named(str(begun.get(kind, ""))[:KEY])
        for kind in KINDS
        if getattr(readings, kind) is not None
    }


def _named(key: str) -> str:
    """A name of a folder in it, whatever somebody else wrote."""
    return key if _HEXADECIMAL.fullmatch(key) else "none"


def _is_sound(split: TokenShards | PairShards, vocabulary: int) -> bool:
    """Whether a split is what is written of a text: another might have been put in its place.

    Its sums only say that it is what somebody wrote.
    """
    if isinstance(split, PairShards):
        return _is_sound(split.tokens, vocabulary) and _are_pairs(split, vocabulary)
    per_document = (len(split.document_file), len(split.document_section))
    return (
        split.vocabulary == len(split.token_counts) == vocabulary
        and per_document == (split.num_documents, split.num_documents)
        and _lead_on(split.document_offsets, split.num_documents, split.num_tokens)
        and _lead_on(split.sentence_offsets, split.num_sentences, split.num_tokens)
        and bool(np.isin(split.document_offsets, split.sentence_offsets).all())
    )


def _are_pairs(pairs: PairShards, vocabulary: int) -> bool:
    """Whether what stands beside the tokens is of them; IndexError where a pair is not there."""
    labels, (first, second) = pairs.labels, pairs.sizes
    return (
        len(first) == len(second) == len(pairs)
        and len(pairs.second_counts) == vocabulary
        and isinstance(pairs.second_bytes, int)
        and (labels is None or int(labels.max(initial=-1)) < len(pairs.classes))
    )


def _lead_on(offsets: NDArray[Any], count: int, end: int) -> bool:
    """Whether so many stretches lie one behind another, up to the end."""
    if len(offsets) != count + 1 or int(offsets[0]) != 0 or int(offsets[-1]) != end:
        return False
    return bool((offsets[1:] >= offsets[:-1]).all())


def _damaged(folder: Path) -> Damaged:
    return Damaged(
        folder / FACTS,
        translate("faults", "It is not the text this run began with."),
        now=translate(
            "faults", "Remove the folder: then the text is prepared anew from its files."
        ),
    )
