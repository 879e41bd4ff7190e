"""The nine tasks pre-training is measured by: real sets, as their folders hold them.

Two come as one file: every fifth article, or row, of these is put aside to measure with.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.examples.config import TaskConfig
from engine.examples.example import Kind
from tests.benchmarks.ground import corpus_folder

EACH = 5
MULTI30K = "data/task1/raw"


@dataclass(frozen=True, slots=True)
class Trunk:
    """A model that is pre-trained once and tuned on several tasks."""

    preset: str
    corpus: str


TRUNKS = {
    "en": Trunk("roberta-tiny", "lm-gutenberg-classics"),
    "zh": Trunk("roberta-tiny", "zh-laws"),
    "t5": Trunk("t5-tiny", "lm-gutenberg-classics"),
}


@dataclass(frozen=True, slots=True)
class NamedTask:
    """One set, and the trunk that is tuned on it."""

    name: str
    trunk: str
    kind: Kind
    folder: str
    files: Mapping[str, str]  # fields of TaskConfig -> a file of the folder
    settings: Mapping[str, Any] = field(default_factory=dict)

    def config(self, parted: Path) -> TaskConfig:
        """Its files, or the parts of one file, written to `parted`; FileNotFoundError if absent."""
        folder = corpus_folder(self.folder)
        paths = {name: folder / file for name, file in self.files.items()}
        if set(paths) == {"train"}:
            paths = _parted(paths["train"], parted)
        return TaskConfig().model_copy(update={name: (path,) for name, path in paths.items()})


def _parted(path: Path, folder: Path) -> dict[str, Path]:
    """A file as one to learn from and one to measure with."""
    paths = {split: folder / f"{split}-{path.name}" for split in ("train", "test")}
    if path.suffix == ".json":
        whole = json.loads(path.read_text("utf-8"))
        for split, articles in _fifths(whole["data"]).items():
            text = json.dumps(whole | {"data": articles})
            paths[split].write_text(text, encoding="utf-8")
        return paths
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    for split, part in _fifths(rows).items():
        with paths[split].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *part])
    return paths


def _fifths(parts: list[Any]) -> dict[str, list[Any]]:
    """Every fifth to measure with."""
    return {
        "train": [part for at, part in enumerate(parts) if at % EACH],
        "test": parts[::EACH],
    }


_SNLI = "NLI/all_combined"
_LINES = {
    f"{split}{side}": f"{MULTI30K}/{file}.{language}.gz"
    for split, file in (("train", "train"), ("validation", "val"), ("test", "test_2016_flickr"))
    for side, language in (("", "en"), ("_target", "de"))
}

TASKS = (
    NamedTask(
        "SST-2",
        "en",
        "classification",
        "sent-sst2",
        {"train": "train.tsv", "validation": "dev.tsv", "test": "test.tsv"},
    ),
    NamedTask(
        "TREC",
        "en",
        "classification",
        "cls-mr-subj-trec-mpqa",
        {"train": "TREC.train.all", "test": "TREC.test.all"},
    ),
    NamedTask(
        "counterfactual SNLI",
        "en",
        "classification",
        "nli-counterfactual-snli",
        {
            "train": f"{_SNLI}/train.tsv",
            "validation": f"{_SNLI}/dev.tsv",
            "test": f"{_SNLI}/test.tsv",
        },
    ),
    NamedTask(
        "WNUT17",
        "en",
        "tagging",
        "ner-wikiann-en-wnut17",
        {
            "train": "WNUT17/wnut17train.conll",
            "validation": "WNUT17/emerging.dev.conll",
            "test": "WNUT17/emerging.test.annotated",
        },
    ),
    NamedTask(
        "SQuAD, a part",
        "en",
        "answering",
        "qa-squad-dev-reconstructed",
        {"train": "squad-dev.json"},
    ),
    NamedTask("Multi30k en-de", "t5", "translation", "mt-multi30k", _LINES),
    NamedTask(
        "hotel reviews",
        "zh",
        "classification",
        "sent-zh-chnsenticorp-waimai-shopping",
        {"train": "ChnSentiCorp_htl_all/ChnSentiCorp_htl_all.csv"},
    ),
    NamedTask(
        "Weibo NER",
        "zh",
        "tagging",
        "ner-zh-weibo",
        {
            "train": "weiboNER_2nd_conll.train",
            "validation": "weiboNER_2nd_conll.dev",
            "test": "weiboNER_2nd_conll.test",
        },
    ),
    NamedTask(
        "CMRC",
        "zh",
        "answering",
        "qa-cmrc2018",
        {
            "train": "squad-style-data/cmrc2018_dev.json",
            "test": "squad-style-data/cmrc2018_trial.json",
        },
    ),
)
