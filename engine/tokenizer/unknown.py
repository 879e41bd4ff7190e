"""How much of a text a tokenizer has no token for: it becomes [UNK], nothing is learned of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.tokenizer.tokenizer import Tokenizer

Ids = NDArray[np.int64]

NOTABLE = 0.01  # of the tokens: worth a look; a run warns where a good part of the text is lost
BATCH = 16  # texts encoded at once, after which anybody may stop it
SHOWN = 5  # words
LOOKED_AT = 20  # texts in which they are looked for


@dataclass(frozen=True, slots=True)
class Unknown:
    """What was counted."""

    num_tokens: int
    num_unknown: int
    words: tuple[str, ...] = ()  # some that have no token, the most frequent first

    @property
    def share(self) -> float:
        """Of the tokens, 0 … 1."""
        return self.num_unknown / max(self.num_tokens, 1)


def unknown_among(texts: Iterable[Sequence[int] | Ids], tokenizer: Tokenizer) -> float:
    """The share of unknown tokens in texts that are tokens already, 0 … 1."""
    unknown = tokenizer.special.unknown
    total = found = 0
    for tokens in texts:
        total += len(tokens)
        found += int(np.count_nonzero(np.asarray(tokens) == unknown)) if unknown is not None else 0
    return found / max(total, 1)


def count_unknown(
    texts: Sequence[str], tokenizer: Tokenizer, control: Control | None = None
) -> Unknown:
    """Count the unknown tokens of texts of some thousand characters each.

    Raises Fault where the rules of others fail at them, Cancelled when asked to stop.
    """
    unknown = tokenizer.special.unknown
    total = found = 0
    lost: list[str] = []  # texts of which some is unknown
    for at in range(0, len(texts), BATCH):
        if control is not None:
            control.check()
        batch = list(texts[at : at + BATCH])
        ids, lengths = tokenizer.encode_row(batch, control)
        total += len(ids)
        if unknown is not None:
            owner = np.repeat(np.arange(len(batch)), lengths)
            hit = owner[ids == unknown]
            found += len(hit)
            lost += [batch[number] for number in np.unique(hit)]
    return Unknown(total, found, _words(lost[:LOOKED_AT], tokenizer, control))


def _words(texts: Sequence[str], tokenizer: Tokenizer, control: Control | None) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for text in texts:
        if control is not None:
            control.check()
        ids, places = tokenizer.encode_with_offsets(text)
        for token, (start, stop) in zip(ids, places, strict=True):
            if token == tokenizer.special.unknown:
                counts[text[start:stop]] += 1
    return tuple(word for word, _ in counts.most_common(SHOWN))
