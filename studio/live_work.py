"""What the training thread does for the live run, and what it recalls before it goes on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.events import Emit, RunEnded, RunStarted
from engine.faults import Fault
from engine.history import History
from studio.inbox import Inbox, Placed, Recalled
from studio.jobs import import_alone


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new run finds its folder."""

    inbox: Inbox
    renumber: bool = False  # nobody chose its name: the next free one will do

    def settle(self, path: Path) -> None:
        """Tell that the folder is there, and which it is."""
        self.inbox.put(Placed(path))


Work = Callable[[Emit, Control], None]
# (the recipe, or None to go on with the run that is there; the run's folder, as far as is known;
# where to tell of it) -> what trains
MakeWork = Callable[[dict[str, Any] | None, Path, Place], Work]


def engine_work(recipe_data: dict[str, Any] | None, path: Path, place: Place) -> Work:
    """What really trains. The engine (and torch with it) is imported in the training thread."""

    def work(emit: Emit, control: Control) -> None:
        import_alone("engine.assembly")
        from engine.assembly import resume, start
        from engine.recipe import read_recipe

        if recipe_data is None:
            resume(path)(emit, control)
        else:
            recipe = read_recipe(recipe_data, folder=Path.cwd())
            begin = start(recipe, path, renumber=place.renumber, created=place.settle)
            begin(emit, control)

    return work


def recalling(path: Path, inbox: Inbox, work: Work) -> Work:
    """`work`, after the record of what the run had measured up to its newest checkpoint."""

    def recall_and_work(emit: Emit, control: Control) -> None:
        inbox.put(_recall(path))
        work(emit, control)

    return recall_and_work


def _recall(path: Path) -> Recalled:
    from engine.runs import Run
    from engine.runs.metrics import read_events

    run = Run.open(path)
    newest = run.latest()
    last_step = newest.step if newest is not None else 0
    history = History()  # filled here, for a night's events take seconds
    ended: RunEnded | None = None
    for event in read_events(run.metrics.path):
        if isinstance(event, RunStarted | RunEnded):
            ended = event if isinstance(event, RunEnded) else None
        if not isinstance(event, RunEnded) and getattr(event, "step", 0) <= last_step:
            history.record(event)
    history.probe_steps = [step for step in run.probe_steps() if step <= last_step]
    if history.probe_steps:
        with suppress(Fault):  # it is damaged, and the next one comes soon
            history.last_probe = run.read_probe(history.probe_steps[-1])
    return Recalled(history, ended)
