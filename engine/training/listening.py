"""Listening: inside a pass that takes long, between its parts, it is asked whether to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

from engine.models.attention import Attention
from engine.models.layers import FeedForward
from engine.training.learner import Learner

PARTS = (Attention, FeedForward)  # of base, a row of 512 tokens: a tenth of a second each


class BrokenOff(Exception):
    """A pass ended before its end: its losses and gradients are worth nothing."""


class Ear:
    """Asks whether to go on: after each part going forward, and before it going back.

    `check` ends the pass by raising. While it is busy it is not asked again: it may look at the
    model itself.
    """

    def __init__(self, check: Callable[[], None]) -> None:
        self.seconds = 0.0  # spent in `check`, which may wait
        self.count = 0  # times it was asked
        self._check = check
        self._busy = False

    def forward(self, module: nn.Module, given: Any, output: Tensor) -> None:
        """A forward hook."""
        self._ask()
        if output.requires_grad:
            output.register_hook(self._backward)  # type: ignore[no-untyped-call]

    def _backward(self, gradient: Tensor) -> None:
        self._ask()

    def _ask(self) -> None:
        if self._busy:
            return
        self.count += 1
        begun, self._busy = time.perf_counter(), True
        try:
            self._check()
        finally:
            self._busy = False
            self.seconds += time.perf_counter() - begun


@contextmanager
def listening(learner: Learner, check: Callable[[], None]) -> Iterator[Ear]:
    """Inside, `check` is called between the parts of each pass through the learner, and may raise.

    Only on the processor: a GPU is never so slow, and goes back in a thread of its own.
    """
    ear = Ear(check)
    hooks = []
    if learner.device.type == "cpu":
        parts = (module for module in learner.modules() if isinstance(module, PARTS))
        hooks = [part.register_forward_hook(ear.forward) for part in parts]
    try:
        yield ear
    finally:
        for hook in hooks:
            hook.remove()


def checking(attend: Callable[[], bool]) -> Callable[[], None]:
    """Raises BrokenOff where `attend` says to end."""

    def check() -> None:
        if not attend():
            raise BrokenOff

    return check
