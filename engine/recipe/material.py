"""What a recipe reads: text, labelled pairs, parallel text; and whether it names them."""

from __future__ import annotations

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
from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.objectives.plan import How, plan
from engine.options import UNREADABLE, Section
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
}
COLUMNS = {"labelled": ("first", "second", "label"), "parallel": ("source_column", "target_column")}


@dataclass(frozen=True, slots=True)
class Readings:
    """The corpora a recipe reads; None for what no objective asks for."""

    text: Corpus | None
    labelled: PairCorpus | None
    parallel: PairCorpus | None
    words: Texts  # what a vocabulary is learned from


def readings_of(
    corpus: CorpusConfig,
    labelled: LabelledConfig,
    parallel: ParallelConfig,
    reads: frozenset[Reads],
) -> Readings:
    """Nothing is read yet. Text is good for a vocabulary also where nothing else needs it."""
    text = Corpus(corpus) if corpus.paths else None
    pairs = labelled_pairs(labelled) if "labelled" in reads else None
    both = parallel_text(parallel) if "parallel" in reads else None
    parts: list[Texts] = [part for part in (text, pairs, both) if part is not None]
    words = parts[0] if len(parts) == 1 else JoinedTexts(parts)
    return Readings(text if "text" in reads else None, pairs, both, words)


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
    return [*faults, *_sides(parts["parallel"]), *_columns(parts)]


def missing_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Files and folders that are not there."""
    message = translate("faults", "there is no {path}")
    return [
        FieldFault(f"{section}.{name}", message, (("path", str(path)),))
        for section, names in PATHS.items()
        for name in names
        for paths in _values(parts[section], name)
        for path in paths
        if not Path(path).exists()
    ]


def _sides(parallel: Section | None) -> list[FieldFault]:
    """A text and its translation are named in as many files."""
    message = translate("faults", "name as many files as there are texts to translate: {count}")
    faults = []
    for begin in ("", "validation_"):
        sides = _values(parallel, f"{begin}source", f"{begin}target")
        if len(sides) == 2 and len(sides[0]) != len(sides[1]):
            values = (("count", len(sides[0])),)
            faults.append(FieldFault(f"parallel.{begin}target", message, values))
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
