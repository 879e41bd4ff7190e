"""What the window asks of the engine: plain data in and out, each call made inside a job.

The engine's rooms that carry torch are imported in the functions, so that the window opens
without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Progress
from studio.cost import Cost
from studio.costing import count_cost, measure_speed
from studio.jobs import needs
from studio.neighbours import forget_neighbours, known_neighbours, neighbours
from studio.recipes import (
    Checked,
    check_recipe,
    read_leniently,
    read_recipe_file,
    write_recipe_file,
)
from studio.text_calls import (
    corpus_beginning,
    corpus_config,
    corpus_files,
    corpus_preview,
    corpus_sentence,
)
from studio.tokenizers import count_unknown, known_tokenizer, tokenizer_of, trained_tokenizer
from studio.wording import name_objectives

if TYPE_CHECKING:
    from engine.corpus.health import Health
    from engine.corpus.own_pair import OwnPair
    from engine.objectives.picture import RowPicture
    from engine.recipe.form import RecipeForm
    from engine.tokenizer.tokenizer import Tokenizer

__all__ = [
    "Checked",
    "Cost",
    "SentencePieces",
    "TokenizerFacts",
    "check_recipe",
    "corpus_beginning",
    "corpus_files",
    "corpus_preview",
    "corpus_sentence",
    "count_cost",
    "count_unknown",
    "describe_recipe",
    "draw_known_row",
    "draw_row",
    "draw_rows",
    "environment",
    "find_tokenizer",
    "forget_neighbours",
    "measure_speed",
    "read_corpus",
    "read_recipe_file",
    "sample_path",
    "tokenize_sentence",
    "train_tokenizer",
    "turns",
    "version",
    "write_recipe_file",
]

Data = Mapping[str, Any]
NOBODY: Progress = lambda _prepared: None  # noqa: E731 - a progress nobody looks at


@dataclass(frozen=True, slots=True)
class SentencePieces:
    """A sentence as a tokenizer cuts it."""

    pieces: tuple[str, ...]
    joins: tuple[bool, ...]  # the piece continues the word before it
    unknown: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class TokenizerFacts:
    """What is worth knowing of a tokenizer."""

    vocabulary: int
    padded_vocabulary: int
    fingerprint: str
    longest: tuple[str, ...]  # some of its longest tokens
    lowercase: bool | None = None  # whether capitals become small letters; None where unsaid


# -- the recipe ---------------------------------------------------------------------------------


@needs("engine.corpus.corpus", "engine.recipe.form")
def describe_recipe() -> RecipeForm:
    """All there is to choose: sections, presets, objective cards."""
    from engine.recipe.form import describe_recipe as describe

    form = describe()
    name_objectives({name: card.title for name, card in form.every_card.items()})
    return form


def version() -> str:
    """Which release this is."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("cloze-studio")
    except PackageNotFoundError:
        return ""


# -- text ---------------------------------------------------------------------------------------


@needs("engine.corpus.health")
def read_corpus(corpus_data: Data, control: Control, progress: Progress) -> Health:
    """Read and clean everything, for the health card."""
    from engine.corpus.corpus import Corpus
    from engine.corpus.health import examine

    return examine(Corpus(corpus_config(corpus_data)), control, progress)


@needs("engine.corpus.samples")
def sample_path(name: str) -> Path:
    """One of the corpora that ship with the program: "english", "chinese" or "python"."""
    from engine.corpus.samples import sample_path as path_of

    return path_of(name)


# -- tokens -------------------------------------------------------------------------------------


@needs("engine.recipe", "engine.tokenizer.training")
def train_tokenizer(recipe_data: Data, control: Control, progress: Progress) -> TokenizerFacts:
    """Train the recipe's tokenizer on its text, or open its file; cached where unchanged."""
    return _facts(tokenizer_of(recipe_data, control, progress))


