"""Words and scripts of a text."""

from __future__ import annotations

import re

# The upper byte of a character in UTF-16 nearly always tells its script.
_PAGES = {
    "latin": [0x01, 0x02, 0x1E],
    "greek": [0x03, 0x1F],
    "cyrillic": [0x04],
    "hebrew": [0x05],
    "arabic": [0x06, *range(0xFB, 0xFF)],
    "devanagari": [0x09],
    "thai": [0x0E],
    "han": [*range(0x34, 0x4E), *range(0x4E, 0xA0), 0xF9, 0xFA, *range(0xD8, 0xDC)],
    "hangul": [0x11, *range(0xAC, 0xD8)],
    "other": [0x07, 0x08, *range(0x0A, 0x0E), *range(0x0F, 0x11), *range(0x12, 0x1E)],
}
_NAMES = list(_PAGES)
_SCRIPT_OF_PAGE = bytes(
    next((place for place, name in enumerate(_NAMES) if page in _PAGES[name]), 255)
    for page in range(256)
)
_KANA = re.compile("[\u3041-\u30ff]")
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha())


def count_scripts(text: str) -> dict[str, int]:
    """Letters per script, such as {"latin": 940, "han": 12}.

    Rare scripts that share a page of Unicode with common ones are counted with these.
    """
    latin = len(text.encode("latin-1", "ignore").translate(None, _NO_LETTERS))
    counts = {"latin": latin}
    if not text.isascii():
        pages = text.encode("utf-16-le")[1::2]
        scripts = pages.translate(_SCRIPT_OF_PAGE)
        for place, name in enumerate(_NAMES):
            counts[name] = counts.get(name, 0) + scripts.count(place)
        if 0x30 in pages:
            counts["kana"] = len(_KANA.findall(text))
    return {name: count for name, count in counts.items() if count}


def count_words(text: str, scripts: dict[str, int], *, tidy: bool = False) -> int:
    """Words as people count them: between blanks, and every Chinese or Japanese character.

    `tidy` text (one blank between words, no blank line twice) is counted much faster.
    """
    if tidy:
        between = text.count(" ") + text.count("\n") - text.count("\n\n") + 1
    else:
        between = len(text.split())
    return between + scripts.get("han", 0) + scripts.get("kana", 0)
