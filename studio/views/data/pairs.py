"""The files pairs come from, labelled ones or texts with translations, and how they are read."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from studio.pair_calls import pair_sample
from studio.reading import SECTIONS, kinds_read
from studio.sample_pairs import without_sample
from studio.views.data.pair_fields import PairFields
from studio.widgets.card import Card
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate


class PairsCard(Card):
    """Samples, and the fields of the recipe's section; files may be dropped on the page."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        """`kind` is "labelled" or "parallel"."""
        super().__init__(parent=parent)
        self._desk, self._kind = desk, kind
        self._paths = f"{SECTIONS[kind]}.paths"
        titles = {"labelled": self.tr("Labelled pairs"), "parallel": self.tr("Parallel text")}
        self.set_title(titles[kind])
        self.fields: PairFields | None = None
        self.sample_button = QPushButton(self.tr("Use sample"))
        self.sample_button.setMenu(self._sample_menu())
        self.add_to_header(self.sample_button)
        self.told = label("", "dim", wrap=True)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addWidget(self.told)
        self._column.addStretch(1)
        self.body.addWidget(scrolling(self._column), 1)
        desk.form_ready.connect(self._build)
        desk.draft.faults_changed.connect(self._tell)
        desk.theme_changed.connect(self._recolour)
        self._build()

    def add(self, paths: list[str]) -> None:
        """Read these files and folders too; what is chosen already stays once."""
        known = [str(path) for path in self._desk.draft.value(self._paths, ())]
        new = [path for path in map(os.path.abspath, paths) if path not in known]
        if new:
            chosen = known + list(dict.fromkeys(new))
            also = without_sample(self._desk.draft, self._kind, chosen)
            values = {self._paths: chosen, **also}
            self._desk.draft.update(values, lambda: translate("changes", "Add pairs"))

    def use_sample(self, language: str) -> None:
        """Read a sample instead of what is chosen now."""
        kind = self._kind
        self._desk.jobs.run(
            lambda _control, _progress: pair_sample(kind, language),
            title=self.tr("Fetching the sample"),
            then=self._take_sample,
        )

    def _take_sample(self, values: dict[str, list[str]]) -> None:
        section = SECTIONS[self._kind]
        own = self._desk.draft.value(section, {})
        # Columns and files that were chosen belong to other tables.
        cleared = dict.fromkeys(f"{section}.{name}" for name in own) if own else {}
        self._desk.draft.update(cleared | values, lambda: translate("changes", "Use a sample"))

    def _sample_menu(self) -> QMenu:
        menu = QMenu(self)
        samples = {
            "labelled": {
                "english": self.tr("English: pairs written for Cloze Studio"),
                "chinese": self.tr("中文: pairs written for Cloze Studio"),
            },
            "parallel": {"english": self.tr("English and Chinese, written for Cloze Studio")},
        }
        for language, words in samples[self._kind].items():
            menu.addAction(words, partial(self.use_sample, language))
        return menu

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        specs = form.section(SECTIONS[self._kind]).fields
        self.fields = PairFields(self._desk, self._kind, specs)
        self._column.insertWidget(1, self.fields)
        self._tell()

    def _tell(self) -> None:
        """What such pairs are, or that nobody asks for them."""
        words = {
            "labelled": self.tr(
                "Two passages and how they relate, in every row: what inference learns from."
            ),
            "parallel": self.tr(
                "Sentences and their translations, in two files line by line or in one table."
            ),
        }[self._kind]
        if self._kind not in kinds_read(self._desk):
            words = self.tr("No objective of the recipe reads these.")
        self.told.setText(words)

    def _recolour(self) -> None:
        if self.fields is not None:
            self.fields.set_theme(self._desk.theme)
