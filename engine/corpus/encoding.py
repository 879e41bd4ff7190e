"""Which encoding a file is written in: a ladder of tests, the surest first.

Byte order mark → strict UTF-8 → declared by an HTML or XML file → nearly UTF-8 (at least 99.9 %
of the bytes are, or nine in ten of those beyond ASCII) → UTF-16 or UTF-32 by their NULs → GB18030
where the characters are common ones → Windows-1252 where the letters are those of one Western
language → a guess by charset-normalizer → Windows-1252 as the last resort, for what is nothing
else. UTF-16 that happens to be valid UTF-8 is known by its NULs.

That 99.9 % of the bytes are UTF-8 says nothing where next to all are ASCII and none of the rest
is UTF-8: read so, an English book in Windows-1252 would lose the é of every café in it. There
what the few bytes would say is asked first, and it stays UTF-8 where that is nothing likely; a
guess by charset-normalizer from so few is worth less than the sign that shows them as damaged.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

SAMPLE = 1 << 16  # bytes looked at where the whole file is not needed
GUESS_SAMPLE = 1 << 15  # charset-normalizer is slow
TOLERATED = 0.001  # of all bytes may be no UTF-8
LAST_RESORT = "last resort"
MOST_SIGNS = 100  # beyond ASCII, of the 128 of one byte; no language writes so many
SURE = 10  # bytes beyond ASCII to one that is no UTF-8; in any other encoding it is every second

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF",
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"RIFF", b"OggS", b"ID3",
    b"SQLite format 3", b"\xca\xfe\xba\xbe", b"\xd0\xcf\x11\xe0", b"\x00asm", b"\x93NUMPY",
    b"wOFF", b"wOF2", b"MZ\x90", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
WORDS = (b"GIF8", b"BZh", b"Rar!", b"RIFF", b"OggS", b"ID3", b"SQLite format 3", b"wOFF", b"wOF2")
# The commonest characters of Chinese prose, old and new, traditional forms among them: among the
# hanzi that other encodings turn into when read as GB18030 they are rare.
COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过"
    "发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本"
    "前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很"
    "最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度"
    "門這個們來為國說時會對過後裡還進開從實軍長機關點業將兩間問應戰向頭體見"
    "，。、；：？！“”（）《》"
)
# What Western European languages write beyond ASCII, small. Other languages' texts, read as
# Windows-1252, hold letters that no single one of these has.
WESTERN = tuple(
    frozenset(letters + "«»‹›‘’‚“”„–—…·•°§£€´¡¿ªº\xa0")
    for letters in (
        "àâæçéèêëîïôœùûüÿ",  # French
        "äöüßé",  # German
        "áéíóúüñçàèïò",  # Spanish, Catalan
        "àáâãçéêíóôõúü",  # Portuguese
        "àèéìíîòóùú",  # Italian
        "åäöæøéüèëïóòôê",  # the north, Dutch
        "áéíóúýþæöð",  # Icelandic
    )
)
# Encodings that files claim, and the larger ones they really use.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec, how sure it is, and how many bytes of mark to leave out."""

    name: str
    reason: str  # the rung of the ladder: "mark", "utf-8", "declared", "nearly utf-8", …
    mark: int = 0  # bytes


