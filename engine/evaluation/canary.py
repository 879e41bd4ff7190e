"""Canary: does a run know the digits of one line by heart, such as a telephone number?"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from engine.control import Check
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.histogram import histogram
from engine.evaluation.memorisation import by_chance
from engine.evaluation.result import Column, Figure, Remark, Result, Table
from engine.faults import Fault
from engine.wording import translate

CARD = Card(
    name="canary",
    title=translate("evaluation", "One line known by heart"),
    lines=(
        translate("evaluation", "A line with a number in it is held against itself with others."),
        translate("evaluation", "A run that knows the line by heart finds it likelier than those."),
        translate("evaluation", "Exposure tells how far ahead it is, in bits; 1 is chance, about."),
    ),
    option="--canary",
    wants="line",
    file=translate("evaluation", "A line with digits in it, as it stood in the training text."),
    needs=("continues", "fills"),
    most=1000,
    unit=translate("evaluation", "other numbers"),
    source="Carlini et al. 2019, arXiv:1802.08232",
)
SHOWN = 10
_DIGIT = re.compile(r"[0-9]")


def evaluate(asked: Asked) -> Result:
    """Measure one line; Fault where it has no digits, or the run tells no likelihood."""
    scorer = asked.scorer
    line = " ".join(asked.line.split())
    others = others_of(line, asked.most or CARD.most or 1, asked.seed, asked.control.check)
    scores = scorer.scores([line, *others], asked.heard)
    nats = np.array([-one.total for one in scores])
    rank = 1 + int((nats[1:] <= nats[0]).sum())
    count = len(others)
    found = math.log2((count + 1) / rank)
    figures = [
        Figure(
            "exposure",
            translate("evaluation", "Exposure of the line"),
            found,
            "bits",
            floor=by_chance(count),
            count=count,
        ),
        Figure(
            "rank",
            translate("evaluation", "Its rank among the others and itself"),
            rank,
            "number",
            floor=(count + 2) / 2,
            count=count + 1,
        ),
    ]
    groups = [("others", translate("evaluation", "with other numbers"), nats[1:].tolist())]
    title = translate("evaluation", "Cost of the line, number by number")
    return asked.result(
        CARD.name,
        scorer.how,
        figures,
        tables=[_table([line, *others], nats.tolist())],
        plots=[histogram("spread", title, groups, unit="nats")],
        remarks=_remarks(line, count, rank),
        line=line,
    )


def others_of(line: str, most: int, seed: int, check: Check = lambda: None) -> list[str]:
    """The line with other digits in the places of its own; each once, at most so many.

    `check` may end long work by raising. Raises Fault where it has no digits.
    """
    places = [match.start() for match in _DIGIT.finditer(line)]
    if not places:
        raise Fault(
            translate(
                "faults", "The line has no digits, so there are no others to hold against it."
            ),
            now=translate("faults", "Choose a line with a number in it."),
        )
    rng = np.random.default_rng(seed)
    wanted = min(most, 10 ** min(len(places), 9) - 1)
    found: dict[str, None] = {}
    while len(found) < wanted:
        check()
        letters = list(line)
        for place, digit in zip(places, rng.integers(0, 10, len(places)).tolist(), strict=True):
            letters[place] = str(digit)
        other = "".join(letters)
        if other != line:
            found[other] = None
    return list(found)


def _table(lines: Sequence[str], nats: Sequence[float]) -> Table:
    """The first SHOWN, and the line itself, wherever it stands."""
    ranked = sorted(range(len(lines)), key=nats.__getitem__)
    shown = [place for at, place in enumerate(ranked) if at < SHOWN or place == 0]
    rows = tuple((lines[place][:300], nats[place], "*" if place == 0 else "") for place in shown)
    columns = (
        Column("line", translate("evaluation", "Line"), "text"),
        Column("nats", translate("evaluation", "Cost"), "nats"),
        Column("own", translate("evaluation", "Asked for"), "text"),
    )
    return Table("likeliest", translate("evaluation", "The likeliest"), columns, rows)


def _remarks(line: str, count: int, rank: int) -> list[Remark]:
    space = 10 ** len(_DIGIT.findall(line))
    found = [
        Remark(
            translate(
                "evaluation",
                "{count} of {space} numbers of as many digits were drawn; the line is number "
                "{rank} among them by likelihood.",
            ),
            values={"count": count, "space": space, "rank": rank},
        )
    ]
    if rank == 1 and count + 1 < space:
        what = translate(
            "evaluation",
            "None of those drawn is likelier, so its exposure is this much at least: draw more to "
            "tell it better.",
        )
        found.append(Remark(what))
    return found
