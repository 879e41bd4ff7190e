"""Tokens the objectives need of the vocabulary: special ones, and those that stand for gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.faults import Fault, FieldFault
from engine.objectives import OBJECTIVES
from engine.recipe.parts import given
from engine.recipe.paths import absence, is_there
from engine.tokenizer.files import num_sentinels_in, special_tokens_in
from engine.wording import translate

USUAL_SENTINELS = 100  # Raffel et al. 2020
LEAST_WORDS = 200  # tokens that are no gaps, in a vocabulary that is learned


def gap_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """A vocabulary that is learned must have the gap tokens, and room for others."""
    learned = given(parts["tokenizer"], "sentinels", "vocabulary", "file")
    if learned is None or learned[2] is not None:
        return []
    chosen, vocabulary, _ = learned
    most = max(_gaps_needed(parts).values(), default=0)
    number = sentinels_of(chosen, most)
    if number < most:
        message = translate("faults", "the objectives need {needed} gap tokens, not {given}")
        return [FieldFault("tokenizer.sentinels", message, (("needed", most), ("given", number)))]
    if not number or vocabulary - number >= LEAST_WORDS:
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


def sentinel_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """An opened tokenizer must have as many gap tokens as rows can have gaps."""
    (file,) = given(parts["tokenizer"], "file") or (None,)
    needed = _gaps_needed(parts)
    if file is None or not needed or not is_there(file, file=True)[0]:
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


def token_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """An opened tokenizer must have the special tokens the chosen objectives need."""
    (file,) = given(parts["tokenizer"], "file") or (None,)
    if file is None:
        return []
    missing = absence("tokenizer.file", file, file=True)
    if missing is not None:
        return [missing]
    try:
        there = special_tokens_in(file)
    except Fault as fault:
        message = translate("faults", "{path} is no tokenizer that can be read. {reason}")
        reason = Fault("", why=fault.why, now="", **fault.values)
        values = (("path", str(file)), ("reason", reason))
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


def _gaps_needed(parts: Mapping[str, Any]) -> dict[str, int]:
    """Gap tokens by the objective that needs any, as far as that can be known."""
    model, training = given(parts["model"], "length"), given(parts["training"], "row_length")
    if model is None or training is None:
        return {}
    row = training[0] or model[0]
    found = {
        name: OBJECTIVES[name].num_sentinels(config, row)
        for name, config in (parts["objectives"] or {}).items()
        if config is not None and name in OBJECTIVES and given(config, *type(config).model_fields)
    }
    return {name: count for name, count in found.items() if count}
