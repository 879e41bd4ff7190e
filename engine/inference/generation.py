"""Writer: a trained model that goes on with a text, fills its gaps or restores it.

Letters: K texts at once, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch

from engine.answers import Fitted, Span, Written
from engine.batching.sources import Ids
from engine.faults import Fault
from engine.inference.growing import Growing, text_behind
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.sentence import encode, require_more_than, require_text
from engine.inference.spans import spans_of
from engine.inference.speaking import GoesOn, Text, always, followed, spoken, spoken_together
from engine.inference.speech import Speech, newest_kept
from engine.manner import Manner
from engine.models.heads import TokenHead
from engine.objectives import OBJECTIVES, asking
from engine.objectives.objective import Objective, Prompt
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.unknown import unknown_among
from engine.training.learner import Learner
from engine.wording import translate

GREEDY = Manner()
AT_ONCE = 64  # texts


@dataclass(frozen=True, slots=True)
class _Given:
    """A text as the model is given it."""

    objective: Objective
    prompt: Prompt
    tokens: list[int]  # of the text, as far as they are given
    fitted: Fitted

    @property
    def before(self) -> list[int]:
        """What is gone on with."""
        return self.prompt.begun.tolist() if self.prompt.read is None else []


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

    @staticmethod
    def able(opened: Opened, can: asking.Can) -> Writer:
        """Of a loaded checkpoint, to be asked by the first objective that can.

        Raises Fault where none can, and names those that could.
        """
        parts = opened.learner.objective.parts()
        fitting = next((name for name, one in parts.items() if can(type(one))), None)
        if fitting is None:
            raise Fault(
                translate(
                    "faults", "This run cannot be asked that: it was trained on {objectives}."
                ),
                now=translate("faults", "Choose a run trained on one of these: {known}."),
                objectives=", ".join(parts),
                known=", ".join(name for name, kind in OBJECTIVES.items() if can(kind)),
            )
        return Writer.of(opened, objective=fitting)

    @property
    def writes(self) -> bool:
        """Whether the run learned to write at all."""
        return bool(self._writers)

    @property
    def reads(self) -> bool:
        """Whether it writes about a text it reads, instead of going on with one."""
        return self._learner.model.config.writes

    def write(
        self,
        text: str,
        manner: Manner = GREEDY,
        generator: torch.Generator | None = None,
        *,
        goes_on: GoesOn = always,
        emit: Callable[[str], None] | None = None,
    ) -> tuple[Written, ...]:
        """What the model writes on `text`: the likeliest first where it follows several.

        Drawn tokens come from `generator` (of the processor), which must be given for that. Before
        each token `goes_on` is asked; what stands there once it says no is the answer. Where one
        text is written, `emit` is told each piece of `Written.behind` as it comes. Of a text too
        long the end is left out, or, where the model goes on with it, the beginning. Raises Fault
        where the run or the objective does not write, or there is nothing to read.
        """
        given = self._given(text)
        growing = Growing(self._tokenizer, given.before, self._silent)

        def hear(token: int) -> None:
            more = growing.add(token)
            if more and emit is not None:
                emit(more)

        with torch.inference_mode():
            speech = self._speech(given)
            if manner.beams > 1:
                found = followed(speech, manner, self._end, goes_on=goes_on)
            else:
                how: dict[str, Any] = {"goes_on": goes_on, "hear": hear}
                found = (spoken(speech, manner, self._end, generator, **how),)
        return tuple(self._as_written(given, one) for one in found)

    def write_all(
        self,
        texts: Sequence[str],
        *,
        check: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> tuple[Written, ...]:
        """What is likeliest on each text, as `write` says one by one; many are written at once.

        Only where the model reads what it writes about. `check` is called before every token and
        may end the work by raising; `progress` is told how many texts are done, of all.
        """
        alike: dict[tuple[str, int], list[int]] = {}  # texts of as many tokens need no padding
        given = [self._given(text) for text in texts]
        for number, one in enumerate(given):
            assert one.prompt.read is not None, "a model that reads"
            alike.setdefault((one.objective.name, len(one.prompt.read)), []).append(number)
        found: dict[int, Written] = {}
        with torch.inference_mode():
            for numbers in alike.values():
                for at in range(0, len(numbers), AT_ONCE):
                    some = numbers[at : at + AT_ONCE]
                    first, *others = (given[number] for number in some)
                    speech = self._speech(first, [one.prompt for one in others])
                    spoken_of = spoken_together(speech, self._end, check=check)
                    for number, text in zip(some, spoken_of, strict=True):
                        found[number] = self._as_written(given[number], text)
                    progress(len(found), len(texts))
        return tuple(found[number] for number in range(len(texts)))

    def _speech(self, given: _Given, beside: Sequence[Prompt] = ()) -> Speech:
        objective = given.objective
        return Speech(
            self._learner.model,
            cast(TokenHead, objective.head),
            given.prompt,
            sight=objective.sight if given.prompt.read is None else "causal",
            keeps=self._keeps,
            slides=True,
            beside=beside,
        )

    def _given(self, text: str) -> _Given:
        """The text as the model is given it, cut where it is too long."""
        if not self._writers:
            raise self._writes_nothing()
        tokens = encode(self._tokenizer, text)
        objective = self._asked(tokens)
        if self.reads:
            require_text(text)
            require_more_than(self._silent | self._gaps, tokens)
        length = self._learner.model.config.length
        frame = _prompt(objective, ())
        room = length - len(frame.begun if frame.read is None else frame.read)
        kept = tokens
        if len(tokens) > room:
            kept = tokens[:room] if self.reads else tokens[-newest_kept(length) :]
        unknown = unknown_among([tokens], self._tokenizer)
        left_out = len(tokens) - len(kept)
        fitted = Fitted((len(tokens),), (left_out,), length, unknown=unknown)
        return _Given(objective, _prompt(objective, kept), kept, fitted)

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

    def _as_written(self, given: _Given, one: Text) -> Written:
        tokens, read = np.array(one.tokens, dtype=np.int64), given.prompt.read
        restored = None if read is None else given.objective.restored(read, tokens)
        spans: tuple[Span, ...] = ()
        if read is not None and not self._gaps.isdisjoint(given.tokens):
            spans = spans_of(self._tokenizer, given.tokens, read.tolist(), one.tokens)
        return Written(
            text=self._shown(tokens),
            restored=None if restored is None else self._shown(restored),
            tokens=one.tokens,
            log_probability=one.log_probability,
            ended=one.ended,
            behind=text_behind(self._tokenizer, given.before, one.tokens, self._silent),
            spans=spans,
            stopped=one.stopped,
            slid=one.slid,
            fitted=given.fitted,
        )

    def _shown(self, tokens: Ids) -> str:
        return self._tokenizer.decode(t for t in tokens.tolist() if t not in self._silent)


def _prompt(objective: Objective, tokens: Sequence[int]) -> Prompt:
    prompt = objective.prompt(np.array(tokens, dtype=np.int64))
    assert prompt is not None, "one of those that write"
    return prompt
