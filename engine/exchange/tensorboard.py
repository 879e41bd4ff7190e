"""TensorBoard: the metrics of a run as event files, which its pages draw.

Records and messages are written by TensorBoard's own classes (the extra `tensorboard`); the file
gets its name once it is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine import disk
from engine.control import Control
from engine.disk.system import Data
from engine.events import Prepared, Progress
from engine.exchange.extras import require
from engine.exchange.measurements import Measurement, measured
from engine.runs.run import Run

_VERSION = "brain.Event:2"
_AT_ONCE = 200  # events written at a time


class _Waiting:
    """What the record writer has written and is not on disk yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._parts.append(data)

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def write_event_files(
    path: Path,
    folder: Path,
    *,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Path:
    """Write the metrics of the run in the folder `path` as an event file in `folder`; its path.

    Scalars by step, named as in the table of metrics with the split in front, and the recipe as a
    text. Nobody noted the hour of a step: it is the hour at which it would have been made, had the
    run been trained in one piece up to its last change. Writing again gives the same file. Raises
    Fault where TensorBoard is not installed or the disk refuses, Cancelled when asked to stop.
    """
    run = Run.open(path)
    begun = _begun(run, control)
    file = folder / f"events.out.tfevents.{int(begun)}.{run.name}"
    pieces = _pieces(run, begun, control, progress)
    first = next(pieces)  # where the library is missing, nothing is made
    disk.make_folder(folder)

    def all_pieces() -> Iterator[Data]:
        yield first
        yield from pieces

    disk.write_pieces(file, all_pieces())
    return file


def _begun(run: Run, control: Control | None) -> float:
    """The hour, in seconds since 1970, at which the first step would have been made."""
    seconds = 0.0
    for group in measured(run.path):
        if control is not None:
            control.check()
        for one in group[:1]:
            seconds = max(seconds, one.seconds or 0.0)
    return max(0.0, run.status().updated - seconds)


def _pieces(run: Run, begun: float, control: Control | None, progress: Progress) -> Iterator[bytes]:
    require("tensorboard", "TensorBoard", "tensorboard")
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.record_writer import RecordWriter

    waiting = _Waiting()
    writer = RecordWriter(waiting)
    writer.write(Event(wall_time=begun, file_version=_VERSION).SerializeToString())
    recipe = Event(wall_time=begun, step=0, summary=Summary(value=[_text("recipe", run)]))
    writer.write(recipe.SerializeToString())
    yield waiting.taken()
    for done, group in enumerate(measured(run.path)):
        if group:
            values = [Summary.Value(tag=_tag(one), simple_value=one.value) for one in group]
            event = Event(
                wall_time=begun + (group[0].seconds or 0.0),
                step=group[0].step or 0,
                summary=Summary(value=values),
            )
            writer.write(event.SerializeToString())
        if done % _AT_ONCE == 0:
            if control is not None:
                control.check()
            progress(Prepared("saving", done, None, ""))
            yield waiting.taken()
    yield waiting.taken()


def _tag(one: Measurement) -> str:
    """Those of one measure stand side by side on its pages: what is before the first stroke."""
    return f"{one.measure}/{one.name}/{one.split}" if one.name else f"{one.measure}/{one.split}"


def _text(tag: str, run: Run) -> Any:
    """The recipe as its page of texts shows it: Markdown, code."""
    from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
    from tensorboard.compat.proto.tensor_pb2 import TensorProto
    from tensorboard.compat.proto.types_pb2 import DT_STRING

    lines = "\n".join(f"    {line}" for line in run.recipe_toml.splitlines())
    plugin = SummaryMetadata.PluginData(plugin_name="text")
    return Summary.Value(
        tag=tag,
        metadata=SummaryMetadata(plugin_data=plugin),
        tensor=TensorProto(dtype=DT_STRING, string_val=[lines.encode("utf-8")]),
    )
