"""Parts: which files of a task are learned from, held back, or measured with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.control import Control
from engine.corpus.files import SourceFile
from engine.corpus.kinds import kind_of
from engine.corpus.pair_files import file_at
from engine.examples.config import TaskConfig
from engine.examples.example import SPLITS, Split
from engine.faults import Fault
from engine.wording import translate


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file of a part, or a text and its answers line by line."""

    split: Split
    sources: tuple[SourceFile, ...]

    @property
    def num_bytes(self) -> int:
        """On disk."""
        return sum(source.num_bytes for source in self.sources)

    @property
    def path(self) -> Path:
        """The first of its files."""
        return self.sources[0].path

    @property
    def name(self) -> str:
        """As people know it."""
        return " + ".join(source.name for source in self.sources)

    @property
    def manner(self) -> str:
        """What of its names matters to how it is read."""
        return " ".join(f"{kind_of(one.path)}{one.path.suffix == '.gz'}" for one in self.sources)


def part_files(config: TaskConfig, control: Control | None = None) -> tuple[PartFile, ...]:
    """The files of all parts, in order; Fault where one is missing, or named twice."""
    found: list[PartFile] = []
    known: dict[Path, Split] = {}
    for split in SPLITS:
        paths: Sequence[Path] = getattr(config, split)
        targets: Sequence[Path] = getattr(config, f"{split}_target")
        if targets and len(targets) != len(paths):
            raise _unlike(split, len(paths), len(targets))
        for at, path in enumerate(paths):
            sources = [_file(path, control)]
            sources += [_file(targets[at], control)] if targets else []
            if known.setdefault(path.resolve(), split) != split:
                raise _twice(path)
            found.append(PartFile(split, tuple(sources)))
    if not any(one.split == "train" for one in found):
        raise Fault(
            translate("faults", "No examples to learn from are named."),
            why=translate("faults", "A task is learned from examples of it."),
            now=translate("faults", "Choose their files: set task.train."),
        )
    return tuple(found)


def _file(path: Path, control: Control | None = None) -> SourceFile:
    """The one file at a path; Fault where it is missing, empty or a folder."""
    if path.is_dir():
        raise Fault(
            translate("faults", "{path} is a folder."),
            why=translate(
                "faults",
                "A folder can be named to learn from only, and alone: all parts are in it.",
            ),
            now=translate("faults", "Name the files."),
            path=str(path),
        )
    return file_at(path, control)


def no_answers(path: Path, split: Split) -> Fault:
    """The fault of a text that is read line by line, and nothing answers it."""
    return Fault(
        translate("faults", "{path} has no answers."),
        why=translate("faults", "Line by line, every text has a file that answers it."),
        now=translate("faults", "Name the file of its answers: set {key}."),
        path=str(path),
        key=f"task.{split}_target",
    )


def given(files: Sequence[PartFile]) -> Mapping[Split, bool]:
    """For which parts there are files."""
    return {split: any(one.split == split for one in files) for split in SPLITS}


def _unlike(split: Split, paths: int, targets: int) -> Fault:
    return Fault(
        translate("faults", "{key} names {count} file(s), and {other} names {others}."),
        why=translate("faults", "Line by line, every text has a file that answers it."),
        now=translate("faults", "Name the two in the same order."),
        key=f"task.{split}",
        count=paths,
        other=f"task.{split}_target",
        others=targets,
    )


def _twice(path: Path) -> Fault:
    return Fault(
        translate("faults", "{path} is named for two parts of a task."),
        why=translate("faults", "What is learned from shows nothing about what is new."),
        now=translate("faults", "Name it in one place only."),
        path=str(path),
    )
