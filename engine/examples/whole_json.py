"""A JSON file read whole, within limits."""

from __future__ import annotations

import json
from typing import Any

from engine.examples.format import Opened
from engine.faults import Fault
from engine.wording import translate

MOST = 64 << 20  # characters; read, they take up to ten times as many bytes


def whole_json(text: Opened) -> Any:
    """The value a JSON file holds; raises Fault where it holds none, or one too large."""
    parts: list[str] = []
    size = 0
    for chunk in text.chunks():
        size += len(chunk)
        if size > MOST:
            raise Fault(
                translate("faults", "{path} is larger than {limit} MB."),
                why=translate("faults", "A JSON file is read whole, and so large a one is not."),
                now=translate("faults", "Cut it into several files, and name all of them."),
                path=text.path,
                limit=MOST >> 20,
            )
        parts.append(chunk)
    whole = "".join(parts)
    parts.clear()
    try:
        return json.loads(whole)
    except RecursionError as error:
        why = translate("faults", "Its parts stand in one another too deeply.")
        raise _no_json(text.path, why) from error
    except ValueError as error:
        raise _no_json(text.path, "{reason}", reason=f"{error}.") from error


def _no_json(path: str, why: str, **values: str) -> Fault:
    return Fault(
        translate("faults", "{path} is no JSON that can be read to its end."),
        why=why,
        now=translate("faults", "Fetch the file again, or say in the recipe what format it has."),
        path=path,
        **values,
    )
