"""What the window asks of the engine about pairs: labelled ones, and texts with translations."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Progress
from studio.jobs import needs
from studio.reading import SECTIONS

if TYPE_CHECKING:
    from engine.corpus.pair import Pair
    from engine.corpus.pair_summary import PairSummary
    from engine.corpus.pairs import PairCorpus

SHOWN = 100  # pairs


@dataclass(frozen=True, slots=True)
class PairsRead:
    """What pair files hold."""

    shown: tuple[tuple[str, str, str], ...]  # the first pairs: passages and label
    summary: PairSummary
    labels: Mapping[str, int]  # how often each occurs, the most frequent first
    held_back: int  # pairs

    @property
    def pairs(self) -> int:
        """How many there are."""
        return sum(self.labels.values())


@needs("engine.recipe.material")
def read_pairs(
    kind: str, data: Mapping[str, Any], control: Control, progress: Progress
) -> PairsRead:
    """Read all pairs a section of the recipe names; `kind` is "labelled" or "parallel".

    Raises Fault where a file is missing, cannot be read or holds no pairs.
    """
    from engine.corpus.labels import NOBODY, classes_of

    corpus = pair_corpus(kind, data)
    shown: list[tuple[str, str, str]] = []
    labels: Counter[str] = Counter()
    held_back: Counter[str] = Counter()
    kept: Counter[bool] = Counter()
    for pair in corpus.pairs(control, progress):
        # Whether NOBODY is a label like others is known only once all are.
        if kept[pair.label == NOBODY] < SHOWN:
            kept[pair.label == NOBODY] += 1
            shown.append((pair.first, pair.second, pair.label))
        labels[pair.label] += 1
        held_back[pair.label] += pair.validation
    _, numbers = classes_of(list(labels)) if corpus.labelled else ((), ())
    none = {label for label, number in zip(labels, numbers, strict=False) if number is None}
    nobodys = sum(labels.pop(label) for label in none)
    summary = corpus.summary
    return PairsRead(
        tuple([cells for cells in shown if cells[2] not in none][:SHOWN]),
        replace(summary, unlabelled=summary.unlabelled + nobodys, nobodys=nobodys),
        dict(labels.most_common()),
        sum(count for label, count in held_back.items() if label not in none),
    )


@needs("engine.recipe.material")
def first_pair(kind: str, data: Mapping[str, Any], control: Control) -> Pair:
    """The first of them, as quickly as can be; Fault where there is none."""
    with closing(pair_corpus(kind, data).pairs(control)) as pairs:
        return next(pairs)


def pair_corpus(kind: str, data: Mapping[str, Any]) -> PairCorpus:
    """The pairs a section of the recipe names; called inside a job, once the engine is loaded."""
    from engine.corpus.labelled import LabelledConfig, labelled_pairs
    from engine.corpus.parallel import ParallelConfig, parallel_text
    from engine.recipe.material import PATHS

    absolute = {
        name: [os.path.abspath(os.path.expanduser(path)) for path in data[name]]
        for name in PATHS[kind]
        if data.get(name)
    }
    given = json.dumps({**data, **absolute}, default=str)
    if kind == "labelled":
        return labelled_pairs(LabelledConfig.model_validate_json(given))
    return parallel_text(ParallelConfig.model_validate_json(given))


@needs("engine.corpus.samples")
def pair_sample(kind: str, language: str) -> dict[str, list[str]]:
    """The fields of the recipe that name one of the samples, by their dotted keys."""
    section = sample_section(kind, language)
    return {f"{SECTIONS[kind]}.{key}": paths for key, paths in section.items()}


def sample_section(kind: str, language: str) -> dict[str, list[str]]:
    """The section of the recipe that names a sample, "english" or "chinese"."""
    from engine.corpus.samples import labelled_sample, parallel_sample

    if kind == "parallel":
        return {"paths": [str(parallel_sample())]}
    learned, held_back = labelled_sample(language)
    return {"paths": [str(learned)], "validation_paths": [str(held_back)]}
