"""What keeps the suite off the network does so, and lets the machine talk to itself."""

from __future__ import annotations

import socket
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.network import NetworkUsed, locked

NOWHERE = ("127.0.0.1", 9)


@pytest.fixture
def tried(network: list[str]) -> Iterator[list[str]]:
    """What was tried in this test; none of it is held against it."""
    yield network
    network.clear()


@pytest.mark.parametrize(
    "use",
    [
        lambda plain: plain.connect(NOWHERE),
        lambda plain: plain.connect_ex(NOWHERE),
        lambda plain: plain.bind(("", 0)),
        lambda plain: plain.listen(),
        lambda _: socket.create_connection(NOWHERE),
        lambda _: urllib.request.urlopen("http://127.0.0.1:9/"),
        lambda _: socket.gethostbyname("localhost"),
    ],
    ids=["connect", "connect_ex", "bind", "listen", "client", "url", "name"],
)
def test_a_deliberate_use_raises(tried: list[str], use: Callable[[socket.socket], object]) -> None:
    with socket.socket() as plain, pytest.raises(NetworkUsed):
        use(plain)
    assert tried


def test_a_datagram_raises(tried: list[str]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as plain, pytest.raises(NetworkUsed):
        plain.sendto(b"?", NOWHERE)
    assert len(tried) == 1


def test_a_use_that_somebody_forgives_is_known_all_the_same(tried: list[str]) -> None:
    with suppress(Exception), socket.socket() as plain:
        plain.connect(NOWHERE)
    assert tried == [f"connect({NOWHERE!r},)"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' sockets in files are another thing")
def test_sockets_in_files_stay_open(tmp_path: Path) -> None:
    place = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(place)
        server.listen()
        client.connect(place)
        assert client.getpeername() == place


def test_the_lock_is_taken_off_again() -> None:
    before = socket.socket.connect
    with locked():
        assert socket.socket.connect is not before
    assert socket.socket.connect is before
