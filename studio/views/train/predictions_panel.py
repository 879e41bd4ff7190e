"""What the model makes of a pinned sentence or pair, and how that came about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from studio.abilities import can_try
from studio.icons import icon
from studio.views.train.course_plot import Course, CoursePlot
from studio.views.train.panel import Panel
from studio.views.train.said import Said
from studio.widgets.candidate_bars import Bar, CandidateBars, shown_answer
from studio.widgets.cloze_words import MASK, joining
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.widgets.token_strip import Chip, TokenStrip
from studio.wording import number, objective_name, say

if TYPE_CHECKING:
    from engine.events import ProbeTaken, SentenceProbe
    from studio.desk import Desk
    from studio.views.train.watch import Watch

TOP, TOP_OF_SHORT = 5, 3  # answers shown, in a tall window and in a short one
SHORT = 740  # pixels of the window
CORNER = 24  # pixels
OVER_TIME = "train.answers_over_time"  # option


@dataclass(frozen=True, slots=True)
class Answer:
    """One of those that are shown, with what it was at any other look."""

    name: str  # nothing of it hidden
    now: float
    share: Callable[[Said], float]
    text: str
    continues: bool = False


class PredictionsPanel(Panel):
    """The sentence as chips; the best answers, or a pair's classes, as bars or as a course."""

    place, order, stretch = "side", 1, 0

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Pinned prediction"))
        self._drawn: tuple[ProbeTaken, object] | None = None
        self._places: list[int] = []  # in the tokens, of the chips
        self.strip = TokenStrip(desk.theme)
        self.strip.setAccessibleName(self.tr("The pinned sentence; choose a mask"))
        self.strip.clicked.connect(self._choose)
        self.bars = CandidateBars(desk.theme)
        self.bars.set_tip(
            self.tr(
                "The five likeliest answers and their probability;\n"
                "the small curve shows it over the run so far."
            )
        )
        self.course = CoursePlot(desk.theme)
        self._corners: dict[str, QToolButton] = {}  # by their icons
        self._add_controls()
        self.waiting = label("", "dim", wrap=True)
        self.none = label("", "dim", wrap=True)
        self.body.setSpacing(6)
        for part in (self.waiting, self.strip, self.none, self.bars, self.course):
            self.body.addWidget(part)
        self.recolour()

    def _add_controls(self) -> None:
        """Bars or lines, and the way out for a sentence."""
        self.over_time = self._corner("train", self.tr("Plot the answers over the run"))
        self.over_time.setCheckable(True)
        self.over_time.setChecked(self.desk.settings.option(OVER_TIME, False))
        self.over_time.toggled.connect(self._choose_over_time)
        self.unpin = self._corner("close", self.tr("Unpin: look at this sentence no more"))
        self.unpin.clicked.connect(lambda _checked=False: self.watch.unpin())

    def _corner(self, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("corner")
        button.setAutoRaise(True)
        button.setFixedHeight(CORNER)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        button.setToolTip(tip_html(words))
        self._corners[name] = button
        self.add_to_header(button)
        return button

    def redraw(self) -> None:
        seen, probe = self.watch.seen, self.watch.probe
        answered = seen is not None and bool(seen.predictions or seen.judgements)
        course = self.over_time.isChecked()
        self.strip.setVisible(seen is not None and not (course and self._is_short()))
        self.bars.setVisible(answered and not course)
        self.course.setVisible(answered and course)
        self.none.setVisible(seen is not None and not answered)
        self.waiting.setVisible(seen is None)
        self.waiting.setText(self.watch.waiting())
        self.over_time.setVisible(answered)
        self.unpin.setVisible(seen is not None)
        if seen is None or probe is None:
            self._drawn = None
            self.set_hint("")
            return
        watch = self.watch
        known = self.desk.form is not None
        key = (watch.sentence, watch.mask, len(watch.answers), self._top(), known, course)
        if self._drawn is not None and self._drawn[0] is probe and self._drawn[1] == key:
            return
        self._drawn = (probe, key)
        masks = [prediction.position for prediction in seen.predictions]
        self.strip.show_chips(self._chips(seen, masks))
        mask = min(watch.mask, len(masks) - 1)
        self.strip.select([self._places.index(masks[mask])] if len(masks) > 1 else [])
        self.none.setText(self._why_none())
        over_time = self.tr("probability over time · step {number}")
        step = over_time if answered else self.tr("step {number}")
        self.set_hint(step.format(number=number(probe.step)))
        answers = list(self._answers(seen, mask))
        if course:
            self.course.show_courses(
                [Course(one.name, *watch.course(one.share)) for one in answers]
            )
        else:
            self.bars.show_bars([self._bar(one) for one in answers])

    def _answers(self, seen: SentenceProbe, mask: int) -> Iterator[Answer]:
        """What is shown of a look: the likeliest tokens of the mask, then the classes of a pair."""
        candidates = seen.predictions[mask].candidates[: self._top()] if seen.predictions else ()
        for c in candidates:
            share = partial(Said.of_candidate, mask=mask, token=c.token, continues=c.continues)
            name = shown_answer(c.token, continues=c.continues)
            yield Answer(name, c.probability, share, c.token, c.continues)
        for objective, shares in seen.judgements.items():
            title = f"{objective_name(objective)}: " if len(seen.judgements) > 1 else ""
            for name, now in shares.items():
                words = f"{title}{say('objectives', name)}"
                share = partial(Said.of_class, objective=objective, name=name)
                yield Answer(words, now, share, words)

    def _bar(self, one: Answer) -> Bar:
        past = tuple(self.watch.course(one.share)[1])
        return Bar(one.text, one.now, past, one.continues)

    def _chips(self, seen: SentenceProbe, masks: list[int]) -> list[Chip]:
        """The tokens without the special ones put around them; what parts a pair stays."""
        between = seen.second - 1 if seen.second is not None else -1
        kept = [at for at in range(len(seen.tokens)) if at not in seen.framing or at == between]
        self._places = kept
        joins = joining(seen.sentence, seen.tokens)
        chips = []
        for position in self._places:
            token = seen.tokens[position]
            if position in masks:
                chips.append(Chip(MASK, "masked", tip=self.tr("Hidden from the model")))
            elif position == between:
                chips.append(Chip(token, "special"))
            else:
                chips.append(Chip(token, joins=joins[position]))
        return chips

    def _why_none(self) -> str:
        """What to say where nothing is predicted."""
        if can_try(self.desk, "fill"):
            return self.tr("No word of this sentence is hidden; [MASK] would be filled here.")
        return self.tr("This run fills no masks; the attention panel shows how it reads.")

    def _top(self) -> int:
        return TOP_OF_SHORT if self._is_short() else TOP

    def _is_short(self) -> bool:
        """Whether the window has no room for all there is."""
        return self.window().height() < SHORT

    def _choose(self, index: int) -> None:
        seen = self.watch.seen
        positions = [p.position for p in seen.predictions] if seen is not None else []
        if self._places[index] in positions:
            self.watch.choose_mask(positions.index(self._places[index]))

    def recolour(self) -> None:
        self.strip.set_theme(self.theme)
        self.bars.set_theme(self.theme)
        self.course.set_theme(self.theme)
        for name, button in self._corners.items():
            button.setIcon(icon(name, self.theme))

    def _choose_over_time(self, over_time: bool) -> None:
        self.desk.settings.set_option(OVER_TIME, over_time)
        self.redraw()


PANEL = PredictionsPanel
