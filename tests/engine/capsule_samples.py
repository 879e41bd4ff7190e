"""Capsules that no Cloze Studio has packed: put together by hand, and then bent."""

from __future__ import annotations

import hashlib
import json
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from engine.disk import seal
from tests.engine.opened_samples import tokenizer
from tests.engine.run_samples import RECIPE

Member = tuple[zipfile.ZipInfo, bytes]
STATE = "checkpoints/step-00000007/state.json"
MODEL = "checkpoints/step-00000007/model.safetensors"
OPTIMIZER = "checkpoints/step-00000007/optimizer.safetensors"


def sealed(**data: object) -> bytes:
    return f"{seal(data)}\n".encode()


def parts() -> dict[str, bytes]:
    """The least a capsule holds, and some of what it may."""
    empty = (8).to_bytes(8, "little") + b"{}      "
    row = {"event": "Noticed", "step": 1, "level": "note", "what": "all is well", "values": {}}
    return {
        "recipe.toml": f"{RECIPE}\n[training]\nsteps = 7\n".encode(),
        "tokenizer.json": tokenizer().to_bytes(),
        "environment.json": sealed(threads=2),
        "status.json": sealed(state="finished", step=7, updated=1.0),
        "metrics.jsonl": f"{seal(row)}\n".encode() * 50,
        "notes.md": b"as it was " * 10,
        "evaluations/names-1.json": sealed(f1=0.5),
        STATE: json.dumps({"step": 7, "state": {}}).encode(),
        MODEL: empty,
        OPTIMIZER: empty,
    }


def listing(members: Mapping[str, bytes], **changed: object) -> bytes:
    """The list of contents that would be right, but for what is changed."""
    told = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in members.items()
    }
    return json.dumps({"capsule": 1, "run": "one", "parts": told} | changed).encode()


def member(
    name: str,
    data: bytes = b"",
    *,
    packed: int | None = None,
    mode: int = 0o100644,
) -> Member:
    info = zipfile.ZipInfo(name)
    info.filename = info.orig_filename = name
    info.create_system, info.external_attr = 3, mode << 16
    stored = name.endswith(".safetensors")
    usual = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.compress_type = usual if packed is None else packed
    return info, data


def write(path: Path, members: Sequence[Member]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")  # names that are there twice
        for info, data in members:
            archive.writestr(info, data)
    return path


def capsule(
    path: Path,
    *more: Member,
    changed: Mapping[str, bytes | None] | None = None,
    contents: bytes | None = None,
    **told: object,
) -> Path:
    """A capsule with more members, changed ones (None: without it), or another list of contents."""
    held = {name: data for name, data in {**parts(), **(changed or {})}.items() if data is not None}
    everything = held | {info.orig_filename: data for info, data in more}
    members = [*(member(name, data) for name, data in held.items()), *more]
    last = listing(everything, **told) if contents is None else contents
    return write(path, [*members, member("capsule.json", last)])


def bent(path: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def entry(data: bytearray, name: str) -> int:
    """Where the directory begins to tell of a member."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if bytes(data[at + 46 : at + 46 + length]) == name.encode():
            return at
        at = data.find(b"PK\x01\x02", at + 4)
    raise KeyError(name)


def put(name: str, place: int, form: str, value: int) -> Callable[[bytearray], None]:
    """A change of one number of the directory's entry of a member."""

    def change(data: bytearray) -> None:
        struct.pack_into(form, data, entry(data, name) + place, value)

    return change
