"""Small texts, vocabularies and models for the tests of models, batching and objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from engine.batch import PADDING, Batch
from engine.batching.answer_rows import WINDOW
from engine.batching.examples import (
    NONE,
    AnswerExamples,
    ClassExamples,
    Examples,
    TagExamples,
)
from engine.batching.randomness import row_generators
from engine.batching.sources import Material, MemoryPairs, MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.models.config import ModelConfig
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.objectives.objective import Objective

PAD, UNKNOWN, CLS, SEP, MASK = range(5)
SIZE = 100
CPU = torch.device("cpu")
FEW: dict[str, dict[str, Any]] = {
    "contrastive_sentence": {"group": 3},  # so that 12 rows will do
    "classification": {"classes": 3},
}


def vocabulary(size: int = SIZE, *, pieces: range = range(0), sentinels: int = 0) -> Vocabulary:
    """Five special tokens, then ordinary ones; `pieces` continue a word, the last mark gaps."""
    gaps = np.arange(size - sentinels, size)
    maskable = (np.arange(size) > MASK) & (np.arange(size) < size - sentinels)
    starts = ~np.isin(np.arange(size), np.array(pieces, dtype=int))
    return Vocabulary(
        size=size,
        cls=CLS,
        sep=SEP,
        pad=PAD,
        mask=MASK,
        is_word_start=starts,
        maskable=maskable,
        ordinary=np.flatnonzero(maskable),
        characters=np.full(size, "", dtype="U1"),
        sentinels=gaps,
    )


def text(num_documents: int = 12, *, seed: int = 0, size: int = SIZE) -> MemoryTokens:
    """Documents of 5 to 30 sentences of 3 to 12 random tokens."""
    rng = np.random.default_rng(seed)

    def sentence() -> list[int]:
        return [int(token) for token in rng.integers(MASK + 1, size, rng.integers(3, 13))]

    return MemoryTokens.of(
        [[sentence() for _ in range(rng.integers(5, 31))] for _ in range(num_documents)]
    )


def pairs(num_pairs: int = 18, *, seed: int = 0, size: int = SIZE) -> MemoryPairs:
    """Two passages of 2 to 9 random tokens each, and one of three classes in turn."""
    rng = np.random.default_rng(seed)
    first, second = (
        [rng.integers(MASK + 1, size, rng.integers(2, 10)) for _ in range(num_pairs)]
        for _ in range(2)
    )
    classes = ("entailment", "neutral", "contradiction")
    return MemoryPairs(first, second, np.arange(num_pairs) % len(classes), classes)


def examples(task: str, *, seed: int = 0, size: int = SIZE) -> Examples | None:
    """18 examples of a task, of random tokens; None for what is no task."""
    rng = np.random.default_rng(seed)
    both = pairs(seed=seed + 2, size=size)
    names = ("one", "two", "three")
    match task:
        case "classification":
            return ClassExamples(both.first, both.second, labels=both.labels, classes=names)
        case "regression":
            scores = np.where(np.arange(len(both.first)) % 2, 1.25, 0.4375**0.5)
            scores *= np.where(np.arange(len(scores)) // 2 % 2, 1, -1)  # squares: 1 in the mean
            given = scores.astype(np.float32)
            return ClassExamples(both.first, None, scores=given)
        case "tagging":
            tokens = [rng.integers(MASK + 1, size, 20) for _ in both.first]
            starts = [np.arange(0, 20, 2) for _ in tokens]
            tags = [np.arange(10) % 3 for _ in tokens]
            return TagExamples(tokens, starts, tags, names)
        case "answering":
            return _questions(rng, size)
    return None


def _questions(rng: np.random.Generator, size: int) -> AnswerExamples:
    contexts = [rng.integers(MASK + 1, size, 27) for _ in range(18)]
    first = rng.integers(0, 20, 18)
    spans = np.stack([first, first + rng.integers(0, 7, 18)], axis=1)
    spans[::6] = NONE
    return AnswerExamples(
        questions=[rng.integers(MASK + 1, size, 2) for _ in contexts],
        contexts=contexts,
        offsets=[np.stack([np.arange(27), np.arange(27) + 1], axis=1) for _ in contexts],
        context_of=np.arange(18),
        spans=spans,
        known=np.ones(18, np.bool_),
    )


def material(task: str = "", *, size: int = SIZE) -> Material:
    """What any objective reads that learns from text or pairs, or what `task` learns from."""
    parallel = pairs(seed=1)
    return Material(
        text=text(),
        labelled=pairs(),
        parallel=MemoryPairs(parallel.first, parallel.second),
        examples=examples(task, size=size),
    )


def uniform_guess(objective: Objective, name: str, batches: Sequence[Batch]) -> float:
    """The loss of who guesses: an answer can stand at those places alone that are read for one."""
    if name != "answering":
        return objective.losses()[name].chance
    windows = np.concatenate([batch.own[WINDOW] for batch in batches])
    return float(np.log(windows[:, 1] - windows[:, 0] + 1).mean())


def config(**given: Any) -> ModelConfig:
    """A very small model."""
    small = {"depth": 2, "width": 16, "heads": 2, "length": 32}
    return ModelConfig.model_validate(small | given)


def model(seed: int = 0, *, size: int = SIZE, attention: Any = "sdpa", **given: Any) -> Transformer:
    """The model of `config`, with fresh weights."""
    generator = torch.Generator().manual_seed(seed)
    return Transformer(config(**given), size, attention=attention, generator=generator)


def stirred(model: torch.nn.Module, seed: int = 1, std: float = 0.2) -> Any:
    """The same module with every weight moved, so that none is zero or one."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=generator) * std)
    return model


