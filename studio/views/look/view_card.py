"""The large card: the chosen heads in the view chosen, with tabs for all views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QToolButton

from studio.icons import icon
from studio.views.look.looking import Looking
from studio.views.look.view import View, view_classes
from studio.widgets.card import Card
from studio.widgets.export_button import ExportButton
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio.desk import Desk

CHOSEN, LARGE = "look.view", "look.large"  # options


class ViewCard(Card):
    """Views are switched without anything being read or computed again."""

    enlarged = Signal(bool)  # whether it takes the room of the heads and the film, too

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__(" ")
        self._desk, self._looking = desk, looking
        self._classes = {view.name: view for view in view_classes()}
        self._made: dict[str, View] = {}
        names = list(self._classes)
        self.tabs = Segmented(desk.theme, [(name, self._classes[name].title()) for name in names])
        self.tabs.setAccessibleName(self.tr("Views of the heads"))
        for name, view in self._classes.items():
            self.tabs.set_tip(name, view.tip())
        self.tabs.chosen.connect(self.choose)
        self.stack = QStackedWidget()
        self.export = ExportButton(None, "heads", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the view")))
        self.corners = QStackedWidget()
        self.corners.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.large = QToolButton()
        self.large.setObjectName("corner")
        self.large.setAutoRaise(True)
        self.large.setCheckable(True)
        self.large.setShortcut("Alt+Return")
        self.large.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.large.setAccessibleName(self.tr("Large"))
        self.large.toggled.connect(self._enlarge)
        for part in (self.corners, self.large, self.export):
            self.add_to_header(part)
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.stack, 1)
        kept = desk.settings.option(CHOSEN, names[0])
        self.tabs.choose(kept if kept in names else names[0])
        self._show(self.tabs.value or names[0])
        self.recolour()
        self.large.setChecked(desk.settings.option(LARGE, False) is True)

    @property
    def view(self) -> View:
        """The one that is shown."""
        return self._made[self.tabs.value or next(iter(self._classes))]

    def choose(self, name: str) -> None:
        """Show another view."""
        self._desk.settings.set_option(CHOSEN, name)
        self.tabs.choose(name)
        self._show(name)

    def redraw(self) -> None:
        """Follow what is seen now; the view does so by itself."""
        view, looking = self.view, self._looking
        self.set_title(view.heading())
        self.export.set_subject(view.subject())
        layer, head = looking.head
        run = self._desk.shown.name if self._desk.shown is not None else "run"
        place = f"layer-{layer + 1}-head-{head + 1}-step-{looking.step}"
        self.export.set_name(f"{run}-{view.name}-{place}")

    def recolour(self) -> None:
        """Follow the theme."""
        self.tabs.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
        self._dress()

    def _tell(self, view: View, words: str, why: str) -> None:
        """Say it of the view that is shown; another's answer may come late."""
        if view is self.view:
            self.set_hint(words, why)

    def _offer(self) -> None:
        self.export.set_subject(self.view.subject())

    def _enlarge(self, on: bool) -> None:
        self._desk.settings.set_option(LARGE, on)
        self._dress()
        self.enlarged.emit(on)

    def _dress(self) -> None:
        large = self.large.isChecked()
        self.large.setIcon(icon("reduce" if large else "enlarge", self._desk.theme))
        words = self.tr("Give the view the whole page (Alt+Enter)")
        back = self.tr("Show all heads and the film again (Alt+Enter)")
        self.large.setToolTip(tip_html(back if large else words))

    def _show(self, name: str) -> None:
        if name not in self._made:
            view = self._made[name] = self._classes[name](self._desk, self._looking)
            view.told.connect(lambda words, why, view=view: self._tell(view, words, why))
            view.drawn.connect(self._offer)
            view.redrawn.connect(self._offer)
            view.recolour()
            self.stack.addWidget(view)
            corner = view.corner()
            if corner is not None:
                self.corners.addWidget(corner)
        if self.stack.currentWidget() is not self._made[name]:  # it says its own
            self.set_hint("")
        corner = self._made[name].corner()
        self.corners.setVisible(corner is not None)
        if corner is not None:
            self.corners.setCurrentWidget(corner)
        self.stack.setCurrentWidget(self._made[name])
        if self._looking.seen is not None:
            self.redraw()
