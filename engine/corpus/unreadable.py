"""Faults of files whose reading came to no good end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.corpus.decoding import UNCERTAIN
from engine.corpus.document import Skipped
from engine.faults import Fault
from engine.limits import ChildLost
from engine.wording import translate


def changed_fault(path: Path) -> Fault:
    """The fault of a file that somebody writes to."""
    return Fault(
        translate("faults", "{path} changed while it was being read."),
        why=translate("faults", "What was read and what is there now would not agree."),
        now=translate("faults", "Start again once nothing writes to it."),
        path=str(path),
    )


def lost_fault(path: Path, lost: ChildLost, *, for_good: bool = False) -> Fault:
    """The fault of a file that cost the child its life; `for_good`, until it changes."""
    again = translate("faults", "Look into the file, or leave it out; changed, it is tried again.")
    return Fault(
        translate("faults", "{path} was given up."),
        why="{reason}",
        now=again if for_good else translate("faults", "Look into the file, or leave it out."),
        path=str(path),
        reason=lost.why,
    )


def no_reader(lost: ChildLost) -> Fault:
    """The fault of a system that starts no process to read in."""
    return Fault(
        translate("faults", "The text cannot be read."),
        why="{reason}",
        now=translate("faults", "Close other programs and start again."),
        reason=lost.why,
    )


def incomplete_fault(lost: Fault) -> Fault:
    """The fault of a text that lacks a file another reading would find: `lost` says why."""
    return Fault(
        translate("faults", "The text was not read to its end."),
        why="{reason}",
        now=translate("faults", "Start again; if it comes back, leave that file out."),
        reason=lost.without_advice(),
    )


def missing(skipped: Iterable[Skipped]) -> Iterator[Skipped]:
    """Those of the files that were to be read that were not, or not to their end.

    Without those that were read in doubt of their encoding.
    """
    return (one for one in skipped if one.file is not None and one.fault.what != UNCERTAIN)
