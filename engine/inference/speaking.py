"""Speaking: one text written token by token, or the likeliest of several followed at once.

Letters: K texts at once, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch

from engine.inference.choosing import drawn, penalised
from engine.inference.speech import Speech
from engine.manner import Manner

GoesOn = Callable[[], bool]  # asked before each token; it may wait, and says whether to go on


def always() -> bool:
    """Nobody stops it."""
    return True


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens behind the prompt."""

    tokens: tuple[int, ...]
    log_probability: float
    ended: bool
    stopped: bool = False
    slid: int = 0  # tokens that fell out of sight


@dataclass(frozen=True, slots=True)
class Said:
    """One more token."""

    token: int
    log_probability: float  # as the model has it, before any penalty, nats


def said(
    speech: Speech,
    manner: Manner,
    end: int | None,
    generator: torch.Generator | None = None,
) -> Iterator[Said]:
    """One text, token by token: each the likeliest, or drawn. The last may be `end`.

    A speech that slides goes on where its room ends, as long as `manner` says.
    """
    if manner.temperature is not None and generator is None:
        raise ValueError("tokens are drawn from a generator that is given")
    row = torch.zeros(1, dtype=torch.int64)
    for _ in range(most(speech, manner)):
        speech.make_room()
        plain = speech.logits()
        logits = penalised(plain, speech.tokens.cpu(), manner.repetition_penalty)
        if generator is None or manner.temperature is None:
            token = logits.argmax(dim=-1)
        else:
            token = drawn(logits, manner, generator)
        chosen = int(token)
        yield Said(chosen, float(torch.log_softmax(plain, dim=-1)[0, chosen]))
        if chosen == end:
            return
        speech.say(row, token)


def spoken(
    speech: Speech,
    manner: Manner,
    end: int | None,
    generator: torch.Generator | None = None,
    *,
    goes_on: GoesOn = always,
    hear: Callable[[int], None] = lambda _token: None,
) -> Text:
    """All that is `said`; each token is told to `hear` at once."""
    tokens: list[int] = []
    total, stopped = 0.0, not goes_on()
    saying = iter(()) if stopped else said(speech, manner, end, generator)
    for one in saying:
        tokens.append(one.token)
        total += one.log_probability
        hear(one.token)
        if one.token != end and not goes_on():
            stopped = True
            break
    ended = bool(tokens) and tokens[-1] == end
    return Text(tuple(tokens), total, ended, stopped, speech.slid)


def spoken_together(
    speech: Speech, end: int | None, *, check: Callable[[], None] = lambda: None
) -> tuple[Text, ...]:
    """What is likeliest behind each of K texts, token by token, as `spoken` one by one.

    A text that has come to its `end` is worked on no more. `check` is called before each token.
    """
    tokens: list[list[int]] = [[] for _ in speech.tokens]
    totals = [0.0] * len(tokens)
    going = torch.arange(len(tokens))  # [K'] those that have not ended
    for _ in range(speech.room):
        check()
        likely = torch.log_softmax(speech.logits(), dim=-1)  # [K', V]
        best, chosen = likely.max(dim=-1)
        told = zip(going.tolist(), chosen.tolist(), best.tolist(), strict=True)
        for text, token, log_probability in told:
            tokens[text].append(token)
            totals[text] += log_probability
        on = (chosen != (-1 if end is None else end)).nonzero()[:, 0]
        if not len(on):
            break
        going = going[on]
        speech.say(on, chosen[on])
    return tuple(
        Text(tuple(own), total, ended=own[-1:] == [end])
        for own, total in zip(tokens, totals, strict=True)
    )


def followed(
    speech: Speech, manner: Manner, end: int | None, *, goes_on: GoesOn = always
) -> tuple[Text, ...]:
    """The likeliest of `beams` texts that are followed at once, by their penalised likelihood.

    Ends when no text under way can come to be likelier than the last of those that are done.
    """
    width, given = manner.beams, speech.tokens.shape[1]
    longest = min(most(speech, manner), speech.room)
    totals = torch.zeros(1)  # [K]
    done: list[Text] = []
    stopped = False
    for _ in range(longest):
        if not goes_on():
            stopped = True
            break
        logits = penalised(speech.logits(), speech.tokens.cpu(), manner.repetition_penalty)
        likely = totals[:, None] + torch.log_softmax(logits, dim=-1)  # [K, V]
        best = likely.flatten().topk(min(2 * width, likely.numel()))
        rows, tokens = best.indices // likely.shape[1], best.indices % likely.shape[1]
        ends, possible = tokens == (-1 if end is None else end), best.values.isfinite()
        written = speech.tokens[:, given:].cpu()
        for place in (ends & possible)[:width].nonzero()[:, 0].tolist():
            before = tuple(written[rows[place]].tolist())
            done.append(Text((*before, int(tokens[place])), float(best.values[place]), ended=True))
        done = sorted(done, key=lambda text: -_score(text, manner))[:width]
        going = (~ends & possible).nonzero()[:width, 0]
        if not len(going):
            return tuple(done)
        totals = best.values[going]
        speech.say(rows[going], tokens[going])
        highest = float(totals[0]) / _penalty(longest, manner)
        if len(done) == width and _score(done[-1], manner) >= highest:
            return tuple(done)
    done += [
        Text(tuple(tokens.tolist()), float(total), ended=False, stopped=stopped)
        for tokens, total in zip(speech.tokens[:, given:].cpu(), totals, strict=True)
    ]
    return tuple(sorted(done, key=lambda text: -_score(text, manner))[:width])


def _score(text: Text, manner: Manner) -> float:
    return text.log_probability / _penalty(len(text.tokens), manner)


def _penalty(length: int, manner: Manner) -> float:
    """Wu et al. 2016, equation 14."""
    return float(((5 + length) / 6) ** manner.length_penalty)


def most(speech: Speech, manner: Manner) -> int:
    """Tokens at most: as many as there is room for, or, where a speech slides, as was asked."""
    if manner.most is None:
        return speech.room
    return manner.most if speech.slides else min(manner.most, speech.room)
