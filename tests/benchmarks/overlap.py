"""How much a translation shares with a reference: chrF (Popović 2015), BLEU (Papineni et al. 2002).

As sacrebleu counts them with its defaults, but for BLEU's tokens: words and signs here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

LETTERS, WORDS = 6, 4  # longest n-gram
BETA = 2.0  # recall counts so much more than precision
WORD = re.compile(r"\w+|[^\w\s]")


def chrf(written: str, reference: str) -> float:
    """0 … 100 of one sentence: the F-score of its n-grams of letters, blanks left out."""
    found, wanted = ("".join(text.split()) for text in (written, reference))
    precisions, recalls = [], []
    for size in range(1, LETTERS + 1):
        mine, theirs = _grams(found, size), _grams(wanted, size)
        if not mine or not theirs:
            continue
        shared = (mine & theirs).total()
        precisions.append(shared / mine.total())
        recalls.append(shared / theirs.total())
    if not precisions or not sum(precisions):
        return 0.0
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 100 * (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def bleu(written: Sequence[str], references: Sequence[str]) -> float:
    """0 … 100 of all sentences together: the precision of their n-grams of words, clipped."""
    shared, given = [0] * WORDS, [0] * WORDS
    mine_total = theirs_total = 0
    for one, other in zip(written, references, strict=True):
        mine, theirs = WORD.findall(one), WORD.findall(other)
        mine_total, theirs_total = mine_total + len(mine), theirs_total + len(theirs)
        for size in range(1, WORDS + 1):
            grams = _grams(mine, size)
            shared[size - 1] += (grams & _grams(theirs, size)).total()
            given[size - 1] += grams.total()
    if not all(shared):
        return 0.0
    brevity = min(0.0, 1 - theirs_total / mine_total)
    logs = (math.log(found / all_) for found, all_ in zip(shared, given, strict=True))
    return 100 * math.exp(brevity + sum(logs) / WORDS)


def _grams(parts: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(parts[at : at + size]) for at in range(len(parts) - size + 1))
