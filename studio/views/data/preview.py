"""One file of the corpus: as it is, and with what the cleaning takes out struck through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.faults import Fault
from studio import engine_calls
from studio.reading import missing
from studio.views.data.chosen import chosen_corpus, corpus_faults
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.eliding_combo import ElidingBox
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.widgets.number_input import WheelGuard
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.segmented import Segmented
from studio.widgets.text_diff import TextDiff

if TYPE_CHECKING:
    from engine.corpus.preview import Preview
    from engine.faults import FieldFault
    from studio.desk import Desk
    from studio.jobs import Job

WAIT = 250  # ms of quiet before the file is looked at anew


class PreviewCard(Card):
    """Raw or cleaned, one file at a time."""

    looked = Signal(str)  # at a file: its beginning, cleaned

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Preview"))
        self._desk = desk
        self._listing: Job | None = None
        self._looking: Job | None = None
        self._listed: list[str] = []
        self._looked: dict[str, Any] | None = None  # what the files shown belong to
        self._missing: tuple[FieldFault, ...] = ()  # of them
        self.preview: Preview | None = None
        self.empty = EmptyState(
            self.tr("No text yet"),
            self.tr("Drop a folder of text here, or begin with the sample that comes along."),
            self.tr("Use the English sample"),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._text_page())
        self.body.addWidget(self._pages, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.look)
        desk.draft.changed.connect(self._draft_changed)
        desk.draft.faults_changed.connect(self._quiet.start)
        desk.theme_changed.connect(self._recolour)
        self._draft_changed("")
        self._quiet.start()

    def _text_page(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.files = ElidingBox()
        self.files.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.files.installEventFilter(WheelGuard(self.files))
        self.files.setAccessibleName(self.tr("File to look at"))
        self.files.activated.connect(lambda _index: self._look_at_file())
        options = [("raw", self.tr("Raw")), ("cleaned", self.tr("Cleaned"))]
        self.which = Segmented(self._desk.theme, options)
        self.which.setAccessibleName(self.tr("How the file is shown"))
        self.which.choose("cleaned")
        self.which.chosen.connect(lambda _which: self._write())
        self.which.set_tip("raw", self.tr("The text as the file holds it."))
        self.which.set_tip("cleaned", self.tr("What is taken out is struck through in red."))
        row.addWidget(self.files, 1)
        row.addWidget(self.which)
        column.addLayout(row)
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.again = self.fault.add_action(self.tr("Try again"))
        self.again.clicked.connect(self.look_again)
        self.after_cancel = QPushButton(self.tr("Try again"))
        self.after_cancel.clicked.connect(self.look_again)
        self.after_cancel.hide()
        self.busy.cancelled.connect(self.after_cancel.show)
        column.addWidget(self.busy)
        column.addWidget(self.fault)
        column.addWidget(self.after_cancel)
        self.text = TextDiff(self._desk.theme)
        self.text.setAccessibleName(self.tr("Text of the file"))
        self.text.setMinimumHeight(60)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        return scrolling(column)

    def _draft_changed(self, key: str) -> None:
        if key == "" or key.startswith("corpus"):
            has_text = bool(chosen_corpus(self._desk.draft).get("paths"))
            self._pages.setCurrentIndex(int(has_text))

    def look_again(self) -> None:
        """Look anew at what the files hold; they may have changed on disk."""
        self._looked = None
        self.look()

    def look(self) -> None:
        """List the files anew, then look at the one chosen."""
        corpus = chosen_corpus(self._desk.draft)
        gone = missing(self._desk.draft, "text")
        known = corpus == self._looked and gone == self._missing
        if known or not self._desk.draft.checked:
            return
        if corpus.get("paths") and corpus_faults(self._desk.draft):
            return  # the marked fields say what is wrong
        self._looked, self._missing = corpus, gone
        self.after_cancel.hide()
        if self._listing is not None:
            self._listing.cancel()
        if not corpus.get("paths"):
            self.busy.finish()
            self.preview = None
            self.set_hint("")
            return
        self._listing = self._desk.jobs.run(
            lambda control, _progress: engine_calls.corpus_files(corpus, control),
            title=self.tr("Looking for files"),
            then=self._list,
            failed=self._not_listed,
        )
        self.busy.follow(self._listing)

    def _list(self, found: list[Path]) -> None:
        self._listing = None
        self._desk.found_text.listed(self._chosen(), None)
        paths = [str(path) for path in found]
        before = self.files.currentData()
        if paths != self._listed:
            self._listed = paths
            self.files.clear()
            for path in found:
                self.files.addItem(path.name, str(path))
                self.files.setItemData(
                    self.files.count() - 1, tip_html(str(path)), Qt.ItemDataRole.ToolTipRole
                )
            self.files.setCurrentIndex(max(0, self.files.findData(before)))
        self._look_at_file()

    def _look_at_file(self) -> None:
        path, corpus = self.files.currentData(), self._looked
        if path is None or corpus is None:
            return
        self.after_cancel.hide()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._desk.jobs.run(
            lambda control, _progress: engine_calls.corpus_preview(Path(path), corpus, control),
            title=self.tr("Reading {name}").format(name=Path(path).name),
            then=self._show,
            failed=self._failed,
        )
        self.busy.follow(self._looking)

    def _chosen(self) -> list[str]:
        """The files and folders that are being looked through."""
        return [str(path) for path in (self._looked or {}).get("paths", ())]

    def _not_listed(self, error: Exception) -> None:
        if isinstance(error, Fault):
            self._desk.found_text.listed(self._chosen(), error)
        self._listed = []
        self.files.clear()  # they are of what was chosen before
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.preview = None
        self.text.hide()
        self.set_hint("")
        self.fault.show_error(error)

    def _show(self, preview: Preview) -> None:
        self._looking = None
        self.fault.clear()
        self.text.show()
        if preview.fault is not None:  # it ended the reading early; what came before is shown
            self.fault.show_error(preview.fault)
        self.preview = preview
        gone = sum(len(piece.text) for piece in preview.pieces if piece.kind == "removed")
        self.set_hint(
            self.tr("{encoding} · %Ln character(s) taken out", "", gone).format(
                encoding=self._read_as(preview)
            )
        )
        self._write()
        self.looked.emit(preview.cleaned)

    def _read_as(self, preview: Preview) -> str:
        """The encoding, and how it was found where the bytes do not prove it."""
        how = {
            "mark": self.tr("by its mark"),
            "declared": self.tr("as it says itself"),
            "nearly utf-8": self.tr("damaged in places"),
            "nuls": self.tr("by its zero bytes"),
            "gb18030": self.tr("by its characters"),
            "guess": self.tr("guessed"),
            "last resort": self.tr("⚠ guessed"),
        }.get(preview.how)
        return f"{preview.encoding} ({how})" if how else preview.encoding

    def _write(self) -> None:
        if self.preview is None:
            return
        if self.which.value == "raw":
            self.text.show_text(self.preview.raw)
        else:
            self.text.show_pieces(
                (piece.text, piece.kind == "removed") for piece in self.preview.pieces
            )

    def _recolour(self) -> None:
        self.which.set_theme(self._desk.theme)
        self.text.set_theme(self._desk.theme)
