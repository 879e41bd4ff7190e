"""What every page is given: colours, jobs, the draft, the live run and the run looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.disk import Lock
from engine.events import RunEnded
from engine.faults import Fault, RecipeFault
from engine.runs import CheckpointInfo, RunSummary, Workspace
from studio import engine_calls
from studio.checkpoint_reading import CheckpointReading
from studio.draft import Draft
from studio.engine_loading import EngineLoading
from studio.failed_start import FailedStart
from studio.found_pairs import FoundPairs
from studio.found_text import FoundText
from studio.importing import Importing
from studio.jobs import Jobs
from studio.listening import disconnect_all, news_of
from studio.live import LiveRun
from studio.problems import Problems
from studio.run_listing import RunListing
from studio.run_opening import RunOpening
from studio.run_warnings import RunWarnings
from studio.settings import SettingsFile
from studio.shown import ShownRun
from studio.theme import Theme
from studio.trash import Trash
from studio.tuning_draft import TuningDraft

if TYPE_CHECKING:
    from engine.corpus.health import Health
    from engine.recipe.form import RecipeForm


class Desk(QObject):
    """Hands pages what they work with and carries news between them."""

    theme_changed = Signal()
    workspace_changed = Signal()
    form_ready = Signal()  # `form` is there, the engine is loaded
    machine_ready = Signal()  # `machine` is there
    runs_changed = Signal()  # `runs`
    shown_changed = Signal()  # `shown`: another run, or it began or ended
    checkpoints_changed = Signal()  # `checkpoints` of the shown run
    checkpoint_changed = Signal()  # `checkpoint`
    go_to = Signal(str)  # ask the window for a page
    look_asked = Signal(str)  # ask Look to show a text somebody typed
    start_asked = Signal()  # ask Train to start a run
    part_asked = Signal(str)  # ask Tune to show a part
    saying = Signal(str)  # a short sentence for the run bar: "copied"; "" ends it

    def __init__(
        self,
        *,
        theme: Theme,
        jobs: Jobs,
        draft: Draft,
        live: LiveRun,
        settings: SettingsFile,
        problems: Problems,
        workspace: Workspace,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.jobs = jobs
        self.draft = draft
        self.live = live
        self.settings = settings
        self.problems = problems
        self.workspace = workspace
        self.form: RecipeForm | None = None
        self.machine: dict[str, Any] = {}
        self.runs: tuple[RunSummary, ...] = ()
        self.shown: ShownRun | None = None
        self.checkpoint: int | None = None  # None: the newest
        # The corpus counted last, as it was chosen, and what was found.
        self.corpus_read: tuple[dict[str, Any], Health | None] = ({}, None)
        self.rereadings = 0  # how often somebody had the chosen text read again
        self.crash_trace = ""  # of the last window, where it died
        self.not_now: set[Path] = set()  # crashed runs nobody wants to resume now
        self.lock: Lock | None = None  # of the workspace
        self._set_to_work(jobs)

    def _set_to_work(self, jobs: Jobs) -> None:
        self.tuning = TuningDraft(jobs, parent=self)
        self.failed_start = FailedStart(self.draft, self.live, self.problems, self)
        self.trash = Trash(jobs, self)
        self.importing = Importing(self)
        self.found_text = FoundText(self.draft, jobs, self)
        self.found_pairs = FoundPairs(self.draft, jobs, self)
        self.loading = EngineLoading(jobs, self)
        self.loading.form_arrived.connect(self._form_arrived)
        self.loading.machine_arrived.connect(self._machine_arrived)
        self.loading.failed.connect(self.report)
        self._opening = RunOpening(jobs, self.show_run, self._not_opened, self)
        self._opening.saying.connect(self.saying)
        self.listing = RunListing(jobs, self.live, lambda: self.workspace, self._learn_runs, self)
        self.listing.failed.connect(self.failed_start.list_unread)
        self.listing.overtaken.connect(self._follow_overtaken)
        self.checkpoint_reading = CheckpointReading(jobs, self._learn_kept, self.report, self)
        self._warnings = RunWarnings(self.live, self.problems, self)
        jobs.failed.connect(self.report)
        self.settings.write_in(jobs)
        self._listen()

    @property
    def checkpoints(self) -> tuple[CheckpointInfo, ...]:
        """Those of the shown run, as far as they were read."""
        return (self.shown.kept or ()) if self.shown is not None else ()

    def report(self, error: BaseException, doing: str = "") -> None:
        """Tell an error where the window tells errors; `doing` says what was tried."""
        self.problems.report(error, doing)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours of everything."""
        if theme is not self.theme:
            self.theme = theme
            self.theme_changed.emit()

    def set_workspace(self, workspace: Workspace, lock: Lock | None = None) -> None:
        """Work in another folder, whose `lock` is held; no run may be training.

        Raises Fault where the draft of the present one cannot be saved; then nothing changes.
        """
        self.tuning.save()
        unread = self.attach_drafts(workspace.path)
        before, self.lock = self.lock, lock
        self.workspace = workspace
        if before is not None:
            before.release()
        for fault in unread:
            self.report(fault, self.tr("Opening what you typed"))
        self.live.forget()
        self.show_run(None)
        self.workspace_changed.emit()
        self.refresh_runs()
        self.trash.empty(workspace)

    def attach_drafts(self, folder: Path) -> list[Fault]:
        """Take up what was typed in a workspace; why what was there could not be read."""
        return [fault for one in (self.draft, self.tuning) if (fault := one.attach(folder))]

    def refresh_runs(self) -> None:
        """Read the list of runs anew; `runs_changed` follows."""
        self.listing.read()

    def open_run(self, path: Path, *, anew: bool = False) -> None:
        """Read a run, `anew` where the record here is outdated; `shown_changed` follows."""
        told = self.live.path == path and self.live.history.started is not None
        if not anew and (told or self.live.trains(path)):  # which may have no folder yet
            self.show_run(ShownRun(path, self.live))
        else:
            self._opening.open(path, self.live, anew=anew)

    def show_run(self, shown: ShownRun | None) -> None:
        """Let all pages look at this run, at its newest checkpoint or where they looked before."""
        self._opening.give_up()  # or a run asked for before would take this one's place
        if shown is None or not shown.keep_choices(self.shown):
            self.checkpoint = None
        self.shown = shown
        self.shown_changed.emit()
        self.checkpoints_changed.emit()
        self.checkpoint_changed.emit()
        self.checkpoint_reading.begin(shown)

    def choose_checkpoint(self, step: int | None) -> None:
        """Look at another checkpoint of the shown run; None is the newest."""
        if step != self.checkpoint:
            self.checkpoint = step
            self.checkpoint_changed.emit()

    def discard_run(self, name: str) -> None:
        """Put a run into the trash; it can be restored until the next start."""
        self.trash.put(self.workspace, name)
        if self.live.name == name:
            self.live.forget()
        if self.shown is not None and self.shown.name == name:
            self.show_run(None)
        self.refresh_runs()

    def restore_last(self) -> None:
        """Take the run discarded last back and show it; nothing happens where there is none."""
        name = self.trash.take_back(self.workspace)
        if name is not None:
            self.refresh_runs()
            self.open_run(self.workspace.run_path(name))

    def start_run(self, name: str = "") -> bool:
        """Train by the draft as it is now; False where it has faults, which are reported.

        Without a `name` the run is called after its preset, with the next free number.
        """
        if self.live.active:
            return False
        if self.draft.faults and self.draft.checked:
            fault = RecipeFault(list(self.draft.faults))
            self.report(fault, self.tr("Starting the training"))
            return False
        free = name or self.workspace.new_name(str(self.draft.value("preset", "run")))
        self.train(self.draft.data(), free, renumber=not name)
        return True

    def train(self, recipe: dict[str, Any], name: str, *, renumber: bool) -> None:
        """Train by a recipe and show that; `renumber`: nobody chose the name."""
        self.failed_start.before = self.shown.path if self.shown is not None else None
        self.live.start(recipe, self.workspace.runs_folder, name, renumber=renumber)
        self._show_live()

    def resume_run(self, path: Path) -> None:
        """Go on with a stopped or crashed run."""
        if not self.live.active:
            recipe = self.shown.recipe if self.shown and self.shown.path == path else None
            self.live.resume_run(path, recipe)
            self._show_live()

    def let_go(self) -> None:
        """Forget every listener: the window, pages and all, is about to be built anew.

        A lambda that listens outlives the widgets it speaks of, unless it is told to go.
        """
        disconnect_all(*news_of(self))
        self._listen()

    def _listen(self) -> None:
        for failed, doing in (
            (self.draft.save_failed, self.tr("Saving what you typed")),
            (self.tuning.save_failed, self.tr("Saving what you typed")),
            (self.settings.save_failed, self.tr("Keeping your settings")),
        ):
            failed.connect(lambda error, doing=doing: self.report(error, doing))
        self.live.advanced.connect(self.checkpoint_reading.follow)
        self.live.ended.connect(self._live_ended)
        self.live.moved.connect(self._live_moved)
        for follower in (self.failed_start, self.found_text, self.found_pairs):
            follower.listen()

    def _not_opened(self, error: Exception, doing: str) -> None:
        self.report(error, doing)
        self.runs_changed.emit()  # the picker names the run that is shown

    def _show_live(self) -> None:
        self.failed_start.clear()
        self.problems.settle()  # what went wrong before is not of this run
        if self.live.path is not None:
            self.show_run(ShownRun(self.live.path, self.live))

    def _live_moved(self, before: Path) -> None:
        if self.shown is not None and self.shown.path == before:
            self._show_live()

    def _live_ended(self, _ending: RunEnded) -> None:
        if self.live.history.started is None and self.shown and self.shown.path == self.live.path:
            exists = not self.live.left_nothing and self.shown.path.is_dir()
            self.show_run(self.shown if exists else None)
            if not exists and (before := self.failed_start.run_before()) is not None:
                self.open_run(before)  # what was chosen with it stays in sight
        else:
            self.shown_changed.emit()
            self.checkpoint_reading.read()
        self.listing.read(self.live.path)

    def _learn_runs(self, found: tuple[RunSummary, ...]) -> None:
        self.runs = found
        self.runs_changed.emit()

    def _follow_overtaken(self, path: Path) -> None:
        if self.shown is not None and self.shown.path == path:
            self.open_run(path, anew=True)
        elif self.live.path == path:
            self.live.forget()

    def _learn_kept(self, shown: ShownRun, found: tuple[CheckpointInfo, ...]) -> None:
        if shown is not self.shown or shown.kept == found:
            return
        shown.kept, chosen = found, self.checkpoint
        gone = chosen is not None and not shown.keeps(chosen)
        self.checkpoint = None if gone else chosen  # before anybody asks for it
        self.checkpoints_changed.emit()
        if gone:
            self.checkpoint_changed.emit()
            words = self.tr("The checkpoint of step {step} is no longer kept")
            self.saying.emit(words.format(step=f"{chosen:,}"))

    def _form_arrived(self, form: RecipeForm) -> None:
        self.form = form
        self.draft.allow_checks(engine_calls.check_recipe)
        self.tuning.use_engine()
        self.form_ready.emit()

    def _machine_arrived(self, machine: dict[str, Any]) -> None:
        self.machine = machine
        self.machine_ready.emit()
