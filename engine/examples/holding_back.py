"""Which examples are held back where no file is named for it, and which are drawn to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from engine.control import Check
from engine.corpus.pair_split import split_rank
from engine.examples.example import Example, Rendered
from engine.examples.hearing import heard, unheard
from engine.examples.making import texts_of_example


def held_back(
    examples: Sequence[Example], share: float, check: Check = unheard
) -> tuple[list[Example], list[Example]]:
    """Those to learn from and those held back: by the hash of the first text, or the context.

    What is folded to the same text goes the same way. Where there are two texts at least, both
    parts have one. Of translations the same ones are held back as where parallel text is read
    (corpus/pair_split.py), for that is how they are learned.
    """
    ranks = [split_rank(_kept_together(one)) for one in heard(examples, check)]
    known = sorted(set(ranks))
    if len(known) < 2:
        return list(examples), []
    bound = max(share, np.nextafter(known[0], 1.0))  # one at least
    bound = min(bound, known[-1])  # and not all
    kept = [one for one, rank in zip(examples, ranks, strict=True) if rank >= bound]
    held = [one for one, rank in zip(examples, ranks, strict=True) if rank < bound]
    return kept, held


def drawn(examples: Sequence[Example], most: int | None, seed: int) -> list[Example]:
    """So many at most, drawn by the seed, in the order they had."""
    if most is None or most >= len(examples):
        return list(examples)
    chosen = np.random.default_rng(seed).permutation(len(examples))[:most]
    return [examples[at] for at in sorted(chosen)]


def _kept_together(example: Example) -> str:
    text = texts_of_example(example)[0]
    return text if isinstance(example, Rendered) else folded(text)


@lru_cache(maxsize=4)  # a context comes with every question about it
def folded(text: str) -> str:
    """A text as it is compared: blanks and capitals make no difference."""
    return " ".join(text.split()).casefold()
