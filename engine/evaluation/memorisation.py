"""Memorisation: does a run know its training text by heart, or only its language?

Letters: n stretches of text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.evaluation import intervals
from engine.evaluation.asked import Asked
from engine.evaluation.by_heart import BEGUN, Stretch, recalled, stretches_of
from engine.evaluation.card import Card
from engine.evaluation.histogram import histogram
from engine.evaluation.result import Column, Figure, Plot, Remark, Result, Table
from engine.wording import translate

CARD = Card(
    name="memorisation",
    title=translate("evaluation", "Known by heart"),
    lines=(
        translate("evaluation", "Pieces of the training text are held against pieces held back."),
        translate("evaluation", "A run that learned them by heart finds its own far likelier."),
        translate(
            "evaluation", "And it goes on with them word for word, or restores gaps in them."
        ),
    ),
    option="--memorisation",
    wants="nothing",
    file="",
    needs=("continues", "fills"),
    most=300,
    unit=translate("evaluation", "pieces of either text"),
    source="Carlini et al. 2019, arXiv:1802.08232; Carlini et al. 2021, arXiv:2012.07805",
)
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Group:
    """Stretches of one split, and how the run did on them."""

    stretches: Sequence[Stretch]
    nats: NDArray[np.float64]  # [n] −log p per token
    recalled: NDArray[np.float64]  # [n] tokens said word for word; or 1 where a span was restored


def evaluate(asked: Asked) -> Result:
    """Measure on the run's own text; Fault where that cannot be read as it was."""
    scorer = asked.scorer
    own, others, longest = stretches_of(asked)
    tokens = [list(one.tokens) for one in (*own, *others)]
    count = len(tokens)
    nats = np.array(
        [
            -one.total / one.num_tokens
            for one in scorer.of_tokens(tokens, lambda done, _all: asked.heard(done, 2 * count))
        ]
    )
    found = recalled(scorer, tokens, lambda done: asked.heard(count + done, 2 * count))
    training = Group(own, nats[: len(own)], found[: len(own)])
    held_back = Group(others, nats[len(own) :], found[len(own) :])
    causal = scorer.how == "causal"
    figures = _exposures(training, held_back, asked.seed)
    figures += _runs(training, held_back, asked.seed) if causal else _spans(training, held_back)
    return asked.result(
        CARD.name,
        scorer.how,
        figures,
        tables=[_likeliest(asked, training)],
        plots=[_spread(training, held_back)],
        remarks=_remarks(training, held_back, longest, causal=causal),
        tokens=longest,
    )


