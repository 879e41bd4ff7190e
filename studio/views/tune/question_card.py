"""What to measure, on what, and the button that begins; while it runs, how far it has come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from studio.abilities import learned
from studio.evaluation_calls import Question
from studio.run_curves import objective_title
from studio.views.tune.evaluation_list import EvaluationList
from studio.views.tune.evaluation_options import EvaluationOptions
from studio.views.tune.measured_file import MeasuredFile
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.card import Card as EvaluationCard
    from studio.desk import Desk

ON_TOP = "evaluate.kind"  # option
CHOSEN = "evaluate.chosen"  # option: by evaluation, what it was asked with


class QuestionCard(Card):
    """One evaluation at a time, asked of the checkpoint at hand."""

    picked = Signal(str)  # another evaluation is looked at
    asked = Signal(object)  # Question

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._cards: dict[str, EvaluationCard] = {}
        self._under_way = False
        self.set_title(self.tr("What to measure"))
        self.list = EvaluationList()
        self.list.picked.connect(self._pick)
        self.lines = label("", wrap=True)
        self.source = label("", "dim", wrap=True)
        self.file = MeasuredFile(desk.theme)
        self.file.changed.connect(self._keep)
        self.options = EvaluationOptions()
        self.options.changed.connect(self._keep)
        self.begin = QPushButton(self.tr("Measure"))
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(lambda _checked=False: self.ask())
        self.file.line.returnPressed.connect(self.ask)
        self.reason = label("", "dim", wrap=True)
        self.busy = BusyBar()
        self.fault = FaultBox()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for part in (self.list, self.lines, self.source, self.file, self.options):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(scrolling(column), 1)
        self.body.addWidget(self.fault)
        self.body.addWidget(self.busy)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.begin)
        row.addWidget(self.reason, 1)
        self.body.addLayout(row)

    @property
    def card(self) -> EvaluationCard | None:
        """The evaluation looked at."""
        return self._cards.get(self.list.value)

    def offer(self, cards: tuple[EvaluationCard, ...]) -> None:
        """Show what there is; the one looked at last stands on top."""
        self._cards = {card.name: card for card in cards}
        self.follow()
        kept = str(self._desk.settings.option(ON_TOP, ""))
        self.look_at(kept if kept in self._cards else next(iter(self._cards)))

    def look_at(self, name: str) -> None:
        """Show one evaluation, without saying so."""
        if name in self._cards:
            self.list.choose(name)
            self._show()

    def follow(self) -> None:
        """Another run, or more is known of it."""
        unfit = {card.name: self.unfit(card) for card in self._cards.values()}
        self.list.offer(list(self._cards.values()), unfit)
        self._allow()

    def unfit(self, card: EvaluationCard) -> str:
        """Why the run at hand cannot be asked this; "" where it can, as far as is known."""
        form, known = self._desk.form, learned(self._desk)
        if form is None or not card.needs or not known:
            return ""
        teachers = {"fills": form.fills, "continues": form.continues}
        needed = [name for ability in card.needs for name in teachers[ability]]
        if set(known) & set(needed):
            return ""
        words = self.tr("This run learned {learned}. Needs a run trained on one of: {needed}.")
        return words.format(learned=self._titles(known), needed=self._titles(needed))

    def obstacle(self) -> str:
        """Why it cannot begin; "" where it can."""
        card = self.card
        if card is None:
            return self.tr("The engine is being loaded.")
        if unfit := self.unfit(card):
            return unfit
        if card.wants == "line":
            return "" if self.file.line.text().strip() else self.tr("Type the line first.")
        if card.wants != "nothing" and self.file.path is None:
            return self.tr("Choose what to measure on first.")
        return ""

    def question(self) -> Question | None:
        """What is asked now; None where something is missing."""
        card = self.card
        if card is None or self.obstacle():
            return None
        labelled, of_file = card.wants == "labelled", card.wants not in ("nothing", "line")
        return Question(
            card.name,
            path=self.file.path if of_file else None,
            line=self.file.line.text() if card.wants == "line" else "",
            most=self.options.most_value,
            seed=self.options.seed_value,
            text=self.options.text.text().strip() if labelled else "",
            label=self.options.label.text().strip() if labelled else "",
        )

    def ask(self) -> None:
        """Begin, if nothing stands in the way."""
        question = self.question()
        if question is not None and self.begin.isEnabled():
            self.fault.clear()
            self.asked.emit(question)

    def set_busy(self, busy: bool) -> None:
        """One is measured at a time."""
        self._under_way = busy
        self._allow()

    def recolour(self) -> None:
        """Follow another set of colours."""
        self.file.set_theme(self._desk.theme)

    def _titles(self, names: Any) -> str:
        return ", ".join(objective_title(self._desk, name) for name in names)

    def _pick(self, name: str) -> None:
        self._desk.settings.set_option(ON_TOP, name)
        self.fault.clear()  # it was another question's
        self._show()
        self.picked.emit(name)

    def _show(self) -> None:
        card = self.card
        if card is None:
            return
        self.lines.setText("\n".join(say("evaluation", line) for line in card.lines))
        self.source.setText(card.source)
        kept = self._kept().get(card.name, {})
        path = kept.get("path")
        self.file.show_path(Path(path) if isinstance(path, str) and path else None)
        self.file.line.setText(str(kept.get("line", "")))
        self.file.ask_for(card)
        self.options.show_values(kept)
        self.options.ask_for(card)
        self._allow()

    def _kept(self) -> dict[str, dict[str, Any]]:
        kept = self._desk.settings.option(CHOSEN, {})
        return {name: dict(one) for name, one in kept.items() if isinstance(one, dict)}

    def _keep(self) -> None:
        card = self.card
        if card is None:
            return
        chosen: dict[str, Any] = {"path": str(self.file.path or ""), "line": self.file.line.text()}
        now = self._kept() | {card.name: chosen | self.options.values()}
        if now != self._kept():
            self._desk.settings.set_option(CHOSEN, now)
        self._allow()

    def _allow(self) -> None:
        why = self.obstacle()
        self.begin.setEnabled(not why and not self._under_way)
        tip = self.tr("Measure this; the result is kept in the run's folder")
        self.begin.setToolTip(tip_html(why or tip))
        self.reason.setText(why)
