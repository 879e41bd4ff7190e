"""What switching heads off changed, as answers side by side and as words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.events import Candidate, Side
from engine.probes.effects import Effect
from studio.widgets.before_after import Compared, Group
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.figures import value
from studio.wording import objective_name, say

translate = QCoreApplication.translate

MOST_SPOTTED = 8  # tokens whose judgement moved most
KNOWN = 30  # answers asked for, of both times, so that those shown are known in both
SHOWN = 5  # the best of both times


def side_name(side: Side) -> str:
    """What the heads of a side are called."""
    return {
        "trunk": translate("sides", "Encoder"),
        "decoder": translate("sides", "Decoder"),
        "cross": translate("sides", "Decoder looking at encoder"),
    }[side]


def effect_groups(effect: Effect, tokens: Sequence[str]) -> list[Group]:
    """Every answer with its probability before and after; `tokens` name the masks' places."""
    groups = []
    pairs = zip(effect.predictions_before, effect.predictions, strict=False)
    for number, (before, after) in enumerate(pairs, start=1):
        beside = tokens[before.position - 1] if 0 < before.position <= len(tokens) else ""
        words = translate("effects", "Mask {number}, after “{token}”")
        title = words.format(number=number, token=beside)
        groups.append(Group(title, _compared(before.candidates, after.candidates)))
    for name, classes in effect.judgements_before.items():
        now = effect.judgements.get(name, {})
        rows = tuple(
            Compared(say("objectives", kind), share, now.get(kind))
            for kind, share in classes.items()
        )
        groups.append(Group(objective_name(name), rows))
    if effect.next_before:
        title = translate("effects", "Next token")
        groups.append(Group(title, _compared(effect.next_before, effect.next_tokens)))
    if effect.spotted_before:
        title = translate("effects", "Replaced? Where the answer moved most")
        groups.append(Group(title, _moved(effect.spotted_before, effect.spotted)))
    return groups


def loss_words(effect: Effect) -> tuple[str, str]:
    """The one number that matters, and what it is a change of."""
    measure = say("measures", effect.measure)
    if effect.loss is None or effect.loss_before is None:
        return value(effect.moved), measure
    number = signed(effect.increase)
    words = translate(
        "effects", "nats: loss {before} → {after}, {measure}, mean of {count} targets"
    )
    before, after = value(effect.loss_before), value(effect.loss)
    count = effect.targets
    return number, words.format(before=before, after=after, measure=measure, count=count)


def signed(change: float) -> str:
    """A change with its sign."""
    return f"+{value(change)}" if change > 0 else value(change).replace("-", "\u2212")


def _compared(before: Sequence[Candidate], after: Sequence[Candidate]) -> tuple[Compared, ...]:
    """The best of both times, those before first."""
    was = {(one.token, one.continues): one.probability for one in before}
    now = {(one.token, one.continues): one.probability for one in after}
    return tuple(
        Compared(shown_answer(token, continues=continues), was.get(key), now.get(key))
        for key in dict.fromkeys((*list(was)[:SHOWN], *list(now)[:SHOWN]))
        for token, continues in [key]
    )


def _moved(before: Sequence[Candidate], after: Sequence[Candidate]) -> tuple[Compared, ...]:
    rows = [
        Compared(shown_answer(was.token, continues=was.continues), was.probability, now.probability)
        for was, now in zip(before, after, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: -abs(row.change or 0.0))[:MOST_SPOTTED])
