"""Whether a Chinese answer is right, as the program of CMRC 2018 says (Cui et al. 2019).

Chinese is compared character by character, all between word by word; what counts is the longest
stretch that both share. Words are cut as the Penn Treebank does (the program has NLTK do it), but
for apostrophes and for sentence ends within a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# As the program lists them: an ellipsis only as two characters, which no character equals.
PUNCTUATION = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
_HAN = re.compile("[\u4e00-\u9fa5]")
_SIGNS = r";@#$%&?!()\[\]{}<>\"«»„‘"
_LAST = r"(?=[\])}>\"'» ]*\s*$)"  # of all, but for what closes
_WORDS = re.compile(
    rf"""
    \.{{2,}}                # an ellipsis
    | [{_SIGNS}]
    | ,(?!\d)              # not within a number
    | \.{_LAST}
    | (?: [^\s{_SIGNS},.] | ,(?=\d) | \.(?!\.){_LAST.replace("?=", "?!")} )+
    """,
    re.VERBOSE,
)


def exact(gold: str, said: str) -> float:
    """1 where both are the same without case and punctuation."""
    return float(_bare(gold) == _bare(said))


def overlap_f1(gold: str, said: str) -> float:
    """Harmonic mean of the shares of either that the longest common stretch makes up."""
    wanted, given = segments(gold), segments(said)
    same = longest_common(wanted, given)
    if same == 0:
        return 0.0
    precision, recall = same / len(given), same / len(wanted)
    return 2 * precision * recall / (precision + recall)


def segments(text: str) -> list[str]:
    """The Chinese characters and the words between them, in order, without punctuation."""
    found: list[str] = []
    other = ""
    for letter in text.lower().strip():
        if letter in PUNCTUATION:
            continue
        if _HAN.match(letter) is None:
            other += letter
            continue
        found += [*_WORDS.findall(other), letter]
        other = ""
    return found + _WORDS.findall(other)


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest stretch of segments that stands in both."""
    longest = 0
    before = [0] * (len(other) + 1)  # stretches that end with the last segment of `one`
    for segment in one:
        now = [0] * (len(other) + 1)
        for place, candidate in enumerate(other, start=1):
            if segment == candidate:
                now[place] = before[place - 1] + 1
        longest = max(longest, *now)
        before = now
    return longest


def _bare(text: str) -> str:
    return "".join(letter for letter in text.lower().strip() if letter not in PUNCTUATION)
