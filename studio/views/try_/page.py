"""The Try page: ask any checkpoint of any run, and a second one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.abilities import Kind, can_answer, can_try, learned_by, needed
from studio.asking import Asked, at_hand
from studio.run_curves import objective_title
from studio.views.try_.beside import Beside
from studio.views.try_.pinning import Pinning
from studio.views.try_.target import Target, checkpoint_words
from studio.views.try_.tries_card import TriesCard, Try
from studio.views.try_.try_card import Told, TryCard, card_classes
from studio.widgets.columns import Columns
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.empty_state import EmptyState
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.wording import sentences

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN = 12, 16
KIND = "try.kind"  # option


class Page(QWidget):
    """Asks the run and checkpoint chosen in the bar above."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        made = [card(desk) for card in card_classes()]
        self.cards: dict[Kind, TryCard] = {card.kind: card for card in made}
        self.kinds = Segmented(
            desk.theme, [(kind, card.tab()) for kind, card in self.cards.items()]
        )
        self.kinds.setAccessibleName(self.tr("What to try"))
        self.kinds.chosen.connect(self.choose)
        self.where = ElidingLabel("", "dim")
        self.beside = Beside(desk)
        self.pinning = Pinning(desk, self)
        self.tries = TriesCard(desk)
        self.empty = EmptyState("", "")
        self.empty.asked.connect(lambda: desk.go_to.emit("train"))
        self.stack = QStackedWidget()
        for card in made:
            self.stack.addWidget(card)
        self.faces = QStackedWidget()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self._trying())
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addWidget(self.faces)
        self._show_kind(self._wish())
        self._connect()
        self.follow()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Try")

    @property
    def card(self) -> TryCard:
        """The tab on top."""
        return next(card for kind, card in self.cards.items() if kind == self.kinds.value)

    def _trying(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        whom = Columns(narrow=0)
        whom.add(self.where, 1, 0)
        whom.add(self.beside, 1, 0)
        head = Columns()
        head.add(self.kinds, 0, 0)
        head.add(whom, 1, 0)
        column.addWidget(head)
        columns = Columns()
        columns.add(self.stack, 64, 400)
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
        self.beside.changed.connect(self.follow)
        self.tries.again.connect(self._again)
        for card in self.cards.values():
            card.tried.connect(lambda asked, told, card=card: self._keep(card.kind, asked, told))
            card.pin_opened.connect(self._offer_pins)
            card.columns[1].asker.failed.connect(self.beside.look_again)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beside.look_again()
        self.follow()

    def follow(self) -> None:
        """Show what the chosen run can do, and ask it where it is another one."""
        asked = at_hand(self._desk)
        if asked is None:
            self.faces.setCurrentIndex(0)
            self._tell_empty()
            return
        self.faces.setCurrentIndex(1)
        if not self.isVisible():
            return
        self._offer()
        self.where.setText(checkpoint_words(asked))
        self.card.aim(self._targets(asked))

    def _targets(self, asked: Asked) -> list[Target]:
        """Whom the tab on top asks."""
        targets = [Target(asked)]
        if self.beside.path is None:
            return targets
        second, kind = self.beside.asked, self.card.kind
        if second is None:
            targets.append(Target(None, self.beside.why, beside=True))
        elif not can_answer(self._desk, kind, self.beside.recipe):
            words = self.tr("{run} cannot: it learned {objectives}.")
            titles = self._titles(learned_by(self.beside.recipe))
            why = words.format(run=second.run.name, objectives=titles)
            targets.append(Target(None, sentences(why, self._needs(kind)), beside=True))
        else:
            targets.append(Target(second, beside=True))
        return targets

    def _tell_empty(self) -> None:
        shown = self._desk.shown
        to_train = self.tr("Go to Train")
        if shown is None:
            words = self.tr("Start a run, or choose one above; its checkpoints can be tried here.")
            self.empty.say(self.tr("No model to try"), words, to_train)
        elif shown.kept is None:
            self.empty.say(self.tr("Reading the checkpoints…"), "")
        elif shown.is_live:
            words = self.tr(
                "{name} saves its first one soon; “Save now” on Train saves one at once."
            )
            self.empty.say(self.tr("No checkpoint yet"), words.format(name=shown.name), to_train)
        else:
            words = self.tr("{name} ended before it saved one.")
            if shown.lost:
                words = self.tr("Those {name} has saved are damaged.")
            self.empty.say(self.tr("No checkpoint to try"), words.format(name=shown.name), to_train)

    def _titles(self, objectives: tuple[str, ...]) -> str:
        return ", ".join(objective_title(self._desk, name) for name in objectives)

    def _needs(self, kind: Kind) -> str:
        words = self.tr("Needs a run trained on one of: {objectives}.")
        return words.format(objectives=self._titles(needed(self._desk, kind)))

    def _offer(self) -> None:
        """Enable what the run was trained on; a disabled kind says why."""
        for kind, card in self.cards.items():
            can = can_try(self._desk, kind)
            button = self.kinds.button(kind)
            button.setEnabled(can)
            button.setToolTip(tip_html(card.title_words() if can else self._needs(kind)))
        usable = [kind for kind in self.cards if self.kinds.button(kind).isEnabled()]
        wish = self._wish()
        self._show_kind(wish if wish in usable else usable[0])

    def _wish(self) -> Kind:
        """The tab somebody chose last, whether the run at hand can do that or not."""
        kept = self._desk.settings.option(KIND, "fill")
        return next((kind for kind in self.cards if kind == kept), "fill")

    def _show_kind(self, kind: str) -> None:
        self.kinds.choose(kind)
        self.stack.setCurrentWidget(self.card)

    def _keep(self, kind: Kind, asked: Asked, told: Told) -> None:
        self.tries.add(
            Try(
                kind,
                told.first,
                told.second,
                told.answer,
                asked.run.name,
                asked.step,
                str(asked.workspace),
                told.settings,
            )
        )

    def _again(self, tried: Try) -> None:
        known = next((kind for kind in self.cards if kind == tried.kind), None)
        if known is None:
            return
        if not self.kinds.button(known).isEnabled():
            self._desk.saying.emit(self._needs(known))
            return
        self.choose(known)
        self.card.restore(tried.settings)
        self.card.again(tried.first, tried.second)

    def choose(self, kind: str) -> None:
        """Show a tab."""
        self._desk.settings.set_option(KIND, kind)
        self._show_kind(kind)
        self.follow()

    def _offer_pins(self, card: TryCard) -> None:
        self.pinning.fill(card.pin.menu(), card.pinned_text())

    def _recolour(self) -> None:
        self.kinds.set_theme(self._desk.theme)
        for card in self.cards.values():
            card.recolour()
