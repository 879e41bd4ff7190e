"""The classes of a task: what labels mean that are numbers, or no label at all; tags in IOB2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from engine.corpus.bytesource import ByteSource
from engine.corpus.cleaning import clean_passage
from engine.corpus.encoding import detect
from engine.corpus.labels import LONGEST_LABEL, MISSING, MOST_CLASSES, NOBODY
from engine.examples.config import Scheme
from engine.examples.example import OUTSIDE, Example, Labelled, Tagged
from engine.examples.making import is_labelled
from engine.examples.schemes import Known, as_iob2, in_order, scheme_of
from engine.faults import Fault
from engine.wording import translate

MOST_BYTES = 1 << 16  # of a file of names
OPPOSITE = "+"  # beside it "-" is a label
RARE = 0.05  # of the labels: then the "-1" beside 0, 1, 2 … is of those nobody judged
SINGLE = 0.5  # of the words are single Han characters: no blanks between them
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def labelled_by_name(examples: Iterable[Example], labels: Mapping[str, str]) -> list[Example]:
    """The examples with the names of their labels, as far as these have one."""
    return [
        replace(one, label=labels[one.label])
        if isinstance(one, Labelled) and one.label in labels
        else one
        for one in examples
    ]


def meanings(trained: Sequence[Labelled], names: Sequence[str]) -> dict[str, str]:
    """What labels stand for: names by number, and "" for the signs that say that nobody judged."""
    counts = Counter(one.label for one in trained if one.label)
    first = _first_number(set(counts), len(names))
    found = {str(number): name for number, name in enumerate(names, start=first)}
    judged = set(counts) - {NOBODY}
    counted = len(judged) > 1 and judged == {str(number) for number in range(len(judged))}
    # Beside one class alone, or where it is no rare one, it is a class itself. Where none to learn
    # from has it, those to measure with keep their labels secret.
    if not counts[NOBODY] or (counted and counts[NOBODY] <= RARE * counts.total()):
        found[NOBODY] = ""
    if OPPOSITE not in counts:
        found |= dict.fromkeys(MISSING, "")
    return found


def _first_number(labels: AbstractSet[str], num_names: int) -> int:
    """What stands for the first name: 0, or 1 where the last one has the number of all."""
    return int(num_names > 0 and str(num_names) in labels and "0" not in labels)


def classes_among(labels: Iterable[str]) -> tuple[str, ...]:
    """Different labels in their order: numbers by value, before words."""
    return tuple(sorted(set(labels) - {""}, key=_by_number))


def check_number(found: AbstractSet[str], path: Path) -> None:
    """Raise Fault where there are too many different labels for any model."""
    if len(found) > MOST_CLASSES:
        raise Fault(
            translate("faults", "{path} has more than {most} different labels."),
            why=translate("faults", "Such a column holds something else: {label}, say."),
            now=translate("faults", "Name the column of the labels in the recipe."),
            path=str(path),
            most=MOST_CLASSES,
            label=min(found),
        )


def names_in(path: Path) -> tuple[str, ...]:
    """The names of classes in a file, one a line; Fault where it is no such file."""
    with closing(ByteSource(path)) as source:
        data = source.head(MOST_BYTES + 1)
    encoding = detect(data, [data], len(data), markup=False)
    text = data[encoding.mark :].decode(encoding.name, "replace")
    names = tuple(clean_passage(line) for line in text.splitlines() if line.strip())
    if len(data) > MOST_BYTES or not names or max(map(len, names)) > LONGEST_LABEL:
        raise Fault(
            translate("faults", "{path} holds no names of classes."),
            why=translate(
                "faults", "Each of its lines is to be a name, and the first is of 0 or 1."
            ),
            now=translate("faults", "Choose another file, or set task.names to nothing."),
            path=str(path),
        )
    return names


@dataclass(frozen=True, slots=True)
class Tags:
    """How tags are to be read, as those to learn from show it."""

    scheme: Known
    entities: bool  # whether words outside of all entities are among them
    spaced: bool

    @staticmethod
    def seen_in(trained: Sequence[Tagged], scheme: Scheme) -> Tags:
        """What the examples to learn from show."""
        known = [one.tags for one in trained if is_labelled(one)]
        words = [word for one in trained for word in one.words]
        single = sum(1 for word in words if len(word) == 1 and _HAN.match(word))
        found: Known = scheme_of(known) if scheme == "auto" else scheme
        outside = any(tag in (OUTSIDE, "o") for tags in known for tag in tags)
        return Tags(found, found != "plain" or outside, single <= SINGLE * len(words))

    def read(self, example: Tagged) -> tuple[Tagged, int]:
        """The example in IOB2, and how many of its tags broke their scheme."""
        tags, broken = example.tags, 0
        if self.entities and is_labelled(example):
            tags, broken = as_iob2(example.tags, self.scheme)
        return replace(example, tags=tags, spaced=self.spaced), broken


def classes_of_examples(examples: Sequence[Example]) -> tuple[str, ...]:
    """The classes of a model that learns from these; () where it learns something else."""
    labels = [one.label for one in examples if isinstance(one, Labelled)]
    if labels:
        return classes_among(labels)
    tags = {tag for one in examples if isinstance(one, Tagged) for tag in one.tags}
    return in_order(tags - {""}) if tags else ()


def _by_number(label: str) -> tuple[float, str]:
    bare = label.removeprefix("-")
    number = float(label) if bare.isdecimal() and bare.isascii() else float("inf")
    return number, label
