"""Copy a picture or its numbers, or save them as PNG, SVG, CSV, NPZ or a text of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from engine import disk
from engine.control import Control
from engine.events import Progress
from engine.faults import Fault
from studio.icons import icon
from studio.widgets.table import BOM, Table, csv_text, pieces_of, tabbed_text

if TYPE_CHECKING:
    from studio.jobs import Jobs
    from studio.theme import Theme

SHARPNESS = 2.0  # pixels of a saved PNG per pixel on the screen
MOST_COPIED = 1_000_000  # rows; a clipboard holds them in memory, twice

Work = Callable[[Control, Progress], None]
Arrays = Mapping[str, NDArray[Any]]


class Exportable(Protocol):
    """Something that can be drawn elsewhere and that has numbers."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into any painter."""

    def table(self) -> Table:
        """The numbers."""

    def size(self) -> QSize:
        """How large it is on the screen."""


class WithArrays(Exportable, Protocol):
    """Something whose numbers can be had as arrays too."""

    def arrays(self) -> Arrays:
        """The numbers by name; no objects among them."""


def picture(subject: Exportable, ground: str) -> QImage:
    """The subject as an image on a ground of this colour; only in the GUI thread."""
    size = subject.size()
    image = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(QColor(ground))
    painter = QPainter(image)
    subject.draw(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """An image as a PNG file; in any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def svg_bytes(subject: Exportable, ground: str, title: str) -> bytes:
    """The subject as an SVG file: drawing it writes it, so only in the GUI thread."""
    buffer = QBuffer()
    size = subject.size()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(ground))
    subject.draw(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return bytes(buffer.data().data())


def npz_bytes(arrays: Arrays) -> bytes:
    """Arrays by name as an NPZ file, which numpy.load opens without pickle; in any thread."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, array in arrays.items():
            with packed.open(f"{name}.npy", "w", force_zip64=True) as room:
                np.lib.format.write_array(room, array, allow_pickle=False)
    return buffer.getvalue()


class ExportButton(QToolButton):
    """The corner button of a plot or map. It draws at once; encoding and writing are jobs."""

    began = Signal(object)  # the job, for whoever has room to show it
    failed = Signal(object)  # the Fault of a file that could not be written

    def __init__(
        self,
        subject: Exportable | None,
        name: str,
        ground: str,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._subject_now, self._name, self._ground, self._jobs = subject, name, ground, jobs
        self.setObjectName("corner")
        self.setAutoRaise(True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(self.tr("Copy or save this picture or its numbers"))
        self.setAccessibleName(self.tr("Copy or save"))
        menu = QMenu(self)
        menu.addAction(self.tr("Copy picture"), self.copy_picture)
        menu.addAction(self.tr("Copy numbers"), self.copy_numbers)
        menu.addSeparator()
        menu.addAction(self.tr("Save as PNG…"), lambda: self._ask("png"))
        menu.addAction(self.tr("Save as SVG…"), lambda: self._ask("svg"))
        self._numbers = menu.addAction(self.tr("Save as CSV…"), lambda: self._ask("csv"))
        self._npz = menu.addAction(self.tr("Save as NPZ…"), lambda: self._ask("npz"))
        self._npz.setToolTip(self.tr("Arrays for numpy.load, with the tokens they belong to"))
        menu.setToolTipsVisible(True)
        self._texts: dict[str, Callable[[], str]] = {}  # by their ending, as ".mmd"
        self.setMenu(menu)
        self._offer_arrays()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._ground = theme.surface
        self.setIcon(icon("export", theme))

    def set_subject(self, subject: Exportable | None) -> None:
        """What is copied and saved; None: nothing now, and the button is of no use."""
        self._subject_now = subject
        self.setEnabled(subject is not None)
        self._offer_arrays()

    def _offer_arrays(self) -> None:
        """Only what has arrays can be saved as such."""
        self._npz.setVisible(hasattr(self._subject_now, "arrays"))

    @property
    def _subject(self) -> Exportable:
        assert self._subject_now is not None, "the button is disabled"
        return self._subject_now

    def set_name(self, name: str) -> None:
        """What a saved file is called by default, without its ending."""
        self._name = name

    def offer_text(self, words: str, kind: str, text: Callable[[], str]) -> None:
        """Let the picture be saved as a text too, in files with the ending `kind`."""
        self._texts[f".{kind}"] = text
        action = QAction(words, self)
        action.triggered.connect(lambda _checked=False: self._ask(kind))
        self.menu().insertAction(self._numbers, action)

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(self._subject, self._ground))

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, ready for a spreadsheet; soon."""
        table = self._subject.table()
        if table.count > MOST_COPIED:
            words = self.tr("%Ln row(s) are too many for the clipboard.", "", table.count)
            self.failed.emit(Fault("{words}", now=self.tr("Save them as CSV."), words=words))
            return
        job = self._jobs.run(
            lambda control, progress: "".join(pieces_of(table, tabbed_text, control, progress)),
            title=self.tr("Copying the numbers"),
            then=QGuiApplication.clipboard().setText,
            failed=self._could_not,
        )
        self.began.emit(job)

    def save(self, path: Path) -> None:
        """Write the kind of file its ending names; `began` and, where it must, `failed` follow."""
        job = self._jobs.run(
            self._work(path, path.suffix.lower()),
            title=self.tr("Saving {name}").format(name=path.name),
            failed=self._could_not,
        )
        self.began.emit(job)

    def _work(self, path: Path, kind: str) -> Work:
        """What is left to do once all is drawn."""
        if kind == ".csv":
            return partial(_write_table, path, self._subject.table())
        if kind == ".npz":
            return partial(_write_arrays, path, cast(WithArrays, self._subject).arrays())
        if kind in self._texts:
            return partial(_write, path, self._texts[kind]().encode())
        if kind == ".svg":
            return partial(_write, path, svg_bytes(self._subject, self._ground, self._name))
        return partial(_write_image, path, picture(self._subject, self._ground))

    def _could_not(self, error: Exception) -> None:
        self.failed.emit(error)

    def _ask(self, kind: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.selectFile(f"{self._name}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()


def _write(path: Path, data: bytes, _control: Control, _progress: Progress) -> None:
    disk.write_bytes(path, data)


def _write_arrays(path: Path, arrays: Arrays, _control: Control, _progress: Progress) -> None:
    disk.write_bytes(path, npz_bytes(arrays))


def _write_image(path: Path, image: QImage, _control: Control, _progress: Progress) -> None:
    disk.write_bytes(path, png_bytes(image))


def _write_table(path: Path, table: Table, control: Control, progress: Progress) -> None:
    pieces = pieces_of(table, csv_text, control, progress)
    disk.write_pieces(path, chain((BOM,), (piece.encode() for piece in pieces)))
