"""The figures of a task are plain data, and are read without the libraries that make them."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from engine.tasks.metrics import Measures, MetricKind
from engine.tasks.metrics.answering import answering
from engine.tasks.metrics.classification import classification
from engine.tasks.metrics.scores import regression
from engine.tasks.metrics.tagging import tagging
from engine.tasks.metrics.translations import translation
from tests.conftest import ROOT

TAGS = [["B-PER", "I-PER", "O"], ["O", "S-LOC", "O"]]


def measures() -> list[Measures]:
    """One of each kind of task."""
    rng = np.random.default_rng(1)
    return [
        classification(["no", "yes"], [0, 1, 1], [[0.7, 0.3], [0.2, 0.8], [0.6, 0.4]], rng),
        regression([1.0, 2.0, 4.0], [1.5, 2.5, 2.0], rng),
        tagging(TAGS, [["B-PER", "O", "O"], ["O", "S-LOC", "S-PER"]], rng),
        answering([["the sea"], []], ["sea", "a hill"], rng, no_answer=[0.1, 0.7]),
        translation(["A dog runs."], ["A dog ran."], rng, given=["Ein Hund."]),
    ]


@pytest.mark.parametrize("one", measures(), ids=lambda one: one.main)
def test_they_come_back_from_a_file(one: Measures) -> None:
    assert Measures.from_data(one.as_data()) == one
    assert Measures.from_data(json.loads(json.dumps(one.as_data(), allow_nan=False))) == one


@pytest.mark.parametrize("one", measures(), ids=lambda one: one.main)
def test_each_stands_beside_its_floor_and_in_its_interval(one: Measures) -> None:
    assert one.main_metric is one.metric(one.main)
    assert one.floor.startswith("Floor: ")
    for metric in one.metrics:
        assert metric.floor is not None
        assert metric.low <= metric.value + 1e-12
        assert metric.value <= metric.high + 1e-12
        assert metric.title
        assert metric.words.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("metrics"),
        lambda data: data.update(main="another"),
        lambda data: data["metrics"][0].update(unknown=1),
        lambda data: data["metrics"].insert(0, None),
        lambda data: data.update(confusion=3),
        lambda data: data.update(histogram=[[1]]),
    ],
)
def test_what_is_something_else_is_refused(change) -> None:
    data = json.loads(json.dumps(measures()[0].as_data()))
    change(data)
    with pytest.raises(ValueError, match=r"no measures|unpack"):
        Measures.from_data(data)


def test_better_than_the_floor_is_the_whole_interval() -> None:
    rising = MetricKind("a", "A", "A.")
    falling = MetricKind("b", "B", "B.", higher_is_better=False)
    assert rising.measured(0.6, (0.51, 0.7), 0.5).above_floor
    assert not rising.measured(0.6, (0.5, 0.7), 0.5).above_floor
    assert falling.measured(0.4, (0.3, 0.49), 0.5).above_floor
    assert not falling.measured(0.4, (0.3, 0.5), 0.5).above_floor
    assert rising.measured(0.0, (0.0, 0.0), None).above_floor


def test_no_figure_is_known_by_a_name_it_has_not() -> None:
    with pytest.raises(KeyError):
        measures()[0].metric("bleu")


def test_they_are_read_without_what_makes_them() -> None:
    heavy = ("torch", "sklearn", "scipy", "sacrebleu", "numpy")
    code = (
        "import sys, engine.tasks.metrics; "
        f"sys.exit(', '.join(name for name in {heavy} if name in sys.modules) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
