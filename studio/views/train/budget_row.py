"""How long to train: a number and what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.widgets.number_input import NumberInput, no_number, show_number
from studio.widgets.segmented import Segmented
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

KINDS = ("minutes", "steps", "tokens", "epochs")
WHOLE = ("steps", "tokens")
USUAL: dict[str, tuple[float, ...]] = {
    "minutes": (1, 3, 10, 60),
    "steps": (500, 2_000, 10_000, 50_000),
    "tokens": (1_000_000, 10_000_000, 100_000_000),
    "epochs": (1, 3, 10),
}

translate = QCoreApplication.translate


class BudgetRow(QWidget):
    """Writes the one budget of the draft."""

    changed = Signal()
    told = Signal()  # that what is typed is no number, or that this is over

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = desk.draft
        words = {
            "minutes": self.tr("Minutes"),
            "steps": self.tr("Steps"),
            "tokens": self.tr("Tokens"),
            "epochs": self.tr("Epochs"),
        }
        self.kind = Segmented(desk.theme, [(kind, words[kind]) for kind in KINDS])
        self.kind.setAccessibleName(self.tr("Budget counts"))
        self.kind.set_tip("minutes", self.tr("Training steps only, over all resumes."))
        self.kind.set_tip("steps", self.tr("Updates of the weights."))
        self.kind.set_tip("tokens", self.tr("Tokens seen, repeats counted."))
        self.kind.set_tip("epochs", self.tr("Times the whole text is seen."))
        self.kind.chosen.connect(self._choose_kind)
        self.amount = NumberInput(whole=False)  # until `refresh` knows what it counts
        self.amount.name(self.tr("Budget"))
        self.amount.line.setMaximumWidth(120)
        self.amount.edited.connect(self._write)
        self.amount.refused.connect(self._refuse)
        self._lay_out()
        self._draft.changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.amount)
        row.addWidget(self.kind)
        row.addStretch(1)
        self._usual_words = label(self.tr("Often:"), "dim")
        self._usual = QHBoxLayout()
        self._usual.setSpacing(4)
        self._usual.addWidget(self._usual_words)
        self._usual.addStretch(1)
        self._chips: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        layout.addLayout(row)
        layout.addWidget(self.fault)
        layout.addLayout(self._usual)
        self.setFocusProxy(self.amount)

    def budget(self) -> tuple[str, float] | None:
        """The budget of the draft as (kind, amount); None where there is none."""
        for kind in (*KINDS, "seconds"):
            amount = self._draft.value(f"training.{kind}")
            if isinstance(amount, int | float):
                return ("minutes", amount / 60) if kind == "seconds" else (kind, float(amount))
        return None

    def set_theme(self, desk: Desk) -> None:
        """Follow another set of colours."""
        self.kind.set_theme(desk.theme)

    def refresh(self, *_: object) -> None:
        """Show the draft's budget."""
        found = self.budget()
        self.amount.set_whole((found[0] if found else self.kind.value) in WHOLE)
        if found is None:
            self.amount.show_value(None)
            self._offer_usual(self.kind.value or "minutes")
            return
        kind, amount = found
        self.kind.choose(kind)
        self.amount.show_value(amount)
        self._offer_usual(kind)

    def _offer_usual(self, kind: str) -> None:
        if self._chips and self._chips[0].property("budget") == kind:
            return
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for amount in USUAL[kind]:
            chip = QPushButton(show_number(amount))
            chip.setAccessibleName(f"{self.amount.line.accessibleName()}: {chip.text()}")
            chip.setProperty("kind", "quiet")
            chip.setProperty("budget", kind)
            chip.clicked.connect(lambda _checked=False, value=amount: self._choose(kind, value))
            self._usual.insertWidget(self._usual.count() - 1, chip)
            self._chips.append(chip)

    def _choose_kind(self, kind: str) -> None:
        self._choose(kind, USUAL[kind][1])

    def _choose(self, kind: str, amount: float) -> None:
        """Take an amount instead of what is typed."""
        self.amount.settle()
        self._set(kind, amount)

    def _refuse(self, text: str) -> None:
        """Say what is typed and no number; the last budget that was one stays in the draft."""
        if not text and not self.fault.text():
            return
        words = no_number(text, whole=self.kind.value in WHOLE) if text else ""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.amount.name(self.tr("Budget"), words)
        self.told.emit()

    def _write(self, amount: float | None) -> None:
        self._refuse("")
        kind = self.kind.value or "minutes"
        if amount is None:
            self._draft.remove(f"training.{kind}", _budget_changed)
        else:
            self._set(kind, amount)

    def _set(self, kind: str, amount: float) -> None:
        value: float | int = round(amount) if kind in WHOLE else float(amount)
        self._draft.set(f"training.{kind}", value, _budget_changed)
        self.changed.emit()


def _budget_changed() -> str:
    return translate("changes", "Change the budget")
