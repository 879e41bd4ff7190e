"""The Data page: text with its cleaning, preview and health, or pairs; the tokenizer beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.reading import KINDS, PAIRS, is_named, kinds_read
from studio.views.data.cleaning import CleaningCard
from studio.views.data.health import HealthCard
from studio.views.data.pairs import PairsCard
from studio.views.data.pairs_preview import PairsPreview
from studio.views.data.preview import PreviewCard
from studio.views.data.sources import SourcesCard
from studio.views.data.tokenizing import TokenizerCard
from studio.widgets.columns import Columns
from studio.widgets.drop_area import local_paths
from studio.widgets.segmented import Segmented
from studio.widgets.sheet import Sheet

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN = 12, 16
BESIDE = 600  # pixels that preview and health need beside one another
LEFT, RIGHT, BOTTOM = 360, 296, 272  # pixels at least: every switch of the cleaning is seen


class Page(Sheet):
    """Where text and pairs come in. Files, folders and text may be dropped anywhere on it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._desk = desk
        self._asked: tuple[str, ...] = ()  # the kinds the objectives read, as last followed
        self.sources = SourcesCard(desk)
        self.cleaning = CleaningCard(desk)
        self.preview = PreviewCard(desk)
        self.health = HealthCard(desk)
        self.tokenizer = TokenizerCard(desk)
        self.pairs = {kind: PairsCard(desk, kind) for kind in PAIRS}
        self.pairs_previews = {kind: PairsPreview(desk, kind) for kind in PAIRS}
        self.preview.empty.asked.connect(lambda: self.sources.use_sample("english"))
        self.preview.looked.connect(self.tokenizer.offer)
        self.health.again.clicked.connect(self.preview.look_again)
        self.tokenizer.followed.connect(self.health.unknown.take_tokenizer)
        self.health.unknown.take_tokenizer(self.tokenizer.fingerprint)
        self.kinds = Segmented(
            desk.theme,
            [
                ("text", self.tr("Text")),
                ("labelled", self.tr("Labelled pairs")),
                ("parallel", self.tr("Parallel text")),
            ],
            fill=True,
        )
        self.kinds.setAccessibleName(self.tr("What is chosen here"))
        self.kinds.choose("text")
        self.kinds.chosen.connect(self.show_kind)
        self._lay_out()
        desk.theme_changed.connect(lambda: self.kinds.set_theme(desk.theme))
        desk.form_ready.connect(self._follow)
        desk.draft.faults_changed.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        # Boxes rather than a grid: a grid takes the wish of a wrapping card for its least height.
        text = _column((self.sources, 84), (self.cleaning, 16))
        looks = Columns(BESIDE)
        looks.add(self.preview, 62, 240)
        looks.add(self.health, 38, 272)
        self._left, self._looks = QStackedWidget(), QStackedWidget()
        for stack, first, others in (
            (self._left, text, self.pairs),
            (self._looks, looks, self.pairs_previews),
        ):
            stack.addWidget(first)
            for kind in PAIRS:
                stack.addWidget(others[kind])
        left = _column((self.kinds, 0), (self._left, 1))
        right = _column((self._looks, 84), (self.tokenizer, 16))
        self.cleaning.setMinimumHeight(BOTTOM)
        self.tokenizer.setMinimumHeight(BOTTOM)
        left.setMinimumWidth(LEFT)
        self.health.setMinimumWidth(RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.setSpacing(GAP)
        row.addWidget(left, 26)
        row.addWidget(right, 74)

    # what is shown

    @property
    def kind(self) -> str:
        """What is being chosen: "text", "labelled" or "parallel"."""
        return self.kinds.value

    def show_kind(self, kind: str) -> None:
        """Let another kind of material be chosen."""
        self.kinds.choose(kind)
        at = KINDS.index(kind)
        self._left.setCurrentIndex(at)
        self._looks.setCurrentIndex(at)

    def _follow(self) -> None:
        """Offer what the objectives read and what is named; show what they have come to read."""
        asked = kinds_read(self._desk)
        offered = {"text", *asked} | {k for k in PAIRS if is_named(self._desk.draft, k)}
        self.kinds.setVisible(len(offered) > 1)
        self.kinds.offer(offered)
        if asked != self._asked and self._desk.form is not None:
            self._asked = asked
            if self.kind not in asked:
                self.show_kind(asked[0])
        elif self.kind not in offered:
            self.show_kind("text")

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Data")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_paths(event.mimeData())
        if paths and self.kind in PAIRS:
            self.pairs[self.kind].add(paths)
        elif paths:
            self.sources.add(paths)
        elif event.mimeData().hasText():
            self.show_kind("text")  # words are text, wherever they are dropped
            self.sources.take_text(event.mimeData().text())
        event.acceptProposedAction()


def _column(*parts: tuple[QWidget, int]) -> QWidget:
    """Parts beneath one another, each with its share of the height."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for part, stretch in parts:
        layout.addWidget(part, stretch)
    return made
