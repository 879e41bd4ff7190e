"""The Try page: fill masks and judge pairs with any checkpoint of any run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.abilities import (
    Kind,
    can_try,
    can_try_any,
    learned,
    needed,
    spotting_command,
    writing_command,
)
from studio.asking import Asked, at_hand
from studio.run_curves import objective_title
from studio.views.try_.fill_card import FillCard
from studio.views.try_.pair_card import PairCard
from studio.views.try_.tries_card import TriesCard, Try
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.columns import Columns
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.empty_state import EmptyState
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.events import MaskPrediction
    from studio.desk import Desk
    from studio.views.try_.pair_card import Judgement

GAP, MARGIN = 12, 16
KINDS: tuple[Kind, ...] = ("fill", "pair")
KIND = "try.kind"  # option
BEST = 3  # answers kept with a try


class Page(QWidget):
    """Asks the run and checkpoint chosen in the bar above."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self._asked_of: Asked | None = None
        words = {"fill": self.tr("Fill the mask"), "pair": self.tr("Judge a pair")}
        self.kinds = Segmented(desk.theme, [(kind, words[kind]) for kind in KINDS])
        self.kinds.setAccessibleName(self.tr("What to try"))
        self.kinds.chosen.connect(self._choose)
        self.where = ElidingLabel("", "dim")
        self.fill, self.pair, self.tries = FillCard(desk), PairCard(desk), TriesCard(desk)
        self.empty = EmptyState("", "")
        self.empty.asked.connect(self._leave_empty)
        self._command = ""  # that asks the shown run what cannot be asked here
        self.cards = QStackedWidget()
        self.cards.addWidget(self.fill)
        self.cards.addWidget(self.pair)
        kept = desk.settings.option(KIND, "fill")
        self.kinds.choose(kept if kept in KINDS else "fill")
        self.cards.setCurrentIndex(_place(self.kinds.value))
        self.faces = QStackedWidget()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self._trying())
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.faces)
        self._connect()
        self.follow()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Try")

    def _trying(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.kinds)
        head.addWidget(self.where, 1)
        column.addLayout(head)
        columns = Columns()
        columns.add(self.cards, 64, 400)
        columns.add(self.tries, 36, 220)
        column.addWidget(columns, 1)
        return face

    def _connect(self) -> None:
        desk = self._desk
        desk.shown_changed.connect(self.follow)
        desk.checkpoints_changed.connect(self.follow)
        desk.checkpoint_changed.connect(self.follow)
        desk.form_ready.connect(self.follow)
        desk.theme_changed.connect(self._recolour)
        self.fill.tried.connect(self._keep_fill)
        self.pair.tried.connect(self._keep_pair)
        self.tries.again.connect(self._again)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def follow(self) -> None:
        """Show what the chosen run can do, and ask it where it is another one."""
        asked_of = at_hand(self._desk)
        self._command = ""
        if asked_of is None or not can_try_any(self._desk):
            self.faces.setCurrentIndex(0)
            if asked_of is not None:
                self._tell_unable()
            else:
                self._tell_empty()
            return
        self.faces.setCurrentIndex(1)
        if not self.isVisible():
            return
        self._offer()
        run, step = asked_of.run.name, number(asked_of.step)
        self.where.setText(self.tr("{run}, step {step}").format(run=run, step=step))
        if asked_of != self._asked_of:
            self._asked_of = asked_of
            if self.kinds.button("fill").isEnabled():
                self.fill.refresh()
            if self.kinds.button("pair").isEnabled():
                self.pair.refresh()

    def _tell_empty(self) -> None:
        shown = self._desk.shown
        if shown is None:
            self.empty.say(
                self.tr("No model to try"),
                self.tr("Start a run, or choose one above; its checkpoints can be tried here."),
                self.tr("Go to Train"),
            )
        elif shown.kept is None:
            self.empty.say(self.tr("Reading the checkpoints…"), "")
        elif shown.is_live:
            self.empty.say(
                self.tr("No checkpoint yet"),
                self.tr(
                    "{name} saves its first one soon; “Save now” on Train saves one at once."
                ).format(name=shown.name),
                self.tr("Go to Train"),
            )
        else:
            self.empty.say(
                self.tr("No checkpoint to try"),
                self.tr("{name} ended before it saved one.").format(name=shown.name),
                self.tr("Go to Train"),
            )

    def _tell_unable(self) -> None:
        """What the run learned instead, and how it is used."""
        desk, shown = self._desk, self._desk.shown
        assert shown is not None
        told = [
            self.tr("{run} learned: {objectives}.").format(
                run=shown.name, objectives=self._titles(learned(desk))
            ),
            self.tr("Filling masks needs one of: {objectives}.").format(
                objectives=self._titles(needed(desk, "fill"))
            ),
            self.tr("Judging pairs needs one of: {objectives}.").format(
                objectives=self._titles(needed(desk, "pair"))
            ),
        ]
        self._command = writing_command(shown) or spotting_command(shown)
        if self._command:
            told += [
                "",
                self.tr("Let it write in a terminal:")
                if writing_command(shown)
                else self.tr("In a terminal it tells how likely each token was replaced:"),
            ]
            button = self.tr("Copy the command")
        else:
            told += ["", self.tr("Look shows how it reads.")]
            button = self.tr("Go to Look")
        self.empty.say(
            self.tr("Nothing to try on this run"), "\n".join(told), button, code=self._command
        )

    def _leave_empty(self) -> None:
        if self._command:
            QGuiApplication.clipboard().setText(self._command)
            self._desk.saying.emit(self.tr("Command copied"))
        else:
            self._desk.go_to.emit("look" if self._desk.checkpoints else "train")

    def _titles(self, objectives: tuple[str, ...]) -> str:
        return ", ".join(objective_title(self._desk, name) for name in objectives)

    def _offer(self) -> None:
        """Enable what the run was trained on; a disabled kind says why."""
        for kind in KINDS:
            can = can_try(self._desk, kind)
            button = self.kinds.button(kind)
            button.setEnabled(can)
            titles = self._titles(needed(self._desk, kind))
            why = self.tr("Needs a run trained on one of: {objectives}.").format(objectives=titles)
            button.setToolTip("" if can else tip_html(why))
        if not self.kinds.button(self.kinds.value or "fill").isEnabled():
            usable = [kind for kind in KINDS if self.kinds.button(kind).isEnabled()]
            if usable:
                self.kinds.choose(usable[0])
                self._choose(usable[0])

    def _choose(self, kind: str) -> None:
        self._desk.settings.set_option(KIND, kind)
        self.cards.setCurrentIndex(_place(kind))

    def _keep_fill(self, asked: Asked, text: str, found: tuple[MaskPrediction, ...]) -> None:
        answers = []
        for prediction in found:
            best = prediction.candidates[:BEST]
            told = (
                f"{shown_answer(c.token, continues=c.continues)} {small_share(c.probability)}"
                for c in best
            )
            answers.append(", ".join(told))
        self._keep(asked, "fill", text, "", "  |  ".join(answers))

    def _keep_pair(self, asked: Asked, first: str, second: str, found: Judgement) -> None:
        told = []
        for objective, shares in found.items():
            best = max(shares, key=shares.__getitem__)
            told.append(f"{self.pair.class_name(objective, best)} {small_share(shares[best])}")
        self._keep(asked, "pair", first, second, "  |  ".join(told))

    def _keep(self, asked: Asked, kind: str, first: str, second: str, answer: str) -> None:
        workspace = str(asked.workspace)
        self.tries.add(Try(kind, first, second, answer, asked.run.name, asked.step, workspace))

    def _again(self, tried: Try) -> None:
        if not self.kinds.button(tried.kind).isEnabled():
            return
        self.kinds.choose(tried.kind)
        self._choose(tried.kind)
        if tried.kind == "fill":
            self.fill.take(tried.first)
        else:
            self.pair.take(tried.first, tried.second)

    def _recolour(self) -> None:
        self.kinds.set_theme(self._desk.theme)
        self.fill.recolour()
        self.pair.recolour()


def _place(kind: str | None) -> int:
    """Of the card of a kind of question."""
    return [*map(str, KINDS)].index(kind or "fill")
