"""Extras: libraries that only some exports need, and that the plain installation leaves out."""

from __future__ import annotations

from importlib.util import find_spec

from engine.faults import Fault
from engine.wording import translate


def require(extra: str, library: str, *modules: str) -> None:
    """A Fault that says how to install the extra, where one of its modules is not there."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise Fault(
            translate("faults", "{library} is not installed."),
            now=translate("faults", "Install it: {command}"),
            library=library,
            command=f'pip install "cloze-studio[{extra}]"',
        )
