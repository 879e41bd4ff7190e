"""Recipes as TOML files, and single keys set from the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from engine.disk import reason_of
from engine.faults import Fault, FieldFault, RecipeFault, WrongUsage
from engine.recipe.recipe import Recipe, read_recipe, try_recipe
from engine.recipe.training import BUDGETS
from engine.wording import translate


def load_recipe(path: Path, sets: Sequence[str] = ()) -> Recipe:
    """Read a recipe file, with `key=value` settings laid over it.

    Raises WrongUsage where the file cannot be read and RecipeFault with everything wrong in it.
    """
    text = _text_of(path)
    data = _parsed(text, str(path))
    faults = apply_sets(data, sets)
    recipe, others = try_recipe(data, folder=path.parent.absolute())
    if recipe is None or faults:
        raise RecipeFault([*faults, *others], source=str(path))
    return recipe


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise WrongUsage(
            translate("faults", "There is no recipe {path}."),
            now=translate("faults", "Check the name, or begin with three lines: see the README."),
            path=str(path),
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        not_utf8 = Fault(translate("faults", "It is no UTF-8 text."))
        raise WrongUsage(
            translate("faults", "The recipe {path} cannot be read."),
            why="{reason}",
            now=translate("faults", "Make it a readable UTF-8 text file."),
            path=str(path),
            reason=reason_of(error) if isinstance(error, OSError) else not_utf8,
        ) from error


def recipe_of_run(text: str, folder: Path) -> Recipe:
    """Read the recipe a run keeps in its `folder`; its text need not be there any more."""
    return read_recipe(_parsed(text, str(folder)), folder=folder, source=str(folder), files=False)


def recipe_to_toml(data: Mapping[str, Any]) -> str:
    """Plain recipe data as TOML."""
    return tomlkit.dumps(data)


def apply_sets(data: dict[str, Any], sets: Sequence[str]) -> list[FieldFault]:
    """Lay `section.key=value` settings over recipe data; one budget clears the others.

    Those that are no setting come back as faults.
    """
    faults: list[FieldFault] = []
    for setting in sets:
        key, equals, written = setting.partition("=")
        key = key.strip()
        if not equals or not key:
            message = translate("faults", "write --set section.key=value")
            faults.append(FieldFault(setting, message))
            continue
        _put(data, key.split("."), _value(written.strip()))
    return faults


def _put(data: dict[str, Any], keys: list[str], value: Any) -> None:
    if keys[0] == "training" and keys[-1] in BUDGETS and isinstance(data.get("training"), dict):
        for name in BUDGETS:
            data["training"].pop(name, None)
    table = data
    for key in keys[:-1]:
        inner = table.get(key)
        if not isinstance(inner, dict):
            inner = table[key] = {}
        table = inner
    table[keys[-1]] = value


def _value(written: str) -> Any:
    """A TOML value; anything that is none counts as text, so quotes may be left out."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        return written


def _parsed(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = FieldFault(translate("faults", "TOML"), "{reason}", (("reason", str(error)),))
        raise RecipeFault([fault], source=source) from error
