"""What the window asks of the engine about text: its files, and how they read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from engine.control import Control
from studio.beginnings import any_sentences, first_sentences
from studio.jobs import at_work, needs

if TYPE_CHECKING:
    from engine.corpus.corpus import CorpusConfig
    from engine.corpus.preview import Preview

Data = Mapping[str, Any]

FILES_SHOWN = 500  # offered for a look; a corpus may have a million


@needs("engine.corpus.corpus")
def corpus_files(corpus_data: Data, control: Control) -> list[Path]:
    """The first files a corpus reads; raises Fault where a path is missing or none holds text."""
    from engine.corpus.corpus import Corpus

    corpus = Corpus(corpus_config(corpus_data))
    return [file.path for file in corpus.files(control)[:FILES_SHOWN]]


@needs("engine.corpus.corpus", "engine.corpus.preview")
def corpus_preview(path: Path, corpus_data: Data, control: Control) -> Preview:
    """A file as it is and as the trainer reads it; raises Fault where it cannot be read."""
    from engine.corpus.preview import preview

    return preview(path, corpus_config(corpus_data), control=control)


def corpus_beginning(corpus_data: Data, control: Control) -> str:
    """The first sentences of a corpus, as they will be learned from."""
    files = corpus_files(corpus_data, control)
    return first_sentences(corpus_preview(files[0], corpus_data, control).cleaned)


def corpus_sentence(corpus_data: Data, number: int, control: Control) -> str:
    """Sentences from anywhere in a corpus; another `number`, others."""
    files = corpus_files(corpus_data, control)
    chance = Random(number)
    text = corpus_preview(chance.choice(files), corpus_data, control).cleaned
    return any_sentences(text, chance)


@needs("engine.tasks.lesson_text")
def lesson_text(paths: Sequence[Path], control: Control) -> str:
    """The beginning of these files, cleaned; raises Fault where one holds no text."""
    from engine.tasks.lesson_text import text_of

    _, progress = at_work()
    return text_of(paths, control, progress)


def corpus_config(corpus_data: Data) -> CorpusConfig:
    """The section of a recipe as the engine reads it."""
    from engine.corpus.corpus import CorpusConfig

    return CorpusConfig.model_validate_json(json.dumps(dict(corpus_data), default=str))
