"""Picture: the exact row an objective makes of a person's own sentences.

Letters: L tokens, M decoder tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.batch import IGNORE, Batch, Sight
from engine.batching.vocabulary import Vocabulary
from engine.objectives.combining import Mixture
from engine.objectives.marks import Mark, marks_of, written_marks
from engine.objectives.objective import Objective
from engine.objectives.own_rows import OwnRow, own_row
from engine.tokenizer.tokenizer import Tokenizer

__all__ = ["Mark", "RowPicture", "TokenPicture", "draw_picture"]


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
    visible: bool = True  # to all of its segment, not only to what comes after it


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A row as the trainer sees it, and what is asked of it."""

    tokens: tuple[TokenPicture, ...]  # L
    targets: tuple[tuple[int, str], ...]  # place in `tokens`, the right answer
    label: str | None  # of a pair; marked with translate("objectives", …)
    note: str  # why the row is as it is; marked like the label
    decoder: tuple[TokenPicture, ...] = ()  # M, what the decoder is given
    answers: tuple[tuple[int, str], ...] = ()  # place in `decoder`, what it must write there
    sight: Sight = "both"
    task: str = ""  # the objectives that share this row, where others have rows of their own


def draw_picture(
    objective: Objective,
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    text: str,
    draw: int,
    *,
    length: int,
    task: str = "",
) -> RowPicture:
    """The row of epoch `draw` that opens with `text`, in rows of `length` tokens.

    Of objectives that take turns the row of `task`, or of the first. Raises Fault where the text
    has no words.
    """
    if isinstance(objective, Mixture):
        task = task if task in objective.members else next(iter(objective.members))
        objective = objective.members[task]
    else:
        task = ""
    own = own_row(objective, vocabulary, tokenizer, text, draw, length=length)
    return replace(_picture(own, vocabulary, tokenizer), task=task)


def _picture(own: OwnRow, vocabulary: Vocabulary, tokenizer: Tokenizer) -> RowPicture:
    before, after, objective = own.before, own.after, own.objective
    label = None if after.labels is None else int(after.labels[0])
    written = after.decoder_tokens is not None
    asked = _asked(after, tokenizer)
    return RowPicture(
        tokens=_read(before, after, marks_of(objective, vocabulary, before, after), tokenizer),
        targets=() if written else asked,
        label=None if label is None else _label_words(objective, label),
        note=own.note,
        decoder=_written(after, vocabulary, tokenizer) if written else (),
        answers=asked if written else (),
        sight=after.sight,
    )


def _read(
    before: Batch, after: Batch, marks: list[Mark], tokenizer: Tokenizer
) -> tuple[TokenPicture, ...]:
    pieces = tokenizer.pieces(int(token) for token in after.tokens[0])
    types = np.zeros_like(after.tokens[0]) if after.token_types is None else after.token_types[0]
    seen = np.ones(len(types), np.bool_) if after.visible is None else after.visible[0]
    known = before.tokens[0] if before.tokens.shape == after.tokens.shape else after.tokens[0]
    return tuple(
        TokenPicture(
            text=piece.text,
            joins=piece.joins,
            mark=mark,
            original=tokenizer.token(int(known[place])),
            position=int(after.positions[0, place]),
            segment=int(after.segments[0, place]),
            token_type=int(types[place]),
            visible=bool(seen[place]),
        )
        for place, (piece, mark) in enumerate(zip(pieces, marks, strict=True))
    )


def _written(
    after: Batch, vocabulary: Vocabulary, tokenizer: Tokenizer
) -> tuple[TokenPicture, ...]:
    tokens, segments = after.decoder_tokens[0], after.decoder_segments[0]
    marks = written_marks(vocabulary, tokens, segments)
    pieces = tokenizer.pieces(int(token) for token in tokens)
    return tuple(
        TokenPicture(
            text=piece.text,
            joins=piece.joins,
            mark=mark,
            original=piece.text,
            position=int(position),
            segment=int(segment),
            token_type=0,
        )
        for piece, mark, position, segment in zip(
            pieces, marks, after.decoder_positions[0], segments, strict=True
        )
    )


def _asked(after: Batch, tokenizer: Tokenizer) -> tuple[tuple[int, str], ...]:
    """Places and answers; without places every place is asked that has an answer."""
    if after.targets is None:
        return ()
    targets = after.targets[0]
    places = np.arange(len(targets)) if after.predict_at is None else after.predict_at[0]
    asked = zip(places.tolist(), targets.tolist(), strict=True)
    found = ((place, tokenizer.token(target)) for place, target in asked if target != IGNORE)
    return tuple(sorted(found))


def _label_words(objective: Objective, label: int) -> str | None:
    """How the objective that reads the label calls it."""
    for part in objective.parts().values():
        if "labels" in part.writes and label in range(len(part.label_words)):
            return part.label_words[label]
    return None
