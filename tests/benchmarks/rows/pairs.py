"""Two minutes on pairs: inference against the shares of its labels, translation against copying."""

from __future__ import annotations

import gzip
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.assembly import start
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.events import Evaluated, Event, RunEnded
from engine.inference import Writer
from engine.inference.opening import open_learner
from engine.recipe import Recipe, read_recipe
from engine.runs.run import Run
from engine.training.building import build_text
from engine.training.preparing import prepare_text
from engine.training.trainer import VALIDATION_SEED
from tests.benchmarks import ground
from tests.benchmarks.overlap import bleu, chrf
from tests.benchmarks.table import Row, verdict

MINUTES = 2
SENTENCES = 300  # translated greedily
INFERENCE, TRANSLATION = "nli-zh-cnsd-cinlid", "mt-multi30k"
SURE = 1.96  # standard errors on both sides of a mean: 95 %


def measure() -> list[Row]:
    """The log-loss of labels, and how near greedy translations come."""
    return [_inference(), *_translation()]


def inference_recipe(**training: Any) -> Recipe:
    """Chinese SNLI: learned from its dev file, measured on its test file."""
    folder = ground.corpus_folder(INFERENCE) / "Chinese-SNLI"
    return _recipe(
        "nli-tiny",
        training,
        labelled={
            "paths": [str(folder / "dev.txt")],
            "validation_paths": [str(folder / "test.txt")],
        },
        model={"length": 64},
    )


def translation_recipe(**training: Any) -> Recipe:
    """Multi30k, English to German."""
    folder = ground.corpus_folder(TRANSLATION) / "data" / "task1" / "raw"
    files = {
        f"{begin}{side}": [str(folder / f"{name}.{language}.gz")]
        for begin, name in (("", "train"), ("validation_", "val"))
        for side, language in (("source", "en"), ("target", "de"))
    }
    given = {"batch": 64} | training
    return _recipe(
        "translation-tiny",
        given,
        parallel=files,
        tokenizer={"vocabulary": 4096},
        model={"length": 40},
    )


def _recipe(preset: str, training: dict[str, Any], **sections: Any) -> Recipe:
    budget = {"minutes", "steps"} & set(training)
    given = training if budget else {"minutes": MINUTES} | training
    return read_recipe({"preset": preset, "training": given, **sections}, folder=Path.cwd())


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and where it is with 95 % of certainty."""

    mean: float
    low: float
    high: float

    @staticmethod
    def of(values: Sequence[float]) -> Interval:
        """Of independent values."""
        mean = float(np.mean(values))
        margin = SURE * float(np.std(values, ddof=1)) / math.sqrt(len(values))
        return Interval(mean, mean - margin, mean + margin)


def losses_by_row(recipe: Recipe, run: Path, name: str) -> list[float]:
    """The mean loss of every validation row, as the newest checkpoint has it."""
    learner, _ = open_learner(Run.open(run))
    text = prepare_text(recipe, Control(), lambda event: None)
    try:
        rows = build_text(recipe, text)
        count = recipe.training.validation_rows
        batches = evaluation_batches(
            rows.validation, learner.objective, count, VALIDATION_SEED, batch=1
        )
        with torch.inference_mode():
            losses = [learner(batch.to(torch.device("cpu")))[name] for batch in batches]
    finally:
        text.close()
    return [float(loss.total) / loss.count for loss in losses]


def _inference() -> Row:
    recipe, name = inference_recipe(), "natural_language_inference"
    with tempfile.TemporaryDirectory() as folder:
        measured, summary = _trained(recipe, Path(folder) / "run")
        prior = measured[-1].baselines[name]
        gained = Interval.of(
            [prior - loss for loss in losses_by_row(recipe, Path(folder) / "run", name)]
        )
    return Row(
        row=f"nli-tiny, {INFERENCE}, {MINUTES} minutes: below the entropy of the labels",
        ours=gained.mean,
        rival=None,
        unit="nats",
        ratio=None,
        interval=(gained.low, gained.high),
        target="> 0",
        aim="",
        verdict=verdict(gained.low, 0.0, at_most=False),
        note=f"{prior - gained.mean:.3f} against {prior:.3f} nats, accuracy "
        f"{measured[-1].accuracies[name]:.1%}, {summary['steps']:,} steps",
    )


def _translation() -> list[Row]:
    recipe = translation_recipe()
    folder = ground.corpus_folder(TRANSLATION) / "data" / "task1" / "raw"
    with tempfile.TemporaryDirectory() as place:
        measured, summary = _trained(recipe, Path(place) / "run")
        english, german = (
            _lines(folder / f"test_2016_flickr.{one}.gz")[:SENTENCES] for one in ("en", "de")
        )
        written = translated(Path(place) / "run", english)
    name = f"translation-tiny, {TRANSLATION} en→de, {MINUTES} minutes"
    losses = [event.losses["translation"] for event in measured]
    baseline = measured[-1].baselines["translation"]
    nearer = Interval.of(
        [
            chrf(one, right) - chrf(given, right)
            for one, given, right in zip(written, english, german, strict=True)
        ]
    )
    mine, copied = (
        float(np.mean([chrf(one, right) for one, right in zip(texts, german, strict=True)]))
        for texts in (written, english)
    )
    return [
        Row(
            row=f"{name}: validation loss below counting",
            ours=baseline - losses[-1],
            rival=None,
            unit="nats a token",
            ratio=None,
            interval=None,
            target="> 0",
            aim="",
            verdict=verdict(baseline - losses[-1], 0.0, at_most=False),
            note=" → ".join(f"{loss:.2f}" for loss in losses)
            + f", unigram {baseline:.2f}, {summary['steps']:,} steps",
        ),
        Row(
            row=f"{name}: greedy chrF against copying the source",
            ours=mine,
            rival=copied,
            unit="chrF",
            ratio=mine / copied,
            interval=(nearer.low, nearer.high),
            target="> copying",
            aim="",
            verdict=verdict(nearer.low, 0.0, at_most=False),
            note=f"difference {nearer.mean:.1f}, interval of it; BLEU {bleu(written, german):.1f} "
            f"against {bleu(english, german):.1f}; “{english[0]}” → “{written[0]}”",
        ),
    ]


def translated(run: Path, sentences: Sequence[str]) -> list[str]:
    """What a run makes of each sentence, greedily."""
    writer = Writer.open(Run.open(run))
    return [writer.write(sentence)[0].text for sentence in sentences]


def _trained(recipe: Recipe, run: Path) -> tuple[list[Evaluated], Any]:
    events: list[Event] = []
    start(recipe, run)(events.append, Control())
    (ended,) = (event for event in events if isinstance(event, RunEnded))
    return [event for event in events if isinstance(event, Evaluated)], ended.summary


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]
