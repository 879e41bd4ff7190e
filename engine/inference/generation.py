"""Writer: a trained model that goes on with a text, fills its gaps or restores it.

Letters: K texts at once, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch

from engine.answers import Written
from engine.batching.sources import Ids
from engine.faults import Fault
from engine.inference.choosing import drawn, penalised
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.sentence import encode
from engine.inference.speech import Speech
from engine.manner import Manner
from engine.models.heads import TokenHead
from engine.objectives import OBJECTIVES
from engine.objectives.objective import Objective, Prompt
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate

GREEDY = Manner()


class Writer:
    """A learner that only writes; safe to use from one thread at a time.

    Of several objectives that write, `objective` names the one to ask. None: where a text has gaps
    the one that fills them, else translation, if it was learned.
    """

    def __init__(
        self,
        learner: Learner,
        tokenizer: Tokenizer,
        *,
        objective: str | None = None,
        keeps: bool = True,
    ) -> None:
        self._learner, self._tokenizer, self._keeps = learner, tokenizer, keeps
        self._wanted = objective
        parts = learner.objective.parts()
        nothing = np.empty(0, np.int64)
        writers = [(name, one) for name, one in parts.items() if one.prompt(nothing)]
        # Who fills gaps first: it can also do with a text that has none.
        writers.sort(key=lambda item: type(item[1]).restored is Objective.restored)
        self._writers = dict(writers)
        self._end = tokenizer.special.sep
        special = tokenizer.special
        self._gaps = {special.mask, *special.sentinels}
        self._silent = {special.pad, special.cls, special.sep}

    @staticmethod
    def open(run: Run, step: int | None = None, objective: str | None = None) -> Writer:
        """Load the checkpoint of `step` (default: the newest whole one).

        Raises Fault where there is none, or it is damaged.
        """
        return Writer.of(open_checkpoint(run, step), objective=objective)

    @staticmethod
    def of(opened: Opened, objective: str | None = None) -> Writer:
        """Of a checkpoint that is loaded already."""
        return Writer(opened.learner, opened.tokenizer, objective=objective)

    @property
    def writes(self) -> bool:
        """Whether the run learned to write at all."""
        return bool(self._writers)

    @property
    def reads(self) -> bool:
        """Whether it writes about a text it reads, instead of going on with one."""
        return self._learner.model.config.writes

    def write(
        self, text: str, manner: Manner = GREEDY, generator: torch.Generator | None = None
    ) -> tuple[Written, ...]:
        """What the model writes on `text`: the likeliest first where it follows several.

        Drawn tokens come from `generator` (of the processor), which must be given for that. Raises
        Fault where the run or the objective does not write, or the text is empty or too long.
        """
        objective, prompt = self._prompt(text)
        with torch.inference_mode():
            speech = Speech(
                self._learner.model,
                cast(TokenHead, objective.head),
                prompt,
                sight=objective.sight if prompt.read is None else "causal",
                keeps=self._keeps,
            )
            if manner.beams > 1:
                found = _followed(speech, manner, self._end)
            else:
                found = (_spoken(speech, manner, self._end, generator),)
        return tuple(self._as_written(objective, prompt, one) for one in found)

    def _prompt(self, text: str) -> tuple[Objective, Prompt]:
        if not self._writers:
            raise self._writes_nothing()
        tokens = encode(self._tokenizer, text)
        objective = self._asked(tokens)
        if self.reads and not tokens:
            raise Fault(
                translate("faults", "There are no words to read."),
                now=translate("faults", "Type a sentence."),
            )
        prompt = objective.prompt(np.array(tokens, dtype=np.int64))
        assert prompt is not None
        given = len(prompt.begun if prompt.read is None else prompt.read)
        length = self._learner.model.config.length
        if given > length:
            raise Fault(
                translate(
                    "faults", "The text has {given} tokens; this model reads {length} at once."
                ),
                now=translate("faults", "Shorten it."),
                given=given,
                length=length,
            )
        return objective, prompt

    def _asked(self, tokens: Sequence[int]) -> Objective:
        """Who writes on a text of these tokens."""
        if self._wanted is None:
            spoiled = not self._gaps.isdisjoint(tokens)
            writers = self._writers.values()
            return min(writers, key=lambda one: (one.source.reads == "text") != spoiled)
        if self._wanted not in self._writers:
            raise Fault(
                translate("faults", "{objective} is nothing this run could write by."),
                now=translate("faults", "Choose one of: {known}."),
                objective=self._wanted,
                known=", ".join(self._writers),
            )
        return self._writers[self._wanted]

    def _writes_nothing(self) -> Fault:
        fitting = ("decoder", "encoder_decoder")
        known = [n for n, kind in OBJECTIVES.items() if set(fitting) & set(kind.architectures)]
        return Fault(
            translate("faults", "This run writes no text: it was trained on {objectives}."),
            now=translate("faults", "Choose a run trained on one of these: {known}."),
            objectives=", ".join(self._learner.objective.parts()),
            known=", ".join(known),
        )

    def _as_written(self, objective: Objective, prompt: Prompt, one: _Text) -> Written:
        tokens = np.array(one.tokens, dtype=np.int64)
        restored = None if prompt.read is None else objective.restored(prompt.read, tokens)
        return Written(
            text=self._shown(tokens),
            restored=None if restored is None else self._shown(restored),
            tokens=one.tokens,
            log_probability=one.log_probability,
            ended=one.ended,
        )

    def _shown(self, tokens: Ids) -> str:
        return self._tokenizer.decode(t for t in tokens.tolist() if t not in self._silent)


@dataclass(frozen=True, slots=True)
class _Text:
    """Tokens behind the prompt."""

    tokens: tuple[int, ...]
    log_probability: float
    ended: bool


def _spoken(
    speech: Speech, manner: Manner, end: int | None, generator: torch.Generator | None
) -> _Text:
    """One text: each token the likeliest, or drawn."""
    if manner.temperature is not None and generator is None:
        raise ValueError("tokens are drawn from a generator that is given")
    tokens: list[int] = []
    total, row = 0.0, torch.zeros(1, dtype=torch.int64)
    for _ in range(_most(speech, manner)):
        plain = speech.logits()
        logits = penalised(plain, speech.tokens.cpu(), manner.repetition_penalty)
        if generator is None or manner.temperature is None:
            token = logits.argmax(dim=-1)
        else:
            token = drawn(logits, manner, generator)
        tokens.append(int(token))
        total += float(torch.log_softmax(plain, dim=-1)[0, tokens[-1]])
        if tokens[-1] == end:
            return _Text(tuple(tokens), total, ended=True)
        speech.say(row, token)
    return _Text(tuple(tokens), total, ended=False)


def _followed(speech: Speech, manner: Manner, end: int | None) -> tuple[_Text, ...]:
    """The likeliest of `beams` texts that are followed at once, by their penalised likelihood.

    Ends when no text under way can come to be likelier than the last of those that are done.
    """
    width, most, given = manner.beams, _most(speech, manner), speech.tokens.shape[1]
    totals = torch.zeros(1)  # [K]
    done: list[_Text] = []
    for _ in range(most):
        logits = penalised(speech.logits(), speech.tokens.cpu(), manner.repetition_penalty)
        likely = totals[:, None] + torch.log_softmax(logits, dim=-1)  # [K, V]
        best = likely.flatten().topk(min(2 * width, likely.numel()))
        rows, tokens = best.indices // likely.shape[1], best.indices % likely.shape[1]
        ends, possible = tokens == (-1 if end is None else end), best.values.isfinite()
        written = speech.tokens[:, given:].cpu()
        for place in (ends & possible)[:width].nonzero()[:, 0].tolist():
            before = tuple(written[rows[place]].tolist())
            done.append(_Text((*before, int(tokens[place])), float(best.values[place]), ended=True))
        going = (~ends & possible).nonzero()[:width, 0]
        if not len(going):
            break
        totals = best.values[going]
        speech.say(rows[going], tokens[going])
        done = sorted(done, key=lambda text: -_score(text, manner))[:width]
        highest = float(totals[0]) / _penalty(most, manner)
        if len(done) == width and _score(done[-1], manner) >= highest:
            return tuple(done)
    else:
        written = speech.tokens[:, given:].cpu()
        done += [
            _Text(tuple(tokens.tolist()), float(total), ended=False)
            for tokens, total in zip(written, totals, strict=True)
        ]
    return tuple(sorted(done, key=lambda text: -_score(text, manner))[:width])


def _score(text: _Text, manner: Manner) -> float:
    return text.log_probability / _penalty(len(text.tokens), manner)


def _penalty(length: int, manner: Manner) -> float:
    """Wu et al. 2016, equation 14."""
    return float(((5 + length) / 6) ** manner.length_penalty)


def _most(speech: Speech, manner: Manner) -> int:
    return speech.room if manner.most is None else min(manner.most, speech.room)
