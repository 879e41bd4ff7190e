"""Arrays are written as the safetensors library reads them; hostile headers are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from engine.disk import Damaged
from engine.runs.tensors import header_bytes, pieces, read_arrays

PATH = Path("model.safetensors")

ARRAYS: dict[str, Any] = {
    "matrix": np.arange(12, dtype=np.float32).reshape(3, 4),
    "turned": np.arange(6, dtype=np.float64).reshape(2, 3).T,
    "every other": np.arange(10, dtype=np.int16)[::2],
    "scalar": np.array(2.5),
    "empty": np.empty((0, 3), np.float16),
    "bytes": np.arange(7, dtype=np.uint8),
    "flags": np.array([True, False]),
    "big": np.arange(3, dtype=">i4"),
}


def written(arrays: dict[str, Any]) -> bytes:
    return b"".join([header_bytes(arrays), *pieces(arrays)])


def test_the_library_reads_what_is_written() -> None:
    read = safetensors.numpy.load(written(ARRAYS))
    assert read.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert read[name].shape == array.shape
        np.testing.assert_array_equal(read[name], array)


def test_what_the_library_writes_is_read() -> None:
    arrays = {name: np.array(array, order="C") for name, array in ARRAYS.items() if name != "big"}
    read, header = read_arrays(safetensors.numpy.save(arrays, {"format": "pt"}), PATH)
    assert header.metadata == {"format": "pt"}
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        assert read[name].dtype == array.dtype
        np.testing.assert_array_equal(read[name], array)


def test_arrays_that_the_format_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be saved"):
        header_bytes({"a": np.array(["text"])})


def entry(shape: Any = (2,), offsets: Any = (0, 8), dtype: Any = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


def file_of(header: Any, data: bytes = bytes(8), length: int | None = None) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\0\0\0",
        file_of({}, length=1 << 63),
        file_of({"a": entry()}, length=10_000),
        file_of(b"\xff\xfe"),
        file_of(b"[" * 50_000),
        file_of([]),
        file_of({"a": 3}),
        file_of({"a": {}}),
        file_of({"a": entry(dtype="F99")}),
        file_of({"a": entry(dtype=["F32"])}),
        file_of({"a": entry(shape=[1 << 62, 1 << 62])}),
        file_of({"a": entry(shape=[-2])}),
        file_of({"a": entry(shape=[2.0])}),
        file_of({"a": entry(shape=[True, 2])}),
        file_of({"a": entry(shape=[1] * 65 + [2])}),
        file_of({"a": entry(offsets=[0, 1 << 40])}),
        file_of({"a": entry(offsets=[-8, 0])}),
        file_of({"a": entry(offsets=[8, 0])}),
        file_of({"a": entry(offsets=[0])}),
        file_of({"a": entry(), "b": entry()}),
        file_of({"a": entry(offsets=[4, 12])}, bytes(12)),
        file_of({"a": entry()}, bytes(9)),
        file_of({"a": entry(), "__metadata__": {"x": 1}}),
        file_of({"a": entry(), "__metadata__": 7}),
        file_of(b'{"a":1,"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'),
        file_of({str(n): entry([0], [0, 0]) for n in range(20_001)}, b""),
    ],
    ids=range(27),
)
def test_a_hostile_header_is_refused_by_name(hostile: bytes) -> None:
    with pytest.raises(Damaged, match=r"model\.safetensors"):
        read_arrays(hostile, PATH)


def test_a_sound_header_is_taken() -> None:
    arrays, _ = read_arrays(file_of({"a": entry()}), PATH)
    np.testing.assert_array_equal(arrays["a"], np.zeros(2, np.float32))
