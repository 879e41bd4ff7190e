"""What the names of files say: which part of a task they are, which language, which set."""

from __future__ import annotations

import re
from pathlib import Path

from engine.corpus.columns import LANGUAGES
from engine.examples.example import Split

_WORDS: dict[Split, tuple[str, ...]] = {
    "train": ("train", "training", "trainset", "trn", "训练集", "训练"),
    "validation": (
        "dev", "devel", "devset", "development", "validation", "valid", "val", "validset", "testa",
        "验证集", "验证", "开发集",
    ),
    "test": ("test", "testing", "testset", "tst", "testb", "trial", "测试集", "测试"),
}  # fmt: skip
_SPLITS = {word: split for split, words in _WORDS.items() for word in words}
_PART = re.compile(
    r"(?<![a-z])(" + "|".join(sorted(_SPLITS, key=len, reverse=True)) + r")(?![a-z])", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_CLASS_NAMES = re.compile(
    r"(?:class|classes|label|labels|categories|class_?names?|label_?names?)\.(?:txt|lst)",
    re.IGNORECASE,
)
# What lies beside examples and holds none.
_ASIDE = re.compile(
    r"(?:licen[cs]e|copying|readme|provenance|changelog|citation|authors|notice|dataset_infos?)"
    r"(?:\..*)?|.*\.(?:png|jpe?g|gif|pdf|zip|tar|tgz|7z|rar|bz2|xz|py|sh|ipynb|docx?|xlsx?|html?"
    r"|md|yaml|yml|toml|bin|pt|safetensors|npz|npy|parquet|arrow|model)",
    re.IGNORECASE,
)


def split_of(path: Path) -> Split | None:
    """The part of a task that a file's name says it is."""
    found = _PART.search(path.name)
    return _SPLITS[found[1].lower()] if found else None


def set_of(path: Path) -> str:
    """What the names of the parts of one set have in common; several pieces of a part too."""
    return _DIGITS.sub("#", _PART.sub("*", path.name, count=1))


def language_of(path: Path) -> str | None:
    """The language that the end of a file's name says it is in."""
    parts = path.name.lower().removesuffix(".gz").removesuffix(".txt").split(".")
    return parts[-1] if len(parts) > 1 and parts[-1] in LANGUAGES else None


def without_language(path: Path) -> str:
    """A name without its language: what a text and its translation have in common."""
    language = language_of(path)
    if language is None:
        return path.name
    head, _, tail = path.name.lower().rpartition(f".{language}")
    return f"{head}.*{tail}"


def names_classes(path: Path) -> bool:
    """Whether a file's name says that it holds the names of classes."""
    return _CLASS_NAMES.fullmatch(path.name) is not None


def lies_aside(path: Path) -> bool:
    """Whether a file's name says that it holds no examples."""
    return path.name.startswith(".") or _ASIDE.fullmatch(path.name) is not None
