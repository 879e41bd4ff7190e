"""Tiny runs for the tests of training: a text in memory, a model of a few thousand numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.batching.feed import Feed
from engine.batching.sources import Material, MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.devices import Execution
from engine.events import Event
from engine.objectives import feed_of
from engine.recipe import Recipe, read_recipe, recipe_to_toml
from engine.runs.run import Run
from engine.training.building import build_on
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.training.trainer import Trainer
from tests.engine import model_samples

VOCABULARY = 40
LENGTH = 16
SPECIAL = SimpleNamespace(pad=0, unknown=1, cls=2, sep=3, mask=4)
BOTH = {"masked_lm": {}, "next_sentence": {}}


class Letters:
    """A tokenizer whose tokens are numbers."""

    vocabulary = VOCABULARY
    special = SPECIAL

    def is_word_start(self) -> np.ndarray:
        return np.ones(VOCABULARY, dtype=np.bool_)

    def token(self, token: int) -> str:
        return f"t{token}"

    def raw(self, token: int) -> bytes:
        return self.token(token).encode()


def sample_text(seed: int = 0, documents: int = 12) -> MemoryTokens:
    """Sentences that count upwards from a random token: easy to learn, impossible to guess."""
    rng = np.random.default_rng(seed)

    def sentence() -> list[int]:
        first = int(rng.integers(5, VOCABULARY))
        size = int(rng.integers(3, 7))
        return [5 + (first - 5 + place) % (VOCABULARY - 5) for place in range(size)]

    return MemoryTokens.of([[sentence() for _ in range(8)] for _ in range(documents)])


def sample_recipe(
    objectives: Mapping[str, Any] | None = None,
    *,
    model: Mapping[str, Any] | None = None,
    combining: Mapping[str, Any] | None = None,
    tuning: Mapping[str, Any] | None = None,
    **training: Any,
) -> Recipe:
    """A recipe of 16 steps of 8 rows unless told otherwise."""
    budget = {"steps", "tokens", "epochs", "minutes", "seconds"} & set(training)
    given = {"batch": 8, "validate_every": 6, "validation_rows": 16, "lr": 0.01} | training
    data = {
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "model": {"depth": 2, "width": 16, "heads": 2, "length": LENGTH} | dict(model or {}),
        "objectives": dict(objectives or {"masked_lm": {}}),
        "combining": dict(combining or {}),
        "task": {"train": [__file__]} if tuning is not None else {},
        "tuning": dict(tuning or {}),
        "training": given if budget else given | {"steps": 16},
        "probes": {"sentences": ["t7 [MASK]"], "seconds": 0, "steps": 5},
    }
    return read_recipe(data, folder=Path("/"))


def sample_learner(recipe: Recipe) -> Learner:
    """Fresh weights from the recipe's seed."""
    return build_on(recipe, Vocabulary.of(Letters()))


def training_text(recipe: Recipe) -> TrainingText:
    """Rows of the sample text for the recipe's objectives."""
    tokens = sample_text()
    return TrainingText(
        training=_feed(recipe, tokens, 0),
        validation=_feed(recipe, sample_text(1), 1),
        token_counts=np.bincount(tokens.tokens, minlength=VOCABULARY).astype(np.uint64),
    )


def _feed(recipe: Recipe, tokens: MemoryTokens, seed: int) -> Feed:
    examples = model_samples.examples(recipe.tunes, seed=seed, size=VOCABULARY)
    material, vocabulary = Material(text=tokens, examples=examples), Vocabulary.of(Letters())
    return feed_of(recipe.objectives, material, vocabulary, LENGTH, recipe.combining.how)


@dataclass
class Bench:
    """One run on disk with what is needed to train it, again and again."""

    recipe: Recipe
    run: Run
    execution: Execution
    events: list[Event] = field(default_factory=list)

    def trainer(
        self,
        *,
        control: Control | None = None,
        learner: Learner | None = None,
        watch: Callable[[Event], None] | None = None,
        probes: Sequence[Any] = (),
        **more: Any,
    ) -> Trainer:
        """A trainer that goes on from the newest checkpoint; its events are kept."""

        def emit(event: Event) -> None:
            self.events.append(event)
            if watch is not None:
                watch(event)

        return Trainer(
            recipe=self.recipe,
            run=self.run,
            learner=learner or sample_learner(self.recipe),
            text=training_text(self.recipe),
            execution=self.execution,
            emit=emit,
            control=control or Control(),
            probes=probes,
            checkpoint=self.run.load_latest(),
            **{"report_seconds": 0.0} | more,
        )

    def of(self, *kinds: type[Any]) -> list[Any]:
        """The events of some kinds, in order."""
        return [event for event in self.events if isinstance(event, kinds)]


def bench(
    path: Path,
    recipe: Recipe | None = None,
    *,
    dtype: str = "fp32",
    micro_batch: int = 8,
    threads: int = 1,
) -> Bench:
    """A new run in the folder `path`."""
    recipe = recipe or sample_recipe()
    run = Run.create(
        path,
        recipe_toml=recipe_to_toml(recipe.as_data()),
        environment={},
        tokenizer_json=b"{}",
    )
    execution = Execution(
        device="cpu",
        dtype=dtype,  # type: ignore[arg-type]
        attention="sdpa",
        threads=threads,
        micro_batch=micro_batch,
    )
    return Bench(recipe, run, execution)
