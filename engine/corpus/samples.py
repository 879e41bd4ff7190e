"""Corpora that are there from the first minute: own-written texts, and Python's own manual."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

from engine import disk
from engine.resources import cache_folder, resource

SAMPLES = ("english", "chinese", "python")


def sample_path(name: str) -> Path:
    """The folder of one of `SAMPLES`: text to start with.

    The manual pages every Python installation holds are written into the cache the first time
    they are asked for.
    """
    return _python_topics() if name == "python" else resource("samples", name)


def labelled_sample(language: str) -> tuple[Path, Path]:
    """Pairs to learn inference from and pairs to hold back, "english" or "chinese"."""
    folder = resource("samples", "pairs")
    return folder / f"{language}.tsv", folder / f"{language}-held-back.tsv"


def parallel_sample() -> Path:
    """English sentences and their Chinese translations."""
    return resource("samples", "pairs", "english-chinese.tsv")


def sample_paths() -> dict[str, Path]:
    """All that are here, by name; some systems install Python without its manual."""
    paths = {}
    for name in SAMPLES:
        with suppress(ImportError):
            paths[name] = sample_path(name)
    return paths


def _python_topics() -> Path:
    folder = (
        cache_folder() / "samples" / f"python-{sys.version_info.major}.{sys.version_info.minor}"
    )
    # Half a megabyte of module, needed here only.
    from pydoc_data.topics import topics

    disk.make_folder(folder)
    for topic, text in topics.items():
        path = folder / f"{re.sub('[^A-Za-z0-9]+', '-', topic)}.txt"
        if not path.exists():
            disk.write_text(path, text)
    return folder
