"""Probes kept in the run folder, so that attention and predictions can be replayed.

`probes/step-00000200.safetensors`: one float16 array [N, H, L, L] per pinned sentence, and what its
decoder looked at, if it has one; its metadata holds the sentences, tokens and predictions as JSON
and a SHA-256 of the whole file.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import disk
from engine.disk import Damaged
from engine.events import Candidate, MaskPrediction, ProbeTaken, SentenceProbe
from engine.runs.tensors import header_bytes, pieces, read_arrays
from engine.wording import translate

MEGABYTES = 256.0
FRAME = ("[CLS]", "[SEP]", "[PAD]")
MAPS = ("attention", "decoder", "cross")  # the arrays of a sentence

_NAME = re.compile(r"step-(\d{8,})\.safetensors")
_SUM = re.compile(rb'"sha256":"([0-9a-f]{64})"')
_NO_SUM = "0" * 64


@dataclass(frozen=True, slots=True)
class Room:
    """What the kept probes of a run take."""

    num_kept: int
    used: int  # bytes
    granted: int  # bytes


class Replays:
    """All kept probes of one run. One thread writes; any may read."""

    def __init__(self, folder: Path, *, megabytes: float = MEGABYTES) -> None:
        self.folder = folder
        self._budget = int(megabytes * 1e6)  # bytes
        self._sizes: dict[int, int] | None = None  # the writer's own book, by step

    def steps(self) -> list[int]:
        """The steps kept, ascending."""
        if not self.folder.is_dir():
            return []
        names = (_NAME.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(name[1]) for name in names if name is not None)

    def room(self) -> Room:
        """How many are kept, and what they take of what they may."""
        sizes = self._sizes_on_disk()
        return Room(len(sizes), sum(sizes.values()), self._budget)

    def write(self, probe: ProbeTaken) -> int:
        """Keep a probe; where the budget is spent, older ones become sparser.

        How many of its size the budget holds is returned: at 0 it is left out.
        """
        disk.make_folder(self.folder)
        data = _to_bytes(probe)
        fitting = self._budget // len(data)
        if not fitting:
            return 0
        sizes = self._book()
        for step in surplus(sizes | {probe.step: len(data)}, self._budget):
            disk.remove(self._path(step))  # before the write, so that a full disk can be left
            sizes.pop(step, None)
        disk.write_bytes(self._path(probe.step), data)
        sizes[probe.step] = len(data)
        return fitting

    def read(self, step: int) -> ProbeTaken:
        """One probe; raises Damaged where a byte of it has changed."""
        path = self._path(step)
        probe = _from_bytes(bytearray(disk.read_bytes(path)), path)
        if probe.step != step:
            raise Damaged(path, translate("faults", "It belongs to step {step}."), step=probe.step)
        return probe

    def cut_after(self, step: int) -> None:
        """Remove the probes of later steps: a resumed run takes them again."""
        for later in (found for found in self.steps() if found > step):
            disk.remove(self._path(later))
        self._sizes = None

    def sweep(self) -> None:
        """Remove what a killed writer left; only for the holder of the run's lock."""
        disk.sweep_partials(self.folder)

    def _path(self, step: int) -> Path:
        return self.folder / f"step-{step:08d}.safetensors"

    def _book(self) -> dict[int, int]:
        if self._sizes is None:
            self._sizes = self._sizes_on_disk()
        return self._sizes

    def _sizes_on_disk(self) -> dict[int, int]:
        """Bytes by step; one that vanishes meanwhile is not among them."""
        sizes = {}
        for step in self.steps():
            with suppress(OSError):
                sizes[step] = self._path(step).stat().st_size
        return sizes


def surplus(sizes: dict[int, int], budget: int) -> list[int]:
    """The steps to be left out so that `sizes` (bytes by step) fit into `budget`.

    Each time the one goes whose neighbours lie closest together in proportion to its age, so that
    the kept ones stand ever sparser towards the beginning. The first and the newest stay, the
    first unless there is room for one alone.
    """
    kept, total, gone = sorted(sizes), sum(sizes.values()), []
    while total > budget:
        steps, index = np.array(kept, dtype=np.float64), 0
        if len(kept) > 2:
            age = steps[-1] - steps[1:-1] + 1.0
            index = 1 + int(np.argmin((steps[2:] - steps[:-2]) / age))
        total -= sizes[kept[index]]
        gone.append(kept.pop(index))
    return gone


