"""Where Tab goes: through everything that takes the keyboard, in the order of reading.

Qt's own order is that of making: a form that is built once the engine is there would come last,
and a slider beside a line that stands for both is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

WHOLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)  # what is inside them is theirs


def tab_stops(whole: QWidget) -> list[QWidget]:
    """All that can take the keyboard now, in the order of reading."""
    return list(_stops(whole))


def next_stop(whole: QWidget, at: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab, or Shift and Tab, goes from here; round at the ends."""
    stops = tab_stops(whole)
    if not stops:
        return None
    if at not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(at) + (1 if forward else -1)) % len(stops)]


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or (widget.isWindow() and widget.parentWidget() is not None):
        return
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    if isinstance(widget, WHOLE):
        if takes:
            yield widget
        return
    inside = [stop for child in _parts(widget) for stop in _stops(child)]
    # An area scrolls to what is reached inside it; one with text alone is a stop, if it has a name.
    passed = isinstance(widget, QScrollArea) and (inside or not widget.accessibleName())
    if takes and not passed and widget.focusProxy() is None:
        yield widget
    yield from inside


def _parts(widget: QWidget) -> list[QWidget]:
    """The widgets inside one, as they are laid out; then what stands there without a layout."""
    if isinstance(widget, QScrollArea):
        held = widget.widget()
        return [held] if held is not None else []
    layout = widget.layout()
    placed = list(_in_layout(layout)) if layout is not None else []
    loose = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child not in placed
    ]
    return placed + sorted(loose, key=lambda child: (child.y(), child.x()))


def _cell(layout: QGridLayout, at: int) -> tuple[int, int]:
    """The row and column of one item of a grid."""
    row, column, _rows, _columns = cast("tuple[int, int, int, int]", layout.getItemPosition(at))
    return row, column


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places: Sequence[int] = range(layout.count())
    if isinstance(layout, QGridLayout):
        places = sorted(places, key=lambda at: _cell(layout, at))
    for at in places:
        item = layout.itemAt(at)
        assert item is not None
        held, inner = item.widget(), item.layout()
        if held is not None:
            yield held
        elif inner is not None:
            yield from _in_layout(inner)
