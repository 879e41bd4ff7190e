"""Fill the mask: a sentence whose words can be hidden, and the answers for each gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from engine.answers import PseudoLikelihood
from studio.views.try_.fill_question import FillQuestion, LikelihoodQuestion, put
from studio.views.try_.fill_view import FillView
from studio.views.try_.samples import Sample, pinned, samples
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.sentence_editor import SentenceEditor
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.answers import Filled
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TYPED, TOP, WORD, LOOKS = "try.sentence", "try.top", "try.word", "try.looks"  # options
TOPS = ("5", "10", "20")
BEST = 3  # answers kept with a try
WORD_WIDTH = 150  # pixels


class FillCard(TryCard):
    """Asks by itself whenever the sentence changes; the last answer stays until the next."""

    kind, order = "fill", 1
    pins = True

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Any:
        return put(asked, question, control)

    @staticmethod
    def tab() -> str:
        return translate("try", "Fill")

    def title_words(self) -> str:
        return self.tr("Fill the mask")

    def ask_words(self) -> str:
        return self.tr("Fill")

    def ask_tip(self) -> str:
        return self.tr("Ask now (Enter)")

    def promise(self) -> str:
        return self.tr("The likeliest words for every gap come here; press “Fill”.")

    def view(self) -> FillView:
        made = FillView(self.desk)
        made.taken.connect(self._fill_in)
        made.all_heads.connect(self._look)
        return made

    def lay_out(self) -> None:
        settings = self.desk.settings
        self.editor = SentenceEditor(self.desk.theme)
        self.editor.changed.connect(self._changed)
        self.editor.asked.connect(lambda: self.ask(by_hand=True))
        self.body.addWidget(self.editor)
        self.top = Segmented(self.desk.theme, [(top, top) for top in TOPS])
        self.top.setAccessibleName(self.tr("Number of answers"))
        self.top.setToolTip(self.tr("How many of the likeliest answers to show"))
        self.top.choose(str(settings.option(TOP, TOPS[0])))
        self.top.chosen.connect(self._choose_top)
        self._make_word()
        self.looks = QCheckBox(self.tr("Attention"))
        self.looks.setChecked(settings.option(LOOKS, True))
        self.looks.setToolTip(self.tr("Show what each gap looks at"))
        self.looks.toggled.connect(self._choose_looks)
        self.likelihood = QPushButton(self.tr("Sentence likelihood"))
        self.likelihood.clicked.connect(lambda _checked=False: self._ask_likelihood())
        for part in (self.top, self.word, self.looks, self.likelihood):
            self.controls.addWidget(part)
        self.editor.set_text(settings.option(TYPED, samples("fill", chinese=False)[0].first))

    def _make_word(self) -> None:
        self.word = QLineEdit(self.desk.settings.option(WORD, ""))
        self.word.setPlaceholderText(self.tr("Probability of…"))
        self.word.setAccessibleName(self.tr("Word whose probability is asked for"))
        self.word.setMaximumWidth(WORD_WIDTH)
        self.word.setToolTip(
            self.tr("A word of yours: its probability in every gap, and its place among all tokens")
        )
        self.word.setClearButtonEnabled(True)
        self.word.textChanged.connect(self._word_changed)
        self.word.returnPressed.connect(lambda: self.ask(by_hand=True))

    # what is asked

    def question(self) -> FillQuestion | None:
        if not self.editor.num_masks:
            return None
        return FillQuestion(
            text=self.editor.text,
            top=int(self.top.value or TOPS[0]),
            typed=self.word.text().strip(),
            looks=self.looks.isChecked(),
            whole=self.whole(),
        )

    def whole(self) -> str:
        """The sentence with its hidden words; "" where one of them is not known."""
        words = self.editor.words
        if not words or not all(word.text for word in words):
            return ""
        return "".join(word.space + word.text for word in words).strip()

    def missing(self) -> str:
        return self.tr("Press a word to hide it, or type [MASK]; Ctrl+M hides the one at hand.")

    def told(self, question: Any, answer: Any) -> Told:
        if isinstance(answer, PseudoLikelihood):
            likely = answer.within_words
            words = self.tr("{nats} nats, {bits} bits per byte").format(
                nats=number(likely.total, 1), bits=number(likely.bits_per_byte, 2)
            )
            return Told(question.whole, "", words)
        return Told(question.text, "", _best(answer))

    def typed(self) -> Sample:
        return Sample(self.editor.text)

    def put_there(self, sample: Sample) -> None:
        self.editor.set_text(sample.first)
        self._remember()

    def first_samples(self) -> Sequence[Sample]:
        return [Sample(sentence) for sentence in pinned(self.desk) if "[MASK]" in sentence]

    def pinned_text(self) -> str:
        return self.editor.text if self.editor.num_masks else ""

    def tell(self, question: Any) -> None:
        super().tell(question)
        known = bool(self.whole())
        self.likelihood.setEnabled(known)
        words = self.tr(
            "How likely the whole sentence is: each token is hidden in turn and asked for,\n"
            "so it takes as many passes as there are tokens."
        )
        unknown = self.tr("A word behind [MASK] is not known; type the whole sentence.")
        source = "Salazar et al. 2020, arXiv:1910.14659"
        self.likelihood.setToolTip(tip_html(words, source) if known else unknown)

    def recolour(self) -> None:
        super().recolour()
        self.editor.set_theme(self.desk.theme)
        self.top.set_theme(self.desk.theme)

    # what the person does

    def again(self, first: str, second: str) -> None:
        """A sentence without a gap was asked how likely it is."""
        super().again(first, second)
        if not self.editor.num_masks:
            self._ask_likelihood()

    def _ask_likelihood(self) -> None:
        question = LikelihoodQuestion(self.whole())
        for column in self.columns:
            if question.whole and not column.isHidden():
                column.ask(question, by_hand=True)

    def _changed(self) -> None:
        self._remember()
        self.edited(by_hand=not self.editor.line.hasFocus())  # a pressed word, no typed letter

    def _remember(self) -> None:
        """What is typed survives the end of the window and of the program."""
        self.desk.settings.set_option(TYPED, self.editor.text)

    def _word_changed(self, word: str) -> None:
        self.desk.settings.set_option(WORD, word)
        self.edited()

    def _choose_top(self, top: str) -> None:
        self.desk.settings.set_option(TOP, top)
        self.ask()

    def _choose_looks(self, looks: bool) -> None:
        self.desk.settings.set_option(LOOKS, looks)
        self.ask()

    def _fill_in(self, mask: int, answer: str, continues: bool) -> None:
        self.editor.fill(mask, answer, continues=continues)

    def _look(self) -> None:
        self.desk.go_to.emit("look")  # first, for a page is built when it is first shown
        self.desk.look_asked.emit(self.editor.text)


def _best(filled: Filled) -> str:
    """The likeliest answers in a line, gap by gap."""
    answers = []
    for prediction in filled.predictions:
        best = prediction.candidates[:BEST]
        told = (
            f"{shown_answer(c.token, continues=c.continues)} {small_share(c.probability)}"
            for c in best
        )
        answers.append(", ".join(told))
    return "  |  ".join(answers)


CARD = FillCard
