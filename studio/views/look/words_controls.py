"""What of the vectors is shown: which, how many, at which depth, in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from engine.probes.vectors import Word
from studio.views.look.word_colours import properties
from studio.widgets.picker import Picker
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from studio.settings import SettingsFile
    from studio.theme import Theme

COUNTS = (500, 1000, 2000, 5000)
TABLE = "table"  # in the place of a depth


class WordsControls(QWidget):
    """Remembers its choices between launches."""

    changed = Signal()  # something else is to be asked
    sifted = Signal()  # the same points, others of them or in other colours
    searched = Signal(str)

    def __init__(self, theme: Theme, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._depth = -1  # layers offered
        self.what = Segmented(
            theme,
            [
                ("words", self.tr("Vocabulary")),
                ("text", self.tr("This text")),
                ("sentences", self.tr("Sentences")),
            ],
        )
        self.what.setAccessibleName(self.tr("Vectors of"))
        self.count = Picker([(str(count), number(count)) for count in COUNTS])
        self.which = Picker(
            [
                ("all", self.tr("all")),
                ("words", self.tr("whole words")),
                ("pieces", self.tr("pieces")),
                ("text", self.tr("of this text")),
                ("latin", self.tr("Latin")),
                ("han", self.tr("Chinese")),
            ]
        )
        self.colour = Picker(properties())
        self.layers = Picker([])
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a word"))
        self.search.setClearButtonEnabled(True)
        self._choose_kept()
        self._explain()
        self._lay_out()
        self._connect()

    def _choose_kept(self) -> None:
        for name, picker, usual in self._pickers():
            kept = str(self._settings.option(f"look.words.{name}", usual))
            picker.choose(kept)
            if picker.value != kept:
                picker.choose(usual)

    def _pickers(self) -> list[tuple[str, Segmented | Picker, str]]:
        return [
            ("what", self.what, "words"),
            ("count", self.count, "2000"),
            ("which", self.which, "all"),
            ("colour", self.colour, "kind"),
        ]

    def _explain(self) -> None:
        for picker, name, tip in (
            (self.count, self.tr("Number of words"), self.tr("The first of the vocabulary.")),
            (self.which, self.tr("Which words"), self.tr("The plane stays the same.")),
            (self.colour, self.tr("Colours by"), ""),
            (
                self.layers,
                self.tr("Depth"),
                self.tr(
                    "Table: the vector each token begins with. After a layer: what the model has "
                    "made of it; words of the vocabulary are read alone."
                ),
            ),
        ):
            picker.setAccessibleName(name)
            picker.setToolTip(tip_html("\n".join(filter(None, (name, tip)))))
        self.search.setAccessibleName(self.tr("Find a word"))
        self.search.setToolTip(
            self.tr("Enter shows the word in the middle, and the words nearest to it")
        )

    def _lay_out(self) -> None:
        self._named = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.what)
        row.addStretch(1)
        row.addWidget(self.search)
        self.search.setMaximumWidth(200)
        second = QHBoxLayout()
        second.setSpacing(8)
        for name, words, part in (
            ("count", self.tr("first"), self.count),
            ("which", self.tr("show"), self.which),
            ("depth", self.tr("depth"), self.layers),
            ("colour", self.tr("colour"), self.colour),
        ):
            self._named[name] = label(words, "dim")
            second.addWidget(self._named[name])
            second.addWidget(part)
        second.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addLayout(row, 0, 0)
        grid.addLayout(second, 1, 0)

    def _connect(self) -> None:
        for name, picker, _usual in self._pickers():
            asks = name in ("what", "count", "which")
            picker.chosen.connect(lambda value, name=name, asks=asks: self._take(name, value, asks))
        self.layers.chosen.connect(lambda _value: self.changed.emit())
        self.search.returnPressed.connect(lambda: self.searched.emit(self.search.text().strip()))

    def _take(self, name: str, value: str, asks: bool) -> None:
        self._settings.set_option(f"look.words.{name}", value)
        if name == "what":
            self._show_fitting()
        (self.changed if asks else self.sifted).emit()

    # what is chosen

    @property
    def layer(self) -> int | None:
        """The depth chosen; None: the table, or what comes in."""
        return None if self.layers.value in ("", TABLE) else int(self.layers.value)

    @property
    def most(self) -> int | None:
        """How many words to ask for; None: all, to find those of the text among them."""
        return None if self.which.value == "text" else int(self.count.value)

    def offer_depths(self, num_layers: int) -> None:
        """Offer the layers this model has."""
        if num_layers != self._depth:
            self._depth = num_layers
            self.layers.clear()
            self.layers.addItem(self.tr("table"), TABLE)
            for layer in range(1, num_layers + 1):
                words = self.tr("after layer {number}")
                self.layers.addItem(words.format(number=layer), str(layer))
            self.layers.setMaxVisibleItems(num_layers + 1)
            self.layers.choose(TABLE)
        self._show_fitting()

    def _show_fitting(self) -> None:
        """Only what means something for the vectors shown."""
        what = self.what.value
        for name, part, fits in (
            ("count", self.count, what == "words"),
            ("which", self.which, what == "words"),
            ("depth", self.layers, what != "sentences"),
            ("colour", self.colour, what != "sentences"),
        ):
            part.setVisible(fits)
            self._named[name].setVisible(fits)
        self.search.setVisible(what != "sentences")

    def lets(self, word: Word, of_text: frozenset[str]) -> bool:
        """Whether a word is one of those to show."""
        which = self.which.value
        if self.what.value != "words" or which == "all":
            return True
        if which == "words":
            return word.kind == "word"
        if which == "pieces":
            return word.continues
        if which == "text":
            return word.text in of_text
        return word.script == which

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.what.set_theme(theme)