class _Errors:
    """Counts what a decoder could not read."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        self.count += error.end - error.start
        return "\ufffd", error.end


def is_binary(head: bytes) -> bool:
    """Whether the first bytes are those of a picture, archive or program, not of any text."""
    if head.startswith(MAGIC) and not head.startswith(tuple(mark for mark, _ in BOMS)):
        near = head[:512]  # in which no text has control characters
        return not head.startswith(WORDS) or len(near.translate(None, _CONTROLS)) < len(near)
    if any(head.startswith(mark) for mark, _ in BOMS) or by_nuls(head) is not None:
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 0.02 * len(head)


def detect(
    head: bytes, chunks: Iterable[bytes], num_bytes: int, *, markup: bool, whole: bool = True
) -> Encoding:
    """The encoding of a file of `num_bytes` on disk whose first bytes are `head`.

    `chunks` (the content, to its end where it is `whole`) is read only as far as needed; with
    `markup` what an HTML or XML file says of itself counts.
    """
    for mark, name in BOMS:
        if head.startswith(mark):
            return Encoding(name, "mark", len(mark))
    nuls = by_nuls(head)
    if nuls is not None:
        return Encoding(nuls, "nuls")
    wrong, high, size = _invalid_utf8(chunks, max(16, int(TOLERATED * num_bytes)), whole=whole)
    if wrong == 0:
        return Encoding("utf-8", "utf-8")
    declared = _declared(head) if markup else None
    if declared is not None:
        return Encoding(declared, "declared")
    nearly = wrong <= TOLERATED * size
    if high > (2 if nearly else SURE) * wrong:
        return Encoding("utf-8", "nearly utf-8")
    return _by_language(_dense(head), nearly=nearly)


def _by_language(sample: bytes, *, nearly: bool) -> Encoding:
    """The rungs that judge what the bytes would say; `nearly`: it is UTF-8 but for a few."""
    if is_plausible_gb18030(sample):
        return Encoding("gb18030", "gb18030")
    if is_plausible_western(sample):
        return Encoding("cp1252", "guess")
    guess = None if nearly else _guess(sample)
    if guess is None:  # it gives up at one damaged byte
        japanese = (name for name in ("euc_jp", "cp932") if _is_japanese(sample, name))
        guess = next(japanese, None)
    if guess is not None:
        return Encoding(guess, "guess" if _may_be_language(sample, guess) else LAST_RESORT)
    if nearly:
        return Encoding("utf-8", "nearly utf-8")
    return Encoding("cp1252", LAST_RESORT)


def _invalid_utf8(chunks: Iterable[bytes], enough: int, *, whole: bool) -> tuple[int, int, int]:
    """Bytes that are no UTF-8 (up to about `enough`), bytes beyond ASCII and all so far."""
    errors = _Errors()
    codecs.register_error("cloze-count", errors)
    decoder = codecs.getincrementaldecoder("utf-8")("cloze-count")
    high = size = 0
    for chunk in chunks:
        decoder.decode(chunk)
        size += len(chunk)
        high += len(chunk.translate(None, _ASCII)) if not chunk.isascii() else 0
        if errors.count > enough:
            return errors.count, high, size
    if whole:  # else its last character may be cut
        decoder.decode(b"", True)
    return errors.count, high, size


def by_nuls(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, known by where its NULs stand; None where it is neither."""
    head = head[: len(head) // 4 * 4]
    if len(head) < 4 or b"\x00" not in head:
        return None
    shares = [head[place::4].count(0) * 4 / len(head) for place in range(4)]
    for name, low in (("utf-32-le", (2, 3)), ("utf-32-be", (1, 0))):
        if shares[low[1]] > 0.99 and shares[low[0]] > 0.6 and _reads(head, name):
            return name
    even, odd = (shares[0] + shares[2]) / 2, (shares[1] + shares[3]) / 2
    few, many = min(even, odd), max(even, odd)
    if many < 0.02 or few > 0.2 * many:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if _reads(head, name) else None


def _reads(head: bytes, name: str) -> bool:
    """Whether the bytes decode to characters that text is made of."""
    text = head.decode(name, "replace")[:-1]
    good = sum(1 for sign in text if sign in "\n\r\t" or (sign.isprintable() and sign != "\ufffd"))
    return good >= 0.98 * len(text) and len(text) > 0


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    name = WIDER.get(name, name)
    if name.startswith(("utf-16", "utf-32")):  # it was read as single bytes just now
        return None
    try:
        text = head.decode(name, "replace")
    except (LookupError, AttributeError, UnicodeError):  # "rot13" and such are no encodings
        return None
    return name if text.count("\ufffd") <= TOLERATED * len(text) + 1 else None


def _dense(head: bytes) -> bytes:
    """The lines with bytes beyond ASCII, which alone tell encodings apart."""
    lines = [line for line in head.splitlines(keepends=True) if not line.isascii()]
    return b"".join(lines)[:GUESS_SAMPLE]


def is_plausible_gb18030(sample: bytes) -> bool:
    """Whether the bytes read as GB18030 are Chinese: mostly common characters, hardly a kana."""
    errors = _Errors()
    codecs.register_error("cloze-count-gb", errors)
    text = codecs.getincrementaldecoder("gb18030")("cloze-count-gb").decode(sample)
    if errors.count > 0.002 * len(sample) + 1:
        return False
    beyond = [sign for sign in text if sign > "\x7f"]
    if not beyond:
        return False
    common = sum(1 for sign in beyond if sign in COMMON)
    kana = sum(1 for sign in beyond if "\u3041" <= sign <= "\u30ff")
    return common >= 0.18 * len(beyond) and kana < 0.1 * len(beyond)


def is_plausible_western(sample: bytes) -> bool:
    """Whether the bytes read as Windows-1252 are what one Western European language writes.

    charset-normalizer prefers codecs of the Baltic or the Macintosh for many a French, Swedish or
    Finnish text.
    """
    text = sample.decode("cp1252", "replace").lower()
    beyond = [sign for sign in text if sign > "\x7f"]
    if not 0 < len(beyond) < 0.5 * len(text):
        return False
    known = max(sum(1 for sign in beyond if sign in letters) for letters in WESTERN)
    return known >= 0.98 * len(beyond)


def _guess(sample: bytes) -> str | None:
    # Costs 50 ms to import, and most files never come this far.
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        return None
    name = codecs.lookup(best.encoding).name
    return WIDER.get(name, name)


def _may_be_language(sample: bytes, name: str) -> bool:
    """Whether the bytes read so are not plainly noise: charset-normalizer guesses at that too."""
    text = sample.decode(name, "replace")
    if len(text) < len(sample):  # characters of several bytes: there are thousands of them
        return True
    return len({sign for sign in text if sign > "\x7f"}) < MOST_SIGNS


def _is_japanese(sample: bytes, name: str) -> bool:
    """Whether the bytes read as Japanese, a few damaged ones aside: a fifth is hiragana."""
    text = sample.decode(name, "replace")
    beyond = [sign for sign in text if sign > "\x7f"]
    wrong = text.count("\ufffd")
    kana = sum(1 for sign in beyond if "\u3041" <= sign <= "\u3096")
    return wrong <= 0.01 * len(text) + 1 and kana > 0.2 * len(beyond) > 0
