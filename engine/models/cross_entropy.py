"""Cross-entropy: what a guess at a token costs, in nats, without arrays that need not be.

Letters: T targets, V vocabulary, E embedding width, K classes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from engine.batch import IGNORE


def cross_entropy(
    logits: Tensor, targets: Tensor, *, smoothing: float = 0.0, classes: int | None = None
) -> tuple[Tensor, Tensor]:
    """Sum over targets [T] other than IGNORE of −log softmax(logits [T, V]), fp32, and the hits.

    A hit is a target no other class is above. With `smoothing`, that share of each target is spread
    evenly over the first `classes` (default: all); the others must be −∞.
    """
    spread = (smoothing, logits.shape[1] if classes is None else classes)
    total, hits = _CrossEntropy.apply(logits, targets, *spread)  # type: ignore[no-untyped-call]
    return total, hits


def smoothed_entropy(classes: int, smoothing: float) -> float:
    """Of a target of which that share is spread over all `classes`, nats: no loss is below it."""
    if not smoothing:
        return 0.0
    spread = smoothing / classes
    own = 1.0 - smoothing + spread
    return -own * math.log(own) - (classes - 1) * spread * math.log(spread)


def binary_cross_entropy(logits: Tensor, answers: Tensor) -> tuple[Tensor, Tensor]:
    """Sum over answers (0 or 1, of any shape) other than IGNORE, nats; and the hits.

    A logit above 0 says 1.
    """
    asked = answers != IGNORE
    exact = logits.to(torch.promote_types(logits.dtype, torch.float32))
    total = functional.binary_cross_entropy_with_logits(
        exact, (answers == 1).to(exact.dtype), weight=asked.to(exact.dtype), reduction="sum"
    )
    return total, (asked & ((logits > 0) == (answers == 1))).sum()


def how_often(labels: Tensor, classes: int) -> Tensor:
    """[K] how often each class occurs in labels [T]; IGNORE counts for none."""
    there = labels[:, None] == torch.arange(classes, device=labels.device)
    return there.sum(dim=0)


class _CrossEntropy(torch.autograd.Function):
    """Softmax and loss in fp32, the gradient in the dtype of the logits.

    torch's own keeps three arrays of [T, V] in fp32 where this keeps one part of one, and
    its argmax alone costs as much as the loss: together a fifth of a step at 2 × 128.
    """

    @staticmethod
    def forward(
        ctx: Any, logits: Tensor, targets: Tensor, smoothing: float, classes: int
    ) -> tuple[Tensor, Tensor]:
        asked = targets != IGNORE  # [T]
        at = targets.clamp(min=0)[:, None]
        shares = torch.empty_like(logits)  # softmax
        losses, own_share = (torch.empty(len(at), device=at.device) for _ in range(2))
        hit = torch.empty_like(asked)
        for part in slices(len(logits), rows_at_once(logits.shape[1], logits.device)):
            found = _of_a_few(logits[part].float(), at[part], smoothing, classes)
            losses[part], hit[part], exact = found
            own_share[part] = exact.gather(1, at[part])[:, 0]
            shares[part] = exact
        ctx.smoothing, ctx.classes = smoothing, classes
        ctx.save_for_backward(shares, own_share, at, asked)
        return _summed(ctx, asked, losses, hit)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor, _: Tensor) -> tuple[Tensor, None, None, None]:
        shares, own_share, at, asked = ctx.saved_tensors
        scale = gradient * asked  # [T]
        result = shares * scale[:, None].to(shares.dtype)
        each = 0.0
        if ctx.smoothing:
            each = ctx.smoothing / ctx.classes
            result[:, : ctx.classes] -= (scale * each)[:, None].to(shares.dtype)
        correct = (own_share - (1.0 - ctx.smoothing) - each) * scale
        rows = torch.arange(len(at), device=at.device)
        result[rows, at[:, 0]] = correct.to(result.dtype)  # scatter_ would copy all of it, twice
        return result, None, None, None


def tied_cross_entropy(
    x: Tensor,
    table: Tensor,
    bias: Tensor | None,
    targets: Tensor,
    *,
    smoothing: float = 0.0,
    classes: int | None = None,
) -> tuple[Tensor, Tensor]:
    """`cross_entropy` of the logits x · tableᵀ + bias, which are never held all at once.

    x [T, E] in the dtype of the computation, table [V, E] and bias [V] in fp32.
    """
    spread = (smoothing, len(table) if classes is None else classes)
    learns = torch.is_grad_enabled() and any(
        part is not None and part.requires_grad for part in (x, table, bias)
    )
    total, hits = _Tied.apply(x, table, bias, targets, spread, learns)  # type: ignore[no-untyped-call]
    return total, hits


class _Tied(torch.autograd.Function):
    """Logits of some rows at once; of a few of them the loss and its gradient, then the next ones.

    The gradients are worked out beside the loss, where the logits are at hand; a sum has but one
    number to multiply them by afterwards. No array in fp32 outgrows the cache, and the logits
    give way to their own gradient: on two cores in bf16, 8,192 tokens wide, two thirds of the
    time that logits, loss and map take apart, and for a few hundred targets no more.
    """

    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        table: Tensor,
        bias: Tensor | None,
        targets: Tensor,
        spread: tuple[float, int],
        learns: bool,
    ) -> tuple[Tensor, Tensor]:
        asked = targets != IGNORE  # [T]
        at = targets.clamp(min=0)[:, None]
        weight, wide = table.to(x.dtype), torch.promote_types(x.dtype, torch.float32)
        losses = torch.empty(len(x), dtype=wide, device=x.device)
        hit = torch.empty_like(asked)
        of_x = torch.empty_like(x) if learns else None
        of_table = of_bias = None
        if learns and bias is not None and bias.requires_grad:
            of_bias = torch.zeros_like(bias)
        step = rows_at_once(len(table), x.device, elsewhere=2**26)  # there as gradients too
        for many in slices(len(x), _rows_held(weight)):
            logits = x[many] @ weight.t()
            for part in slices(len(logits), step):
                here = slice(many.start + part.start, many.start + part.stop)
                exact = logits[part].to(wide)
                exact = exact if bias is None else exact.add_(bias)  # 1.5 × as fast as +
                losses[here], hit[here], shares = _of_a_few(exact, at[here], *spread)
                if learns:
                    logits[part] = _gradient_of_a_few(shares, at[here], *spread)
                if of_bias is not None:
                    of_bias.addmv_(shares.t().to(of_bias.dtype), asked[here].to(of_bias.dtype))
            if of_x is not None:
                mask = asked[many, None]
                of_x[many] = (logits @ weight).mul_(mask)
                piece = logits.t() @ (x[many] * mask)
                of_table = piece if of_table is None else of_table.to(table.dtype).add_(piece)
        if learns and of_table is None:  # nothing is asked
            of_table = torch.zeros_like(table)
        ctx.save_for_backward(of_x, of_table, of_bias)
        return _summed(ctx, asked, losses, hit)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:
        of_x, of_table, of_bias = ctx.saved_tensors
        scale = gradient.reshape(1)  # not a bare number: what it multiplies becomes fp32 as well
        return (
            (of_x * scale).to(of_x.dtype),
            of_table * scale,
            None if of_bias is None else of_bias * scale,
            *(None,) * 3,
        )


def _summed(ctx: Any, asked: Tensor, losses: Tensor, hit: Tensor) -> tuple[Tensor, Tensor]:
    """What is told of the rows that were asked for: their loss, and how many were right."""
    hits = (hit & asked).sum()
    ctx.mark_non_differentiable(hits)
    return torch.where(asked, losses, 0.0).sum(), hits


def _of_a_few(
    logits: Tensor, at: Tensor, smoothing: float, classes: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Loss [T], hit [T] and softmax [T, V] of logits [T, V]."""
    own, highest = logits.gather(1, at), logits.amax(1, keepdim=True)
    aimed = own
    if smoothing:
        mean = logits[:, :classes].mean(1, keepdim=True)
        aimed = own + (mean - own) * smoothing
    shares = torch.softmax(logits, dim=1)
    # The highest logit has the share 1 / Σ exp(logit − highest).
    log_sum = highest - shares.amax(1, keepdim=True).log()
    return (log_sum - aimed)[:, 0], (own >= highest)[:, 0], shares


def _gradient_of_a_few(shares: Tensor, at: Tensor, smoothing: float, classes: int) -> Tensor:
    """What the loss of each row changes by with its logits [T, V]: the softmax, less the target."""
    if smoothing:
        shares[:, :classes] -= smoothing / classes
    return shares.scatter_add_(1, at, shares.new_full(at.shape, smoothing - 1.0))


def slices(count: int, at_once: int) -> Iterator[slice]:
    """Slices of at most so many that make up `count`."""
    return (slice(at, min(at + at_once, count)) for at in range(0, count, at_once))


def rows_at_once(width: int, device: torch.device, *, elsewhere: int = 2**28) -> int:
    """So many rows of logits that their fp32 copy stays in the cache: 2 MB; on a GPU 1 GB."""
    numbers = 2**19 if device.type == "cpu" else elsewhere
    return max(1, numbers // max(width, 1))


def _rows_held(weight: Tensor) -> int:
    """So many rows of logits of V tokens stand together: 16 MB; on a GPU those of one part."""
    if weight.device.type != "cpu":
        return rows_at_once(len(weight), weight.device, elsewhere=2**26)
    return max(1, 2**24 // (weight.element_size() * len(weight)))
