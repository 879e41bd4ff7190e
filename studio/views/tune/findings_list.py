"""What is odd in the examples, told before anything is learned from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.tune.words import part_words
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import Role, label
from studio.wording import say, sentences

if TYPE_CHECKING:
    from engine.examples.doubts import Doubt
    from engine.examples.summary import Finding

LOOKS: dict[str, tuple[str, Role]] = {
    "refusal": ("✕", "bad"),
    "warning": ("⚠", "warn"),
    "note": ("·", "dim"),
}


class FindingsList(QWidget):
    """A line each, refusals first; the tooltip shows some of the examples meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_findings(self, doubts: Sequence[Doubt], findings: Sequence[Finding]) -> None:
        """Show these instead."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # at once; its end may wait for the event loop
                widget.deleteLater()
        self.lines = []
        for doubt in doubts:
            self._add("warning", say("faults", doubt.what, doubt.values), "")
        for finding in findings:
            self._add(finding.level, finding_words(finding), self._rows(finding))
        self.setVisible(bool(self.lines))

    def _add(self, level: str, words: str, tip: str) -> None:
        sign, role = LOOKS[level]
        line = label(f"{sign} {words}", role, wrap=True)
        line.setToolTip(tip_html(tip) if tip else "")
        self._column.addWidget(line)
        self.lines.append(words)

    def _rows(self, finding: Finding) -> str:
        told = self.tr("{part}, row {row}: {text}")
        return "\n".join(
            told.format(part=part_words(one.split), row=one.row, text=one.text)
            for one in finding.rows
        )


def finding_words(finding: Finding) -> str:
    """A finding in the language of the moment, and what to do about it."""
    return sentences(*(say("faults", part, finding.values) for part in (finding.what, finding.now)))
