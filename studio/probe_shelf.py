"""The recorded looks at pinned sentences, read in jobs and kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject

from engine.events import ProbeTaken
from studio.jobs import Jobs
from studio.shown import ShownRun

ROOM = 192_000_000  # bytes of attention kept in memory


class ProbeShelf(QObject):
    """Fetches probes of one run. While one is read only the newest wish is remembered."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None, *, room: int = ROOM) -> None:
        """`room`: bytes of attention kept in memory; the newest is kept anyway."""
        super().__init__(parent)
        self._jobs, self._room = jobs, room
        self._run: ShownRun | None = None
        self._kept: OrderedDict[int, ProbeTaken] = OrderedDict()
        self._reading = False
        self._wish: tuple[int, Callable[[ProbeTaken], None]] | None = None
        self._failed: Callable[[Exception], None] | None = None

    def open(self, run: ShownRun | None, failed: Callable[[Exception], None]) -> None:
        """Serve another run; `failed` hears of wished files that cannot be read."""
        self._run, self._wish, self._failed = run, None, failed
        self._kept.clear()

    def put(self, probe: ProbeTaken) -> None:
        """Keep a probe that came by itself."""
        self._kept[probe.step] = probe
        self._kept.move_to_end(probe.step)
        while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > self._room:
            self._kept.popitem(last=False)

    def fetch(self, step: int, then: Callable[[ProbeTaken], None]) -> None:
        """Hand over the probe of a step, at once where it is kept."""
        kept = self._kept.get(step)
        if kept is not None:
            self._wish = None
            self._kept.move_to_end(step)
            then(kept)
            return
        self._wish = (step, then)
        if not self._reading:
            self._read()

    def _read(self) -> None:
        run = self._run
        if run is None or self._wish is None:
            return
        (step, then), self._wish = self._wish, None
        self._reading = True

        def arrived(probe: ProbeTaken) -> None:
            self._reading = False
            if run is self._run:
                self.put(probe)
                if self._wish is None:
                    then(probe)
            self._read()

        def failed(error: Exception) -> None:
            self._reading = False
            if run is self._run and self._wish is None and self._failed is not None:
                self._failed(error)
            self._read()

        self._jobs.run(
            lambda _control, _progress: run.read_probe(step), then=arrived, failed=failed
        )


def _size(probe: ProbeTaken) -> int:
    return sum(one.weights(side).nbytes for one in probe.sentences for side in one.sides)
