"""Words and scripts of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

# First characters of Unicode ranges, and the script of each range; "" counts as no letter.
_RANGES: tuple[tuple[int, str], ...] = (
    (0x00, ""), (0xAA, "latin"), (0xAB, ""), (0xB5, "latin"), (0xB6, ""), (0xBA, "latin"),
    (0xBB, ""), (0xC0, "latin"), (0xD7, ""), (0xD8, "latin"), (0xF7, ""), (0xF8, "latin"),
    (0x2B0, ""), (0x370, "greek"), (0x400, "cyrillic"), (0x530, "other"), (0x591, "hebrew"),
    (0x600, "arabic"), (0x700, "other"), (0x750, "arabic"), (0x780, "other"),
    (0x900, "devanagari"), (0x980, "other"), (0xE00, "thai"), (0xE80, "other"),
    (0x1100, "hangul"), (0x1200, "other"), (0x1E00, "latin"), (0x1F00, "greek"), (0x2000, ""),
    (0x2C00, "other"), (0x2E80, "han"), (0x3000, ""), (0x3005, "han"), (0x3008, ""),
    (0x3041, "kana"), (0x3100, "other"), (0x3130, "hangul"), (0x3190, "other"), (0x31F0, "kana"),
    (0x3200, ""), (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, "other"),
    (0xAC00, "hangul"), (0xD7B0, "other"), (0xE000, ""), (0xF900, "han"), (0xFB00, "other"),
    (0xFE00, ""), (0xFE70, "arabic"), (0xFF00, ""), (0xFF66, "kana"), (0xFFA0, ""),
    (0x10000, "other"), (0x1F000, ""), (0x20000, "han"), (0x323B0, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _RANGES]
_BEYOND = re.compile("[^\x00-\x7f]+")
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha() or byte > 127)


def count_scripts(text: str) -> dict[str, int]:
    """Letters per script, such as {"latin": 940, "han": 12}."""
    found: Counter[str] = Counter()
    if not text.isascii():
        for sign, count in Counter("".join(_BEYOND.findall(text))).items():
            found[_RANGES[bisect_right(_STARTS, ord(sign)) - 1][1]] += count
        del found[""]
    latin = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    if latin:
        found["latin"] += latin
    return dict(found)


def count_words(text: str, scripts: dict[str, int], *, tidy: bool = False) -> int:
    """Words as people count them: between blanks, and every Chinese or Japanese character.

    `tidy` text (one blank between words, no blank line twice) is counted much faster.
    """
    if tidy:
        between = text.count(" ") + text.count("\n") - text.count("\n\n") + 1
    else:
        between = len(text.split())
    return between + scripts.get("han", 0) + scripts.get("kana", 0)