def model_for(*names: str, **given: Any) -> Transformer:
    """The model of `config`, of an architecture that these objectives can train."""
    architecture = OBJECTIVES[names[0]].architectures[0]
    return model(**{"architecture": architecture} | given)


def objective(model: Transformer, *names: str, **given: Any) -> Objective:
    """One objective with `given` fields, or several joined with their defaults."""
    return built(model, {name: FEW.get(name, {}) | given for name in names})


def built(model: Transformer, given: dict[str, dict[str, Any]]) -> Objective:
    """Objectives with fields of their own, joined or in turns."""
    configs = {name: OBJECTIVES[name].Config.model_validate(own) for name, own in given.items()}
    length = model.config.length
    gaps = max(
        (OBJECTIVES[name].num_sentinels(own, length) for name, own in configs.items()), default=0
    )
    return build(configs, model, vocabulary(model.vocabulary, sentinels=gaps))


def full_rows(num_rows: int, length: int, *, seed: int = 0, size: int = SIZE) -> Batch:
    """Rows of one segment without special tokens."""
    rng = np.random.default_rng(seed)
    tokens = rng.integers(MASK + 1, size, (num_rows, length))
    return Batch(
        tokens=tokens,
        positions=np.broadcast_to(np.arange(length), tokens.shape).copy(),
        segments=np.zeros_like(tokens),
        maskable=np.ones(tokens.shape, dtype=np.bool_),
        one_segment=True,
    )


def two_texts(padded: int = 0) -> Batch:
    """Three rows whose first 14 places are one text, the others another, padding at the end."""
    batch = full_rows(3, 32)
    segments = np.where(np.arange(32) < 14, 0, 1) * np.ones((3, 1), dtype=np.int64)
    positions = np.concatenate([np.arange(14), np.arange(18)]) * np.ones((3, 1), dtype=np.int64)
    if padded:
        segments[:, -padded:] = PADDING
    return replace(batch, segments=segments, positions=positions, one_segment=False)


def read_and_written(*, texts: int = 1, padded: int = 0) -> Batch:
    """Three rows of 24 tokens to read and 16 to write, of one text or two.

    The last `padded` of what is written are empty, and as many of what is read in the last row
    only: the padding of the others has no padding to look at.
    """
    read, written = full_rows(3, 24), full_rows(3, 16, seed=1)
    segments, theirs = read.segments.copy(), written.segments.copy()
    positions, their_positions = read.positions.copy(), written.positions.copy()
    if texts == 2:
        segments[:, 10:], theirs[:, 7:] = 1, 1
        positions[:, 10:], their_positions[:, 7:] = np.arange(14), np.arange(9)
    if padded:
        theirs[:, -padded:] = segments[-1, -padded:] = PADDING
    return replace(
        read,
        segments=segments,
        positions=positions,
        decoder_tokens=written.tokens,
        decoder_positions=their_positions,
        decoder_segments=theirs,
        one_segment=texts == 1 and not padded,
    )


def rngs(num_rows: int, *, seed: int = 0, epoch: int = 0) -> list[np.random.Generator]:
    """The generators of rows 0 … num_rows of an epoch."""
    return row_generators(seed, epoch, range(num_rows))
