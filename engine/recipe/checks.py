"""Combinations that cannot work, found over whatever parts of a recipe were readable."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.faults import FieldFault
from engine.objectives import OBJECTIVES
from engine.recipe.training import BUDGETS
from engine.tokenizer.files import special_tokens_in
from engine.wording import translate


def cross_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Faults between fields; `parts` holds None where a section was not readable."""
    checks = (_paths, _budget, _rows, _objectives, _schedule)
    return [fault for check in checks for fault in check(parts)]


def file_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """Faults of the files a recipe names: missing ones, tokenizers without the tokens needed."""
    return [*_missing(parts), *_tokens(parts)]


def _paths(parts: Mapping[str, Any]) -> list[FieldFault]:
    corpus = parts["corpus"]
    if corpus is None:
        return []
    if not corpus.paths:
        message = translate("faults", "name at least one file or folder of text")
        return [FieldFault("corpus.paths", message)]
    return []


def _missing(parts: Mapping[str, Any]) -> list[FieldFault]:
    corpus = parts["corpus"]
    if corpus is None:
        return []
    missing = [str(path) for path in corpus.paths if not Path(path).exists()]
    message = translate("faults", "there is no {path}")
    return [FieldFault("corpus.paths", message, (("path", path),)) for path in missing]


def _budget(parts: Mapping[str, Any]) -> list[FieldFault]:
    training = parts["training"]
    if training is None or any(getattr(training, name) is not None for name in BUDGETS):
        return []
    message = translate("faults", "give a budget: minutes, steps, tokens or epochs")
    return [FieldFault("training", message)]


def _rows(parts: Mapping[str, Any]) -> list[FieldFault]:
    model, training = parts["model"], parts["training"]
    if model is None or training is None or training.row_length is None:
        return []
    if training.row_length <= model.length:
        return []
    message = translate(
        "faults", "a row of {row} tokens does not fit a model with {length} positions"
    )
    values = (("row", training.row_length), ("length", model.length))
    return [FieldFault("training.row_length", message, values)]


def _objectives(parts: Mapping[str, Any]) -> list[FieldFault]:
    objectives = parts["objectives"]
    if objectives is None:
        return []
    if not objectives:
        message = translate("faults", "choose at least one objective: {known}")
        return [FieldFault("objectives", message, (("known", ", ".join(OBJECTIVES)),))]
    if all(config.weight == 0 for config in objectives.values()):
        message = translate("faults", "at least one objective needs a weight above 0")
        return [FieldFault("objectives", message)]
    return []


def _schedule(parts: Mapping[str, Any]) -> list[FieldFault]:
    training = parts["training"]
    if training is None or training.warmup + training.decay <= 1.0:
        return []
    message = translate("faults", "warm-up and decay together are longer than the whole budget")
    return [FieldFault("training.warmup", message)]


def _tokens(parts: Mapping[str, Any]) -> list[FieldFault]:
    """An opened tokenizer must have the special tokens the chosen objectives need."""
    tokenizer, objectives = parts["tokenizer"], parts["objectives"]
    if tokenizer is None or tokenizer.file is None or not objectives:
        return []
    if not tokenizer.file.is_file():
        message = translate("faults", "there is no {path}")
        return [FieldFault("tokenizer.file", message, (("path", str(tokenizer.file)),))]
    there = special_tokens_in(tokenizer.file)
    message = translate("faults", "{objective} needs the token {token}, and {file} has none")
    return [
        FieldFault(
            f"objectives.{name}",
            message,
            (("objective", name), ("token", token), ("file", tokenizer.file.name)),
        )
        for name in objectives
        for token in OBJECTIVES[name].special_tokens
        if token not in there
    ]
