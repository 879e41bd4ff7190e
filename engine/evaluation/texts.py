"""Texts: the documents and sentences of a file somebody names, as they stand there.

They are read in a limited child process, like any corpus, and nothing is cleaned away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from engine.corpus.corpus import Corpus, CorpusConfig
from engine.corpus.document import Document
from engine.evaluation.asked import Asked


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands."""

    text: str
    file: int
    section: int
    number: int  # in its section


class Texts:
    """Of the file or folder an evaluation is asked on."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._corpus = Corpus(CorpusConfig(paths=(asked.file,), cleaning=(), minimum_characters=1))

    def file_names(self) -> list[str]:
        """Of the files, by the numbers documents have."""
        return [file.name for file in self._corpus.files(self._asked.control)]

    def documents(self, *, cuts: bool = False) -> Iterator[Document]:
        """Documents of about 2 to 32 kB, or records; Fault where there is no text."""
        found = self._corpus.documents(self._asked.control, self._asked.progress, cuts=cuts)
        with closing(found):
            yield from found

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that is not blank, without the blanks around it."""
        for document in self.documents(cuts=True):
            for number, sentence in enumerate(document.sentences()):
                if text := " ".join(sentence.split()):
                    yield Sentence(text, document.file, document.section, number)
