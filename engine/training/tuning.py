"""Tune for this machine: dtype, attention form, threads and micro-batch by a short measurement.

About two seconds of forward and backward passes of the real model on real rows, the ways to
compute taking turns, so that a busy moment of the machine hits all of them alike.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import torch

from engine import devices
from engine.batch import Batch
from engine.control import Check
from engine.devices import AttentionForm, Dtype, Execution
from engine.events import Prepared, Progress
from engine.recipe.execution import ExecutionConfig
from engine.training.learner import Learner
from engine.training.listening import listening
from engine.training.step import full_memory_named, halved

SECONDS = 2.0  # for all measurements
PATIENCE = 3  # times as long at most, where a single row is slow
TOLD_SECONDS = 1.0  # between two reports of one pass
MICRO_BATCH_SECONDS = 0.5  # control is polled between micro-batches
ROUNDS = range(2, 8)  # of turns: at least, at most
HOPELESS = 1.6  # times as slow as the fastest: not measured again
GAIN = 1.1  # what a less simple choice must win by, on a machine that is never quiet


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute."""

    dtype: Dtype
    attention: AttentionForm
    threads: int
    rows: int

    @property
    def name(self) -> str:
        """As it is shown among the measured figures."""
        return f"{self.dtype} {self.attention} {self.threads} threads {self.rows} rows"


