"""Combinations that cannot work, found over whatever parts of a recipe were readable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.faults import Fault, FieldFault
from engine.objectives import OBJECTIVES, plan_of
from engine.options import UNREADABLE
from engine.recipe.material import material_faults, missing_faults
from engine.recipe.start import start_faults, start_file_faults
from engine.recipe.training import BUDGETS
from engine.tokenizer.files import num_sentinels_in, special_tokens_in
from engine.wording import fill, translate

USUAL_SENTINELS = 100  # Raffel et al. 2020
LEAST_WORDS = 200  # tokens that are no gaps, in a vocabulary that is learned


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
        _needs,
        _together,
        _schedule,
        _weighting,
        _gaps,
    )
    return [fault for check in checks for fault in check(parts)]


def file_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Faults of the files a recipe names: missing ones, tokenizers without the tokens needed."""
    return [*missing_faults(parts), *start_file_faults(parts), *_tokens(parts), *_sentinels(parts)]


def _given(section: Any, *names: str) -> tuple[Any, ...] | None:
    """The fields of these names; None where one of them could not be read."""
    values = tuple(UNREADABLE if section is None else getattr(section, name) for name in names)
    return None if any(value is UNREADABLE for value in values) else values


def _budget(parts: Mapping[str, Any]) -> list[FieldFault]:
    training = parts["training"]
    if training is None:
        return []
    # One that cannot be read was given nevertheless.
    given = [name for name in BUDGETS if getattr(training, name) is not None]
    if len(given) == 1:
        return []
    if not given:
        message = translate("faults", "give a budget: minutes, steps, tokens or epochs")
        return [FieldFault("training", message)]
    message = translate("faults", "give one budget only; here are {budgets}")
    return [FieldFault("training", message, (("budgets", ", ".join(given)),))]


def _rows(parts: Mapping[str, Any]) -> list[FieldFault]:
    places, rows = _given(parts["model"], "length"), _given(parts["training"], "row_length")
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
    if all(_given(config, "weight") == (0,) for config in objectives.values()):
        message = translate("faults", "at least one objective needs a weight above 0")
        return [FieldFault("objectives", message)]
    return []


