"""The only place that builds and wires: application, desk, window."""

from __future__ import annotations

import argparse
import locale
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from engine.faults import Fault
from engine.resources import cache_folder
from engine.runs import Workspace
from studio.desk import Desk
from studio.draft import Draft
from studio.garbage import GarbageCollection
from studio.jobs import Jobs
from studio.language import Speech, chosen
from studio.live import LiveRun
from studio.live_work import MakeWork
from studio.opening import Held, hold_at_start, is_untouched
from studio.problems import Problems
from studio.process import catching_crashes, obey_signals, report_everything
from studio.settings import Settings, SettingsFile, settings_path
from studio.terminal import say
from studio.theme import DARK, LIGHT, Theme, palette
from studio.window import Window
from studio.wording import fault_parts, sentences

FONT_PIXELS = 13


class Studio(QObject):
    """One window over one workspace, from its first paint to its end."""

    def __init__(
        self,
        app: QApplication,
        workspace: Workspace,
        settings: SettingsFile,
        *,
        log: Path | None = None,
        make_work: MakeWork | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self.interrupted = False  # by a signal
        self._untold: list[tuple[Exception, str]] = []  # what went wrong before the first paint
        self.speech = Speech(self)
        self.speech.speak(chosen(settings.now.language))
        jobs = Jobs(self)
        self.desk = Desk(
            theme=self._theme_of(settings.now),
            jobs=jobs,
            draft=Draft(jobs, parent=self),
            live=LiveRun(make_work, self),
            settings=settings,
            problems=Problems(log, self),
            workspace=workspace,
            parent=self,
        )
        if is_untouched(workspace):
            settings.set(page="data")  # where one begins, whatever was shown elsewhere
        for unread in self.desk.attach_drafts(workspace.path):
            self.tell_later(unread, self.tr("Opening what you typed"))
        self._wear()
        settings.changed.connect(self._follow_settings)
        app.styleHints().colorSchemeChanged.connect(self._follow_platform)
        self.window = self._build()
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self._painted)

    def show(self) -> None:
        """Show the window; the engine is loaded once it stands there."""
        self.window.painted.connect(self._after_paint.start)
        self.window.show()

    def hold(self, held: Held) -> None:
        """Keep the workspace to oneself until the end, and remember it for the next start."""
        self.desk.lock = held.lock
        if held.passed_over is None:
            self.desk.settings.visit(held.path)
        else:
            doing = self.tr("Opening the workspace of last time (the usual one is open instead)")
            if held.spare:
                doing = self.tr("Opening your workspace (a passing one is open instead: {path})")
            self.tell_later(held.passed_over, doing.format(path=held.path))

    def tell_later(self, error: Exception, doing: str) -> None:
        """Report an error once the window stands there and listens."""
        self._untold.append((error, doing))

    def close(self) -> None:
        """End everything that is under way and keep what was typed."""
        self.desk.live.wait()
        for kept, doing in (
            (self.desk.draft, self.tr("Saving what you typed")),
            (self.desk.tuning, self.tr("Saving what you typed")),
            (self.desk.settings, self.tr("Keeping your settings")),
        ):
            try:
                kept.save()
            except Fault as fault:
                self.desk.report(fault, doing)
        self.desk.settings.write_in(None)
        self.desk.jobs.close()
        self.desk.problems.close()
        if self.desk.lock is not None:
            self.desk.lock.release()

    def _build(self) -> Window:
        window = Window(self.desk, self.speech.language)
        window.closed.connect(self._app.quit)
        return window

    def _painted(self) -> None:
        for error, doing in self._untold:
            self.desk.report(error, doing)
        self._untold.clear()
        self.desk.loading.load()
        self.desk.refresh_runs()
        self.desk.loading.ask_machine()
        self.desk.trash.empty(self.desk.workspace)

    def _follow_settings(self, settings: Settings) -> None:
        self._change_theme(self._theme_of(settings))
        language = chosen(settings.language)
        if language != self.speech.language:
            self.speech.speak(language)
            self.desk.draft.name_changes()
            self.desk.tuning.name_changes()
            self.desk.let_go()
            before, self.window = self.window, self._build()
            # Queued: only when the old pages are gone is their work nobody's.
            before.destroyed.connect(
                self.desk.jobs.cancel_orphans, Qt.ConnectionType.QueuedConnection
            )
            before.replace_by(self.window)

    def _follow_platform(self) -> None:
        self._change_theme(self._theme_of(self.desk.settings.now))

    def _change_theme(self, theme: Theme) -> None:
        if theme is not self.desk.theme:
            self.desk.theme = theme
            self._wear()
            self.desk.theme_changed.emit()

    def _wear(self) -> None:
        self._app.setPalette(palette(self.desk.theme))  # the window dresses itself

    def _theme_of(self, settings: Settings) -> Theme:
        if settings.theme == "system":
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if settings.theme == "dark" else LIGHT


