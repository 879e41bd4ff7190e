"""What a recipe reads: text, labelled pairs, parallel text; and whether it names them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.batching.sources import Reads
from engine.corpus.corpus import Corpus, CorpusConfig
from engine.corpus.joined import JoinedTexts, Texts
from engine.corpus.labelled import LabelledConfig, labelled_pairs
from engine.corpus.pairs import PairCorpus
from engine.corpus.parallel import ParallelConfig, parallel_text
from engine.examples.config import TaskConfig
from engine.examples.example import KINDS, Kind
from engine.examples.task_data import TaskData
from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.objectives.plan import How, plan
from engine.options import UNREADABLE, Section
from engine.recipe.paths import absence, unwritable
from engine.wording import translate

PATHS = {  # fields that hold files or folders, by section
    "corpus": ("paths",),
    "labelled": ("paths", "validation_paths"),
    "parallel": (
        "source",
        "target",
        "paths",
        "validation_source",
        "validation_target",
        "validation_paths",
    ),
    "task": (
        "train",
        "validation",
        "test",
        "train_target",
        "validation_target",
        "test_target",
        "names",
    ),
}
COLUMNS = {"labelled": ("first", "second", "label"), "parallel": ("source_column", "target_column")}


@dataclass(frozen=True, slots=True)
class Readings:
    """The corpora a recipe reads; None for what no objective asks for."""

    text: Corpus | None
    labelled: PairCorpus | None
    parallel: PairCorpus | None
    examples: TaskData | None
    words: Texts  # what a vocabulary is learned from


def readings_of(
    corpus: CorpusConfig,
    labelled: LabelledConfig,
    parallel: ParallelConfig,
    task: TaskConfig,
    objectives: Sequence[str],
    how: How,
    *,
    seed: int,
) -> Readings:
    """Nothing is read yet. Text is good for a vocabulary also where nothing else needs it."""
    reads = reads_of(objectives, how)
    text = Corpus(corpus) if corpus.paths else None
    pairs = labelled_pairs(labelled) if "labelled" in reads else None
    both = parallel_text(parallel) if "parallel" in reads else None
    examples = TaskData(task, kind_of(reads["examples"]), seed) if "examples" in reads else None
    parts: list[Texts] = [part for part in (text, pairs, both, examples) if part is not None]
    words = parts[0] if len(parts) == 1 else JoinedTexts(parts)
    return Readings(text if "text" in reads else None, pairs, both, examples, words)


def kind_of(objective: str) -> Kind:
    """The kind of the examples a task's objective learns from: they go by one name."""
    return next(kind for kind in KINDS if kind == objective)


def reads_of(objectives: Sequence[str], how: How) -> dict[Reads, str]:
    """What these objectives read, each with one that reads it."""
    kinds = {name: OBJECTIVES[name] for name in objectives}
    tasks = plan(kinds, dict.fromkeys(kinds, 1), how)
    return {task.source.reads: task.objectives[-1] for task in reversed(tasks)}


def material_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """What is read must be named, and so that it can be read; `parts` as in checks.py."""
    combining, objectives = parts["combining"], parts["objectives"] or ()
    how = getattr(combining, "how", UNREADABLE)
    known = [name for name in objectives if name in OBJECTIVES]
    reads = reads_of(known, "auto" if how is UNREADABLE else how) or {"text": ""}
    faults: list[FieldFault] = []
    if "text" in reads and _values(parts["corpus"], "paths") == [()]:
        message = translate("faults", "name at least one file or folder of text")
        faults.append(FieldFault("corpus.paths", message))
    if "labelled" in reads and _values(parts["labelled"], "paths") == [()]:
        message = translate("faults", "{objective} learns from labelled pairs: name a file of them")
        values = (("objective", reads["labelled"]),)
        faults.append(FieldFault("labelled.paths", message, values))
    if "parallel" in reads and _values(parts["parallel"], "source", "paths") == [(), ()]:
        message = translate(
            "faults", "{objective} learns from translations: name source and target, or paths"
        )
        values = (("objective", reads["parallel"]),)
        faults.append(FieldFault("parallel.source", message, values))
    if "examples" in reads and _values(parts["task"], "train") == [()]:
        message = translate("faults", "{objective} is learned from examples: name a file of them")
        faults.append(FieldFault("task.train", message, (("objective", reads["examples"]),)))
    return [*faults, *_sides(parts["parallel"]), *_columns(parts)]


