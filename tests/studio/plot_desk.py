"""A desk for the tests of Train, Look and Try: all is real but the training."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from pytestqt.qtbot import QtBot

from engine.corpus.corpus import CorpusConfig
from engine.form import SectionSpec, section_spec
from engine.runs import Workspace
from studio.desk import Desk
from studio.draft import Draft
from studio.engine_calls import Checked
from studio.jobs import Jobs
from studio.live import LiveRun, State
from studio.problems import Problems
from studio.settings import SettingsFile
from studio.theme import DARK
from studio.window import Window
from tests.studio.scripted_run import Script


def form() -> SimpleNamespace:
    """As much of a form as these pages ask for."""
    sections = ("start", "training", "probes", "execution", "task", "tuning")
    empty = {name: SectionSpec(name, "", ()) for name in sections}
    titles = {"masked_lm": "Masked words", "next_sentence": "Next sentence"}
    cards = {name: SimpleNamespace(title=title) for name, title in titles.items()}
    return SimpleNamespace(
        sections=(section_spec("corpus", CorpusConfig),),  # enough to name a field by
        section=empty.__getitem__,
        presets={name: {} for name in ("bert-tiny", "bert-mini", "roberta-tiny")},
        families={"bert": ("bert-tiny", "bert-mini"), "roberta": ("roberta-tiny",)},
        cards=cards,
        every_card=cards,
        architectures={},
        reads={},
        fills=("masked_lm",),
        judges={"next_sentence": ("A → B: follows", "A → B: from elsewhere")},
        continues=("causal_lm",),
        fills_spans=("span_corruption",),
        spots=("replaced_token_detection",),
        translates=("translation",),
        classifies=("classification", "regression"),
        tags=("tagging",),
        answers=("answering",),
    )


@contextmanager
def open_desk(folder: Path, script: Script | None = None, *, loaded: bool = True) -> Iterator[Desk]:
    """A desk whose training does what the script tells; closed afterwards."""
    jobs = Jobs()
    desk = Desk(
        theme=DARK,
        jobs=jobs,
        draft=Draft(jobs),
        live=LiveRun((script or Script()).make_work),
        settings=SettingsFile(folder / "settings.json"),
        problems=Problems(),
        workspace=Workspace.open(folder / "workspace"),
    )
    if loaded:
        desk.form = form()  # type: ignore[assignment]
        desk.draft.allow_checks(lambda data: Checked(dict(data), ()))
        desk.form_ready.emit()
    try:
        yield desk
    finally:
        desk.live.wait()
        jobs.close()
        desk.problems.close()


@contextmanager
def open_window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    """The whole window over such a desk, on a page that needs no run; closed afterwards."""
    desk.settings.set(page="tune")
    made = Window(desk, "en")
    with qtbot.waitSignal(made.painted):
        made.show()
    yield made
    desk.live.stop()
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    made.close()
    made.deleteLater()
