"""The recipe that tunes a run: rates, epochs and rows that suit the model and the examples."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.batching.answer_rows import AnswerRows
from engine.batching.encoding import encode_examples
from engine.batching.examples import AnswerExamples
from engine.batching.vocabulary import Vocabulary
from engine.examples.example import Answer, Example, Kind, Labelled, Question
from engine.exchange.exporting import export_run
from engine.exchange.fitting import fit
from engine.exchange.importing import import_folder
from engine.tasks.evaluator import most_measured
from engine.tasks.tuning_recipe import BATCH, STEPS, epochs_of, num_rows, rate_of
from tests.engine import task_samples as samples
from tests.engine.answer_samples import pieces
from tests.engine.exchange_samples import CLASSIC, found_run


def test_wide_models_are_tuned_with_lower_rates() -> None:
    rates = [rate_of(width) for width in (64, 128, 256, 512, 768, 1024)]
    assert rates == sorted(rates, reverse=True)
    assert rate_of(128) == pytest.approx(1e-3)
    assert 2e-5 <= rate_of(768) <= 1e-4


@pytest.mark.parametrize("rows", [1, 50, 3000, 7000, 20_000, 500_000])
def test_small_sets_are_read_more_often(rows: int) -> None:
    epochs = epochs_of(rows)
    assert 3 <= epochs <= 20
    if 3 < epochs < 20:
        assert epochs * rows / BATCH == pytest.approx(STEPS, rel=0.2)


def test_a_text_is_a_row_and_a_long_context_several() -> None:
    texts: list[Example] = [Labelled("the door " * 500, None, "a")] * 7
    assert num_rows(texts, 64, 0.5) == 7


ELECTRA = CLASSIC | {"paper": "electra", "embedding_width": 16}


def objective_of(base: Path, folder: Path, kind: Kind = "classification") -> dict[str, Any]:
    """What the recipe that tunes the run `base` says of its one objective."""
    planned = samples.planned(base, kind, samples.FILES[kind](folder / "files"))
    told: dict[str, Any] = planned.data["objectives"][kind]
    found = fit(planned.recipe.model, planned.recipe.objectives)
    return told | {"opens": found.architecture, "left_out": found.left_out}


@pytest.mark.parametrize("kind", ["classification", "regression"])
def test_electra_is_tuned_with_its_own_head(kind: Kind, tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("replaced_token_detection",), ELECTRA)
    told = objective_of(tmp_path / "run", tmp_path, kind)
    assert (told["vector"], told["activation"]) == ("first", "gelu")
    assert told["opens"] == "ElectraForSequenceClassification"
    assert not told["left_out"]


def test_what_came_from_electra_is_tuned_with_its_head_too(tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("masked_lm",), ELECTRA)
    assert "activation" not in objective_of(tmp_path / "run", tmp_path)
    folder = export_run(tmp_path / "run", None, tmp_path / "model").folder
    told = objective_of(import_folder(folder, tmp_path / "runs").path, tmp_path)
    assert (told["vector"], told["activation"]) == ("first", "gelu")


@pytest.mark.parametrize(
    ("objectives", "model", "vector"),
    [
        (("masked_lm",), CLASSIC, "mean"),
        (("masked_lm", "next_sentence"), CLASSIC, "first"),
        (("masked_lm",), {}, "mean"),
        (("replaced_token_detection",), {}, "mean"),  # its head is bent by GELU already
        (("causal_lm",), {"architecture": "decoder"}, "mean"),
    ],
)
def test_other_runs_are_tuned_as_before(
    objectives: tuple[str, ...], model: dict[str, Any], vector: str, tmp_path: Path
) -> None:
    found_run(tmp_path / "run", objectives, model)
    told = objective_of(tmp_path / "run", tmp_path)
    assert {"classes": 2, "vector": vector}.items() <= told.items()
    assert "activation" not in told


@pytest.mark.parametrize(
    "read", [{"vector": "first", "activation": "gelu"}, {"vector": "first"}, {"vector": "mean"}]
)
def test_what_judged_rows_before_is_read_as_before(read: dict[str, str], tmp_path: Path) -> None:
    configs = {"classification": {"classes": 2} | read}
    found_run(tmp_path / "run", ("classification",), ELECTRA, configs=configs)
    told = objective_of(tmp_path / "run", tmp_path)
    assert {name: told.get(name) for name in ("vector", "activation")} == {
        "vector": read["vector"],
        "activation": read.get("activation"),
    }


def test_an_objective_that_was_off_taught_nothing(tmp_path: Path) -> None:
    base = samples.pretrained(tmp_path, "preset=bert-tiny", "objectives.next_sentence=false")
    assert objective_of(base, tmp_path)["vector"] == "mean"


@pytest.mark.parametrize("length", [32, 64])
@pytest.mark.parametrize("stride", [0.25, 0.5, 1.0])
def test_windows_are_foreseen(length: int, stride: float) -> None:
    """About as many as there are then: in Chinese, where a token is a character."""
    contexts = ["他把窗户打开，看见外面下着大雪。" * times for times in (1, 3, 9, 20)]
    given = [
        Question(str(at), one, "窗户？", (Answer(2, "窗户"),)) for at, one in enumerate(contexts)
    ]
    tokenizer = pieces()
    encoded = encode_examples(given, (), tokenizer, stride=stride)
    assert isinstance(encoded, AnswerExamples)
    rows = AnswerRows(encoded, Vocabulary.of(tokenizer), length)
    foreseen = num_rows(given, length, stride)
    assert math.isclose(foreseen, len(rows), rel_tol=0.6)
    assert num_rows(given, length, stride) >= len(given)
    assert np.sign(foreseen - len(given)) == np.sign(len(rows) - len(given))


def test_long_contexts_are_measured_in_fewer_questions() -> None:
    """Each is read in several windows, and measuring is to take a small part of the time."""
    context = "他把窗户打开，看见外面下着大雪。" * 20
    asked = [Question(str(at), context, "窗户？", ()) for at in range(3000)]
    windows = num_rows(asked[:1], 64, 0.5)
    assert windows > 8
    assert most_measured(asked, 8192, 64, 0.5) == pytest.approx(8192 / windows, abs=1)
    assert most_measured(asked, 1024, 64, 0.5) == 256
    assert most_measured(asked, 32, 64, 0.5) == 32
    texts: list[Example] = [Labelled("the door " * 500, None, "a")] * 3000
    assert most_measured(texts, 1024, 64, 0.5) == 1024
