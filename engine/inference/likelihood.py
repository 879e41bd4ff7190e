"""Pseudo-log-likelihood: how likely a text is to a model that fills masks (Salazar et al. 2020).

Letters: B rows, L tokens per row, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

import torch
from torch import Tensor

from engine.answers import Likelihood, PseudoLikelihood
from engine.control import Check
from engine.faults import Fault
from engine.inference.filling import Filler
from engine.inference.fitting import Window, seen_through, window_around
from engine.passages import readable
from engine.wording import translate

AT_ONCE = 4096  # tokens of a pass: half a second at 12 × 768 on two cores, or a little more


@dataclass(frozen=True, slots=True)
class Question:
    """A token that is asked for, and all that is hidden meanwhile."""

    place: int
    hidden: Collection[int]  # the token itself among them


Asked = tuple[Sequence[int], Question]  # the tokens of a text, and what is asked of them
Heard = Callable[[int], None]  # told before each pass how many are answered; may end it by raising


def pseudo_likelihood(filler: Filler, text: str, check: Check = lambda: None) -> PseudoLikelihood:
    """Each token hidden in turn; and with it the later pieces of its word (Kauf & Ivanova 2023).

    `check` is called before each pass and may end the work by raising. Raises Fault where there is
    no word, or something is hidden already.
    """
    rows, tokenizer = filler.rows, filler.tokenizer
    tokens = rows.words(text)
    if not all(map(rows.is_word, tokens)):
        raise Fault(
            translate("faults", "How likely a text is can be told of a whole one; this has gaps."),
            now=translate("faults", "Write a word in the place of each [MASK]."),
        )
    continues = tuple(map(tokenizer.continues_word, tokens))
    alone, words = questions(continues)
    asked = dict.fromkeys([*alone, *words])
    found = answers(filler, [(tokens, one) for one in asked], lambda _done: check())
    told = dict(zip(asked, found, strict=True))
    num_bytes = len(readable(text).strip().encode("utf-8"))
    windows = [window_around(place, len(tokens), rows.room) for place in range(len(tokens))]
    return PseudoLikelihood(
        tokens=rows.shown(tokens),
        continues=continues,
        plain=Likelihood(tuple(told[one] for one in alone), num_bytes),
        within_words=Likelihood(tuple(told[one] for one in words), num_bytes),
        fitted=seen_through(windows, len(tokens), rows.length),
    )


def questions(continues: Sequence[bool]) -> tuple[list[Question], list[Question]]:
    """Each token of a text hidden alone; and with those after it that go on with its word."""
    places = range(len(continues))
    alone = [Question(place, range(place, place + 1)) for place in places]
    return alone, [Question(place, _rest_of_word(place, continues)) for place in places]


def answers(filler: Filler, asked: Sequence[Asked], heard: Heard) -> list[float]:
    """log p, nats, of the token each question asks for; rows of one length share their passes."""
    rows, found = filler.rows, [0.0] * len(asked)
    sizes = [min(len(tokens), rows.room) for tokens, _ in asked]
    frame, done = len(rows.framed([])), 0
    order = sorted(range(len(asked)), key=sizes.__getitem__)
    for size, group in groupby(order, key=sizes.__getitem__):
        numbers, together = list(group), max(1, AT_ONCE // (size + frame))
        for first in range(0, len(numbers), together):
            some = numbers[first : first + together]
            heard(done)
            for number, answer in zip(some, _of_one_length(filler, asked, some), strict=True):
                found[number] = answer
            done += len(some)
    return found


def told_of(logits: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Of targets [B] by logits [B, V]: their log p, and whether no token is likelier."""
    own = logits.gather(1, targets[:, None])[:, 0]
    top = logits.amax(dim=-1)
    # torch's own logsumexp and argmax take five times as long on a processor.
    rest = (logits - top[:, None]).exp_().sum(dim=-1)
    return own - top - rest.log(), own >= top


def _rest_of_word(place: int, continues: Sequence[bool]) -> range:
    """The token, and those after it that go on with its word."""
    end = place + 1
    while end < len(continues) and continues[end]:
        end += 1
    return range(place, end)


def _of_one_length(filler: Filler, asked: Sequence[Asked], some: Sequence[int]) -> list[float]:
    """The answers to `some` of the questions, whose rows have one length."""
    given, places, targets = [], [], []
    for number in some:
        tokens, one = asked[number]
        window = window_around(one.place, len(tokens), filler.rows.room)
        given.append(_row(filler, tokens, one, window))
        places.append([filler.rows.before + one.place - window.start])
        targets.append(tokens[one.place])
    logits = filler.logits(given, places)[:, 0]  # [B, V]
    shares, _ = told_of(logits, torch.tensor(targets, device=logits.device))
    found: list[float] = shares.tolist()
    return found


def _row(filler: Filler, tokens: Sequence[int], asked: Question, window: Window) -> list[int]:
    inside = range(window.start, window.stop)
    return filler.rows.framed([filler.mask if at in asked.hidden else tokens[at] for at in inside])
