"""One step: forward, backward, clip, update. It knows no objective by name."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn.utils import clip_grads_with_norm_, get_total_norm

from engine.batch import Batch
from engine.faults import Fault
from engine.objectives.objective import Loss
from engine.training.flags import Flags
from engine.training.learner import Learner
from engine.training.listening import BrokenOff, checking, listening
from engine.training.meter import Meter, tally_of
from engine.training.optimizers import Optimizer
from engine.wording import translate

FULL = "DefaultCPUAllocator"  # names itself where the processor's memory is short, on any system
LONG_SECONDS = 0.2  # of a micro-batch: to ask between its parts would cost a shorter one time

Attend = Callable[[], bool]
Forward = Callable[[Batch], dict[str, Loss]]


@dataclass(frozen=True, slots=True)
class StepDone:
    """What came of one step."""

    lr: float
    skipped: tuple[bool, ...]  # of the updates known by now: left out, as not finite?


class Stepper:
    """Turns the rows of one step into one update of the weights.

    A loss is a sum over targets divided by the number of targets in the whole step, so that any
    split into micro-batches gives the same update. An update that is not finite never reaches
    the weights: on the processor it is checked, on a GPU skipped by a flag read a step later.
    """

    def __init__(
        self,
        learner: Learner,
        optimizer: Optimizer,
        meter: Meter,
        *,
        clip: float | None,
        micro_batch: int,
        forward: Forward | None = None,
    ) -> None:
        self.micro_batch = micro_batch
        self._learner = learner
        self._optimizer = optimizer
        self._meter = meter
        self._weighting = learner.weighting
        self._clip = clip
        self._forward: Forward = learner if forward is None else forward
        self._device = learner.device
        # Weights of losses are no part of the model: their gradients must not shorten its own.
        self._others = list(self._weighting.parameters())
        others = set(self._others)
        self._parameters = [one for one in learner.parameters() if one not in others]
        self._flags = Flags(self._device)
        self._pass_seconds = math.inf  # the last micro-batch took
        self.looks = 1  # times `attend` is asked in a micro-batch

    def step(self, batch: Batch, *, rate: float, attend: Attend) -> StepDone | None:
        """Update the weights from the rows of `batch` (NumPy); None where `attend` said to end.

        Between micro-batches `attend` is asked, and inside one that takes long; ending there leaves
        weights and state as they were before the step. Out of memory halves the micro-batch and
        begins the step again.
        """
        generators = self._learner.generators()
        before = {name: generator.get_state() for name, generator in generators.items()}
        while True:
            try:
                with full_memory_named():
                    tallies = self._backward(batch, attend)
                break
            except BrokenOff:
                tallies = None
                break
            except torch.OutOfMemoryError:
                self._optimizer.zero_grad()
            # Outside the handler: the exception holds the tensors that filled the memory.
            self.micro_batch = halved(min(self.micro_batch, batch.num_rows), batch.together)
            _restore(generators, before)
            if self._device.type == "cuda":
                torch.cuda.empty_cache()
        if tallies is None:
            self._optimizer.zero_grad()
            _restore(generators, before)
            return None
        lr = self._optimizer.set_rate(rate)
        with room_for_the_optimizer():
            skipped = self._update(tallies)
        self._optimizer.zero_grad()
        return StepDone(lr, skipped)

    def settle(self) -> tuple[bool, ...]:
        """Wait for the flags still on their way; as `StepDone.skipped`."""
        return self._flags.read()

    def _backward(self, batch: Batch, attend: Attend) -> dict[str, Tensor] | None:
        counts = batch.counts or {}
        self._weighting.begin()
        tallies: dict[str, Tensor] = {}
        for part in micro_batches(batch, self.micro_batch):
            if not attend():
                return None
            with self._heard(attend):
                losses = self._pass(part, counts, part.num_rows / batch.num_rows)
            for name, loss in losses.items():
                tally = tally_of(loss.total, loss.correct, counts.get(name, loss.count))
                if name in tallies:
                    tally[2:] = 0.0  # the counts are those of the whole step already
                    tally = tallies[name] + tally
                tallies[name] = tally
        return tallies

    def _pass(self, part: Batch, counts: Mapping[str, int], share: float) -> dict[str, Loss]:
        """Forward and backward of a micro-batch, which holds that share of the step's rows."""
        # Without the counts: a compiled model would be compiled anew for every other number.
        bare = replace(part, counts=None)
        losses = self._forward(bare.to(self._device, pinned=self._device.type == "cuda"))
        self._weighed(losses, counts, share).backward()  # type: ignore[no-untyped-call]
        return losses

    def _weighed(
        self, losses: Mapping[str, Loss], counts: Mapping[str, int], share: float
    ) -> Tensor:
        """The sum to learn from: of the losses something is asked for in this step.

        The 0 of any other is no measurement, so no rule may see it, nor may its head be decayed.
        """
        means = {
            name: loss.total / max(counts.get(name, loss.count), 1) for name, loss in losses.items()
        }
        # Not by `loss.count`: a compiled model is not told of it.
        asked = {name: mean for name, mean in means.items() if counts.get(name, 1)}
        if not asked:  # a graph is needed all the same
            return torch.stack(list(means.values())).sum()
        return self._weighting.weigh(asked, share)

    @contextmanager
    def _heard(self, attend: Attend) -> Iterator[None]:
        """Inside, `attend` is asked if this takes long or nobody knows; raises BrokenOff."""
        begun, self.looks = time.perf_counter(), 1
        if self._pass_seconds <= LONG_SECONDS or self._forward is not self._learner:
            yield
        else:
            with listening(self._learner, checking(attend)) as ear:
                yield
            self.looks += ear.count
        self._pass_seconds = time.perf_counter() - begun

    def _update(self, tallies: dict[str, Tensor]) -> tuple[bool, ...]:
        gradients = [p.grad for p in self._parameters if p.grad is not None]
        norm = get_total_norm(gradients)
        # A loss may be infinite where its gradient is not.
        others = [one.grad.double() for one in self._others if one.grad is not None]
        losses = [tally[0] for tally in tallies.values()]
        watched = torch.stack([norm.double(), *losses, *others]).sum()
        if self._device.type != "cuda" or not self._optimizer.skips_on_device:
            if not math.isfinite(watched.item()):
                return (True,)
            self._clip_to_norm(norm)
            self._optimizer.step()
            self._weighting.settle()
            self._meter.add(tallies, norm)
            return (False,)
        kept = torch.isfinite(watched).float()
        self._clip_to_norm(norm)
        self._optimizer.step(skip=1 - kept)
        self._weighting.settle(kept)
        self._meter.add(tallies, norm, kept)
        self._flags.send(1 - kept)
        return self._flags.read(but=1)

    def _clip_to_norm(self, norm: Tensor) -> None:
        on_host = self._device.type == "cpu"
        if self._clip is None or (on_host and norm.item() <= self._clip):
            return  # on the processor the common case costs nothing
        clip_grads_with_norm_(self._parameters, self._clip, norm)


