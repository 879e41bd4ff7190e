"""Which columns of a table hold the text, the second text, and the label or score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.corpus.columns import LANGUAGES, USUAL
from engine.corpus.labels import MISSING
from engine.examples.column_content import (
    Column,
    columns_of,
    kinds_of,
    label_among,
    labels_among,
    texts_among,
)
from engine.examples.column_faults import unknown_columns
from engine.examples.example import Kind
from engine.examples.format import Wanted

NONE = "-"  # said of a second text: there is none
LONGEST_NAME = 40  # characters of what a header calls a column
REPEATED = 8  # rows from which on labels must come back
FEW = 0.5  # of them are different at most

# What columns are called, the surest first; lower case.
TEXTS = (
    "sentence", "text", "review", "content", "comment", "tweet", "body", "utterance", "document",
    "sentence1", "premise", "title", "headline", "question", "query", "message", "reviewbody",
    "文本", "评论", "内容", "句子", "标题", "正文", "问题", *USUAL["first"],
)  # fmt: skip
PAIRS = (
    *((first, second) for first in USUAL["first"] for second in USUAL["second"]),
    ("title", "description"), ("title", "content"), ("title", "body"), ("title", "text"),
    ("question", "sentence"), ("question", "passage"), ("question", "answer"),
    ("#1 string", "#2 string"), ("text", "text_pair"), ("sentence", "text_pair"),
)  # fmt: skip
LABELS = (
    *USUAL["label"], "labels", "category", "sentiment", "quality", "intent", "topic", "polarity",
    "label_text", "coarse_label", "stars", "rating", "target", "y", "类别", "分类", "情感", "类型",
    "label_id", "class_label", "label_name", "class index",
)  # fmt: skip
SCORES = ("score", "similarity", "similarity_score", "relatedness_score", "得分", "分数", "相似度")
RENDERED = (
    *((source, target) for source in USUAL["source"] for target in USUAL["target"]),
    ("document", "summary"), ("article", "highlights"), ("article", "summary"),
    ("dialogue", "summary"), ("text", "summary"), ("input", "output"), ("input", "target"),
    ("input_text", "target_text"), ("原文", "译文"), ("正文", "摘要"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of an example stand in every row, and what the rows can be."""

    places: Mapping[str, int]  # per role, from 0
    names: tuple[str, ...]  # of all columns; numbers from 1 where there is no header
    header: bool
    kinds: tuple[Kind, ...]
    rivals: tuple[str, ...] = ()  # other columns that could be the labels: only their cells tell

    @property
    def roles(self) -> dict[str, str]:
        """The columns as a recipe calls them: by name, or by number where names come twice."""
        return {
            role: self.names[at] if self.names.count(self.names[at]) == 1 else str(at + 1)
            for role, at in self.places.items()
        }


def find_columns(
    rows: Sequence[Sequence[str | None]], wanted: Wanted, path: str, *, named: bool = False
) -> Columns:
    """Find them by the first rows; `named`: the first row is sure to name them.

    Raises Fault where a column that is asked for is not there, or, of a kind that is known, one
    that it cannot do without.
    """
    first = [(cell or "").strip().lstrip("\ufeff") for cell in rows[0]] if rows else []
    header = named or _has_header(first, rows, wanted)
    names = tuple(first) if header else tuple(str(at + 1) for at in range(len(first)))
    columns = columns_of(rows[1:] if header else rows, len(first))
    # A column may be called by the name it had before its header was said to be none.
    asked = _asked((*names, *first), wanted, path, len(names))
    usual = _by_name(names, wanted.kind) if header else {}
    places = {role: at for role, at in usual.items() if at not in asked.values()} | asked
    if wanted.role("second") == NONE:
        places.pop("second", None)
    told = "label" in places
    kinds = _fill(places, columns, wanted, header=header)
    if len(set(places.values())) < len(places):
        raise unknown_columns(path, list(places), first)
    _check(places, wanted, path, first)
    rivals = () if told else _rivals(places, columns)
    return Columns(places, names, header, kinds, tuple(names[at] for at in rivals))


