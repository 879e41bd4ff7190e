"""Pickled weights (`pytorch_model.bin`), read in a limited child that may build tensors only.

What else a pickle asks for is refused by torch (`weights_only`) before it is done; what swells or
hangs ends with the child.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.channel import Channel
from engine.control import Control
from engine.exchange.folder import unreadable
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits, tighten
from engine.runs.tensors import MAX_TENSORS
from engine.wording import translate

SERVER = "engine.exchange.pickled:serve"
OWN_MEMORY = 3 << 30  # of addresses, which torch takes before it reads a byte
SPARE = 256 << 20  # bytes to work with, besides the tensors
PART = 32 << 20  # bytes of a message
SECONDS, PER_GIGABYTE = 8.0, 10.0


class Pickled:
    """The tensors of one or more pickled files, handed over one at a time as float32."""

    def __init__(self, paths: Sequence[Path], control: Control | None = None) -> None:
        """Fault where one is no file of tensors; Cancelled once `control` is stopped."""
        self._paths, self._control = paths, control
        size = sum(path.stat().st_size for path in paths)
        for path in paths:
            _refuse_packed(path)
        limits = Limits(
            memory_bytes=OWN_MEMORY + 3 * size,
            cpu_seconds=SECONDS + PER_GIGABYTE * size / 2**30,
            idle_seconds=60.0,
        )
        try:
            self._child = Child(SERVER, limits)
        except ChildLost as lost:
            raise unreadable(paths[0], "{reason}", reason=lost.why) from lost
        try:
            asked = {"paths": [str(path) for path in paths], "bytes": SPARE + 3 * size}
            found = self._ask(asked)["shapes"]
        except BaseException:
            self.close()
            raise
        self.shapes: dict[str, tuple[int, ...]] = {n: tuple(shape) for n, shape in found.items()}

    def read(self, name: str) -> NDArray[np.float32]:
        """One tensor; KeyError where there is none of this name."""
        shape = self.shapes[name]
        num_bytes = 4 * math.prod(shape)
        found, at = bytearray(num_bytes), 0
        head: dict[str, Any] = {"name": name}
        while at < num_bytes:
            payload = self._answer(head)
            if not payload:
                raise unreadable(self._paths[0], translate("faults", "It ends too early."))
            found[at : at + len(payload)] = payload
            at, head = at + len(payload), {}
        return np.frombuffer(found, "<f4").reshape(shape)

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def _ask(self, head: dict[str, Any]) -> dict[str, Any]:
        try:
            self._child.send(head)
            answer = self._child.receive(self._control).head
        except ChildLost as lost:
            raise unreadable(self._paths[0], "{reason}", reason=lost.why) from lost
        if "wrong" in answer:
            raise unreadable(self._paths[0], "{reason}", reason=Fault.from_data(answer["wrong"]))
        return answer

    def _answer(self, head: dict[str, Any]) -> bytes:
        """The next part of a tensor, which is asked for where `head` is not empty."""
        try:
            if head:
                self._child.send(head)
            return self._child.receive(self._control).payload
        except ChildLost as lost:
            raise unreadable(self._paths[0], "{reason}", reason=lost.why) from lost


def _refuse_packed(path: Path) -> None:
    """Torch packs nothing: what would grow when it is unpacked was not written by it."""
    with suppress(OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        with zipfile.ZipFile(path) as packed:
            inside = sum(one.file_size for one in packed.infolist())
        if inside > path.stat().st_size:
            raise unreadable(path, translate("faults", "It would grow when it is unpacked."))


def serve(channel: Channel) -> None:
    """In the child: load the files, then hand over the tensors that are asked for."""
    import torch

    torch.set_num_threads(1)
    try:
        tensors: dict[str, Any] = {}
        asked = channel.receive().head
        tighten(asked["bytes"])
        for path in asked["paths"]:
            tensors |= _tensors(torch.load(path, map_location="cpu", weights_only=True))
        if len(tensors) > MAX_TENSORS:
            raise ValueError(f"{len(tensors)} tensors")
        channel.send({"shapes": {name: list(one.shape) for name, one in tensors.items()}})
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - of a file that may be anything
        channel.send({"wrong": _told(error).as_data()})
        return
    while True:
        tensor = tensors[channel.receive().head["name"]]
        data = memoryview(tensor.to(torch.float32).contiguous().numpy().reshape(-1)).cast("B")
        for at in range(0, len(data), PART):
            channel.send({}, bytes(data[at : at + PART]))


def _tensors(loaded: Any) -> dict[str, Any]:
    """The dense tensors of a state, by name."""
    import torch

    if isinstance(loaded, dict) and isinstance(loaded.get("state_dict"), dict):
        loaded = loaded["state_dict"]
    if not isinstance(loaded, dict):
        raise ValueError(type(loaded).__name__)
    found = {
        name: one
        for name, one in loaded.items()
        if isinstance(name, str) and isinstance(one, torch.Tensor) and _is_plain(one)
    }
    if not found:
        raise ValueError("no tensors")
    return found


def _is_plain(tensor: Any) -> bool:
    """A few bytes may claim to be a tensor of terabytes: all it has must be there."""
    import torch

    if tensor.layout != torch.strided or tensor.device.type != "cpu":
        return False
    stored: int = tensor.untyped_storage().nbytes()
    wanted: int = tensor.numel() * tensor.element_size()
    return wanted <= stored and not tensor.is_quantized


def _told(error: Exception) -> Fault:
    """What torch says of it, in a line."""
    words = " ".join(str(error).split())[:300] or type(error).__name__
    if "weights_only" in words.lower() or "weightsunpickler" in words.lower():
        unsafe = translate("faults", "It asks for more than tensors, and that is never done.")
        return Fault(unsafe)
    return Fault(translate("faults", "It holds no weights ({words})."), words=words)
