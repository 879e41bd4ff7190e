"""One measurement of the window, in a process of its own: paint, watch, feel or headless.

To watch is to train with the page open; to feel, the same beside a timer that beats a hundred times
a second, which would slow what is watched.
"""

from __future__ import annotations

import os
import time

# The clock starts before the first import, and goes on where the program starts again.
BEGAN = float(os.environ.setdefault("CLOZE_STUDIO_BEGAN", str(time.time())))

import json  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from engine.huge_pages import start_again  # noqa: E402

HEARTBEAT_MS = 10
WARM_UP_SECONDS = 4.0  # of training: torch's import and the first kernels are excepted
PAGE_MS = 3000  # on each page on the way to Train: what it starts must not slow the training


def main(what: str, size: str, seconds: float) -> dict[str, Any]:
    """Measure one thing; plain data."""
    if what == "headless":
        return _headless(size, seconds)
    from engine.runs import Workspace
    from studio.app import Studio, make_application
    from studio.settings import SettingsFile

    with tempfile.TemporaryDirectory() as spare:
        app = make_application()
        settings = SettingsFile(Path(spare) / "settings.json")
        studio = Studio(app, Workspace.open(Path(spare) / "workspace"), settings)
        studio.window.resize(1440, 900)
        if what == "paint":
            found: dict[str, Any] = {}
            studio.window.painted.connect(lambda: found.setdefault("seconds", _since()))
            studio.window.painted.connect(app.quit)
            studio.window.show()
            app.exec()
        else:
            found = _watch(app, studio, size, seconds, beating=what == "feel")
        studio.close()
    return found


def _since() -> float:
    return time.time() - BEGAN


def _data(size: str, seconds: float) -> dict[str, Any]:
    from tests.benchmarks import ground

    return {
        "preset": f"roberta-{size}",
        "corpus": {"paths": [str(ground.corpus_folder())]},
        "tokenizer": {"kind": "wordpiece"},  # as all rows: the figures of before stay comparable
        "training": {"seconds": seconds, "validate_every": 100_000, "validation_rows": 16},
    }


def _headless(size: str, seconds: float) -> dict[str, Any]:
    from engine.recipe import read_recipe
    from tests.benchmarks import ground

    trained = ground.train(read_recipe(_data(size, seconds), folder=Path.cwd()))
    return {"tokens_per_second": trained.tokens_per_second_after(WARM_UP_SECONDS)}


def _heart() -> tuple[Any, list[tuple[float, float]]]:
    """A timer that beats once started, and its beats: when, and the delay in ms."""
    from PySide6.QtCore import Qt, QTimer

    beats: list[tuple[float, float]] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        beats.append((now, (now - last) * 1e3 - HEARTBEAT_MS))
        last = now

    heart = QTimer()
    heart.setTimerType(Qt.TimerType.PreciseTimer)
    heart.setInterval(HEARTBEAT_MS)
    heart.timeout.connect(beat)
    return heart, beats


def _watch(app: Any, studio: Any, size: str, seconds: float, *, beating: bool) -> dict[str, Any]:
    from PySide6.QtCore import QTimer

    from studio.views.train.panel import Panel

    desk = studio.desk
    heart, beats = _heart()

    def begin() -> None:
        desk.draft.load(_data(size, seconds))
        pages = ("data", "objective", "model", "train")
        for number, page in enumerate(pages):
            QTimer.singleShot(number * PAGE_MS, lambda page=page: studio.window.show_page(page))
        QTimer.singleShot(len(pages) * PAGE_MS, start)

    def start() -> None:
        assert desk.start_run("watched"), desk.draft.faults
        if beating:
            heart.start()
        panels.extend(studio.window.findChildren(Panel))

    started: list[float] = []
    seen: list[bool] = []
    panels: list[Any] = []
    reports: list[tuple[float, int]] = []  # when, tokens by then

    def advance() -> None:
        started.append(time.perf_counter())
        seen.append(any(panel.isVisible() for panel in panels))
        if desk.live.history.last_step is not None:
            reports.append((started[-1], desk.live.history.last_step.tokens))

    desk.live.advanced.connect(advance)
    desk.form_ready.connect(begin)
    desk.live.ended.connect(lambda _ending: app.quit())
    studio.show()
    app.exec()
    # A page that shows another run, or none, costs nothing to watch.
    assert all(seen[len(seen) // 2 :]), "the Train page did not show the run"
    warm = started[0] + WARM_UP_SECONDS
    return _told(reports, [delay for when, delay in beats if when > warm])


def _told(reports: list[tuple[float, int]], delays: list[float]) -> dict[str, Any]:
    import numpy as np

    if not delays:
        # By the wall: what watching costs between the steps counts too.
        begun = reports[0][0] + WARM_UP_SECONDS
        (began, first), *_, (ended, last) = [one for one in reports if one[0] >= begun]
        return {"tokens_per_second": (last - first) / (ended - began)}
    return {
        "p99_ms": float(np.percentile(delays, 99)),
        "max_ms": max(delays),
        "beats": len(delays),
    }


if __name__ == "__main__":
    start_again()
    print(json.dumps(main(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
