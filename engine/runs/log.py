"""log.txt and fault.log: what happened to a run, for people; nothing is decided by them."""

from __future__ import annotations

import faulthandler
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from engine import disk
from engine.events import CheckpointSaved, Emit, Event, Noticed, RunEnded, RunStarted
from engine.faults import Cancelled, Fault
from engine.runs.run import Run


@contextmanager
def logging(run: Run, emit: Emit) -> Iterator[Emit]:
    """Inside, events are emitted and logged; so is what ends the block before its time.

    Where the process dies, its trace is left in the run.
    """

    def tell(event: Event) -> None:
        emit(event)
        line = _line(event)
        if line:
            run.log(line)

    try:
        with _leaving_a_trace(run):
            yield tell
    except (Cancelled, KeyboardInterrupt):
        run.log("stopped")
        raise
    except BaseException as error:
        known = isinstance(error, Fault)
        run.log(f"failed: {error}" if known else f"failed\n{traceback.format_exc().rstrip()}")
        raise


@contextmanager
def _leaving_a_trace(run: Run) -> Iterator[None]:
    """Nothing is done where somebody else, such as the window, keeps the traces."""
    if faulthandler.is_enabled():
        yield
        return
    with ExitStack() as stack:
        with suppress(Fault):  # a disk that is full or read-only: the first checkpoint will say so
            faulthandler.enable(stack.enter_context(disk.open_trace(run.trace_path)))
            stack.callback(faulthandler.disable)
        yield


def _line(event: Event) -> str:
    match event:
        case RunStarted():
            how = f"{event.dtype}, attention {event.attention}, {event.threads} threads"
            return f"training from step {event.step} on {event.device} in {how}"
        case Noticed():
            return f"step {event.step}: {event.level}: {event}"
        case CheckpointSaved():
            return f"step {event.step}: checkpoint saved in {event.seconds:.1f} s"
        case RunEnded():
            return f"step {event.step}: {event.ending}"
        case _:
            return ""
