"""Whether an answer is right, as SQuAD's own programs say.

Rajpurkar et al. 2016 (version 1.1) and 2018 (2.0, with questions that have no answer): both compare
without case, punctuation, articles and blanks, exactly and word by word.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence

Compare = Callable[[str, str], float]  # gold, said

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(answer: str) -> str:
    """An answer without case, ASCII punctuation, articles and needless blanks."""
    bare = answer.lower().translate(_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def exact(gold: str, said: str) -> float:
    """1 where both are the same once normalised."""
    return float(normalised(gold) == normalised(said))


def token_f1(gold: str, said: str) -> float:
    """Harmonic mean of the shares of either's words that the other has; version 1.1."""
    wanted, given = normalised(gold).split(), normalised(said).split()
    same = sum((Counter(wanted) & Counter(given)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(given), same / len(wanted)
    return 2 * precision * recall / (precision + recall)


def token_f1_or_none(gold: str, said: str) -> float:
    """As `token_f1`, but 1 where neither has a word; version 2.0."""
    if not normalised(gold) or not normalised(said):
        return float(normalised(gold) == normalised(said))
    return token_f1(gold, said)


def answerable(golds: Sequence[str]) -> Sequence[str]:
    """The answers that count in version 2.0: those with a word, or "" where there are none."""
    return [gold for gold in golds if normalised(gold)] or [""]


def best(compare: Compare, golds: Sequence[str], said: str) -> float:
    """The highest score of what was said with any of the right answers."""
    return max((compare(gold, said) for gold in golds), default=0.0)
