"""The Model page: size, parts, the drawing of it, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from studio import engine_calls
from studio.costing import deciding, shorter_rows
from studio.presets import choose_size
from studio.views.model.elsewhere import Elsewhere
from studio.views.model.in_force import ChoicesInForce
from studio.views.model.measuring import Measuring
from studio.views.model.parts import model_diagram
from studio.views.model.size_card import SizeCard
from studio.widgets.block_diagram import BlockDiagram
from studio.widgets.card import Card
from studio.widgets.columns import NARROW
from studio.widgets.cost_card import CostCard
from studio.widgets.export_button import ExportButton
from studio.widgets.mermaid import mermaid_text
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from studio.cost import Cost
    from studio.desk import Desk
    from studio.jobs import Job

GAP, MARGIN = 12, 16
SHARES = ((34, 340), (42, 370), (24, 256))  # and pixels at least, of the columns
LEAST = 320  # pixels of the parts above the cost
LEFT_OUT = ("model.size",)  # the dial is it
REACH = {"model.length": (16.0, 1024.0)}

translate = QCoreApplication.translate

# Named again whenever the menu is, in the language of the moment.
FEWER = lambda: translate("changes", "Fewer rows")  # noqa: E731
SHORTER = lambda: translate("changes", "Shorter rows")  # noqa: E731


class Page(QWidget):
    """How large the model is and of what it is made."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self._counting: Job | None = None
        self._counted: dict[str, Any] | None = None  # what the cost shown belongs to
        self.cost: Cost | None = None
        self.fields: RecipeFields | None = None
        self.size_card = SizeCard(desk.theme)
        self.size_card.chosen.connect(self._choose_size)
        self.cost_card = CostCard()
        self.measuring = Measuring(desk, self.cost_card)
        self.cost_card.fewer_rows.connect(self._take_fewer_rows)
        self.cost_card.shorter_rows.connect(self._take_shorter_rows)
        self.parts, self.blocks = self._parts_card(), self._diagram_card()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.grid.setSpacing(GAP)
        self._narrow: bool | None = None
        self._lay_out(narrow=False)
        desk.draft.changed.connect(self._follow)
        desk.draft.faults_changed.connect(self._follow)
        desk.draft.confirmed.connect(self._count_room)
        desk.live.state_changed.connect(self._count_room)
        desk.theme_changed.connect(self._recolour)
        desk.form_ready.connect(self._build)
        self._build()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Model")

    # the parts

    def _lay_out(self, *, narrow: bool) -> None:
        """Three columns; in a narrow window the cost stands beneath the parts."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for card in (self.size_card, self.parts, self.blocks, self.cost_card):
            self.grid.removeWidget(card)
        self.grid.addWidget(self.size_card, 0, 0, 1, 3)
        self.grid.addWidget(self.parts, 1, 0)
        self.grid.addWidget(self.blocks, 1, 1, 2 if narrow else 1, 2 if narrow else 1)
        self.grid.addWidget(self.cost_card, *((2, 0) if narrow else (1, 2)))
        self.parts.setMinimumHeight(LEAST if narrow else 0)
        for column, (share, least) in enumerate(SHARES):
            shown = not (narrow and column == 2)
            self.grid.setColumnStretch(column, share if shown else 0)
            self.grid.setColumnMinimumWidth(column, least if shown else 0)
        self.grid.setRowStretch(1, 1)

    def minimumSizeHint(self) -> QSize:
        widths = sum(least for _, least in SHARES[:2])
        return QSize(widths + 2 * GAP + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(narrow=self.width() - 2 * MARGIN < NARROW)

    def _parts_card(self) -> Card:
        card = Card(self.tr("Parts"))
        self._waiting = label(self.tr("Loading the form…"), "dim")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.addWidget(self._waiting)
        card.body.addWidget(ScrollColumn(inside), 1)
        return card

    def _diagram_card(self) -> Card:
        card = Card(self.tr("Blocks"))
        card.set_hint(self.tr("shapes at the arrows, parameters at the right"))
        theme = self._desk.theme
        self.diagram = BlockDiagram(theme)
        self.diagram.setAccessibleName(self.tr("The model as blocks"))
        self.export = ExportButton(self.diagram, "model", theme.surface, self._desk.jobs)
        self.export.set_theme(theme)
        self.export.failed.connect(
            lambda fault: self._desk.report(fault, self.tr("Saving the drawing"))
        )
        self.export.began.connect(card.show_work)
        self.export.offer_text(self.tr("Save as Mermaid…"), "mmd", self.mermaid)
        menu = self.export.menu()
        menu.addSeparator()
        menu.addAction(self.tr("Copy as Mermaid"), self.copy_mermaid)
        card.add_to_header(self.export)
        area = ScrollColumn(self.diagram)
        # A grid makes a minimum of the height a card with a wrapped sentence would like.
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        card.body.addWidget(area, 1)
        self.elsewhere = Elsewhere(self._desk)
        card.body.addWidget(self.elsewhere)
        return card

    def copy_mermaid(self) -> None:
        """Put the drawing on the clipboard as a text that wikis draw."""
        QGuiApplication.clipboard().setText(self.mermaid())

    def mermaid(self) -> str:
        """The drawing as such a text."""
        return mermaid_text(self.diagram.diagram)

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        specs = [spec for spec in form.section("model").fields if spec.key not in LEFT_OUT]
        self.fields = RecipeFields(self._desk.theme, self._desk.draft, specs, reaches=REACH)
        self._waiting.hide()
        self._column.addWidget(self.fields)
        folded = [spec for spec in specs if spec.advanced]
        self.summary = ChoicesInForce(self._desk.draft, folded)
        self.fields.fold.toggled.connect(lambda unfolded: self.summary.setVisible(not unfolded))
        self._column.addWidget(self.summary)
        self._column.addStretch(1)
        self._follow()

    def _choose_size(self, size: str) -> None:
        form = self._desk.form
        families = form.families if form is not None else {}
        text = lambda: translate("changes", "Choose a size")  # noqa: E731
        choose_size(self._desk.draft, families, size, text)
        if size == "custom" and self.fields is not None:
            self.fields.fold.setChecked(True)

    # following the draft

    def _follow(self, *_: object) -> None:
        draft = self._desk.draft
        model = draft.resolved.get("model")
        if not isinstance(model, dict) or not draft.checked:
            return
        size = str(model.get("size", "tiny"))
        self.size_card.show_size(size, int(model["depth"]), int(model["width"]))
        self._draw()
        self._count()
        self.measuring.follow()
        self.elsewhere.show_fit(draft.resolved)

    def _draw(self) -> None:
        resolved, form = self._desk.draft.resolved, self._desk.form
        if form is None:
            return
        titles = {
            name: say("objectives", form.cards[name].title)
            for name in resolved.get("objectives", {})
            if name in form.cards
        }
        vocabulary = int(resolved.get("tokenizer", {}).get("vocabulary", 8192))
        parts = self.cost.parts if self.cost is not None else {}
        row_length = resolved.get("training", {}).get("row_length")
        drawn = model_diagram(resolved["model"], vocabulary, titles, parts, row_length)
        self.diagram.show_diagram(drawn)

    def _count(self) -> None:
        """Count anew where anything that matters changed."""
        draft = self._desk.draft
        faulty = any(fault.place.startswith("model") for fault in draft.faults)
        belongs = deciding(draft.resolved) | {"faulty": faulty}
        if belongs == self._counted:
            return
        self._counted = belongs
        self.measuring.faulty = faulty
        if self._counting is not None:
            self._counting.cancel()
        if faulty:
            self._lose_cost()
            return
        resolved = draft.resolved
        self._counting = self._desk.jobs.run(
            lambda _control, _progress: engine_calls.count_cost(resolved),
            title=self.tr("Counting parameters"),
            then=self._show_cost,
            failed=self._lose_cost,
        )

    def _count_room(self, *_: object) -> None:
        """Where memory was short, another program or a run may have given some back."""
        if self.cost is not None and not self.cost.fits:
            self._counted = None
            self._follow()

    def _show_cost(self, cost: Cost) -> None:
        self._counting = None
        self.cost = self.measuring.cost = cost
        self.cost_card.show_cost(cost)
        self.cost_card.show_room(cost)
        self.measuring.follow()
        self._draw()

    def _lose_cost(self, *_: object) -> None:
        """Nothing can be counted."""
        self._counting = None
        self.cost = self.measuring.cost = None
        self.cost_card.forget_cost()
        self.measuring.follow()

    def _take_fewer_rows(self) -> None:
        if self.cost is not None and self.cost.fewer_rows is not None:
            self._desk.draft.set("execution.micro_batch", self.cost.fewer_rows, FEWER)

    def _take_shorter_rows(self) -> None:
        draft = self._desk.draft
        draft.set("training.row_length", shorter_rows(draft.resolved), SHORTER)

    def _recolour(self) -> None:
        theme = self._desk.theme
        self.size_card.set_theme(theme)
        self.diagram.set_theme(theme)
        self.export.set_theme(theme)
        if self.fields is not None:
            self.fields.set_theme(theme)
