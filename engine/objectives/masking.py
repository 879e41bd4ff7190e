"""Masking: which tokens of a row are hidden, and what is put there instead.

Letters: B rows, L tokens per row, P predicted positions per row.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from pydantic import ConfigDict, ValidationInfo, field_validator

from engine.batch import IGNORE, Batch
from engine.batching.randomness import without_epoch
from engine.batching.vocabulary import Vocabulary
from engine.faults import Unfit
from engine.objectives.grouping import (
    Bools,
    Floats,
    Ids,
    SpanLaw,
    at_the_front,
    same_in_group,
    single_tokens,
    span_chances,
    spans,
    whole_words,
)
from engine.objectives.objective import ObjectiveConfig, Rngs
from engine.options import option
from engine.wording import translate


class MaskingConfig(ObjectiveConfig):
    """How much is hidden, in which pieces, and what stands there instead."""

    model_config = ConfigDict(validate_default=True)  # a share left open counts in the sum

    rate: float = option(
        0.15,
        translate("recipe", "Share hidden"),
        translate(
            "recipe",
            "Share of the tokens the model must name. More gives more to learn from each row "
            "but leaves less to guess from; large models bear 0.40.",
        ),
        minimum=0.01,
        maximum=0.9,
        source="Devlin et al. 2018; Wettig et al. 2023",
    )
    start_rate: float | None = option(
        None,
        translate("recipe", "Share hidden at the start"),
        translate(
            "recipe",
            "If given, the share moves evenly from this to the one above over the budget. "
            "From 0.30 to 0.15 is a good try. Empty: it stays.",
        ),
        minimum=0.01,
        maximum=0.9,
        source="Ankner et al. 2024",
        advanced=True,
    )
    unit: Literal["tokens", "words", "spans"] = option(
        "tokens",
        translate("recipe", "Hidden in units of"),
        translate(
            "recipe",
            "Single tokens; whole words, so that no piece gives the rest away; or spans of words, "
            "so that no neighbour does.",
        ),
        source="Devlin et al. 2019; Cui et al. 2019; Joshi et al. 2020",
        words={
            "tokens": translate("recipe", "Tokens"),
            "words": translate("recipe", "Whole words"),
            "spans": translate("recipe", "Spans of words"),
        },
    )
    span_law: SpanLaw = option(
        "geometric",
        translate("recipe", "Lengths of spans"),
        translate(
            "recipe",
            "Where spans are hidden. Geometric, with p = 0.2: 3.8 words on average if the longest "
            "has ten. As 1/n: two words half as often as one, three a third.",
        ),
        source="Joshi et al. 2020, section 3.1; Lan et al. 2020, section 4.1",
        words={
            "geometric": translate("recipe", "Geometric"),
            "inverse": translate("recipe", "As 1/n"),
        },
        advanced=True,
    )
    longest_span: int = option(
        10,
        translate("recipe", "Longest span"),
        translate("recipe", "Where spans are hidden. SpanBERT has 10, ALBERT 3."),
        unit=translate("recipe", "words"),
        minimum=1,
        maximum=30,
        source="Joshi et al. 2020, section 3.1; Lan et al. 2020, section 4.1",
        advanced=True,
    )
    masks: Literal["dynamic", "static"] = option(
        "dynamic",
        translate("recipe", "Masks"),
        translate(
            "recipe",
            "Dynamic: new places every epoch, so the same text asks new questions. Static: the "
            "same places every time, as in the first BERT; pairs of passages are drawn anew.",
        ),
        source="Liu et al. 2019, table 1",
        words={
            "dynamic": translate("recipe", "New every epoch"),
            "static": translate("recipe", "Always the same"),
        },
        advanced=True,
    )
    masked: float = option(
        0.8,
        translate("recipe", "Replaced by [MASK]"),
        translate(
            "recipe",
            "Of the hidden tokens, the share shown as [MASK]. Not all, because no [MASK] ever "
            "stands in the text the model is used on.",
        ),
        minimum=0.0,
        maximum=1.0,
        source="Devlin et al. 2018, section 3.1",
        advanced=True,
    )
    random: float = option(
        0.1,
        translate("recipe", "Replaced at random"),
        translate(
            "recipe",
            "Of the hidden tokens, the share shown as some other token. What is left over "
            "stays as it was: the model cannot know which tokens to trust.",
        ),
        minimum=0.0,
        maximum=1.0,
        source="Devlin et al. 2018, section 3.1",
        advanced=True,
    )

    @field_validator("random")
    @classmethod
    def _shares_fit(cls, random: float, info: ValidationInfo) -> float:
        if info.data.get("masked", 0.0) + random > 1.0 + 1e-9:
            raise Unfit(
                translate("faults", "masked and random together are more than all hidden tokens")
            )
        return random

    def num_places(self, length: int) -> int:
        """P for rows of `length` tokens: enough for the highest rate of the schedule."""
        highest = max(self.rate, self.start_rate or 0.0)
        return max(1, math.floor(highest * length + 0.5))


class Masking:
    """Hides tokens of a batch and notes them as targets."""

    def __init__(self, config: MaskingConfig, vocabulary: Vocabulary) -> None:
        self.config = config
        self.vocabulary = vocabulary
        self.rate = config.rate if config.start_rate is None else config.start_rate

    def schedule(self, progress: float) -> None:
        """Move the rate evenly from start to end over progress 0 … 1."""
        if self.config.start_rate is not None:
            way = self.config.rate - self.config.start_rate
            self.rate = self.config.start_rate + way * min(max(progress, 0.0), 1.0)

    def num_places(self, length: int) -> int:
        """P for rows of `length` tokens."""
        return self.config.num_places(length)

    def hide(self, batch: Batch, rngs: Rngs) -> Batch:
        """Hide round(rate × maskable) tokens of each row; sets predict_at, targets, original."""
        if self.config.masks == "static":
            rngs = [without_epoch(rng) for rng in rngs]
        length = batch.tokens.shape[1]
        keys, how, other, lengths = draw_uniform(rngs, 4, length).swapaxes(0, 1)
        words, groups = self._groups(batch, lengths)
        if self.config.unit != "tokens":
            keys = same_in_group(groups, keys)
        if self.config.unit == "spans":
            how = same_in_group(groups, how)  # as in SpanBERT: a span is replaced as a whole
        chosen = choose(batch.maskable, words, keys, self._wanted(batch), self.num_places(length))
        tokens, targets = self._replace(batch.tokens, chosen, how, other)
        return replace(
            batch,
            tokens=tokens,
            original=batch.tokens if batch.original is None else batch.original,
            predict_at=chosen.predict_at,
            targets=targets,
        )

    def at_the_front(self, batch: Batch) -> Bools:
        """[B, L]: the words (or single tokens, as they are hidden) each segment begins with."""
        words = single_tokens if self.config.unit == "tokens" else self._words
        return at_the_front(words(batch), batch)

    def _words(self, batch: Batch) -> Ids:
        return whole_words(batch, self.vocabulary)

    def _groups(self, batch: Batch, lengths: Floats) -> tuple[Ids, Ids]:
        """What is hidden whole or not at all, and what is hidden together where it fits."""
        if self.config.unit == "tokens":
            words = single_tokens(batch)
            return words, words
        words = self._words(batch)
        if self.config.unit == "words":
            return words, words
        chances = span_chances(self.config.span_law, self.config.longest_span)
        return words, spans(words, batch, lengths, chances)

    def _wanted(self, batch: Batch) -> Ids:
        maskable: Bools = batch.maskable
        wanted: Ids = np.floor(self.rate * maskable.sum(axis=1) + 0.5).astype(np.int64)
        return wanted

    def _replace(self, tokens: Ids, chosen: Chosen, how: Floats, other: Floats) -> tuple[Ids, Ids]:
        """[MASK], a random token or nothing new at the chosen places; and the targets [B, P]."""
        rows, at = np.nonzero(chosen.used)
        places = chosen.predict_at[rows, at]
        original = tokens[rows, places]
        targets = np.full(chosen.predict_at.shape, IGNORE, dtype=np.int64)
        targets[rows, at] = original
        decided = how[rows, places]
        ordinary = self.vocabulary.ordinary
        drawn = ordinary[(other[rows, places] * len(ordinary)).astype(np.int64)]
        masked, random = self.config.masked, self.config.random
        shown = np.where(decided < masked + random, drawn, original)
        tokens = tokens.copy()
        tokens[rows, places] = np.where(decided < masked, self.vocabulary.mask, shown)
        return tokens, targets


@dataclass(frozen=True, slots=True)
class Chosen:
    """The places a row predicts."""

    predict_at: Ids  # [B, P]; unused places 0
    used: Bools  # [B, P]


def choose(maskable: Bools, words: Ids, keys: Floats, wanted: Ids, places: int) -> Chosen:
    """Take groups in the order of their keys until `wanted` [B] (at most P = `places`) are taken.

    `words` [B, L] numbers the words of a row; `keys` [B, L] is the same number for all places of
    a group. The last group is cut before the word that would overrun: no word is hidden in part,
    and at most one word too little is hidden.
    """
    num_rows, length = keys.shape
    order = np.argsort(np.where(maskable, keys, 2.0), axis=1, kind="stable")
    order = order[:, : min(places + 1, length)]  # groups stay together, in reading order
    wanted = np.minimum(wanted, places)[:, None]
    taken = np.arange(order.shape[1]) < wanted  # [B, P + 1]
    # The word at the first place not taken is hidden whole or not at all.
    owner = np.take_along_axis(words, order, axis=1)
    first_left = np.minimum(wanted, order.shape[1] - 1)
    cut = np.take_along_axis(owner, first_left, axis=1)
    taken &= (owner != cut) | (wanted >= order.shape[1])
    predict_at = np.zeros((num_rows, places), dtype=np.int64)
    used = np.zeros((num_rows, places), dtype=np.bool_)
    kept = min(places, length)
    predict_at[:, :kept] = np.where(taken, order, 0)[:, :kept]
    used[:, :kept] = taken[:, :kept]
    return Chosen(predict_at, used)


def draw_uniform(rngs: Sequence[np.random.Generator], *shape: int) -> Floats:
    """[B, *shape] numbers in [0, 1), row by row from its own generator."""
    drawn = np.empty((len(rngs), *shape))
    for row, rng in enumerate(rngs):
        rng.random(out=drawn[row])
    return drawn