def _has_header(first: Sequence[str], rows: Sequence[Sequence[str | None]], wanted: Wanted) -> bool:
    if wanted.header != "auto":
        return wanted.header == "yes"
    asked = [name for name in wanted.roles.values() if name and name != NONE]
    if any(not name.isdecimal() for name in asked):
        return True
    if any(len(cell) > LONGEST_NAME or _is_number(cell) for cell in first):
        return False
    columns = columns_of(rows[1:], len(first))
    usual = _by_name(first, None)
    if usual and not any(first[at] in columns[at].different for at in usual.values()):
        return True
    label = label_among(columns, range(len(columns)))
    if label is None or len(rows) < REPEATED:
        return False
    others = columns[label].different
    own = first[label]
    return own not in MISSING and own not in others and len(others) <= FEW * len(rows)


def _asked(names: Sequence[str], wanted: Wanted, path: str, width: int) -> dict[str, int]:
    """The columns asked for, by name or number; a label may be missing where it is not needed.

    `names` may hold several for each of the `width` columns, one round after another.
    """
    lowered = {name.lower(): at % width for at, name in reversed(list(enumerate(names)))}
    places: dict[str, int] = {}
    for role in ("first", "second", "label"):
        asked = wanted.role(role)
        if not asked or asked == NONE:
            continue
        if asked in names:
            places[role] = names.index(asked) % width
        elif asked.lower() in lowered:
            places[role] = lowered[asked.lower()]
        elif asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= width:
            places[role] = int(asked) - 1
        elif role != "label" or wanted.labelled:
            raise unknown_columns(path, [role], names[:width])
    return places


def _by_name(names: Sequence[str], kind: Kind | None) -> dict[str, int]:
    """The columns whose names are usual ones."""
    lowered = [name.strip().lower() for name in names]
    places: dict[str, int] = {}
    rendered = _rendered(lowered)
    answers = (*SCORES, *LABELS) if kind == "regression" else (*LABELS, *SCORES)
    label = next((name for name in answers if name in lowered), None)
    pair = next((pair for pair in PAIRS if set(pair) <= set(lowered)), None)
    if rendered is not None and (kind == "translation" or (kind is None and pair is None)):
        pair = rendered
        label = label if label not in rendered else None
    text = next((name for name in TEXTS if name in lowered and name != label), None)
    if pair is not None:
        places["first"], places["second"] = (lowered.index(name) for name in pair)
    elif text is not None:
        places["first"] = lowered.index(text)
    if label is not None:
        places["label"] = lowered.index(label)
    return places


def _rendered(lowered: Sequence[str]) -> tuple[str, str] | None:
    languages = [name for name in lowered if name in LANGUAGES]
    if len(languages) == 2:
        return languages[0], languages[1]
    return next((pair for pair in RENDERED if set(pair) <= set(lowered)), None)


def _fill(
    places: dict[str, int], columns: Sequence[Column], wanted: Wanted, *, header: bool
) -> tuple[Kind, ...]:
    """Find by content what names did not tell; what the rows can be."""
    known = bool(header and "first" in places)
    free = [at for at in range(len(columns)) if at not in places.values()]
    if "label" not in places and wanted.kind != "translation" and wanted.labelled:
        label = label_among(columns, free, numbers=wanted.kind == "regression")
        if label is not None:
            places["label"] = label
            free.remove(label)
    texts = texts_among(columns, free)
    if "first" not in places and texts:
        places["first"] = texts.pop(0)
    alone = wanted.role("second") == NONE or (known and wanted.kind != "translation")
    if "second" not in places and texts and not alone:
        places["second"] = texts[0]
    if wanted.kind == "translation":
        places.pop("label", None)
    two = "first" in places and "second" in places
    at = places.get("label")
    if "first" not in places:
        return ()
    return (kinds_of(columns[at]) if at is not None else ()) + (("translation",) if two else ())


def _rivals(places: Mapping[str, int], columns: Sequence[Column]) -> list[int]:
    """Columns besides the one of the labels whose cells look like classes too."""
    if "label" not in places or columns[places["label"]].num_rows < REPEATED:
        return []
    free = [at for at in range(len(columns)) if at not in places.values()]
    found = [at for at in labels_among(columns, free) if len(columns[at].different) > 1]
    return [at for at in found if "classification" in kinds_of(columns[at])]


def _check(places: Mapping[str, int], wanted: Wanted, path: str, names: Sequence[str]) -> None:
    """Raise Fault where a part is missing that the kind asked for cannot do without."""
    if wanted.kind is None:
        return
    needed = ["first", "second"] if wanted.kind == "translation" else ["first"]
    if wanted.kind != "translation" and wanted.labelled:
        needed.append("label")
    missing = [role for role in needed if role not in places]
    if missing:
        raise unknown_columns(path, missing, names)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).lstrip("-").isdecimal()
