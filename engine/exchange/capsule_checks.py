"""What the parts of a capsule must be, so that whoever reads the run later meets no surprise.

A sum tells that a part is what was packed, not that the packer was a Cloze Studio: here each is
read as it will be read, and refused by name where that fails.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.devices import DTYPES, Execution
from engine.disk import swells
from engine.disk.seals import unseal
from engine.exchange.capsule import METRICS, no_capsule
from engine.exchange.trial import try_out
from engine.faults import Fault, RecipeFault
from engine.history import History
from engine.recipe import read_recipe, recipe_of_run, recipe_to_toml
from engine.recipe.toml import apply_sets
from engine.runs.folder import RECIPE
from engine.runs.metrics import event_of
from engine.runs.run import ENVIRONMENT
from engine.runs.status import STATUS, status_of
from engine.training.carried_text import KEY
from engine.training.preparing import KINDS
from engine.wording import translate

MOST_THREADS = 1024
MOST_ROWS = 1 << 20  # in a micro-batch
LONGEST_ROW = 1 << 20  # bytes of a row of metrics; one is a few hundred
MOST_TORN = 1000  # rows that cannot be read; a run that was killed leaves one
_FORGET = 500  # events after which those checked are let go

_UNREADABLE = (  # what reading plain data of the wrong kind raises
    *(ValueError, TypeError, KeyError, AttributeError, IndexError),
    *(OverflowError, RecursionError, MemoryError),
)


def checked_recipe(data: bytes, sets: Sequence[str], folder: Path) -> bytes:
    """The recipe, with `sets` laid over it; a RecipeFault where it is none that is known here."""
    with _damaged(RECIPE):
        text = data.decode("utf-8")
        try_out(data)
        recipe = recipe_of_run(text, folder)
    if not sets:
        return data
    given = tomllib.loads(text)
    faults = apply_sets(given, sets)
    if faults:
        raise RecipeFault(faults, source=str(folder))
    recipe = read_recipe(given, folder=Path.cwd(), source=str(folder), files=False)
    return recipe_to_toml(recipe.as_file()).encode("utf-8")


def check_environment(data: bytes, shards: Collection[str]) -> None:
    """Of the run, whose text as tokens `shards` are, by their keys."""
    with _damaged(ENVIRONMENT):
        environment = sealed(data, ENVIRONMENT)
        dict(environment.get("packages", {}))
        list(environment.get("classes", ()))
        known = environment.get("execution")
        if known is not None:
            _check_execution(Execution.from_data(known))
        keys = {str(environment.get(kind, ""))[:KEY] for kind in KINDS}
    for key in shards:
        if key not in keys:
            raise no_capsule(
                translate("faults", "The text in it is not what the run began with: {key}."),
                key=key,
            )


def _check_execution(execution: Execution) -> None:
    """Numbers that a machine is told to compute with."""
    numbers = ((execution.threads, MOST_THREADS), (execution.micro_batch, MOST_ROWS))
    if not all(type(number) is int and 1 <= number <= most for number, most in numbers):
        raise ValueError("threads or micro_batch")
    if execution.dtype not in DTYPES or not isinstance(execution.device, str):
        raise ValueError("dtype or device")


def check_status(data: bytes) -> None:
    """How the run stood."""
    with _damaged(STATUS):
        status = status_of(sealed(data, STATUS))
        float(status.updated)
        if type(status.step) is not int or not isinstance(status.message, str):
            raise ValueError("step or message")


def check_state(data: bytes, step: str) -> None:
    """Of the checkpoint in the folder `step`."""
    with _damaged(step):
        if swells(data):
            raise ValueError("too many values")
        found = json.loads(data)
        if found["step"] != int(step.removeprefix("step-")):
            raise ValueError("step")
        dict(found["state"])


def sealed(data: bytes, name: str) -> dict[str, Any]:
    """Plain data that carries its own sum."""
    with _damaged(name):
        if swells(data):
            raise ValueError("too many values")
        text = data.decode("utf-8")
        found = unseal(text[:-1]) if text.endswith("\n") else None
        if found is None:
            raise ValueError("seal")
        return found


def whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of metrics, each of whose rows can be read, or is left out as a torn one is."""
    rest, checking = b"", _Rows()
    for piece in pieces:
        *rows, rest = (rest + piece).split(b"\n")
        for row in rows:
            checking.check(row)
        if len(rest) > LONGEST_ROW:
            raise _too_long()
        yield piece
    checking.check(rest)


class _Rows:
    """Events as they will be taken in; a few at a time are remembered."""

    def __init__(self) -> None:
        self._history, self._count, self._torn = History(), 0, 0

    def check(self, line: bytes) -> None:
        if len(line) > LONGEST_ROW:
            raise _too_long()
        with _damaged(METRICS):
            row = unseal(line.decode("ascii", "replace"))
            if row is None:
                self._torn += 1
                if self._torn > MOST_TORN:
                    raise ValueError("rows")
                return
            if type(row.get("step", 0)) is not int or type(row.get("tokens", 0)) is not int:
                raise ValueError("step or tokens")
            event = event_of(row)
            if event is not None:
                self._history.record(event)
        self._count += 1
        if self._count % _FORGET == 0:
            self._history = History()


def _too_long() -> Fault:
    return no_capsule(translate("faults", "A row of {name} in it is far too long."), name=METRICS)


@contextmanager
def _damaged(name: str) -> Iterator[None]:
    """What is of the wrong kind is refused by name."""
    try:
        yield
    except _UNREADABLE as error:
        raise no_capsule(
            translate("faults", "{name} in it cannot be read ({reason})."),
            name=name,
            reason=f"{type(error).__name__}: {error}"[:200],
        ) from error
