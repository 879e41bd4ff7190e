"""What the window asks of the engine: plain data in and out, each call made inside a job.

The engine's rooms that carry torch are imported in the functions, so that the window opens
without them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import MaskPrediction, Prepared, Progress, SentenceProbe
from engine.faults import FieldFault
from studio.jobs import one_at_a_time

if TYPE_CHECKING:
    from engine.corpus import CorpusSummary, Preview
    from engine.inference import Reader
    from engine.objectives.picture import RowPicture
    from engine.recipe import Recipe
    from engine.recipe.form import RecipeForm
    from engine.tokenizer import Tokenizer

Data = Mapping[str, Any]
NOBODY: Progress = lambda _prepared: None  # noqa: E731 - a progress nobody looks at


@dataclass(frozen=True, slots=True)
class Checked:
    """A recipe as far as it could be read, and everything that is wrong with it."""

    resolved: dict[str, Any]
    faults: tuple[FieldFault, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a model of this recipe takes."""

    parameters: int
    flops_per_token: float  # of one training step, forward and backward
    memory_bytes: int  # while training, at the micro-batch the recipe asks for
    parts: dict[str, int] = field(default_factory=dict)  # parameters by part


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


# -- the recipe ---------------------------------------------------------------------------------


def describe_recipe() -> RecipeForm:
    """All there is to choose: sections, presets, objective cards."""
    from engine.recipe.form import describe_recipe as describe

    return describe()


def check_recipe(data: Data) -> Checked:
    """Read a partial recipe; what is wrong is left out until the rest can be completed."""
    from engine.recipe.recipe import try_recipe

    recipe, faults = try_recipe(data, folder=Path.cwd())
    found = tuple(faults)
    patched = deepcopy(dict(data))
    for _ in range(3):
        if recipe is not None:
            break
        for fault in faults:
            _mend(patched, fault.place)
        recipe, faults = try_recipe(patched, folder=Path.cwd())
    resolved = recipe.as_data() if recipe is not None else {}
    for fault in found:
        _forget(resolved, data, fault.place)
    return Checked(resolved, found)


# A stand-in for what only the person can choose, so that the rest can be completed.
_STAND_INS: dict[str, Any] = {
    "corpus.paths": [str(Path(__file__).parent)],
    "training": {"steps": 1000},
    "objectives": {"masked_lm": {}},
}


def _mend(data: dict[str, Any], place: str) -> None:
    section, _, key = place.partition(".")
    if place in _STAND_INS and not key:
        stand_in = _STAND_INS[place]
        given = data.get(section)
        data[section] = {**given, **stand_in} if isinstance(given, dict) else stand_in
    elif not key:
        data.pop(section, None)
    else:
        table = data.setdefault(section, {})
        if isinstance(table, dict):
            table.pop(key, None)
            if place in _STAND_INS:
                table[key] = _STAND_INS[place]


def _forget(resolved: dict[str, Any], given: Data, place: str) -> None:
    """Take a stand-in out again."""
    section, _, key = place.partition(".")
    table = resolved.get(section)
    if not isinstance(table, dict) or place not in _STAND_INS:
        return
    for name in [key] if key else list(_STAND_INS[place]):
        own = given.get(section)
        if not (isinstance(own, Mapping) and name in own):
            table.pop(name, None)


def _recipe(data: Data) -> Recipe:
    from engine.recipe import read_recipe

    return read_recipe(data, folder=Path.cwd())


def _section(data: Data, name: str) -> Any:
    """One section's configuration of a partial recipe, whatever is wrong elsewhere."""
    from engine.recipe.recipe import SECTIONS

    given = check_recipe(data).resolved.get(name, {}) | dict(data.get(name, {}))
    return SECTIONS[name].model_validate_json(json.dumps(given, default=str))


# -- text ---------------------------------------------------------------------------------------


def corpus_preview(path: Path, corpus_data: Data) -> Preview:
    """A file as it is and as the trainer reads it; raises Fault where it cannot be read."""
    from engine.corpus import preview

    return preview(path, _corpus_config(corpus_data))


def read_corpus(corpus_data: Data, control: Control, progress: Progress) -> CorpusSummary:
    """Read and clean everything, for the health card."""
    from engine.corpus import Corpus

    corpus = Corpus(_corpus_config(corpus_data))
    for _ in corpus.documents(control, progress):
        pass
    return corpus.summary


def sample_paths() -> dict[str, Path]:
    """The corpora that ship with the program, by name."""
    from engine.corpus import sample_paths as paths

    return {name: Path(path) for name, path in paths().items()}


def _corpus_config(corpus_data: Data) -> Any:
    from engine.corpus import CorpusConfig

    return CorpusConfig.model_validate_json(json.dumps(dict(corpus_data), default=str))


# -- tokens -------------------------------------------------------------------------------------


