"""Combinations that cannot work, found over whatever parts of a recipe were readable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.options import UNREADABLE
from engine.recipe.material import material_faults, missing_faults
from engine.recipe.parts import given
from engine.recipe.start import start_faults, start_file_faults
from engine.recipe.training import BUDGETS
from engine.recipe.tuning import tuning_faults
from engine.recipe.vocabulary import gap_faults, sentinel_faults, token_faults
from engine.recipe.weighing import gradnorm_faults, weight_faults
from engine.wording import translate


def cross_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Faults between fields.

    `parts` holds None for a section that was not readable at all; a check is left out where a
    field it needs is UNREADABLE, and only then.
    """
    checks = (
        material_faults,
        _budget,
        _rows,
        start_faults,
        _objectives,
        _fit,
        _sight,
        _needs,
        _together,
        _schedule,
        weight_faults,
        gradnorm_faults,
        gap_faults,
        tuning_faults,
    )
    return [fault for check in checks for fault in check(parts)]


def file_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Faults of the files a recipe names: missing ones, tokenizers without the tokens needed."""
    return [
        *missing_faults(parts),
        *start_file_faults(parts),
        *token_faults(parts),
        *sentinel_faults(parts),
    ]


def _budget(parts: Mapping[str, Any]) -> list[FieldFault]:
    training = parts["training"]
    if training is None:
        return []
    # One that cannot be read was given nevertheless.
    chosen = [name for name in BUDGETS if getattr(training, name) is not None]
    if len(chosen) == 1:
        return []
    if not chosen:
        message = translate("faults", "give a budget: minutes, steps, tokens or epochs")
        return [FieldFault("training", message)]
    message = translate("faults", "give one budget only; here are {budgets}")
    return [FieldFault("training", message, (("budgets", ", ".join(chosen)),))]


def _rows(parts: Mapping[str, Any]) -> list[FieldFault]:
    places, rows = given(parts["model"], "length"), given(parts["training"], "row_length")
    if places is None or rows is None or rows == (None,) or rows <= places:
        return []
    (length,), (row,) = places, rows
    message = translate(
        "faults", "a row of {row} tokens does not fit a model with {length} positions"
    )
    return [FieldFault("training.row_length", message, (("row", row), ("length", length)))]


def _objectives(parts: Mapping[str, Any]) -> list[FieldFault]:
    objectives = parts["objectives"]
    if objectives is None:
        return []
    if not objectives:
        message = translate("faults", "choose at least one objective: {known}")
        return [FieldFault("objectives", message, (("known", ", ".join(OBJECTIVES)),))]
    return []


def _fit(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Objectives that cannot train a model of this architecture."""
    (architecture,) = given(parts["model"], "architecture") or (None,)
    if architecture is None:
        return []
    unfit = {
        name: OBJECTIVES[name]
        for name in parts["objectives"] or ()
        if name in OBJECTIVES and architecture not in OBJECTIVES[name].architectures
    }
    message = translate(
        "faults", "{objective} needs model.architecture = {needed}, not {architecture}"
    )
    other = translate(
        "faults",
        "{objective} needs model.architecture = {needed}, not {architecture}; for that one take "
        "{nearest}",
    )
    return [
        FieldFault(
            f"objectives.{name}",
            other if architecture in kind.nearest else message,
            (
                ("objective", name),
                ("needed", " / ".join(kind.architectures)),
                ("architecture", architecture),
                ("nearest", kind.nearest.get(architecture, "")),
            ),
        )
        for name, kind in unfit.items()
    ]


def _sight(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Objectives that look ahead, where the model cannot tell how far ahead anything is."""
    if given(parts["model"], "architecture", "positions") != ("decoder", "relative"):
        return []
    message = translate(
        "faults",
        "{objective} also looks ahead, and relative positions of a decoder count back only: take "
        "model.positions = rotary or learned",
    )
    return [
        FieldFault(f"objectives.{name}", message, (("objective", name),))
        for name in parts["objectives"] or ()
        if name in OBJECTIVES
        and "decoder" in OBJECTIVES[name].architectures
        and not OBJECTIVES[name].tunes  # a task sees of a decoder what stands before
        and OBJECTIVES[name].sight != "causal"
    ]


def _needs(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Objectives that cannot work with what other fields say."""
    return [
        FieldFault(f"objectives.{name}", need.message, (("objective", name), ("found", str(found))))
        for name in parts["objectives"] or ()
        if name in OBJECTIVES
        for need in OBJECTIVES[name].needs
        if (found := _value(parts, need.place)) is not UNREADABLE and not need.holds(found)
    ]


def _value(parts: Mapping[str, Any], place: str) -> Any:
    """What stands at a dotted place; None where the objective it belongs to is not chosen."""
    section, _, field = place.rpartition(".")
    _, _, objective = section.rpartition("objectives.")
    if not section.startswith("objectives."):
        found = parts[section]
    elif objective in parts["objectives"]:
        found = parts["objectives"][objective]
    else:
        return None
    return UNREADABLE if found is None else getattr(found, field)


def _together(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Rows that belong together must fill a step."""
    (batch,) = given(parts["training"], "batch") or (None,)
    if batch is None:
        return []
    message = translate(
        "faults", "{objective} reads {rows} rows together: make it a multiple of that, not {batch}"
    )
    return [
        FieldFault("training.batch", message, (("objective", n), ("rows", rows), ("batch", batch)))
        for n, config in (parts["objectives"] or {}).items()
        if config is not None
        and n in OBJECTIVES
        and given(config, *type(config).model_fields) is not None
        and batch % (rows := OBJECTIVES[n].rows_together(config))
    ]


def _schedule(parts: Mapping[str, Any]) -> list[FieldFault]:
    schedule, warmup, decay = given(parts["training"], "schedule", "warmup", "decay") or ("", 0, 0)
    if schedule == "warmup-stable-decay" and warmup + decay > 1.0:
        message = translate("faults", "warm-up and decay together are longer than the whole budget")
        return [FieldFault("training.warmup", message)]
    if schedule == "inverse-sqrt" and warmup == 0:
        message = translate(
            "faults", "the inverse square root falls from where the warm-up ends: give one above 0"
        )
        return [FieldFault("training.warmup", message)]
    return []
