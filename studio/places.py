"""The eight places: their names, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from studio.desk import Desk
from studio.field_names import field_name
from studio.live import State
from studio.reading import SECTIONS, is_named, kinds_read
from studio.wording import fault_parts

translate = QCoreApplication.translate

Mark = Literal["", "done", "warning", "busy"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands: its mark, how far its work has come, and a tooltip saying why.

    `wished`: nothing is wrong, but here one goes on, for what is learned from is not named yet.
    """

    mark: Mark = ""
    share: float | None = None
    why: str = ""
    wished: bool = False


def titles() -> dict[str, str]:
    """The places by the name of their page, in order."""
    return {
        "data": translate("places", "Data"),
        "objective": translate("places", "Objective"),
        "model": translate("places", "Model"),
        "train": translate("places", "Train"),
        "look": translate("places", "Look"),
        "try_": translate("places", "Try"),
        "tune": translate("places", "Tune"),
        "compare": translate("places", "Compare"),
    }


def standings(desk: Desk) -> dict[str, Standing]:
    """How every place stands now."""
    return {
        "data": _data(desk),
        "objective": _form(desk, ("objectives",)),
        "model": _form(desk, ("model",)),
        "train": _train(desk),
        "look": _look(desk),
        "try_": _try(desk),
        "tune": _tune(desk),
        "compare": Standing(why=translate("places", "Not yet in this version.")),
    }


def _data(desk: Desk) -> Standing:
    standing = _form(desk, (*SECTIONS.values(), "tokenizer"))
    kinds = kinds_read(desk)
    missing = [kind for kind in kinds if not is_named(desk.draft, kind)]
    if missing and (desk.draft.checked or desk.draft.resolved):
        return Standing(why=_wish(missing[0]), wished=True)
    for kind in kinds if standing.mark == "done" else ():
        standing = _text(desk) if kind == "text" else _pairs(desk, kind)
        if standing.mark != "done":
            break
    return standing


def _wish(kind: str) -> str:
    return {
        "text": translate("places", "Choose a text to begin with."),
        "labelled": translate("places", "Choose labelled pairs to begin with."),
        "parallel": translate("places", "Choose a text and its translation to begin with."),
    }[kind]


def _form(desk: Desk, sections: tuple[str, ...]) -> Standing:
    if not desk.draft.checked and not desk.draft.resolved:  # later the last answer holds meanwhile
        return Standing(why=translate("places", "Being checked."))
    return _faults(desk, sections) or _ready()


def _faults(desk: Desk, sections: tuple[str, ...]) -> Standing | None:
    """What is wrong in these sections of the recipe; None where nothing is."""
    wrong = [f for f in desk.draft.faults if f.place.partition(".")[0] in sections]
    if not wrong:
        return None
    words = translate("places", "{count} to mend here: {places}")
    places = ", ".join(field_name(desk.form, fault.place) for fault in wrong)
    return Standing("warning", why=words.format(count=len(wrong), places=places))


def _text(desk: Desk) -> Standing:
    """A choice that can be read as it is written; whether there is any text is another thing."""
    found = desk.found_text
    if found.fault is not None:
        return Standing("warning", why=fault_parts(found.fault)[0])
    return _ready() if found.known else Standing(why=translate("places", "Being looked at."))


def _pairs(desk: Desk, kind: str) -> Standing:
    found = desk.found_pairs.of(kind)
    if found is None:
        return Standing(why=translate("places", "Being looked at."))
    if found.fault is not None:
        return Standing("warning", why=fault_parts(found.fault)[0])
    return _ready()


def _ready() -> Standing:
    return Standing("done", why=translate("places", "Ready."))


def _train(desk: Desk) -> Standing:
    live = desk.live
    if live.state is not State.IDLE:
        step = live.history.last_step
        share = step.progress if step is not None else 0.0
        return Standing("busy", share, _under_way(desk))
    if desk.failed_start.error is not None:
        return Standing("warning", why=translate("places", "The last start failed."))
    ended = live.history.ended if not live.left_nothing else None
    if ended is not None and ended.error is not None:
        return Standing("warning", why=translate("places", "The last run failed."))
    if ended is not None:
        return Standing("done", why=translate("places", "The last run has ended."))
    return _budget_faults(desk)


def _tune(desk: Desk) -> Standing:
    shown = desk.shown
    if shown is None:
        return Standing(why=translate("places", "No run to tune yet."))
    if not shown.tuned:
        return Standing(why=translate("places", "{run} can learn a task.").format(run=shown.name))
    if shown.is_live:
        step = shown.history.last_step
        share = step.progress if step is not None else 0.0
        return Standing("busy", share, translate("places", "A task is being learned."))
    words = translate("places", "{run} has learned a task.")
    mark: Mark = "done" if shown.history.ended is not None else ""
    return Standing(mark, why=words.format(run=shown.name))


def _under_way(desk: Desk) -> str:
    live = desk.live
    if not live.begun:
        held = translate("places", "A run is paused while it is being prepared.")
        return held if live.paused else translate("places", "A run is being prepared.")
    if live.state is State.PAUSED:
        return translate("places", "A run is paused.")
    return translate("places", "A run is training.")


def _budget_faults(desk: Desk) -> Standing:
    sections = ("start", "training", "probes", "execution", "preset")
    untrained = Standing(why=translate("places", "Nothing has been trained yet."))
    return _faults(desk, sections) or untrained


def _look(desk: Desk) -> Standing:
    if desk.shown is not None and desk.shown.history.last_probe is not None:
        return Standing("done", why=translate("places", "There are heads to look at."))
    return Standing(why=translate("places", "Needs a run that has begun to train."))


def _try(desk: Desk) -> Standing:
    if desk.checkpoints:
        return Standing("done", why=translate("places", "There is a checkpoint to try."))
    return Standing(why=translate("places", "Needs a run with a saved checkpoint."))
