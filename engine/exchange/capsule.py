"""Capsule: one file that holds a run, for another machine to open, read and train again.

`NAME.cloze` is a zip of a run's folder: recipe, tokenizer, environment, status, metrics, notes,
evaluations and pinned sentences; checkpoints and the text as tokens only where they were asked for.
`capsule.json` names every other member with its length and SHA-256 sum. The same run gives the
same bytes. Nothing of it is believed before it is checked: see capsule_zip.py.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import disk
from engine.faults import Fault, Value
from engine.wording import translate

ENDING = ".cloze"
VERSION = 1  # of the form: raise it where an older program would read it wrongly
CONTENTS = "capsule.json"
REQUIRED = ("recipe.toml", "tokenizer.json", "environment.json", "status.json")
METRICS, NOTES, PINS = "metrics.jsonl", "notes.md", "probes/pinned.json"
WEIGHTS = ("state.json", "model.safetensors", "optimizer.safetensors")  # of a checkpoint

MB = 1 << 20
_SPLIT_FILES = "tokens|documents|sentences|files|sections|counts|labels|second"
# What may be in a capsule, and how large it may be; None: as large as the capsule itself allows.
_MEMBERS: tuple[tuple[re.Pattern[str], int | None], ...] = tuple(
    (re.compile(pattern), most)
    for pattern, most in (
        (r"capsule\.json", 4 * MB),
        (r"recipe\.toml", MB),
        (r"tokenizer\.json", 64 * MB),
        (r"(environment|status)\.json", 4 * MB),
        (r"notes\.md", 16 * MB),
        (r"probes/pinned\.json", MB),
        (r"metrics\.jsonl", None),
        (r"evaluations/[a-z0-9][a-z0-9_-]{0,190}(T\d{6}Z(-\d{1,6})?)?\.json", 32 * MB),
        (r"checkpoints/step-\d{8,12}/state\.json", 16 * MB),
        (r"checkpoints/step-\d{8,12}/(model|optimizer)\.safetensors", None),
        (r"shards/[0-9a-f]{32}/facts\.json", 16 * MB),
        (rf"shards/[0-9a-f]{{32}}/(train|validation)\.({_SPLIT_FILES})", None),
    )
)
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[\d¹²³]|conin\$|conout\$", re.IGNORECASE)
_LONGEST = 200  # bytes of one part of a name: systems take 255
_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one member."""

    num_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a capsule says of itself."""

    run: str  # the name of the run it was made of
    parts: Mapping[str, Part]  # by name

    @property
    def num_bytes(self) -> int:
        """Of all parts together."""
        return sum(part.num_bytes for part in self.parts.values())

    def inside(self, *folder: str) -> dict[str, list[str]]:
        """The parts of each folder inside a folder: {"step-00000100": ["model.safetensors", …]}."""
        found: dict[str, list[str]] = {}
        for name in self.parts:
            *places, file = name.split("/")
            if places[:-1] == list(folder):
                found.setdefault(places[-1], []).append(file)
        return found


def contents_bytes(contents: Contents) -> bytes:
    """The member that describes all others."""
    parts = {
        name: {"bytes": part.num_bytes, "sha256": part.sha256}
        for name, part in contents.parts.items()
    }
    data = {"capsule": VERSION, "run": contents.run, "parts": parts}
    return f"{disk.to_json(data, indent=1)}\n".encode("ascii")


def contents_of(data: bytes) -> Contents:
    """What a capsule says of itself; a Fault where it says nothing, or is of a newer form."""
    try:
        found = json.loads(data)
        version = found["capsule"]
        if type(version) is int and version > VERSION:
            raise newer(version)
        if type(version) is not int or version < 1:
            raise ValueError("version")
        parts = {name: _part(facts) for name, facts in found["parts"].items()}
        return Contents(str(found["run"])[:200], parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise no_capsule(translate("faults", "Its list of contents cannot be read.")) from error


def _part(facts: Mapping[str, Any]) -> Part:
    num_bytes, sha256 = facts["bytes"], facts["sha256"]
    if type(num_bytes) is not int or num_bytes < 0 or not _SUM.fullmatch(sha256):
        raise ValueError("part")
    return Part(num_bytes, sha256)


def most_bytes(name: str) -> int | None:
    """How large a member may be; None where only the capsule's own size bounds it.

    Raises Fault where nothing of this name belongs into a capsule: so none leads out of the folder
    it is opened into, whatever a system makes of it.
    """
    places = name.split("/")
    for pattern, most in _MEMBERS:
        if pattern.fullmatch(name):
            if any(map(_is_device, places)) or max(map(len, map(os.fsencode, places))) > _LONGEST:
                break
            return most
    raise no_capsule(_why_not(name), name=shown(name))


def _why_not(name: str) -> str:
    """What is wrong with a name."""
    places = re.split(r"[/\\]", name)
    if "\0" in name:
        return translate("faults", "The name {name} in it has a sign in it that no file can have.")
    if ".." in places or name[:1] in ("/", "\\") or re.match(r"[A-Za-z]:", name):
        return translate("faults", "The name {name} in it leads out of its folder.")
    if "\\" in name:
        return translate("faults", "The name {name} in it means another place on other systems.")
    if any(map(_is_device, places)):
        return translate("faults", "The name {name} in it means a device on some systems.")
    return translate("faults", "There is {name} in it, which does not belong there.")


def _is_device(place: str) -> bool:
    """Whether Windows takes a name for a device, whatever its ending."""
    return _DEVICE.fullmatch(place.partition(".")[0].strip()) is not None


def shown(name: str) -> str:
    """A name nobody vouches for, as it may stand in a sentence."""
    text = name.encode("unicode_escape").decode("ascii")
    return text if len(text) <= 80 else f"{text[:79]}…"


def no_capsule(why: str, **values: Value) -> Fault:
    """That a file is refused as a capsule."""
    return Fault(
        translate("faults", "This capsule cannot be opened."),
        why=why,
        now=translate("faults", "Ask for the file again, where it came from."),
        **values,
    )


def newer(version: int) -> Fault:
    """That a capsule is of a form that is not known here yet."""
    return Fault(
        translate("faults", "This capsule was made by a newer Cloze Studio."),
        why=translate("faults", "Its form has the number {version}; {known} is known here."),
        now=translate("faults", "Install the newest one and open it again."),
        version=str(version)[:20],
        known=VERSION,
    )
