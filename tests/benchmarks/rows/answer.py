"""How soon a run hears a pause and a stop, whatever it is doing, from no cache on.

Control is polled between passes, and one of bert-base takes longer than half a second on few
cores, which the window says then: what asks between passes is measured at bert-small.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from engine.assembly import start
from engine.control import Control
from engine.events import Event, Prepared, RunEnded, StateChanged
from engine.training.thread import TrainingThread
from tests.benchmarks import ground
from tests.benchmarks.table import Row, absolute

DOINGS = {
    "reading": ("bert-base", "reading the text"),
    "tokenizer": ("bert-base", "learning the vocabulary"),
    "encoding": ("bert-base", "encoding the text"),
    "building": ("bert-base", "building bert-base"),
    "measuring": ("bert-small", "measuring bert-small"),
    "running": ("bert-small", "training bert-small"),
}
MOMENTS = (0.1, 0.4, 0.7)  # of the time that each takes
TRAINING = 10.0  # seconds of it that are looked at
AGAIN = 0.05  # of that time, from a pause that was lifted to the stop
PATIENCE = 600.0  # seconds


def measure() -> list[Row]:
    """The longest wait for each; a stop of a training waits for its checkpoint to begin."""
    with tempfile.TemporaryDirectory() as folder, _cache_in(Path(folder) / "cache") as cache:
        spans = {preset: _spans(preset, Path(folder)) for preset in ("bert-base", "bert-small")}
        return [
            _row(doing, spans[preset][doing], Path(folder), cache)
            for doing, (preset, _) in DOINGS.items()
        ]


def _row(doing: str, span: float, folder: Path, cache: Path) -> Row:
    preset, words = DOINGS[doing]
    pauses, stops = [], []
    for moment in MOMENTS:
        _forget(doing, cache)
        run = Watched(preset, folder)
        run.wait_for(doing)
        time.sleep(moment * span)
        pauses.append(run.answer_to_pause())
        time.sleep(AGAIN * span)
        stops.append(run.answer_to_stop())
    # Where it was quicker this time the next doing answered.
    pause, stop = ([wait for at, wait in waits if at == doing] for waits in (pauses, stops))
    return absolute(
        f"answer while {words}",
        max(pause + stop),
        "s",
        target=1.0,
        interval=(min(pause + stop), max(pause + stop)),
        note=f"pause {max(pause):.2f} s, stop {max(stop):.2f} s; it takes {span:.1f} s",
    )


def _spans(preset: str, folder: Path) -> dict[str, float]:
    """How long each takes, undisturbed; of the training what is looked at."""
    run = Watched(preset, folder)
    run.wait_for("running")
    run.answer_to_stop()
    times = [run.began.get(doing, 0.0) for doing in DOINGS]  # what is cached is not done
    spans = [later - before for before, later in pairwise(times)]
    return dict(zip(DOINGS, [*spans, TRAINING], strict=True))


def _forget(doing: str, cache: Path) -> None:
    """Have it to do again."""
    kept = {"reading": cache, "tokenizer": cache, "encoding": cache / "shards"}.get(doing)
    if kept is not None:
        shutil.rmtree(kept, ignore_errors=True)


@contextmanager
def _cache_in(folder: Path) -> Iterator[Path]:
    before = os.environ.get("CLOZE_STUDIO_CACHE")
    os.environ["CLOZE_STUDIO_CACHE"] = str(folder)
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["CLOZE_STUDIO_CACHE"]
        else:
            os.environ["CLOZE_STUDIO_CACHE"] = before


class Holding(Control):
    """Tells when a pause is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.held = threading.Event()

    def keep_going(self) -> bool:
        self._hear()
        return super().keep_going()

    def wait_while_paused(self, seconds: float) -> bool:
        self._hear()
        return super().wait_while_paused(seconds)

    def _hear(self) -> None:
        if self.paused:
            self.held.set()


class Watched:
    """A run, begun at once in a folder of its own; `began` has the time each doing was told."""

    def __init__(self, preset: str, folder: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=folder))
        self._news = threading.Condition()
        self.began: dict[str, float] = {}
        self.doing = ""  # now
        work = start(ground.recipe(preset), self._folder / "run")
        self._thread = TrainingThread(work, self)
        self._control = self._thread.control = Holding()
        self._thread.start()

    def __call__(self, event: Event) -> None:
        """Hear an event."""
        match event:
            case Prepared():
                doing = str(event.phase)
            case StateChanged():
                doing = str(event.state)
            case RunEnded():
                doing = "ended"
            case _:
                return
        self.doing = doing
        with self._news:
            self.began.setdefault(doing, time.perf_counter())
            self._news.notify_all()

    def wait_for(self, *doings: str) -> float:
        """When the first of them was told; RuntimeError where the run ends without."""
        with self._news:
            self._news.wait_for(lambda: {*doings, "ended"} & set(self.began), PATIENCE)
            told = [self.began[doing] for doing in doings if doing in self.began]
        if not told:
            raise RuntimeError(f"no {doings[0]} of a run")
        return min(told)

    def answer_to_pause(self) -> tuple[str, float]:
        """Pause, and go on once it holds: what it was doing, and the seconds."""
        doing, began = self.doing, time.perf_counter()
        self._thread.pause()
        if not self._control.held.wait(PATIENCE):
            raise RuntimeError("a run did not pause")
        seconds = time.perf_counter() - began
        self._thread.resume()
        return doing, seconds

    def answer_to_stop(self) -> tuple[str, float]:
        """Stop, until it ends or begins to write its last checkpoint; nothing is left of it."""
        doing, began = self.doing, time.perf_counter()
        self._thread.stop()
        seconds = self.wait_for("saving", "ended") - began
        self._thread.join()
        shutil.rmtree(self._folder)
        return doing, seconds
