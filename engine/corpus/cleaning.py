"""Takes out of a text what is no language: markup, broken characters, stray blanks.

Every step can be switched off. Cleaning what is clean changes nothing, and no text whatever
makes it fail.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection
from typing import Literal, get_args

Cleaning = Literal["html", "unicode", "control", "whitespace", "duplicates"]
STEPS: tuple[Cleaning, ...] = get_args(Cleaning)
OF_PASSAGES: tuple[Cleaning, ...] = ("unicode", "control", "whitespace")

INLINE = "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math \
nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
BLOCK = "address applet area article aside audio base blockquote body br button canvas caption \
center col colgroup datalist dd details dialog dir div dl dt embed fieldset figcaption figure \
footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input legend \
li link main map menu meta meter nav noframes noscript object ol optgroup option output p param \
picture pre progress script section select source style summary svg table tbody td template \
textarea tfoot th thead title tr track ul video"
PASSES = 6  # markup inside markup is followed this deep

_TAG = re.compile(
    rf"</?(?:(?P<inline>{'|'.join(INLINE.split())})|{'|'.join(BLOCK.split())})"
    r"(?=[\s/>])(?:[^<>\n]|\n(?!\n))*>|<!doctype[^<>\n]*>|<\?xml[^<>\n]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?=[a-zA-Z#])")
# With its semicolon: without one "?a=1&section=2" would hold a "§".
_ESCAPED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BROKEN_SET = "\x00\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_BREAK_SET = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_CONTROL_SET = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
_BROKEN = re.compile(f"[{_BROKEN_SET}]")
_BREAKS = re.compile(f"[{_BREAK_SET}]")
_CONTROL = re.compile(f"[{_CONTROL_SET}]")
_SUSPECT = re.compile(f"[{_BROKEN_SET}{_BREAK_SET}{_CONTROL_SET}]")
_SUSPECT_BYTES = bytes(byte for byte in range(128) if _SUSPECT.match(chr(byte)))
_ODD_BLANK = re.compile(r"[^\S \n]")
_ODD_BYTES = b"\t\r\x0b\x0c\x1c\x1d\x1e\x1f"
_MANY_BREAKS = re.compile(r"\n{3,}")


def clean(text: str, steps: Collection[str]) -> str:
    """The text after the steps; lone surrogates and NULs never stay, for no file may hold them."""
    marked = "html" in steps and ("<" in text or "&" in text)
    text = _mended(text, steps)
    if marked:
        text = _without_markup(text, steps)
    return tidy(text) if "whitespace" in steps else text


def clean_passage(text: str) -> str:
    """A passage of a pair, on one line."""
    return clean(text, OF_PASSAGES).replace("\n", " ")


def _without_markup(text: str, steps: Collection[str]) -> str:
    for _ in range(PASSES):
        before = text
        text = without_tags(text)
        text = _mended(_unescaped(text) if "&" in text else text, steps)
        if text == before:
            return text
    # Built to go on for ever: its signs go instead.
    return _mended(_ENTITY.sub("", text).replace("<", ""), steps)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: html.unescape(match[0]), text)


def _mended(text: str, steps: Collection[str]) -> str:
    """Broken characters replaced, control characters dropped, composed forms."""
    if _has_suspects(text):
        text = _BROKEN.sub("\ufffd", text) if "control" not in steps else without_controls(text)
    if "unicode" in steps and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text


def _has_suspects(text: str) -> bool:
    if text.isascii():  # bytes are searched three times as fast
        data = text.encode("ascii")
        return len(data.translate(None, _SUSPECT_BYTES)) < len(data)
    return _SUSPECT.search(text) is not None


def without_controls(text: str) -> str:
    """Drop control, invisible and direction characters; separators become newlines."""
    return _BROKEN.sub("\ufffd", _CONTROL.sub("", _BREAKS.sub("\n", text)))


def without_tags(text: str) -> str:
    """Drop comments and the tags of HTML elements; blocks end a line, other tags join words."""
    if "<" not in text:
        return text
    return _TAG.sub(_replacement, _without_comments(text))


def _replacement(match: re.Match[str]) -> str:
    return "" if match["inline"] else "\n"


def _without_comments(text: str) -> str:
    kept: list[str] = []
    start = 0
    while (begin := text.find("<!--", start)) >= 0:
        end = text.find("-->", begin + 4)
        if end < 0:
            break
        kept.append(text[start:begin])
        start = end + 3
    return "".join([*kept, text[start:]]) if kept else text


def tidy(text: str) -> str:
    """One space between words, none at the ends of lines, at most one blank line."""
    if _has_odd_blanks(text):
        text = _ODD_BLANK.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    return (_MANY_BREAKS.sub("\n\n", text) if "\n\n\n" in text else text).strip(" \n")


def _has_odd_blanks(text: str) -> bool:
    if text.isascii():
        data = text.encode("ascii")
        return len(data.translate(None, _ODD_BYTES)) < len(data)
    return _ODD_BLANK.search(text) is not None