@needs("engine.recipe", "engine.tokenizer.training")
def find_tokenizer(recipe_data: Data, control: Control) -> TokenizerFacts | None:
    """The recipe's tokenizer, where it was trained before; nothing is trained."""
    found = trained_tokenizer(recipe_data, control)
    return None if found is None else _facts(found)


def _facts(tokenizer: Tokenizer) -> TokenizerFacts:
    from engine.tokenizer.files import ignores_case

    tokens = sorted((tokenizer.token(i) for i in range(tokenizer.vocabulary)), key=len)
    return TokenizerFacts(
        vocabulary=tokenizer.vocabulary,
        padded_vocabulary=tokenizer.padded_vocabulary,
        fingerprint=tokenizer.fingerprint(),
        longest=tuple(reversed(tokens[-12:])),
        lowercase=ignores_case(tokenizer.to_bytes()),
    )


@needs("engine.recipe", "engine.tokenizer.training")
def tokenize_sentence(
    recipe_data: Data, sentence: str, control: Control, progress: Progress
) -> SentencePieces:
    """A sentence as the recipe's tokenizer cuts it; trains the tokenizer where it must."""
    tokenizer = tokenizer_of(recipe_data, control, progress)
    ids = [int(token) for token in tokenizer.encode([sentence])[0]]
    pieces = tokenizer.pieces(ids)
    return SentencePieces(
        pieces=tuple(piece.text for piece in pieces),
        joins=tuple(piece.joins for piece in pieces),
        unknown=tuple(token == tokenizer.special.unknown for token in ids),
    )


@needs("engine.recipe.rows", "engine.tokenizer.training")
def draw_row(
    recipe_data: Data,
    words: str | OwnPair,
    draw: int,
    task: str = "",
    progress: float = 0.0,
    beside: tuple[str, ...] = (),
) -> RowPicture:
    """What the trainer sees of a row made from `words`, of the `task` if several take turns.

    As it is when that share of the run is over; `beside` are passages of other documents.
    """
    from engine.recipe.rows import draw_row as draw_picture

    tokenizer = tokenizer_of(recipe_data, Control(), NOBODY)
    recipe = read_leniently(recipe_data)
    return draw_picture(recipe, tokenizer, words, draw, task, progress, beside)


@needs("engine.recipe.rows", "engine.tokenizer.training")
def draw_known_row(
    recipe_data: Data, words: str | OwnPair, draw: int, task: str, progress: float = 0.0
) -> RowPicture | None:
    """The same row at once; None where its tokenizer must be trained first."""
    from engine.recipe.rows import draw_row as draw_picture

    recipe = read_leniently(recipe_data)
    tokenizer = known_tokenizer(recipe)
    if tokenizer is None:
        return None
    beside = known_neighbours(recipe_data)
    return draw_picture(recipe, tokenizer, words, draw, task, progress, beside)


def draw_rows(
    recipe_data: Data,
    words: str | OwnPair,
    draws: Iterable[int],
    task: str,
    at: float,
    control: Control,
    progress: Progress,
) -> list[RowPicture]:
    """Several draws of a text or a pair, when the share `at` of the run is over.

    Its tokenizer comes first, for learning one can be cancelled.
    """
    train_tokenizer(recipe_data, control, progress)
    beside = neighbours(recipe_data, control)
    pictures = []
    for draw in draws:
        control.check()
        pictures.append(draw_row(recipe_data, words, draw, task, at, beside))
    return pictures


@needs("engine.recipe.rows")
def turns(recipe_data: Data) -> dict[tuple[str, ...], int]:
    """The objectives that share a pass, task by task, and the steps each has in a round."""
    from engine.recipe.rows import turns_of

    return turns_of(read_leniently(recipe_data))


# -- the machine ---------------------------------------------------------------------------------


@needs("engine.assembly")
def environment() -> dict[str, Any]:
    """This machine: system, processor, memory, devices, packages."""
    from engine.assembly import machine

    return machine()
