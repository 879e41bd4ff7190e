"""Copy a picture or its numbers, or save them as PNG, SVG or CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from engine import disk
from engine.faults import Fault
from studio.icons import icon

if TYPE_CHECKING:
    from studio.theme import Theme

SHARPNESS = 2.0  # pixels of a saved PNG per pixel on the screen


class Exportable(Protocol):
    """Something that can be drawn elsewhere and that has numbers."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into any painter."""

    def table(self) -> list[list[str]]:
        """The numbers, headings first."""

    def size(self) -> QSize:
        """How large it is on the screen."""


def picture(subject: Exportable, ground: str) -> QImage:
    """The subject as an image on a ground of this colour."""
    size = subject.size()
    image = QImage(size * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    image.fill(QColor(ground))
    painter = QPainter(image)
    subject.draw(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def png_bytes(subject: Exportable, ground: str) -> bytes:
    """The subject as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    writer.write(picture(subject, ground))
    return bytes(buffer.data().data())


def svg_bytes(subject: Exportable, ground: str, title: str) -> bytes:
    """The subject as an SVG file."""
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


def csv_text(rows: list[list[str]]) -> str:
    """Rows as comma-separated values, quoted where needed."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


class ExportButton(QToolButton):
    """The corner button of a plot or map."""

    failed = Signal(object)  # the Fault of a file that could not be written

    def __init__(
        self, subject: Exportable, name: str, ground: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._subject, self._name, self._ground = subject, name, ground
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
        menu.addAction(self.tr("Save as CSV…"), lambda: self._ask("csv"))
        self.setMenu(menu)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._ground = theme.surface
        self.setIcon(icon("export", theme))

    def set_name(self, name: str) -> None:
        """What a saved file is called by default, without its ending."""
        self._name = name

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(picture(self._subject, self._ground))

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, ready for a spreadsheet."""
        lines = ["\t".join(row) for row in self._subject.table()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def save(self, path: Path) -> None:
        """Write the kind of file its ending names."""
        kind = path.suffix.lower()
        if kind == ".svg":
            data = svg_bytes(self._subject, self._ground, self._name)
        elif kind == ".csv":
            data = b"\xef\xbb\xbf" + csv_text(self._subject.table()).encode()  # for spreadsheets
        else:
            data = png_bytes(self._subject, self._ground)
        try:
            disk.write_bytes(path, data)
        except Fault as fault:
            self.failed.emit(fault)

    def _ask(self, kind: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.selectFile(f"{self._name}.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()
