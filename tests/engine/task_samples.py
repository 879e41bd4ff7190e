"""A run that read a little text, and files of examples it can be tuned on in a second."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.assembly import start
from engine.examples.config import TaskConfig
from engine.examples.example import Kind
from engine.tasks.tuning import Planned, Wish, plan_tuning
from tests.engine.assembly_samples import SYLLABLES, sample, train

GOOD, BAD = "baraso", "keloni"  # words that say which class a sentence is of
QUICK = (
    "training.steps=30",
    "training.batch=8",
    "training.validate_every=10",
    "training.lr=0.003",
)
EXECUTION = ("execution.threads=1", "execution.dtype=fp32", "execution.micro_batch=8")


def pretrained(folder: Path, *sets: str) -> Path:
    """A run of a few steps in `folder`/runs/base."""
    path = folder / "runs" / "base"
    train(start(sample(folder, "training.steps=6", *sets), path))
    return path


def words(rng: random.Random, count: int) -> list[str]:
    """Made-up words."""
    return ["".join(rng.choices(SYLLABLES, k=2)) for _ in range(count)]


def class_rows(count: int, seed: int = 0) -> list[tuple[str, str]]:
    """Sentences and their classes: one word of each tells."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        label, sign = (("good", GOOD), ("bad", BAD))[number % 2]
        sentence = words(rng, rng.randint(3, 8))
        sentence.insert(rng.randrange(len(sentence)), sign)
        found.append((" ".join(sentence), label))
    return found


def table(path: Path, rows: Sequence[Sequence[Any]], header: Sequence[str] = ()) -> Path:
    """A file of rows with tabs between their cells."""
    lines = ["\t".join(map(str, row)) for row in ([header] if header else []) + list(rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def classes(folder: Path, count: int = 120) -> dict[str, Path]:
    """Files to learn from, to hold back and to measure with."""
    sizes = {"train": (count, 0), "validation": (24, 1), "test": (40, 2)}
    return {
        split: table(folder / f"{split}.tsv", class_rows(*size), ("sentence", "label"))
        for split, size in sizes.items()
    }


def scores(folder: Path) -> dict[str, Path]:
    """Pairs and how alike they are: the more often a word stands in both, the more."""
    rng = random.Random(3)
    found = {}
    for split, count in (("train", 120), ("validation", 24), ("test", 40)):
        rows = []
        for _ in range(count):
            times = rng.randrange(6)
            first = " ".join([*words(rng, 3), *[GOOD] * times])
            rows.append((first, " ".join(words(rng, 4)), f"{times}.5"))
        header = ("sentence1", "sentence2", "score")
        found[split] = table(folder / f"{split}.tsv", rows, header)
    return found


def tags(folder: Path) -> dict[str, Path]:
    """Names of two words in sentences."""
    rng = random.Random(4)
    found = {}
    for split, count in (("train", 100), ("validation", 20), ("test", 30)):
        lines = []
        for _ in range(count):
            before, behind = words(rng, rng.randint(1, 4)), words(rng, rng.randint(1, 4))
            lines += [(word, "O") for word in before]
            lines += [(GOOD, "B-PER"), (BAD, "I-PER")]
            lines += [(word, "O") for word in behind]
            lines.append(())
        found[split] = table(folder / f"{split}.conll", lines)
    return found


def answers(folder: Path) -> dict[str, Path]:
    """Questions about contexts, each answered by one word of them."""
    rng = random.Random(5)
    found = {}
    for split, count in (("train", 100), ("validation", 20), ("test", 30)):
        paragraphs = []
        for number in range(count):
            said = words(rng, 8)
            said[rng.randrange(8)] = GOOD
            context = " ".join(said)
            asked = {
                "id": f"{split}{number}",
                "question": BAD,
                "answers": [{"text": GOOD, "answer_start": context.index(GOOD)}],
            }
            paragraphs.append({"context": context, "qas": [asked]})
        path = folder / f"{split}.json"
        data = {"version": "1.1", "data": [{"title": "one", "paragraphs": paragraphs}]}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")
        found[split] = path
    return found


def translations(folder: Path) -> dict[str, Path]:
    """A word in one language is a word in the other."""
    rng = random.Random(6)
    other = dict(zip(SYLLABLES, reversed(SYLLABLES), strict=True))
    found = {}
    for split, count in (("train", 160), ("validation", 20), ("test", 30)):
        rows = []
        for _ in range(count):
            parts = [rng.choices(SYLLABLES, k=2) for _ in range(rng.randint(1, 4))]
            turned = [["".join(map(other.__getitem__, one))] for one in parts]
            rows.append((" ".join(map("".join, parts)), " ".join(map("".join, turned))))
        found[split] = table(folder / f"{split}.tsv", rows, ("en", "de"))
    return found


FILES = {
    "classification": classes,
    "regression": scores,
    "tagging": tags,
    "answering": answers,
}


def planned(
    base: Path,
    kind: Kind,
    files: dict[str, Path],
    *sets: str,
    most: int | None = None,
    **more: Any,
) -> Planned:
    """What tuning of the run `base` on these files would be, made quick."""
    given = {split: (path,) for split, path in files.items()}
    task = TaskConfig().model_copy(update={**given, "most": most})
    wish = Wish(run=base, kind=kind, task=task, **more)
    return plan_tuning(wish, sets=[*QUICK, *EXECUTION, *sets])
