"""Flags: what a GPU says of each update, read without ever running far ahead of it."""

from __future__ import annotations

from collections import deque

import torch
from torch import Tensor


class Flags:
    """One number per update on its way to the host: 1 where the update was left out.

    Waiting for all but the newest keeps the host one step ahead of the device and no more: a stop
    is heard in time, a bad update is known one step later, and the time of a step is the device's.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._coming: deque[tuple[Tensor, torch.cuda.Event]] = deque()

    def send(self, flag: Tensor) -> None:
        """Begin to copy a flag to the host, behind the work it speaks of."""
        host = torch.empty_like(flag, device="cpu", pin_memory=True)
        host.copy_(flag, non_blocking=True)
        event = torch.cuda.Event()  # type: ignore[no-untyped-call]
        event.record(torch.cuda.current_stream(self._device))
        self._coming.append((host, event))

    def read(self, *, but: int = 0) -> tuple[bool, ...]:
        """Wait for the flags sent, the newest `but` of them excepted: was the update left out?"""
        skipped = []
        while len(self._coming) > but:
            flag, event = self._coming.popleft()
            event.synchronize()
            skipped.append(bool(flag.item()))
        return tuple(skipped)
