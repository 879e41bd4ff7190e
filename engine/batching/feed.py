"""Feed: whose rows come in which step.

Letters: B rows per step.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.batching.sources import Source


@dataclass(frozen=True)
class Feed:
    """The sources of all tasks, which take turns: each step's rows are one task's.

    Whose turn it is follows from the step's number alone, so resuming and the number of ranks
    change nothing. With turns 15 and 1, sixteen steps hold fifteen of the one and one of the other,
    as far apart as can be. `together` says how many rows of a task are compared with each other.
    """

    sources: Mapping[str, Source]
    turns: Mapping[str, int]
    together: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def alone(source: Source) -> Feed:
        """One task, which has no name and every step."""
        return Feed({"": source}, {"": 1})

    def __len__(self) -> int:
        """Rows of all tasks until the task with most turns has seen each of its rows once."""
        busiest = max(self.sources, key=lambda task: self.turns[task])
        return self.epoch_of(busiest) * len(self._round) // self.turns[busiest]

    def epoch_of(self, task: str) -> int:
        """Rows of an epoch of a task, in whole groups of those that are compared.

        A group of two epochs might hold one passage twice, each the other's wrong answer. So the
        last rows of an epoch are left out where they fill none: every epoch others.
        """
        rows = len(self.sources[task])
        together = math.lcm(self.together.get(task, 1), self.sources[task].together)
        return rows // together * together or rows

    def task_of(self, step: int) -> str:
        """Whose turn a step is."""
        return self._round[step % len(self._round)]

    def steps_before(self, step: int) -> int:
        """How many of the steps before `step` were of its task."""
        task, rounds = self.task_of(step), step // len(self._round)
        begun = self._round[: step % len(self._round)]
        return rounds * self.turns[task] + begun.count(task)

    @cached_property
    def _round(self) -> tuple[str, ...]:
        """The order of turns, over and over: always the task that is furthest behind its share."""
        total = sum(self.turns[task] for task in self.sources)
        given = dict.fromkeys(self.sources, 0)
        order = []
        for place in range(total):
            task = max(
                given, key=lambda name: self.turns[name] * (place + 0.5) / total - given[name]
            )
            given[task] += 1
            order.append(task)
        return tuple(order)