def _to_bytes(probe: ProbeTaken) -> bytes:
    arrays = {
        f"{name}.{index:03d}": np.asarray(array, dtype=np.float16)
        for index, sentence in enumerate(probe.sentences)
        for name in MAPS
        if (array := getattr(sentence, name)) is not None
    }
    sentences = [_entry(sentence) for sentence in probe.sentences]
    facts = {"step": probe.step, "seconds": probe.seconds, "sentences": sentences}
    header = header_bytes(arrays, {"sha256": _NO_SUM, "probe": json.dumps(facts)})
    data = b"".join([header, *pieces(arrays)])
    digest = hashlib.sha256(data).hexdigest()
    return data.replace(f'"sha256":"{_NO_SUM}"'.encode(), f'"sha256":"{digest}"'.encode(), 1)


def _entry(sentence: SentenceProbe) -> dict[str, Any]:
    """All of a sentence that is no array."""
    return {
        "sentence": sentence.sentence,
        "tokens": list(sentence.tokens),
        "framing": list(sentence.framing),
        "predictions": [
            {
                "position": int(mask.position),
                "candidates": [
                    [c.token, float(c.probability), c.continues] for c in mask.candidates
                ],
            }
            for mask in sentence.predictions
        ],
        "second": sentence.second,
        "written": list(sentence.written),
        "judgements": {name: dict(found) for name, found in sentence.judgements.items()},
        "left_out": sentence.left_out,
    }


def _from_bytes(data: bytearray, path: Path) -> ProbeTaken:
    found = _SUM.search(data, 0, 200)  # the first thing in the metadata
    if found is None:
        raise Damaged(path, translate("faults", "Its checksum is missing."))
    written = found[1].decode()
    data[found.start(1) : found.end(1)] = _NO_SUM.encode()
    if hashlib.sha256(data).hexdigest() != written:
        raise Damaged(path, translate("faults", "Its content and its checksum differ."))
    arrays, header = read_arrays(data, path)
    try:
        facts = json.loads(header.metadata["probe"])
        sentences = tuple(
            _sentence(entry, *(arrays.get(f"{name}.{index:03d}") for name in MAPS))
            for index, entry in enumerate(facts["sentences"])
        )
        return ProbeTaken(facts["step"], facts["seconds"], sentences)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged(path, translate("faults", "It is no probe.")) from error


def _sentence(
    entry: dict[str, Any],
    attention: NDArray[Any] | None,
    decoder: NDArray[Any] | None = None,
    cross: NDArray[Any] | None = None,
) -> SentenceProbe:
    if attention is None:
        raise KeyError("attention")
    predictions = tuple(
        MaskPrediction(
            mask["position"],
            tuple(Candidate(*facts) for facts in mask["candidates"]),  # two in older runs
        )
        for mask in entry["predictions"]
    )
    tokens = tuple(entry["tokens"])
    frame = entry.get("framing")
    if frame is None:  # an older run
        frame = [place for place, token in enumerate(tokens) if token in FRAME]
    return _checked(
        SentenceProbe(
            entry["sentence"],
            tokens,
            attention,
            predictions,
            tuple(frame),
            second=entry.get("second"),  # this and what follows is not in older runs
            written=tuple(entry.get("written", ())),
            decoder=decoder,
            cross=cross,
            judgements={
                name: {word: float(share) for word, share in found.items()}
                for name, found in entry.get("judgements", {}).items()
            },
            left_out=int(entry.get("left_out", 0)),
        )
    )


def _checked(probe: SentenceProbe) -> SentenceProbe:
    """The same; ValueError where its maps are none of its tokens. A sum tells of no such thing."""
    for side in probe.sides:
        weights = probe.weights(side)
        shape = len(probe.looking(side)), len(probe.looked_at(side))
        if weights.ndim != 4 or weights.shape[2:] != shape or weights.dtype.kind != "f":
            raise ValueError(f"maps of {weights.shape} for {shape} tokens")
    texts = (probe.sentence, *probe.tokens, *probe.written)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("tokens")
    if probe.second is not None and probe.second not in range(len(probe.tokens)):
        raise ValueError("second")
    return probe
