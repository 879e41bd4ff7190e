"""What other programs will take the model for, said before it is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio import exchange_calls
from studio.fit_words import family_title, fit_words, misfit_words, nearest_choices
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role

if TYPE_CHECKING:
    from engine.exchange.fitting import Fit
    from studio.desk import Desk
    from studio.jobs import Job

translate = QCoreApplication.translate

# Named again whenever the menu is, in the language of the moment.
NEAREST = lambda: translate("changes", "Take the nearest model of transformers")  # noqa: E731


class ExportLine(QWidget):
    """Follows the draft; where the model has no equal, a button takes the nearest that has one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._asked: dict[str, Any] | None = None  # what the words belong to
        self.fit: Fit | None = None
        self.words = label("", "dim", wrap=True)
        self.use = QPushButton("")
        self.use.setProperty("kind", "link")
        self.use.clicked.connect(lambda _checked=False: self.take_nearest())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.use)
        self.use.hide()
        self.setVisible(False)

    def follow(self) -> None:
        """Ask anew where anything that matters has changed."""
        draft = self._desk.draft
        if not draft.checked or self._desk.form is None or "model" not in draft.resolved:
            return
        if any(fault.place.startswith(("model", "objectives")) for fault in draft.faults):
            self._asked = None
            self.setVisible(False)
            return
        objectives = draft.resolved.get("objectives", {})
        asked = {"model": draft.resolved["model"], "objectives": objectives}
        if asked == self._asked:
            return
        self._asked = asked
        if self._job is not None:
            self._job.cancel()
        self._job = self._desk.jobs.run(
            lambda _control, _progress: exchange_calls.fit_of(asked),
            title=self.tr("Looking for its equal in transformers"),
            then=self._show,
            failed=self._lose,
        )

    def take_nearest(self) -> None:
        """Choose what gives it an equal; one change, to be undone as one."""
        if self.fit is not None and self.fit.misfits:
            choices = nearest_choices(self.fit, self._desk.draft.resolved)
            self._desk.draft.update(choices, NEAREST)

    def _show(self, fit: Fit) -> None:
        self._job, self.fit = None, fit
        form = self._desk.form
        misfits = [misfit_words(form, misfit) for misfit in fit.misfits]
        self.words.setText(" ".join([fit_words(fit), *misfits]))
        tip = self.tr("The class of transformers that a run of this recipe is exported as: {name}")
        self.words.setToolTip(tip_html(tip.format(name=fit.architecture)))
        set_role(self.words, "" if misfits else "dim")
        use = self.tr("Use what {family} has").format(family=family_title(fit.nearest))
        self.use.setText(use)
        self.use.setVisible(bool(misfits))
        self.setVisible(True)

    def _lose(self, error: Exception) -> None:
        """A model that cannot be is told of at its fields."""
        self._job, self._asked = None, None
        self.setVisible(False)
        self._desk.report(error, self.tr("Looking for its equal in transformers"))
