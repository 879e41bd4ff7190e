"""What is counted from a configuration is what torch counts, for every architecture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from engine.batch import Batch
from engine.models.block import block_matrices
from engine.models.config import ModelConfig
from engine.models.counting import (
    FORWARD_AND_BACKWARD,
    Count,
    count_detection_head,
    count_pair_head,
    count_token_head,
    count_trunk,
    memory_bytes,
)
from engine.models.heads import DetectionHead, PairHead, TokenHead
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

VOCABULARY, LENGTH, WRITTEN = 300, 24, 16
SHAPES: dict[str, dict[str, Any]] = {
    "encoder": {},
    "bert": {"style": "classic"},
    "albert": {"style": "classic", "paper": "albert", "embedding_width": 8},
    "electra": {"style": "classic", "paper": "electra", "embedding_width": 8},
    "shared pre-norm": {"share_layers": True, "biases": True},
    "decoder": {"architecture": "decoder"},
    "decoder with biases": {"architecture": "decoder", "biases": True, "embedding_norm": True},
    "relative decoder": {"architecture": "decoder", "positions": "relative"},
    "gpt2": {"style": "classic", "paper": "gpt2"},
    "encoder_decoder": {"architecture": "encoder_decoder", "decoder_depth": 2},
    "shared both": {"architecture": "encoder_decoder", "share_layers": True, "norm": "post"},
    "bart": {"style": "classic", "paper": "bart"},
    "t5": {"style": "classic", "paper": "t5", "decoder_depth": 2},
    "t5 factorised": {
        "style": "classic",
        "paper": "t5",
        "embedding_width": 16,
        "head_transform": True,
    },
}
NAMES = pytest.mark.parametrize("name", SHAPES)


def model_of(name: str, **given: Any) -> Transformer:
    small = {"width": 32, "depth": 3, "heads": 2, "length": LENGTH}
    model = samples.model(size=VOCABULARY, attention="explicit", **small | SHAPES[name] | given)
    return model.train()


def batch_of(model: Transformer, rows: int = 4) -> Batch:
    read = samples.full_rows(rows, LENGTH)
    sight = "causal" if model.config.architecture == "decoder" else "both"
    if not model.config.writes:
        return replace(read, sight=sight)
    written = samples.full_rows(rows, WRITTEN, seed=1)
    return replace(
        read,
        decoder_tokens=written.tokens,
        decoder_positions=written.positions,
        decoder_segments=written.segments,
    )


def counted(config: ModelConfig, asked: int | None) -> Count:
    """Trunk and the head that names tokens."""
    answered = WRITTEN if config.writes else LENGTH
    trunk = count_trunk(config, VOCABULARY, LENGTH, asked, decoder_length=WRITTEN)
    return trunk + count_token_head(config, VOCABULARY, asked or answered)


def learn(model: Transformer, head: TokenHead, batch: Batch, asked: int | None) -> torch.Tensor:
    """One pass and the loss of it."""
    rows = batch.num_rows
    at = None if asked is None else torch.arange(asked).expand(rows, asked)
    hidden = model(batch.to(samples.CPU), at=at)
    total, _ = head.loss(hidden, torch.ones(hidden.shape[:2], dtype=torch.int64))
    return total


@NAMES
def test_counted_parameters_are_torchs(name: str) -> None:
    model = model_of(name)
    count = counted(model.config, None)
    learner = nn.ModuleList([model, TokenHead(model)])
    assert count.parameters == sum(p.numel() for p in learner.parameters())
    assert sum(count.parts.values()) == count.parameters
    assert count.matrices == sum(p.numel() for p in block_matrices(learner).values())
    assert ("cross" in count.parts) == model.config.writes


@NAMES
@pytest.mark.parametrize("asked", [None, 5])
def test_counted_flops_are_torchs(name: str, asked: int | None) -> None:
    model = model_of(name)
    batch, head = batch_of(model), TokenHead(model)
    with FlopCounterMode(display=False) as counter:
        learn(model, head, batch, asked).backward()
    expected = counter.get_total_flops() / batch.num_rows
    flops = FORWARD_AND_BACKWARD * counted(model.config, asked).flops
    assert flops == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("name", ["electra", "encoder"])
def test_other_heads_cost_what_is_counted(name: str) -> None:
    model = model_of(name)
    batch = batch_of(model)
    pair, detection = PairHead(model, 3), DetectionHead(model)
    with FlopCounterMode(display=False) as counter:
        hidden = model(batch.to(samples.CPU))
        (pair(hidden[:, 0]).sum() + detection(hidden).sum()).backward()
    count = (
        count_trunk(model.config, VOCABULARY, LENGTH)
        + count_pair_head(model.config, 3)
        + count_detection_head(model.config, LENGTH)
    )
    learner = nn.ModuleList([model, pair, detection])
    assert count.parameters == sum(p.numel() for p in learner.parameters())
    expected = counter.get_total_flops() / batch.num_rows
    assert FORWARD_AND_BACKWARD * count.flops == pytest.approx(expected, rel=1e-6)


def test_tables_of_another_are_counted_there() -> None:
    model = model_of("electra")
    given = model.config.model_dump() | {"width": 8, "heads": 1, "feed_forward": 32}
    config = samples.config(**given)
    narrow = Transformer(config, VOCABULARY, generator=torch.Generator(), shared=model.embeddings)
    count = count_trunk(model.config, VOCABULARY, LENGTH)
    count += count_trunk(config, VOCABULARY, LENGTH, shared=True)
    both = nn.ModuleList([model, narrow])
    assert count.parameters == sum(p.numel() for p in both.parameters())


@NAMES
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["fp32", "bf16"])
@pytest.mark.parametrize("asked", [None, 4])
def test_memory_of_a_pass_is_about_what_torch_keeps(
    name: str, dtype: torch.dtype, asked: int | None
) -> None:
    model = model_of(name)
    head, batch = TokenHead(model), batch_of(model, rows=8)
    model.set_compute(dtype)
    own = {p.untyped_storage().data_ptr() for p in (*model.parameters(), *head.parameters())}
    kept: dict[int, int] = {}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        learn(model, head, batch, asked)
    count = counted(model.config, asked)
    size = torch.finfo(dtype).bits // 8
    found = memory_bytes(count, rows=8, optimizer="adamw", activation_bytes=size)
    found -= 16 * count.parameters
    assert 0.7 < found / sum(kept.values()) < 1.6


def test_paper_sizes_have_the_published_numbers_of_weights() -> None:
    """BERT-Base 110 M, GPT-2 124 M, ALBERT-Base 12 M, T5-Small 60 M, BART-Base 139 M."""
    published: dict[str, tuple[dict[str, Any], int, float]] = {
        "bert": ({"size": "base", "length": 512}, 30_522, 110e6),
        "gpt2": ({"size": "base", "length": 1024}, 50_257, 124e6),
        "albert": ({"size": "base", "length": 512}, 30_000, 12e6),
        "roberta": ({"size": "base", "length": 512}, 50_265, 125e6),
        "t5": ({"depth": 6, "width": 512, "heads": 8, "length": 512}, 32_128, 60.5e6),
        "bart": ({"depth": 6, "width": 768, "heads": 12, "length": 1024}, 50_265, 139e6),
    }
    for paper, (given, vocabulary, weights) in published.items():
        config = ModelConfig.model_validate({"style": "classic", "paper": paper} | given)
        count = count_trunk(config, vocabulary, 128)
        count += count_token_head(config, vocabulary, 128)
        assert count.parameters == pytest.approx(weights, rel=0.07), paper  # as rounded there
    assert np.isfinite(count.flops)