def train_tokenizer(recipe_data: Data, control: Control, progress: Progress) -> TokenizerFacts:
    """Train the recipe's tokenizer on its text, or open its file; cached where unchanged."""
    tokenizer = _tokenizer(recipe_data, control, progress)
    tokens = sorted((tokenizer.token(i) for i in range(tokenizer.vocabulary)), key=len)
    return TokenizerFacts(
        vocabulary=tokenizer.vocabulary,
        padded_vocabulary=tokenizer.padded_vocabulary,
        fingerprint=tokenizer.fingerprint(),
        longest=tuple(reversed(tokens[-12:])),
    )


def tokenize_sentence(
    recipe_data: Data, sentence: str, control: Control, progress: Progress
) -> SentencePieces:
    """A sentence as the recipe's tokenizer cuts it; trains the tokenizer where it must."""
    tokenizer = _tokenizer(recipe_data, control, progress)
    ids = [int(token) for token in tokenizer.encode([sentence])[0]]
    pieces = tokenizer.pieces(ids)
    return SentencePieces(
        pieces=tuple(piece.text for piece in pieces),
        joins=tuple(piece.joins for piece in pieces),
        unknown=tuple(token == tokenizer.special.unknown for token in ids),
    )


def draw_row(recipe_data: Data, text: str, draw: int) -> RowPicture:
    """What the trainer sees of a row made from `text`; another `draw`, another row."""
    from engine.objectives.picture import draw_row as draw_picture

    tokenizer = _tokenizer(recipe_data, Control(), NOBODY)
    return draw_picture(_recipe(recipe_data), tokenizer, text, draw)


def _tokenizer(recipe_data: Data, control: Control, progress: Progress) -> Tokenizer:
    recipe = _recipe(recipe_data)
    key = json.dumps([recipe.as_data()["corpus"], recipe.as_data()["tokenizer"]])
    return _trained(key, _Errand(recipe, control, progress))


@dataclass(frozen=True, slots=True, eq=False)
class _Errand:
    """What training a tokenizer needs beside the key it is remembered by."""

    recipe: Recipe
    control: Control
    progress: Progress

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Errand)  # the key alone tells tokenizers apart

    def __hash__(self) -> int:
        return 0


@one_at_a_time
@lru_cache(maxsize=4)
def _trained(_key: str, errand: _Errand) -> Tokenizer:
    from engine.corpus import Corpus
    from engine.tokenizer import train_tokenizer as train

    recipe = errand.recipe
    return train(recipe.tokenizer, Corpus(recipe.corpus), errand.control, errand.progress)


# -- cost and speed -----------------------------------------------------------------------------


def count_cost(recipe_data: Data) -> Cost:
    """Parameters, work and memory of the recipe's model, counted, not measured."""
    from engine.models.counting import count

    counted = count(_recipe(recipe_data))
    return Cost(
        parameters=counted.parameters,
        flops_per_token=counted.flops_per_token,
        memory_bytes=counted.memory_bytes,
        parts=dict(counted.parts),
    )


def measure_speed(recipe_data: Data, control: Control, progress: Progress) -> float:
    """Tokens per second of a few real micro-steps on this machine."""
    from engine.training.measuring import measure_tokens_per_second

    progress(Prepared("measuring", 0, None, "seconds"))
    return float(measure_tokens_per_second(_recipe(recipe_data), control))


def environment() -> dict[str, Any]:
    """This machine: system, processor, memory, devices, packages."""
    from engine.assembly import machine

    return machine()


# -- trained runs -------------------------------------------------------------------------------


@one_at_a_time
def fill_mask(
    run_path: Path, step: int | None, text: str, top: int = 5
) -> tuple[MaskPrediction, ...]:
    """The best answers for every [MASK] in `text`, at a checkpoint (None: the newest)."""
    return _reader(run_path, step).fill(text, top=top)


@one_at_a_time
def next_sentence(run_path: Path, step: int | None, first: str, second: str) -> float:
    """The probability that `second` follows `first`."""
    return _reader(run_path, step).follows(first, second)


@one_at_a_time
def knows_pairs(run_path: Path, step: int | None) -> bool:
    """Whether the run learned to judge pairs of sentences."""
    return _reader(run_path, step).knows_pairs


@one_at_a_time
def look(run_path: Path, step: int | None, text: str) -> SentenceProbe:
    """Every head's attention on a sentence, and its masks filled."""
    return _reader(run_path, step).probe(text)


def _reader(run_path: Path, step: int | None) -> Reader:
    from engine.runs import Run

    run = Run.open(run_path)
    if step is None:
        newest = run.latest()
        step = newest.step if newest is not None else None
    return _opened(run_path, step)


@lru_cache(maxsize=2)
def _opened(run_path: Path, step: int | None) -> Reader:
    """A loaded checkpoint; the last two stay in memory."""
    from engine.inference import Reader
    from engine.runs import Run

    return Reader.open(Run.open(run_path), step)
