"""The main window: rail, top bar, pages, run bar."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent, QShowEvent, QUndoGroup
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from engine.resources import resource
from studio import commands, places
from studio.acts import Acts
from studio.closing import Closing
from studio.desk import Desk
from studio.discarded import Discarded
from studio.drop_filter import DropFilter
from studio.frame import Frame
from studio.icons import icon
from studio.jobs import import_alone
from studio.live import State
from studio.model_drops import ModelDrops
from studio.pickers import Pickers
from studio.problems import Problem, problem_of
from studio.recovery import Recovery
from studio.settings import PAGES
from studio.style_sheet import style_sheet
from studio.telling import run_news
from studio.undo_keys import UndoFilter
from studio.undo_words import UndoWords
from studio.wheel import WheelFilter
from studio.widgets.fault_box import FaultBox
from studio.widgets.rail import Rail, RailMark
from studio.widgets.run_bar import RunBar
from studio.widgets.top_bar import TopBar

USUAL = QSize(1440, 900)
WITH_PLOTS = {"train", "look", "try_"}  # a third of a second to import: after the first paint


class Window(Frame):
    """Shows the eight places of one desk; built anew when the language changes."""

    painted = Signal()  # once, after the first paint
    closed = Signal()

    def __init__(self, desk: Desk, language: str) -> None:
        super().__init__()
        self.desk = desk
        self.language = language
        self.pages: dict[str, QWidget] = {}
        self.page = ""
        self._first = True
        self.changes = QUndoGroup(self)  # of the page on show
        for kept in (desk.draft, desk.tuning):
            self.changes.addStack(kept.undo_stack)
        self.changes.setActiveStack(desk.draft.undo_stack)
        self._filters = (WheelFilter(self), UndoFilter(self), DropFilter(self))
        self.setWindowTitle(self.tr("Cloze Studio"))
        self.setWindowIcon(QIcon(str(resource("icons", "cloze-studio.svg"))))
        self.acts = Acts(desk, self)
        self.menus, self._follow_commands = commands.install(self, self.acts)
        self.rail = Rail(desk.theme, places.titles())
        self.top = TopBar(self.menus)
        self.run_bar = RunBar()
        self.fault = FaultBox()
        self.load_again = self.fault.add_action(self.tr("Try again"))
        self.load_again.clicked.connect(self._load_again)
        self.recovery = Recovery(desk)
        self.discarded = Discarded(desk)
        self.discarded.undo_pressed.connect(self.acts.restore)
        notes = (self.recovery, self.discarded, self.fault)
        self.place(self.top, self.rail, notes, self.run_bar)
        self.wear(style_sheet(desk.theme))
        self.closing = Closing(desk, self)
        self.drops = ModelDrops(self, self.acts.import_from)
        self.pickers = Pickers(desk, self.top, self._enter_workspace)
        self._connect()
        self._after_paint = QTimer(self)  # what may wait until the window stands there
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self._painted_once)
        self._show_state(desk.live.state)
        self._show_places()
        self._show_icons()
        self._show_standing()
        self.resize(USUAL)
        self._restore()

    # -- pages ----------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show a place; its page is made at its first show."""
        if name not in self.pages:
            page = importlib.import_module(f"studio.views.{name}.page").Page(self.desk)
            page.setObjectName("page")
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.pages[name] = page
            self.add_page(page)
            self._guard(page)
        self.page = name
        self.show_area(list(self.pages).index(name))
        self.rail.show_page(name)
        edited = self.desk.tuning if name == "tune" else self.desk.draft
        self.changes.setActiveStack(edited.undo_stack)
        if not self._first:
            self.desk.settings.set(page=name)
            self.desk.listing.look_again()  # another program may have trained one meanwhile

    def _connect(self) -> None:
        desk, live, draft = self.desk, self.desk.live, self.desk.draft
        self.rail.chosen.connect(self.show_page)
        self._guard(self.top)
        # Queued, after the pages: one that stands there already builds its fields by this signal.
        desk.form_ready.connect(self._guard_pages, Qt.ConnectionType.QueuedConnection)
        desk.form_ready.connect(self._import_pages)
        self.top.theme.clicked.connect(self.acts.toggle_theme)
        self.top.help.clicked.connect(self.acts.shortcuts)
        self.run_bar.pause_pressed.connect(self.acts.pause)
        self.run_bar.stop_pressed.connect(self.acts.stop)
        self.run_bar.name_pressed.connect(self._show_live_run)
        desk.go_to.connect(self.show_page)
        desk.saying.connect(self.run_bar.whisper)
        desk.theme_changed.connect(self._show_theme)
        desk.problems.reported.connect(self._show_problem)
        desk.problems.settled.connect(self.fault.clear)
        live.state_changed.connect(self._show_state)
        live.advanced.connect(self._show_run)
        live.prepared.connect(self._show_run)
        live.ended.connect(self._show_run)
        self.activated.connect(draft.check_again)  # files may have gone meanwhile
        self.activated.connect(desk.found_text.look_again)
        self.activated.connect(desk.listing.look_again)
        self.activated.connect(desk.checkpoint_reading.look_again)
        draft.faults_changed.connect(self._show_places)
        draft.changed.connect(self._show_places)
        desk.shown_changed.connect(self._show_places)
        desk.found_text.changed.connect(self._show_places)
        desk.found_pairs.changed.connect(self._show_places)
        for signal in (desk.shown_changed, desk.trash.changed, desk.workspace_changed):
            signal.connect(self._allow_commands)
        desk.checkpoints_changed.connect(self._show_places)
        desk.failed_start.changed.connect(self._show_places)
        self.fault.dismiss_button.clicked.connect(desk.problems.dismiss)
        actions = {action.objectName(): action for action in self.actions()}
        UndoWords(self.changes, actions["undo"], actions["redo"], self)

    # -- news -----------------------------------------------------------------------------

    def _show_state(self, _state: State) -> None:
        self._allow_commands()
        self._show_run()

    def _allow_commands(self) -> None:
        self._follow_commands(self.desk.live.state, self.acts.met_needs())

    def _show_run(self) -> None:
        if self.isHidden() and not self._first:
            return
        self.run_bar.show_news(run_news(self.desk.live))
        self._show_places()

    def _show_places(self) -> None:
        for name, standing in places.standings(self.desk).items():
            kind = "wished" if standing.wished else standing.mark
            self.rail.show_mark(name, RailMark(kind, standing.share, standing.why))

    def _show_problem(self, problem: Problem) -> None:
        self.fault.show_problem(problem)
        self.load_again.setVisible(self.desk.loading.has_failed)

    def _show_standing(self) -> None:
        """Tell what the window before this one told and nobody has mended or closed."""
        failed, standing = self.desk.loading.what_failed(), self.desk.problems.standing
        if failed is not None:
            self._show_problem(problem_of(*failed))
        elif standing is not None:
            self._show_problem(standing)

    def _load_again(self) -> None:
        self.desk.problems.settle()
        self.desk.loading.load()

    def _show_theme(self) -> None:
        self.wear(style_sheet(self.desk.theme))
        self.rail.set_theme(self.desk.theme)
        self._show_icons()

    def _import_pages(self) -> None:
        """Bring in what the pages are made of, before the first click asks for it."""
        modules = [f"studio.views.{name}.page" for name in PAGES]
        self.desk.jobs.run(
            lambda _control, _progress: import_alone("pyqtgraph", *modules),
            title=self.tr("Loading the pages"),
            then=self.desk.loading.pages_arrived.emit,
        )

    def _guard_pages(self) -> None:
        for page in self.pages.values():
            self._guard(page)

    def _guard(self, part: QWidget) -> None:
        for kind in self._filters:
            kind.guard(part)

    def _show_live_run(self) -> None:
        path = self.desk.live.path
        if path is not None and (self.desk.shown is None or self.desk.shown.path != path):
            self.desk.open_run(path)
        self.show_page("train")

    def _enter_workspace(self, path: Path | None) -> None:
        if path is None:
            self.acts.open_workspace()
        else:
            self.acts.enter_workspace(path)

    # -- first paint, size, close ---------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._first:  # back out of the tray: what happened meanwhile was not drawn
            self._show_run()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._first and not self._after_paint.isActive():
            self._after_paint.start(0)

    def _painted_once(self) -> None:
        self._first = False
        self.painted.emit()
        if self.page not in self.pages:
            self.show_page(self.page)
        if self.focusWidget() is None or self.focusWidget() is self.top.menu:
            self.stack.setFocus()  # no ring before somebody uses the keyboard

    def _show_icons(self) -> None:
        theme = self.desk.theme
        self.rail.set_icons({name: icon(name, theme) for name in self.rail.buttons})
        self.run_bar.set_icons(
            icon("pause", theme, theme.text),
            icon("play", theme, theme.text),
            icon("stop", theme, theme.text),
        )
        self.top.set_icons(
            menu=icon("menu", theme),
            theme=icon("sun" if theme.dark else "moon", theme),
            language=icon("language", theme),
            help=icon("help", theme),
        )

    def _restore(self) -> None:
        settings = self.desk.settings.now
        if settings.geometry:
            self.restoreGeometry(bytes.fromhex(settings.geometry))
        self.page = settings.page
        self.rail.show_page(self.page)
        if self.page not in WITH_PLOTS or f"studio.views.{self.page}.page" in sys.modules:
            self.show_page(self.page)

    def keep_geometry(self) -> None:
        """Remember size and place."""
        self.desk.settings.set(geometry=bytes(self.saveGeometry().data()).hex())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_close():
            event.ignore()
            return
        try:
            self.keep_geometry()
        finally:  # a window that went without a word leaves a process nobody sees
            event.accept()
            self.closed.emit()

    def replace_by(self, other: Window) -> None:
        """Give place to the same window in another language; nothing is asked, nothing ends."""
        other.setGeometry(self.geometry())
        other.setWindowState(self.windowState())
        if self.isVisible():
            other.show()
        self.closing.hand_over(other.closing)
        for dialog in QApplication.topLevelWidgets():
            if dialog.parentWidget() is self:
                dialog.close()
        self.hide()
        self.deleteLater()
