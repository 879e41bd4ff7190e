"""Recipes in the making: what is wrong with one, and what follows from what is right."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.faults import FieldFault
from engine.resources import resource
from studio.jobs import needs

if TYPE_CHECKING:
    from engine.recipe import Recipe

Data = Mapping[str, Any]

ATTEMPTS = 3  # the default put in for what was wrong may clash with what was right


@dataclass(frozen=True, slots=True)
class Checked:
    """A recipe as far as it could be read, and everything that is wrong with it."""

    resolved: dict[str, Any]
    faults: tuple[FieldFault, ...]


@needs("engine.recipe")
def check_recipe(data: Data) -> Checked:
    """Read a partial recipe; what is wrong is left out until the rest can be completed."""
    from engine.recipe.recipe import try_recipe

    recipe, faults = try_recipe(data, folder=Path.cwd())
    if recipe is not None:
        return Checked(recipe.as_data(), ())
    mended_recipe = _mended(data)[1]
    resolved = mended_recipe.as_data() if mended_recipe is not None else {}
    for fault in faults:
        _forget(resolved, data, fault.place)
    return Checked(resolved, tuple(faults))


@needs("engine.recipe")
def read_recipe_file(path: Path) -> dict[str, Any]:
    """The choices a recipe file makes, its paths made absolute; Fault where it is not whole."""
    import tomllib

    from engine.recipe import load_recipe
    from engine.recipe.material import PATHS

    complete = load_recipe(path).as_data()
    choices = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    choices.setdefault("corpus", {})
    named = [(section, name) for section, names in PATHS.items() for name in names]
    for section, key in (*named, ("tokenizer", "file"), ("start", "run")):
        if key in choices.get(section, {}):
            choices[section][key] = complete[section][key]
    return choices


@needs("engine.recipe")
def write_recipe_file(path: Path, data: Data) -> None:
    """Write choices as a recipe file."""
    from engine import disk
    from engine.recipe import recipe_to_toml

    disk.write_text(path, recipe_to_toml(data))


# A stand-in for what only the person can choose, so that the rest can be completed.
_STAND_INS: dict[str, Any] = {
    "corpus.paths": [str(resource("samples", "english"))],
    "labelled.paths": [str(resource("samples", "pairs", "english.tsv"))],
    "parallel": {"paths": [str(resource("samples", "pairs", "english-chinese.tsv"))]},
    "training": {"steps": 1000},
    "objectives": {"masked_lm": {}},
}


# Faults of one field that only the whole section mends: tables may stand in for files side by side.
_WHOLE = ("parallel.source",)
# What means nothing without the field at fault: texts without as many translations.
_BESIDE = {
    "parallel.target": "parallel.source",
    "parallel.validation_target": "parallel.validation_source",
}


def _mended(data: Data) -> tuple[dict[str, Any], Recipe | None]:
    """The data with everything wrong in it taken out or replaced, and what it reads as."""
    from engine.recipe.recipe import try_recipe

    patched = deepcopy(dict(data))
    recipe, faults = try_recipe(patched, folder=Path.cwd())
    for _ in range(ATTEMPTS):
        if recipe is not None:
            break
        for fault in faults:
            _mend(patched, fault.place)
            if fault.place in _BESIDE:
                _mend(patched, _BESIDE[fault.place], whole=False)
        recipe, faults = try_recipe(patched, folder=Path.cwd())
    return patched, recipe


def _mend(data: dict[str, Any], place: str, *, whole: bool = True) -> None:
    *tables, name = place.split(".")
    lost_start = tables == ["start"]  # without its run, the rest there means nothing
    if lost_start or (whole and place in _WHOLE):
        tables, name = [], tables[0]
    if not tables:
        _mend_section(data, name)
        return
    table: Any = data
    for inner in tables:
        table = table.setdefault(inner, {}) if isinstance(table, dict) else None
    if isinstance(table, dict):
        table.pop(name, None)
        if place in _STAND_INS:
            table[name] = _STAND_INS[place]


def _mend_section(data: dict[str, Any], section: str) -> None:
    from engine.recipe import BUDGETS

    given = data.pop(section, None)
    if section in _STAND_INS:
        kept = given if isinstance(given, dict) else {}
        if section == "training":  # two budgets are as wrong as none
            kept = {key: value for key, value in kept.items() if key not in BUDGETS}
        data[section] = kept | _STAND_INS[section]


def _forget(resolved: dict[str, Any], given: Data, place: str) -> None:
    """Take a stand-in out again."""
    if _BESIDE.get(place, place) in _WHOLE:
        place = place.partition(".")[0]
    section, _, key = place.partition(".")
    table = resolved.get(section)
    if not isinstance(table, dict) or place not in _STAND_INS:
        return
    for name in [key] if key else list(_STAND_INS[place]):
        own = given.get(section)
        if not (isinstance(own, Mapping) and name in own):
            table.pop(name, None)


def read_leniently(data: Data) -> Recipe:
    """The recipe with stand-ins for what is still missing; RecipeFault where that is not enough.

    For pictures and counts, which need neither a text nor a budget of the person's own.
    """
    from engine.recipe.recipe import read_recipe, try_recipe

    recipe, _ = try_recipe(data, folder=Path.cwd())
    return recipe or read_recipe(_mended(data)[0], folder=Path.cwd())
