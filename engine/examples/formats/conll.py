"""A word and its tag in every line, a blank line behind every sentence (CoNLL 2002, 2003)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar

from engine.corpus.cleaning import OF_PASSAGES, clean
from engine.corpus.lines import lines
from engine.corpus.table_rows import LONGEST_ROW
from engine.examples.column_faults import no_column
from engine.examples.example import Kind
from engine.examples.format import (
    NOT_SEEN,
    SHOWN,
    Format,
    Found,
    Opened,
    Seen,
    Wanted,
    shortened,
)
from engine.examples.schemes import looks_like_tag, scheme_of

LOOKED_AT = 5000  # lines
MOST_WORDS = 10_000  # of a sentence; with more nobody wrote blank lines
LONGEST_WORD = 1000  # characters
UNIVERSAL, UNIVERSAL_TAG = 10, 3  # columns of CoNLL-U, and where its parts of speech stand
SURE = 0.98  # of the cells of a column are tags
PAGE = "-DOCSTART-"
BLANK = " \t\r\ufeff\u200b"  # with marks that files joined to one leave behind
_JOINED = re.compile(r"\d+[-.]\d+")  # of CoNLL-U: two words in one, or one that is not there
_REMARK = re.compile(r"# (?:\S+ = |newdoc|newpar)")  # of CoNLL-U; "# O" is a word and its tag
_NUMBERED = re.compile(r"(.+?)\d{1,3}\Z", re.DOTALL)  # "酸1", "310": a 3 in the tenth place


class Conll(Format):
    """Words in columns; a record is (row, words, tags)."""

    name: ClassVar[str] = "conll"
    kinds: ClassVar[tuple[Kind, ...]] = ("tagging",)

    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """Known by its short rows, of one width, with blank lines between."""
        first = list(islice(_lines(text), LOOKED_AT))
        rows = [_cells(line) for line in first if line is not None and not _is_between(line)]
        if not rows or any(len(line or "") > LONGEST_WORD for line in first):
            return NOT_SEEN
        width, common = Counter(map(len, rows)).most_common(1)[0]
        blank = any(line is not None and not line.strip(BLANK) for line in first[:-1])
        if width < 2 or common < SURE * len(rows):
            return NOT_SEEN
        rows = [row for row in rows if len(row) == width]
        spaced = any("\t" in line and " " in line for line in first if line)  # sentences in cells
        columns = [[row[at] for row in rows] for at in range(width)]
        tags = [at for at in range(1, width) if _are_tags(columns[at], bare=not spaced)]
        sureness = 0.95 if tags and blank else 0.7 if tags else 0.0
        if not tags and blank and not spaced:
            sureness = 0.85 if _are_classes([row[-1] for row in rows]) else 0.0
        if not sureness:
            return NOT_SEEN
        universal = width == UNIVERSAL and all(row[0][:1].isdecimal() for row in rows)
        plain = UNIVERSAL_TAG if universal else width - 1
        return _seen(sureness, rows, wanted, tags[-1] if tags else plain)

    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Every sentence that has words; one too long for anything is left out."""
        sentence = _Sentence(texts[0].path, wanted)
        segmented = _is_segmented(texts[0], wanted)
        for number, line in enumerate(_lines(texts[0]), start=1):
            if line is None:
                sentence.broken = "too_long"
            elif _is_between(line):
                yield from sentence.ended(segmented=segmented)
            else:
                sentence.add(number, _cells(line))
        yield from sentence.ended(segmented=segmented)


