"""Fields of a configuration, described once for the form, the command line and the docs."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

UNREADABLE: Any = object()  # stands in a section for a field whose value could not be read


class Section(BaseModel):
    """A frozen part of a recipe that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def option(
    default: Any,
    title: str,
    help: str = "",
    *,
    unit: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    above: float | None = None,
    source: str = "",
    words: dict[str, str] | None = None,
    advanced: bool = False,
    kind: str = "",
) -> Any:
    """One field: default, title and two lines of help, marked with `translate("recipe", …)`.

    `unit`, `minimum`, `maximum` and `above` (exclusive) bound the value, `source` cites the paper,
    `words` names the choices for people, `advanced` folds the field away, `kind` names a special
    editor ("paths", "sentences", "file", "device"); without it the editor follows from the type.
    """
    extra: dict[str, Any] = {
        "unit": unit,
        "source": source,
        "words": words or {},
        "advanced": advanced,
        "kind": kind,
    }
    return Field(
        default,
        title=title,
        description=help,
        ge=minimum,
        le=maximum,
        gt=above,
        json_schema_extra=extra,
    )
