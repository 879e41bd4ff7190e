"""Named arrays in the safetensors format, written piece by piece and checked before they are read.

The format: 8 bytes with the header's length, a JSON header {name: {dtype, shape, data_offsets}},
the arrays one after another (https://github.com/huggingface/safetensors).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.disk import Damaged
from engine.wording import translate

Arrays = Mapping[str, NDArray[Any]]

MAX_TENSORS = 20_000
MOST_BRACES = 5 * MAX_TENSORS  # of a header; some hold a configuration as text too
MAX_HEADER = 100_000_000  # bytes, as the reference has it

_DTYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "|i1",
    "U64": "<u8",
    "U32": "<u4",
    "U16": "<u2",
    "U8": "|u1",
    "BOOL": "|b1",
}
_NAMES = {np.dtype(code): name for name, code in _DTYPES.items()}
BF16 = "BF16"  # the upper half of a float32; numpy has none, so its bits are handed out
_FOREIGN = _DTYPES | {BF16: "<u2"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one array lies in a file, as its checked header says."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    begin: int  # in bytes from the start of the data
    end: int
    kind: str = ""  # the file's own word for the dtype


@dataclass(frozen=True, slots=True)
class Header:
    """A checked header: every array lies inside the file and has the length its shape says."""

    places: dict[str, Place]
    metadata: dict[str, str]
    data_begin: int  # in bytes from the start of the file


def header_bytes(arrays: Arrays, metadata: Mapping[str, str] | None = None) -> bytes:
    """The start of the file, up to the first array; ValueError for a dtype the format lacks."""
    entries: dict[str, Any] = {"__metadata__": dict(metadata)} if metadata else {}
    begin = 0
    for name, array in in_order(arrays):
        end = begin + array.nbytes
        shape, offsets = list(array.shape), [begin, end]
        entries[name] = {"dtype": _dtype_name(array), "shape": shape, "data_offsets": offsets}
        begin = end
    text = json.dumps(entries, separators=(",", ":")).encode("ascii")
    text += b" " * (-len(text) % 8)  # so that the arrays begin at a multiple of 8
    return len(text).to_bytes(8, "little") + text


def pieces(arrays: Arrays) -> Iterator[memoryview]:
    """The bytes of the arrays in the order of the header; copied only where not contiguous."""
    for _, array in in_order(arrays):
        little = array.astype(array.dtype.newbyteorder("<"), copy=False)
        yield np.ascontiguousarray(little).reshape(-1).view(np.uint8).data


def in_order(arrays: Arrays) -> list[tuple[str, NDArray[Any]]]:
    """Widest items first, so that each array begins at a multiple of its item size."""
    return sorted(arrays.items(), key=lambda item: (-item[1].dtype.itemsize, item[0]))


def read_arrays(data: bytearray | bytes, path: Path) -> tuple[dict[str, NDArray[Any]], Header]:
    """The arrays of a whole file in memory, sharing it; raises Damaged naming `path`."""
    header = read_header(data, path)
    arrays: dict[str, NDArray[Any]] = {}
    for name, place in header.places.items():
        count = math.prod(place.shape)
        offset = header.data_begin + place.begin
        flat = (
            np.frombuffer(data, place.dtype, count, offset) if count else np.empty(0, place.dtype)
        )
        arrays[name] = flat.reshape(place.shape)
    return arrays, header


def header_length(data: bytearray | bytes, size: int, path: Path) -> int:
    """Bytes of the header by the first 8 of a file of `size` bytes; raises Damaged."""
    length = int.from_bytes(data[:8], "little")
    if size < 8 or length > min(MAX_HEADER, size - 8):
        raise Damaged(path, translate("faults", "Its header is longer than the file."))
    return length


def read_header(
    data: bytearray | bytes, path: Path, *, size: int | None = None, foreign: bool = False
) -> Header:
    """Check lengths, shapes and offsets before anything is made of them; raises Damaged.

    `data` may be the beginning of a file of `size` bytes. A `foreign` one may hold BF16 too.
    """
    size = len(data) if size is None else size
    length = header_length(data, size, path)
    dtypes = _FOREIGN if foreign else _DTYPES
    if len(data) < 8 + length:
        raise Damaged(path, translate("faults", "Its header is longer than the file."))
    try:
        if data.count(b"{", 8, 8 + length) > MOST_BRACES:
            raise ValueError("too many tensors")
        entries = json.loads(bytes(data[8 : 8 + length]), object_pairs_hook=_without_doubles)
        metadata = entries.pop("__metadata__", {})
        if len(entries) > MAX_TENSORS:
            raise ValueError(f"{len(entries)} tensors")
        places = {name: _place(entry, dtypes) for name, entry in entries.items()}
        _check_layout(places, size - 8 - length)
        if not all(isinstance(value, str) for value in metadata.values()):
            raise ValueError("__metadata__")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        why = translate("faults", "Its header is no safetensors header ({reason}).")
        raise Damaged(path, why, reason=reason) from error
    return Header(places, metadata, 8 + length)


def _place(entry: Any, dtypes: Mapping[str, str]) -> Place:
    dtype = np.dtype(dtypes[entry["dtype"]])
    shape, (begin, end) = tuple(entry["shape"]), entry["data_offsets"]
    numbers = (*shape, begin, end)
    if not all(type(number) is int and number >= 0 for number in numbers) or len(shape) > 32:
        raise ValueError("shape or data_offsets")
    if math.prod(shape) * dtype.itemsize != end - begin:
        raise ValueError("shape and data_offsets differ")
    return Place(dtype, shape, begin, end, entry["dtype"])


def _check_layout(places: Mapping[str, Place], num_bytes: int) -> None:
    """The arrays cover the data exactly, without gap or overlap."""
    at = 0
    for place in sorted(places.values(), key=lambda place: (place.begin, place.end)):
        if place.begin != at:
            raise ValueError("gap or overlap")
        at = place.end
    if at != num_bytes:
        raise ValueError(f"{at} bytes of data in the header, {num_bytes} in the file")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name twice")
    return result


def _dtype_name(array: NDArray[Any]) -> str:
    name = _NAMES.get(array.dtype.newbyteorder("<"))
    if name is None:
        raise ValueError(f"arrays of {array.dtype} cannot be saved")
    return name
