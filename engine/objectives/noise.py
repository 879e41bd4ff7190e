"""Noise: how a passage is spoiled that a decoder is to write as it was (Lewis et al. 2020).

Letters: N tokens of a passage.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import ConfigDict, ValidationInfo, field_validator

from engine.faults import Unfit
from engine.objectives.grouping import Bools, Ids
from engine.objectives.objective import ObjectiveConfig
from engine.options import option
from engine.wording import translate

Rng = np.random.Generator

NOTHING = -1  # in the place of a token: a mask stands there


class NoiseConfig(ObjectiveConfig):
    """Which kinds of noise a passage is given, and how much."""

    model_config = ConfigDict(validate_default=True)  # a kind left open counts as one

    infilled: float = option(
        0.3,
        translate("recipe", "Share hidden in spans"),
        translate(
            "recipe",
            "Of the tokens; one mask stands for a whole span, so the model must also tell how "
            "much is missing. 0: no span is hidden.",
        ),
        minimum=0.0,
        maximum=0.9,
        source="Lewis et al. 2020, section 2.2",
    )
    span: float = option(
        3.0,
        translate("recipe", "Mean length of a span"),
        translate(
            "recipe",
            "Lengths are drawn from a Poisson distribution of this mean. A span of length 0 puts "
            "a mask where nothing is missing.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=2.0,
        maximum=20.0,
        source="Lewis et al. 2020, section 2.2",
    )
    deleted: float = option(
        0.0,
        translate("recipe", "Share deleted"),
        translate(
            "recipe",
            "Of the tokens, without a trace: the model must find out where something is missing. "
            "About 0.15 is a good try; 0: nothing is deleted.",
        ),
        minimum=0.0,
        maximum=0.9,
        source="Lewis et al. 2020, section 2.2",
        advanced=True,
    )
    rotated: bool = option(
        False,
        translate("recipe", "Rotated"),
        translate(
            "recipe",
            "The passage begins at any of its tokens and goes on from its start after its end; "
            "the model must find the beginning. Alone it teaches little.",
        ),
        source="Lewis et al. 2020, section 2.2 and table 1",
        advanced=True,
    )
    permuted: bool = option(
        True,
        translate("recipe", "Sentences in another order"),
        translate(
            "recipe",
            "The sentences of a passage are shuffled, each one whole; the model must find their "
            "order again.",
        ),
        source="Lewis et al. 2020, section 2.2",
    )

    @field_validator("permuted")
    @classmethod
    def _something_is_done(cls, permuted: bool, info: ValidationInfo) -> Any:
        others = ("infilled", "deleted", "rotated")
        if not permuted and not any(info.data.get(name, True) for name in others):
            raise Unfit(
                translate("faults", "without any noise there is nothing to undo, only to copy")
            )
        return permuted


def noisy(
    tokens: Ids, opens: Bools, config: NoiseConfig, mask: int, rng: Rng, *, traced: bool = False
) -> tuple[Ids, Ids | None]:
    """What is read instead of a passage; `opens` [N] is true where a sentence begins.

    In the order of BART's code: sentences, tokens, spans, the whole. It never has more tokens.
    Then, where it is `traced`, [N] at which of its places each token stands, or its mask; ~p where
    the token was left out before place p.
    """
    order = np.arange(len(tokens))
    if config.permuted:
        order = permuted(order, opens, rng)
    left = thinned(order, config.deleted, rng) if config.deleted else order
    wanted = int(config.infilled * len(left) + 0.5)
    lengths = infill_lengths(wanted, config.span, rng) if wanted else np.empty(0, np.int64)
    read = infilled(left, lengths, NOTHING, rng) if wanted else left
    turn = rotated(np.arange(len(read)), rng) if config.rotated else np.arange(len(read))
    places = _places(order, left, read, lengths, turn) if traced else None
    read = read[turn]
    return np.where(read == NOTHING, mask, tokens[read]), places


def _places(order: Ids, left: Ids, read: Ids, lengths: Ids, turn: Ids) -> Ids:
    """[N] where each token stands once what is `read` is turned; ~p where it was left out."""
    stands_for = np.ones(len(read), dtype=np.int64)
    stands_for[read == NOTHING] = lengths
    shown = np.isin(order, left, assume_unique=True)
    places = np.empty(len(order), dtype=np.int64)
    places[order[shown]] = np.repeat(np.arange(len(read)), stands_for)
    following = np.append(places[left], len(read))[np.cumsum(shown)]  # the place that comes next
    size, by = len(read), int(turn[0])
    places[left] = (places[left] - by) % size
    gone = following[~shown]
    places[order[~shown]] = ~np.where((gone == size) & (by == 0), size, (gone - by) % size)
    return places


def infill_lengths(wanted: int, mean: float, rng: Rng) -> Ids:
    """Lengths of the spans that one mask each stands for: Poisson, `wanted` tokens in all.

    The last one is cut short to meet the sum (Lewis et al. 2020 and their code). There are never
    more masks than tokens they stand for, or the row would not hold them: of spans of length
    zero, which insert a mask, those beyond are left out. At means of two and more this is rare.
    """
    found: list[Ids] = []
    short = wanted
    while short > 0:
        drawn = rng.poisson(mean, size=1 + int(short / mean)).astype(np.int64)
        last = int(np.searchsorted(np.cumsum(drawn), short))  # reaches what is still short
        drawn = drawn[: last + 1]
        short -= int(drawn.sum())
        found.append(drawn)
    lengths = np.concatenate([*found, np.empty(0, np.int64)])
    if len(lengths):
        lengths[-1] += short
    empty = np.flatnonzero(lengths == 0)
    room = wanted - (len(lengths) - len(empty))
    # In any order, or the last mask would be known to stand for the span cut short.
    return rng.permutation(np.delete(lengths, empty[room:]))


def infilled(tokens: Ids, lengths: Ids, mask: int, rng: Rng) -> Ids:
    """`tokens` with a mask in the place of each span, and all arrangements equally likely."""
    size = len(tokens) - int(lengths.sum()) + len(lengths)
    at = np.sort(rng.choice(size, len(lengths), replace=False))
    steps = np.ones(size, dtype=np.int64)  # tokens each place of what is read stands for
    steps[at] = lengths
    shown = np.full(size, mask, dtype=np.int64)
    kept = np.ones(size, dtype=np.bool_)
    kept[at] = False
    shown[kept] = tokens[(np.cumsum(steps) - 1)[kept]]
    return shown


def permuted(tokens: Ids, opens: Bools, rng: Rng) -> Ids:
    """The sentences in another order; `opens` [N] is true where one begins."""
    sentences = np.split(tokens, np.flatnonzero(opens)[1:])
    return np.concatenate([sentences[number] for number in rng.permutation(len(sentences))])


def thinned(tokens: Ids, rate: float, rng: Rng) -> Ids:
    """The tokens without round(rate · N) of them, which leave no trace; one stays at least."""
    size = len(tokens)
    gone = rng.choice(size, min(int(rate * size + 0.5), size - 1), replace=False)
    return np.delete(tokens, gone)


def rotated(tokens: Ids, rng: Rng) -> Ids:
    """The passage from any of its tokens on, and after its end what stood before."""
    return np.roll(tokens, -int(rng.integers(len(tokens))))
