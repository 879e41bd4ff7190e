"""Writes the run at hand for other programs: in which form, what fits, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.exchange.capsule import ENDING
from studio import exchange_calls
from studio.asking import Asked, at_hand
from studio.exchange_calls import Form, Wish, Written
from studio.fit_words import fit_words, misfit_words
from studio.views.tune.form_options import FormOptions
from studio.views.tune.form_words import form_names, form_words, target_words
from studio.views.tune.written_box import WrittenBox
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.code_box import CodeBox
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.segmented import Segmented
from studio.widgets.text import label, set_role
from studio.wording import number, sentences

if TYPE_CHECKING:
    from engine.exchange.fitting import Fit
    from studio.desk import Desk
    from studio.jobs import Job

FORM = "export.form"  # option
PLACE = "export.place"  # option: the folder written into last


class ExportCard(Card):
    """One form at a time; what was written stays in sight until another run is at hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._fits: dict[Path, Fit] = {}
        self._reading: Job | None = None
        self.job: Job | None = None  # that writes
        self._run: Path | None = None
        self.set_title(self.tr("Export"))
        self.forms = Segmented(desk.theme, list(form_names().items()), fill=True)
        self.forms.setAccessibleName(self.tr("Form"))
        self.forms.chosen.connect(self._choose)
        self.words = label("", wrap=True)
        self.fit = label("", "dim", wrap=True)
        self.missing = label("", "warn", wrap=True)
        self.command = CodeBox(self.tr("What installs it"))
        self.options = FormOptions(desk.theme)
        self.begin = QPushButton(self.tr("Export…"))
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(lambda _checked=False: self.ask())
        self.reason = label("", "dim", wrap=True)
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.written = WrittenBox()
        self._lay_out()
        kept = str(desk.settings.option(FORM, "huggingface"))
        self.forms.choose(kept if kept in form_names() else "huggingface")
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.begin)
        beside.addWidget(self.reason, 1)
        parts = (self.words, self.fit, self.missing, self.command, self.options, row)
        for part in (self.forms, *parts, self.busy, self.fault, self.written):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(scrolling(column), 1)

    @property
    def form(self) -> Form:
        """The form looked at."""
        return cast("Form", self.forms.value)

    def follow(self) -> None:
        """Another run or checkpoint is at hand."""
        shown, asked = self._desk.shown, at_hand(self._desk)
        if shown is not None and shown.path != self._run:
            self._run = shown.path
            self.written.clear()
            self.fault.clear()
            self._give_up()
        if self._run is not None and self.isVisible() and not self._prepared():
            self._read(self._run)
        hint = self.tr("{run}, step {step}")
        told = hint.format(run=asked.run.name, step=number(asked.step)) if asked else ""
        self.set_hint(told)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()  # out of sight nothing is read

    def _prepared(self) -> bool:
        """Whether the run at hand has no folder yet that could be read."""
        live = self._desk.live
        return self._run is not None and live.trains(self._run) and not live.placed

    def _give_up(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _read(self, run: Path) -> None:
        if run in self._fits or self._reading is not None:
            return
        self.fault.clear()
        self._reading = self._desk.jobs.run(
            lambda _control, _progress: exchange_calls.fit_of_run(run),
            title=self.tr("Looking for its equal in transformers"),
            then=lambda fit: self._learn(run, fit),
            failed=self._unread,
        )

    def _unread(self, error: Exception) -> None:
        self._reading = None
        self.fault.show_error(error)

    def _learn(self, run: Path, fit: Fit) -> None:
        self._reading = None
        self._fits[run] = fit
        self._show()

    def obstacle(self) -> str:
        """Why this form cannot be written of this run; "" where it can, as far as is known."""
        asked, fit = at_hand(self._desk), self._fits.get(self._run or Path())
        if self._prepared():
            return self.tr("This run is still being prepared.")
        if self.form in ("huggingface", "onnx") and asked is None:
            return self.tr("This run has saved no checkpoint yet.")
        if self.form == "huggingface" and fit is not None and fit.family is None:
            return self.tr("Its model has no equal in transformers.")
        if exchange_calls.missing_command(self.form):
            return self.tr("Install what is missing first, then start Cloze Studio again.")
        return ""

    def ask(self) -> None:
        """Ask where to write."""
        dialog = QFileDialog(self, target_words(self.form))
        dialog.setDirectory(str(self._desk.settings.option(PLACE, str(Path.home()))))
        name = self._run.name if self._run is not None else "run"
        if self.form == "tensorboard":
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            ending = {"csv": ".csv", "capsule": ENDING}.get(self.form, "")
            dialog.setDefaultSuffix(ending.removeprefix("."))  # and it asks before it overwrites
            dialog.selectFile(f"{name}{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, target: Path) -> None:
        """Write to this new folder or file."""
        shown, asked = self._desk.shown, at_hand(self._desk)
        if shown is None or self.obstacle() or self.job is not None:
            return
        wish = self._wish(shown.path, asked, target)
        self._desk.settings.set_option(PLACE, str(target.parent))
        self.fault.clear()
        self.written.clear()
        self.job = self._desk.jobs.run(
            lambda control, progress: exchange_calls.export(wish, control, progress),
            title=self.tr("Exporting {run}").format(run=shown.name),
            then=lambda written: self._written(wish, written),
            failed=self.fault.show_error,
        )
        self.job.ended.connect(self._ended)
        self.busy.follow(self.job)
        self._show()

    def recolour(self) -> None:
        """Follow another set of colours."""
        self.forms.set_theme(self._desk.theme)
        self.options.set_theme(self._desk.theme)

    def _wish(self, run: Path, asked: Asked | None, target: Path) -> Wish:
        if self.form == "capsule" and not target.name.endswith(ENDING):
            target = target.with_name(f"{target.name}{ENDING}")
        return Wish(
            self.form,
            run,
            asked.step if asked is not None else None,
            target,
            wide=self.options.wide.isChecked(),
            weights=self.options.weights_chosen,
            shards=self.options.shards.isChecked(),
        )

    def _written(self, wish: Wish, written: Written) -> None:
        if wish.run == self._run:
            self.written.show_written(written)
        words = self.tr("Exported {run}").format(run=wish.run.name)
        self._desk.saying.emit(words)

    def _ended(self) -> None:
        self.job = None
        self._show()

    def _choose(self, form: str) -> None:
        self._desk.settings.set_option(FORM, form)
        self.fault.clear()
        self.written.clear()
        self._show()

    def _show(self) -> None:
        form = self.form
        self.words.setText(form_words(form))
        self._show_fit()
        command = exchange_calls.missing_command(form)
        names = form_names()
        words = self.tr("{form} is not installed here.").format(form=names[form])
        self.missing.setText(words if command else "")
        self.missing.setVisible(bool(command))
        self.command.show_lines(command)
        self.command.setVisible(bool(command))
        self.options.show_for(form)
        why = self.obstacle()
        self.reason.setText(why)
        self.begin.setEnabled(not why and self.job is None)
        self.begin.setToolTip(tip_html(why or target_words(form)))

    def _show_fit(self) -> None:
        fit = self._fits.get(self._run or Path())
        shown = self.form == "huggingface" and fit is not None
        self.fit.setVisible(shown)
        if fit is not None and shown:
            said = (*fit.misfits, *fit.reasons)
            misfits = [misfit_words(self._desk.form, misfit) for misfit in said]
            self.fit.setText(sentences(fit_words(fit), *misfits))
            set_role(self.fit, "warn" if misfits else "dim")