def _fit(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Objectives that cannot train a model of this architecture."""
    (architecture,) = _given(parts["model"], "architecture") or (None,)
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
    (batch,) = _given(parts["training"], "batch") or (None,)
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
        and _given(config, *type(config).model_fields) is not None
        and batch % (rows := OBJECTIVES[n].rows_together(config))
    ]


def _schedule(parts: Mapping[str, Any]) -> list[FieldFault]:
    schedule, warmup, decay = _given(parts["training"], "schedule", "warmup", "decay") or ("", 0, 0)
    if schedule == "warmup-stable-decay" and warmup + decay > 1.0:
        message = translate("faults", "warm-up and decay together are longer than the whole budget")
        return [FieldFault("training.warmup", message)]
    if schedule == "inverse-sqrt" and warmup == 0:
        message = translate(
            "faults", "the inverse square root falls from where the warm-up ends: give one above 0"
        )
        return [FieldFault("training.warmup", message)]
    return []


def _weighting(parts: Mapping[str, Any]) -> list[FieldFault]:
    """GradNorm needs all losses at every step, and their gradients one by one."""
    combining, objectives = parts["combining"], parts["objectives"] or {}
    if _given(combining, "weighting") != ("gradnorm",):
        return []
    faults = []
    if _given(parts["execution"], "compile") == (True,):
        message = translate(
            "faults", "a compiled model has no gradients loss by loss, which GradNorm compares"
        )
        faults.append(FieldFault("execution.compile", message))
    unreadable = any(_given(config, "turns") is None for config in objectives.values())
    if unreadable or not set(objectives) <= set(OBJECTIVES) or _given(combining, "how") is None:
        return faults
    tasks = plan_of(objectives, combining.how)
    if len(tasks) > 1:
        message = translate(
            "faults",
            "GradNorm compares the gradients of all losses at the same step, and these take "
            "turns: {tasks}. Weigh them by uncertainty or by a dynamic average",
        )
        names = ", ".join(task.name for task in tasks)
        faults.append(FieldFault("combining.weighting", message, (("tasks", names),)))
    return faults


def _gaps(parts: Mapping[str, Any]) -> list[FieldFault]:
    """A vocabulary that is learned must have the gap tokens, and room for others."""
    given, needed = _given(parts["tokenizer"], "sentinels", "vocabulary", "file"), _needed(parts)
    if given is None or given[2] is not None or not needed:
        return []
    chosen, vocabulary, _ = given
    most = max(needed.values())
    number = sentinels_of(chosen, most)
    if number < most:
        message = translate("faults", "the objectives need {needed} gap tokens, not {given}")
        return [FieldFault("tokenizer.sentinels", message, (("needed", most), ("given", number)))]
    if vocabulary - number >= LEAST_WORDS:
        return []
    message = translate(
        "faults", "with {gaps} gap tokens in it a vocabulary has at least {least}, not {given}"
    )
    values = (("gaps", number), ("least", number + LEAST_WORDS), ("given", vocabulary))
    return [FieldFault("tokenizer.vocabulary", message, values)]


def sentinels_of(chosen: int | None, needed: int) -> int:
    """Gap tokens of a vocabulary of which nobody said how many: T5's hundred, if any are needed.

    Not as few as will do, or every move of a slider would ask for another vocabulary.
    """
    if chosen is not None:
        return chosen
    return max(needed, USUAL_SENTINELS) if needed else 0


def _needed(parts: Mapping[str, Any]) -> dict[str, int]:
    """Gap tokens by the objective that needs any, as far as that can be known."""
    lengths = _given(parts["model"], "length"), _given(parts["training"], "row_length")
    if None in lengths:
        return {}
    row = lengths[1][0] or lengths[0][0]  # type: ignore[index]
    found = {
        name: OBJECTIVES[name].num_sentinels(config, row)
        for name, config in (parts["objectives"] or {}).items()
        if config is not None and name in OBJECTIVES and _given(config, *type(config).model_fields)
    }
    return {name: count for name, count in found.items() if count}


def _sentinels(parts: Mapping[str, Any]) -> list[FieldFault]:
    """An opened tokenizer must have as many gap tokens as rows can have gaps."""
    (file,) = _given(parts["tokenizer"], "file") or (None,)
    needed = _needed(parts)
    if file is None or not file.is_file() or not needed:
        return []
    try:
        there = num_sentinels_in(file)
    except Fault:
        return []  # told of already
    message = translate(
        "faults", "{objective} needs {needed} gap tokens (<extra_id_0> …), and {file} has {there}"
    )
    return [
        FieldFault(
            f"objectives.{name}",
            message,
            (("objective", name), ("needed", count), ("file", file.name), ("there", there)),
        )
        for name, count in needed.items()
        if count > there
    ]


def _tokens(parts: Mapping[str, Any]) -> list[FieldFault]:
    """An opened tokenizer must have the special tokens the chosen objectives need."""
    (file,) = _given(parts["tokenizer"], "file") or (None,)
    if file is None:
        return []
    if not file.is_file():
        message = translate("faults", "there is no {path}")
        return [FieldFault("tokenizer.file", message, (("path", str(file)),))]
    try:
        there = special_tokens_in(file)
    except Fault as fault:
        message = translate("faults", "{path} is no tokenizer that can be read. {reason}")
        values = (("path", str(file)), ("reason", fill(fault.why, fault.values)))
        return [FieldFault("tokenizer.file", message, values)]
    message = translate("faults", "{objective} needs the token {token}, and {file} has none")
    return [
        FieldFault(
            f"objectives.{name}",
            message,
            (("objective", name), ("token", token), ("file", file.name)),
        )
        for name in parts["objectives"] or ()
        if name in OBJECTIVES
        for token in OBJECTIVES[name].special_tokens
        if token not in there
    ]
