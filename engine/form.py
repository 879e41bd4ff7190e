"""A configuration's fields as plain data, from which the window builds its forms."""

from __future__ import annotations

import types
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from engine.options import Section

Kind = Literal[
    "integer",
    "number",
    "switch",
    "choice",
    "choices",
    "text",
    "device",
    "file",
    "folder",
    "paths",
    "sentences",
    "points",
]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: where it stands, what it is called and which values it takes."""

    key: str  # dotted: "training.lr"
    title: str  # marked "recipe", as is `help`
    help: str
    kind: Kind
    default: Any  # plain data; None where there is none
    unit: str
    minimum: float | None
    maximum: float | None
    above: bool  # the minimum itself is not allowed
    choices: tuple[str, ...]
    words: dict[str, str]  # names of the choices for people
    source: str
    advanced: bool
    optional: bool  # may be empty
    or_auto: bool  # may be "auto"


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """The fields under one dotted name."""

    name: str  # "training", "objectives.masked_lm"
    help: str
    fields: tuple[FieldSpec, ...]


def section_spec(name: str, section: type[Section]) -> SectionSpec:
    """Describe a section standing at `name`."""
    fields = tuple(
        _field_spec(f"{name}.{key}", field) for key, field in section.model_fields.items()
    )
    return SectionSpec(name, section.__doc__ or "", fields)


def _field_spec(key: str, field: FieldInfo) -> FieldSpec:
    extra: dict[str, Any] = (
        field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    )
    annotated = _branches(field.annotation)
    branches = [_bare(branch) for branch in annotated]
    optional = type(None) in branches
    literals = [value for branch in branches for value in _literals(branch)]
    values = [branch for branch in branches if branch is not type(None) and not _literals(branch)]
    minimum, maximum, above = _bounds([*field.metadata, *_inner_constraints(annotated)])
    choices = _choices(values, literals)
    return FieldSpec(
        key=key,
        title=field.title or key.rpartition(".")[2],
        help=field.description or "",
        kind=extra.get("kind") or _kind(values),
        default=_plain(
            None if field.is_required() else field.get_default(call_default_factory=True)
        ),
        unit=extra.get("unit", ""),
        minimum=minimum,
        maximum=maximum,
        above=above,
        choices=choices,
        words=extra.get("words", {}),
        source=extra.get("source", ""),
        advanced=extra.get("advanced", False),
        optional=optional,
        or_auto="auto" in literals and bool(values),
    )


def _branches(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return list(get_args(annotation))
    return [annotation]


def _bare(branch: Any) -> Any:
    """A branch of a union without its constraints: Annotated[int, …] is int."""
    return get_args(branch)[0] if get_origin(branch) is Annotated else branch


def _inner_constraints(branches: list[Any]) -> list[Any]:
    """Constraints that hold for one branch of a union only, as in "a number or auto"."""
    return [
        constraint
        for branch in branches
        if get_origin(branch) is Annotated
        for item in get_args(branch)[1:]
        for constraint in (item.metadata if isinstance(item, FieldInfo) else [item])
    ]


def _literals(branch: Any) -> tuple[Any, ...]:
    return get_args(branch) if get_origin(branch) is Literal else ()


def _choices(values: list[Any], literals: list[Any]) -> tuple[str, ...]:
    if not values:
        return tuple(map(str, literals))
    if get_origin(values[0]) is tuple:
        return tuple(map(str, _literals(get_args(values[0])[0])))
    return ()


def _kind(values: list[Any]) -> Kind:
    """The editor that follows from the type; no value branch means a choice of literals."""
    if not values:
        return "choice"
    value = values[0]
    if get_origin(value) is tuple:
        inner = get_args(value)[0]
        if _literals(inner):
            return "choices"
        return "paths" if inner is Path else "sentences"
    kinds: dict[Any, Kind] = {int: "integer", float: "number", bool: "switch", Path: "file"}
    return kinds.get(value, "text")


def _bounds(constraints: list[Any]) -> tuple[float | None, float | None, bool]:
    minimum: Any = None
    maximum: Any = None
    above = False
    for constraint in constraints:
        match constraint:
            case Ge(ge=bound):
                minimum = bound
            case Gt(gt=bound):
                minimum, above = bound, True
            case Le(le=bound):
                maximum = bound
            case Lt(lt=bound):
                maximum = bound
    return minimum, maximum, above


def _plain(value: Any) -> Any:
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
