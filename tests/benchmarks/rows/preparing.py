"""From a folder of text to shards: megabytes per second against the bare tokenizer."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from engine.corpus.corpus import Corpus, CorpusConfig
from engine.shards.shards import build_shards
from tests.benchmarks import ground
from tests.benchmarks.table import Row, alternate

CLEANING = ("html", "unicode", "control", "whitespace")  # without looking for duplicates


def measure() -> list[Row]:
    """Read, clean, cut into sentences and encode, against `encode_batch` on the same text."""
    chosen = CorpusConfig(paths=_paths(), cleaning=CLEANING)
    tokenizer = ground.text().tokenizer
    texts = [document.text for document in Corpus(chosen).documents()]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            build_shards(Corpus(chosen), tokenizer, Path(folder)).close()
            return megabytes / (time.perf_counter() - began)

    def bare() -> float:
        began = time.perf_counter()
        for at in range(0, len(texts), 256):
            tokenizer.encode(texts[at : at + 256])
        return megabytes / (time.perf_counter() - began)

    return [
        alternate(
            ours,
            bare,
            row=f"corpus → shards, {megabytes:.0f} MB",
            unit="MB/s",
            target=None,
            aim="≥ 0.9",
        )
    ]


def _paths() -> tuple[Path, ...]:
    folder = ground.corpus_folder()
    return folder / "Jane Austen", folder / "Lewis Carroll"
