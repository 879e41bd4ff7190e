"""A sentence of a person as one row for the model.

Letters: L tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.batch import Batch
from engine.batching.sources import Ids
from engine.faults import Fault
from engine.passages import readable
from engine.tokenizer.files import SENTINEL
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

MASK = "[MASK]"
_MASK = re.compile(r"(\[MASK\])")
_MARKS = re.compile(r"(\[MASK\]|<extra_id_\d+>)")
_SPECIAL = re.compile(r"\[(?:CLS|SEP|PAD|UNK|MASK)\]|<extra_id_\d+>")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Token ids with the special ones around them, and where the masks are."""

    ids: tuple[int, ...]  # L
    masks: tuple[int, ...]  # positions of [MASK]
    second: int  # position at which sentence B begins; L where there is none

    @property
    def paired(self) -> bool:
        """Whether there is a sentence B."""
        return self.second < len(self.ids)

    def batch(self) -> Batch:
        """One row of one segment."""
        length = len(self.ids)
        places = np.arange(length)
        return Batch(
            tokens=np.array([self.ids]),
            positions=places[None],
            segments=np.zeros((1, length), dtype=np.int64),
            token_types=(places >= self.second).astype(np.int64)[None],
            one_segment=True,
        )


def read_sentence(tokenizer: Tokenizer, text: str, *, length: int) -> Sentence:
    """[CLS] text [SEP]; every “[MASK]” in the text becomes the mask token.

    Raises Fault where the text is empty or longer than `length` tokens.
    """
    ids = encode(tokenizer, text)
    return framed(tokenizer, [ids], length=length)


def read_framed(
    tokenizer: Tokenizer, text: str, framed: Callable[[Ids], Ids], *, length: int
) -> Sentence:
    """The text as `framed` makes a row of its tokens; errors as `read_sentence`."""
    ids = encode(tokenizer, text)
    require_words([ids])
    row = [int(token) for token in framed(np.array(ids, dtype=np.int64))]
    return _fitting(tokenizer, row, len(row), length)


def framed(tokenizer: Tokenizer, parts: list[list[int]], *, length: int) -> Sentence:
    """One passage or two of these tokens, with the special ones around; errors as above."""
    cls, sep = ends_of(tokenizer)
    require_words(parts)
    ids = [cls]
    for part in parts:
        second = len(ids)
        ids += [*part, sep]
    return _fitting(tokenizer, ids, second if len(parts) > 1 else len(ids), length)


def ends_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """[CLS] and [SEP]. Raises Fault where the tokenizer has none."""
    special = tokenizer.special
    if special.cls is None or special.sep is None:
        raise Fault(
            translate("faults", "The tokenizer has no [CLS] and [SEP] tokens."),
            now=translate("faults", "Choose a run whose tokenizer has them."),
        )
    return special.cls, special.sep


def require_more_than(marks: set[int | None], tokens: list[int]) -> None:
    """Fault where a text has no token, or none that is not among `marks`."""
    require_words([tokens])
    if marks.issuperset(tokens):
        raise _only_special()


def require_text(text: str) -> None:
    """Fault where nothing was typed, or the names of special tokens alone."""
    if not text.strip():
        require_words([[]])
    if not _SPECIAL.sub("", text).strip():
        raise _only_special()


def _only_special() -> Fault:
    """There is something, but no text."""
    return Fault(
        translate("faults", "There are only special tokens to read, and no words."),
        now=translate("faults", "Type a sentence around them."),
    )


def require_words(parts: Sequence[Sequence[int]]) -> None:
    """Fault where one of the texts has no token."""
    if not all(parts):
        raise Fault(
            translate("faults", "There are no words to read."),
            now=translate("faults", "Type a sentence."),
        )


def _fitting(tokenizer: Tokenizer, ids: list[int], second: int, length: int) -> Sentence:
    if len(ids) > length:
        raise Fault(
            translate("faults", "The text has {given} tokens; this model reads {length} at once."),
            now=translate("faults", "Shorten it."),
            given=len(ids),
            length=length,
        )
    masks = tuple(place for place, token in enumerate(ids) if token == tokenizer.special.mask)
    return Sentence(tuple(ids), masks, second)


def encode(tokenizer: Tokenizer, text: str) -> list[int]:
    """Token ids of a text in which [MASK] stands for itself, and so do the gap tokens there are.

    The space before them is dropped: where tokens carry their leading space, so do these.
    """
    parts = re.split(_MARKS if tokenizer.special.sentinels else _MASK, readable(text))
    texts = [part.rstrip() for part in parts[:-1:2]] + parts[-1:]
    encoded = tokenizer.encode(texts)
    ids = [int(token) for token in encoded[0]]
    for name, more in zip(parts[1::2], encoded[1:], strict=True):
        ids += [_mark(tokenizer, name), *(int(token) for token in more)]
    return ids


def _mark(tokenizer: Tokenizer, name: str) -> int:
    """The token of this name."""
    if name != MASK:
        gaps, number = tokenizer.special.sentinels, int(name[name.rindex("_") + 1 : -1])
        if number < len(gaps):
            return gaps[number]
        raise Fault(
            translate("faults", "The tokenizer has no token {token}."),
            now=translate("faults", "Its last one is {last}."),
            token=name,
            last=SENTINEL.format(number=len(gaps) - 1),
        )
    if tokenizer.special.mask is None:
        raise Fault(
            translate("faults", "The tokenizer has no [MASK] token."),
            now=translate("faults", "Choose a run trained on masked words."),
        )
    return tokenizer.special.mask
