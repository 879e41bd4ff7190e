"""Two minutes on pairs: inference against the shares of its labels, translation against copying."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from engine.inference import Writer
from engine.recipe import Recipe, read_recipe
from engine.runs.run import Run
from tests.benchmarks import ground
from tests.benchmarks.certainty import Interval, Trained, losses_by_row, trained
from tests.benchmarks.overlap import bleu, chrf
from tests.benchmarks.table import Row, gain, verdict

MINUTES = 2
SOON = 0.5  # minutes of inference: soon after, ten thousand pairs are known by heart
SENTENCES = 300  # translated greedily
INFERENCE, TRANSLATION = "nli-zh-cnsd-cinlid", "mt-multi30k"


def measure() -> list[Row]:
    """The log-loss of labels, and how near greedy translations come."""
    return [_inference(), *_translation()]


def inference_recipe(**training: Any) -> Recipe:
    """Chinese SNLI: learned from its dev file, measured on its test file."""
    folder = ground.corpus_folder(INFERENCE) / "Chinese-SNLI"
    return _recipe(
        "nli-tiny",
        {"validation_rows": 2048} | training,  # few labels: a small gain is told by many rows
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


def _inference() -> Row:
    recipe, name = inference_recipe(minutes=SOON), "natural_language_inference"
    with tempfile.TemporaryDirectory() as folder:
        run = trained(recipe, Path(folder) / "run")
        prior, last = run.baseline(name), run.measured[-1]
        losses = losses_by_row(recipe, Path(folder) / "run")[name]
        gained = Interval.of([prior - total / count for total, count in losses])
    return gain(
        f"nli-tiny, {INFERENCE}, {SOON:g} minutes: below the entropy of the labels",
        gained.mean,
        "nats",
        interval=(gained.low, gained.high),
        note=f"{prior - gained.mean:.3f} against {prior:.3f} nats, accuracy "
        f"{last.accuracies[name]:.1%}, {run.summary['steps']:,} steps",
    )


def _translation() -> list[Row]:
    recipe = translation_recipe()
    folder = ground.corpus_folder(TRANSLATION) / "data" / "task1" / "raw"
    with tempfile.TemporaryDirectory() as place:
        run = trained(recipe, Path(place) / "run")
        english, german = (
            _lines(folder / f"test_2016_flickr.{one}.gz")[:SENTENCES] for one in ("en", "de")
        )
        written = translated(Path(place) / "run", english)
    name = f"translation-tiny, {TRANSLATION} en→de, {MINUTES} minutes"
    return [*_loss_rows(name, run), _above_copying(name, written, english, german)]


def _loss_rows(name: str, run: Trained) -> list[Row]:
    """Below what counting alone comes to; and falling to the end, not fallen once and risen."""
    losses = [event.losses["translation"] for event in run.measured]
    baseline, unit = run.baseline("translation"), "nats a token"
    note = " → ".join(f"{loss:.2f}" for loss in losses)
    steps = f"unigram {baseline:.2f}, {run.summary['steps']:,} steps"
    fall = min(before - after for before, after in pairwise(losses))
    return [
        gain(f"{name}: validation loss below counting", baseline - losses[-1], unit, note=steps),
        gain(f"{name}: least fall from one measurement to the next", fall, unit, note=note),
    ]


def _above_copying(
    name: str, written: Sequence[str], english: Sequence[str], german: Sequence[str]
) -> Row:
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
    return Row(
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
    )


def translated(run: Path, sentences: Sequence[str]) -> list[str]:
    """What a run makes of each sentence, greedily."""
    writer = Writer.open(Run.open(run))
    return [writer.write(sentence)[0].text for sentence in sentences]


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]
