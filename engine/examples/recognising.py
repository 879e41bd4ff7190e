"""Recognises a task in files: what they hold, which part each is, and in which columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.corpus.counting import count_scripts
from engine.examples.asking import Asking, Looked
from engine.examples.candidates import Candidate, Group, files_in, groups_of
from engine.examples.config import TaskConfig
from engine.examples.doubts import (
    SPREADSHEETS,
    Doubt,
    doubts_about,
    no_labels,
    not_read,
    nothing_recognised,
    several_labels,
)
from engine.examples.example import Kind
from engine.examples.format import Seen, Wanted
from engine.examples.naming import language_of, names_classes
from engine.faults import Fault

CHINESE = 0.3  # of the letters
UNSURE = 0.2  # any text may be one of two
MOST_NAMES = 1 << 16  # bytes of a file of names of classes
METRICS: dict[Kind, str] = {  # the one to look at first, as it is measured
    "classification": "accuracy",
    "regression": "spearman",
    "tagging": "span_f1",
    "answering": "answer_f1",
    "translation": "bleu",
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What some files are taken for: everything in it can be corrected."""

    kinds: tuple[Kind, ...]  # what these files can be, the surest first
    config: TaskConfig  # filled in
    columns: tuple[str, ...]  # of the first file to learn from: names, or numbers from 1
    preview: tuple[tuple[str, ...], ...]  # its first rows as cells
    doubts: tuple[Doubt, ...] = ()
    languages: tuple[str, ...] = ()  # as far as names of files or the letters tell
    metric: str = ""  # the main one for the surest kind
    format: str = ""  # how the first file is written


def recognise(
    paths: Sequence[Path],
    config: TaskConfig | None = None,
    control: Control | None = None,
    *,
    kind: Kind | None = None,
) -> Recognised:
    """Recognise a file, several, or a folder; what `config` says already is kept.

    Where it names the files to learn from, `paths` need not be given. Examples of a `kind` that is
    known are looked for first. Raises Fault where a file is missing or none can be read, Cancelled
    when asked to stop.
    """
    config = config or TaskConfig()
    with Asking(control) as asking:
        if config.train and not (len(config.train) == 1 and config.train[0].is_dir()):
            return _completed(config, asking, kind)
        return _found(tuple(paths) or config.train, config, asking, control, kind)


def filled_for(config: TaskConfig, kind: Kind, asking: Asking) -> TaskConfig:
    """The format and columns of files that are named, where the recipe does not say them all.

    A format that holds examples of the kind goes before others. Raises Fault where the columns of
    the first file cannot be told.
    """
    path = config.train[0]
    wanted = wanted_of(config, kind)
    config = _of_lines(config)
    looked = asking.look(path, wanted, config.format)
    fitting = [name for name, seen in looked.seen.items() if kind in seen.kinds]
    named = next(iter([*fitting, *looked.seen]), None)
    if named is None or _is_bare_text(named, config, kind) or (not fitting and looked.faults):
        raise _not_seen(path, looked)
    return _filled(config, Candidate(path, named, looked.seen[named], 0))


def _completed(config: TaskConfig, asking: Asking, kind: Kind | None) -> Recognised:
    """Of files that are named: their format and columns."""
    path, config = config.train[0], _of_lines(config)
    looked = asking.look(path, wanted_of(config, kind), config.format)
    candidate = _candidate(path, looked, 0, 0, kind)
    if candidate is None or _is_bare_text(candidate.format, config, kind):
        raise _not_seen(path, looked)
    if looked.faults and (candidate.seen.sureness < UNSURE or not candidate.seen.kinds):
        raise _not_seen(path, looked)
    answers = None
    if config.train_target:
        seen = asking.look(config.train_target[0], wanted_of(config), "lines").seen
        answers = _candidate(config.train_target[0], Looked(seen), 0, 0)
    return _recognised(_filled(config, candidate), candidate, answers)


def _is_bare_text(format: str, config: TaskConfig, kind: Kind | None) -> bool:
    """Whether it is taken for lines that others answer only because it is nothing else."""
    alone = format == "lines" and not config.train_target
    return alone and config.format == "auto" and kind != "translation"


def _not_seen(path: Path, looked: Looked) -> Fault:
    """What is wrong with a file in which nothing is recognised."""
    if looked.faults and path.suffix.lower() not in SPREADSHEETS:
        return looked.faults[0]
    return nothing_recognised([path], ())


def _found(
    paths: Sequence[Path],
    config: TaskConfig,
    asking: Asking,
    control: Control | None,
    kind: Kind | None,
) -> Recognised:
    """Of files that are to be sorted: a task."""
    candidates: list[Candidate] = []
    names: list[Path] = []
    faults: list[Fault] = []
    lost: dict[Path, Fault] = {}
    for path, num_bytes, depth in files_in(paths, control):
        if names_classes(path) and num_bytes <= MOST_NAMES:
            names.append(path)
            continue
        try:
            looked = asking.look(path, wanted_of(config), config.format)
        except Fault as fault:
            faults.append(fault)
            lost[path] = fault
            continue
        faults += looked.faults
        candidate = _candidate(path, looked, num_bytes, depth)
        candidates += [candidate] if candidate is not None else []
    named = not any(path.is_dir() for path in paths)
    groups = groups_of(candidates, named=named)
    if not groups:
        return _without_task(candidates, config, paths, faults)
    group = next((one for one in groups if kind in one.first.seen.kinds), groups[0])
    doubts = [*doubts_about(group, groups, candidates), *not_read(lost, paths)]
    answers = next(iter(group.targets.get("train", ())), None)
    placed = _sorted(config, group, names)
    if kind is not None:  # its columns may be others
        found = _completed(placed, asking, kind)
        return replace(found, doubts=(*found.doubts, *doubts))
    return _recognised(_filled(placed, group.first), group.first, answers, doubts)


