"""The validation split, measured with fixed masks and pairs; and its yardsticks.

Letters: V vocabulary, K classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, Protocol

import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.loader import evaluation_batches
from engine.control import Check
from engine.events import Evaluated, Noticed
from engine.objectives.objective import Loss, Objective
from engine.recipe import Recipe
from engine.training.best import Best
from engine.training.learner import Learner
from engine.training.listening import BrokenOff, checking, listening
from engine.training.measurement import Measured
from engine.training.meter import means, tally_of
from engine.training.step import full_memory_named, halved, micro_batches
from engine.training.text import TrainingText
from engine.training.yardsticks import Yardsticks, entropy

SEED = 0  # of what is drawn while measuring
QUESTIONS = 0  # runs of any seed answer the same ones


class Evaluator(Protocol):
    """Measures a learner otherwise than by its losses: F1 of entities, exact match …"""

    @property
    def main(self) -> str:
        """The metric that says which weights are best: the higher, the better."""

    def measure(self, learner: Learner, attend: Callable[[], bool]) -> dict[str, float] | None:
        """Metrics by name, the learner being as it was before; None where `attend` ended it."""


class Validation:
    """The rows held back by one run, their yardsticks, and what was measured last."""

    def __init__(
        self,
        batches: Sequence[Batch],
        text: TrainingText,
        objective: Objective,
        evaluator: Evaluator | None = None,
        best: Best | None = None,
    ) -> None:
        self._evaluator, self.best = evaluator, best
        self.took_back = False  # the weights are the best ones now, not the last
        self._yardsticks = Yardsticks.of(batches, text, objective)
        self.unigram_entropy = self._yardsticks.unigram_entropy
        self.last: Measured | None = None
        self._batches = batches
        counted = Counter[str]()
        for batch in batches:
            counted.update(batch.counts or {})
        # Losses that these rows ask nothing of: they are not measured.
        self.unasked = tuple(name for name in objective.losses() if not counted[name])
        self._rows = max((batch.num_rows for batch in batches), default=1)  # at once
        self._step = 0

    @staticmethod
    def of(
        recipe: Recipe,
        learner: Learner,
        text: TrainingText,
        rows: int,
        evaluator: Evaluator | None = None,
        *,
        check: Check = lambda: None,
    ) -> Validation:
        """The rows a recipe holds back, `rows` at once; of a task also what is best so far."""
        batches = evaluation_batches(
            text.validation,
            learner.objective,
            recipe.training.validation_rows,
            QUESTIONS,
            batch=rows,
            check=check,
        )
        watched = evaluator.main if evaluator is not None else ""
        best = Best(recipe.tuning, watched) if recipe.tunes else None
        return Validation(batches, text, learner.objective, evaluator, best)

    @property
    def enough(self) -> bool:
        """Whether it has not got better for as long as somebody would wait."""
        return self.best is not None and self.best.enough

    def take_back(self, learner: Learner, step: int) -> list[Noticed]:
        """Give the learner the weights that measured best; what to tell of it."""
        if self.best is None or not (told := self.best.take_back(learner, step)):
            return []
        self.took_back, self.last = True, self.best.measured
        return told

    def knows(self, step: int) -> bool:
        """Whether this step was the last to be measured."""
        return self.last is not None and self._step == step

    def measure(self, learner: Learner, step: int, attend: Callable[[], bool]) -> Measured | None:
        """Measure the learner as it is at `step`; None where `attend` said to end.

        Where memory is short, half the rows are measured at once from then on.
        """
        while True:
            try:
                with full_memory_named():
                    measured = evaluate(learner, self._batches, attend, rows=self._rows)
                break
            except torch.OutOfMemoryError:
                pass
            # Outside the handler: the exception holds the tensors that filled the memory.
            self._rows = halved(self._rows)
        if measured is not None and self._evaluator is not None:
            metrics = self._evaluator.measure(learner, attend)
            measured = None if metrics is None else replace(measured, metrics=metrics)
        if measured is None:
            return None
        self.last, self._step = self._with_yardsticks(measured), step
        if self.best is not None:
            self.best.see(learner, self.last, step)
        return self.last

    def _with_yardsticks(self, measured: Measured) -> Measured:
        sticks = self._yardsticks
        bits = {
            name: sticks.bits_per_byte(name, loss)
            for name, loss in measured.losses.items()
            if name in sticks.bytes_per_target
        }
        return replace(
            measured, baselines={**sticks.baselines, **measured.baselines}, bits_per_byte=bits
        )

    def take(self, learner: Learner, known: Evaluated) -> None:
        """The learner was measured and told of before, but after its checkpoint was taken."""
        if self.knows(known.step):
            return
        found = {one.name: dict(getattr(known, one.name)) for one in fields(Measured)}
        self.last, self._step = Measured(**found), known.step
        if self.best is not None:
            self.best.see(learner, self.last, known.step)

    def state(self) -> dict[str, Any]:
        """Plain data for the checkpoint."""
        return {"step": self._step, **(asdict(self.last) if self.last else {})}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` gave."""
        known = dict(state)
        self._step = known.pop("step")
        if known:
            self.last = Measured(**known)