class _Sentence:
    """Words gathered up to the next blank line."""

    def __init__(self, path: str, wanted: Wanted) -> None:
        self._path, self._wanted = path, wanted
        self._word, self._tag = _places(wanted)
        self._begin()

    def _begin(self) -> None:
        self.broken: str = ""
        self._row = 0
        self._words: list[str] = []
        self._tags: list[str] = []

    def add(self, number: int, cells: list[str]) -> None:
        """A word and its tag; the tag is "" where the line has but the word."""
        self._row = self._row or number
        if len(cells) == UNIVERSAL and _JOINED.fullmatch(cells[0]):
            return
        if self._word >= len(cells) or len(cells[self._word]) > LONGEST_WORD:
            self.broken = self.broken or "malformed"
            return
        if self._tag >= len(cells):
            self.broken = self.broken or ("malformed" if self._wanted.labelled else "")
            tag = ""
        else:
            tag = cells[self._tag]
        if len(self._words) < MOST_WORDS:
            # A word of signs nobody sees stays a word.
            self._words.append(clean(cells[self._word], OF_PASSAGES).strip() or "\ufffd")
            self._tags.append(clean(tag, OF_PASSAGES))
        else:
            self.broken = "too_long"

    def ended(self, *, segmented: bool) -> Iterator[Found]:
        """What the sentence has become, and begin the next."""
        if self.broken == "too_long":
            yield "too_long"
        elif self.broken:
            yield "malformed"
        elif self._words:
            words = [_NUMBERED.sub(r"\1", word) for word in self._words] if segmented else None
            yield self._row, words or self._words, self._tags
        self._begin()


def _lines(text: Opened) -> Iterator[str | None]:
    return lines(text.text(), LONGEST_ROW)


def _is_between(line: str) -> bool:
    """Whether a line is no word: blank, the beginning of a page, a remark of CoNLL-U."""
    return not line.strip(BLANK) or line.startswith(PAGE) or _REMARK.match(line) is not None


def _cells(line: str) -> list[str]:
    """Between tabs, where there are any; else between blanks: those of Chinese text are words."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell for cell in line.split(" ") if cell]


def _are_tags(cells: Sequence[str], *, bare: bool) -> bool:
    """Whether a column holds tags of entities; `bare`: marks alone are some too."""
    known = sum(map(looks_like_tag, cells))
    marked = bare or any(len(cell) > 1 and looks_like_tag(cell) for cell in set(cells))
    found = any(cell not in ("0", "_") for cell in set(cells))
    return known >= SURE * len(cells) and found and marked


def _are_classes(cells: Sequence[str]) -> bool:
    """Whether few short words come back all the time, as parts of speech do."""
    return len(set(cells)) <= max(2, min(100, len(cells) // 5)) and max(map(len, cells)) <= 40


def _places(wanted: Wanted) -> tuple[int, int]:
    """Columns of word and tag, from 0; Fault where what is asked for is no number."""
    places = []
    for role, usual in (("word", "1"), ("tag", "2")):
        asked = wanted.role(role) or usual
        if not (asked.isascii() and asked.isdecimal() and int(asked) >= 1):
            raise no_column(f"task.{role}", asked)
        places.append(int(asked) - 1)
    return places[0], places[1]


def _seen(sureness: float, rows: list[list[str]], wanted: Wanted, tag: int) -> Seen:
    width = len(rows[0])
    others = [at for at in range(width) if at != tag]
    words = [at for at in others if not all(row[at][:1].isdecimal() for row in rows)]
    roles = {"word": str((words or [0])[0] + 1), "tag": str(tag + 1)}
    roles |= {role: name for role, name in wanted.roles.items() if role in roles and name}
    asked = next((at for at in range(width) if str(at + 1) == roles["tag"]), tag)
    return Seen(
        sureness=sureness,
        kinds=Conll.kinds,
        columns=tuple(str(at + 1) for at in range(width)),
        roles=roles,
        preview=tuple(tuple(map(shortened, row)) for row in rows[:SHOWN]),
        scheme=scheme_of([[row[asked] for row in rows]]),
    )


def _is_segmented(text: Opened, wanted: Wanted) -> bool:
    """Whether every word is a character and the number of its place in a word (Weibo NER)."""
    place, _ = _places(wanted)
    first = (_cells(line) for line in islice(_lines(text), LOOKED_AT) if line and line.strip())
    words = [row[place] for row in first if place < len(row)]
    known = sum(1 for word in words if len(word) >= 2 and word[-1].isdecimal())
    return bool(words) and known >= SURE * len(words)
