"""Ticks of the window over a run of eight hours, in a process of their own: milliseconds each.

The run is as `tests.studio` scripts it: nothing trains, so that only the window is measured.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from engine.events import ProbeTaken
from engine.runs import Workspace
from studio import pace
from studio.app import Studio, make_application
from studio.live import State
from studio.settings import SettingsFile
from tests.studio.long_run import HOURS, long_history, next_report
from tests.studio.scripted_run import Script, probe, started

LOOK_SECONDS = 2  # between two looks
TICKS = 40
WARM_UP = 5  # ticks


class Night:
    """The real window over a run that has trained for hours and still does."""

    def __init__(self, folder: Path) -> None:
        self.app = make_application()
        script = Script()
        self.studio = Studio(
            self.app,
            Workspace.open(folder / "workspace"),
            SettingsFile(folder / "settings.json"),
            make_work=script.make_work,
        )
        self.desk, self.live = self.studio.desk, self.studio.desk.live
        pace.SHARE = math.inf  # each of the ticks that are measured is drawn
        self.studio.window.resize(1440, 900)
        self.studio.window.show()
        self.live.start({"preset": "bert-tiny"}, self.desk.workspace.runs_folder, "night")
        script.tell(started())
        self.until(lambda: self.live.state is State.RUNNING)
        self.live.history = long_history()
        looks = HOURS * 3600 // LOOK_SECONDS
        self.live.history.probe_steps = list(range(4, 4 * looks, 4))
        self.desk._show_live()

    def until(self, reached: Any) -> None:
        """Let the event loop run until something is so."""
        while not reached():
            self.app.processEvents()

    def ticks(self, page: str, look: ProbeTaken | None = None) -> list[float]:
        """What a tick takes that brings a report and a look, with all that is painted for it."""
        self.studio.window.show_page(page)
        self.until(lambda: not self.desk.jobs.busy)
        if page == "look":
            recorded = self.studio.window.pages["look"].recorded
            recorded.steps = tuple(self.live.history.probe_steps)
            recorded.steps_changed.emit()
        found = []
        for tick in range(WARM_UP + TICKS):
            next_report(self.live.history)
            if look is not None:
                self.live.history.record(replace(look, step=look.step + tick))
            began = time.perf_counter()
            self.live.advanced.emit()
            QApplication.sendPostedEvents()
            self.app.processEvents()
            found.append((time.perf_counter() - began) * 1e3)
        return found[WARM_UP:]

    def close(self) -> None:
        """End the run and the window."""
        self.studio.close()


def main() -> dict[str, list[float]]:
    """All kinds of ticks."""
    with tempfile.TemporaryDirectory() as spare:
        night = Night(Path(spare))
        heads = probe(10**9, num_layers=12, num_heads=12)
        found = {
            "train": night.ticks("train"),
            "look": night.ticks("look"),
            "heads": night.ticks("look", heads),
        }
        night.close()
    return found


if __name__ == "__main__":
    json.dump(main(), sys.stdout)
