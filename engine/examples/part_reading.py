"""One pass over the files of a task, through the child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from engine.control import Control
from engine.events import Prepared, Progress
from engine.examples.asking import Asking
from engine.examples.classes import check_number
from engine.examples.config import TaskConfig
from engine.examples.example import SPLITS, Example, Kind, Labelled, Split
from engine.examples.format import Wanted, formats
from engine.examples.making import Making
from engine.examples.own_columns import fitting
from engine.examples.parts import PartFile, no_answers
from engine.examples.recognising import filled_for, wanted_of
from engine.faults import Fault
from engine.wording import translate

MOST_BYTES = 256 << 20  # of records of all files; as examples they take about three times as many
REASONS = ("malformed", "too_long", "empty")


class PartReading:
    """What the files hold: examples per part, and counts. `config` has the columns filled in."""

    def __init__(self, config: TaskConfig, kind: Kind, control: Control | None) -> None:
        self.config, self.kind = config, kind
        self.parts = {split: Making(kind) for split in SPLITS}
        self.counts: Counter[str] = Counter()  # rows left out, by reason
        self.encodings: Counter[str] = Counter()
        self.formats: Counter[str] = Counter()
        self.doubts: list[Fault] = []
        self.scheme = ""  # of tags, once they were read
        self._control = control
        self._labels: set[str] = set()

    def read(self, files: Sequence[PartFile], progress: Progress | None) -> None:
        """Read all of them. Raises Fault where one cannot be read to its end, Cancelled."""
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        with Asking(self._control) as asking:
            self.config = filled_for(self.config, self.kind, asking)
            self._check(files)
            for file, begin in zip(files, begins, strict=True):
                wanted = wanted_of(self.config, self.kind, labelled=file.split != "test")
                for at in self._one(asking, file, wanted):
                    if progress is not None:
                        progress(Prepared("reading", begin + at, total, "bytes", file.name))

    def examples(self, split: Split) -> list[Example]:
        """Those of a part."""
        return self.parts[split].examples

    def _check(self, files: Sequence[PartFile]) -> None:
        """Raise Fault where the format holds other things than the kind needs, or half of them."""
        found = formats()[self.config.format]
        if self.kind not in found.kinds:
            raise Fault(
                translate("faults", "{path} holds nothing to learn {kind} from."),
                why=translate("faults", "Its format is “{format}”, which holds: {kinds}."),
                now=translate("faults", "Choose another task, or other files."),
                path=str(self.config.train[0]),
                kind=self.kind,
                format=self.config.format,
                kinds=", ".join(found.kinds),
            )
        for file in files if found.name == "lines" else ():
            if len(file.sources) == 1:
                raise no_answers(file.path, file.split)

    def _one(self, asking: Asking, file: PartFile, wanted: Wanted) -> Iterator[int]:
        """How many of its bytes are read."""
        if self.config.format == "table" and file.path != self.config.train[0]:
            wanted = fitting(asking, file, wanted)
        making = self.parts[file.split]
        before = len(making.examples)
        for at, records in asking.read(file.sources, wanted, self.config.format):
            if asking.received > MOST_BYTES:
                raise _too_much(file)
            making.add(records)
            new = making.examples[len(making.examples) - len(records) :]
            self._labels.update(one.label for one in new if isinstance(one, Labelled))
            check_number(self._labels, file.path)
            yield at
        ended = asking.ended
        if len(making.examples) == before:
            raise _nothing(file, ended.counts)
        self.counts.update(ended.counts)
        self.encodings.update(ended.encodings)
        self.formats[self.config.format] += 1
        self.doubts += ended.doubts


def _too_much(file: PartFile) -> Fault:
    return Fault(
        translate("faults", "{path}, with the files before it, holds too many examples."),
        why=translate("faults", "More than {limit} MB of them are not kept in memory."),
        now=translate("faults", "Cut the file, or leave out some of the files."),
        path=str(file.path),
        limit=MOST_BYTES >> 20,
    )


def _nothing(file: PartFile, counts: Mapping[str, int]) -> Fault:
    return Fault(
        translate("faults", "There are no examples in {path}."),
        why=translate(
            "faults",
            "Rows left out: {malformed} in which cells are missing or too many, {empty} without "
            "text, {too_long} far too long.",
        ),
        now=translate("faults", "Look into the file, or correct its format and columns."),
        path=str(file.path),
        **{name: counts.get(name, 0) for name in REASONS},
    )
