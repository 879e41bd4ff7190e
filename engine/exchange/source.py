"""Source: a run's checkpoint, and where in `transformers` it has a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.exchange.architectures import Architecture, Placed, place
from engine.exchange.configuration import Tokens
from engine.exchange.fitting import Fit, Misfit, fit, readings
from engine.exchange.laying import seat_links
from engine.faults import Fault
from engine.models.config import ModelConfig
from engine.objectives import OBJECTIVES
from engine.objectives.regression import RegressionConfig
from engine.recipe import Recipe, recipe_of_run
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.start_weights import StartWeights
from engine.wording import translate

Arrays = dict[str, NDArray[Any]]

TRUNK = "model."
BEGIN_WITH_SEP = ("denoising",)  # the others begin with padding
NAMED = ("classes", "tags")  # kinds of heads whose classes have names


@dataclass(frozen=True, slots=True)
class Source:
    """All that is known of what is exported."""

    run: Run
    recipe: Recipe
    tokenizer: Tokenizer
    weights: StartWeights
    fit: Fit
    environment: dict[str, Any]

    @staticmethod
    def read(path: Path, step: int | None, control: Control) -> Source:
        run = Run.open(path)
        recipe = recipe_of_run(run.recipe_toml, run.path)
        found = fit(recipe.model, recipe.objectives)
        if found.family is None:
            raise no_equal(found)
        tokenizer = Tokenizer.open(run.tokenizer_path, control)
        if found.family == "roberta" and tokenizer.special.pad is None:
            raise Fault(
                translate("faults", "This run cannot be exported as RoBERTa."),
                why=translate("faults", "It counts places by its padding token, and has none."),
                now=translate("faults", "Choose a run whose tokenizer has a [PAD] token."),
            )
        weights = StartWeights.of_run(path, step, check=control.check)
        return Source(run, recipe, tokenizer, weights, found, run.environment)

    @property
    def model(self) -> ModelConfig:
        return self.recipe.model

    def trunk(self) -> Arrays:
        return below(self.weights.tensors, TRUNK)

    def head(self, objective: str) -> Arrays:
        """The weights of an objective's head; none where it has only those of the embedding."""
        owner = OBJECTIVES[objective].shared_head.replace(" ", "_") or objective
        found = below(self.weights.tensors, f"objective.{owner}.head.")
        config = self.recipe.objectives[objective]
        return in_scores(found, config) if isinstance(config, RegressionConfig) else found

    def seat(self) -> Placed:
        """The class that takes the most heads, of those whose every weight has a place in it."""
        names = list(self.recipe.objectives)
        reading = readings(self.model, self.recipe.objectives, self.fit.nearest)
        while True:
            found = place(self.fit.nearest, names, reading)
            wrong = [
                name
                for kind, name in found.heads.items()
                if not _sits(found.architecture, kind, self.model, self.head(name))
            ]
            if not wrong:
                return found
            names = [name for name in names if name not in wrong]

    def tokens(self, placed: Placed) -> Tokens:
        special, start = self.tokenizer.special, None
        if self.model.writes:
            begins = placed.heads.get("token", "")
            start = special.sep if begins in BEGIN_WITH_SEP else special.pad
        return Tokens(self.tokenizer.vocabulary, special, start)

    @property
    def averages(self) -> bool:
        """Whether a head of it reads the mean over a row."""
        return any(getattr(one, "vector", "") == "mean" for one in self.recipe.objectives.values())

    def labels(self, placed: Placed) -> tuple[str, ...]:
        """What the classes of its head are called; by number where nobody named them."""
        for kind, name in placed.heads.items():
            if kind in NAMED and name != "regression":
                count = len(self.head(name)["classes.weight"])
                own = OBJECTIVES[name].label_words
                for names in (own, tuple(map(str, self.environment.get("classes", ())))):
                    if len(names) == count and len(set(names)) == count:
                        return names
                return tuple(f"LABEL_{number}" for number in range(count))
        return ()


def no_equal(found: Fit) -> Fault:
    """What to tell of a model that is none of the families there."""
    return Fault(
        translate("faults", "This model has no equal in transformers; the nearest is {family}."),
        why="{misfits}",
        now=translate("faults", "Train one with these choices to export it."),
        family=found.called,
        misfits=_sentences(found.misfits),
    )


def _sentences(misfits: Sequence[Misfit]) -> Fault:
    """All of them as one sentence after the other."""
    first, *rest = (
        Fault(one.words, field=one.field, found=one.found, wanted=one.wanted) for one in misfits
    )
    for one in rest:
        first = Fault("{first} {next}", first=first, next=one)
    return first


def _sits(architecture: Architecture, kind: str, model: ModelConfig, head: Arrays) -> bool:
    """Whether every weight of a head has a place there, and every place a weight."""
    wanted = {link.ours for link in seat_links(architecture, kind, model)}
    if not wanted <= set(head):
        return False
    return not any(np.any(head[name]) for name in set(head) - wanted)


def in_scores(head: Arrays, config: RegressionConfig) -> Arrays:
    """A head that says the score itself: ours says by how many spreads it lies above the mean."""
    bias = head.get("classes.bias", np.zeros(1, np.float32))
    return head | {
        "classes.weight": head["classes.weight"] * np.float32(config.spread),
        "classes.bias": bias * np.float32(config.spread) + np.float32(config.mean),
    }


def below(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Arrays:
    """The arrays whose names begin so, by what follows."""
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }
