"""A folder of `transformers` becomes a run, to be looked at, asked and trained on like another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.control import Control
from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.faults import Cancelled, Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.reader import Reader
from engine.inference.similarity import similarities
from engine.runs.run import Run
from engine.runs.workspace import summarise
from engine.tasks.asking import Tuned
from tests.engine.assembly_samples import sample, start_and_end
from tests.engine.exchange_samples import CLASSIC, FITTING, found_run
from tests.engine.hostile_folders import settings
from tests.engine.opened_samples import TEXT, tokenizer


def foreign(folder: Path, name: str = "bert") -> Path:
    """A folder as others have it: without a manifest."""
    found_run(folder / "source", *FITTING[name][:2])
    made = export_run(folder / "source", None, folder / "model").folder
    (made / "manifest.json").unlink()
    return made


def opened(folder: Path, runs: Path) -> Opened:
    return open_checkpoint(Run.open(import_folder(folder, runs).path))


@pytest.mark.parametrize("name", [name for name in FITTING if name != "albert-wide"])
def test_what_was_exported_comes_back_as_it_went(name: str, tmp_path: Path) -> None:
    objectives, _, family, _ = FITTING[name]
    found = import_folder(foreign(tmp_path, name), tmp_path / "runs")
    assert found.family == family
    judged = dict.fromkeys(("pairs", "inference", "roberta-inference"), ("classification",))
    same = judged | {"t5-silu": ("span_corruption",)}
    assert found.objectives == same.get(name, objectives)
    before = Run.open(tmp_path / "source").load_latest()
    after = Run.open(found.path).load_latest()
    assert before is not None
    assert after is not None
    assert after.step == 0
    rows = tokenizer().vocabulary
    for place, array in before.model.items():
        if not place.startswith("model.") or "positions" in place:
            continue
        own = after.model[place]
        if place == "model.embeddings.tokens.weight":
            array, own = array[:rows], own[:rows]
        np.testing.assert_array_equal(own, array, err_msg=place)


def test_an_imported_run_is_a_run(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    found = import_folder(folder, tmp_path / "runs")
    assert found.path == tmp_path / "runs" / "model-01"
    assert (found.fresh, found.left_over, found.notices) == ((), (), ())
    run = Run.open(found.path)
    status = run.status()
    assert (status.state, status.step) == ("finished", 0)
    assert run.environment["imported"]["folder"] == str(folder)
    assert run.environment["imported"]["architectures"] == ["BertForPreTraining"]
    summary = summarise(found.path)
    assert summary.damaged is None
    assert summary.objectives == ("masked_lm", "next_sentence")
    assert run.history().last_probe is None
    reader = Reader.open(run)
    probe = reader.probe("the [MASK] words", second=TEXT)
    assert len(probe.predictions) == 1
    assert set(probe.judgements) == {"next_sentence"}


def test_the_name_may_be_chosen(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    assert import_folder(folder, tmp_path / "runs", name="mine").path.name == "mine"
    with pytest.raises(Fault, match="There is a run “mine” already"):
        import_folder(folder, tmp_path / "runs", name="mine")


def test_a_stopped_import_leaves_nothing(tmp_path: Path) -> None:
    folder, control = foreign(tmp_path), Control()

    def stop(prepared: Any) -> None:
        if prepared.phase == "saving":
            control.stop()

    with pytest.raises(Cancelled):
        import_folder(folder, tmp_path / "runs", control, stop)
    assert not list((tmp_path / "runs").iterdir())


def test_training_goes_on_from_an_imported_folder(tmp_path: Path) -> None:
    found = import_folder(foreign(tmp_path), tmp_path / "runs")
    recipe = sample(
        tmp_path,
        "training.steps=4",
        "start.weights=run",
        f"start.run={found.path}",
        "model.style=classic",
        "model.depth=2",
        "model.heads=4",
        "model.feed_forward=128",
        "model.length=24",
    )
    start_and_end(recipe, tmp_path / "runs" / "on")
    told = Run.open(tmp_path / "runs" / "on").environment["start"]
    learner = open_checkpoint(Run.open(found.path)).learner
    assert (told["from"], told["step"]) == (found.path.name, 0)
    assert (told["fresh"], told["in_part"], told["learned_under"]) == ([], {}, {})
    assert len(told["taken_over"]) == len(learner.tensors())


def test_classes_keep_their_names(tmp_path: Path) -> None:
    found = opened(foreign(tmp_path, "inference"), tmp_path / "runs")
    assert tuple(found.learner.objective.parts()) == ("classification",)
    assert found.classes == ("entailment", "neutral", "contradiction")


def tuned(folder: Path, objective: str, model: dict[str, Any], **changed: Any) -> Path:
    """A folder whose one head was tuned; values of its config.json changed, or "gone"."""
    found_run(folder / "source", (objective,), model)
    made = export_run(folder / "source", None, folder / "model").folder
    settings(**changed)(made)
    return made


@pytest.mark.parametrize("names", ["gone", {"0": "good", "1": "good", "2": "bad"}])
@pytest.mark.parametrize("objective", ["classification", "tagging"])
def test_classes_without_names_are_numbered_as_there(
    objective: str, names: Any, tmp_path: Path
) -> None:
    """Two that nobody named were never written down by `transformers`."""
    found = opened(tuned(tmp_path, objective, CLASSIC, id2label=names), tmp_path / "runs")
    assert found.classes == ("LABEL_0", "LABEL_1", "LABEL_2")
    asked = Tuned(found)
    if objective == "tagging":
        assert set(asked.entities(TEXT).kinds) <= set(found.classes)
    else:
        assert set(asked.judge(TEXT).shares) == set(found.classes)


@pytest.mark.parametrize(
    ("objective", "paper", "changed"),
    [
        ("classification", "bert", {"problem_type": "multi_label_classification"}),
        ("classification", "bert", {"problem_type": "regression"}),
        ("regression", "bert", {"problem_type": "multi_label_classification"}),
        ("classification", "bart", {"decoder_start_token_id": 3}),
        ("classification", "bart", {"decoder_start_token_id": "gone"}),
    ],
)
def test_a_head_that_means_something_else_is_not_taken(
    objective: str, paper: str, changed: dict[str, Any], tmp_path: Path
) -> None:
    folder = tuned(tmp_path, objective, CLASSIC | {"paper": paper}, **changed)
    found = import_folder(folder, tmp_path / "runs")
    assert objective not in found.objectives
    assert any("classif" in name for name in found.left_over)
    assert "no head that can be used here" in str(found.notices[0])


def test_a_bare_model_answers_without_a_head_and_says_so(tmp_path: Path) -> None:
    found_run(tmp_path / "source", ("contrastive_sentence",), CLASSIC)
    export_run(tmp_path / "source", None, tmp_path / "model")
    found = import_folder(tmp_path / "model", tmp_path / "runs")
    assert found.objectives == ("contrastive_sentence",)
    assert "The folder holds no head that can be used here" in str(found.notices[0])
    assert all(name.startswith("objective.") for name in found.fresh)
    run = Run.open(found.path)
    kept = [one["what"] for one in run.environment["imported"]["notices"]]
    assert kept == [one.what for one in found.notices]
    assert [str(one) for one in run.history().notices] == [str(one) for one in found.notices]
    # Nothing says that it learned to compare by the first token, as the run before did.
    assert similarities(open_checkpoint(run), [TEXT, "masked words"]).measure == "mean"


def test_a_bare_model_compares_as_its_folder_says(tmp_path: Path) -> None:
    found_run(tmp_path / "source", ("contrastive_sentence",), CLASSIC)
    folder = export_run(tmp_path / "source", None, tmp_path / "model").folder
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
    texts = [TEXT, "masked words", "a text"]
    runs = opened(folder, tmp_path / "runs"), open_checkpoint(Run.open(tmp_path / "source"))
    told = [similarities(one, texts) for one in runs]
    assert [one.measure for one in told] == ["first", "first"]
    np.testing.assert_allclose(told[0].cosines, told[1].cosines, atol=1e-6)


def test_electra_judges_tokens_with_a_fresh_generator(tmp_path: Path) -> None:
    found = import_folder(foreign(tmp_path, "electra"), tmp_path / "runs")
    assert found.objectives == ("replaced_token_detection",)
    assert all(".generator." in name for name in found.fresh)
    assert Reader.open(Run.open(found.path)).spots_replaced
