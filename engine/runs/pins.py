"""Pins: the sentences a run is looked at with, once somebody has changed those of its recipe.

`probes/pinned.json`, sealed: {"sentences": […]}. It is not there until the first change.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine import disk
from engine.disk import Damaged
from engine.faults import Fault
from engine.passages import readable
from engine.wording import translate

MOST = 12  # more cannot be told apart in a plot of lines, and each costs time at every look
AS_BEGUN = translate("faults", "Remove it: then the sentences of the recipe are pinned again.")


class Pins:
    """The pinned sentences of one run, on disk. One writes; any may read."""

    def __init__(self, path: Path, given: Sequence[str]) -> None:
        self._path = path
        self._given = tuple(given)  # by the recipe

    def read(self) -> tuple[str, ...]:
        """The sentences; raises Damaged where a byte of the file has changed."""
        if not self._path.is_file():
            return self._given
        with disk.advising(AS_BEGUN):
            found = disk.read_json(self._path, sealed=True).get("sentences")
            if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
                raise Damaged(self._path, translate("faults", "It holds no pinned sentences."))
        return tuple(found)

    def write(self, sentences: Sequence[str]) -> None:
        """Keep these from now on; raises Fault where the disk is full or read-only."""
        disk.make_folder(self._path.parent)
        disk.write_json(self._path, {"sentences": list(sentences)}, sealed=True)


def with_pin(sentences: Sequence[str], sentence: str) -> tuple[str, ...]:
    """The sentences and one more; Fault where it has no words or there are MOST already."""
    sentence = as_pinned(sentence)
    if not sentence:
        raise Fault(
            translate("faults", "There are no words to pin."),
            now=translate("faults", "Type a sentence."),
        )
    if sentence in map(as_pinned, sentences):
        return tuple(sentences)
    if len(sentences) >= MOST:
        raise Fault(
            translate("faults", "{count} sentences are pinned already, which is all there can be."),
            now=translate("faults", "Take one of them away first."),
            count=len(sentences),
        )
    return (*sentences, sentence)


def without_pin(sentences: Sequence[str], sentence: str) -> tuple[str, ...]:
    """The sentences without one; the same where it is not among them."""
    gone = as_pinned(sentence)
    return tuple(one for one in sentences if as_pinned(one) != gone)


def as_pinned(sentence: str) -> str:
    """A sentence as it is kept: without blanks around it, and of whole characters."""
    return readable(sentence).strip()
