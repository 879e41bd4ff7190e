"""What pydantic found wrong, in plain words and with dotted places."""

from __future__ import annotations

from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from engine.faults import FieldFault, Unfit
from engine.wording import translate

# pydantic's kind of error -> our sentence; the values come from its context
SENTENCES = {
    "missing": translate("faults", "is missing"),
    "int_type": translate("faults", "must be a whole number, not {given}"),
    "int_from_float": translate("faults", "must be a whole number, not {given}"),
    "float_type": translate("faults", "must be a number, not {given}"),
    "bool_type": translate("faults", "must be true or false, not {given}"),
    "string_type": translate("faults", "must be text in quotes, not {given}"),
    "path_type": translate("faults", "must be a path in quotes, not {given}"),
    "tuple_type": translate("faults", "must be a list in brackets, not {given}"),
    "finite_number": translate("faults", "must be a finite number"),
    "literal_error": translate("faults", "must be one of {expected}, not {given}"),
    "greater_than": translate("faults", "must be greater than {gt}, not {given}"),
    "greater_than_equal": translate("faults", "must be at least {ge}, not {given}"),
    "less_than": translate("faults", "must be less than {lt}, not {given}"),
    "less_than_equal": translate("faults", "must be at most {le}, not {given}"),
}


def field_faults(error: ValidationError, section: type[BaseModel], place: str) -> list[FieldFault]:
    """One fault per place; the branches pydantic tried for a union count once."""
    faults: dict[str, FieldFault] = {}
    for detail in error.errors(include_url=False):
        fault = _fault(detail, section, place)
        faults.setdefault(fault.place, fault)
    return list(faults.values())


def _fault(detail: ErrorDetails, section: type[BaseModel], place: str) -> FieldFault:
    loc = [str(part) for part in detail["loc"][:1]]
    where = ".".join([place, *loc])
    if detail["type"] == "extra_forbidden":
        return _unknown_key(where, loc[0], section)
    own = detail.get("ctx", {}).get("error")
    if isinstance(own, Unfit):
        return FieldFault(where, own.message, tuple(own.values.items()))
    sentence = SENTENCES.get(detail["type"])
    if sentence is None:
        return FieldFault(
            where, "{message}", (("message", detail["msg"].removeprefix("Value error, ")),)
        )
    values = {"given": _shown(detail["input"])}
    values |= {key: str(value) for key, value in detail.get("ctx", {}).items()}
    return FieldFault(where, sentence, tuple(values.items()))


def _unknown_key(where: str, key: str, section: type[BaseModel]) -> FieldFault:
    near = get_close_matches(key, section.model_fields, n=1)
    if near:
        message = translate("faults", "unknown key; did you mean “{near}”?")
        return FieldFault(where, message, (("near", near[0]),))
    known = ", ".join(section.model_fields)
    return FieldFault(
        where, translate("faults", "unknown key; known here: {known}"), (("known", known),)
    )


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
