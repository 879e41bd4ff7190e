"""NextTokens: how likely each token of a text is to a model that reads from left to right.

Letters: B rows, L tokens a model reads at once, n tokens of a text, k of them asked for,
V vocabulary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batch import Batch
from engine.faults import Fault
from engine.inference.likelihood import AT_ONCE, Heard, told_of
from engine.inference.opening import Opened
from engine.models.heads import TokenHead
from engine.objectives import OBJECTIVES, asking
from engine.objectives.objective import Objective
from engine.wording import translate

PLACES = 512  # that are read off together: V numbers of each are held at once


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of every token of a text."""

    log_probabilities: NDArray[np.float64]  # [n] nats
    likeliest: NDArray[np.bool_]  # [n] whether no other token was likelier

    @property
    def total(self) -> float:
        """Nats, of the whole text."""
        return float(self.log_probabilities.sum())


@dataclass(frozen=True, slots=True)
class _Window:
    """A row, and the last k of the tokens behind its places, which are asked for."""

    text: int
    given: list[int]  # as the model reads them
    asked: list[int]  # k
    first: int  # the place in the text of the first asked


class NextTokens:
    """A learner that only says how a text goes on; safe to use from one thread at a time."""

    def __init__(self, opened: Opened) -> None:
        """Raises Fault where the run has not learned that."""
        parts = opened.learner.objective.parts()
        can = asking.continues
        self._objective = next((one for one in parts.values() if can(type(one))), None)
        if self._objective is None:
            raise Fault(
                translate(
                    "faults", "This run goes on with no text: it was trained on {objectives}."
                ),
                now=translate("faults", "Choose a run trained on one of these: {known}."),
                objectives=", ".join(parts),
                known=", ".join(name for name, kind in OBJECTIVES.items() if can(kind)),
            )
        self._model, self._device = opened.learner.model, opened.learner.device
        self._vocabulary = opened.tokenizer.vocabulary
        self._length = self._model.config.length

    def told(
        self, texts: Sequence[Sequence[int]], heard: Heard, *, stride: int | None = None
    ) -> list[Told]:
        """Every token of each text, once: given those before it, as many as fit.

        A text too long is read through windows that move by `stride` tokens (default: half of what
        is read at once), so that each has at least the rest of a window before it. As in
        training, [CLS] stands before the first window alone, and what ends a row opens the next.
        Before each pass `heard` is told how many tokens are done.
        """
        found = [Told(np.zeros(len(one)), np.zeros(len(one), np.bool_)) for one in texts]
        done = 0
        for same in self._gathered(texts, stride or max(1, self._length // 2)):
            together = max(1, AT_ONCE // len(same[0].given))
            for first in range(0, len(same), together):
                heard(done)
                some = same[first : first + together]
                done += self._fill(some, found)
        return found

    def _gathered(self, texts: Sequence[Sequence[int]], stride: int) -> list[list[_Window]]:
        """All windows, those together that can share a pass."""
        found: dict[tuple[int, int], list[_Window]] = defaultdict(list)
        for number, tokens in enumerate(texts):
            for window in self._windows(number, list(tokens), stride):
                found[len(window.given), len(window.asked)].append(window)
        return [found[key] for key in sorted(found)]

    def _windows(self, number: int, tokens: list[int], stride: int) -> list[_Window]:
        begun = self._begun()
        stop = min(len(tokens), self._length - len(begun) + 1)
        found = []
        if tokens:
            found.append(_Window(number, [*begun, *tokens[: stop - 1]], tokens[:stop], 0))
        while stop < len(tokens):
            first, stop = stop, min(len(tokens), stop + min(stride, self._length))
            given = tokens[max(0, stop - 1 - self._length) : stop - 1]
            found.append(_Window(number, given, tokens[first:stop], first))
        return found

    def _begun(self) -> list[int]:
        """What stands before the first token of a text."""
        prompt = cast(Objective, self._objective).prompt(np.empty(0, np.int64))
        assert prompt is not None, "it goes on with a text"
        return [int(token) for token in prompt.begun]

    def _fill(self, some: Sequence[_Window], found: Sequence[Told]) -> int:
        """Ask one pass; how many tokens it told."""
        size = len(some[0].asked)
        with torch.inference_mode():
            hidden = self._model(self._batch([one.given for one in some]).to(self._device))
            targets = torch.tensor([one.asked for one in some], device=self._device)
            shares, best = self._read(hidden[:, -size:].flatten(0, 1), targets.flatten())
        for one, share, hit in zip(
            some, shares.view(-1, size).tolist(), best.view(-1, size).tolist(), strict=True
        ):
            inside = slice(one.first, one.first + size)
            found[one.text].log_probabilities[inside] = share
            found[one.text].likeliest[inside] = hit
        return size * len(some)

    def _read(self, hidden: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Of the targets [B k] their log p, and whether each is the likeliest."""
        head = cast(TokenHead, cast(Objective, self._objective).head)
        found = []
        for first in range(0, len(targets), PLACES):
            logits = head.logits(hidden[first : first + PLACES])[:, : self._vocabulary].float()
            found.append(told_of(logits, targets[first : first + PLACES]))
        shares, best = zip(*found, strict=True)
        return torch.cat(shares), torch.cat(best)

    def _batch(self, rows: Sequence[Sequence[int]]) -> Batch:
        """Rows of one segment, of which a model that sees a beginning both ways sees one token."""
        tokens = np.array(rows, dtype=np.int64)
        places = np.tile(np.arange(tokens.shape[1]), (len(tokens), 1))
        return Batch(
            tokens=tokens,
            positions=places,
            segments=np.zeros_like(tokens),
            visible=places < 1,
            one_segment=True,
            sight=cast(Objective, self._objective).sight,
        )