def wanted_of(config: TaskConfig, kind: Kind | None = None, *, labelled: bool = True) -> Wanted:
    """What a recipe says of the columns."""
    roles = {role: getattr(config, role) for role in ("first", "second", "label", "word", "tag")}
    return Wanted(kind, config.header, roles, labelled)


def _candidate(
    path: Path, looked: Looked, num_bytes: int, depth: int, kind: Kind | None = None
) -> Candidate | None:
    """As the surest format sees it, of those that hold the kind where one does."""
    fitting = [name for name, seen in looked.seen.items() if kind in seen.kinds]
    for name in (*fitting, *looked.seen):
        return Candidate(path, name, looked.seen[name], num_bytes, depth, looked.seen.get("lines"))
    return None


def _sorted(config: TaskConfig, group: Group, names: Sequence[Path]) -> TaskConfig:
    """The files of a group, each in its place."""
    given: dict[str, Any] = {}
    for part, own in group.parts.items():
        if part != "train" and getattr(config, part):
            continue
        given[part] = tuple(one.path for one in own)
        given[f"{part}_target"] = tuple(one.path for one in group.targets.get(part, ()))
    own_names = [path for path in names if path.parent == group.first.path.parent]
    if own_names and not config.names:
        given["names"] = (own_names[0],)
    return config.model_copy(update=given)


def _filled(config: TaskConfig, candidate: Candidate) -> TaskConfig:
    """What was seen, where the recipe says nothing."""
    seen = candidate.seen
    given: dict[str, Any] = {"format": candidate.format}
    if candidate.format == "table":
        given["header"] = "yes" if seen.header else "no"
        roles = {role: seen.roles.get(role, "") for role in ("first", "label")}
        given |= {**roles, "second": seen.roles.get("second", "-")}
    elif candidate.format == "conll":
        given |= {role: seen.roles[role] for role in ("word", "tag")}
        if config.scheme == "auto" and seen.scheme:
            given["scheme"] = seen.scheme
    return config.model_copy(update=given)


def _recognised(
    config: TaskConfig,
    candidate: Candidate,
    answers: Candidate | None = None,
    doubts: Sequence[Doubt] = (),
) -> Recognised:
    seen = candidate.seen if answers is None else _beside(candidate, answers)
    told = [] if answers is None else [language_of(one.path) for one in (candidate, answers)]
    languages = tuple(name for name in told if name) or _languages(seen.preview)
    kinds = seen.kinds
    if config.names:  # numbers that have names are no scores
        kinds = tuple(kind for kind in kinds if kind != "regression")
    metric = METRICS[kinds[0]] if kinds else ""
    own = [] if kinds else [no_labels(seen.columns)]
    if kinds and seen.rivals:
        own = [several_labels(config.label, seen.rivals)]
    return Recognised(
        kinds,
        config,
        seen.columns,
        seen.preview,
        (*own, *doubts),
        languages,
        metric,
        candidate.format,
    )


def _beside(text: Candidate, answers: Candidate) -> Seen:
    """Two files, line by line, as a table of two columns."""
    names = tuple(language_of(one.path) or one.path.name for one in (text, answers))
    rows = zip(text.seen.preview, answers.seen.preview, strict=False)
    return replace(text.seen, columns=names, preview=tuple((*a, *b) for a, b in rows))


def _of_lines(config: TaskConfig) -> TaskConfig:
    """Texts that have files of answers are read line by line, where the recipe does not say."""
    if not config.train_target or config.format != "auto":
        return config
    return config.model_copy(update={"format": "lines"})


def _without_task(
    candidates: Sequence[Candidate],
    config: TaskConfig,
    paths: Sequence[Path],
    faults: Sequence[Fault],
) -> Recognised:
    """The surest of the files, for a person to say what is in it; Fault where there is none."""
    tables = [one for one in candidates if len(one.seen.columns) > 1]
    alone = len(paths) == 1 and paths[0].is_file()
    if not tables or (faults and alone):  # a format that looked closer says what is wrong
        raise nothing_recognised(paths, faults)
    best = max(tables, key=lambda one: (one.seen.sureness, -one.depth, one.num_bytes))
    filled = _filled(config.model_copy(update={"train": (best.path,)}), best)
    return _recognised(filled, best)


def _languages(preview: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Chinese, where the letters are."""
    return ("zh",) if _are_chinese(cell for row in preview for cell in row) else ()


def _are_chinese(cells: Iterable[str]) -> bool:
    letters = count_scripts(" ".join(cells))
    return letters.get("han", 0) > CHINESE * sum(letters.values()) > 0
