"""The demo: the real window trains a tiny model on the sample text, and pictures are written."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QObject, QSize, QTimer

from engine import disk
from engine.faults import Fault
from studio.app import Studio, make_application
from studio.desk import Desk
from studio.engine_calls import sample_path
from studio.garbage import GarbageCollection
from studio.live import State
from studio.opening import hold
from studio.process import INTERRUPTED, obey_signals, report_everything
from studio.settings import PAGES, SettingsFile
from studio.terminal import say
from studio.widgets.export_button import png_bytes

SIZE = QSize(1440, 900)
TICK_MS = 50
SETTLED_TICKS = 14  # what follows a change (jobs, icons, debounced redraws) has come by then
SHARE_FOR_PICTURE = 0.4  # of the budget, when Train is pictured running
LOOKS = tuple((theme, language) for language in ("en", "zh_CN") for theme in ("light", "dark"))

translate = QCoreApplication.translate

Wait = Callable[[], bool]


@contextmanager
def spare_room() -> Iterator[Path]:
    """A folder for the demo, so that the person's own stays as it is; gone afterwards."""
    with TemporaryDirectory(prefix="cloze-studio-demo-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def choose_sample(desk: Desk, seconds: float | None = None) -> None:
    """Choose the recipe of the demo, soon: tiny, on the English samples."""
    budget = {"minutes": 2.0} if seconds is None else {"seconds": seconds}
    desk.jobs.run(
        lambda _control, _progress: [str(sample_path(name)) for name in ("english", "python")],
        title=translate("demo", "Fetching the sample"),
        then=lambda paths: desk.draft.load(
            {
                "preset": "bert-tiny",
                "corpus": {"paths": paths},
                "tokenizer": {"vocabulary": 4096},
                "training": {**budget, "validate_every": 50},
            }
        ),
    )


class Demo(QObject):
    """Walks through the window as a person would, one wait after another."""

    def __init__(self, studio: Studio, folder: Path, seconds: float) -> None:
        super().__init__(studio)
        self._studio, self._folder, self._seconds = studio, folder, seconds
        self._walk = self._through_everything()
        self._until: Wait = lambda: True
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        if self._studio.interrupted or self._studio.desk.problems.last is not None:
            self._end()  # what is waited for may never come now
            return
        if not self._until():
            return
        try:
            self._until = next(self._walk)
        except StopIteration:
            self._end()
        except Exception as error:  # noqa: BLE001 - told, with its trace, where the demo ends
            self._studio.desk.report(error, "Demo")
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._studio.window.closing.leave()

    def _through_everything(self) -> Iterator[Wait]:
        desk = self._studio.desk
        yield lambda: desk.form is not None
        choose_sample(desk, self._seconds)
        yield lambda: bool(desk.draft.value("corpus.paths")) and desk.draft.checked
        for page in ("data", "objective", "model"):
            yield from self._picture_in_all_looks(page)
        self._studio.window.show_page("train")
        yield self._ticks(4)
        self._studio.window.acts.start()
        yield lambda: self._progress() >= SHARE_FOR_PICTURE or not desk.live.active
        yield from self._picture_in_all_looks("train", "train-running")
        yield lambda: desk.live.state is State.IDLE
        yield self._ticks(SETTLED_TICKS)
        for page in PAGES[PAGES.index("train") :]:
            yield from self._picture_in_all_looks(page)

    def _picture_in_all_looks(self, page: str, name: str = "") -> Iterator[Wait]:
        for theme, language in LOOKS:
            self._studio.desk.settings.set(theme=theme, language=language)
            window = self._studio.window
            window.show_page(page)
            yield self._ticks(SETTLED_TICKS)
            file = self._folder / f"{name or page.rstrip('_')}-{theme}-{language}.png"
            disk.write_bytes(file, png_bytes(window.grab().toImage()))
            say(f"  {file.name}")

    def _progress(self) -> float:
        step = self._studio.desk.live.history.last_step
        return step.progress if step is not None else 0.0

    def _ticks(self, count: int) -> Wait:
        left = count

        def over() -> bool:
            nonlocal left
            left -= 1
            return left <= 0 and not self._studio.desk.jobs.busy

        return over


def write_pictures(given: argparse.Namespace) -> int:
    """Train and write the pictures; the folder is the last line of stdout."""
    folder = given.screenshots.absolute()
    try:
        disk.make_folder(folder)
    except Fault as fault:
        say(str(fault))
        return 1
    app = make_application()
    with spare_room() as spare:
        settings = SettingsFile(spare / "settings.json")
        try:
            held = hold(given.workspace or spare / "workspace")
        except Fault as fault:
            say(str(fault))
            return 1
        garbage = GarbageCollection(app)
        studio = Studio(app, held.workspace, settings)
        studio.hold(held)
        report_everything(studio.desk.problems)
        obey_signals(studio)
        studio.window.resize(SIZE)
        Demo(studio, folder, given.seconds)
        studio.show()
        app.exec()
        studio.close()
        garbage.close()
    if studio.interrupted:
        return INTERRUPTED
    problem = studio.desk.problems.last
    if problem is not None:
        say(problem.text())
    print(folder)  # noqa: T201 - stdout is what the caller asked for
    return 0 if problem is None else 1
