"""Where the first weights of a run come from."""

from __future__ import annotations

import filecmp
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from engine.faults import FieldFault
from engine.options import UNREADABLE, Section, option
from engine.recipe.paths import is_there, unreadable, unwritable
from engine.wording import translate

RECIPE, TOKENIZER = "recipe.toml", "tokenizer.json"  # of a run's folder, which runs/ writes

Kind = Literal["random", "run"]


class StartConfig(Section):
    """The weights training begins with: drawn at random, or those another run has learned."""

    weights: Kind = option(
        "random",
        translate("recipe", "First weights"),
        translate(
            "recipe",
            "Random: drawn from the seed, as the model's initialisation says. From a run: what "
            "fits is taken over, whatever it was trained on; the rest is drawn.",
        ),
        source="Devlin et al. 2018; Gururangan et al. 2020",
        words={
            "random": translate("recipe", "Random"),
            "run": translate("recipe", "From a run"),
        },
    )
    run: Path | None = option(
        None,
        translate("recipe", "Run"),
        translate(
            "recipe",
            "The folder of the run whose weights are taken over. Its tokenizer is used too: "
            "vectors of tokens mean nothing under another.",
        ),
        kind="folder",
    )
    step: int | None = option(
        None,
        translate("recipe", "Its checkpoint"),
        translate("recipe", "The step it was saved at. Empty: the newest one that is whole."),
        unit=translate("recipe", "steps"),
        minimum=0,
        advanced=True,
    )

    @property
    def folder(self) -> Path | None:
        """The run's folder, where weights come from one."""
        return self.run if self.weights == "run" else None


def start_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """A run must be named where weights come from one; `parts` as in checks.py."""
    start = parts["start"]
    if start is None or start.weights != "run" or start.run is not None:
        return []
    message = translate("faults", "name the folder of the run whose weights are taken over")
    return [FieldFault("start.run", message)]


def start_file_faults(parts: Mapping[str, Any]) -> list[FieldFault]:
    """The run must be there, and its tokenizer be the one used."""
    run, tokenizer = _folder(parts), parts["tokenizer"]
    if run is None:
        return []
    if (fault := unwritable("start.run", run)) is not None:
        return [fault]
    for name in (RECIPE, TOKENIZER):
        there, refusal = is_there(run / name, file=True)
        if refusal is not None:
            return [unreadable("start.run", run, refusal)]
        if not there:
            message = translate("faults", "there is no run at {path}: it has no {file}")
            return [FieldFault("start.run", message, (("path", str(run)), ("file", name)))]
    file = UNREADABLE if tokenizer is None else tokenizer.file
    if not isinstance(file, Path) or not is_there(file, file=True)[0]:
        return []
    if _same(file, run / TOKENIZER):
        return []
    message = translate(
        "faults", "weights of a run go with its own tokenizer: leave this empty, or begin at random"
    )
    return [FieldFault("tokenizer.file", message)]


def take_its_tokenizer(parts: dict[str, Any]) -> None:
    """Weights of a run go with its tokenizer, where nobody named one."""
    run, tokenizer = _folder(parts), parts["tokenizer"]
    if run is None or tokenizer is None or tokenizer.file is not None:
        return
    if is_there(run / TOKENIZER, file=True)[0]:
        parts["tokenizer"] = tokenizer.model_copy(update={"file": run / TOKENIZER})


def _folder(parts: Mapping[str, Any]) -> Path | None:
    """The run's folder, as far as it can be read."""
    start = parts["start"]
    folder = None if start is None else start.folder
    return folder if isinstance(folder, Path) else None


def _same(one: Path, other: Path) -> bool:
    """Whether two files are equal; so they count as long as one cannot be read."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:  # told of where it is opened
        return True
