"""Extras: libraries that only some exports need, and that the plain installation leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.faults import Fault
from engine.wording import translate


@contextmanager
def needing(extra: str, library: str) -> Iterator[None]:
    """Around imports: a Fault that says how to install the extra, where one of them fails."""
    try:
        yield
    except ImportError as error:
        raise Fault(
            translate("faults", "{library} is not installed."),
            why="{reason}",
            now=translate("faults", "Install it: pip install “cloze-studio[{extra}]”."),
            library=library,
            extra=extra,
            reason=f"{error}.",
        ) from error
