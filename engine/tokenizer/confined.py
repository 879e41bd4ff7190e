"""Rules of others, run in a limited child process: there they may hang, swell or break off."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from engine.channel import Channel, Message
from engine.control import Control
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits
from engine.tokenizer.files import no_tokenizer
from engine.tokenizer.rules import Offsets, Row, Rules, load, vocabulary_of
from engine.wording import translate

SERVER = "engine.tokenizer.confined:serve"
OPENING = Limits(memory_bytes=1 << 30, cpu_seconds=6.0, idle_seconds=30.0)
ASKING = replace(OPENING, idle_seconds=9.0)  # a quarter of a million characters take half a second
IDS = "<i4"
TRIED = (  # what breaks an expression that goes back and forth, beside what it must be good for
    "She opened the door, and 1,234 birds flew out.",
    "国家保护公民。",
    "[MASK] \x00 \u202e",
    *(sign * 4000 for sign in ("a", "e ", " ", "1", "-", "国", "aA1. ")),
)


class ConfinedRules:
    """The rules of a tokenizer.json nobody vouches for. Safe to use from several threads.

    Raises Fault where they fail at a text, Cancelled when asked to stop. The child ends with this
    object; one that was lost is started again.
    """

    def __init__(self, data: bytes, path: Path | str, child: Child) -> None:
        self._data, self._path = data, path
        self._children = [child]  # at most one
        self._lock = threading.Lock()
        weakref.finalize(self, _end, self._children)

    def encode_row(self, texts: Sequence[str], control: Control | None = None) -> Row:
        """The ids of all texts in a row, and how many each has."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        head = {"do": "encode", "bytes": [len(part) for part in parts]}
        answer = self._ask(head, b"".join(parts), control)
        ids = np.frombuffer(answer.payload, IDS).astype(np.int64)
        return ids, np.array(answer.head["lengths"], np.int64)

    def encode_with_offsets(self, text: str) -> Offsets:
        """The ids of a text and the characters each stands for; “[MASK]” is read as the mask."""
        found = self._ask({"do": "offsets"}, text.encode("utf-8", "surrogatepass")).head
        return found["ids"], [(start, stop) for start, stop in found["offsets"]]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, special ones written out."""
        asked = np.array(ids, IDS).tobytes()
        return self._ask({"do": "decode"}, asked).payload.decode("utf-8", "surrogatepass")

    def _ask(self, head: dict[str, Any], payload: bytes, control: Control | None = None) -> Message:
        with self._lock:
            try:
                if not self._children:
                    self._children.append(open_child(self._data, self._path, control))
                (child,) = self._children
                child.send(head, payload)
                answer = child.receive(control)
                if "wrong" in answer.head:
                    raise self._fault(Fault.from_data(answer.head["wrong"]))
            except ChildLost as lost:
                _end(self._children)
                raise self._fault(lost.why) from lost
            except BaseException:  # an answer may still be on its way
                _end(self._children)
                raise
        return answer

    def _fault(self, reason: Fault) -> Fault:
        return Fault(
            translate("faults", "The tokenizer {path} cannot encode this text."),
            why="{reason}",
            now=translate("faults", "Choose another tokenizer, or let one be learned."),
            path=str(self._path),
            reason=reason,
        )


def open_child(data: bytes, path: Path | str, control: Control | None = None) -> Child:
    """A child that has loaded a tokenizer.json and tried it; raises Fault where that fails."""
    try:
        child = Child(SERVER, OPENING)
        try:
            child.send({}, data)
            answer = child.receive(control).head
        except BaseException:
            child.close()
            raise
    except ChildLost as lost:
        raise no_tokenizer(path, "{reason}", reason=lost.why) from lost
    if "wrong" in answer:
        child.close()
        raise no_tokenizer(path, "{reason}", reason=Fault.from_data(answer["wrong"]))
    child.limits = ASKING
    return child


def _end(children: list[Child]) -> None:
    while children:
        children.pop().close()


def serve(channel: Channel) -> None:
    """In the child: load a tokenizer.json and try it, then answer as long as all goes well."""
    try:
        rules = _tried(channel.receive().payload)
        channel.send({})
        while True:
            channel.send(*_answer(rules, channel.receive()))
    except BaseException as error:  # a panic in Rust is no Exception
        if isinstance(error, MemoryError):
            raise
        channel.send({"wrong": _told(error).as_data()})


def _tried(data: bytes) -> Rules:
    vocabulary_of(load(data))
    rules = Rules(data)
    for text in TRIED:
        ids, _ = rules.encode_row([text])
        rules.decode(ids.tolist())
        rules.encode_with_offsets(text)
    return rules


def _answer(rules: Rules, request: Message) -> tuple[dict[str, Any], bytes]:
    match request.head["do"]:
        case "encode":
            ends = np.cumsum([0, *request.head["bytes"]]).tolist()
            texts = [_text(request.payload[start:stop]) for start, stop in pairwise(ends)]
            ids, lengths = rules.encode_row(texts)
            return {"lengths": lengths.tolist()}, ids.astype(IDS).tobytes()
        case "offsets":
            found, offsets = rules.encode_with_offsets(_text(request.payload))
            return {"ids": found, "offsets": offsets}, b""
        case _:
            text = rules.decode(np.frombuffer(request.payload, IDS).tolist())
            return {}, text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _told(error: BaseException) -> Fault:
    """What went wrong as a reason, without the names and ways out that the parent knows better."""
    if not isinstance(error, Fault):
        return Fault("{words}.", words=str(error)[:300])
    return Fault.from_data(error.as_data() | {"what": error.why, "why": "", "now": ""})
