"""Sections of a recipe, read one by one: what can be read, and what is wrong with the rest."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.objectives.objective import ObjectiveConfig
from engine.options import UNREADABLE, Section
from engine.recipe.paths import unwritable
from engine.recipe.words import field_faults
from engine.wording import translate


def read_section(
    section: type[Section], data: Any, place: str
) -> tuple[Section | None, list[FieldFault]]:
    """A section, its unreadable fields UNREADABLE, and their faults; None where nothing is."""
    if not isinstance(data, dict):
        return None, [FieldFault(place, translate("faults", "must be a table of keys"))]
    lost = {key: unwritable(f"{place}.{key}", value) for key, value in data.items()}
    faults = [fault for fault in lost.values() if fault is not None]
    data = {key: value for key, value in data.items() if lost[key] is None}
    good: Section | None
    try:
        good = _validated(section, data)
    except ValidationError as error:
        good = _readable(section, data, error)
        faults += field_faults(error, section, place)
    if good is None or not faults:
        return good, faults
    return good.model_copy(update={k: UNREADABLE for k in lost if lost[k]}), faults


def _validated(section: type[Section], data: dict[str, Any]) -> Section:
    # Through JSON, because pydantic is strict about numbers and strings there and still
    # reads lists as tuples and strings as paths.
    return section.model_validate_json(json.dumps(data, default=str), strict=True)


def _readable(
    section: type[Section], data: dict[str, Any], error: ValidationError
) -> Section | None:
    """What of a faulty section can still be held against other fields: the rest is UNREADABLE.

    None where the fault is at no field.
    """
    bad: set[str] = set()
    while True:
        found = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]} - bad
        if not found:
            return None
        bad |= found
        try:
            good = _validated(section, {key: data[key] for key in data if key not in bad})
        except ValidationError as another:  # what is right may clash with a default put in
            error = another
        else:
            return good.model_copy(update=dict.fromkeys(bad & set(data), UNREADABLE))


def read_objectives(
    data: Any,
) -> tuple[dict[str, ObjectiveConfig | None] | None, list[FieldFault]]:
    """Tables by name; `true` means all defaults, `false` switches a preset's objective off.

    One that cannot be read at all is None; so are all where it is not known what was chosen.
    """
    if data is None:
        return None, []
    if not isinstance(data, dict):
        return None, [FieldFault("objectives", translate("faults", "must be a table of keys"))]
    read: dict[str, ObjectiveConfig | None] = {}
    faults: list[FieldFault] = []
    for name, given in data.items():
        if given is False:
            continue
        read[name] = None
        if name not in OBJECTIVES:
            faults.append(unknown_key(f"objectives.{name}", list(OBJECTIVES)))
            continue
        config, found = read_section(
            OBJECTIVES[name].Config, {} if given is True else given, f"objectives.{name}"
        )
        faults += found
        if isinstance(config, ObjectiveConfig):
            read[name] = config
    return read, faults


def unknown_key(place: str, known: list[str]) -> FieldFault:
    """A key nobody knows, with the one that was meant, perhaps."""
    near = get_close_matches(place.rpartition(".")[2], known, n=1)
    if near:
        message = translate("faults", "unknown key; did you mean “{near}”?")
        return FieldFault(place, message, (("near", near[0]),))
    message = translate("faults", "unknown key; known here: {known}")
    return FieldFault(place, message, (("known", ", ".join(known)),))
