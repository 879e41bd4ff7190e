"""Run: the folder that a training fills and that window, command line and others read.

`recipe.toml environment.json tokenizer.json status.json metrics.jsonl log.txt manifest.json
checkpoints/ probes/ evaluations/`; live, finished, crashed and copied-in runs open the same way.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine import disk
from engine.control import Check
from engine.disk import Damaged, Lock, NewFolder
from engine.events import CheckpointSaved, Noticed, ProbeTaken
from engine.faults import Fault
from engine.history import History
from engine.runs.checkpoint import FOLDER, KEEP, Checkpoint, CheckpointInfo, Checkpoints, Report
from engine.runs.evaluations import Evaluations
from engine.runs.folder import RECIPE, TRACE, objectives_of, read_recipe, read_trace
from engine.runs.metrics import MetricsLog, last_event, stream_events
from engine.runs.pins import Pins, with_pin, without_pin
from engine.runs.replays import MEGABYTES, Replays, Room
from engine.runs.status import Status, lock_path, read_status, status_bytes, write_status
from engine.runs.tensors import Arrays
from engine.wording import translate

ENVIRONMENT, TOKENIZER = "environment.json", "tokenizer.json"
ITS_OWN = translate("faults", "Put back a copy of the file, or start a new run.")
METRICS, LOG = "metrics.jsonl", "log.txt"


class Run:
    """One run on disk. Its one writer holds `lock()`; any number may read meanwhile."""

    def __init__(self, path: Path, recipe_toml: str, recipe_data: dict[str, Any]) -> None:
        self.path = path
        self.recipe_toml = recipe_toml
        self.recipe_data = recipe_data  # the complete recipe as plain data
        self.metrics = MetricsLog(path / METRICS)
        self._checkpoints = Checkpoints(path / FOLDER)
        given = recipe_data.get("probes", {})
        self._replays = Replays(path / "probes", megabytes=float(given.get("megabytes", MEGABYTES)))
        self._pins = Pins(path / "probes" / "pinned.json", given.get("sentences", ()))
        self.evaluations = Evaluations(path / "evaluations")

    @staticmethod
    def create(
        path: Path, *, recipe_toml: str, environment: dict[str, Any], tokenizer_json: bytes
    ) -> Run:
        """A new run folder, there whole or not at all; Fault where the name is taken."""
        recipe_data = tomllib.loads(recipe_toml)
        disk.make_folder(path.parent)
        with NewFolder(path) as folder:
            folder.write(RECIPE, recipe_toml.encode("utf-8"))
            folder.write(TOKENIZER, tokenizer_json)
            sealed = f"{disk.seal(environment, indent=1)}\n".encode("ascii")
            folder.write(ENVIRONMENT, sealed, managed=False)  # sealed itself, as they change
            folder.write("status.json", status_bytes(Status("new")), managed=False)
            folder.mkdir(FOLDER)
            folder.mkdir("probes")
        return Run(path, recipe_toml, recipe_data)

    @staticmethod
    def open(path: Path) -> Run:
        """Open a run and check its recipe and tokenizer; Fault where it is none or is damaged.

        What a killed writer left half-written is swept unless the run is at work.
        """
        if not (path / RECIPE).is_file():
            raise Fault(
                translate("faults", "There is no run at {path}."),
                now=translate("faults", "Choose a folder with a recipe.toml in it."),
                path=str(path),
            )
        with disk.advising(ITS_OWN):
            disk.verify_folder(path)
            recipe_toml, recipe_data = read_recipe(path)
        run = Run(path, recipe_toml, recipe_data)
        run.sweep()
        return run

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def objectives(self) -> dict[str, dict[str, Any]]:
        """What it learns, with the fields of each."""
        return objectives_of(self.recipe_data)

    @property
    def tokenizer_path(self) -> Path:
        """The run's own tokenizer."""
        return self.path / TOKENIZER

    @property
    def trace_path(self) -> Path:
        """Where `faulthandler` writes when the process dies of a signal."""
        return self.path / TRACE

    def trace(self) -> str:
        """What `faulthandler` wrote when the process died; empty where it did not."""
        return read_trace(self.path)

    @property
    def environment(self) -> dict[str, Any]:
        """Versions, device, dtype, threads, measured execution: plain data."""
        path = self.path / ENVIRONMENT
        if self.path.is_dir() and not path.is_file():
            raise Damaged(path, translate("faults", "It is missing."), now=ITS_OWN)
        with disk.advising(ITS_OWN):
            data: dict[str, Any] = disk.read_json(path, sealed=True)
        return data

    def update_environment(self, **values: Any) -> None:
        """Set some values of the environment."""
        disk.write_json(self.path / ENVIRONMENT, self.environment | values, sealed=True)

    def lock(self) -> Lock:
        """The lock of the run's one writer, to be held while training."""
        return Lock(lock_path(self.path))

    def at_work(self) -> bool:
        """Whether somebody, this process included, holds the lock."""
        return disk.is_locked(lock_path(self.path))

    def sweep(self) -> None:
        """Remove what a killed writer left; nothing happens while the run is at work."""
        lock = Lock(lock_path(self.path))
        with suppress(Fault):  # a read-only run is only read
            if lock.try_acquire():
                disk.sweep_partials(self.path)
                self._checkpoints.sweep()
                self._replays.sweep()
        lock.release()

    def status(self) -> Status:
        """How the run stands; "crashed" where its writer died."""
        return read_status(self.path)

    def set_status(self, status: Status) -> None:
        """Replace the status; the time is stamped here."""
        write_status(self.path, status)

    def history(self) -> History:
        """All that was measured, as a window that had watched from the start would have it."""
        history = History()
        steps = self.probe_steps()
        for event in stream_events(self.path / METRICS):
            history.record(event)
        history.probe_steps.extend(steps)
        if steps:
            with suppress(Damaged):  # said where somebody looks at it
                history.last_probe = self.read_probe(steps[-1])
        return history

    def checkpoints(self) -> list[CheckpointInfo]:
        """The whole ones, oldest first, by names and lengths; sums are checked on loading."""
        return self._checkpoints.infos()

    def latest(self) -> CheckpointInfo | None:
        """The newest by step whose every byte is right; damaged ones are noted in `damaged`."""
        return self._checkpoints.latest()

    def resume_point(self, check: Check = lambda: None) -> tuple[Checkpoint | None, list[Noticed]]:
        """Where training goes on, and what to tell of newer checkpoints that were passed over.

        None is the beginning: no checkpoint was saved yet. Raises Fault where some were and none
        can be read, because going on at the beginning would drop all that was measured since.
        `check` is called all the way and may end the reading by raising.
        """
        checkpoint = self.load_latest(check=check)
        if checkpoint is not None:
            return checkpoint, self.passed_over(checkpoint.step)
        if self.damaged or last_event(self.path / METRICS, CheckpointSaved) is not None:
            raise self.no_checkpoint()
        return None, []

    def no_checkpoint(self) -> Fault:
        """That none can be read of those that were saved, and what is wrong with one of them."""
        lost = next(iter(self.damaged.values()), None)
        return Fault(
            translate("faults", "No checkpoint of {run} can be read."),
            why="{reason}" if lost is not None else "",
            now=translate("faults", "Put back a copy of the checkpoint, or start a new run."),
            run=self.name,
            reason=lost.without_advice() if lost is not None else "",
        )

    def passed_over(self, step: int) -> list[Noticed]:
        """What to tell where the checkpoint of `step` is used and newer ones are damaged."""
        return self._checkpoints.passed_over(step)

    @property
    def damaged(self) -> dict[int, Fault]:
        """The checkpoints, by step, that were found damaged so far, and how."""
        return self._checkpoints.damaged

    def save_checkpoint(
        self,
        step: int,
        model: Arrays,
        optimizer: Arrays,
        state: dict[str, Any],
        *,
        keep: int = KEEP,
        report: Report | None = None,
    ) -> CheckpointInfo:
        """Write a checkpoint; when this returns it survives a crash, and `keep` are kept.

        `report(done, total)` tells the bytes written. Raises Fault (disk full, read-only, gone);
        the checkpoints before it are then as they were.
        """
        if not (self.path / RECIPE).is_file():  # a checkpoint without its run cannot be read
            raise Fault(
                translate("faults", "The folder of {run} was moved or removed."),
                why=translate("faults", "Nothing more can be saved in {path}."),
                now=translate("faults", "Put it back where it was, or stop and start a new run."),
                run=self.name,
                path=str(self.path),
            )
        return self._checkpoints.save(step, model, optimizer, state, keep=keep, report=report)

    def load_checkpoint(
        self, info: CheckpointInfo, *, optimizer: bool = True, check: Check = lambda: None
    ) -> Checkpoint:
        """Read a checkpoint, checking every byte; raises Damaged naming the file."""
        return self._checkpoints.load(info, optimizer=optimizer, check=check)

    def load_latest(
        self, *, optimizer: bool = True, check: Check = lambda: None
    ) -> Checkpoint | None:
        """Load the newest valid checkpoint, reading nothing twice; None where none can be read."""
        return self._checkpoints.load_latest(optimizer=optimizer, check=check)

    def write_probe(self, probe: ProbeTaken) -> int:
        """Keep a probe for replay, within the megabytes the recipe grants: room for how many."""
        return self._replays.write(probe)

    def room(self) -> Room:
        """How much of the disk the kept probes take, and may take."""
        return self._replays.room()

    def pins(self) -> tuple[str, ...]:
        """The sentences it is looked at with; raises Damaged naming the file."""
        return self._pins.read()

    def set_pins(self, sentences: Sequence[str]) -> None:
        """Replace them; only for the holder of the run's lock."""
        self._pins.write(sentences)

    def pin(self, sentence: str) -> None:
        """Look at one more from its next resume on; Fault where it is full, or at work just now."""
        with self.lock():
            self._pins.write(with_pin(self._pins.read(), sentence))

    def unpin(self, sentence: str) -> None:
        """No longer look at it from its next resume on; Fault where it is at work just now."""
        with self.lock():
            self._pins.write(without_pin(self._pins.read(), sentence))

    def probe_steps(self) -> list[int]:
        """The steps with a kept probe, ascending."""
        return self._replays.steps()

    def read_probe(self, step: int) -> ProbeTaken:
        """A kept probe; raises Damaged naming the file."""
        with disk.advising(
            translate("faults", "Choose another step: training needs none of them.")
        ):
            return self._replays.read(step)

    def cut_after(self, step: int) -> None:
        """Drop the metric rows and probes of later steps, before a resume from `step`.

        Checkpoints of later steps, which were passed over, are set aside.
        """
        for path in self._checkpoints.set_aside_after(step):
            self.log(f"kept aside, and no longer counted: {path}")
        self.metrics.cut_after(step)
        self._replays.cut_after(step)

    def log(self, line: str) -> None:
        """Add a line to log.txt; a log that cannot be written stops nothing."""
        stamp = time.strftime("%Y-%m-%d %H:%M:%S")
        with suppress(Fault):
            disk.append_line(self.path / LOG, f"{stamp} {line}")
