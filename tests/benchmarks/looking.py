"""Frame times of the Look page, in a process of its own: a real window, heads of random weights.

Run as a module it prints the milliseconds of each frame, by what was done, as a line of JSON. The
heads are 12 × 12; of 128 tokens in the film, of 512 where one text is opened, zoomed and moved.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from engine.events import ProbeTaken, SentenceProbe
from engine.runs import Workspace
from studio.app import Studio, make_application
from studio.settings import SettingsFile
from studio.theme import DARK
from studio.views.look.page import Page
from studio.widgets.arcs import ArcsPlot
from studio.widgets.head_grid import HeadGrid
from studio.widgets.heat_map import HeatMap
from studio.widgets.point_map import Named, PointMap
from tests.studio.scripted_run import write_run

LAYERS, HEADS, SHORT, LONG = 12, 12, 128, 512
WORDS = 2000
FRAMES = 30
PATIENCE = 60.0  # seconds

W = TypeVar("W", bound=QWidget)
Times = dict[str, list[float]]


def measure() -> Times:
    """Milliseconds of each frame."""
    folder = Path(tempfile.mkdtemp())
    application = make_application()
    settings = SettingsFile(folder / "settings.json")
    studio = Studio(application, Workspace.open(folder / "workspace"), settings)
    desk, window = studio.desk, studio.window
    window.resize(1440, 900)
    studio.show()

    def wait(ready: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                raise TimeoutError("the page did not come to rest")
            application.processEvents()

    wait(lambda: desk.form is not None)
    run = write_run(desk.workspace.runs_folder / "wide", 1000, num_layers=2, num_heads=2)
    window.show_page("look")
    page = window.pages["look"]
    assert isinstance(page, Page)
    desk.open_run(run.path)
    wait(lambda: page.looking.seen is not None and not desk.jobs.busy)
    times: Times = {}
    for name, work in _works(page, lambda: wait(lambda: not desk.jobs.busy)):
        times[name] = work()
    studio.close()
    return times


def _works(page: Page, rest: Callable[[], None]) -> Iterator[tuple[str, Callable[[], list[float]]]]:
    yield "film", lambda: _film(page, rest)
    yield "open", lambda: _open(page, rest)
    page.views.choose("heat")
    heat = _child(page, HeatMap)
    yield "zoom", lambda: _frames(heat, lambda frame: _zoom(heat, frame))
    yield "move", lambda: _frames(heat, lambda frame: _move(heat, frame))
    yield "point", lambda: _frames(heat, lambda frame: heat.isolate(frame * 7 % LONG))
    page.views.choose("arcs")
    rest()
    arcs = _child(page, ArcsPlot)
    bar = arcs.verticalScrollBar()
    yield "words", _words
    yield "scroll", lambda: _frames(arcs.viewport(), lambda frame: bar.setValue(frame * 40))


def _film(page: Page, rest: Callable[[], None]) -> list[float]:
    """From the arrival of another step of 144 heads to the mosaic on the screen."""
    probes = [_probe(step, SHORT) for step in range(4)]
    grid = _child(page, HeadGrid)
    times = []
    for frame in range(FRAMES):
        page.recorded.probe = probes[frame % len(probes)]
        rest()
        began = time.perf_counter()
        page.heads.redraw()
        grid.repaint()
        times.append((time.perf_counter() - began) * 1e3)
    return times


def _open(page: Page, rest: Callable[[], None]) -> list[float]:
    """From the end of the forward pass on 512 tokens to the whole page on the screen."""
    times = []
    page.views.choose("heat")
    for frame in range(7):
        probe = _probe(100 + frame, LONG)
        rest()
        began = time.perf_counter()
        page.recorded.probe = probe
        page.looking.changed.emit()
        page.window().repaint()
        times.append((time.perf_counter() - began) * 1e3)
    rest()
    return times


def _frames(widget: QWidget, change: Callable[[int], object]) -> list[float]:
    times = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        change(frame)
        widget.repaint()
        times.append((time.perf_counter() - began) * 1e3)
    return times


def _zoom(heat: HeatMap, frame: int) -> None:
    middle = QPointF(QRectF(heat.rect()).center())
    heat.zoom_by(1.15 if frame < FRAMES // 2 else 1 / 1.15, middle)


def _move(heat: HeatMap, frame: int) -> None:
    if frame == 0:
        heat.zoom_by(4.0, QPointF(QRectF(heat.rect()).center()))
    heat.places.move_by(heat.placed(), QPointF(-6.0, -4.0))
    heat.update()


def _words() -> list[float]:
    """A map of 2,000 words, moved; as large as it is on the page."""
    rng = np.random.default_rng(0)
    named = [Named(f"word{place}", DARK.series[place % 5]) for place in range(WORDS)]
    points = PointMap(DARK)
    points.resize(520, 360)
    points.show_points(rng.normal(size=(WORDS, 2)), named, ("axis 1", "axis 2"))
    points.show()
    QGuiApplication.processEvents()
    return _frames(points, lambda frame: points.move_by(QPointF(4 - frame % 9, frame % 7 - 3)))


def _child(page: Page, kind: type[W]) -> W:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def _probe(step: int, num_tokens: int) -> ProbeTaken:
    """Heads as sharp as learned ones are, over words of usual length."""
    rng = np.random.default_rng(step)
    shape = (LAYERS, HEADS, num_tokens, num_tokens)
    weights = np.exp(rng.standard_normal(shape, dtype=np.float32) * 2)
    weights /= weights.sum(axis=-1, keepdims=True)
    tokens = tuple(f"word{place % 97}" for place in range(num_tokens))
    seen = SentenceProbe(" ".join(tokens), tokens, weights.astype(np.float16), ())
    return ProbeTaken(step, step / 10, (seen,))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
