"""onnxruntime says of what we write as ONNX what our models say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tokenizers
import torch
from torch import Tensor

from engine.control import Control
from engine.exchange.onnx import export_onnx
from engine.exchange.onnx_drawing import graph_bytes
from engine.exchange.onnx_graphs import HIDDEN, Graph, graphs_of
from engine.faults import Cancelled, Fault
from engine.inference import Filler
from engine.inference.opening import open_checkpoint
from engine.runs.run import Run
from tests.engine.assembly_samples import sample, start_and_end
from tests.engine.opened_samples import opened

for module in ("onnx", "onnxscript", "onnxruntime"):
    pytest.importorskip(module, reason=f"the oracle `{module}` is not here")

pytestmark = pytest.mark.filterwarnings("ignore")  # of torch, about its own insides


@pytest.fixture(autouse=True)
def no_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a library's progress bar leaves a thread behind."""
    tqdm = pytest.importorskip("tqdm")
    monkeypatch.setattr(tqdm.tqdm, "monitor_interval", 0)


LENGTH = 32  # tokens the models read
EQUAL = {"atol": 1e-4, "rtol": 1e-4}
ROWS = [(3, 11, 4), (1, 1, 1), (2, LENGTH, LENGTH)]  # rows, tokens read, tokens written


def session(data: bytes | str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def given(graph: Graph, vocabulary: int, width: int, shape: tuple[int, int, int]) -> list[Tensor]:
    """Random rows, the first of them padded at its end."""
    rows, length, written = shape
    generator = torch.Generator().manual_seed(length)
    values: dict[str, Tensor] = {}
    for names, long in (
        (("input_ids", "attention_mask"), length),
        (("decoder_input_ids", "decoder_attention_mask"), written),
    ):
        values[names[0]] = torch.randint(0, vocabulary, (rows, long), generator=generator)
        mask = torch.ones(rows, long, dtype=torch.int64)
        mask[0, max(1, long - 2) :] = 0
        values[names[1]] = mask
    second = torch.arange(length) >= length // 2
    values["token_type_ids"] = second.long().expand(rows, length)
    values["encoder_attention_mask"] = values["attention_mask"]
    values["encoder_hidden_states"] = torch.randn(rows, length, width, generator=generator)
    return [values[name] for name in graph.inputs]


def check(graph: Graph, vocabulary: int, width: int) -> None:
    """Equal wherever there is a token, for any number of rows and tokens."""
    running = session(graph_bytes(graph, LENGTH))
    taken = {one.name for one in running.get_inputs()}
    assert [one.name for one in running.get_outputs()] == list(graph.outputs)
    for shape in ROWS:
        inputs = given(graph, vocabulary, width, shape)
        named = dict(zip(graph.inputs, inputs, strict=True))
        found = running.run(None, {name: named[name].numpy() for name in taken})
        with torch.inference_mode():
            answer = graph.module(*inputs)
        ours = answer if isinstance(answer, tuple) else (answer,)
        there = inputs[1].numpy() > 0
        for one, other in zip(found, ours, strict=True):
            assert one.shape == other.shape
            places = there if one.shape[:2] == there.shape else slice(None)
            np.testing.assert_allclose(one[places], other.numpy()[places], **EQUAL)


MODELS: list[tuple[tuple[str, ...], dict[str, Any], dict[str, tuple[str, ...]]]] = [
    (("masked_lm",), {}, {"model.onnx": (HIDDEN, "logits")}),
    (
        ("masked_lm", "next_sentence"),
        {"style": "classic"},
        {"model.onnx": (HIDDEN, "logits_masked_lm", "logits_next_sentence")},
    ),
    (("masked_lm",), {"style": "classic", "paper": "roberta"}, {"model.onnx": (HIDDEN, "logits")}),
    (
        ("masked_lm",),
        {"style": "classic", "paper": "albert", "embedding_width": 8},
        {"model.onnx": (HIDDEN, "logits")},
    ),
    (
        ("masked_lm",),
        {"style": "classic", "positions": "relative"},
        {"model.onnx": (HIDDEN, "logits")},
    ),
    (("causal_lm",), {}, {"model.onnx": (HIDDEN, "logits")}),
    (("causal_lm",), {"style": "classic", "paper": "gpt2"}, {"model.onnx": (HIDDEN, "logits")}),
    (
        ("replaced_token_detection",),
        {"style": "classic", "paper": "electra"},
        {"model.onnx": (HIDDEN, "logits")},
    ),
    (
        ("span_corruption",),
        {"style": "classic", "paper": "t5"},
        {"encoder.onnx": (HIDDEN,), "decoder.onnx": (HIDDEN, "logits")},
    ),
    (
        ("denoising",),
        {"style": "classic", "paper": "bart"},
        {"encoder.onnx": (HIDDEN,), "decoder.onnx": (HIDDEN, "logits")},
    ),
    (("classification",), {"style": "classic"}, {"model.onnx": (HIDDEN, "logits")}),
    (("regression",), {"architecture": "decoder"}, {"model.onnx": (HIDDEN, "logits")}),
    (("classification",), {"architecture": "encoder_decoder"}, {"model.onnx": ("logits",)}),
    (("tagging",), {}, {"model.onnx": (HIDDEN, "logits")}),
    (("answering",), {}, {"model.onnx": (HIDDEN, "start_logits", "end_logits")}),
]


@pytest.mark.parametrize(
    ("names", "model", "files"),
    MODELS,
    ids=["-".join([*names, *map(str, model.values())]) for names, model, _ in MODELS],
)
def test_graphs_say_what_our_models_say(
    names: tuple[str, ...], model: dict[str, Any], files: dict[str, tuple[str, ...]]
) -> None:
    learner = opened(*names, **model).learner
    learner.compute_in(torch.float32, "explicit")
    graphs, left_out = graphs_of(learner)
    assert not left_out
    assert {graph.file: graph.outputs for graph in graphs} == files
    for graph in graphs:
        check(graph, learner.model.vocabulary, learner.model.width)


def test_a_graph_says_scores() -> None:
    learner = opened("regression", style="classic").learner
    part = learner.objective.parts()["regression"]
    part.config = part.config.model_copy(update={"mean": 2.5, "spread": 1.5})
    (graph,), _ = graphs_of(learner)
    with torch.inference_mode():
        hidden, said = graph.module(*given(graph, learner.model.vocabulary, 0, (3, 11, 4)))
        wanted = part.head(hidden[:, 0]) * 1.5 + 2.5
    torch.testing.assert_close(said, wanted)


def test_heads_without_a_place_are_named() -> None:
    graphs, left_out = graphs_of(opened("masked_lm", "contrastive_sentence").learner)
    assert left_out == ["contrastive_sentence"]
    assert [graph.outputs for graph in graphs] == [(HIDDEN, "logits")]


def test_an_axis_that_became_fixed_is_refused() -> None:
    class Fixed(torch.nn.Module):
        def forward(self, tokens: Tensor) -> Tensor:
            return tokens + torch.ones(tokens.shape[0], int(tokens.shape[1]), dtype=torch.int64)

    example = torch.ones(2, 7, dtype=torch.int64)
    graph = Graph("x.onnx", Fixed(), ("tokens",), ("y",), ("length",), (example,))
    with pytest.raises(Fault, match="could not be written as ONNX"):
        graph_bytes(graph, LENGTH)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOZE_STUDIO_CACHE", str(folder / "cache"))
        start_and_end(sample(folder), folder / "runs" / "one")
    return folder / "runs" / "one"


def test_a_run_is_written_and_fills_a_mask(run: Path, tmp_path: Path) -> None:
    said: list[float] = []
    told = export_onnx(run, tmp_path / "out", progress=lambda event: said.append(event.done))
    assert told["step"] == 30
    assert said
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "README.md",
        "manifest.json",
        "model.onnx",
        "tokenizer.json",
    ]
    told_too = (tmp_path / "out" / "README.md").read_text()
    assert "logits_masked_lm" in told_too
    assert "The classes of next_sentence, in the order of their numbers:" in told_too
    json.dumps(told)  # plain data

    loaded = open_checkpoint(Run.open(run))
    filler = Filler.of(loaded)
    tokens = filler.rows.framed(filler.rows.words("Bara [MASK] keni."))
    place = tokens.index(filler.mask)
    words = tokenizers.Tokenizer.from_file(str(tmp_path / "out" / "tokenizer.json"))
    assert words.encode("Bara [MASK] keni.").ids == tokens
    running = session(str(tmp_path / "out" / "model.onnx"))
    ids = np.array([tokens])
    rows = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    rows["token_type_ids"] = np.zeros_like(ids)
    rows = {name: rows[name] for name in (one.name for one in running.get_inputs())}
    (logits,) = running.run(["logits_masked_lm"], rows)
    ours = filler.logits([tokens], [[place]])[0, 0].numpy()
    np.testing.assert_allclose(logits[0, place], ours, **EQUAL)

    with pytest.raises(Fault, match=r"There is a .*out already"):
        export_onnx(run, tmp_path / "out")


def test_it_can_be_stopped_and_leaves_nothing(run: Path, tmp_path: Path) -> None:
    control = Control()
    with pytest.raises(Cancelled):
        export_onnx(run, tmp_path / "out", control=control, progress=lambda _: control.stop())
    with pytest.raises(Fault, match="no checkpoint of step 7"):
        export_onnx(run, tmp_path / "out", step=7)
    assert not list(tmp_path.iterdir())
