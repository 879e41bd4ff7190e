"""Weights that are broken, or made to do harm: each is a fault that names what is wrong."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.runs.tensors import header_bytes, pieces, read_arrays
from tests.engine.hostile_folders import (
    Change,
    copy,
    linked,
    pipe,
    refused,
    removed,
    whole,
    written,
)

__all__ = ["whole"]


def arrays_of(folder: Path) -> dict[str, Any]:
    path = folder / "model.safetensors"
    return dict(read_arrays(path.read_bytes(), path)[0])


def with_arrays(change: Callable[[dict[str, Any]], Any]) -> Change:
    def rewrite(folder: Path) -> None:
        arrays = arrays_of(folder)
        change(arrays)
        data = b"".join([header_bytes(arrays), *map(bytes, pieces(arrays))])
        (folder / "model.safetensors").write_bytes(data)

    return rewrite


def header(value: Any, data: bytes = b"") -> Change:
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return written("model.safetensors", len(text).to_bytes(8, "little") + text + data)


def tensor(dtype: str = "F32", shape: Any = (2,), begin: int = 0, end: int = 8) -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


def cut_short(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


POOLER = "bert.embeddings.LayerNorm.weight"
WEIGHTS: dict[str, tuple[Change, str]] = {
    "none": (removed("model.safetensors"), "There are no weights in"),
    "empty": (written("model.safetensors", b""), "header is longer than the file"),
    "header too long": (written("model.safetensors", b"\xff" * 64), "longer than the file"),
    "header of gigabytes": (
        written("model.safetensors", (1 << 40).to_bytes(8, "little") + b"{}"),
        "longer than the file",
    ),
    "long header": (header(b"{" + b" " * (17 << 20) + b"}"), "Its header is too long"),
    "no JSON": (header(b"\x00\x01"), "no safetensors header"),
    "deep": (header(b"[" * 100_000), "no safetensors header"),
    "a name twice": (header(b'{"a": {}, "a": {}}'), "a name twice"),
    "cut short": (cut_short, "no safetensors header"),
    "shape of terabytes": (header({"a": tensor(shape=(1 << 40,))}, bytes(8)), "differ"),
    "negative": (header({"a": tensor(begin=-8, end=0)}, bytes(8)), "shape or data_offsets"),
    "over the end": (header({"a": tensor(shape=(4,), end=16)}, bytes(8)), "8 in the file"),
    "overlap": (header({"a": tensor(), "b": tensor()}, bytes(8)), "gap or overlap"),
    "unknown numbers": (header({"a": tensor("F4")}, bytes(8)), "no safetensors header"),
    "too many": (
        header({str(n): tensor(shape=(0,), end=0) for n in range(20_001)}),
        "20001 tensors",
    ),
    "whole numbers": (
        with_arrays(lambda a: a.update({POOLER: np.ones(32, np.int64)})),
        "holds no floating-point numbers: I64",
    ),
    "one missing": (with_arrays(lambda a: a.pop(POOLER)), f"There is none of: {POOLER}"),
    "all others": (header({"a": tensor()}, bytes(8)), "There is none of: bert."),
    "wrong shape": (
        with_arrays(lambda a: a.update({POOLER: np.ones(31, np.float32)})),
        f"{POOLER} is 31, not 32",
    ),
    "turned": (
        with_arrays(
            lambda a: a.update(
                {"bert.encoder.layer.0.intermediate.dense.weight": np.ones((32, 128), np.float32)}
            )
        ),
        "intermediate.dense.weight is 32 × 128, not 128 × 32",
    ),
    "no dimension": (
        with_arrays(lambda a: a.update({POOLER: np.float32(1).reshape(())})),
        f"{POOLER} is –, not 32",
    ),
    "not a number": (
        with_arrays(lambda a: a.update({POOLER: np.full(32, np.nan, np.float32)})),
        f"{POOLER} holds numbers that are infinite",
    ),
    "infinite": (
        with_arrays(lambda a: a.update({POOLER: np.full(32, np.inf, np.float32)})),
        f"{POOLER} holds numbers that are infinite",
    ),
    "swelling": (header(b'{"a":[' + b"{}," * 500_000 + b"{}]}"), "too many tensors"),
    "device": (linked("model.safetensors", "/dev/zero"), "It is no file"),
    "pipe": (pipe("model.safetensors"), "It is no file"),
    "loop": (linked("model.safetensors", "model.safetensors"), "leads to itself"),
    "a pickle by another name": (
        written("model.safetensors", pickle.dumps({"a": 1}) + bytes(64)),
        "The file",
    ),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_that_lie_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = WEIGHTS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


@pytest.mark.parametrize(
    ("index", "said"),
    [
        ({"weight_map": {"a": "../secret.safetensors"}}, "It is not in this folder"),
        ({"weight_map": {"a": "/etc/passwd"}}, "It is not in this folder"),
        ({"weight_map": {"a": "gone.safetensors"}}, "It is not there"),
        ({"weight_map": ["a"]}, "It names no files"),
        ({"weight_map": {"a": 3}}, "It names no files"),
        ({}, "It names no files"),
        ({"weight_map": {str(n): f"{n}.safetensors" for n in range(501)}}, "too many files"),
    ],
)
def test_an_index_stays_in_its_folder(
    index: Any, said: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copy(whole("bert"), tmp_path / "model")
    shutil.move(folder / "model.safetensors", tmp_path / "secret.safetensors")
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert said in refused(folder, tmp_path / "runs")


class Harm:
    """What a pickle may ask for."""

    def __init__(self, sign: Path) -> None:
        self.sign = sign

    def __reduce__(self) -> Any:
        return (os.system, (f"touch {self.sign}",))


def zipped(data: bytes, **packing: Any) -> bytes:
    """As torch packs a pickle."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", **packing) as archive:
        archive.writestr("archive/data.pkl", data)
        archive.writestr("archive/version", b"3\n")
        archive.writestr("archive/byteorder", b"little")
    return found.getvalue()


