"""Which words are worth drilling, and which may stand beside them to choose from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.batching.vocabulary import is_chinese

SHORTEST = 3  # letters of a word; in Chinese one character will do
STEM = 3  # letters two forms of a word begin with
SAME = 0.6  # and this share of the shorter one

# Words that hold a sentence together and say little by themselves.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
    a about above after again against all almost along already also although always am among an
    and another any anybody anyone anything are around as at away back be became because become
    been before began behind being below beneath beside besides between beyond both but by came
    can cannot come could did do does doing done down during each either else enough even ever
    every everybody everyone everything few first for from further gave get give go goes going gone
    got had has have having he her here hers herself him himself his how however i if in indeed
    instead into is it its itself just kept know last least less let like little long made make
    many may me might mine more most much must my myself near neither never next no nobody none
    nor not nothing now of off often on once one only onto or other others our ours ourselves out
    over own perhaps put quite rather said same saw say says second see seem seemed shall she
    should since so some somebody someone something sometimes soon still such than that the their
    theirs them themselves then there therefore these they thing things this those though through
    thus to together too took toward towards two under until unto up upon us very was we well went
    were what whatever when whenever where whether which while who whole whom whose why will with
    within without would yes yet you your yours yourself
    ain aren couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren
    wouldn
    """,
    )
)
CHINESE = frozenset(
    "的了在是不我你他她它们这那个一二三四五六七八九十有和就都也还又很而与及或但并把被对从到向给"
    "让使为以于之其者所着过地得吗呢吧啊呀么什哪谁怎样因此如果虽然可能会要能应该将已正再只便才更最"
    "些每各某几两第来去上下里中外前后时候没无非即则且若第之乎矣焉哉兮也阿小老姨叔伯"
)
APOSTROPHES = "'’ʼ"
BEFORE_NAMES = frozenset("阿小老")  # of people: 阿远, 小荷


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in a sentence: sentence[start : stop]."""

    text: str
    start: int  # characters
    stop: int


def is_word(text: str) -> bool:
    """Whether it is written in letters alone, or in Chinese characters alone."""
    return bool(text) and (is_han(text) or (text.isalpha() and not any(map(is_chinese, text))))


def is_han(text: str) -> bool:
    """Whether all of it is Chinese."""
    return bool(text) and all(map(is_chinese, text))


def is_content(text: str) -> bool:
    """Whether a word says something by itself."""
    if not is_word(text):
        return False
    if is_han(text):
        return not any(sign in CHINESE for sign in text)
    return len(text) >= SHORTEST and text.casefold() not in ENGLISH


def is_name(word: Word, sentence: str) -> bool:
    """Whether it is written large: a name, or the first word, of which nothing tells."""
    if is_han(word.text):
        return False
    return not word.text.islower() or not sentence[: word.start].strip()


def is_clipped(word: Word, sentence: str) -> bool:
    """Whether an apostrophe joins it to more letters: don of don't, Nora of Nora's."""
    before, after = sentence[: word.start][-2:], sentence[word.stop :][:2]
    return any(
        len(two) == 2 and two[at] in APOSTROPHES and two[1 - at].isalpha()
        for two, at in ((before, 1), (after, 0))
    )


def are_akin(one: str, other: str) -> bool:
    """Whether two words may be forms of one: walk and walked, city and cities, sing and sang.

    Some that are none are taken for akin too; in a lesson that costs nothing.
    """
    first, second = one.casefold(), other.casefold()
    if first == second:
        return True
    if is_han(first) or is_han(second):
        return bool(set(first) & set(second))
    shorter = min(len(first), len(second))
    common = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), shorter
    )
    if common >= STEM and common >= SAME * shorter:
        return True
    differing = sum(a != b for a, b in zip(first, second, strict=False))
    return len(first) == len(second) and differing == 1


def are_alike(one: str, other: str) -> bool:
    """Whether a word is written as the other: the same script, the same case, as long in Chinese.

    Else its looks alone would tell that it is wrong.
    """
    if is_han(one) or is_han(other):
        return is_han(one) and is_han(other) and len(one) == len(other)
    return one.islower() == other.islower()
