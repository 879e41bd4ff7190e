"""Tune for this machine: dtype, attention form, threads and micro-batch by a short measurement.

About two seconds of forward and backward passes of the real model on real rows, the ways to
compute taking turns, so that a busy moment of the machine hits all of them alike.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch

from engine import devices
from engine.batching.batch import Batch
from engine.devices import AttentionForm, Dtype, Execution
from engine.recipe.training import ExecutionConfig
from engine.training.learner import Learner
from engine.training.step import halved, micro_batches

SECONDS = 2.0  # for all measurements
MICRO_BATCH_SECONDS = 0.5  # control is polled between micro-batches
ROUNDS = 7  # of turns at most; medians need no more
HOPELESS = 1.6  # times the fastest: not measured again
GAIN = 1.03  # fewer threads or rows must win by this much: ties go to the simple choice

Check = Callable[[], None]


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
    learner: Learner, batch: Batch, config: ExecutionConfig, *, check: Check
) -> Execution:
    """Choose how to compute what `config` leaves to "auto".

    `batch` holds the rows of one step (NumPy, corrupted). `check` is called between measurements
    and may raise. The learner ends on its device, its weights and generators as before.
    """
    device = devices.pick_device(config.device)
    threads = devices.usable_threads() if config.threads == "auto" else config.threads
    execution = Execution(
        device=str(device), dtype="fp32", attention="sdpa", threads=threads, micro_batch=1
    )
    learner.prepare(execution)
    generators = learner.generators()
    states = {name: generator.get_state() for name, generator in generators.items()}
    bench = _Bench(learner, batch, device, check)
    try:
        best = bench.choose(_ways(config, device, threads, bench.rows_that_fit()))
        best = bench.choose_split(best, config)
    finally:
        learner.zero_grad(set_to_none=True)
        for name, generator in generators.items():
            generator.set_state(states[name])
    compiled, reason = _compiled(config, device)
    figures = {name: round(rate, 2) for name, rate in bench.rates().items()}
    chosen = replace(
        execution,
        dtype=best.dtype,
        attention=best.attention,
        threads=best.threads,
        micro_batch=best.rows if config.micro_batch == "auto" else config.micro_batch,
        compile=compiled,
        measured={"unit": "rows/s", **figures, "compile": reason},
    )
    learner.prepare(chosen)
    devices.use_threads(chosen.threads)
    return chosen


class _Bench:
    """Seconds per row of each way, measured in turns until the time is used up."""

    def __init__(self, learner: Learner, batch: Batch, device: torch.device, check: Check) -> None:
        self._learner = learner
        self._batch = batch
        self._device = device
        self._check = check
        self._seconds: dict[Way, list[float]] = {}
        self._deadline = time.perf_counter() + SECONDS

    def rows_that_fit(self) -> int:
        """Rows of one measurement: few where rows are slow, fewer where memory is short."""
        rows = min(self._batch.num_rows, 4)
        way = Way("fp32", "sdpa", torch.get_num_threads(), rows)
        while True:
            try:
                self._run(way)
                seconds = self._run(way) / rows
                break
            except torch.OutOfMemoryError:
                way = replace(way, rows=halved(way.rows))
        fitting = int(MICRO_BATCH_SECONDS / 3 / max(seconds, 1e-9))
        return max(1, min(self._batch.num_rows, fitting))

    def choose(self, ways: Sequence[Way]) -> Way:
        """The fastest of them per row."""
        if len(ways) == 1:
            return ways[0]
        share = (self._deadline - time.perf_counter()) * 2 / 3
        return self._fastest(ways, time.perf_counter() + share)

    def choose_split(self, way: Way, config: ExecutionConfig) -> Way:
        """Threads and rows at once for the chosen dtype and attention form."""
        ways = [way]
        if self._device.type == "cpu" and config.threads == "auto" and way.threads > 1:
            ways.append(replace(way, threads=max(1, way.threads // 2)))
        if config.micro_batch == "auto":
            ways = [replace(each, rows=rows) for each in ways for rows in self._splits(way)]
        else:
            ways = [replace(each, rows=min(config.micro_batch, way.rows)) for each in ways]
        best = self._fastest(ways, max(self._deadline, time.perf_counter() + 0.1))
        return best if self._rate(best) > GAIN * self._rate(ways[0]) else ways[0]

    def rates(self) -> dict[str, float]:
        """Rows per second of every way measured."""
        return {way.name: self._rate(way) for way in self._seconds}

    def _splits(self, way: Way) -> list[int]:
        """Micro-batches worth trying, the largest that answers in time first."""
        rows = self._batch.num_rows
        if self._device.type == "cpu":
            seconds = 1 / self._rate(way) if way in self._seconds else self._run(way) / way.rows
            while rows > 1 and rows * seconds > MICRO_BATCH_SECONDS:
                rows = halved(rows)
            return list(dict.fromkeys([rows, halved(rows)]))
        while True:
            try:
                self._run(replace(way, rows=rows))
                return [rows]
            except torch.OutOfMemoryError:
                torch.cuda.empty_cache()
                rows = halved(rows)

    def _fastest(self, ways: Sequence[Way], deadline: float) -> Way:
        left = [way for way in ways if self._warm(way)]
        for _ in range(ROUNDS):
            for way in left:
                self._seconds.setdefault(way, []).append(self._run(way) / way.rows)
            best = max(left, key=self._rate)
            left = [way for way in left if self._rate(way) * HOPELESS > self._rate(best)]
            if len(left) == 1 or time.perf_counter() > deadline:
                break
        return max(ways, key=self._rate)

    def _warm(self, way: Way) -> bool:
        self._run(way)
        return True

    def _rate(self, way: Way) -> float:
        seconds = self._seconds.get(way)
        return 1 / statistics.median(seconds) if seconds else 0.0

    def _run(self, way: Way) -> float:
        self._check()
        model = self._learner.model
        model.set_compute(devices.DTYPES[way.dtype])
        model.set_attention(way.attention)
        devices.use_threads(way.threads)
        part = next(micro_batches(self._batch.rows(0, way.rows), way.rows))
        part = replace(part, counts=self._batch.counts).to(self._device)
        devices.synchronize(self._device)
        start = time.perf_counter()
        losses = self._learner(part)
        torch.stack([loss.total for loss in losses.values()]).sum().backward()  # type: ignore[no-untyped-call]
        devices.synchronize(self._device)
        seconds = time.perf_counter() - start
        self._learner.zero_grad(set_to_none=True)
        return seconds


def _ways(config: ExecutionConfig, device: torch.device, threads: int, rows: int) -> list[Way]:
    dtypes: list[Dtype] = ["fp32", "bf16"] if config.dtype == "auto" else [config.dtype]
    forms: list[AttentionForm] = (
        ["sdpa", "explicit"] if config.attention == "auto" else [config.attention]
    )
    if device.type == "cuda":  # known without a measurement, and full passes are dear there
        dtypes = ["bf16"] if config.dtype == "auto" else dtypes
        forms = ["sdpa"] if config.attention == "auto" else forms
    return [Way(dtype, form, threads, rows) for dtype in dtypes for form in forms]


def _compiled(config: ExecutionConfig, device: torch.device) -> tuple[bool, str]:
    """Whether to compile, and why."""
    if config.compile == "auto":
        return False, "off: its minutes of compiling are rarely won back in a short run"
    if config.compile and device.type == "cpu" and not (shutil.which("g++") or shutil.which("cl")):
        return False, "off: there is no C++ compiler here"
    return config.compile, "as the recipe says"
