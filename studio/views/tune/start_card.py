"""Start tuning, or what still stands in the way."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from studio import tuning_calls
from studio.devices import AUTO
from studio.devices import KEY as DEVICE
from studio.field_names import field_name
from studio.tuning_calls import names_files
from studio.views.tune.base import base_at_hand, base_words, keep_base, why_not
from studio.views.tune.findings_list import finding_words
from studio.views.tune.reading import ExamplesReading
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role
from studio.wording import fault_words

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.tuning_calls import Base, Examples


class StartCard(Card):
    """The button is of use once nothing stands in the way; what does is said beside it."""

    started = Signal()

    def __init__(self, desk: Desk, reading: ExamplesReading) -> None:
        super().__init__()
        self._desk, self._reading = desk, reading
        self._beginning = False
        self.button = QPushButton(self.tr("Start tuning"))
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(lambda _checked=False: self.begin())
        self.why = label("", "dim", wrap=True)
        self.fault = FaultBox()
        self.body.setSpacing(6)
        self.body.addWidget(self.fault)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.why)
        for news in (desk.tuning.changed, desk.tuning.confirmed, desk.live.state_changed):
            news.connect(self.follow)
        reading.changed.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Allow the button where it is of use."""
        why, wrong = self._why_not()
        ready = not why and not self._beginning
        self.button.setEnabled(ready)
        self.button.setToolTip(tip_html(why or self.tr("It trains as any run does; see Train.")))
        self.why.setText(why or self._promise())
        set_role(self.why, "bad" if wrong else "dim")

    def begin(self) -> None:
        """Put the recipe together and train by it."""
        desk, found, base = self._desk, self._reading.found, base_at_hand(self._desk)
        if self._why_not()[0] or found is None or base is None:
            return
        self.fault.clear()
        data = desk.tuning.data()
        chosen = str(desk.draft.value(DEVICE, AUTO))
        if chosen != AUTO:
            data["execution"] = {"device": chosen}
        self._beginning = True
        self.follow()
        job = desk.jobs.run(
            lambda _control, _progress: tuning_calls.planned(data, base, found),
            title=self.tr("Putting the recipe together"),
            then=lambda recipe: self._train(base, recipe),
            failed=self._failed,
        )
        job.cancelled.connect(self._give_up)
        self.show_work(job)

    def _give_up(self) -> None:
        self._beginning = False
        self.follow()

    def _train(self, base: Base, recipe: dict[str, Any]) -> None:
        self._beginning = False
        if self._desk.live.active:
            self.follow()
            return
        keep_base(self._desk, base)
        kind = "floor" if recipe["start"]["weights"] == "random" else "tuned"
        name = self._desk.workspace.new_name(f"{base.run.name}-{kind}")
        self._desk.train(recipe, name, renumber=True)
        self.started.emit()
        self.follow()

    def _failed(self, error: Exception) -> None:
        self._beginning = False
        self.fault.show_error(error, self.tr("Putting the recipe together"))
        self.follow()

    def _promise(self) -> str:
        return self.tr("Trained as a run of its own, then measured.")

    def _why_not(self) -> tuple[str, bool]:
        """What stands in the way, and whether it is wrong and not only missing."""
        desk, reading = self._desk, self._reading
        found, base = reading.found, base_at_hand(desk)
        if desk.form is None:
            return self.tr("The engine is being loaded."), False
        if desk.live.active:
            words = self.tr("{name} trains; when it is done, the next one can begin.")
            return words.format(name=desk.live.name), False
        if base is None:
            return base_words(desk, base), False
        if not names_files(desk.tuning.data()):
            return self.tr("Choose examples first."), False
        if reading.refused:
            return self._refused(), True
        if reading.stage in ("looking", "reading"):
            return self.tr("The examples are being read."), False
        if reading.stage == "cancelled":
            return self.tr("The examples were not read to their end: read them again."), False
        if reading.stage == "failed":
            return self.tr("The examples cannot be read; what is wrong is said beside."), True
        if found is None or found.kind is None:
            return self.tr("Say what is to be learned: “Correct…”."), False
        return self._wrong(found)

    def _refused(self) -> str:
        words = self.tr(
            "The files wanted last were not taken; {files} is still chosen. Dismiss what is said "
            "about them to start with that, or choose others."
        )
        paths = self._desk.tuning.value("task.train", ())
        return words.format(files=", ".join(PurePath(path).name for path in paths))

    def _wrong(self, found: Examples) -> tuple[str, bool]:
        """What is wrong with the examples, the run or the settings."""
        desk = self._desk
        cannot = why_not(desk, found.kind or "")
        if cannot:
            return cannot, True
        refusals = found.read.summary.refusals if found.read is not None else ()
        if refusals:
            return finding_words(refusals[0]), True
        if not desk.tuning.checked:
            return self.tr("What follows is being looked at."), False
        for fault in desk.tuning.faults:
            place = field_name(desk.form, fault.place)
            return f"{place}: {fault_words(fault)}", True
        return "", False