def saved(value: Any) -> bytes:
    found = io.BytesIO()
    torch.save(value, found)
    return found.getvalue()


def test_a_pickle_that_would_do_harm_does_none(
    whole: Callable[[str], Path], tmp_path: Path
) -> None:
    sign = tmp_path / "harm"
    harm = pickle.dumps({"bert.embeddings.LayerNorm.weight": Harm(sign)}, protocol=2)
    for number, data in enumerate((harm, zipped(harm), saved({"a": Harm(sign)}))):
        folder = copy(whole("bert"), tmp_path / f"model{number}")
        (folder / "model.safetensors").unlink()
        (folder / "pytorch_model.bin").write_bytes(data)
        assert "cannot be read" in refused(folder, tmp_path / "runs")
        assert not sign.exists()


BINARIES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "cannot be read"),
    "noise": (bytes(range(256)) * 40, "cannot be read"),
    "bomb": (
        zipped(bytes(1 << 24), compression=zipfile.ZIP_DEFLATED),
        "It would grow when it is unpacked",
    ),
    "cut short": (saved({"a": torch.ones(9000)})[:5000], "cannot be read"),
    "no tensors": (saved({"a": 3, "b": "c"}), "It holds no weights"),
    "a list": (saved([torch.ones(3)]), "It holds no weights"),
    "two gigabytes": (
        zipped(b"\x80\x02cbuiltins\nbytearray\nJ\xf0\xff\xff\x7f\x85R."),
        "It took more memory than is allowed",
    ),
    "one number for terabytes": (saved({"a": torch.ones(1).expand(1 << 42)}), "no weights"),
    "others": (saved({"a": torch.ones(3)}), "There is none of: bert."),
}


@pytest.mark.parametrize("name", BINARIES)
def test_pickled_weights_that_lie_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    data, said = BINARIES[name]
    folder = copy(whole("bert"), tmp_path / "model")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(data)
    assert said in refused(folder, tmp_path / "runs")