def evaluate(
    learner: Learner, batches: Iterable[Batch], attend: Callable[[], bool], *, rows: int = 65_536
) -> Measured | None:
    """Measure the batches (NumPy), at most `rows` rows at once.

    Without dropout, but for losses that are learned from it: what these draw is the same every
    time, in every run. Training goes on as if nothing had been. None where `attend` said to end.
    """
    training, generators = learner.training, learner.generators()
    states = {name: generator.get_state() for name, generator in generators.items()}
    for generator in generators.values():
        generator.manual_seed(SEED)
    sums = _Sums()
    try:
        for batch in batches:
            dropped = learner.objective.dropout_losses(batch)
            for index, part in enumerate(micro_batches(batch, rows)):
                if not attend():
                    return None
                with listening(learner, checking(attend)):
                    sums.add(learner, part, dropped, counted=index > 0)
    except BrokenOff:
        return None
    finally:
        learner.train(training)
        for name, generator in generators.items():
            generator.set_state(states[name])
    return sums.measured()


class _Sums:
    """What adds up over the parts, on the device."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tensor] = {}
        self._classes: dict[str, Tensor] = {}  # [K]

    def add(self, learner: Learner, part: Batch, dropped: frozenset[str], *, counted: bool) -> None:
        """The losses of a part, `dropped` with dropout; its counts are those of its batch."""
        for with_dropout in (False, True):
            learner.train(with_dropout)
            if dropped or not with_dropout:
                self._add(learner, part, dropped, with_dropout=with_dropout, counted=counted)

    @torch.inference_mode()
    def _add(
        self,
        learner: Learner,
        part: Batch,
        dropped: frozenset[str],
        *,
        with_dropout: bool,
        counted: bool,
    ) -> None:
        losses: dict[str, Loss] = learner(part.to(learner.device))
        for name, loss in losses.items():
            if (name in dropped) is not with_dropout:
                continue
            tally = tally_of(loss.total, loss.correct, 0 if counted else loss.count)
            before = self._tallies.get(name)
            self._tallies[name] = tally if before is None else before + tally
            if loss.classes is not None:
                known = self._classes.get(name)
                self._classes[name] = loss.classes if known is None else known + loss.classes

    def measured(self) -> Measured:
        """Waits for the device."""
        tallies = {name: tally.tolist() for name, tally in self._tallies.items()}
        classes = {name: counts.tolist() for name, counts in self._classes.items()}
        return Measured(
            *means(tallies),
            baselines={name: entropy(counts) for name, counts in classes.items()},
            majorities={name: max(c) / sum(c) for name, c in classes.items() if sum(c) > 0},
        )
