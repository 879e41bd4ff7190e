"""Start: the preset, the budget, a name, and what still stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from engine.runs.workspace import name_fault
from studio.families import recipe_title
from studio.field_names import field_name, is_known
from studio.presets import SIZES, choose_family, choose_size, family_and_size
from studio.reading import SECTIONS
from studio.views.train.budget_row import BudgetRow
from studio.views.train.plan_rows import PlanRows
from studio.widgets.card import Card
from studio.widgets.picker import one_of
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import family_name, fault_words, say, size_name

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.desk import Desk

PAGES = dict.fromkeys((*SECTIONS.values(), "tokenizer"), "data")
PAGES |= {"objectives": "objective", "model": "model"}
MOST_FAULTS = 6
TYPED = "train.name"  # option

translate = QCoreApplication.translate


class StartCard(Card):
    """Starts a run by the draft; Start says why it cannot where it cannot."""

    started = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Start a run"))
        self._presets: Segmented | None = None
        self._wanted = False  # pressed while the choices were being checked
        self.preset_row = QHBoxLayout()
        self.preset_row.setSpacing(8)
        self.recipe = label("", "dim", wrap=True)  # where it has grown away from its preset
        self.budget = BudgetRow(desk)
        self.budget.told.connect(self.refresh)
        self.plan = PlanRows(desk)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the run"))
        self.name.setToolTip(self.tr("Empty: the preset with the next free number"))
        self.name.setMaximumWidth(320)
        self.name.setText(desk.settings.option(TYPED, ""))
        self.name.textChanged.connect(self.refresh)
        self.name.textChanged.connect(lambda text: desk.settings.set_option(TYPED, text))
        self.start = QPushButton(self.tr("Start training"))
        self.start.setProperty("kind", "primary")
        self.start.setMinimumHeight(36)
        self.start.clicked.connect(lambda _checked=False: self.begin())
        self.reason = label("", "dim", wrap=True)
        self._faults = QVBoxLayout()
        self._faults.setSpacing(4)
        self._fill_body()
        desk.draft.changed.connect(self.refresh)
        desk.draft.faults_changed.connect(self.refresh)
        desk.draft.confirmed.connect(self._confirmed)
        desk.form_ready.connect(self.refresh)
        desk.runs_changed.connect(self.refresh)
        desk.live.state_changed.connect(self.refresh)
        desk.theme_changed.connect(self._recolour)

    def _fill_body(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 72)
        self.preset_box = QWidget()
        lines = QVBoxLayout(self.preset_box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(self.preset_row)
        lines.addWidget(self.recipe)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Preset"), self.preset_box),
            (self.tr("Train for"), self.budget),
            (self.tr("Name"), self.name),
        )
        for line, (words, part) in enumerate(rows):
            name = label(words, "dim")
            name.setMinimumHeight(28)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, line, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.plan)
        self.body.addLayout(self._faults)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.start)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # somebody went elsewhere: nothing starts behind their back
            self._wanted = False

    def begin(self) -> None:
        """Start, if nothing stands in the way; once the choices are checked, as they are now."""
        draft = self._desk.draft
        if draft.checked and self.obstacle():
            return
        self._wanted = draft.resolved != {}
        draft.check_again()  # a file may have gone since

    def _confirmed(self) -> None:
        if not self._wanted:
            return
        self._wanted = False
        if not self.obstacle() and self._desk.start_run(self.name.text().strip()):
            self.name.clear()
            self.started.emit()

    def obstacle(self) -> str:
        """Why it cannot start; "" where it can."""
        desk, name = self._desk, self.name.text().strip()
        if desk.live.active:
            return self.tr("A run is under way; one trains at a time.")
        if self.budget.fault.text():
            return self.tr("Mend the budget first.")
        if name and (fault := name_fault(name)) is not None:
            return say("faults", fault.now, fault.values)
        if name and (desk.workspace.runs_folder / name).exists():
            return self.tr("There is a run of this name already.")
        if desk.form is None:
            return self.tr("The engine is being loaded.")
        if not desk.draft.checked:
            return self.tr("The choices are being checked.")
        if desk.draft.faults:
            return self.tr("Mend what is listed above first.")
        return ""

    def refresh(self, *_: object) -> None:
        """Show the draft, its faults, and whether it can start."""
        if not self.isVisible():
            return
        self._show_presets()
        preset = str(self._desk.draft.value("preset", "run"))
        self.name.setPlaceholderText(self._desk.workspace.new_name(preset))
        if not self._desk.draft.checked and self._desk.draft.resolved:
            return  # the last answer holds until the next: nothing blinks while one types
        self._show_faults()
        why = self.obstacle()
        self.start.setEnabled(not why)
        self.start.setToolTip(tip_html(why) or self.tr("Train by these choices (Ctrl+R)"))
        self.reason.setText(why)

    # presets

    def _show_presets(self) -> None:
        form = self._desk.form
        if form is None:
            return
        if self._presets is None:
            self._add_presets(tuple(form.families))
        preset = str(self._desk.draft.value("preset", ""))
        family, size = family_and_size(preset, form.families)
        assert self._presets is not None
        self._family.choose(family)
        self._presets.choose(size)
        learned = frozenset(self._desk.draft.resolved.get("objectives", ()))
        recipe = recipe_title(form, learned, preset) if learned else ""
        self.recipe.setText(recipe)
        self.recipe.setVisible(recipe not in ("", family_name(family)))

    def _add_presets(self, families: tuple[str, ...]) -> None:
        theme = self._desk.theme
        self._family = one_of(theme, [(name, family_name(name)) for name in families])
        self._family.setAccessibleName(self.tr("Family of the preset"))
        self._presets = Segmented(theme, [(size, size_name(size)) for size in SIZES])
        self._presets.setAccessibleName(self.tr("Size of the preset"))
        self._family.chosen.connect(self._choose_family)
        self._presets.chosen.connect(self._choose_size)
        self.preset_row.addWidget(self._family)
        self.preset_row.addWidget(self._presets)
        self.preset_row.addStretch(1)

    def _choose_family(self, family: str) -> None:
        form = self._desk.form
        if form is not None:
            choose_family(self._desk.draft, form.families, family, _preset_chosen)

    def _choose_size(self, size: str) -> None:
        form = self._desk.form
        if form is not None:
            choose_size(self._desk.draft, form.families, size, _preset_chosen)

    def _recolour(self) -> None:
        self.budget.set_theme(self._desk)
        if self._presets is not None:
            self._family.set_theme(self._desk.theme)
            self._presets.set_theme(self._desk.theme)

    # faults

    def _show_faults(self) -> None:
        while (item := self._faults.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # at once; its end may wait for the event loop
                widget.deleteLater()
        faults = self._desk.draft.faults
        for fault in faults[:MOST_FAULTS]:
            self._faults.addWidget(self._fault_row(fault))
        if len(faults) > MOST_FAULTS:
            more = self.tr("and {count} more").format(count=len(faults) - MOST_FAULTS)
            self._faults.addWidget(label(more, "dim"))

    def _fault_row(self, fault: FieldFault) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        place = field_name(self._desk.form, fault.place)
        words = label(f"⚠ {place}: {fault_words(fault)}", "warn", wrap=True)
        words.setToolTip(tip_html(fault.place))  # as recipe files write it
        layout.addWidget(words, 1)
        page = PAGES.get(fault.place.partition(".")[0])
        if page is not None:
            button = QPushButton(self.tr("Mend"))
            button.setProperty("kind", "link")
            button.setAccessibleName(self.tr("Mend {place}").format(place=place))
            button.clicked.connect(lambda _checked=False: self._desk.go_to.emit(page))
            layout.addWidget(button)
        if self._is_stray(fault.place):
            out = QPushButton(self.tr("Leave out"))
            out.setProperty("kind", "link")
            out.setAccessibleName(self.tr("Leave out {place}").format(place=place))
            out.setToolTip(tip_html(self.tr("Take it out of the recipe: no field stands for it")))
            out.clicked.connect(
                lambda _checked=False: self._desk.draft.remove(fault.place, _left_out)
            )
            layout.addWidget(out)
        return row

    def _is_stray(self, place: str) -> bool:
        """Whether the draft says something that nothing in the window can change."""
        form = self._desk.form
        held = self._desk.draft.value(place, self)
        return form is not None and held is not self and not is_known(form, place)


def _left_out() -> str:
    return translate("changes", "Leave out an unknown key")


def _preset_chosen() -> str:
    return translate("changes", "Choose a preset")
