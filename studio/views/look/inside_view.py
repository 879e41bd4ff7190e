"""Inside the head: the arithmetic of one token, with this model's numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from engine.probes.steps import Stack
from studio import look_calls
from studio.asking import Asked
from studio.views.look.attention_page import AttentionPage
from studio.views.look.experiment import Experiment
from studio.views.look.explained_page import ExplainedPage
from studio.views.look.feed_forward_page import FeedForwardPage
from studio.views.look.positions_page import PositionsPage
from studio.widgets.scrolling import ScrollColumn, scrolling
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.widgets.token_strip import Chip, TokenStrip
from studio.widgets.widget_picture import WidgetPicture

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

translate = QCoreApplication.translate

PAGE = "look.inside"  # option
STRIP = 64  # pixels of the tokens before they scroll


class InsideView(Experiment):
    """A token, a page, and every step on it."""

    name, order = "inside", 50

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.tabs = Segmented(
            desk.theme,
            [
                ("attention", self.tr("Attention")),
                ("positions", self.tr("Positions")),
                ("feed_forward", self.tr("Feed-forward")),
            ],
        )
        self.tabs.setAccessibleName(self.tr("What is explained"))
        kept = str(desk.settings.option(PAGE, "attention"))
        self.attention = AttentionPage(desk.theme)
        self.positions = PositionsPage(desk.theme)
        self.feed_forward = FeedForwardPage(desk.theme)
        self.pages: dict[str, ExplainedPage] = {
            "attention": self.attention,
            "positions": self.positions,
            "feed_forward": self.feed_forward,
        }
        self.tabs.choose(kept if kept in self.pages else "attention")
        self.strip = TokenStrip(desk.theme)
        self.strip.setAccessibleName(self.tr("The token that looks"))
        self.strip.setToolTip(self.tr("Click the token whose arithmetic is shown"))
        self.stack = QStackedWidget()
        self._shown: set[str] = set()  # pages that show something
        self._build()
        self.tabs.chosen.connect(self._choose_page)
        self.strip.clicked.connect(looking.choice.hold_token)

    @staticmethod
    def title() -> str:
        return translate("look", "Inside the head")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "Query, keys, scores, softmax and weighted sum with the real numbers, step by step.\n"
            "softmax(QKᵀ/√d) V, Vaswani et al. 2017.",
        )

    def doing(self) -> str:
        return self.tr("Looking inside the head")

    def heading(self) -> str:
        layer, head = self.looking.head
        if self.tabs.value == "feed_forward":
            return self.tr("Layer {layer} · feed-forward").format(layer=layer + 1)
        words = self.tr("Layer {layer} · head {head}")
        return words.format(layer=layer + 1, head=head + 1)

    @property
    def page(self) -> ExplainedPage:
        """The page chosen."""
        return self.pages[self.tabs.value]

    @property
    def place(self) -> int:
        """The token that looks: the one isolated, else the first mask, else the first word."""
        seen, held = self.looking.seen, self.looking.choice.token
        tokens = self._tokens()
        if 0 <= held < len(tokens):
            return held
        if seen is not None and seen.predictions and self.looking.side == "trunk":
            return min(seen.predictions[0].position, len(tokens) - 1)
        return min(1, len(tokens) - 1)

    def picture(self) -> Exportable | None:
        if self.tabs.value not in self._shown:
            return None
        return WidgetPicture(self.page, self.page.table, self.page.arrays)

    def _build(self) -> None:
        for page in self.pages.values():
            column = QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(page)
            self.stack.addWidget(scrolling(column))
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.tabs)
        above.addStretch(1)
        self._query = label(self.tr("Token that looks"), "dim")
        above.addWidget(self._query)
        self._strip_room = ScrollColumn(self.strip)
        self._strip_room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self._strip_room)
        column.addWidget(self.stack, 1)

    def _tokens(self) -> tuple[str, ...]:
        seen = self.looking.seen
        return () if seen is None else tuple(seen.looking(self.looking.side))

    # drawing

    def draw_for(self, asked: Asked) -> None:
        place, page = self.place, self.tabs.value
        self.stack.setCurrentIndex(list(self.pages).index(page))
        self._show_tokens(place)
        self._tell(place)
        side, (layer, head) = self.looking.side, self.looking.head
        text, second = self.looking.words
        run, step = asked.run, asked.step
        stack: Stack = "trunk" if side == "trunk" else "decoder"
        of = (asked, text, second, layer, place)
        if page == "feed_forward":
            self.ask(
                (page, stack, *of),
                lambda control: look_calls.explain_feed_forward(
                    run, step, text, stack, layer, place, second, control=control
                ),
                lambda found: self._show(page, self.feed_forward.show_page, found),
            )
            return
        ways: dict[str, tuple[Callable[..., Any], Callable[[Any], None]]] = {
            "attention": (look_calls.explain_head, self.attention.show_steps),
            "positions": (look_calls.explain_positions, self.positions.show_page),
        }
        explain, show = ways[page]
        self.ask(
            (page, side, head, *of),
            lambda control: explain(
                run, step, text, side, layer, head, place, second, control=control
            ),
            lambda found: self._show(page, show, found),
        )

    def _show(self, page: str, show: Callable[[Any], None], found: object) -> None:
        self._shown.add(page)
        show(found)

    def _show_tokens(self, place: int) -> None:
        seen, side = self.looking.seen, self.looking.side
        tokens = self._tokens()
        framing = seen.framing if seen is not None and side == "trunk" else ()
        chips = tuple(
            Chip(token, "special" if at in framing else "plain") for at, token in enumerate(tokens)
        )
        if chips != self.strip.chips:
            self.strip.show_chips(chips)
        self.strip.select([place])
        self._fit_strip()
        self._bring(place)

    def _fit_strip(self) -> None:
        """As high as the tokens are; many of them scroll."""
        height = self.strip.heightForWidth(self._strip_room.viewport().width())
        self._strip_room.setFixedHeight(min(height, STRIP) + 2)

    def _bring(self, place: int) -> None:
        """Have a token that was chosen elsewhere in sight."""
        if 0 <= place < len(self.strip.chips):
            middle = self.strip.rect_of(place).center().toPoint()
            self._strip_room.ensureVisible(middle.x(), middle.y(), 0, STRIP // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def _tell(self, place: int) -> None:
        tokens = self._tokens()
        words = self.tr("token {place}, “{token}”")
        token = tokens[place] if 0 <= place < len(tokens) else ""
        self.told.emit(
            words.format(place=place, token=token),
            self.tr("All numbers are worked out in single precision, whatever it trained in."),
        )

    def recolour(self) -> None:
        self.tabs.set_theme(self.theme)
        self.strip.set_theme(self.theme)
        for page in self.pages.values():
            page.set_theme(self.theme)

    def _choose_page(self, page: str) -> None:
        self.desk.settings.set_option(PAGE, page)
        self.redraw_if_visible()
        self.drawn.emit()


VIEW = InsideView