def measure_execution(
    learner: Learner,
    batch: Batch,
    config: ExecutionConfig,
    *,
    check: Check,
    progress: Progress = lambda event: None,
) -> Execution:
    """Choose how to compute what `config` leaves to "auto".

    `batch` holds the rows of one step (NumPy, corrupted). Before each pass and between its parts
    `check` is called, which may raise, and `progress` told. The learner ends on its device, its
    weights and generators as before.
    """
    device = devices.pick_device(config.device)
    plain = _simplest(config, device)
    learner.prepare(plain)
    bench = Bench(learner, batch, device, check, progress)
    drops = learner.model.config.dropout > 0
    with _as_it_was(learner):
        fitting = bench.rows_that_fit(plain.threads)
        ways = _forms(config, device, plain.threads, fitting, drops=drops)
        best = bench.fastest(ways)
        best = bench.fastest(_threads(config, device, best))
        rows = bench.rows_at_once(best) if config.micro_batch == "auto" else config.micro_batch
    check()
    compiled, reason = _compiled(config, device, drops=drops)
    chosen = replace(
        plain,
        dtype=best.dtype,
        attention=best.attention,
        threads=best.threads,
        micro_batch=min(max(rows // batch.together, 1) * batch.together, batch.num_rows),
        compile=compiled,
        measured={"unit": "rows/s", **bench.rates(), "compile": reason},
    )
    learner.prepare(chosen)
    devices.use_threads(chosen.threads)
    return chosen


@contextmanager
def _as_it_was(learner: Learner) -> Iterator[None]:
    """Put the generators back where they stood, and let the gradients go."""
    generators = learner.generators()
    states = {name: generator.get_state() for name, generator in generators.items()}
    try:
        yield
    finally:
        learner.zero_grad(set_to_none=True)
        for name, generator in generators.items():
            generator.set_state(states[name])


class Bench:
    """Seconds per row of each way, measured in turns until the time is used up."""

    def __init__(
        self,
        learner: Learner,
        batch: Batch,
        device: torch.device,
        check: Check,
        progress: Progress = lambda event: None,
    ) -> None:
        self._learner = learner
        self._batch = batch
        self._device = device
        self._check = check
        self._progress = progress
        self._seconds: dict[Way, list[float]] = {}
        self._begun = time.perf_counter()

    def rows_that_fit(self, threads: int) -> int:
        """Rows of one measurement: few where rows are slow, fewer where memory is short."""
        way = self._within_memory(Way("fp32", "sdpa", threads, 1))
        seconds = self._quick(way)
        fitting = int(SECONDS / 20 / max(seconds, 1e-9))
        # A row or two would measure overheads; but not at any price.
        fitting = max(fitting, min(8, int(SECONDS / 5 / max(seconds, 1e-9))))
        rows = max(1, min(self._batch.num_rows, fitting))
        return self._within_memory(replace(way, rows=rows)).rows if rows > 1 else 1

    def rows_at_once(self, way: Way) -> int:
        """Rows of a micro-batch: all of them if control is still polled often enough."""
        if self._device.type != "cpu":
            way = self._within_memory(replace(way, rows=self._batch.num_rows))
            while way.rows > 1 and self._quick(way) > MICRO_BATCH_SECONDS:
                way = replace(way, rows=halved(way.rows))
            return way.rows
        rows = way.rows  # took a small part of the time allowed
        while rows < self._batch.num_rows:
            more = replace(way, rows=min(2 * rows, self._batch.num_rows))
            try:
                if self._too_slow(way) or self._quick(more) > MICRO_BATCH_SECONDS:
                    break
            except torch.OutOfMemoryError:
                break
            rows = more.rows
        return rows

    def fastest(self, ways: Sequence[Way]) -> Way:
        """The fastest per row; the first of them unless another wins clearly."""
        if len(ways) == 1:
            return ways[0]
        # The first pass of its kind sets up kernels and memory; it counts where there is no time
        # for another.
        first = {way: self._run(way) / way.rows for way in ways}
        left = list(ways)
        deadline = time.perf_counter() + SECONDS / 2
        for turn in range(ROUNDS.stop):
            if self._too_late():
                break
            for way in left:
                self._seconds.setdefault(way, []).append(self._run(way) / way.rows)
            if turn + 1 >= ROUNDS.start:  # one busy moment must not throw a way out
                quickest = min(map(self._quickest, left))
                left = [way for way in left if self._quickest(way) < HOPELESS * quickest]
            late = time.perf_counter() > deadline
            if len(left) == 1 or (late and turn + 1 >= ROUNDS.start):
                break
        for way in ways:
            self._seconds.setdefault(way, [first[way]])
        best = min(ways, key=self._quickest)
        return best if self._quickest(best) * GAIN < self._quickest(ways[0]) else ways[0]

    def _too_late(self) -> bool:
        return time.perf_counter() - self._begun > PATIENCE * SECONDS

    def _too_slow(self, way: Way) -> bool:
        """Whether it is known already that a single row takes too long for a micro-batch."""
        known = self._seconds.get(way, [0.0])
        return min(known) > MICRO_BATCH_SECONDS

    def rates(self) -> dict[str, float]:
        """Rows per second of every way measured."""
        return {way.name: round(1 / self._quickest(way), 2) for way in self._seconds}

    def _quick(self, way: Way) -> float:
        """Seconds of a pass when nothing comes in between: of three, where that costs little."""
        passes = [self._run(way)]
        while len(passes) < 3 and min(passes) < 2 * MICRO_BATCH_SECONDS:
            passes.append(self._run(way))
        return min(passes)

    def _quickest(self, way: Way) -> float:
        return min(self._seconds[way])  # whatever comes in between only slows

    def _within_memory(self, way: Way) -> Way:
        while True:
            try:
                self._run(way)
                return way
            except torch.OutOfMemoryError:
                pass
            # Outside the handler: the exception holds the tensors that filled the memory.
            self._learner.zero_grad(set_to_none=True)
            way = replace(way, rows=halved(way.rows))

    def _run(self, way: Way) -> float:
        self._check()
        self._tell(way)
        self._learner.compute_in(devices.DTYPES[way.dtype], way.attention)
        devices.use_threads(way.threads)
        part = replace(self._batch.rows(0, way.rows), counts=self._batch.counts).to(self._device)
        devices.synchronize(self._device)
        start = told = time.perf_counter()

        def heard() -> None:
            nonlocal told
            self._check()
            if time.perf_counter() - told >= TOLD_SECONDS:
                told = time.perf_counter()
                self._tell(way, told - start)

        with full_memory_named(), listening(self._learner, heard) as ear:
            losses = self._learner(part)
            torch.stack([loss.total for loss in losses.values()]).sum().backward()  # type: ignore[no-untyped-call]
        devices.synchronize(self._device)
        seconds = time.perf_counter() - start - ear.seconds
        self._learner.zero_grad(set_to_none=True)
        return seconds

    def _tell(self, way: Way, lasting: float = 0.0) -> None:
        total = PATIENCE * SECONDS
        done = min(time.perf_counter() - self._begun, total)
        self._progress(Prepared("measuring", done, total, "seconds", way.name, lasting))


def _simplest(config: ExecutionConfig, device: torch.device) -> Execution:
    """What every other way is measured against."""
    threads = devices.usable_threads() if config.threads == "auto" else config.threads
    return Execution(
        device=str(device), dtype="fp32", attention="sdpa", threads=threads, micro_batch=1
    )


def _forms(
    config: ExecutionConfig, device: torch.device, threads: int, rows: int, *, drops: bool
) -> list[Way]:
    """The arithmetics and attention forms to choose from, the simplest first."""
    dtypes: list[Dtype] = ["fp32", "bf16"] if config.dtype == "auto" else [config.dtype]
    forms: list[AttentionForm] = (
        ["sdpa", "explicit"] if config.attention == "auto" else [config.attention]
    )
    if drops:  # attention with dropout is written out whatever is asked for (attention.py)
        forms = ["explicit"]
    if device.type == "cuda":  # known without a measurement
        has_bf16 = torch.cuda.is_bf16_supported(including_emulation=False)
        dtypes = ["bf16" if has_bf16 else "fp32"] if config.dtype == "auto" else dtypes
        forms = ["sdpa"] if config.attention == "auto" and not drops else forms
    return [Way(dtype, form, threads, rows) for dtype in dtypes for form in forms]


def _threads(config: ExecutionConfig, device: torch.device, way: Way) -> list[Way]:
    """All cores first, then ever fewer: a narrow model cannot keep many busy."""
    ways = [way]
    if device.type == "cpu" and config.threads == "auto":
        # Not down to one: it would win only while some other program happens to be busy.
        while ways[-1].threads >= 4:
            ways.append(replace(way, threads=ways[-1].threads // 2))
    return ways


def _compiled(config: ExecutionConfig, device: torch.device, *, drops: bool) -> tuple[bool, str]:
    """Whether to compile, and why."""
    if config.compile == "auto":
        return False, "off: not measured, a short run would not win its minutes back"
    if not config.compile:
        return False, "off: as the recipe says"
    if drops:
        return False, "off: dropout draws from generators the compiler cannot see into"
    try:
        torch.compile(_plus_one)(torch.ones(8, device=device))
    except Exception as error:  # noqa: BLE001 - whatever is missing, it is found missing here
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return False, f"off: nothing can be compiled here ({lines[0]})"
    return True, "on: as the recipe says"


def _plus_one(x: torch.Tensor) -> torch.Tensor:
    """What is compiled to see whether anything can be."""
    return x + 1
