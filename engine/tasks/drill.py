"""Drill: cloze exercises out of a text, with wrong answers a masked language model thinks of.

Letters: B gaps asked at once, L tokens, P gaps, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from engine.control import Check
from engine.corpus.sentences import sentences
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.inference.filling import Filler
from engine.inference.fitting import window_around
from engine.inference.opening import Opened
from engine.passages import readable
from engine.tasks.drilled_words import (
    BEFORE_NAMES,
    Word,
    are_akin,
    are_alike,
    is_clipped,
    is_content,
    is_name,
    is_word,
)
from engine.tasks.lesson import CHOICES, LEVELS, Exercise, Lesson, Option
from engine.wording import translate

LONGEST_TEXT = 200_000  # characters
SHORTEST, LONGEST = 6, 60  # tokens of a sentence worth reading; of Chinese, characters
SPARE = 5  # sentences looked at for each that is wanted
PER_SENTENCE = 4  # words of one that are tried
AT_ONCE = 32  # rows of one length
LIKELIEST = 200  # tokens a wrong answer is chosen from; the right one must be among them
FITS = 0.25  # of the answer's probability: a word likelier than that may be right as well


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that may be asked for."""

    sentence: int
    word: Word
    row: tuple[int, ...]  # the tokens that are read, the word hidden
    place: int  # of the mask in it
    token: int


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """What the run would put into a gap."""

    tokens: np.ndarray  # the likeliest first
    shares: np.ndarray
    right: float  # the probability of the word that stands there


def drill(
    opened: Opened,
    text: str,
    *,
    items: int = 10,
    level: int = 3,
    seed: int = 0,
    check: Check = lambda: None,
    progress: Progress = lambda _prepared: None,
) -> Lesson:
    """A lesson of `items` exercises at most, one a sentence; the same seed makes the same.

    `level` says how common the words are that are asked for, 1 the commonest fifth of those in
    the text, 5 the rarest, as the run itself would use them. A wrong answer is a whole word the
    run finds likely in that place, but less than a quarter as likely as the right one, and no form
    of it. Raises Fault where the run fills no masks, or the text has no sentence that will do;
    `check` may end the work by raising.
    """
    if level not in LEVELS or items < 1:
        raise ValueError(f"level {level} of {LEVELS}, {items} exercises")
    return _Drill(Filler.of(opened), text, items, level, seed, check, progress).made


