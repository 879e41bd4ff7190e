"""Small files of pairs and what they become, shared by the tests of pairs."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.corpus.labelled import LabelledConfig, labelled_pairs
from engine.corpus.labels import INFERENCE
from engine.corpus.pair import Pair
from engine.corpus.pairs import PairCorpus
from engine.corpus.parallel import ParallelConfig, parallel_text
from tests.engine.corpus_samples import prose

HEADER = ("premise", "hypothesis", "label")
ROWS = (
    ("The cat sleeps.", "An animal rests.", "entailment"),
    ("The cat sleeps.", "The cat dreams of fish.", "neutral"),
    ("The cat sleeps.", "The cat runs.", "contradiction"),
    ("奶奶在做面条。", "有人在厨房。", "neutral"),
)

Rows = Sequence[Sequence[str]]

NUMBER = 600


def inference_rows(
    labels: tuple[str, ...] = INFERENCE, number: int = NUMBER
) -> list[tuple[str, str, str]]:
    """Premise, hypothesis and label, no two alike."""
    texts = [text.strip() for text in prose(1, 2 * number).replace("\n", " ").split(". ")]
    return [
        (f"{n // 3} {texts[2 * n % len(texts)]}", texts[n % len(texts)], labels[n % len(labels)])
        for n in range(number)
    ]


def tsv(rows: Rows, header: Sequence[str] | None = HEADER) -> str:
    """Rows with tabs between their cells."""
    return "".join("\t".join(row) + "\n" for row in ([header] if header else []) + list(rows))


def csv_text(rows: Rows, header: Sequence[str] | None = HEADER, **how: Any) -> str:
    """Rows as CSV."""
    file = io.StringIO()
    csv.writer(file, **how).writerows(([header] if header else []) + list(rows))
    return file.getvalue()


def jsonl(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> str:
    """Rows as JSON lines."""
    return "".join(
        json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n" for row in rows
    )


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text; gzipped where its name says so."""
    data = text.encode(encoding)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def labelled(*paths: Path, **fields: Any) -> PairCorpus:
    """The labelled pairs of these files."""
    return labelled_pairs(LabelledConfig(paths=paths, **fields))


def parallel(**fields: Any) -> PairCorpus:
    """A parallel text."""
    return parallel_text(ParallelConfig(**fields))


def read(corpus: PairCorpus) -> list[Pair]:
    """All pairs; the summary is told afterwards."""
    return list(corpus.pairs())


def cells(pairs: Sequence[Pair]) -> list[tuple[str, str, str]]:
    """What stands in the pairs."""
    return [(pair.first, pair.second, pair.label) for pair in pairs]


def counts(corpus: PairCorpus) -> Mapping[str, int]:
    """Rows left out by reason, of those there are any."""
    names = ("unlabelled", "malformed", "empty", "too_long")
    found = {name: getattr(corpus.summary, name) for name in names}
    return {name: count for name, count in found.items() if count}
