"""Heads that were tuned answer in unmodified `transformers` as they do here, to 1e-5."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from engine.batch import PADDING, Batch
from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.inference.opening import open_checkpoint
from engine.objectives.regression import Regression
from engine.objectives.row_task import RowTask
from engine.runs.run import Run
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.exchange_samples import CLASSES, CLASSIC, CONFIGS, found_run
from tests.engine.opened_samples import TEXT, tokenizer
from tests.oracles.oracle_models import EQUAL, inputs, transformers
from tests.oracles.test_export import PADDED, given, opened
from tests.oracles.test_logits import check

SHAPES: dict[str, dict[str, Any]] = {
    "bert": CLASSIC,
    "roberta": CLASSIC | {"paper": "roberta"},
    "albert": CLASSIC | {"paper": "albert", "embedding_width": 16},
    "electra": CLASSIC | {"paper": "electra", "embedding_width": 16},
    "modernbert": {},
    "gpt2": CLASSIC | {"paper": "gpt2"},
    "llama": {"architecture": "decoder"},
    "bart": CLASSIC | {"paper": "bart"},
    "t5": CLASSIC | {"paper": "t5"},
}
CALLED = {"bert": "Bert", "modernbert": "ModernBert", "gpt2": "GPT2", "t5": "T5"}
ENDS = {
    "classification": "ForSequenceClassification",
    "regression": "ForSequenceClassification",
    "tagging": "ForTokenClassification",
    "answering": "ForQuestionAnswering",
}
# How such a run is tuned where nobody says otherwise: as ELECTRA, or at a decoder's last token, of
# whatever vector the recipe speaks.
READ = {"electra": {"activation": "gelu"}, "gpt2": {"vector": "mean"}, "bart": {"vector": "mean"}}
SCORES = {"spread": 1.5, "mean": 2.5}
UNBIASED = ("gpt2", "llama")  # their classes
ROWS_ALONE = ("bart", "t5")  # they judge whole rows and no tokens
HERE = [
    pytest.param(family, task, id=f"{family}-{task}")
    for family in SHAPES
    for task in ENDS
    if not (family in ROWS_ALONE and task in ("tagging", "answering"))
    and not (family in ("gpt2", "llama") and task == "answering")  # it reads both ways
]


def configs_of(family: str, task: str) -> dict[str, Any]:
    """The fields of the one objective."""
    given: dict[str, Any] = dict(CONFIGS.get(task, {}))
    if ENDS[task] == "ForSequenceClassification":
        given |= READ.get(family, {})
    if task == "regression":
        given |= SCORES | ({"mean": 0.0} if family in UNBIASED else {})
    return {task: given}


def ended(family: str, padded: int) -> Batch:
    """Rows that end in [SEP], as all tasks have them."""
    batch = given(family, padded)
    last = (batch.segments != PADDING).sum(axis=1) - 1
    batch.tokens[range(len(last)), last] = samples.SEP
    return batch


def judged(learner: Learner, batch: Batch) -> torch.Tensor:
    """What the one head of a run makes of the rows."""
    (part,) = learner.objective.parts().values()
    read = part.as_read(batch) if learner.model.config.writes else batch
    on_device = read.to(samples.CPU)
    with torch.inference_mode():
        if isinstance(part, RowTask):
            at = part.asks(on_device)
            said = part.read_off(learner.model(on_device, at=at), on_device)
            return part.in_scores(said) if isinstance(part, Regression) else said
        return part.head(learner.model(on_device))


def asked(family: str, batch: Batch) -> dict[str, Any]:
    """As `transformers` is asked: it makes what its decoder is given itself."""
    found = inputs(batch)
    return {name: one for name, one in found.items() if not name.startswith("decoder_")}


def same(found: torch.Tensor, answer: Any, batch: Batch) -> None:
    if "start_logits" in answer:
        check(found, torch.stack([answer.start_logits, answer.end_logits], dim=-1), batch.segments)
    elif found.ndim == 2:
        torch.testing.assert_close(found, answer.logits, **EQUAL)
    else:
        check(found, answer.logits, batch.segments)


@PADDED
@pytest.mark.parametrize(("family", "task"), HERE)
def test_tuned_heads_have_their_place(family: str, task: str, padded: int, tmp_path: Path) -> None:
    std = 0.05 if family == "t5" else 0.2
    configs = configs_of(family, task)
    learner = found_run(tmp_path / "run", (task,), SHAPES[family], std=std, configs=configs)
    exported = export_run(tmp_path / "run", None, tmp_path / "out")
    assert exported.left_out == ()
    assert exported.family == family
    name = CALLED.get(family, family.upper() if family == "t5" else family.capitalize())
    assert exported.architecture == f"{name}{ENDS[task]}"
    batch = ended(family, padded)
    there = opened(exported.folder, exported.auto_classes[0])
    with torch.inference_mode():
        answer = there(**asked(family, batch))
    same(judged(learner, batch), answer, batch)
    if task in ("classification", "tagging"):
        assert tuple(there.config.id2label.values()) == CLASSES


@pytest.mark.parametrize(("family", "task"), HERE)
def test_tuned_heads_come_back(family: str, task: str, tmp_path: Path) -> None:
    std = 0.05 if family == "t5" else 0.2
    configs = configs_of(family, task)
    learner = found_run(tmp_path / "run", (task,), SHAPES[family], std=std, configs=configs)
    folder = export_run(tmp_path / "run", None, tmp_path / "out").folder
    found = import_folder(folder, tmp_path / "runs")
    assert (found.objectives, found.fresh, found.left_over) == ((task,), (), ())
    again = open_checkpoint(Run.open(found.path))
    if task in ("classification", "tagging"):
        assert again.classes == CLASSES
    batch = ended(family, 5)
    torch.testing.assert_close(judged(again.learner, batch), judged(learner, batch), **EQUAL)


def test_the_mean_over_a_row_is_modernberts_alone(tmp_path: Path) -> None:
    mean = {"classification": {"classes": 3, "vector": "mean"}}
    learner = found_run(tmp_path / "one", ("classification",), {}, configs=mean)
    exported = export_run(tmp_path / "one", None, tmp_path / "out")
    batch = ended("modernbert", 5)
    with torch.inference_mode():
        answer = opened(exported.folder, exported.auto_classes[0])(**inputs(batch))
    same(judged(learner, batch), answer, batch)
    found = import_folder(exported.folder, tmp_path / "runs")
    assert Run.open(found.path).recipe_data["objectives"]["classification"]["vector"] == "mean"
    found_run(tmp_path / "two", ("classification",), CLASSIC, configs=mean)
    assert export_run(tmp_path / "two", None, tmp_path / "bert").left_out == ("classification",)


@pytest.mark.parametrize("family", UNBIASED)
def test_a_score_above_its_mean_has_no_place_without_a_constant(
    family: str, tmp_path: Path
) -> None:
    found_run(tmp_path / "run", ("regression",), SHAPES[family], configs={"regression": SCORES})
    assert export_run(tmp_path / "run", None, tmp_path / "out").left_out == ("regression",)


@pytest.mark.parametrize(
    ("family", "activation"), [("electra", "tanh"), ("bert", "gelu"), ("roberta", "relu")]
)
def test_a_head_that_bends_otherwise_has_no_place(
    family: str, activation: str, tmp_path: Path
) -> None:
    configs = {"classification": {"classes": 3, "activation": activation}}
    found_run(tmp_path / "run", ("classification",), SHAPES[family], configs=configs)
    exported = export_run(tmp_path / "run", None, tmp_path / "out")
    assert exported.left_out == ("classification",) or exported.family != family


@pytest.mark.parametrize("family", ["bert", "gpt2", "bart"])
def test_tokens_are_those_of_the_examples(family: str, tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("classification",), SHAPES[family])
    folder = export_run(tmp_path / "run", None, tmp_path / "out").folder
    words = transformers.AutoTokenizer.from_pretrained(folder)
    special = tokenizer().special
    text = tokenizer().encode([TEXT])[0].tolist()
    assert words(TEXT)["input_ids"] == [special.cls, *text, special.sep]
    pair = [special.cls, *text, special.sep, *text, special.sep]
    assert words(TEXT, TEXT)["input_ids"] == pair