def exposures(own: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """log2 of how many there are, less log2 of the rank of each of `own` among `others`.

    By −log p, the least first (Carlini et al. 2019, definition 3); with ties the worse rank.
    """
    ranks = 1 + np.searchsorted(np.sort(others), own, side="right")
    found: NDArray[np.float64] = np.log2(len(others) + 1) - np.log2(ranks)
    return found


def by_chance(count: int) -> float:
    """The mean exposure of what was never seen, among so many others."""
    return math.log2(count + 1) - math.fsum(map(math.log2, range(1, count + 2))) / (count + 1)


def _exposures(training: Group, held_back: Group, seed: int) -> list[Figure]:
    found = exposures(training.nats, held_back.nats)
    low, high = intervals.of_mean(found, seed)
    shift = float(held_back.nats.mean() - training.nats.mean())
    low_shift, high_shift = intervals.of_difference(held_back.nats, training.nats, seed)
    area, (low_area, high_area) = intervals.of_order(held_back.nats, training.nats, seed)
    count = len(found)
    return [
        Figure(
            "told_apart",
            translate("evaluation", "A piece of the training text is likelier than one held back"),
            area,
            "share",
            low=low_area,
            high=high_area,
            floor=0.5,
            count=count,
        ),
        Figure(
            "shift",
            translate("evaluation", "Training text is likelier by so much a token"),
            shift,
            "nats",
            low=low_shift,
            high=high_shift,
            floor=0.0,
            count=count,
        ),
        Figure(
            "exposure",
            translate("evaluation", "Exposure: rank among pieces held back, mean"),
            float(found.mean()),
            "bits",
            low=low,
            high=high,
            floor=by_chance(len(held_back.nats)),
            count=count,
        ),
    ]


def _runs(training: Group, held_back: Group, seed: int) -> list[Figure]:
    low, high = intervals.of_mean(training.recalled, seed)
    return [
        Figure(
            "longest_verbatim",
            translate("evaluation", "Longest continuation word for word, in tokens"),
            float(training.recalled.max()),
            "number",
            floor=float(held_back.recalled.max()),
            count=len(training.recalled),
        ),
        Figure(
            "mean_verbatim",
            translate("evaluation", "Continued word for word, tokens on average"),
            float(training.recalled.mean()),
            "number",
            low=low,
            high=high,
            floor=float(held_back.recalled.mean()),
            count=len(training.recalled),
        ),
    ]


def _spans(training: Group, held_back: Group) -> list[Figure]:
    hits = float(training.recalled.sum())
    low, high = intervals.of_share(hits, len(training.recalled))
    return [
        Figure(
            "spans_restored",
            translate("evaluation", "Hidden spans restored word for word"),
            float(training.recalled.mean()),
            "share",
            low=low,
            high=high,
            floor=float(held_back.recalled.mean()),
            count=len(training.recalled),
        )
    ]


def _likeliest(asked: Asked, training: Group) -> Table:
    """What is known best: word for word first, then by likelihood."""
    decode = asked.opened.tokenizer.decode
    order = np.lexsort((training.nats, -training.recalled))[:SHOWN]
    rows = tuple(
        (
            decode(training.stretches[place].tokens)[:400],
            float(training.nats[place]),
            float(training.recalled[place]),
        )
        for place in order.tolist()
    )
    columns = (
        Column("text", translate("evaluation", "Training text"), "text"),
        Column("nats", translate("evaluation", "Cost of a token"), "nats"),
        Column("recalled", translate("evaluation", "Word for word"), "number"),
    )
    return Table("best_known", translate("evaluation", "Known best"), columns, rows)


def _spread(training: Group, held_back: Group) -> Plot:
    return histogram(
        "spread",
        translate("evaluation", "Cost of a token, piece by piece"),
        [
            ("training", translate("evaluation", "trained on"), training.nats.tolist()),
            ("held_back", translate("evaluation", "held back"), held_back.nats.tolist()),
        ],
        unit="nats",
    )


def _remarks(training: Group, held_back: Group, longest: int, *, causal: bool) -> list[Remark]:
    found = [
        Remark(
            translate(
                "evaluation",
                "{count} pieces of {longest} tokens of the training text were held against {other} "
                "of what was held back; the floor is what the latter get.",
            ),
            values={
                "count": len(training.stretches),
                "other": len(held_back.stretches),
                "longest": longest,
            },
        )
    ]
    if causal:
        what = translate(
            "evaluation",
            "Each piece is begun for the run, which goes on with the likeliest token each time; "
            "counted are the tokens until the first that differs.",
        )
    else:
        what = translate(
            "evaluation",
            "In each piece some tokens in a row are hidden together; restored are those of which "
            "each is the run's first answer.",
        )
    found.append(Remark(what))
    if causal and training.recalled.max() >= longest - longest // BEGUN:
        what = translate(
            "evaluation",
            "The longest continuation ends where its piece does: it may go on beyond.",
        )
        found.append(Remark(what, "warning"))
    found.append(
        Remark(
            translate(
                "evaluation",
                "Text that is said again elsewhere (names, formulas, quotations) is also found by "
                "who knows the language only: that is what the pieces held back are for.",
            )
        )
    )
    return found
