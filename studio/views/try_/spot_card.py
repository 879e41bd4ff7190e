"""Spot: a run that learned to tell replaced tokens looks for them in a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from studio import answers
from studio.views.try_.samples import Sample, samples
from studio.views.try_.spot_view import SpotView
from studio.views.try_.text_field import TextField
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.cloze_words import read_words, write_words
from studio.widgets.number_input import NumberInput, Reach
from studio.widgets.strip_area import StripArea
from studio.widgets.text import label
from studio.widgets.token_strip import Chip, TokenStrip
from studio.wording import small_share

if TYPE_CHECKING:
    from engine.answers import Spotted
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

THRESHOLD = "try.threshold"  # option
BEST = 3  # tokens kept with a try
WIDEST = 170  # pixels


@dataclass(frozen=True, slots=True)
class SpotQuestion:
    """Which words were replaced?"""

    text: str


class SpotCard(TryCard):
    """Put another word in by hand and see whether it is found."""

    kind, order = "spot", 5
    pins = True

    @staticmethod
    def tab() -> str:
        return translate("try", "Spot")

    def title_words(self) -> str:
        return self.tr("Spot replaced words")

    def ask_words(self) -> str:
        return self.tr("Spot")

    def promise(self) -> str:
        return self.tr(
            "The text comes here, shaded by how likely each token was replaced; press “Spot”."
        )

    def view(self) -> SpotView:
        return SpotView(self.desk)

    def lay_out(self) -> None:
        text = samples("spot", chinese=False)[0].first
        settings = self.desk.settings
        self.field = TextField(settings, "try.spotted", text, self.tr("Text to look through"))
        self.field.textChanged.connect(self._changed)
        self.field.asked.connect(lambda: self.ask(by_hand=True))
        self.body.addWidget(self.field)
        self._lay_out_replacing()
        self.threshold = NumberInput(whole=False, reach=Reach(0.0, 1.0), percent=True)
        self.threshold.name(self.tr("Threshold"))
        self.threshold.setToolTip(self.tr("Tokens at least this likely to be replaced are framed"))
        self.threshold.show_value(settings.option(THRESHOLD, 0.5))
        self.threshold.edited.connect(self._choose_threshold)
        self.controls.addWidget(label(self.tr("Threshold"), "dim"))
        self.controls.addWidget(self.threshold, 1)
        self._choose_threshold(self.threshold.value)
        self._show_words()

    def _lay_out_replacing(self) -> None:
        self.words = TokenStrip(self.desk.theme)
        self.words.setAccessibleName(self.tr("Words; press the one to replace"))
        self.words.clicked.connect(self._choose_word)
        self.other = QLineEdit()
        self.other.setMaximumWidth(WIDEST)
        self.other.setAccessibleName(self.tr("The word to put there"))
        self.other.setPlaceholderText(self.tr("another word"))
        self.other.textChanged.connect(lambda _text: self._follow_word())
        self.other.returnPressed.connect(self._replace)
        self.replace = QPushButton(self.tr("Replace"))
        self.replace.clicked.connect(lambda _checked=False: self._replace())
        self.body.addWidget(StripArea(self.words))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.other)
        row.addWidget(self.replace)
        row.addStretch(1)
        self.body.addLayout(row)
        self._chosen = -1

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Spotted:
        return answers.spot(asked.run, asked.step, question.text)

    def question(self) -> SpotQuestion | None:
        return SpotQuestion(self.field.text) if self.field.text else None

    def told(self, question: Any, answer: Any) -> Told:
        ranked = sorted(answer.tokens, key=lambda one: one.probability, reverse=True)[:BEST]
        told = (f"{one.token.strip()} {small_share(one.probability)}" for one in ranked)
        return Told(question.text, "", ", ".join(told))

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)

    def pinned_text(self) -> str:
        return self.field.text

    def recolour(self) -> None:
        super().recolour()
        self.words.set_theme(self.desk.theme)

    def _changed(self) -> None:
        self._show_words()
        self.edited()

    def _show_words(self) -> None:
        words, _rest = read_words(self.field.toPlainText())
        tip = self.tr("Press to put another word here")
        self.words.show_chips([Chip(word.text or word.shown, tip=tip) for word in words])
        self._choose_word(self._chosen if self._chosen < len(words) else -1)

    def _choose_word(self, index: int) -> None:
        self._chosen = index
        self.words.select([index] if index >= 0 else [])
        self._follow_word()

    def _follow_word(self) -> None:
        ready = self._chosen >= 0 and bool(self.other.text().strip())
        self.replace.setEnabled(ready)
        why = self.tr("Press a word and type another one beside this button.")
        self.replace.setToolTip("" if ready else why)

    def _replace(self) -> None:
        if self.replace.isEnabled():
            words, rest = read_words(self.field.toPlainText())
            changed = list(words)
            new = self.other.text().strip()
            changed[self._chosen] = replace(words[self._chosen], text=new, hidden=False)
            self.field.setPlainText(write_words(tuple(changed), rest))
            self.other.clear()

    def _choose_threshold(self, share: object) -> None:
        if isinstance(share, int | float):
            self.desk.settings.set_option(THRESHOLD, float(share))
            for column in self.columns:
                view = column.view
                assert isinstance(view, SpotView)
                view.set_threshold(float(share))


CARD = SpotCard