def make_application() -> QApplication:
    """The application in its own style; numbers are written as everywhere in data."""
    app = QApplication(["cloze-studio"])
    locale.setlocale(locale.LC_NUMERIC, "C")  # Qt took the person's decimal comma
    app.setApplicationName("Cloze Studio")
    app.setDesktopFileName("cloze-studio")
    app.setStyle("Fusion")
    app.setFont(usual_font(app))
    app.setQuitOnLastWindowClosed(False)
    return app


def usual_font(app: QApplication) -> QFont:
    """The font of everything but titles and numbers."""
    font = QFont(app.font())
    if app.platformName() == "offscreen":  # which knows no font of the system
        font.setFamilies(["Inter", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC"])
    font.setPixelSize(FONT_PIXELS)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of equal width
    return font


def run(given: argparse.Namespace) -> int:
    """Open the window, or write its pictures; the exit status."""
    if given.screenshots is not None:
        from studio.screenshots import write_pictures

        return write_pictures(given)
    if given.demo and given.workspace is None:
        from studio.screenshots import spare_room

        with spare_room() as spare:
            given.workspace = spare / "workspace"
            return open_window(given)
    return open_window(given)


def open_window(given: argparse.Namespace) -> int:
    """The usual way: one person, one window."""
    app = make_application()
    with catching_crashes(cache_folder() / "fault.log") as trace:
        return _open(given, app, trace)


def _open(given: argparse.Namespace, app: QApplication, trace: str) -> int:
    settings = SettingsFile(given.workspace / "settings.json" if given.demo else settings_path())
    _apply(given, settings)
    try:
        held = hold_at_start(given.workspace, settings.now.workspace)
    except Fault as fault:
        return _say_and_end(app, fault, chosen(settings.now.language))
    garbage = GarbageCollection(app)
    studio = Studio(app, held.workspace, settings, log=cache_folder() / "studio.log")
    spare_imports(garbage, studio.desk)
    studio.hold(held)
    studio.desk.crash_trace = trace
    report_everything(studio.desk.problems)
    obey_signals(studio)
    studio.show()
    if given.demo:
        from studio.screenshots import choose_sample

        choose_sample(studio.desk)
    status = app.exec()
    studio.close()
    garbage.close()
    return status


def spare_imports(garbage: GarbageCollection, desk: Desk) -> None:
    """Settle after each large import, whatever language the window is built in meanwhile."""
    desk.loading.form_arrived.connect(garbage.settle)
    desk.loading.pages_arrived.connect(garbage.settle)


def _apply(given: argparse.Namespace, settings: SettingsFile) -> None:
    if given.language:
        settings.pass_over(language=given.language)
    if given.theme:
        settings.pass_over(theme=given.theme)


def _say_and_end(app: QApplication, fault: Fault, language: str) -> int:
    from PySide6.QtWidgets import QMessageBox

    say(str(fault))
    Speech(app).speak(language)
    what, why, now = fault_parts(fault)
    box = QMessageBox(QMessageBox.Icon.Warning, "Cloze Studio", what)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a path is no markup
    box.setInformativeText(sentences(why, now))
    box.finished.connect(app.quit)
    box.open()
    app.exec()
    return 1
