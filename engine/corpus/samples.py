"""Corpora that are there from the first minute: own-written texts, and Python's own manual."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

from engine import disk
from engine.resources import cache_folder, resource


def sample_paths() -> dict[str, Path]:
    """Folders of text to start with: "english", "chinese" and, where Python has it, "python".

    The manual pages every Python installation holds are written into the cache the first time.
    """
    paths = {name: resource("samples", name) for name in ("english", "chinese")}
    with suppress(ImportError):  # some systems install Python without its manual
        paths["python"] = _python_topics()
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
