"""Icons from the Phosphor font, in the colours of a theme."""

from __future__ import annotations

import os

from PySide6.QtGui import QIcon

from studio.theme import Theme

# what it stands for -> its name in the font
NAMES = {
    "data": "newspaper",
    "objective": "crosshair",
    "model": "stack",
    "train": "chart-line",
    "look": "eye",
    "try_": "cursor",
    "tune": "sliders-horizontal",
    "compare": "scales",
    "menu": "list",
    "sun": "sun",
    "moon": "moon",
    "language": "translate",
    "help": "question",
    "pause": "pause-fill",
    "play": "play-fill",
    "stop": "stop-fill",
    "copy": "copy",
    "export": "download-simple",
    "folder": "folder-open",
    "trash": "trash",
}


def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """An icon by what it stands for; it dims where it is disabled.

    The font is read at the first call (a quarter of a second): ask after the first paint.
    """
    os.environ.setdefault("QT_API", "pyside6")
    import qtawesome

    made: QIcon = qtawesome.icon(
        f"ph.{NAMES.get(name, name)}", color=colour or theme.dim, color_disabled=theme.border
    )
    return made
