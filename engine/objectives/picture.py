"""Picture: the exact row an objective makes of a person's own sentences.

Letters: L tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.packing import DocumentRows
from engine.batching.pairs import FOLLOWS, SentencePairs
from engine.batching.randomness import row_generators
from engine.batching.sources import MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.objectives.objective import Objective
from engine.resources import resource
from engine.shards.sentences import language_of, sentences
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

Mark = Literal["plain", "special", "masked", "random", "kept", "padding"]

# Where a pair's stranger comes from: other chapters of the sample text, in the same language.
STRANGERS = {
    "en": ("english", ("02", "05", "09")),
    "zh": ("chinese", ("02", "05", "09")),
}


@dataclass(frozen=True, slots=True)
class TokenPicture:
    """One place of the row: what stands there and what was done to it."""

    text: str
    joins: bool  # a piece that continues the word before
    mark: Mark
    original: str  # what stood there before
    position: int
    segment: int
    token_type: int


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A row as the trainer sees it, and what is asked of it."""

    tokens: tuple[TokenPicture, ...]  # L
    targets: tuple[tuple[int, str], ...]  # place in `tokens`, the right answer
    label: str | None  # of a pair; marked with translate("objectives", …)
    note: str  # why the row is as it is; marked like the label


def draw_picture(
    objective: Objective,
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    text: str,
    draw: int,
    *,
    length: int,
) -> RowPicture:
    """The row of epoch `draw` that opens with `text`, in rows of `length` tokens.

    Raises Fault where the text has no words.
    """
    own = _encoded(tokenizer, text)
    if not own:
        raise Fault(
            translate("faults", "There are no words to read."),
            now=translate("faults", "Type a sentence."),
        )
    pairs = objective.source is SentencePairs
    rngs = row_generators(0, draw, [0])
    note = ""
    if pairs and len(own) > 1:
        others = _strangers(tokenizer, language_of(text))
        source = SentencePairs(MemoryTokens.of([own, *others]), vocabulary, length)
        batch = source.rows([0], rngs)
    else:
        if pairs:
            note = translate("objectives", "One sentence makes no pair: type a second one.")
        words = [token for sentence in own for token in sentence][: length - 2]
        row = DocumentRows(MemoryTokens.of([[words]]), vocabulary, len(words) + 2)
        batch = row.rows([0], rngs)
    asked = objective.corrupt(batch, rngs)
    return _picture(tokenizer, vocabulary, batch, asked, note)


def _picture(
    tokenizer: Tokenizer, vocabulary: Vocabulary, before: Batch, after: Batch, note: str
) -> RowPicture:
    marks = _marks(vocabulary, before, after)
    pieces = tokenizer.pieces(int(token) for token in after.tokens[0])
    types = np.zeros_like(after.tokens[0]) if after.token_types is None else after.token_types[0]
    tokens = tuple(
        TokenPicture(
            text=piece.text,
            joins=piece.joins,
            mark=mark,
            original=tokenizer.token(int(before.tokens[0, place])),
            position=int(after.positions[0, place]),
            segment=int(after.segments[0, place]),
            token_type=int(types[place]),
        )
        for place, (piece, mark) in enumerate(zip(pieces, marks, strict=True))
    )
    return RowPicture(tokens, _targets(tokenizer, after), _label(after), note)


def _targets(tokenizer: Tokenizer, batch: Batch) -> tuple[tuple[int, str], ...]:
    if batch.predict_at is None or batch.targets is None:
        return ()
    asked = zip(batch.predict_at[0].tolist(), batch.targets[0].tolist(), strict=True)
    found = ((place, tokenizer.token(target)) for place, target in asked if target != IGNORE)
    return tuple(sorted(found))


def _label(batch: Batch) -> str | None:
    if batch.labels is None:
        return None
    if int(batch.labels[0]) == FOLLOWS:
        return translate("objectives", "A → B: follows")
    return translate("objectives", "A → B: from elsewhere")


def _marks(vocabulary: Vocabulary, before: Batch, after: Batch) -> list[Mark]:
    marks: list[Mark] = ["plain"] * after.tokens.shape[1]
    for place, allowed in enumerate(before.maskable[0]):
        if after.segments[0, place] == PADDING:
            marks[place] = "padding"
        elif not allowed:
            marks[place] = "special"
    for place, target in _asked(after):
        shown = int(after.tokens[0, place])
        if shown == vocabulary.mask:
            marks[place] = "masked"
        else:
            marks[place] = "kept" if shown == target else "random"
    return marks


def _asked(batch: Batch) -> list[tuple[int, int]]:
    if batch.predict_at is None or batch.targets is None:
        return []
    both = zip(batch.predict_at[0].tolist(), batch.targets[0].tolist(), strict=True)
    return [(place, target) for place, target in both if target != IGNORE]


def _encoded(tokenizer: Tokenizer, text: str) -> list[list[int]]:
    found = tokenizer.encode(sentences(text)) if text.strip() else []
    return [[int(token) for token in sentence] for sentence in found if len(sentence)]


@lru_cache(maxsize=4)
def _strangers(tokenizer: Tokenizer, language: str) -> tuple[list[list[int]], ...]:
    folder, numbers = STRANGERS.get(language, STRANGERS["en"])
    found = []
    for number in numbers:
        path = next(resource("samples", folder).glob(f"{number}-*.md"))
        lines = path.read_text(encoding="utf-8").splitlines()
        prose = " ".join(line for line in lines if line and not line.startswith("#"))
        found.append(_encoded(tokenizer, prose))
    return tuple(found)
