"""How long the picture of the Objective page takes to follow a slider, in a process of its own.

Run as a module it prints the milliseconds of each move as a line of JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QSlider

from engine.corpus.samples import sample_path
from engine.runs import Workspace
from studio.app import Studio, make_application
from studio.settings import SettingsFile
from studio.views.objective.page import Page

MOVES = 40
PATIENCE = 120  # seconds until the tokenizer is there


def measure(family: str, key: str) -> list[float]:
    """Milliseconds from each move of the slider `key` to the picture on the screen."""
    folder = Path(tempfile.mkdtemp())
    application = make_application()
    settings = SettingsFile(folder / "settings.json")
    studio = Studio(application, Workspace.open(folder / "workspace"), settings)
    desk, window = studio.desk, studio.window
    window.resize(1280, 720)
    studio.show()

    def wait(ready: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the row was not drawn")
            application.processEvents()

    wait(lambda: desk.form is not None)
    desk.draft.update({"corpus.paths": [str(sample_path("english"))], "preset": f"{family}-tiny"})
    window.show_page("objective")
    page = next(one for one in application.allWidgets() if isinstance(one, Page))
    wait(lambda: desk.draft.checked and page.sight.picture is not None and not desk.jobs.busy)
    objective = key.split(".")[1]
    editor = page.fields[objective].rows[key].editor
    slider = editor.findChild(QSlider)
    assert isinstance(slider, QSlider)
    times = []
    for move in range(MOVES):
        before = page.sight.picture
        began = time.perf_counter()
        slider.setValue(120 + 7 * (move % 20))
        wait(lambda before=before: page.sight.picture is not before)
        application.sendPostedEvents()
        page.sight.rows.repaint()
        times.append((time.perf_counter() - began) * 1000)
        rest = time.monotonic() + 0.02
        wait(lambda rest=rest: time.monotonic() > rest and page.sight.drawing._quick is None)
    studio.close()
    return times


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*sys.argv[1:3])) + "\n")
