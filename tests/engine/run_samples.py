"""Small runs, checkpoints and probes for the tests of the run folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.events import Candidate, MaskPrediction, ProbeTaken, SentenceProbe
from engine.runs import CheckpointInfo, Run

EMPTY = np.empty(0, np.float16)
RECIPE = """preset = "bert-tiny"

[corpus]
paths = ["/books"]

[objectives.masked_lm]
weight = 1.0

[objectives.next_sentence]
weight = 1.0

[probes]
megabytes = 1
"""


def new_run(path: Path) -> Run:
    return Run.create(
        path,
        recipe_toml=RECIPE,
        environment={"threads": 2, "attention": "sdpa"},
        tokenizer_json=b'{"model": {"vocab": {"[PAD]": 0}}}',
    )


def save(run: Run, step: int, *, keep: int = 3) -> CheckpointInfo:
    """A checkpoint whose every value is its step."""
    return run.save_checkpoint(
        step,
        model={"weight": np.full((4, 3), step, np.float32), "step": np.array(step)},
        optimizer={"moment": np.full(5, step, np.float32), "rng": np.arange(9, dtype=np.uint8)},
        state={"step_of_state": step, "loader": {"epoch": 1, "row": [1, 2]}},
        keep=keep,
    )


def probe(step: int, *, length: int = 4, sentences: int = 2) -> ProbeTaken:
    generator = np.random.default_rng(step)
    return ProbeTaken(
        step,
        step / 10,
        tuple(
            SentenceProbe(
                f"She {index} opened the [MASK] — “新”.",
                ("[CLS]", "新", "##s", "[SEP]", *["."] * length)[:length],
                generator.random((2, 2, length, length)).astype(np.float16),
                (
                    MaskPrediction(
                        2, (Candidate("door", 0.25), Candidate("新", 0.125, continues=True))
                    ),
                ),
                (0, 3),
            )
            for index in range(sentences)
        ),
    )


def full_probe(step: int) -> ProbeTaken:
    """A probe of a pair in an encoder-decoder, with all there may be of it."""
    generator = np.random.default_rng(step)
    (sentence, other) = probe(step).sentences
    full = replace(
        sentence,
        second=2,
        written=("[PAD]", "新", "##s"),
        decoder=generator.random((3, 2, 3, 3)).astype(np.float16),
        cross=generator.random((3, 2, 3, 4)).astype(np.float16),
        judgements={"next_sentence": {"follows": 0.25, "does not": 0.75}},
        left_out=7,
    )
    return ProbeTaken(step, step / 10, (full, other))


def same_probe(one: ProbeTaken, other: ProbeTaken) -> bool:
    return (
        (one.step, one.seconds, len(one.sentences))
        == (other.step, other.seconds, len(other.sentences))
    ) and all(
        replace(a, attention=EMPTY, decoder=None, cross=None)
        == replace(b, attention=EMPTY, decoder=None, cross=None)
        and a.sides == b.sides
        and all(a.weights(side).dtype == b.weights(side).dtype for side in a.sides)
        and all(np.array_equal(a.weights(side), b.weights(side)) for side in a.sides)
        for a, b in zip(one.sentences, other.sentences, strict=True)
    )
