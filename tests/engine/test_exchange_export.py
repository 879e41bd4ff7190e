"""What an export writes, whole or not at all, and what it tells."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine import disk
from engine.control import Control
from engine.disk import Damaged, Taken
from engine.evaluation.result import Figure, Result
from engine.events import Evaluated, Noticed
from engine.exchange import exporting
from engine.exchange.card import shortened
from engine.exchange.exporting import _card, export_run
from engine.exchange.source import Source
from engine.faults import Cancelled, Fault
from engine.recipe import recipe_to_toml
from engine.runs.run import Run
from engine.runs.tensors import read_header
from engine.tasks.metrics.measures import Measures, Metric
from engine.tasks.report import TaskReport
from engine.training.best import TAKEN_BACK
from tests.engine.assembly_samples import sample, start_and_end
from tests.engine.exchange_samples import CLASSIC, FITTING, found_run, recipe_of
from tests.engine.opened_samples import tokenizer

FILES = {
    "config.json",
    "manifest.json",
    "model.safetensors",
    "README.md",
    "tokenizer.json",
    "tokenizer_config.json",
}


def exported(folder: Path, name: str = "bert") -> Path:
    found_run(folder / "run", *FITTING[name][:2])
    return export_run(folder / "run", None, folder / "out").folder


@pytest.mark.parametrize("name", ["bert", "gpt2", "t5"])
def test_a_folder_is_written_whole(name: str, tmp_path: Path) -> None:
    folder = exported(tmp_path, name)
    more = set() if name == "bert" else {"generation_config.json"}
    assert {path.name for path in folder.iterdir()} == FILES | more
    disk.verify_folder(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "run"]


def test_spare_rows_and_gradients_of_nothing_are_not_written(tmp_path: Path) -> None:
    folder = exported(tmp_path)
    data = (folder / "model.safetensors").read_bytes()
    header = read_header(data, folder)
    assert header.metadata == {"format": "pt"}
    table = header.places["bert.embeddings.word_embeddings.weight"]
    assert table.shape == (tokenizer().vocabulary, 32)
    assert json.loads((folder / "config.json").read_text())["vocab_size"] == table.shape[0]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["bert"][:2])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Taken):
        export_run(tmp_path / "run", None, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_stopped_export_leaves_nothing(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["bert"][:2])
    control = Control()

    def stop(prepared: Any) -> None:
        if prepared.phase == "saving":
            control.stop()

    with pytest.raises(Cancelled):
        export_run(tmp_path / "run", None, tmp_path / "out", control, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_model_without_an_equal_is_refused_with_what_would_fit(tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("masked_lm",), CLASSIC | {"activation": "relu", "biases": False})
    with pytest.raises(Fault) as raised:
        export_run(tmp_path / "run", None, tmp_path / "out")
    told = str(raised.value)
    assert "no equal in transformers; the nearest is BERT" in told
    assert "model.activation = relu has no equal there; gelu has." in told
    assert "model.biases = false has no equal there; true has." in told
    assert not (tmp_path / "out").exists()


def test_heads_without_a_place_are_named_in_the_card(tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("masked_lm", "contrastive_sentence"), CLASSIC)
    found = export_run(tmp_path / "run", None, tmp_path / "out")
    assert found.left_out == ("contrastive_sentence",)
    card = (found.folder / "README.md").read_text()
    assert "It also learned contrastive_sentence, for which BertForMaskedLM has no place" in card


def test_an_objective_that_was_switched_off_takes_no_head_away(tmp_path: Path) -> None:
    """The recipe of such a run names it still: else its preset would switch it on again."""
    given = ("preset=bert-tiny", "objectives.next_sentence=false", "model.style=classic")
    recipe = sample(tmp_path, "training.steps=2", "model.feed_forward=128", *given)
    start_and_end(recipe, tmp_path / "runs" / "one")
    assert "next_sentence = false" in Run.open(tmp_path / "runs" / "one").recipe_toml
    found = export_run(tmp_path / "runs" / "one", None, tmp_path / "out")
    assert (found.architecture, found.left_out) == ("BertForMaskedLM", ())


def test_an_older_checkpoint_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    learner = found_run(tmp_path / "run", *FITTING["bert"][:2])
    arrays = {name: one.numpy() * 0 for name, one in learner.tensors().items()}
    Run.open(tmp_path / "run").save_checkpoint(9, arrays, {}, {})
    assert export_run(tmp_path / "run", 7, tmp_path / "old").step == 7
    assert export_run(tmp_path / "run", None, tmp_path / "new").step == 9
    with pytest.raises(Fault, match="no checkpoint of step 8"):
        export_run(tmp_path / "run", 8, tmp_path / "none")


def test_the_card_tells_of_a_run_and_not_of_its_home(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "training.steps=10", "model.style=classic", "model.feed_forward=128")
    start_and_end(recipe, tmp_path / "runs" / "one")
    folder = export_run(tmp_path / "runs" / "one", None, tmp_path / "out").folder
    card = (folder / "README.md").read_text()
    assert card.startswith("---\nlibrary_name: transformers\n")
    for told in (
        "# one",
        "An encoder with 1 layers, 32 numbers per token and 2 heads",
        "to step 10 on: masked_lm, next_sentence",
        "AutoModelForPreTraining",
        "Text: text",
        "Held back for measuring: 5%",
        "| masked_lm |",
        "| next_sentence |",
        'style = "classic"',
        "steps = 10",
    ):
        assert told in card, told
    for path in folder.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_the_card_tells_of_the_evaluations_of_its_step(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["bert"][:2])
    run = Run.open(tmp_path / "run")
    figure = Figure("top_1", "First answer | right", 0.25, "share", low=0.125, high=0.5, floor=0.1)
    for step, source in ((7, f"{tmp_path}/a.txt"), (3, "old.txt")):
        result = Result("fill_mask", "run", step, source, 0, "masked", (figure,))
        run.evaluations.write("fill_mask", result.as_data())
    accuracy = Metric("accuracy", "Accuracy", 0.75, 0.5, 1.0, 0.5, True, True, "")
    measures = Measures("accuracy", 16, "the commonest class", (accuracy,))
    report = TaskReport("classification", 7, "test", (), measures, ())
    run.evaluations.write("task", report.as_data())
    card = (export_run(tmp_path / "run", None, tmp_path / "out").folder / "README.md").read_text()
    row = "| fill_mask | a.txt | First answer \\| right | 0.250 | 0.125 to 0.500 | 0.100 |"
    assert card.count("| fill_mask |") == 1
    assert row in card
    assert "| classification | test | accuracy | 0.750 |" in card
    assert card.index("| classification | test |") < card.index("| fill_mask |")
    assert "On what was held back" not in card.partition("| classification | test |")[0]
    assert str(tmp_path) not in card
    run.evaluations.write("fill_mask", {"step": 7})
    with pytest.raises(Damaged, match="It is no evaluation"):
        export_run(tmp_path / "run", None, tmp_path / "again")


def test_the_card_tells_what_was_learned_from_and_what_was_not(tmp_path: Path) -> None:
    found_run(tmp_path / "run", ("regression",), CLASSIC)
    source = Source.read(tmp_path / "run", None, Control())
    files = {name: (tmp_path / f"{name}.tsv",) for name in ("train", "validation", "test")}
    recipe = replace(source.recipe, task=source.recipe.task.model_copy(update=files))
    card = replace(_card(source, source.seat(), 1), recipe=recipe).text()
    for line in ("Examples: train.tsv", "Held back: validation.tsv", "Measured with: test.tsv"):
        assert f"- {line}\n" in card
    assert "only these classes" not in card  # a score is none


def test_the_card_tells_what_the_weights_taken_back_had_measured(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["bert"][:2])
    run = Run.open(tmp_path / "run")
    for step, loss in ((3, 0.5), (7, 0.75)):
        run.metrics.append(Evaluated(step, 1, 1.0, {"masked_lm": loss}, {}))
    run.metrics.close()
    assert "at step 7, after 1 tokens" in _card_of(tmp_path, "last")
    run.metrics.append(Noticed(7, "note", TAKEN_BACK, {"best": 3, "step": 7}))
    run.metrics.close()
    card = _card_of(tmp_path, "best")
    assert "at step 3, after 1 tokens" in card
    assert "| masked_lm | 0.500 |" in card


def _card_of(folder: Path, name: str) -> str:
    return (export_run(folder / "run", None, folder / name).folder / "README.md").read_text()


def test_neither_folder_stays_where_the_generators_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> None:
        raise Fault("no room")

    found_run(tmp_path / "run", *FITTING["electra"][:2])
    monkeypatch.setattr(exporting, "_write_generator", refuse)
    with pytest.raises(Fault, match="no room"):
        export_run(tmp_path / "run", None, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_folder_that_holds_the_new_one_is_made(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["bert"][:2])
    assert export_run(tmp_path / "run", None, tmp_path / "a" / "b").folder.is_dir()


def test_a_head_that_spots_is_not_said_to_fill_masks(tmp_path: Path) -> None:
    found_run(tmp_path / "run", *FITTING["electra"][:2])
    card = (export_run(tmp_path / "run", None, tmp_path / "out").folder / "README.md").read_text()
    assert "ElectraForPreTraining" in card
    assert "pipeline_tag" not in card


def test_paths_go_by_their_names_alone(tmp_path: Path) -> None:
    data = recipe_of(("masked_lm",), CLASSIC, tmp_path).as_data()
    assert data["corpus"]["paths"] == [str(tmp_path)]
    assert str(tmp_path) not in recipe_to_toml(shortened(data))
    assert shortened(data)["corpus"]["paths"] == [tmp_path.name]
    elsewhere = {"a": ["C:\\Users\\ann\\books", "/runs/one/C:\\Users\\ann\\books"]}
    assert shortened(elsewhere) == {"a": ["books", "books"]}
