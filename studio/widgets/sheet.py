"""A page that asks for the height it needs, not for the one it would like."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Sheet(QWidget):
    """The ground of a page: in a low window its lists scroll before the page does.

    A scroll area gives a wrapping widget its preferred height, which for a page is any height.
    """

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1
