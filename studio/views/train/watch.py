"""The pinned sentences of the shown run: the newest look at them, and their answers over time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.events import ProbeTaken, SentenceProbe
from engine.faults import Fault
from studio.choices import kept_head, kept_index
from studio.views.train.said import Answers, Said, said_in

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.shown import ShownRun

SENTENCE, HEAD = "train.sentence", "train.head"  # options
MOST_READ = 48  # recorded steps read for the answers over time
MOST_KEPT = 200  # steps of which answers are kept while a run trains: a small curve shows no more


class Watch(QObject):
    """Which sentence, layer, head and mask are looked at, and what there is to see of them."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run: ShownRun | None = None
        self._history: History | None = None  # whose past was read
        self.probe: ProbeTaken | None = None
        self._let_go: ProbeTaken | None = None  # of the last sentence, which was unpinned
        self.answers: dict[int, Answers] = {}  # by step
        self.sentence = kept_index(desk.settings, SENTENCE)
        self.head = kept_head(desk.settings, HEAD)  # layer, head
        self.mask = 0
        desk.live.advanced.connect(self._advance)
        desk.shown_changed.connect(self._show_run)
        self._show_run()

    @property
    def seen(self) -> SentenceProbe | None:
        """The newest look at the chosen sentence."""
        if self.probe is None or not self.probe.sentences:
            return None
        return self.probe.sentences[min(self.sentence, len(self.probe.sentences) - 1)]

    def waiting(self) -> str:
        """Why there is nothing to see."""
        if self._let_go is not None:
            return self.tr("No sentence is pinned; Try pins what is asked there.")
        return self.tr("The first look comes after a few steps.")

    def choose_sentence(self, index: int) -> None:
        """Look at another pinned sentence."""
        if index >= 0 and index != self.sentence:
            self.sentence, self.mask = index, 0
            self._desk.settings.set_option(SENTENCE, index)
            self.changed.emit()

    def choose_head(self, layer: int, head: int) -> None:
        """Look at another head."""
        if layer >= 0 and head >= 0 and (layer, head) != self.head:
            self.head = (layer, head)
            self._desk.settings.set_option(HEAD, [layer, head])
            self.changed.emit()

    def choose_mask(self, index: int) -> None:
        """Look at the answers for another mask of the sentence."""
        if index != self.mask:
            self.mask = index
            self.changed.emit()

    def course(self, share: Callable[[Said], float]) -> tuple[list[int], list[float]]:
        """The steps at which the chosen sentence was answered, and a share at each."""
        text = self.seen.sentence if self.seen is not None else ""
        said = [(step, self.answers[step].get(text)) for step in sorted(self.answers)]
        known = [(step, one) for step, one in said if one is not None]
        return [step for step, _one in known], [share(one) for _step, one in known]

    def past(self, token: str, *, continues: bool = False) -> tuple[float, ...]:
        """The probabilities of a token at the chosen mask, oldest first; 0 where not among best."""
        mask = self.mask
        return tuple(
            self.course(lambda said: said.of_candidate(mask, token, continues=continues))[1]
        )

    def unpin(self) -> None:
        """Let the chosen sentence be looked at no more."""
        seen, run = self.seen, self._run
        if seen is None or run is None:
            return
        text = seen.sentence
        if run.is_live:
            self._desk.live.unpin(text)
            if self.probe is not None and len(self.probe.sentences) == 1:
                self._let_go, self.probe = self.probe, None  # no probe comes to tell of none
                self.changed.emit()
            self._desk.saying.emit(self.tr("Unpinned; the next probe leaves it out"))
            return
        words = self.tr("Unpinned; it is left out once {run} goes on").format(run=run.name)
        self._desk.jobs.run(
            lambda _control, _progress: run.unpin(text),
            title=self.tr("Unpinning"),
            then=lambda _done: self._desk.saying.emit(words),
        )

    def _show_run(self) -> None:
        if self._desk.shown is self._run:
            return
        self._run = self._desk.shown
        self._history = None
        self.probe, self._let_go, self.answers, self.mask = None, None, {}, 0
        if self._run is not None:
            self._take(self._run.history.last_probe)
            self._read_past(self._run)
        self.changed.emit()

    def _advance(self) -> None:
        if self._run is not None and self._run.is_live:
            if self._run.history is not self._history:  # that of a resumed run comes a little later
                self._read_past(self._run)
            probe = self._run.history.last_probe
            if probe is not None and probe is not self.probe and probe is not self._let_go:
                self._take(probe)
                self.changed.emit()

    def _take(self, probe: ProbeTaken | None) -> None:
        if probe is not None:
            self._keep_sentence(probe)
            self.probe, self._let_go = probe, None
            self.answers[probe.step] = said_in(probe)
            thin(self.answers)

    def _keep_sentence(self, probe: ProbeTaken) -> None:
        """Where others were pinned or unpinned, the same sentence stays in sight."""
        seen = self.seen
        texts = [one.sentence for one in probe.sentences]
        if seen is not None and seen.sentence in texts:
            self.sentence = texts.index(seen.sentence)
        elif seen is not None:
            self.sentence, self.mask = max(0, min(self.sentence, len(texts) - 1)), 0

    def _read_past(self, run: ShownRun) -> None:
        self._history = run.history
        last = max(run.history.probe_steps, default=-1)  # a resumed run takes later ones again

        def read() -> tuple[ProbeTaken | None, dict[int, Answers]]:
            steps = [step for step in run.probe_steps() if step <= last]
            if not steps:
                return None, {}
            chosen = {steps[round(i * (len(steps) - 1) / MOST_READ)] for i in range(MOST_READ + 1)}
            found: dict[int, Answers] = {}
            newest: ProbeTaken | None = None
            for step in sorted(chosen):
                with suppress(Fault):  # Look tells of a damaged step where somebody goes to it
                    newest = run.read_probe(step)
                    found[step] = said_in(newest)
            return newest, found

        def arrived(found: tuple[ProbeTaken | None, dict[int, Answers]]) -> None:
            if run is self._run:
                newest, past = found
                self.answers = past | self.answers
                self.probe = self.probe or (newest if self._let_go is None else None)
                self.changed.emit()

        if last >= 0:
            self._desk.jobs.run(
                lambda _control, _progress: read(),
                title=self.tr("Reading the recorded answers"),
                then=arrived,
            )


def thin(answers: dict[int, Answers]) -> None:
    """Drop answers where they stand closest; the first and the newest stay."""
    while len(answers) > MOST_KEPT:
        steps = sorted(answers)
        gaps = [after - before for before, after in zip(steps, steps[2:], strict=False)]
        del answers[steps[1 + gaps.index(min(gaps))]]
