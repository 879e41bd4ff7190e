"""The text of a lesson, from somebody's files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.control import Control
from engine.corpus.corpus import Corpus, CorpusConfig
from engine.events import Progress

MOST = 200_000  # characters: more than a lesson needs


def text_of(
    paths: Sequence[Path], control: Control | None = None, progress: Progress | None = None
) -> str:
    """The beginning of these files, read as a corpus is: in a child process, and cleaned.

    Raises Fault where one is missing or holds no text, Cancelled once `control` is stopped.
    """
    config = CorpusConfig(paths=tuple(paths), minimum_characters=0)
    parts: list[str] = []
    size = 0
    documents = Corpus(config).documents(control, progress)
    try:
        for document in documents:
            parts.append(document.text)
            size += len(document.text)
            if size >= MOST:
                break
    finally:
        documents.close()
    return "\n\n".join(parts)[:MOST]
