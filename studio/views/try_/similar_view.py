"""How alike sentences are: a matrix, and the pairs in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableWidget
from PySide6.QtWidgets import QTableWidgetItem as Item

from studio.views.try_.answer_view import AnswerView
from studio.widgets.cosine_matrix import CosineMatrix, diverging
from studio.widgets.export_button import ExportButton
from studio.widgets.ramp_bar import RampBar
from studio.widgets.rich_tip import tip_html
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import number, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.answers import Similarities
    from studio.desk import Desk

MOST_PAIRS = 12  # in the list
LIST_HEIGHT = 150  # pixels at most


class SimilarView(AnswerView):
    """The diagonal is 1: every sentence is like itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Similarities | None = None
        self._sentences: tuple[str, ...] = ()
        self.measure = label("", "dim", wrap=True)
        self.matrix = CosineMatrix(desk.theme)
        self.matrix.chosen.connect(lambda _row, _column: self._read())
        self.reading = label("", "dim", wrap=True)
        self.scale = RampBar(desk.theme)
        self.scale.setToolTip(
            tip_html(
                self.tr("Cosine of the angle between two vectors: 1 alike, 0 unrelated."),
                self.tr("Sentence vectors: Reimers & Gurevych 2019, arXiv:1908.10084"),
            )
        )
        self.export = ExportButton(self.matrix, "similarities", desk.theme.surface, desk.jobs)
        self.export.set_theme(desk.theme)
        self.export.failed.connect(desk.report)
        self.pairs = self._make_list()
        row = QHBoxLayout()
        row.addWidget(self.scale)
        row.addStretch(1)
        row.addWidget(self.export)
        self.body.addWidget(self.measure)
        self.body.addLayout(row)
        for part in (self.matrix, self.reading, self.pairs):
            self.body.addWidget(part)
        self.clear()

    def _make_list(self) -> QTableWidget:
        made = QTableWidget(0, 3)
        made.setAccessibleName(self.tr("Pairs, the most alike first"))
        made.setHorizontalHeaderLabels([self.tr("Cosine"), self.tr("Sentence"), self.tr("Another")])
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setTabKeyNavigation(False)
        made.verticalHeader().hide()
        header = made.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return made

    def show_answer(self, question: Any, answer: Any) -> None:
        self._found, self._sentences = answer, question.sentences
        self.tell_fit(answer.fitted)
        self._set_visible(True)
        self.measure.setText(say("answers", answer.words))
        self.matrix.show_cosines(answer.cosines, self._sentences)
        self._fill_list(self.ranked())
        self._read()
        self._show_scale()

    def clear(self) -> None:
        self._found, self._sentences = None, ()
        self.tell_fit(None)
        self._set_visible(False)

    def ranked(self) -> list[tuple[float, int, int]]:
        """Cosine and the two sentences, the most alike first."""
        return ranked(self._found.cosines) if self._found is not None else []

    def text(self) -> str:
        rows = [["cosine", "sentence", "another"]]
        rows += [
            [f"{cosine:.5f}", self._sentences[one], self._sentences[other]]
            for cosine, one, other in self.ranked()
        ]
        return csv_text(rows) if self._found is not None else ""

    def recolour(self) -> None:
        for part in (self.matrix, self.scale, self.export):
            part.set_theme(self.desk.theme)
        self._show_scale()

    def _set_visible(self, visible: bool) -> None:
        parts = (self.measure, self.scale, self.export, self.matrix, self.reading, self.pairs)
        for part in parts:
            part.setVisible(visible)

    def _show_scale(self) -> None:
        theme = self.desk.theme
        self.scale.show_ramp(lambda share: diverging(theme, 2 * share - 1), "\u22121", "1")

    def _read(self) -> None:
        hint = self.tr("Point at a number to read its sentences; the list has them in order.")
        self.reading.setText(self.matrix.reading() or hint)

    def _fill_list(self, ranked: list[tuple[float, int, int]]) -> None:
        shown = ranked[:MOST_PAIRS]
        self.pairs.setRowCount(len(shown))
        for row, (cosine, one, other) in enumerate(shown):
            texts = (number(cosine, 3), self._sentences[one], self._sentences[other])
            for column, text in enumerate(texts):
                item = Item(text)
                item.setToolTip(tip_html(text))
                self.pairs.setItem(row, column, item)
        header, frame = self.pairs.horizontalHeader().sizeHint().height(), self.pairs.frameWidth()
        needed = header + sum(self.pairs.rowHeight(row) for row in range(len(shown))) + 2 * frame
        self.pairs.setFixedHeight(min(needed, LIST_HEIGHT))


def ranked(cosines: NDArray[np.float32]) -> list[tuple[float, int, int]]:
    """Every pair of [n, n] sentences, the most alike first: its cosine, and which two."""
    rows, columns = np.triu_indices(len(cosines), k=1)
    pairs = zip(cosines[rows, columns].tolist(), rows.tolist(), columns.tolist(), strict=True)
    return sorted(pairs, reverse=True)