def micro_batches(batch: Batch, rows: int) -> Iterator[Batch]:
    """The batch in parts of at most `rows` rows, as equal as can be; all keep its counts.

    Rows that belong together stay so, whatever `rows` says.
    """
    if rows >= batch.num_rows:
        yield batch
        return
    num_parts = math.ceil(batch.num_rows / rows)
    size = math.ceil(batch.num_rows / num_parts / batch.together) * batch.together
    for start in range(0, batch.num_rows, size):
        part = batch.rows(start, min(start + size, batch.num_rows))
        yield replace(part, counts=batch.counts)


@contextmanager
def full_memory_named() -> Iterator[None]:
    """Raise OutOfMemoryError for the processor's memory too, where torch has no name for it."""
    try:
        yield
    except MemoryError as error:  # of numpy, which draws for dropout
        raise torch.OutOfMemoryError(str(error)) from error
    except RuntimeError as error:
        if isinstance(error, torch.OutOfMemoryError) or FULL not in str(error):
            raise
        raise torch.OutOfMemoryError(str(error)) from error


@contextmanager
def room_for_the_optimizer() -> Iterator[None]:
    """A Fault where the memory is too short for what does not shrink with the micro-batch."""
    try:
        with full_memory_named():
            yield
    except torch.OutOfMemoryError as error:
        raise Fault(
            translate("faults", "The optimizer does not fit into the memory of the device."),
            now=translate(
                "faults", "Choose a smaller model, another device, or SGD, which keeps the least."
            ),
        ) from error


def halved(rows: int, together: int = 1) -> int:
    """Half the rows, rounded up to whole groups; a Fault where even one does not fit."""
    if rows <= together > 1:
        raise Fault(
            translate("faults", "Not even one group of {rows} rows fits into the memory."),
            why=translate("faults", "The rows of a group are compared and cannot be parted."),
            now=translate("faults", "Choose a smaller group, a smaller model or shorter rows."),
            rows=together,
        )
    if rows == 1:
        raise Fault(
            translate("faults", "Not even one row fits into the memory of the device."),
            now=translate("faults", "Choose a smaller model, shorter rows or another device."),
        )
    return -(-rows // (2 * together)) * together


def _restore(generators: Mapping[str, torch.Generator], states: Mapping[str, Tensor]) -> None:
    for name, generator in generators.items():
        generator.set_state(states[name])
