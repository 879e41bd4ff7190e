"""Folders that `transformers` wrote answer here as they do there, to 1e-5."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.batch import PADDING, Batch
from engine.exchange.exporting import export_run
from engine.exchange.importing import import_folder
from engine.faults import Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.models.transformer import Capture
from engine.runs.run import Run
from tests.engine import model_samples as samples
from tests.engine.opened_samples import tokenizer
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import DEPTH, EQUAL, LENGTH, WIDTH, inputs, rows, transformers
from tests.oracles.test_export import opened, ours, theirs
from tests.oracles.test_logits import both, check

PADDED = pytest.mark.parametrize("padded", [0, 5])
EMBEDDED = samples.config(
    style="classic", paper="albert", width=WIDTH, heads=4, embedding_width=16, feed_forward=128
)


def t5() -> Any:
    """T5, of which one layer less writes."""
    config = configs.t5_config()
    config.n_positions = LENGTH  # or it were taken for 512, and there were not gap tokens enough
    return config


# Class there, its configuration, the objectives its heads serve here.
FOLDERS: dict[str, tuple[str, Callable[[], Any], tuple[str, ...]]] = {
    "bert": ("BertForPreTraining", configs.bert_config, ("masked_lm", "next_sentence")),
    "bert-masked": ("BertForMaskedLM", configs.bert_config, ("masked_lm",)),
    "bert-next": ("BertForNextSentencePrediction", configs.bert_config, ("next_sentence",)),
    "bert-classes": (
        "BertForSequenceClassification",
        configs.bert_config,
        ("classification",),
    ),
    "roberta": ("RobertaForMaskedLM", configs.roberta_config, ("masked_lm",)),
    "roberta-classes": (
        "RobertaForSequenceClassification",
        configs.roberta_config,
        ("classification",),
    ),
    "distilbert": ("DistilBertForMaskedLM", configs.distilbert_config, ("masked_lm",)),
    "distilbert-classes": (
        "DistilBertForSequenceClassification",
        configs.distilbert_config,
        ("classification",),
    ),
    "albert": (
        "AlbertForPreTraining",
        lambda: configs.albert_config(EMBEDDED),
        ("masked_lm", "sentence_order"),
    ),
    "electra": (
        "ElectraForPreTraining",
        lambda: configs.electra_config(EMBEDDED),
        ("replaced_token_detection",),
    ),
    "electra-classes": (
        "ElectraForSequenceClassification",
        lambda: configs.electra_config(EMBEDDED),
        ("classification",),
    ),
    "electra-generator": (
        "ElectraForMaskedLM",
        lambda: configs.electra_config(EMBEDDED),
        ("masked_lm",),
    ),
    "gpt2": ("GPT2LMHeadModel", configs.gpt2_config, ("causal_lm",)),
    "gpt2-bare": ("GPT2Model", configs.gpt2_config, ("causal_lm",)),
    "bart": ("BartForConditionalGeneration", configs.bart_config, ("denoising",)),
    "t5": ("T5ForConditionalGeneration", t5, ("span_corruption",)),
    "modernbert": (
        "ModernBertForMaskedLM",
        lambda: configs.modernbert_config(80),
        ("masked_lm",),
    ),
    "llama": (
        "LlamaForCausalLM",
        lambda: configs.llama_config(samples.config(architecture="decoder", feed_forward=80)),
        ("causal_lm",),
    ),
}
SMALLER = ("t5",)  # its unscaled attention wants smaller weights


def written(folder: Path, name: str, **given: Any) -> Any:
    """Their model with every weight moved, as it says itself in a folder; a tokenizer beside it."""
    kind, make, _ = FOLDERS[name]
    config = make()
    config.vocab_size = tokenizer().vocabulary
    if name.endswith("classes"):
        config.num_labels = 3
    for field, value in given.items():
        setattr(config, field, value)
    config._attn_implementation = "eager"
    model = samples.stirred(
        getattr(transformers, kind)(config), std=0.05 if name in SMALLER else 0.2
    )
    if hasattr(model, "final_logits_bias"):
        model.final_logits_bias.normal_(generator=torch.Generator().manual_seed(2))
    model.tie_weights()
    model.eval().save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes(tokenizer().to_bytes())
    return model


def imported(folder: Path, runs: Path) -> tuple[Opened, tuple[str, ...]]:
    """The run made of it, opened, and its objectives."""
    found = import_folder(folder, runs)
    return open_checkpoint(Run.open(found.path)), found.objectives


def given(name: str, padded: int) -> Batch:
    typed = name.startswith(("bert", "albert", "electra"))
    batch = both(padded) if name in ("bart", "t5") else rows(padded, typed=typed)
    if name.startswith(("gpt2", "llama")):
        batch = replace(batch, sight="causal")
    if name.startswith("roberta"):
        batch.tokens[batch.segments == PADDING] = 1  # by which it finds its places
    return batch


@PADDED
@pytest.mark.parametrize("name", FOLDERS)
def test_logits_are_theirs(name: str, padded: int, tmp_path: Path) -> None:
    there = written(tmp_path / "model", name)
    run, objectives = imported(tmp_path / "model", tmp_path / "runs")
    assert objectives == FOLDERS[name][2]
    batch = given(name, padded)
    with torch.inference_mode():
        answer = there(**inputs(batch))
    found = ours(run.learner, batch)
    segments = batch.segments if batch.decoder_segments is None else batch.decoder_segments
    if name == "gpt2-bare":
        table = there.get_input_embeddings().weight.detach()
        check(found["causal_lm"], answer.last_hidden_state.clone() @ table.T, segments)
        return
    answers = theirs(answer)
    assert len(answers) == len(found)
    for own, one in zip(found.values(), answers, strict=True):
        if own.ndim == 2 and own.shape[1] < LENGTH:
            torch.testing.assert_close(own, one, **EQUAL)
        else:
            check(own, one, segments)


@pytest.mark.parametrize("name", ["bert", "roberta", "distilbert", "electra", "gpt2", "bart", "t5"])
def test_hidden_states_and_attention_are_theirs(name: str, tmp_path: Path) -> None:
    there = written(tmp_path / "model", name)
    run, _ = imported(tmp_path / "model", tmp_path / "runs")
    batch, capture = given(name, 5), Capture()
    with torch.inference_mode():
        hidden = run.learner.model(batch.to(samples.CPU), capture)
        answer = there(**inputs(batch), output_attentions=True, output_hidden_states=True)
    alone = batch.decoder_segments is None
    segments = batch.segments if alone else batch.decoder_segments
    check(hidden, (answer.hidden_states if alone else answer.decoder_hidden_states)[-1], segments)
    if alone:
        sides = [(capture.attention, answer.attentions, batch.segments, batch.segments)]
    else:
        sides = [
            (capture.attention, answer.encoder_attentions, batch.segments, batch.segments),
            (capture.decoder, answer.decoder_attentions, segments, segments),
            (capture.cross, answer.cross_attentions, segments, batch.segments),
        ]
    for own, one, asking, seen in sides:
        assert len(own) == len(one) > DEPTH - 2
        there_asked = torch.from_numpy(asking != PADDING)
        there_seen = torch.from_numpy(seen != PADDING)
        for layer, other in zip(own, one, strict=True):
            mask = (there_asked[:, None, :, None] & there_seen[:, None, None]).expand_as(layer)
            torch.testing.assert_close(layer[mask], other[mask], **EQUAL)


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16])
def test_half_precision_is_widened(kind: torch.dtype, tmp_path: Path) -> None:
    there = written(tmp_path / "model", "bert")
    there.to(kind).save_pretrained(tmp_path / "model")
    run, _ = imported(tmp_path / "model", tmp_path / "runs")
    batch = given("bert", 0)
    with torch.inference_mode():
        answer = there.float()(**inputs(batch))
    check(ours(run.learner, batch)["masked_lm"], answer.prediction_logits, batch.segments)


def test_weights_in_many_files_are_read(tmp_path: Path) -> None:
    there = written(tmp_path / "model", "bert")
    (tmp_path / "model" / "model.safetensors").unlink()
    there.save_pretrained(tmp_path / "model", max_shard_size="20KB")
    assert len(list((tmp_path / "model").glob("*.safetensors"))) > 2
    run, _ = imported(tmp_path / "model", tmp_path / "runs")
    batch = given("bert", 0)
    with torch.inference_mode():
        answer = there(**inputs(batch))
    check(ours(run.learner, batch)["masked_lm"], answer.prediction_logits, batch.segments)


def test_pickled_weights_are_read(tmp_path: Path) -> None:
    there = written(tmp_path / "model", "bert")
    (tmp_path / "model" / "model.safetensors").unlink()
    torch.save(there.state_dict(), tmp_path / "model" / "pytorch_model.bin")
    run, _ = imported(tmp_path / "model", tmp_path / "runs")
    batch = given("bert", 0)
    with torch.inference_mode():
        answer = there(**inputs(batch))
    check(ours(run.learner, batch)["masked_lm"], answer.prediction_logits, batch.segments)


def test_an_output_of_its_own_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "model", "llama", tie_word_embeddings=False)
    with pytest.raises(Fault, match=r"lm_head\.weight is not the table of its tokens"):
        import_folder(tmp_path / "model", tmp_path / "runs")
    assert not list(tmp_path.glob("runs/*"))


def test_a_table_with_rows_to_spare_is_cut(tmp_path: Path) -> None:
    there = written(tmp_path / "model", "bart")
    there.resize_token_embeddings(tokenizer().vocabulary + 10)
    there.save_pretrained(tmp_path / "model")
    found = import_folder(tmp_path / "model", tmp_path / "runs")
    assert "10 rows of the table stand for no token" in str(found.notices[-1])
    run = open_checkpoint(Run.open(found.path))
    batch = given("bart", 0)
    with torch.inference_mode():
        answer = there(**inputs(batch)).logits[..., : tokenizer().vocabulary]
    check(ours(run.learner, batch)["denoising"], answer, batch.decoder_segments)


@pytest.mark.parametrize(
    "name",
    [
        *("bert", "bert-classes", "roberta", "albert", "electra", "electra-classes"),
        *("gpt2", "bart", "t5"),
    ],
)
def test_what_is_imported_can_be_exported_again(name: str, tmp_path: Path) -> None:
    there = written(tmp_path / "model", name)
    found = import_folder(tmp_path / "model", tmp_path / "runs")
    exported = export_run(found.path, None, tmp_path / "out")
    assert exported.architecture == FOLDERS[name][0]
    again = opened(exported.folder, exported.auto_classes[0])
    batch = given(name, 5)
    segments = batch.segments if batch.decoder_segments is None else batch.decoder_segments
    batch.tokens[batch.segments == PADDING] = again.config.pad_token_id
    before = given(name, 5)
    with torch.inference_mode():
        pairs = zip(theirs(there(**inputs(before))), theirs(again(**inputs(batch))), strict=True)
    for one, other in pairs:
        if one.ndim == 2 and one.shape[1] < LENGTH:
            torch.testing.assert_close(other, one, **EQUAL)
        else:
            check(other, one, segments)
