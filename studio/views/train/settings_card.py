"""How the next run is trained: optimizer, schedule, probes, machine; read off the recipe's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.devices import KEY as DEVICE
from studio.devices import device_choices
from studio.draft import BUDGETS
from studio.views.train.imported_start import ImportedStart
from studio.widgets.card import Card
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.widgets.text_editors import OfferedEditor

if TYPE_CHECKING:
    from studio.desk import Desk

SECTIONS = ("start", "training", "probes", "execution")
START = "start.run"
OF_A_RUN = (START, "start.step")  # the second stands in the fold, alone


class SettingsCard(Card):
    """The fields of four sections; the budget stands on the start card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("How it is trained"))
        self.fields: list[RecipeFields] = []
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)
        self._waiting = label(self.tr("Loading the engine…"), "dim")
        self.imported = ImportedStart(desk)
        self._rows.addWidget(self._waiting)
        self._rows.addStretch(1)
        self.body.addWidget(ScrollColumn(inside), 1)
        desk.form_ready.connect(self._build)
        desk.machine_ready.connect(self._offer_devices)
        desk.runs_changed.connect(self._offer_runs)
        desk.draft.changed.connect(self._show_start)
        desk.theme_changed.connect(self._recolour)
        self._build()

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields:
            return
        self._waiting.hide()
        titles = {
            "start": self.tr("Where it begins"),
            "training": self.tr("Optimizer and schedule"),
            "probes": self.tr("Watching while it learns"),
            "execution": self.tr("Machine"),
        }
        for place, name in enumerate(SECTIONS):
            specs = [spec for spec in form.section(name).fields if spec.key not in BUDGETS]
            fields = RecipeFields(self._desk.theme, self._desk.draft, specs)
            self.fields.append(fields)
            if "probes.sentences" in fields.rows:
                fields.rows["probes.sentences"].editor.setMaximumHeight(92)
            self._rows.insertWidget(2 * place, label(titles[name], "name"))
            self._rows.insertWidget(2 * place + 1, fields)
        start = self._rows.indexOf(self.fields[SECTIONS.index("start")])
        self._rows.insertWidget(start + 1, self.imported)
        self._offer_devices()
        self._offer_runs()
        self._show_start()

    def _offer_devices(self) -> None:
        """Fill the picker with what this machine was found to have."""
        self._offer(DEVICE, device_choices(self._desk.machine))

    def _offer_runs(self) -> None:
        """Fill the picker of first weights with the runs that have any."""
        runs = [run for run in self._desk.runs if run.saved and run.damaged is None]
        self._offer(START, [(str(run.path), run.name) for run in runs])

    def _offer(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        for fields in self.fields:
            row = fields.rows.get(key)
            if row is not None and isinstance(row.editor, OfferedEditor):
                row.editor.offer(choices)

    def _show_start(self, *_: object) -> None:
        """Which run, and which of its checkpoints, where weights come from one."""
        from_run = self._desk.draft.effective("start.weights", "random") == "run"
        for fields in self.fields:
            if START in fields.rows:
                for key in OF_A_RUN:
                    fields.rows[key].set_visible(from_run)
                fields.fold.setVisible(from_run)

    def _recolour(self) -> None:
        for fields in self.fields:
            fields.set_theme(self._desk.theme)
