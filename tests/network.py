"""The network, locked: no test connects anywhere or opens a port, and so nothing of ours does."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

METHODS = ("connect", "connect_ex", "bind", "listen", "sendto")
LOOK_UPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")
LOCAL = getattr(socket, "AF_UNIX", None)  # talks to this machine alone, through a file


class NetworkUsed(AssertionError):
    """Somebody reached for the network. No OSError: nobody may take it for a bad line."""


@contextmanager
def locked() -> Iterator[list[str]]:
    """Raise NetworkUsed at every use of the network inside; yields what was tried, in order.

    What was tried counts even where somebody caught the error.
    """
    tried: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in METHODS:
            patch.setattr(socket.socket, name, _local_only(name, tried))
        for name in LOOK_UPS:
            patch.setattr(socket, name, _refused(name, tried))
        yield tried


def _local_only(name: str, tried: list[str]) -> Callable[..., Any]:
    method = getattr(socket.socket, name)

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family != LOCAL:
            _refuse(name, arguments, tried)
        return method(self, *arguments)

    return guarded


def _refused(name: str, tried: list[str]) -> Callable[..., Any]:
    def refused(*arguments: Any, **_words: Any) -> Any:
        _refuse(name, arguments, tried)

    return refused


def _refuse(name: str, arguments: tuple[Any, ...], tried: list[str]) -> None:
    told = f"{name}{arguments}"
    tried.append(told)
    raise NetworkUsed(f"the network was used: {told}")
