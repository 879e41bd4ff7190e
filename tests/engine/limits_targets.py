"""What limited children are asked to do in test_limits.py."""

from __future__ import annotations

import os
import sys
import time

from engine.channel import Channel
from engine.corpus import reading
from engine.corpus.bytesource import ByteSource
from engine.resources import cache_folder

TRIES = "tries"  # in the cache: a letter each time a file was begun that ends its reader


def echo(channel: Channel) -> None:
    while True:
        message = channel.receive()
        print("this goes to stderr")
        channel.send(message.head, message.payload[::-1])


def swell(channel: Channel) -> None:
    channel.receive()
    held = []
    while True:
        held.append(bytes(16 << 20))


def spin(channel: Channel) -> None:
    channel.receive()
    while True:
        pass


def sleep(channel: Channel) -> None:
    channel.receive()
    time.sleep(3600)


def fall(channel: Channel) -> None:
    channel.receive()
    os.abort()


def refuse(channel: Channel) -> None:
    channel.receive()
    raise RuntimeError("no thank you")


def chatter(channel: Channel) -> None:
    channel.receive()
    sys.stderr.write("x" * 60_000)
    channel.send({"done": True})


def flood(channel: Channel) -> None:
    channel.receive()
    while True:
        channel.send({}, bytes(1 << 20))


def write_much(channel: Channel) -> None:
    path = channel.receive().head["path"]
    try:
        with open(path, "wb") as file:
            for _ in range(64):
                file.write(bytes(1 << 20))
                file.flush()
    except OSError as error:
        channel.send({"refused": error.errno})
    else:
        channel.send({"refused": 0})


def process_id(channel: Channel) -> None:
    channel.receive()
    channel.send({"pid": os.getpid()})
    while True:
        pass


def read_and_die_at_once(channel: Channel) -> None:
    """Read files, but die of one."""
    chunks = ByteSource.chunks

    def dying(self: ByteSource) -> object:
        if self.path.name == "book-1.md":
            _begun()
            os.abort()
        return chunks(self)

    ByteSource.chunks = dying  # type: ignore[method-assign,assignment]
    reading.serve(channel)


def read_and_die_halfway(channel: Channel) -> None:
    """Read files, but die of one after its first sections were sent."""
    send = reading._Reading._send

    def dying(self: reading._Reading) -> None:
        send(self)
        if self._source.path.name == "book-1.md":
            _begun()
            os.abort()

    reading._Reading._send = dying  # type: ignore[method-assign]
    reading.serve(channel)


def _begun() -> None:
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / TRIES).open("a") as file:
        file.write("x")
