"""Filler: what a trained run puts in the place of [MASK], and how likely a word is there.

Letters: L tokens, N layers, H heads, P masks, V vocabulary, D width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor

from engine.answers import Filled, MaskLooks, TypedWord
from engine.events import Candidate, MaskPrediction
from engine.faults import Fault
from engine.inference.fitting import Window, seen_through, window_around
from engine.inference.opening import Opened
from engine.inference.rows import Rows
from engine.inference.sentence import require_words
from engine.inference.typed_words import pieces_of
from engine.models.heads import TokenHead
from engine.models.transformer import Capture
from engine.objectives import OBJECTIVES
from engine.objectives.objective import Objective
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate


class Filler:
    """A learner that only fills masks; safe to use from one thread at a time."""

    def __init__(self, learner: Learner, tokenizer: Tokenizer) -> None:
        """Raises Fault where the run has not learned that."""
        parts = learner.objective.parts()
        self.tokenizer = tokenizer
        self.rows = Rows(learner, tokenizer)
        self._objective = next((one for one in parts.values() if one.fills_from is not None), None)
        if self._objective is None:
            raise fills_none(parts)
        assert tokenizer.special.mask is not None, "an objective that hides has a mask"
        self.mask = tokenizer.special.mask

    @staticmethod
    def of(opened: Opened) -> Filler:
        """Of a checkpoint that is loaded already."""
        return Filler(opened.learner, opened.tokenizer)

    def fill(self, text: str, *, top: int = 5, typed: str = "", looks: bool = False) -> Filled:
        """The `top` best tokens for every [MASK] in `text`; the word `typed` in each, if any.

        `looks`: with what every head looks at from each. A text longer than the model reads is
        seen through a window around each mask. Raises Fault where there is no word or no [MASK].
        """
        tokens = self.rows.words(text)
        masks = [place for place, token in enumerate(tokens) if token == self.mask]
        if not masks:
            raise Fault(
                translate("faults", "There is no [MASK] in “{text}”."),
                now=translate("faults", "Write [MASK] in the place of the word to be predicted."),
                text=text[:80],
            )
        windows = [window_around(place, len(tokens), self.rows.room) for place in masks]
        logits, views = self._asked(tokens, masks, windows, looks=looks)
        words = pieces_of(self.tokenizer, text, typed) if typed.strip() else ()
        return Filled(
            tokens=self.rows.shown(self.rows.framed(tokens)),
            predictions=self.named([self.rows.before + place for place in masks], logits, top),
            fitted=seen_through(windows, len(tokens), self.rows.length),
            typed=tuple(
                self._typed(tokens, place, word, own)
                for place, word, own in zip(masks, words, logits, strict=bool(words))
            ),
            looks=views,
        )

    def logits(self, rows: Sequence[Sequence[int]], places: Sequence[Sequence[int]]) -> Tensor:
        """[B, P, V] of the words at `places` [B, P] of rows of one length, fp32."""
        return self._read(self.rows.vectors(rows, at=self._from(places)))

    def read_off(self, hidden: Tensor, places: Sequence[int]) -> Tensor:
        """[P, V] of the words at these places of a row whose vectors are hidden [L, D]."""
        (at,) = self._from([places])
        return self._read(hidden[at])

    def named(self, places: Sequence[int], logits: Tensor, top: int) -> tuple[MaskPrediction, ...]:
        """The `top` best tokens for the masks at these places, by logits [P, V]."""
        best = torch.softmax(logits, dim=-1).topk(min(top, logits.shape[-1]))
        rows = zip(places, best.indices.tolist(), best.values.tolist(), strict=True)
        return tuple(
            MaskPrediction(place, tuple(map(self._candidate, tokens, shares)))
            for place, tokens, shares in rows
        )

    def _from(self, places: Sequence[Sequence[int]]) -> list[list[int]]:
        """The places whose vectors name the words at `places`."""
        assert self._objective is not None
        before = self._objective.fills_from or 0
        return [[place - before for place in row] for row in places]

    def _read(self, hidden: Tensor) -> Tensor:
        """[..., V] from [..., D]."""
        assert self._objective is not None
        with torch.inference_mode():
            logits = cast(TokenHead, self._objective.head).logits(hidden)
            return logits[..., : self.tokenizer.vocabulary].float()

    def _asked(
        self, tokens: Sequence[int], masks: Sequence[int], windows: Sequence[Window], *, looks: bool
    ) -> tuple[Tensor, tuple[MaskLooks, ...]]:
        """[P, V], and what is looked at; masks with one window share a pass."""
        found: list[Tensor] = []
        views: list[MaskLooks] = []
        for window in dict.fromkeys(windows):
            inside = [place for place, its in zip(masks, windows, strict=True) if its == window]
            row = self.rows.framed(window.of(tokens))
            places = [self.rows.before + place - window.start for place in inside]
            if not looks:
                found.append(self.logits([row], [places])[0])
                continue
            capture = Capture()
            hidden = self.rows.vectors([row], capture=capture)[0]
            found.append(self.read_off(hidden, places))
            views += self._looks(row, self._from([places])[0], window.start, capture)
        return torch.cat(found), tuple(views)

    def _looks(
        self, row: Sequence[int], places: Sequence[int], start: int, capture: Capture
    ) -> list[MaskLooks]:
        tokens = self.rows.shown(row)
        # Of 144 heads and 512 tokens all rows would be 150 MB once more.
        rows = torch.stack([layer[0][:, list(places)] for layer in capture.attention])
        maps = rows.float().cpu().numpy()  # [N, H, P, L]
        return [
            MaskLooks(tokens, place, start, maps[:, :, number].copy())
            for number, place in enumerate(places)
        ]

    def _candidate(self, token: int, share: float) -> Candidate:
        return Candidate(self.tokenizer.token(token), share, self.tokenizer.continues_word(token))

    def _typed(
        self, tokens: Sequence[int], place: int, word: Sequence[int], logits: Tensor
    ) -> TypedWord:
        """A word of one token from what is known of the mask; else with as many masks there."""
        pieces = self.rows.shown(word)
        require_words([word])
        if len(word) == 1:
            share = torch.softmax(logits, dim=-1)[word[0]]
            rank = 1 + int((logits > logits[word[0]]).sum())
            return TypedWord(pieces, (float(share),), rank)
        if len(word) > self.rows.room:
            raise Fault(
                translate(
                    "faults", "The text has {given} tokens; this model reads {length} at once."
                ),
                now=translate("faults", "Shorten it."),
                given=len(word),
                length=self.rows.length,
            )
        wider = [*tokens[:place], *[self.mask] * len(word), *tokens[place + 1 :]]
        window = window_around(place + len(word) // 2, len(wider), self.rows.room)
        row = self.rows.framed(window.of(wider))
        first = self.rows.before + place - window.start
        own = self.logits([row], [range(first, first + len(word))])[0]
        shares = torch.softmax(own, dim=-1)[torch.arange(len(word)), torch.tensor(word)]
        return TypedWord(pieces, tuple(shares.tolist()), None)


def fills_none(parts: dict[str, Objective]) -> Fault:
    """Whom to ask instead, or what."""
    known = [name for name, kind in OBJECTIVES.items() if kind.fills_from is not None]
    now = translate("faults", "Choose a run trained on one of these: {known}.")
    if any(one.tunes for one in parts.values()):
        now = translate(
            "faults", "Choose the run it was tuned from, or one trained on one of these: {known}."
        )
    elif any(one.spots for one in parts.values()):
        now = translate(
            "faults",
            "Ask it which tokens look replaced (predict RUN TEXT, without [MASK]), or choose a "
            "run trained on one of these: {known}.",
        )
    elif any("labels" in one.writes for one in parts.values()):
        now = translate(
            "faults",
            "Ask it how two passages relate (predict RUN A --pair B), or choose a run trained "
            "on one of these: {known}.",
        )
    return Fault(
        translate("faults", "This run fills no masks: it was trained on {objectives}."),
        now=now,
        objectives=", ".join(parts),
        known=", ".join(known),
    )
