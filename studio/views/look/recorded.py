"""The record of a run: one of its recorded steps, and a pinned sentence of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.events import ProbeTaken, SentenceProbe
from studio.choices import kept_index
from studio.probe_shelf import ProbeShelf

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun


SENTENCE = "look.sentence"  # option


class Recorded(QObject):
    """Holds the choice and fetches what it needs; `following`, it goes with the live run."""

    changed = Signal()  # another probe or sentence
    steps_changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shelf = ProbeShelf(desk.jobs, self)
        self.run: ShownRun | None = None
        self.steps: tuple[int, ...] = ()
        self.read = False  # whether the steps on disk are known
        self.probe: ProbeTaken | None = None
        self.wished: int | None = None  # the step asked for: shown, or on its way
        self._sentence = kept_index(desk.settings, SENTENCE)
        self._text: str | None = None  # of the sentence chosen; its place changes with the pins
        self.following = True
        self.awake = False  # whether anybody looks
        self._checkpoint: int | None = None  # the one gone to last
        self._damaged: set[int] = set()  # steps that were told; a film passes over them
        self._untold: Exception | None = None  # told once another step is there instead
        desk.shown_changed.connect(self._show_run)
        desk.checkpoint_changed.connect(self._follow_checkpoint)
        desk.live.advanced.connect(self._advance)
        self._show_run()

    @property
    def seen(self) -> SentenceProbe | None:
        """The chosen sentence at the chosen step."""
        if self.probe is None or not self.probe.sentences:
            return None
        return self.probe.sentences[self.sentence]

    @property
    def sentence(self) -> int:
        """Its place among those of the step; another's, where it was not looked at then."""
        texts = [] if self.probe is None else [seen.sentence for seen in self.probe.sentences]
        if self._text in texts:
            return texts.index(self._text)
        return min(self._sentence, max(0, len(texts) - 1)) if texts else self._sentence

    @property
    def spoiled(self) -> bool:
        """Whether a recorded step could not be read."""
        return bool(self._damaged)

    @property
    def missing(self) -> str:
        """The sentence chosen, where the step has no look at it: it was pinned later."""
        seen = self.seen
        wanted = self._text is not None and seen is not None and seen.sentence != self._text
        return self._text or "" if wanted else ""

    def choose_sentence(self, index: int) -> None:
        """Look at another sentence."""
        self._sentence = index
        self._text = None
        self._keep_text()
        self._desk.settings.set_option(SENTENCE, index)
        self.changed.emit()

    def _keep_text(self) -> None:
        """Remember the sentence chosen by its words, once there is a look at it."""
        if self._text is None and self.probe is not None and self.probe.sentences:
            self._text = self.probe.sentences[self.sentence].sentence

    def choose_step(self, step: int) -> None:
        """Look at another recorded step; the one shown stays until it is read."""
        self.wished = step
        if self.run is not None and not self.following:
            self.run.looked_at = step
        self._shelf.fetch(step, self._arrived)

    def follow(self, on: bool) -> None:
        """Go with the live run, or stay."""
        self.following = on
        if on:
            if self.run is not None:
                self.run.looked_at = None
            self._show_newest()

    def wake(self, awake: bool) -> None:
        """Whether the page is seen; asleep nothing is fetched."""
        self.awake = awake
        if awake and self.run is not None:
            self._read_steps(self.run)  # what was recorded while nobody looked
            self._advance()
            self._follow_checkpoint()

    def _show_run(self) -> None:
        shown = self._desk.shown
        if shown is not self.run:
            before = self.run.path if self.run is not None else None
            self.run, self.probe, self.wished, self.steps = shown, None, None, ()
            self._text = None
            self.read = False
            self._damaged, self._untold = set(), None
            self.following = shown is None or shown.looked_at is None
            if shown is None or shown.path != before:  # else the one gone to before is known
                self._checkpoint = self._desk.checkpoint if not self.following else None
            self._shelf.open(shown, self._could_not_read)
            self.steps_changed.emit()
            self.changed.emit()
        if shown is not None:
            self._read_steps(shown)
            if self.following:  # else it is the same run that began or ended: nobody is moved
                self._show_newest()

    def _advance(self) -> None:
        if self.run is None or not self.awake:
            return
        probe = self.run.history.last_probe
        if probe is None or not self.run.is_live:
            return
        if not self.steps or probe.step > self.steps[-1]:
            self.steps = (*self.steps, probe.step)
            self._shelf.put(probe)
            self.steps_changed.emit()
        if self.following and (self.probe is None or probe.step != self.probe.step):
            self._take(probe)

    def _show_newest(self) -> None:
        probe = self.run.history.last_probe if self.run is not None else None
        if probe is not None:
            self._shelf.put(probe)
            self._take(probe)
        elif self.steps:
            self.choose_step(self.steps[-1])

    def _take(self, probe: ProbeTaken) -> None:
        self.probe, self.wished = probe, probe.step
        self._keep_text()
        self.changed.emit()

    def _arrived(self, probe: ProbeTaken) -> None:
        if probe.step == self.wished:
            self._take(probe)
            untold, self._untold = self._untold, None
            if untold is not None:
                self.failed.emit(untold)

    def _follow_checkpoint(self) -> None:
        """Go where the checkpoint chosen in the bar stands; from there to the newest again."""
        chosen, before = self._desk.checkpoint, self._checkpoint
        if not self.awake or not self.steps or chosen == before:
            return
        self._checkpoint = chosen
        if chosen is not None:
            self.following = False
            self.choose_step(nearest_step(self.steps, chosen))
        elif before is not None and self.wished == nearest_step(self.steps, before):
            self.follow(True)

    def _could_not_read(self, error: Exception) -> None:
        """A step thinned away is left out and the nearest one shown; any other fault is told.

        Where nothing is shown yet, the nearest step that can be read is, and the fault told then.
        """
        run, step = self.run, self.wished

        def arrived(steps: list[int]) -> None:
            if run is not self.run or step is None:
                return
            self._know(steps)
            if step not in steps:  # nor will it ever be
                self.steps = tuple(known for known in self.steps if known != step)
            if step in steps or not self.steps:
                self._go_on_without(step, error)
            elif self.wished == step:
                self.choose_step(nearest_step(self.steps, step))

        if run is not None:
            self._ask_steps(run, arrived)

    def _go_on_without(self, step: int, error: Exception) -> None:
        self._damaged.add(step)
        self.steps = tuple(known for known in self.steps if known not in self._damaged)
        self.wished = self.probe.step if self.probe is not None else None
        if self.probe is None and self.steps:
            self._untold = self._untold or error
            self.choose_step(nearest_step(self.steps, step))
            return
        untold, self._untold = self._untold or error, None
        self.steps_changed.emit()
        self.failed.emit(untold)

    def _know(self, steps: list[int]) -> None:
        """Take the steps on disk, and those that are newer, over."""
        self.read = True
        newer = [step for step in self.steps if not steps or step > steps[-1]]
        known = (*steps, *newer)
        self.steps = tuple(step for step in known if step not in self._damaged)
        self.steps_changed.emit()

    def _read_steps(self, run: ShownRun) -> None:
        def arrived(steps: list[int]) -> None:
            if run is not self.run:
                return
            self._know(steps)
            if self.probe is None and self.steps:
                wanted = self.steps[-1] if run.looked_at is None else run.looked_at
                self.choose_step(nearest_step(self.steps, wanted))
            self._follow_checkpoint()

        self._ask_steps(run, arrived)

    def _ask_steps(self, run: ShownRun, arrived: Callable[[list[int]], None]) -> None:
        self._desk.jobs.run(
            lambda _control, _progress: run.probe_steps(),
            title=self.tr("Reading the recorded steps"),
            then=arrived,
            failed=self.failed.emit,
        )


def nearest_step(steps: Sequence[int], wanted: float) -> int:
    """Of ascending steps the one nearest to another."""
    at = bisect_left(steps, wanted)
    around = steps[max(0, at - 1) : at + 1]
    return min(around, key=lambda step: abs(step - wanted))
