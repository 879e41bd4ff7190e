"""The nine tasks pre-training is measured by: real sets, as their folders hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.examples.config import TaskConfig
from engine.examples.example import Kind
from tests.benchmarks.ground import corpus_folder

MULTI30K = "data/task1/raw"


@dataclass(frozen=True, slots=True)
class Trunk:
    """A model that is pre-trained once and tuned on several tasks."""

    preset: str
    corpus: str


TRUNKS = {
    "en": Trunk("bert-tiny", "lm-gutenberg-classics"),
    "zh": Trunk("bert-tiny", "zh-laws"),
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
    columns: Mapping[str, Any] = field(default_factory=dict)

    def config(self) -> TaskConfig:
        """Its files; FileNotFoundError names what is absent."""
        folder = corpus_folder(self.folder)
        paths: dict[str, tuple[Path, ...]] = {
            name: (folder / file,) for name, file in self.files.items()
        }
        return TaskConfig().model_copy(update=paths | dict(self.columns))


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