def make_absolute(parts: dict[str, Any], folder: Path) -> None:
    """Take relative paths from `folder`; `parts` as in checks.py."""
    for section in PATHS:
        absolute_in(section, parts, folder)
    tokenizer, start = parts["tokenizer"], parts["start"]
    if tokenizer is not None and isinstance(tokenizer.file, Path):
        file = _absolute(folder, tokenizer.file)
        parts["tokenizer"] = tokenizer.model_copy(update={"file": file})
    if start is not None and isinstance(start.run, Path):
        run = _absolute(folder, start.run)
        parts["start"] = start.model_copy(update={"run": run})


def absolute_in(section: str, parts: dict[str, Any], folder: Path) -> None:
    """As `make_absolute`, of one section."""
    given = {name: getattr(parts[section], name, UNREADABLE) for name in PATHS[section]}
    absolute = {
        name: tuple(_absolute(folder, path) for path in paths)
        for name, paths in given.items()
        if paths is not UNREADABLE
    }
    if absolute:
        parts[section] = parts[section].model_copy(update=absolute)


def _absolute(folder: Path, path: Path) -> Path:
    # Path.expanduser raises where nobody has the name after "~"; such a file may well be there.
    return (folder / os.path.expanduser(path)).absolute()


def missing_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Files and folders that are not there, or that the system refuses."""
    return [
        fault
        for section, names in PATHS.items()
        for name in names
        for paths in _values(parts[section], name)
        for path in paths
        if (fault := absence(f"{section}.{name}", Path(path))) is not None
    ]


def missing_beside(
    parts: Mapping[str, Any], written: Mapping[str, Any], folder: Path
) -> list[FieldFault]:
    """Of lists of paths that hold something else too: those of the paths that are not there.

    `written` are the sections as they stand in the recipe.
    """
    return [
        fault
        for section, names in PATHS.items()
        for name in names
        if getattr(parts[section], name, None) is UNREADABLE
        for entry in _list(written[section].get(name))
        if isinstance(entry, str)
        and unwritable(section, entry) is None  # which was told
        and (fault := absence(f"{section}.{name}", _absolute(folder, Path(entry)))) is not None
    ]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sides(parallel: Section | None) -> list[FieldFault]:
    """A text and its translation are named in as many files."""
    message = translate("faults", "name as many files as there are texts to translate: {count}")
    alone = translate(
        "faults",
        "name as many files as there are texts to translate: {count}; tables that hold both go "
        "under {key}",
    )
    same = translate(
        "faults",
        "{path} cannot be its own translation: it would be copied. A table that holds both goes "
        "under {key}",
    )
    faults = []
    for begin in ("", "validation_"):
        sides = _values(parallel, f"{begin}source", f"{begin}target")
        if len(sides) != 2:
            continue
        place, key = f"parallel.{begin}target", ("key", f"parallel.{begin}paths")
        if len(sides[0]) != len(sides[1]):
            values = (("count", len(sides[0])), key)
            faults.append(FieldFault(place, message if sides[1] else alone, values))
        faults += [
            FieldFault(place, same, (("path", str(one)), key))
            for one, other in zip(*sides, strict=False)
            if _real(one) == _real(other)
        ]
    return faults


def _columns(parts: Mapping[str, Any]) -> list[FieldFault]:
    twice = translate("faults", "another part stands in the column “{name}” already")
    unnamed = translate("faults", "without a header columns go by number, counted from 1")
    faults = []
    for section, names in COLUMNS.items():
        headless = _values(parts[section], "header") == ["no"]
        seen: set[str] = set()
        for name in names:
            for column in _values(parts[section], name):
                place = f"{section}.{name}"
                if column and column in seen:
                    faults.append(FieldFault(place, twice, (("name", column),)))
                elif column and not column.isdecimal() and headless:
                    faults.append(FieldFault(place, unnamed))
                seen.add(column)
    return faults


def _values(section: Section | None, *names: str) -> list[Any]:
    """The fields of these names, but for those that could not be read."""
    found = [] if section is None else [getattr(section, name) for name in names]
    return [value for value in found if value is not UNREADABLE]


def _real(path: Path) -> str:
    """Where links lead; a name that no file can have is itself."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)
