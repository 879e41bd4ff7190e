"""Picture: the exact row an objective makes of a person's own words.

Letters: L tokens, M decoder tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.batch import IGNORE, Batch, Sight
from engine.batching.vocabulary import Vocabulary
from engine.objectives.combining import Mixture
from engine.objectives.marks import Mark, marks_of, written_marks
from engine.objectives.objective import Objective
from engine.objectives.own_rows import OwnRow, Words, own_row
from engine.objectives.tracing import Trace, trace_of
from engine.tokenizer.tokenizer import Tokenizer

__all__ = ["Mark", "RowPicture", "TokenPicture", "draw_picture"]


@dataclass(frozen=True, slots=True)
class TokenPicture:
    """One place of the row: what stands there and what was done to it."""

    text: str
    joins: bool  # a piece that continues the word before
    mark: Mark
    original: str  # what stood there before; "" where nothing did, or what did is elsewhere now
    position: int
    segment: int
    token_type: int
    visible: bool = True  # to all of its segment, not only to what comes after it


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A row as the trainer sees it, and what is asked of it."""

    tokens: tuple[TokenPicture, ...]  # L
    targets: tuple[tuple[int, str], ...]  # place in `tokens`, the right answer
    label: str | None  # of a pair; marked with translate("objectives", …), or of their files
    note: str  # why the row is as it is; marked like the label
    decoder: tuple[TokenPicture, ...] = ()  # M, what the decoder is given
    answers: tuple[tuple[int, str], ...] = ()  # place in `decoder`, what it must write there
    sight: Sight = "both"
    left_out: tuple[
        tuple[int, str], ...
    ] = ()  # before which place of `tokens`, and what stood there
    scheduled: bool = False  # at another point of the run another share is hidden
    task: str = ""  # the objectives that share this row, where others have rows of their own


def draw_picture(
    objective: Objective,
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    words: Words,
    draw: int,
    *,
    length: int,
    task: str = "",
    progress: float = 0.0,
    beside: tuple[str, ...] = (),
) -> RowPicture:
    """The row of epoch `draw` that opens with `words`, in rows of `length` tokens.

    As it is made at `progress`, 0 … 1, of the run: what is scheduled moves along.
    Of objectives that take turns the row of `task`, or of the first. `beside` are passages of
    other documents. Raises Fault where there are no words.
    """
    if isinstance(objective, Mixture):
        task = task if task in objective.members else next(iter(objective.members))
        objective = objective.members[task]
    else:
        task = ""
    own = own_row(
        objective,
        vocabulary,
        tokenizer,
        words,
        draw,
        length=length,
        progress=progress,
        beside=beside,
    )
    return replace(_picture(own, vocabulary, tokenizer), task=task)


def _picture(own: OwnRow, vocabulary: Vocabulary, tokenizer: Tokenizer) -> RowPicture:
    before, after, objective = own.before, own.after, own.objective
    label = None if after.labels is None else int(after.labels[0])
    written = after.decoder_tokens is not None
    asked, trace = _asked(after, tokenizer), trace_of(before, after)
    marks = marks_of(objective, vocabulary, before, after)
    originals = _originals(before, after, tokenizer)
    if trace is not None:
        originals = _traced(trace, before, originals, marks, tokenizer)
    return RowPicture(
        tokens=_read(after, marks, originals, tokenizer),
        targets=() if written else asked,
        label=None if label is None else _label_words(objective, label, own.classes),
        note=own.note,
        decoder=_written(after, vocabulary, tokenizer) if written else (),
        answers=asked if written else (),
        sight=after.sight,
        scheduled=any(part.scheduled for part in objective.parts().values()),
        left_out=() if trace is None else _left_out(trace, before, tokenizer),
    )


def _originals(before: Batch, after: Batch, tokenizer: Tokenizer) -> list[str]:
    """What stood in each place, where rows are as long as they were."""
    known = before.tokens[0] if before.tokens.shape == after.tokens.shape else after.tokens[0]
    return [tokenizer.token(int(token)) for token in known]


def _traced(
    trace: Trace, before: Batch, shown: list[str], marks: list[Mark], tokenizer: Tokenizer
) -> list[str]:
    """What each place stands for; what is `shown` where that is itself, nothing where it moved."""
    gaps = ("masked", "cut")
    found = []
    for text, mark, sources in zip(shown, marks, trace.sources, strict=True):
        kept = "" if mark == "swapped" else text
        found.append(_text(before, sources, tokenizer) if mark in gaps else kept)
    return found


def _left_out(trace: Trace, before: Batch, tokenizer: Tokenizer) -> tuple[tuple[int, str], ...]:
    return tuple((place, _text(before, (token,), tokenizer)) for place, token in trace.left_out)


def _text(before: Batch, tokens: Sequence[int], tokenizer: Tokenizer) -> str:
    """Tokens of the row before, as they are shown to people."""
    pieces = tokenizer.pieces(int(before.tokens[0, token]) for token in tokens)
    return "".join(piece.text if piece.joins else f" {piece.text}" for piece in pieces).strip()


def _read(
    after: Batch, marks: list[Mark], originals: list[str], tokenizer: Tokenizer
) -> tuple[TokenPicture, ...]:
    pieces = tokenizer.pieces(int(token) for token in after.tokens[0])
    types = np.zeros_like(after.tokens[0]) if after.token_types is None else after.token_types[0]
    seen = np.ones(len(types), np.bool_) if after.visible is None else after.visible[0]
    return tuple(
        TokenPicture(
            text=piece.text,
            joins=piece.joins,
            mark=mark,
            original=originals[place],
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


def _label_words(objective: Objective, label: int, classes: tuple[str, ...]) -> str | None:
    """How the objective that reads the label calls it, or the person's pairs do."""
    for part in objective.parts().values():
        if "labels" in part.writes and label in range(len(part.label_words)):
            return part.label_words[label]
    return classes[label] if label in range(len(classes)) else None
