"""Pseudo-log-likelihood: how likely a text is to a model that fills masks (Salazar et al. 2020).

Letters: B rows, L tokens per row, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

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
    hidden: range  # the token itself first


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
    alone = [Question(place, range(place, place + 1)) for place in range(len(tokens))]
    words = [Question(place, _rest_of_word(place, continues)) for place in range(len(tokens))]
    asked = dict.fromkeys([*alone, *words])
    told = dict(zip(asked, _told(filler, tokens, list(asked), check), strict=True))
    num_bytes = len(readable(text).strip().encode("utf-8"))
    windows = [window_around(place, len(tokens), rows.room) for place in range(len(tokens))]
    return PseudoLikelihood(
        tokens=rows.shown(tokens),
        continues=continues,
        plain=Likelihood(tuple(told[one] for one in alone), num_bytes),
        within_words=Likelihood(tuple(told[one] for one in words), num_bytes),
        fitted=seen_through(windows, len(tokens), rows.length),
    )


def _rest_of_word(place: int, continues: Sequence[bool]) -> range:
    """The token, and those after it that go on with its word."""
    end = place + 1
    while end < len(continues) and continues[end]:
        end += 1
    return range(place, end)


def _told(
    filler: Filler, tokens: Sequence[int], asked: Sequence[Question], check: Check
) -> list[float]:
    """log p of the token each question asks for."""
    rows, found = filler.rows, list[float]()
    together = max(1, AT_ONCE // min(len(tokens) + len(rows.framed([])), rows.length))
    for first in range(0, len(asked), together):
        check()
        some = asked[first : first + together]
        windows = [window_around(one.place, len(tokens), rows.room) for one in some]
        given = [_row(filler, tokens, *pair) for pair in zip(some, windows, strict=True)]
        places = [
            [rows.before + one.place - window.start]
            for one, window in zip(some, windows, strict=True)
        ]
        shares = torch.log_softmax(filler.logits(given, places)[:, 0], dim=-1)  # [B, V]
        answers = torch.tensor([[tokens[one.place]] for one in some], device=shares.device)
        found += shares.gather(1, answers)[:, 0].tolist()
    return found


def _row(filler: Filler, tokens: Sequence[int], asked: Question, window: Window) -> list[int]:
    inside = range(window.start, window.stop)
    return filler.rows.framed([filler.mask if at in asked.hidden else tokens[at] for at in inside])
