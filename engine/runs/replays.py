"""Probes kept in the run folder, so that attention and predictions can be replayed.

`probes/step-00000200.safetensors`: one float16 array [N, H, L, L] per pinned sentence; its
metadata holds the sentences, tokens and predictions as JSON and a SHA-256 of the whole file.
"""

from __future__ import annotations

import hashlib
import json
import re
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

_NAME = re.compile(r"step-(\d{8,})\.safetensors")
_SUM = re.compile(rb'"sha256":"([0-9a-f]{64})"')
_NO_SUM = "0" * 64


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
            self._sizes = {step: self._path(step).stat().st_size for step in self.steps()}
        return self._sizes


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
        f"attention.{index:03d}": np.asarray(sentence.attention, dtype=np.float16)
        for index, sentence in enumerate(probe.sentences)
    }
    sentences = [
        {
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
        }
        for sentence in probe.sentences
    ]
    facts = {"step": probe.step, "seconds": probe.seconds, "sentences": sentences}
    header = header_bytes(arrays, {"sha256": _NO_SUM, "probe": json.dumps(facts)})
    data = b"".join([header, *pieces(arrays)])
    digest = hashlib.sha256(data).hexdigest()
    return data.replace(f'"sha256":"{_NO_SUM}"'.encode(), f'"sha256":"{digest}"'.encode(), 1)


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
            _sentence(entry, arrays[f"attention.{index:03d}"])
            for index, entry in enumerate(facts["sentences"])
        )
        return ProbeTaken(facts["step"], facts["seconds"], sentences)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(path, translate("faults", "It is no probe.")) from error


def _sentence(entry: dict[str, Any], attention: NDArray[Any]) -> SentenceProbe:
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
    return SentenceProbe(entry["sentence"], tokens, attention, predictions, tuple(frame))
