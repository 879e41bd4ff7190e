"""The columns of a file whose header is another than that of the first: found anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.examples.asking import Asking
from engine.examples.columns import NONE
from engine.examples.format import Seen, Wanted
from engine.examples.parts import PartFile

TABLE = "table"


def fitting(asking: Asking, file: PartFile, wanted: Wanted) -> Wanted:
    """As `wanted`, or, where the file has no columns of these names, with those it has instead.

    The same as was given where nothing better is seen: reading it then says what is wrong.
    """
    asked = {role for role, name in wanted.roles.items() if name and name != NONE}
    seen = _seen(asking, file, wanted)
    if seen is not None and asked.intersection(("first", "second", "label")) <= seen.roles.keys():
        return wanted
    if seen is not None:  # only the labels are called otherwise, or there are none
        return _with(wanted, {"label": ""})
    bare = _with(wanted, {"first": "", "label": ""})
    if wanted.role("second") != NONE:
        bare = _with(bare, {"second": ""})
    for labelled in dict.fromkeys((True, wanted.labelled)):
        own = replace(bare, header="auto", labelled=labelled)
        found = _seen(asking, file, own)
        if found is not None and "first" in found.roles:
            return own
    return wanted


def _seen(asking: Asking, file: PartFile, wanted: Wanted) -> Seen | None:
    return asking.look(file.sources[0].path, wanted, TABLE).seen.get(TABLE)


def _with(wanted: Wanted, roles: Mapping[str, str]) -> Wanted:
    return replace(wanted, roles={**wanted.roles, **roles})
