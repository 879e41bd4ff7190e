"""Where words, tokens and sentences lie: their vectors on a plane, and what is near to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.control import Control
from engine.probes.vectors import Neighbour
from studio import look_calls
from studio.asking import Asked, Asker
from studio.views.look.experiment import Experiment
from studio.views.look.near_list import NearList
from studio.views.look.word_colours import By
from studio.views.look.word_points import Mapped, WordPoints
from studio.views.look.words_controls import WordsControls
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.colour_keys import ColourKeys
from studio.widgets.columns import Columns
from studio.widgets.point_map import PointMap
from studio.widgets.sheet import Sheet
from studio.widgets.widget_picture import WidgetPicture

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable
    from studio.widgets.table import Table

translate = QCoreApplication.translate

NEAREST = 12
EVERYTHING = 1_000_000  # words; more than any vocabulary has
BESIDE = 520  # pixels from which the nearest stand beside the map


class WordsView(Experiment):
    """A map at the left, the nearest of the point chosen at the right."""

    name, order = "words", 70

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.controls = WordsControls(desk.theme, desk.settings)
        self.map = PointMap(desk.theme)
        self.map.setToolTip(
            self.tr(
                "Drag to move, wheel or + and − to enlarge, double click or 0 to see all; click a "
                "point for its nearest."
            )
        )
        self.keys = ColourKeys(desk.theme)
        self.near = NearList()
        self.near_asker = Asker(desk.jobs, self.tr("Finding the nearest"), self)
        self.mapped: Mapped | None = None
        self._points: WordPoints | None = None
        self._laid: object = None  # all that the picture depends on
        self._near_asked: Asked | None = None  # the checkpoint to ask for the nearest
        self._build()
        self._connect()

    @staticmethod
    def title() -> str:
        return translate("look", "Words")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "The vectors of words on the plane on which they differ most (PCA), and what is near.\n"
            "Principal components: Pearson 1901, Hotelling 1933.",
        )

    def doing(self) -> str:
        return self.tr("Laying the vectors on a plane")

    def heading(self) -> str:
        return self.tr("Embedding map")

    def picture(self) -> Exportable | None:
        if self.mapped is None:
            return None
        return WidgetPicture(self.whole, self.table, self.arrays)

    def _build(self) -> None:
        drawn = Sheet()
        left = QVBoxLayout(drawn)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self.map, 1)
        left.addWidget(self.keys)
        self.whole = Columns(narrow=BESIDE)
        self.whole.add(drawn, 72, 260)
        self.whole.add(self.near, 28, 140)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.controls)
        column.addWidget(self.whole, 1)

    def _connect(self) -> None:
        self.controls.changed.connect(self.redraw_if_visible)
        self.controls.sifted.connect(self._lay_out_points)
        self.controls.searched.connect(self.search)
        self.map.chosen.connect(self._choose)
        self.near.chosen.connect(self.search)
        self.near_asker.failed.connect(
            lambda error: self.fault.show_error(error, self.tr("Finding the nearest"))
        )

    # drawing

    def draw_for(self, asked: Asked) -> None:
        seen = self.looking.seen
        assert seen is not None
        if asked != self._near_asked:
            self._near_asked = asked
            self._forget_near()  # another checkpoint's words lie elsewhere
        self.controls.offer_depths(seen.attention.shape[0])
        key, question = self._question(asked)
        self.ask(key, question, self._show)
        self._lay_out_points()  # at another depth, say
        self._tell()

    def _question(self, asked: Asked) -> tuple[Any, Any]:
        """What is asked now: all its answer depends on, and the call."""
        run, step = asked.run, asked.step
        what, layer = self.controls.what.value, self.controls.layer
        text, second = self.looking.words
        most = self.controls.most or EVERYTHING
        texts = self._texts()

        def question(control: Control) -> Mapped:
            if what == "words":
                return look_calls.word_map(run, step, most, layer, control=control)
            if what == "text":
                return look_calls.text_map(run, step, text, second, control=control)
            return look_calls.sentence_map(run, step, texts, control=control)

        of = {"words": (most, layer), "text": (text, second), "sentences": texts}
        return (asked, what, of[what]), question

    def _texts(self) -> tuple[str, ...]:
        """The pinned sentences, and what somebody typed."""
        probe, own = self.looking.recorded.probe, self.looking.own
        pinned = [sentence.sentence for sentence in probe.sentences] if probe is not None else []
        typed = [own.seen_text] if own.chosen and own.seen_text else []
        return tuple(dict.fromkeys([*pinned, *typed]))

    def recolour(self) -> None:
        for part in (self.controls, self.map, self.keys):
            part.set_theme(self.theme)
        self._lay_out_points()

    def _show(self, mapped: Mapped) -> None:
        if type(mapped) is not type(self.mapped):
            self._forget_near()
        self.mapped, self._points = mapped, None
        self._lay_out_points()
        self._tell()

    def _lay_out_points(self) -> None:
        """Show those that are wanted, in the colours wanted; what is seen stays where it is."""
        if self.mapped is None:
            return
        seen, controls = self.looking.seen, self.controls
        of_text = frozenset(seen.tokens if seen is not None else ())
        wanted = (self.mapped, controls.layer, controls.which.value, controls.colour.value)
        laid = (*wanted, of_text if controls.which.value == "text" else None, self.theme)
        if laid == self._laid:
            return  # a film may play meanwhile
        self._laid = laid
        fit = self._points is None or self._points.mapped is not self.mapped
        points = WordPoints(self.mapped, self.controls.layer or 0)
        fit = fit or points.explained != cast(WordPoints, self._points).explained
        by = cast(By, self.controls.colour.value)
        named = points.named(
            lambda word: self.controls.lets(word, of_text), by, self.theme, self.keys
        )
        self._points = points
        axis = self.tr("axis {number}: {share} of the variance")
        first, second = (
            axis.format(number=number, share=f"{share:.1%}".replace("%", " %"))
            for number, share in enumerate(points.explained, start=1)
        )
        self.map.show_points(points.points, named, (first, second), fit=fit)
        self._ring()

    def _tell(self) -> None:
        count = len(self._points.shown) if self._points is not None else 0
        self.told.emit(
            self.tr("%Ln point(s)", "", count),
            self.tr(
                "Two axes show only a part of how vectors differ: what is near here may be far "
                "apart, so the list goes by the whole vectors."
            ),
        )

    # the nearest

    def search(self, text: str) -> None:
        """Show a word in the middle, and ask what is near to it."""
        points = self._points
        if not text or points is None or self.controls.what.value == "sentences":
            return
        at = points.find(text)
        self._ask_near(points.words[at].text if at >= 0 else text)
        place = points.place(at)
        if place >= 0:
            self.map.go_to(place)

    def _choose(self, place: int) -> None:
        """Ask what is near to a point."""
        points = self._points
        if points is None:
            return
        at = int(points.shown[place])
        if not points.words:
            self._show_near(*points.near_text(at))
            return
        word = points.words[at]
        if word.continues or word.kind == "special":
            shown = shown_answer(word.text, continues=word.continues)
            words = self.tr("“{word}” is no whole word, and only words have a list.")
            self._forget_near(words.format(word=shown))
            self.map.ring([place])
        else:
            self._ask_near(word.text)

    def _ask_near(self, word: str) -> None:
        asked = self._near_asked
        if asked is not None:
            self.near_asker.ask(
                lambda: look_calls.neighbours(
                    asked.run, asked.step, word, NEAREST, control=Control()
                ),
                lambda found: self._show_near(word, found),
            )

    def _show_near(self, word: str, found: Sequence[Neighbour]) -> None:
        self.fault.clear()
        self.near.show_near(word, found)
        points = self._points
        if points is not None and points.words and points.place(points.find(word)) < 0:
            words = self.tr("Nearest to “{word}”, which is not on this map")
            self.near.title.setText(words.format(word=word))
        self._ring()
        self.drawn.emit()

    def _forget_near(self, words: str = "") -> None:
        self.near_asker.forget()
        self.near.forget(words or self.tr("Click a point, or search a word"))
        self.map.ring([])

    def _ring(self) -> None:
        """Ring the point of the word and those near it."""
        if self._points is not None and self.near.word:
            self.map.ring(self._points.places_of(self.near.word, self.near.found))

    # numbers

    def table(self) -> Table:
        """Every point with what it is and where it lies."""
        return self.map.table()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Points, names, what the axes explain, and the nearest of the word chosen."""
        found = self.map.arrays()
        if self._points is not None:
            found["explained"] = np.array(self._points.explained)
        if self.near.found:
            found["near"] = np.array([one.word for one in self.near.found])
            found["cosine"] = np.array([one.similarity for one in self.near.found])
        return found


VIEW = WordsView
