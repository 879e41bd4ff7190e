"""JSON objects that carry a CRC-32 of themselves, so that any changed byte is noticed."""

from __future__ import annotations

import json
import zlib
from typing import Any

_MARK = '"crc":"'
MOST_VALUES = 3_000_000  # of one file of JSON; vocabularies of today have 1,800,000 at most


def to_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in ASCII (file names may hold what UTF-8 cannot); numpy values and paths are taken."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, default=_plain, indent=indent, separators=separators)


def seal(value: dict[str, Any], *, indent: int | None = None) -> str:
    """The object as JSON with a last key "crc", the checksum of everything before it."""
    if "crc" in value:
        raise ValueError("the key 'crc' belongs to the seal")
    content = to_json(value, indent=indent)[:-1].rstrip()
    return f"{content}{_ending(content, with_comma=bool(value))}"


def unseal(text: str) -> dict[str, Any] | None:
    """The object without its seal; None where the text is not exactly what `seal` wrote."""
    before, mark, _ = text.rpartition(_MARK)
    content = before.removesuffix(",")
    if not mark or text != content + _ending(content, with_comma=content != before):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    value.pop("crc", None)
    return value


def swells(data: bytes) -> bool:
    """Whether JSON of others holds more values than anything here, told before it is read.

    Each may take a few bytes there, and a hundred in memory.
    """
    return sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES


def _ending(content: str, *, with_comma: bool) -> str:
    comma = "," if with_comma else ""
    checksum = zlib.crc32(content.encode("utf-8", "surrogatepass"))
    return f'{comma}{_MARK}{checksum:08x}"}}'


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return value.tolist()
    if hasattr(value, "__fspath__"):
        return value.__fspath__()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is no plain value")
