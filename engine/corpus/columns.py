"""Which columns of a table hold the two passages of a pair and its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.corpus.labels import MISSING, is_usual
from engine.faults import Fault, listed
from engine.wording import translate

Header = Literal["auto", "yes", "no"]
LOOKED_AT = 200  # rows
REPEATED = 8  # rows from which on labels must come back
MOST = 0.5  # of the cells of a column
FEW = 0.5  # of them are different at most

# What columns are called, the surest first; lower case.
USUAL: dict[str, tuple[str, ...]] = {
    "first": (
        "sentence1", "premise", "sentence_1", "text1", "text_a", "sentence_a", "sentence-a", "s1",
        "question1", "text_1", "query", "前提", "句子1",
    ),
    "second": (
        "sentence2", "hypothesis", "hypo", "sentence_2", "text2", "text_b", "sentence_b",
        "sentence-b", "s2", "question2", "text_2", "假设", "句子2",
    ),
    "label": ("gold_label", "label", "gold", "is_duplicate", "class", "relation", "标签"),
    "source": ("source", "src", "source_text"),
    "target": ("target", "tgt", "trg", "target_text"),
}  # fmt: skip
# Not "id" and "no": such columns number the rows.
_LANGUAGES = """ar bg bn ca cmn cs da de el en es et fa fi fr he hi hr hu it ja jp ko lt lv ms nl
pl pt ro ru sk sl sr sv th tr uk ur vi zh zh-cn zh_cn zh-tw zh_tw arabic chinese czech dutch
english french german italian japanese korean polish portuguese russian spanish turkish
英文 英语 中文 汉语"""
LANGUAGES = frozenset(_LANGUAGES.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a recipe says of the columns: a name or a number from 1 per role; "" finds it."""

    roles: Mapping[str, str]  # "first", "second" and "label", or "source" and "target"
    header: Header = "auto"

    @property
    def passages(self) -> tuple[str, ...]:
        """The roles of the two passages."""
        return tuple(role for role in self.roles if role != "label")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a pair stand in every row."""

    places: Mapping[str, int]  # per role, from 0
    names: Mapping[str, str]  # per role, as people know them
    width: int  # cells of a row
    header: bool


def find_columns(rows: Sequence[Sequence[str]], asked: Asked, path: str) -> Columns:
    """Find the columns by the first rows of a table; Fault where they are not to be found."""
    first = [cell.strip().lstrip("\ufeff") for cell in rows[0]] if rows else []
    if _has_header(first, asked):
        places = {role: _named(role, first, asked, path) for role in asked.roles}
        names = {role: first[place] for role, place in places.items()}
        header = True
    else:
        places = _unnamed(rows, asked, path)
        names = {role: str(place + 1) for role, place in places.items()}
        header = False
        _check_that_it_is_none(rows, places, asked, path)
    if len(set(places.values())) < len(places):
        raise unknown(path, asked, first)
    return Columns(places, names, len(first), header)


def known_name(role: str, names: Sequence[str], asked: Asked) -> str | None:
    """Which of these names is the role's: the one asked for, or one it usually has."""
    wanted = asked.roles[role]
    lowered = {name.lower(): name for name in reversed(names)}
    if wanted:
        return wanted if wanted in names else lowered.get(wanted.lower())
    usual = next((lowered[name] for name in USUAL[role] if name in lowered), None)
    if usual is None and role in ("source", "target"):
        languages = [name for name in names if name.lower() in LANGUAGES]
        if len(languages) == 2:
            return languages[0 if role == "source" else 1]
    return usual


def _has_header(first: Sequence[str], asked: Asked) -> bool:
    if asked.header != "auto":
        return asked.header == "yes"
    if any(name and not name.isdecimal() for name in asked.roles.values()):
        return True
    found = [role for role in asked.roles if known_name(role, first, asked)]
    return len(found) >= 2


def _named(role: str, names: Sequence[str], asked: Asked, path: str) -> int:
    name = known_name(role, names, asked)
    if name is not None:
        return names.index(name)
    number = asked.roles[role]
    if not number.isdecimal() or not 1 <= int(number) <= len(names):
        raise unknown(path, asked, names)
    return int(number) - 1


def _unnamed(rows: Sequence[Sequence[str]], asked: Asked, path: str) -> dict[str, int]:
    """The columns asked for by number; the label is where few words come back, or the last."""
    width = len(rows[0]) if rows else 0
    places: dict[str, int] = {}
    for role, number in asked.roles.items():
        if number and not (number.isdecimal() and 1 <= int(number) <= width):
            raise unknown(path, asked, [])
        if number:
            places[role] = int(number) - 1
    free = [place for place in range(width) if place not in places.values()]
    if "label" in asked.roles and "label" not in places and free:
        places["label"] = _label_column(rows, free)
        free.remove(places["label"])
    left = [role for role in asked.passages if role not in places]
    if len(free) < len(left):
        raise unknown(path, asked, [])
    if "label" in asked.roles:  # what is no passage (a number, a name of its origin) is shorter
        free = sorted(sorted(free, key=lambda at: -_letters(rows, at))[: len(left)])
    places |= dict(zip(left, free, strict=False))
    return {role: places[role] for role in asked.roles}


def _label_column(rows: Sequence[Sequence[str]], free: Sequence[int]) -> int:
    """Where most cells are usual labels, or numbers, else any; of these the one of fewest words."""
    cells = {at: [row[at].strip() for row in rows if at < len(row)] for at in free}
    usual = [
        at
        for at, found in cells.items()
        if sum(cell in MISSING or is_usual(cell) for cell in found) > MOST * len(found)
    ]
    return min(usual or free, key=lambda at: (len(set(cells[at])), -at))


def _check_that_it_is_none(
    rows: Sequence[Sequence[str]], places: Mapping[str, int], asked: Asked, path: str
) -> None:
    """A header nobody knows must not become a pair: its label is one that never comes back."""
    if asked.header != "auto" or "label" not in places or len(rows) < REPEATED:
        return
    own, others = rows[0][places["label"]].strip(), _cells(rows[1:], places["label"])
    if own not in MISSING and own not in others and len(others) <= FEW * len(rows):
        raise unknown(path, asked, list(rows[0]))


def _cells(rows: Sequence[Sequence[str]], place: int) -> set[str]:
    return {row[place].strip() for row in rows if place < len(row)}


def _letters(rows: Sequence[Sequence[str]], place: int) -> int:
    return sum(len(row[place]) for row in rows if place < len(row))


def unknown(path: str, asked: Asked, names: Sequence[str]) -> Fault:
    """The columns of a table cannot be told; `names` are its header, if it has any."""
    what = translate("faults", "It is not known which columns of {path} are {roles}.")
    roles = ", ".join(name or role for role, name in asked.roles.items())
    keys = ", ".join(
        f"labelled.{role}" if "label" in asked.roles else f"parallel.{role}_column"
        for role in asked.roles
    )
    if not names:
        return Fault(
            what,
            why=translate("faults", "It has no header, and not enough columns by number."),
            now=translate("faults", "Give their numbers, counted from 1: set {keys}."),
            keys=keys,
            path=path,
            roles=roles,
        )
    return Fault(
        what,
        why=translate("faults", "It has: {names}."),
        now=translate("faults", "Name its columns in the recipe: set {keys}."),
        keys=keys,
        path=path,
        roles=roles,
        names=listed(names),
    )
