"""Where weights begin: as the papers say, from the generator alone."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch

from engine.faults import Cancelled
from engine.models import initialisation
from engine.models.heads import DetectionHead, PairHead, TokenHead
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

WIDE: dict[str, Any] = {"width": 64, "heads": 4, "depth": 3}
OTHERS: list[dict[str, Any]] = [
    {"architecture": "decoder"},
    {"architecture": "encoder_decoder"},
    {"style": "classic", "paper": "albert", "embedding_width": 8},
    {"style": "classic", "paper": "gpt2"},
    {"style": "classic", "paper": "bart"},
    {"style": "classic", "paper": "t5"},
]


def std(weight: torch.Tensor) -> float:
    return weight.detach().std().item()


def near(value: float) -> Any:
    """Within 8 %: the normal is cut at three deviations, and the matrices are small."""
    return pytest.approx(value, rel=0.08)


@pytest.mark.parametrize("given", OTHERS, ids=lambda given: list(given.values())[-1])
def test_weights_follow_from_the_generator_alone(given: dict[str, Any]) -> None:
    state = torch.get_rng_state()
    first, again, other = (samples.model(seed, **given) for seed in (3, 3, 4))
    assert torch.equal(torch.get_rng_state(), state)
    for one, two in zip(first.parameters(), again.parameters(), strict=True):
        assert torch.isfinite(one).all()
        assert torch.equal(one, two)
    assert not torch.equal(first.embeddings.tokens.weight, other.embeddings.tokens.weight)


def test_weights_that_do_not_lie_in_one_row_are_those_that_do() -> None:
    drawn = [torch.empty(40, 30), torch.empty(30, 40).T]
    for weight in drawn:
        initialisation.normal_(weight, 0.02, torch.Generator().manual_seed(1))
    assert torch.equal(*drawn)
    assert drawn[0].std() > 0


@pytest.mark.parametrize("size", [1, 15, 16, 31, 64, 64 + 5, 128 + 15, 128 + 16, 1000])
def test_weights_drawn_in_parts_are_those_drawn_at_once(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    drawn = []
    for part in (2**20, 64):
        monkeypatch.setattr(initialisation, "PART", part)
        generator = torch.Generator().manual_seed(size)
        drawn.append(torch.empty(size, 1))
        initialisation.normal_(drawn[-1], 0.02, generator)
        drawn.append(generator.get_state())
    assert torch.equal(drawn[0], drawn[2])
    assert torch.equal(drawn[1], drawn[3])
    assert drawn[0].abs().max() <= 0.06


def test_a_table_is_given_up_between_two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(initialisation, "PART", 64)
    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            raise Cancelled

    weight = torch.full((10, 64), 7.0)
    with pytest.raises(Cancelled):
        initialisation.normal_(weight, 0.02, torch.Generator(), check)
    assert (weight == 7.0).all(dim=1).tolist() == [False] * 2 + [True] * 8


@pytest.mark.parametrize("architecture", ["decoder", "encoder_decoder"])
def test_modern_blocks_begin_as_the_identity(architecture: str) -> None:
    model = samples.model(architecture=architecture)
    batch = samples.read_and_written().to(samples.CPU)
    hidden = model(batch)
    written = batch.decoder_tokens if architecture == "encoder_decoder" else batch.tokens
    last = model.decoder or model
    torch.testing.assert_close(hidden, last.norm(model.embeddings.tokens(written)))


def test_a_decoder_does_not_begin_by_naming_the_token_it_reads() -> None:
    """With its embedding at the scale of one it would lose twice what a uniform guess does."""
    model = samples.model(architecture="decoder", width=128, heads=2, size=1024)
    batch = samples.full_rows(8, 32, size=1024).to(samples.CPU)
    total, _ = TokenHead(model).loss(model(batch)[:, :-1], batch.tokens[:, 1:])
    assert total.item() / (8 * 31) == pytest.approx(math.log(1024), rel=0.05)


def test_gpt2_begins_smaller_where_layers_add_up() -> None:
    model = samples.model(style="classic", paper="gpt2", **WIDE)
    for block in model.blocks:
        assert std(block.attention.qkv.weight) == near(0.02)
        assert std(block.feed_forward.up.weight) == near(0.02)
        for residual in (block.attention.output, block.feed_forward.down):
            assert std(residual.weight) == near(0.02 / math.sqrt(2 * 3))
    assert std(model.embeddings.tokens.weight) == near(0.02)


def test_t5_begins_by_the_width_each_map_reads() -> None:
    model = samples.model(style="classic", paper="t5", **WIDE)
    assert std(model.embeddings.tokens.weight) == near(1.0)
    for stack in (model, model.decoder):
        assert std(stack.relative.table.weight) == pytest.approx(64**-0.5, rel=0.25)
        for block in stack.blocks:
            queries, keys, values = block.attention.qkv.weight.chunk(3)
            assert std(queries) == near((64 * 16) ** -0.5)
            assert std(keys) == near(64**-0.5)
            assert std(values) == near(64**-0.5)
            assert std(block.attention.output.weight) == near(64**-0.5)
            assert std(block.feed_forward.up.weight) == near(64**-0.5)
            assert std(block.feed_forward.down.weight) == near(256**-0.5)


def test_by_inputs_a_map_passes_on_a_third_of_the_variance() -> None:
    model = samples.model(initialisation="fan_in", **WIDE)
    up = model.blocks[0].feed_forward.up
    assert std(up.weight) == near((3 * 64) ** -0.5)
    signal = torch.randn(512, 64, generator=torch.Generator().manual_seed(0))
    assert std(up(signal)) ** 2 == pytest.approx(1 / 3, rel=0.1)


@pytest.mark.parametrize("begun", ["normal", "fan_in", "identity", "gpt2", "t5"])
def test_every_initialisation_serves_every_architecture(begun: str) -> None:
    for architecture in ("encoder", "decoder", "encoder_decoder"):
        model = samples.model(architecture=architecture, initialisation=begun)
        hidden = model(samples.read_and_written().to(samples.CPU))
        assert torch.isfinite(hidden).all()
        zero = model.blocks[0].attention.output.weight.abs().max().item() == 0
        assert zero == (begun == "identity")


def test_auto_is_the_styles_own() -> None:
    found = {
        paper: samples.config(style="classic", paper=paper).first_weights
        for paper in ("bert", "electra", "gpt2", "bart", "t5")
    }
    normal = dict.fromkeys(("bert", "electra", "bart"), "normal")
    assert found == normal | {"gpt2": "gpt2", "t5": "t5"}
    assert samples.config().first_weights == "identity"
    assert samples.config(initialisation="t5").first_weights == "t5"


def test_heads_of_different_purposes_begin_apart() -> None:
    model = samples.model()
    for new in (TokenHead, DetectionHead, lambda *given: PairHead(given[0], 2, *given[1:])):
        first, again, other = new(model), new(model), new(model, "another")
        assert torch.equal(first.dense.weight, again.dense.weight)
        assert not torch.equal(first.dense.weight, other.dense.weight)


def test_shared_tables_are_drawn_once_and_learn_from_both() -> None:
    model = samples.model(style="classic", paper="electra", embedding_width=8, dropout=0.0)
    before = model.embeddings.tokens.weight.detach().clone()
    given = model.config.model_dump() | {"width": 8, "heads": 1}
    narrow = Transformer(
        samples.config(**given),
        model.vocabulary,
        generator=model.new_generator("generator"),
        shared=model.embeddings,
    )
    assert torch.equal(model.embeddings.tokens.weight, before)
    both = torch.nn.ModuleList([model, narrow])
    assert sum("embeddings.tokens" in name for name, _ in both.named_parameters()) == 1
    batch = samples.full_rows(2, 32).to(samples.CPU)
    gradients = []
    for one in (model, narrow):
        one(batch).square().sum().backward()
        gradients.append(model.embeddings.positions.weight.grad.clone())
    assert not torch.equal(*gradients)
    assert narrow.embeddings.norm is not model.embeddings.norm


def test_tables_of_another_shape_cannot_be_shared() -> None:
    model = samples.model(style="classic", embedding_width=8)
    for given, words in (({}, r"tokens of \(128, 8\)"), ({"length": 16}, "positions")):
        config = samples.config(
            style="classic", **({"embedding_width": 8} if given else {}), **given
        )
        with pytest.raises(ValueError, match=words):
            Transformer(config, 100, generator=torch.Generator(), shared=model.embeddings)
