"""The Objective page: all objectives, what the model sees, and what the choice comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import engine_calls
from studio.presets import choose_family
from studio.views.objective.architectures import architecture_of, use_words
from studio.views.objective.choosing import (
    followed_points,
    is_on,
    switch,
    switched_on,
    use_architecture,
    weights,
)
from studio.views.objective.objective_list import ObjectiveList
from studio.views.objective.sight import SightCard
from studio.views.objective.together_card import TogetherCard
from studio.widgets.columns import Columns
from studio.widgets.sheet import Sheet
from studio.wording import fault_words, say

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job

GAP, MARGIN = 12, 16

translate = QCoreApplication.translate


class Page(Sheet):
    """What the model is asked. Several objectives can be combined with weights."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self._job: Job | None = None
        self.list = ObjectiveList(desk.theme)
        self.cards = self.list.cards
        self.sight = SightCard(desk)
        self.fields = self.sight.fields
        self.family = TogetherCard(desk.theme, desk.draft)
        left = Sheet()
        choice = QVBoxLayout(left)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(GAP)
        choice.addWidget(self.list, 62)
        choice.addWidget(self.family, 38)
        columns = Columns()
        columns.add(left, 52, 560)
        columns.add(self.sight, 48, 480)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.addWidget(columns)
        self._listen()
        self._build()

    def _listen(self) -> None:
        desk = self._desk
        self.family.chosen.connect(self._take_family)
        self.list.switched.connect(self._switch)
        self.list.weighed.connect(self._weigh)
        self.list.fit_asked.connect(self._fit)
        self.list.data_asked.connect(lambda: desk.go_to.emit("data"))
        desk.draft.changed.connect(self._follow)
        desk.draft.faults_changed.connect(self._follow)
        desk.draft.faults_changed.connect(self._ask_turns)
        desk.theme_changed.connect(self._recolour)
        desk.form_ready.connect(self._build)

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Objective")

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.cards:
            return
        self.list.build(form)
        self.sight.build(form)
        self.family.build(form)
        self._follow()
        self._ask_turns()

    def _switch(self, name: str, on: bool) -> None:
        form = self._desk.form
        if form is not None:
            sentence = form.cards[name].title
            switch(self._desk.draft, form, name, on, lambda: _switched(sentence, on=on))

    def _weigh(self, name: str, weight: float) -> None:
        key = f"objectives.{name}.weight"
        self._desk.draft.set(key, weight, lambda: translate("changes", "Change a weight"))

    def _fit(self, architecture: str, wanted: str) -> None:
        form = self._desk.form
        if form is not None:
            words = lambda: use_words(architecture)  # noqa: E731 - told later, in any language
            use_architecture(self._desk.draft, form, architecture, wanted, words)

    def _take_family(self, family: str) -> None:
        form = self._desk.form
        if form is not None:
            words = lambda: translate("changes", "Choose a family")  # noqa: E731 - as above
            self.list.open("")
            choose_family(self._desk.draft, form.families, family, words)

    def _follow(self, *_: object) -> None:
        form, draft = self._desk.form, self._desk.draft
        if form is None or not self.cards:
            return
        faults = {fault.place: fault_words(fault) for fault in reversed(draft.faults)}
        weighed = weights(draft, form)
        pointed = followed_points(draft, form)
        self.list.follow(architecture_of(draft, form), weighed, faults, pointed)
        self.sight.show_fields({name for name in self.cards if is_on(draft, form, name)})
        self.family.show_choice({name: weighed[name] for name in switched_on(draft, form)})

    def _ask_turns(self) -> None:
        """Who shares a pass and who takes turns only the engine knows."""
        draft = self._desk.draft
        if not draft.checked or not self.cards:
            return
        if any(fault.place.startswith(("objectives", "combining")) for fault in draft.faults):
            self._show_turns({})
            return
        if self._job is not None:
            self._job.cancel()
        data = draft.data()
        self._job = self._desk.jobs.run(
            lambda _control, _progress: engine_calls.turns(data),
            then=self._show_turns,
            failed=lambda _error: self._show_turns({}),  # the fields at fault say why
        )

    def _show_turns(self, tasks: dict[tuple[str, ...], int]) -> None:
        self._job = None
        self.family.show_tasks(tasks)
        self.sight.show_tasks(list(tasks))

    def _recolour(self) -> None:
        theme = self._desk.theme
        self.list.set_theme(theme)
        self.family.set_theme(theme)
        self.sight.set_fields_theme(theme)


def _switched(title: str, *, on: bool) -> str:
    words = (
        translate("changes", "Switch on {objective}")
        if on
        else translate("changes", "Switch off {objective}")
    )
    return words.format(objective=say("objectives", title))
