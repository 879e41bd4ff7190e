"""Heads: the loss is the cross-entropy, over the real vocabulary, of the places asked for."""

from __future__ import annotations

import math
from typing import Any

import pytest
import torch
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode

from engine.batch import IGNORE
from engine.models.cross_entropy import cross_entropy, tied_cross_entropy
from engine.models.heads import DetectionHead, PairHead, TokenHead, worth_working_out
from engine.models.layers import gather
from tests.engine import model_samples as samples

HEADS: list[dict[str, Any]] = [
    {},
    {"architecture": "decoder"},
    {"style": "classic", "paper": "albert", "embedding_width": 8},
    {"style": "classic", "paper": "gpt2"},
    {"style": "classic", "paper": "bart"},
    {"style": "classic", "paper": "t5"},
]


def draw(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("scale", [1.0, 30.0, 1e4])
def test_loss_and_gradient_are_torchs(scale: float) -> None:
    logits = (draw(50, 300) * scale).requires_grad_()
    targets = torch.randint(300, (50,), generator=torch.Generator().manual_seed(1))
    targets[::7] = IGNORE
    total, correct = cross_entropy(logits, targets)
    expected = functional.cross_entropy(logits, targets, reduction="sum")
    torch.testing.assert_close(total, expected)
    (gradient,) = torch.autograd.grad(total / 3, logits)
    (wanted,) = torch.autograd.grad(expected / 3, logits)
    torch.testing.assert_close(gradient, wanted, atol=1e-6, rtol=1e-5)
    assert correct == (logits.argmax(-1) == targets).sum()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("spare", [0, 28])
def test_smoothing_is_torchs_over_the_real_vocabulary(dtype: torch.dtype, spare: int) -> None:
    real = (draw(50, 100) * 3).to(dtype).requires_grad_()
    logits = functional.pad(real, (0, spare), value=-math.inf)
    targets = torch.randint(100, (50,), generator=torch.Generator().manual_seed(1))
    targets[::7] = IGNORE
    total, correct = cross_entropy(logits, targets, smoothing=0.1, classes=100)
    exact = real.detach().double().requires_grad_()
    expected = functional.cross_entropy(exact, targets, reduction="sum", label_smoothing=0.1)
    assert total.item() == pytest.approx(expected.item(), rel=1e-5)
    (gradient,) = torch.autograd.grad(total / 3, real)
    (wanted,) = torch.autograd.grad(expected / 3, exact)
    near = 1e-6 if dtype == torch.float32 else 4e-3
    torch.testing.assert_close(gradient.double(), wanted, atol=near, rtol=near)
    assert correct == cross_entropy(logits, targets)[1]


def test_large_batches_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    logits, targets = draw(50, 300), torch.arange(50)
    whole = cross_entropy(logits, targets)
    smoothed = cross_entropy(logits, targets, smoothing=0.1)
    monkeypatch.setattr("engine.models.cross_entropy.rows_at_once", lambda *_, **__: 7)
    assert cross_entropy(logits, targets) == whole
    assert cross_entropy(logits, targets, smoothing=0.1) == smoothed


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("learned", [True, False])
def test_logits_that_are_never_held_lose_the_same(
    dtype: torch.dtype, smoothing: float, learned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.models.cross_entropy.rows_at_once", lambda *_, **__: 7)
    monkeypatch.setattr("engine.models.cross_entropy._rows_held", lambda _: 20)
    x, table = draw(50, 16).to(dtype).requires_grad_(), draw(128, 16, seed=1).requires_grad_()
    real = draw(100, seed=2).requires_grad_(learned)
    targets = torch.randint(100, (50,), generator=torch.Generator().manual_seed(1))
    targets[::7] = IGNORE
    given = [x, table, *([real] if learned else [])]
    bias = functional.pad(real, (0, 28), value=-math.inf)
    found = tied_cross_entropy(x, table, bias, targets, smoothing=smoothing, classes=100)
    ours = torch.autograd.grad(found[0] / 3, given, retain_graph=True)
    again = torch.autograd.grad(found[0] / 3, given)
    logits = functional.linear(x.double(), table.double(), bias.double())
    expected = cross_entropy(logits, targets, smoothing=smoothing, classes=100)
    theirs = torch.autograd.grad(expected[0] / 3, given)
    near = 1e-5 if dtype == torch.float32 else 3e-2
    torch.testing.assert_close(found[0], expected[0], rtol=near / 3, atol=near)
    assert abs(found[1] - expected[1]) <= (0 if dtype == torch.float32 else 1)
    for one, two, three in zip(ours, theirs, again, strict=True):
        torch.testing.assert_close(one, two, rtol=near, atol=near)
        assert torch.equal(one, three)


def test_without_gradients_the_same_is_lost() -> None:
    model = samples.stirred(samples.model(architecture="decoder"))
    head, asked, targets = TokenHead(model), draw(2, 5, 16), torch.arange(10).view(2, 5)
    learning = head.loss(asked, targets)
    with torch.no_grad():
        assert head.loss(asked, targets) == learning


def test_bf16_logits_are_summed_in_fp32() -> None:
    logits = draw(64, 1000).bfloat16()
    targets = torch.arange(64)
    total, _ = cross_entropy(logits, targets)
    exact = functional.cross_entropy(logits.double(), targets, reduction="sum")
    assert total.dtype == torch.float32
    assert total.item() == pytest.approx(exact.item(), rel=1e-6)


def test_nothing_asked_costs_nothing() -> None:
    logits = draw(3, 10).requires_grad_()
    total, correct = cross_entropy(logits, torch.full((3,), IGNORE))
    assert (total.item(), correct.item()) == (0.0, 0)
    (gradient,) = torch.autograd.grad(total, logits)
    assert (gradient == 0).all()


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("given", HEADS)
def test_padding_of_the_vocabulary_is_impossible(dtype: torch.dtype, given: dict[str, Any]) -> None:
    model = samples.model(size=100, **given)
    head = samples.stirred(TokenHead(model))
    logits = head.logits(draw(5, 16).to(dtype))
    assert logits.shape == (5, 128)
    assert (logits[:, 100:] == -math.inf).all()
    assert torch.isfinite(logits[:, :100]).all()
    for smoothing in (0.0, 0.1):
        asked = draw(1, 5, 16).to(dtype)
        total, _ = head.loss(asked, torch.arange(5)[None], smoothing=smoothing)
        total.backward()
        assert torch.isfinite(total)
        for parameter in (*head.parameters(), model.embeddings.tokens.weight):
            assert torch.isfinite(parameter.grad).all()


@pytest.mark.parametrize("size", [100, 128])
@pytest.mark.parametrize("given", HEADS)
def test_a_uniform_model_loses_ln_v(size: int, given: dict[str, Any]) -> None:
    head = TokenHead(samples.model(size=size, **given))
    with torch.no_grad():
        head._tied[0].weight.zero_()
    total, _ = head.loss(draw(2, 5, 16), torch.arange(10).view(2, 5))
    assert total.item() / 10 == pytest.approx(math.log(size), rel=1e-6)


def test_gathered_loss_is_the_dense_loss() -> None:
    head = samples.stirred(TokenHead(samples.model()))
    hidden = draw(3, 32, 16).requires_grad_()
    at = torch.stack([torch.randperm(32)[:5] for _ in range(3)])
    targets = torch.randint(100, (3, 5))
    targets[1, 3:] = IGNORE
    total, _ = head.loss(gather(hidden, at), targets)
    dense = torch.full((3, 32), IGNORE).scatter(1, at, targets)
    logits = head.logits(hidden)[..., :100]
    expected = functional.cross_entropy(logits.flatten(0, 1), dense.flatten(), reduction="sum")
    torch.testing.assert_close(total, expected, atol=1e-5, rtol=1e-5)
    (gradient,) = torch.autograd.grad(total, hidden)
    (wanted,) = torch.autograd.grad(expected, hidden)
    torch.testing.assert_close(gradient, wanted, atol=1e-5, rtol=1e-4)


def test_the_decoder_is_the_embedding_and_saved_once() -> None:
    model = samples.model()
    head = TokenHead(model)
    assert not any("token" in name or "tied" in name for name in head.state_dict())
    total, _ = head.loss(draw(1, 4, 16), torch.arange(4)[None])
    total.backward()
    assert model.embeddings.tokens.weight.grad is not None


def test_pair_head_names_a_class_per_row() -> None:
    assert PairHead(samples.model(), classes=2)(draw(6, 16)).shape == (6, 2)


def test_scaled_logits_are_divided_by_the_root_of_the_width() -> None:
    model = samples.stirred(samples.model(style="classic", paper="t5"))
    logits = TokenHead(model).logits(draw(5, 16))
    expected = draw(5, 16) @ model.embeddings.tokens.weight[:100].T / 4
    torch.testing.assert_close(logits[:, :100], expected)


def test_detection_head_says_one_number_per_token() -> None:
    head = DetectionHead(samples.model())
    assert head(draw(2, 7, 16)).shape == (2, 7)


@pytest.mark.parametrize("architecture", ["encoder", "decoder"])
def test_places_that_are_not_asked_are_left_out_and_change_nothing(architecture: str) -> None:
    model = samples.stirred(samples.model(architecture=architecture))
    head = samples.stirred(TokenHead(model), seed=2)
    hidden = torch.randn(3, 8, 16, generator=torch.Generator().manual_seed(0), requires_grad=True)
    targets = torch.arange(24).reshape(3, 8) + 5
    asked = targets.clone()
    asked[:, 5:] = asked[1] = IGNORE
    total, hits = head.loss(hidden, asked, smoothing=0.1)
    (found,) = torch.autograd.grad(total, hidden)
    few, few_hits = head.loss(hidden[::2, :5], targets[::2, :5], smoothing=0.1)
    (expected,) = torch.autograd.grad(few, hidden)
    torch.testing.assert_close(total, few)
    torch.testing.assert_close(found, expected)
    assert hits == few_hits
    assert not found[1].any()


class Products(TorchDispatchMode):
    """Notes the sizes of all products of matrices: each has a kernel of its own that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: set[tuple[Any, ...]] = set()

    def __torch_dispatch__(
        self, function: Any, types: Any, given: Any = (), named: Any = None
    ) -> Any:
        if "mm" in str(function):
            self.sizes.add((str(function), *(one.shape for one in given)))
        return function(*given, **(named or {}))


@pytest.mark.parametrize("architecture", ["encoder", "decoder"])
def test_however_many_are_asked_few_kernels_serve_and_the_loss_is_the_same(
    architecture: str,
) -> None:
    model = samples.stirred(samples.model(architecture=architecture))
    head = samples.stirred(TokenHead(model), seed=2)
    hidden = draw(4, 80, 16).requires_grad_()
    whole = torch.randint(100, (4, 80), generator=torch.Generator().manual_seed(1))
    order = torch.randperm(320, generator=torch.Generator().manual_seed(2)).view(4, 80)
    products, of_one = Products(), 0
    for count in range(129, 192, 7):
        asked = whole.where(order < count, IGNORE)
        with products:
            total, hits = head.loss(hidden, asked)
            (found,) = torch.autograd.grad(total, hidden)
        of_one = of_one or len(products.sizes)
        there = asked != IGNORE
        few, few_hits = head.loss(hidden[there][None], asked[there][None])
        (expected,) = torch.autograd.grad(few, hidden)
        torch.testing.assert_close(total, few)
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)
        assert hits == few_hits
        assert not found[~there].any()
    assert len(products.sizes) == of_one


def test_what_is_not_asked_is_worked_out_only_to_fill_up() -> None:
    targets = torch.full((1000,), IGNORE)
    assert len(worth_working_out(targets)) == 0
    targets[::9] = 5  # 112
    places = worth_working_out(targets)
    assert len(places) == 128
    assert (targets[places] == 5).sum() == 112
    assert len(places.unique()) == 128
    targets[:990] = 5
    assert len(worth_working_out(targets)) == 1000


@pytest.mark.parametrize("architecture", ["encoder", "decoder"])
def test_where_nothing_is_asked_there_is_no_loss(architecture: str) -> None:
    model = samples.model(architecture=architecture)
    hidden = torch.randn(2, 4, 16, requires_grad=True)
    total, hits = TokenHead(model).loss(hidden, torch.full((2, 4), IGNORE))
    (found,) = torch.autograd.grad(total, hidden)
    assert total == hits == 0
    assert not found.any()
