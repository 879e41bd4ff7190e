"""Channel: what crosses between a child process and its parent: a JSON object and raw bytes."""

from __future__ import annotations

import json
import os
import queue
import struct
import threading
from dataclasses import dataclass
from typing import IO, Any

LENGTHS = struct.Struct("<II")  # of the JSON and of the bytes after it


@dataclass(frozen=True, slots=True)
class Message:
    """What crosses between parent and child."""

    head: dict[str, Any]
    payload: bytes = b""


class Channel:
    """The child's side. What the served function prints goes to stderr, never between messages."""

    def __init__(self, source: IO[bytes], sink: IO[bytes]) -> None:
        self._source, self._sink = source, sink
        self._waiting: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self._collect, name="parent-reader", daemon=True).start()

    def receive(self) -> Message:
        """The parent's next message; the process ends with its parent."""
        return self._waiting.get()

    def send(self, head: dict[str, Any], payload: bytes = b"") -> None:
        """Answer; waits while the parent is behind."""
        write_message(self._sink, head, payload)

    def _collect(self) -> None:
        while (message := read_message(self._source)) is not None:
            self._waiting.put(message)
        os._exit(0)  # the parent is gone, and so is whoever wanted the work


def write_message(stream: IO[bytes], head: dict[str, Any], payload: bytes) -> None:
    """Hand a message to the other side; raises OSError where nobody is there."""
    text = json.dumps(head, separators=(",", ":")).encode("ascii")
    stream.write(LENGTHS.pack(len(text), len(payload)) + text)
    stream.write(payload)
    stream.flush()


def read_message(stream: IO[bytes]) -> Message | None:
    """The next message; None where the other side is gone."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    num_text, num_payload = LENGTHS.unpack(lengths)
    text, payload = stream.read(num_text), stream.read(num_payload)
    if len(text) < num_text or len(payload) < num_payload:
        return None
    return Message(json.loads(text), payload)
