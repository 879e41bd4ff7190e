"""Weights: the tensors of a foreign folder by name, checked before they are read."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine import disk
from engine.control import Control
from engine.disk import Damaged, reason_of
from engine.exchange.folder import ELSEWHERE, Folder, unreadable
from engine.exchange.pickled import Pickled
from engine.faults import Fault
from engine.runs.tensors import BF16, Header, header_length, read_header
from engine.wording import translate

MOST_SHARDS = 500
LARGEST_HEADER = 16 << 20  # bytes; 20,000 tensors take 3 MB
FLOATS = ("F64", "F32", "F16", BF16)


class Weights(Protocol):
    """Tensors by name."""

    @property
    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """What there is, in its shape."""

    def read(self, name: str) -> NDArray[np.float32]:
        """One of them; KeyError where there is none of this name."""

    def close(self) -> None:
        """No more will be read."""


class SafeTensors:
    """Those of one or more safetensors files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Fault where a header says what cannot be."""
        self._found: dict[str, tuple[Path, Header]] = {}
        for path in paths:
            header = _header(path)
            self._found |= dict.fromkeys(header.places, (path, header))
        self.shapes = {name: header.places[name].shape for name, (_, header) in self._found.items()}

    def read(self, name: str) -> NDArray[np.float32]:
        """One tensor, widened to float32."""
        path, header = self._found[name]
        place = header.places[name]
        if place.kind not in FLOATS:
            why = translate("faults", "Its tensor {name} holds no floating-point numbers: {kind}.")
            raise unreadable(path, why, name=name, kind=place.kind)
        data = np.empty(math.prod(place.shape), place.dtype)
        try:
            with open(path, "rb", buffering=0) as file:
                file.seek(header.data_begin + place.begin)
                read = _fill(file, data)
        except OSError as error:
            raise unreadable(path, "{reason}", reason=reason_of(error)) from error
        if read != data.nbytes:
            raise unreadable(path, translate("faults", "It ends too early."))
        if place.kind == BF16:
            data = (data.astype(np.uint32) << 16).view(np.float32)
        with np.errstate(over="ignore"):
            return data.astype(np.float32, copy=False).reshape(place.shape)

    def close(self) -> None:
        """Nothing is open."""


def open_weights(folder: Folder, control: Control | None = None) -> Weights:
    """The weights of a folder: safetensors where there are any, else pickled ones.

    Raises Fault where there are none, or they are no weights; Cancelled once `control` is stopped.
    """
    for name in ("model.safetensors", "pytorch_model.bin"):
        paths = _parts(folder, name)
        if paths and name.endswith(".safetensors"):
            return SafeTensors(paths)
        if paths:
            return Pickled(paths, control)
    others = [name for name in ("tf_model.h5", "flax_model.msgpack") if folder.has(name)]
    raise Fault(
        translate("faults", "There are no weights in {path}."),
        why=translate("faults", "{found} cannot be read here.") if others else "",
        now=translate("faults", "Choose a folder with a model.safetensors or pytorch_model.bin."),
        path=str(folder.path),
        found=", ".join(others),
    )


def _parts(folder: Folder, name: str) -> list[Path]:
    """The files the weights stand in; none where there are none of this kind."""
    if folder.has(name):
        return [folder.file(name)]
    index = f"{name}.index.json"
    if not folder.has(index):
        return []
    places = folder.settings(index).get("weight_map")
    if not isinstance(places, dict) or not all(isinstance(one, str) for one in places.values()):
        raise unreadable(folder.path / index, translate("faults", "It names no files."))
    files = sorted(set(places.values()))
    if len(files) > MOST_SHARDS:
        raise unreadable(folder.path / index, translate("faults", "It names too many files."))
    return [folder.file(one) for one in files]


def _header(path: Path) -> Header:
    try:
        with open(path, "rb") as file, disk.advising(ELSEWHERE):
            size = os.fstat(file.fileno()).st_size
            first = file.read(8)
            length = header_length(first, size, path)
            if length > LARGEST_HEADER:
                raise Damaged(path, translate("faults", "Its header is too long."))
            data = first + file.read(length)
            return read_header(data, path, size=size, foreign=True)
    except OSError as error:
        raise unreadable(path, "{reason}", reason=reason_of(error)) from error


def _fill(file: Any, data: NDArray[Any]) -> int:
    """Read until the array is full or the file ends; how many bytes were read."""
    view, done = data.view(np.uint8).data, 0
    while done < len(view) and (count := file.readinto(view[done:])):
        done += count
    return done
