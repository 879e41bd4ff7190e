"""What is not sure about the files of a task, for a person to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.examples.candidates import Candidate, Group
from engine.examples.naming import split_of
from engine.faults import Fault, Value, listed
from engine.wording import fill, translate

SPREADSHEETS = {".xls", ".xlsx", ".ods", ".numbers"}
JSON = {".json", ".jsonl", ".ndjson"}
TABLES = {".csv", ".tsv"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the files that a person should look at; marked "faults"."""

    what: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.what, self.values)


def doubts_about(
    group: Group, groups: Sequence[Group], candidates: Sequence[Candidate]
) -> list[Doubt]:
    """What a choice of files leaves open."""
    found: list[Doubt] = []
    first = group.first
    if group.promoted:
        words = translate(
            "faults", "{path} is learned from: no name of a file says that it is for training."
        )
        found.append(Doubt(words, {"path": first.path.name}))
    others = [_told(other) for other in groups if other is not group]
    if others:
        words = translate("faults", "{path} was chosen. There are other sets too: {others}.")
        found.append(Doubt(words, {"path": _told(group), "others": listed(others)}))
    used = {one.path for part in group.parts.values() for one in part}
    bare = [
        one.path.name
        for one in candidates
        if one.path not in used
        and one.path.parent == first.path.parent
        and not (one.seen.labelled and one.seen.kinds)
        and split_of(one.path) is not None
        and not group.targets
    ]
    if bare:
        words = translate("faults", "Left out, for there are no labels in them: {names}.")
        found.append(Doubt(words, {"names": listed(bare)}))
    return found


def not_read(lost: Mapping[Path, Fault], chosen: Sequence[Path]) -> list[Doubt]:
    """The doubt of parts, or of files somebody chose, that cannot be read."""
    missed = {path.name: why for path, why in lost.items() if path in chosen or split_of(path)}
    if not missed:
        return []
    words = translate("faults", "Left out, for they cannot be read: {names}. The first: {reason}")
    first = next(iter(missed.values())).without_advice()
    return [Doubt(words, {"names": listed(list(missed)), "reason": first})]


def no_labels(columns: Sequence[str]) -> Doubt:
    """The doubt of a table in which nothing is to be learned."""
    words = translate("faults", "No column looks like labels. There are: {columns}.")
    return Doubt(words, {"columns": listed(columns or ["–"])})


def several_labels(label: str, rivals: Sequence[str]) -> Doubt:
    """The doubt of a table in which several columns could be the labels."""
    words = translate(
        "faults", "{label} is taken for the labels. These look like labels too: {columns}."
    )
    return Doubt(words, {"label": label, "columns": listed(rivals)})


def nothing_recognised(paths: Sequence[Path], faults: Sequence[Fault]) -> Fault:
    """The fault of files in which there are no examples at all."""
    where = ", ".join(str(path) for path in paths)
    what = translate("faults", "No examples of a task were found in {path}.")
    now = translate(
        "faults",
        "Choose a table with labels, words with tags, questions about contexts, or two texts line "
        "by line.",
    )
    if faults:
        reason = faults[0].without_advice()
        return Fault(what, why="{reason}", now=now, path=where, reason=reason)
    suffixes = {path.suffix.lower() for path in paths}
    return Fault(what, why=_why_nothing(suffixes), now=now, path=where)


def _why_nothing(suffixes: set[str]) -> str:
    """What names of files tell of why nothing in them is known."""
    if suffixes and suffixes <= SPREADSHEETS:
        return translate(
            "faults", "Workbooks of a spreadsheet are not read: save its table as CSV first."
        )
    if suffixes and suffixes <= JSON:
        return translate(
            "faults", "It ends before its JSON does, or holds no examples in a form that is known."
        )
    if suffixes and suffixes <= TABLES:
        return translate("faults", "It has no column of labels beside a column of texts.")
    return translate("faults", "No file there is of a form that is known.")


def _told(group: Group) -> str:
    first = group.first.path
    answers = group.targets.get("train", ())
    name = f"{first.parent.name}/{first.name}" if first.parent.name else first.name
    return f"{name} → {answers[0].path.name}" if answers else name
