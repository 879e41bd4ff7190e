"""Finds words and controls of a window that cannot be read or reached as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from studio.widgets.eliding_combo import ElidingBox
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.text import BREAK

Worded = QLabel | QAbstractButton | QComboBox | QLineEdit


def cut_in(window: QWidget) -> list[str]:
    """Sentences on everything that is cut, covered or out of reach; none where all is well."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and isinstance(w, Worded)]
    shown = [w for w in shown if not isinstance(w.parent(), (QComboBox, QAbstractScrollArea))]
    shown = [w for w in shown if not w.objectName().startswith("qt_")]
    found = []
    for part in shown:
        found += [f"{_named(part)} {why}" for why in (*_out_of_reach(part), *_too_small(part))]
    return found + list(_overprinted(shown))


def _out_of_reach(part: QWidget) -> Iterator[str]:
    """Where it stands beyond what is around it and no scroll bar leads there."""
    around, box = part.parentWidget(), part.rect()
    box.translate(part.pos())
    while around is not None:
        area = around.parentWidget()
        if isinstance(area, QScrollArea) and around is area.viewport():
            if box.left() < 0 or box.right() >= around.width():
                bar = area.horizontalScrollBar()
                if not bar.isVisible():
                    yield f"ends {box.right() + 1 - around.width()} px beyond its scroll area"
                    return
            if around.width() < 24 or around.height() < 24:
                yield f"stands in a scroll area of {around.width()} × {around.height()}"
            box = around.rect()  # it can be scrolled to
        elif not around.rect().contains(box):
            yield f"at {_words(box)} stands beyond {_named(around)} of {_words(around.rect())}"
            return
        if around.isWindow():
            return
        box = QRect(box)
        box.translate(around.pos())
        around = area


def _too_small(part: QWidget) -> Iterator[str]:
    """Where its words need more room than it has."""
    if isinstance(part, ElidingLabel | ElidingBox) or not _text(part):
        return  # says itself whole in its tooltip
    if part.height() < part.fontMetrics().height():
        yield f"is {part.height()} px high"
    if isinstance(part, QLabel):
        yield from _small_label(part)
        return
    need = _least_width(part)
    if part.width() < need:
        yield f"has {part.width()} of {need} px"


def _small_label(part: QLabel) -> Iterator[str]:
    if not part.wordWrap():
        if part.width() < part.sizeHint().width():
            yield f"has {part.width()} of {part.sizeHint().width()} px"
        return
    need = part.heightForWidth(part.width())
    if part.height() < need:
        yield f"has {part.height()} of {need} px of its lines"
    shown = QLabel.text(part).replace(BREAK, " ")  # a line may end there
    words = shown.split() if _latin(shown) else []
    widest = max(map(part.fontMetrics().horizontalAdvance, words), default=0)
    if part.contentsRect().width() < widest:
        yield f"has {part.contentsRect().width()} of {widest} px of its longest word"


def _least_width(part: QWidget) -> int:
    """Pixels without which its words are cut; what is typed scrolls."""
    words = part.fontMetrics().horizontalAdvance(_text(part))
    if isinstance(part, QLineEdit):
        return min(words + _around_words(part), 100)
    if isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        part.initStyleOption(option)
        kind, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return words + part.width() - part.style().subControlRect(kind, option, field, part).width()
    if isinstance(part, QPushButton | QToolButton | QCheckBox):
        return part.minimumSizeHint().width()
    return 0  # draws itself


def _around_words(line: QLineEdit) -> int:
    """Pixels of frame and padding, and of the two that a line keeps free on either side."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    inside = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    return line.width() - inside.width() + 4


def _overprinted(shown: list[QWidget]) -> Iterator[str]:
    """Where two of them stand on one another."""
    around: dict[QWidget | None, list[QWidget]] = {}
    for part in shown:
        if _text(part):
            around.setdefault(part.parentWidget(), []).append(part)
    for parts in around.values():
        for index, part in enumerate(parts):
            for other in parts[index + 1 :]:
                if part.geometry().intersects(other.geometry()):
                    yield f"{_named(part)} and {_named(other)} overprint"


def _text(part: QWidget) -> str:
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QLineEdit):
        return part.text() or part.placeholderText()
    return part.text() if isinstance(part, QLabel | QAbstractButton) else ""


def _latin(text: str) -> bool:
    """Chinese breaks between any two characters."""
    return all(ord(sign) < 0x2E80 for sign in text)


def _words(box: QRect) -> str:
    return f"{box.x()},{box.y()} {box.width()}×{box.height()}"


def _named(part: QWidget) -> str:
    where = part.mapTo(part.window(), QPoint(0, 0))
    words = _text(part)[:40] or part.objectName() or part.accessibleName()
    return f"{type(part).__name__} “{words}” ({where.x()},{where.y()})"