class _Drill:
    def __init__(
        self,
        filler: Filler,
        text: str,
        items: int,
        level: int,
        seed: int,
        check: Check,
        progress: Progress,
    ) -> None:
        self._filler, self._tokenizer = filler, filler.tokenizer
        self._items, self._level = items, level
        self._seed, self._rng = seed, np.random.default_rng(seed)
        self._check, self._progress = check, progress
        self._all = [one.strip() for one in sentences(readable(text)[:LONGEST_TEXT])]
        self._common = np.zeros(self._tokenizer.vocabulary)  # how often a word is expected

    @cached_property
    def _starts(self) -> np.ndarray:
        return self._tokenizer.is_word_start()

    @property
    def made(self) -> Lesson:
        """The lesson."""
        gaps = [gap for number in self._chosen() for gap in self._gaps_of(number)]
        if not gaps:
            raise _no_words(len(self._all))
        guesses = self._guesses(gaps)
        ranks = self._ranks()
        asked = self._asked(gaps, guesses, ranks)
        exercises: dict[int, Exercise] = {}
        answers: set[str] = set()
        usable = set()
        for at in asked:
            gap = gaps[at]
            word = gap.word.text.casefold()
            is_wanted = len(exercises) < self._items and word not in answers
            if gap.sentence in exercises or (gap.sentence in usable and not is_wanted):
                continue
            made = self._exercise(gap, guesses[at], int(ranks[gap.token]))
            if made is None:
                continue
            usable.add(gap.sentence)
            if is_wanted:
                exercises[gap.sentence] = made
                answers.add(word)
        if not exercises:
            raise _no_words(len(self._all))
        ordered = tuple(exercises[number] for number in sorted(exercises))
        return Lesson(ordered, self._level, self._seed, len(self._all), len(usable))

    # which words

    def _chosen(self) -> list[int]:
        """Sentences to look at: some of them, drawn, where the text is long."""
        wanted = self._items * SPARE
        numbers = np.arange(len(self._all))
        if len(numbers) > wanted:
            numbers = np.sort(self._rng.choice(numbers, wanted, replace=False))
        return [int(number) for number in numbers]

    def _gaps_of(self, number: int) -> Iterator[Gap]:
        """A few words of a sentence, drawn."""
        self._check()
        sentence = self._all[number]
        tokens, offsets = self._tokenizer.encode_with_offsets(sentence)
        if not SHORTEST <= len(tokens) <= LONGEST:
            return
        found = [
            (place, word)
            for place in range(len(tokens))
            if (word := self._word(sentence, tokens, offsets, place)) is not None
        ]
        if len(found) > PER_SENTENCE:
            drawn = np.sort(self._rng.choice(len(found), PER_SENTENCE, replace=False))
            found = [found[at] for at in drawn]
        rows = self._filler.rows
        for place, word in found:
            window = window_around(place, len(tokens), rows.room)
            hidden = [*tokens[:place], self._filler.mask, *tokens[place + 1 :]]
            row = tuple(rows.framed(window.of(hidden)))
            yield Gap(number, word, row, rows.before + place - window.start, tokens[place])

    def _word(
        self,
        sentence: str,
        tokens: Sequence[int],
        offsets: Sequence[tuple[int, int]],
        place: int,
    ) -> Word | None:
        """The word a token is, where it is a whole one worth asking for."""
        start, stop = offsets[place]
        start += len(sentence[start:stop]) - len(sentence[start:stop].lstrip())
        word = Word(sentence[start:stop], start, stop)
        if not is_content(word.text) or is_name(word, sentence) or is_clipped(word, sentence):
            return None
        if not self._whole(tokens, place):
            return None
        alone = self._text(tokens[place])
        return word if alone.casefold() == word.text.casefold() else None

    def _whole(self, tokens: Sequence[int], place: int) -> bool:
        """Whether a token goes on with no word or Chinese name, and none goes on with it."""
        goes_on = self._tokenizer.continues_word
        after = place + 1 < len(tokens) and goes_on(tokens[place + 1])
        followed = after and is_word(self._text(tokens[place + 1])[:1])
        named = place > 0 and self._text(tokens[place - 1]) in BEFORE_NAMES
        return not goes_on(tokens[place]) and not followed and not named

    def _text(self, token: int) -> str:
        raw = self._tokenizer.raw(token).decode("utf-8", "replace")
        return raw.strip() if self._starts[token] else raw

    # how likely, and how common

    def _guesses(self, gaps: Sequence[Gap]) -> list[Guess]:
        """What the run says of every gap; those of one length are asked together."""
        found: dict[int, Guess] = {}
        order = sorted(range(len(gaps)), key=lambda at: len(gaps[at].row))
        while order:
            self._check()
            length = len(gaps[order[0]].row)
            now = [at for at in order[:AT_ONCE] if len(gaps[at].row) == length]
            order = order[len(now) :]
            for at, shares in zip(now, self._shares([gaps[at] for at in now]), strict=True):
                best = np.argsort(-shares, kind="stable")[:LIKELIEST]
                found[at] = Guess(best, shares[best], float(shares[gaps[at].token]))
                self._common += shares
            self._progress(Prepared("drilling", len(found), len(gaps), ""))
        return [found[at] for at in range(len(gaps))]

    def _shares(self, gaps: Sequence[Gap]) -> np.ndarray:
        """[B, V] of gaps in rows of one length."""
        logits = self._filler.logits([gap.row for gap in gaps], [[gap.place] for gap in gaps])
        shares: np.ndarray = torch.softmax(logits[:, 0].double(), dim=-1).cpu().numpy()
        return shares

    def _ranks(self) -> np.ndarray:
        """[V] 1 the token the run expects most often, over all gaps that were asked."""
        ranks = np.empty(len(self._common), dtype=np.int64)
        ranks[np.argsort(-self._common, kind="stable")] = np.arange(1, len(ranks) + 1)
        return ranks

    def _asked(self, gaps: Sequence[Gap], guesses: Sequence[Guess], ranks: np.ndarray) -> list[int]:
        """The gaps whose words are of the level, the surest first, then those next to it."""
        words = sorted({gap.token for gap in gaps}, key=lambda token: int(ranks[token]))
        share = {token: (at + 0.5) / len(words) for at, token in enumerate(words)}
        width = 1 / len(LEVELS)
        wanted = (self._level - 0.5) * width

        def order(at: int) -> tuple[float, float]:
            beyond = abs(share[gaps[at].token] - wanted) - width / 2
            return max(0.0, beyond), -guesses[at].right

        return sorted(range(len(gaps)), key=order)

    # the exercise

    def _exercise(self, gap: Gap, guess: Guess, rank: int) -> Exercise | None:
        """None where the run has no three wrong answers, or does not think of the right one."""
        sentence, word = self._all[gap.sentence], gap.word
        if guess.right < guess.shares[-1]:
            return None
        wrong = self._wrong(gap, guess)
        if len(wrong) < CHOICES - 1:
            return None
        options = [Option(word.text, guess.right), *wrong]
        order = np.random.default_rng([self._seed, gap.sentence]).permutation(CHOICES)
        return Exercise(
            before=sentence[: word.start],
            after=sentence[word.stop :],
            options=tuple(options[at] for at in order),
            right=int(np.flatnonzero(order == 0)[0]),
            rank=rank,
        )

    def _wrong(self, gap: Gap, guess: Guess) -> list[Option]:
        found: list[Option] = []
        sentence = self._all[gap.sentence].casefold()
        for token, share in zip(guess.tokens.tolist(), guess.shares.tolist(), strict=True):
            text = self._text(token)
            if share > FITS * guess.right or not self._starts[token]:
                continue
            if not is_content(text) or not are_alike(text, gap.word.text):
                continue
            others = [gap.word.text, *(one.text for one in found)]
            if text.casefold() in sentence or any(are_akin(text, other) for other in others):
                continue
            found.append(Option(text, share))
            if len(found) == CHOICES - 1:
                break
        return found


def _no_words(count: int) -> Fault:
    return Fault(
        translate("faults", "No exercise can be made of this text."),
        why=translate(
            "faults",
            "None of its sentences ({count}) holds a whole word that this run knows and can tell "
            "from three others.",
        ),
        now=translate(
            "faults",
            "Train the run longer, or take a longer text like those it learned from.",
        ),
        count=count,
    )
