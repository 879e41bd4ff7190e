"""How the heads of a run came to look at what they look at: from its recorded probes.

Letters: S recorded steps, N layers, H heads, R tokens that look, C tokens looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.events import Prepared, Progress, SentenceProbe, Side
from engine.faults import Fault
from engine.runs.run import Run
from engine.wording import translate

Maps = NDArray[np.floating]
PerHead = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Formation:
    """The change of every head over the recorded steps of one sentence."""

    steps: tuple[int, ...]  # S, ascending
    changes: PerHead  # [S − 1, N, H] from each step to the next, 0 … 1
    nearness: PerHead  # [S, N, H] 1 − the distance from the newest, so 1 at the end
    left_out: Mapping[int, Fault]  # why a recorded step is not among them


def change(one: Maps, other: Maps) -> PerHead:
    """The total variation distance of two maps [N, H, R, C], averaged over rows: [N, H], 0 … 1.

    It is the share of attention that went elsewhere: 0 where nothing did, 1 where all did.
    """
    if one.shape != other.shape:
        raise ValueError(f"maps of one shape, not {one.shape} and {other.shape}")
    found = np.empty(one.shape[:2])
    for layer, (a, b) in enumerate(zip(one, other, strict=True)):  # one by one: 512² are large
        apart = np.abs(a.astype(np.float32) - b.astype(np.float32))
        found[layer] = 0.5 * apart.sum(axis=2).mean(axis=1, dtype=np.float64)
    return found.clip(0.0, 1.0)


def changed_most(formation: Formation, layer: int, head: int) -> int:
    """The step at which a head had changed most since the one before; the only one of one."""
    changes = formation.changes[:, layer, head]
    return formation.steps[int(changes.argmax()) + 1 if len(changes) else 0]


def formation(
    run: Run,
    sentence: int | str,
    side: Side,
    control: Control | None = None,
    progress: Progress = lambda prepared: None,
) -> Formation:
    """How the heads of a side changed on one sentence of the newest probe: its place, or its words.

    Probes are read one by one, and of two others only the maps of this sentence are held. What is
    damaged, has vanished or shows other tokens is left out, and why is told. Raises Fault where
    nothing of the kind was recorded, Cancelled where somebody asked for it.
    """
    steps = run.probe_steps()
    reader = _Reader(run, sentence, side)
    check = (control or Control()).check
    newest, last = None, len(steps)
    while newest is None and last:
        check()
        last -= 1
        newest = reader.read(steps[last])
    if newest is None:
        raise next(iter(reader.left_out.values()), _nothing(run))
    found, changes, nearness = [], [], []
    before: Maps | None = None
    for number, step in enumerate(steps[: last + 1]):
        check()
        progress(Prepared("reading", number, last + 1, ""))
        now = newest if number == last else reader.read(step)
        if now is None:
            continue
        found.append(step)
        nearness.append(1.0 - change(now, newest))
        if before is not None:
            changes.append(change(before, now))
        before = now
    shape = (0, *newest.shape[:2])
    return Formation(
        tuple(found), np.array(changes).reshape(-1, *shape[1:]), np.stack(nearness), reader.left_out
    )


class _Reader:
    """Reads the maps of one sentence, the same as in the first probe that was read."""

    def __init__(self, run: Run, sentence: int | str, side: Side) -> None:
        self.left_out: dict[int, Fault] = {}
        self._run, self._sentence, self._side = run, sentence, side
        self._wanted: tuple[object, ...] | None = None

    def read(self, step: int) -> Maps | None:
        """A copy, so that the rest of the probe can go; None where it is left out."""
        try:
            sentences = self._run.read_probe(step).sentences
        except Fault as fault:
            self.left_out[step] = fault
            return None
        if self._wanted is None:
            fitting = [
                one
                for place, one in enumerate(sentences)
                if self._sentence in (place, one.sentence)
            ]
            if not fitting or not self._has(fitting[0]):
                raise _nothing(self._run)
            self._wanted = self._facts(fitting[0])
        for sentence in sentences:  # others may have been pinned or taken away before it
            if self._has(sentence) and self._facts(sentence) == self._wanted:
                return sentence.weights(self._side).copy()
        self.left_out[step] = Fault(
            translate("faults", "At step {step} this text was not looked at."), step=step
        )
        return None

    def _has(self, sentence: SentenceProbe) -> bool:
        return self._side in sentence.sides

    def _facts(self, sentence: SentenceProbe) -> tuple[object, ...]:
        """What must be the same for two maps to be compared."""
        shape = sentence.weights(self._side).shape
        tokens = (sentence.looking(self._side), sentence.looked_at(self._side))
        return sentence.sentence, *tokens, shape


def _nothing(run: Run) -> Fault:
    return Fault(
        translate("faults", "{run} has no recorded look at this."),
        now=translate("faults", "Pin a sentence and train it for a while."),
        run=run.name,
    )
