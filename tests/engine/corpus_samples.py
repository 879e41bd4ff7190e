"""Small corpora and readings shared by the corpus, tokenizer and shard tests."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from engine.corpus.corpus import Corpus, CorpusConfig
from engine.corpus.document import Document

_WORDS = "the a old small river house garden door window morning evening child teacher letter \
road opened closed walked looked said found carried waited turned above under near quickly again"
WORDS = _WORDS.split()


def prose(seed: int, num_sentences: int) -> str:
    """Made-up sentences, the same for a seed, in paragraphs."""
    random_words = random.Random(seed)
    sentences = []
    for number in range(num_sentences):
        words = random_words.choices(WORDS, k=random_words.randint(4, 12))
        sentences.append(" ".join(words).capitalize() + ("." if number % 7 else ".\n\n"))
    return " ".join(sentences)


def write_books(folder: Path, *, num_books: int = 3, num_sentences: int = 400) -> Path:
    """A folder with a few Markdown files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(num_books):
        text = f"# Book {number}\n\n{prose(number, num_sentences)}\n"
        (folder / f"book-{number}.md").write_text(text, encoding="utf-8")
    return folder


def corpus(*paths: Path, **fields: object) -> Corpus:
    """A corpus of the given files and folders."""
    return Corpus(CorpusConfig(paths=paths, **fields))  # type: ignore[arg-type]


def read(*paths: Path, **fields: object) -> tuple[list[Document], Corpus]:
    """All documents, and the corpus with its summary."""
    own = corpus(*paths, **fields)
    return list(own.documents()), own


def text_of(documents: Iterable[Document]) -> str:
    """The documents' texts, a line between them."""
    return "\n".join(document.text for document in documents)
