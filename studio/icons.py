"""Icons in the colours of a theme, drawn from the Phosphor font that qtawesome ships.

The font is read directly: importing qtawesome loads eleven fonts and a second binding layer, half
a second before the first paint.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from studio.theme import Theme

# what it stands for -> its name in the font; other names of the font may be asked for too
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
    "enlarge": "arrows-out-simple",
    "reduce": "arrows-in-simple",
    "folder": "folder-open",
    "file": "file-text",
    "trash": "trash",
    "close": "x",
    "again": "arrow-clockwise",
}

SIDES = (16, 18, 24)  # logical pixels an icon is prepared for
SCALES = (1, 2)  # device pixels per logical one


@lru_cache(maxsize=512)  # each is twelve drawn pictures
def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """An icon by what it stands for, or by its name in the font; it dims where it is disabled."""
    made = QIcon()
    for mode, ink in (
        (QIcon.Mode.Normal, colour or theme.dim),
        (QIcon.Mode.Disabled, theme.border),
    ):
        for side in SIDES:
            for scale in SCALES:
                made.addPixmap(picture(name, ink, side, scale), mode)
    return made


def picture(name: str, colour: str, side: int, scale: float = 1) -> QPixmap:
    """One icon as a square picture of `side` logical pixels."""
    pixels = round(side * scale)
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    font = QFont(_family())
    font.setPixelSize(pixels)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor(colour))
    painter.setFont(font)
    sign = chr(int(_signs()[NAMES.get(name, name)], 16))
    painter.drawText(QRectF(0, 0, pixels, pixels), Qt.AlignmentFlag.AlignCenter, sign)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """Names of the font's signs and their code points in hexadecimal."""
    file = next(_folder().glob("phosphor-charmap-*.json"))
    signs: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return signs


@lru_cache(maxsize=1)
def _family() -> str:
    """The font, known to the application from its first use on."""
    number = QFontDatabase.addApplicationFont(str(next(_folder().glob("phosphor-*.ttf"))))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the icon font of qtawesome is not installed")
    return Path(spec.submodule_search_locations[0]) / "fonts"
