"""What every command does, by its name in `commands`."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.exchange.capsule import ENDING
from engine.faults import Fault
from studio import engine_calls
from studio.commands import Need
from studio.desk import Desk
from studio.draft import START
from studio.opening import hold, is_untouched
from studio.shortcuts import ShortcutSheet

if TYPE_CHECKING:
    from studio.window import Window


translate = QCoreApplication.translate


class Acts(QObject):
    """The person's commands, carried out on the desk and the window."""

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def met_needs(self) -> set[Need]:
        """What commands may need and is there now."""
        desk, shown = self._desk, self._desk.shown
        met: dict[Need, bool] = {
            "run": shown is not None,
            "resumable": shown is not None and shown.can_go_on,
            "discarded": desk.trash.newest(desk.workspace) is not None,
        }
        return {need for need, there in met.items() if there}

    # -- file -----------------------------------------------------------------------------

    def new_recipe(self) -> None:
        self._desk.draft.load(START, lambda: translate("changes", "New recipe"))

    def open_recipe(self) -> None:
        dialog = self._dialog(self.tr("Open a recipe"), self.tr("Recipes (*.toml)"))
        dialog.fileSelected.connect(lambda name: self.read_recipe(Path(name)))
        dialog.open()

    def read_recipe(self, path: Path) -> None:
        """Take the choices of a recipe file over; they can be undone."""
        self._desk.jobs.run(
            lambda _control, _progress: engine_calls.read_recipe_file(path),
            title=self.tr("Opening {path}").format(path=path.name),
            then=self._take_over,
        )

    def _take_over(self, data: dict[str, Any]) -> None:
        self._desk.problems.settle()  # what another file was told of does not concern this one
        self._desk.draft.load(data, lambda: translate("changes", "Open a recipe"))

    def save_recipe(self) -> None:
        dialog = self._dialog(self.tr("Save the recipe"), self.tr("Recipes (*.toml)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(lambda name: self.write_recipe(Path(name)))
        dialog.open()

    def write_recipe(self, path: Path) -> None:
        """Write the choices made so far as a recipe file the command line reads too."""
        data = self._desk.draft.data()
        self._desk.jobs.run(
            lambda _control, _progress: engine_calls.write_recipe_file(path, data),
            title=self.tr("Saving {path}").format(path=path.name),
            then=lambda _: self._desk.saying.emit(self.tr("Saved {path}").format(path=path.name)),
        )

    def import_model(self) -> None:
        dialog = self._dialog(self.tr("Choose the folder of a model"), "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.open()

    def open_capsule(self) -> None:
        kinds = self.tr("Capsules (*{ending})").format(ending=ENDING)
        dialog = self._dialog(self.tr("Choose a capsule"), kinds)
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.open()

    def import_from(self, source: Path) -> None:
        """Make a run of a model's folder or a capsule, and show how that goes."""
        self.export_run()  # imports stand on the same part of the page
        if not self._desk.importing.begin(source):
            self._desk.saying.emit(self.tr("One is imported at a time"))

    def export_run(self) -> None:
        self._window.show_page("tune")
        self._desk.part_asked.emit("exchange")

    def open_workspace(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Open a workspace"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setDirectory(str(self._desk.workspace.path))
        dialog.fileSelected.connect(lambda name: self.enter_workspace(Path(name)))
        dialog.open()

    def enter_workspace(self, path: Path) -> None:
        """Work in another folder."""
        if self._desk.live.active or path == self._desk.workspace.path:
            return
        doing = self.tr("Opening the workspace")
        try:
            held = hold(path)
        except Fault as fault:
            self._desk.report(fault, doing)
            return
        try:
            self._desk.set_workspace(held.workspace, held.lock)
        except Fault as fault:
            held.lock.release()
            self._desk.report(fault, doing)
            return
        self._desk.settings.visit(held.path)
        if is_untouched(held.workspace):
            self._desk.go_to.emit("data")  # there is nothing yet to train, look at or try

    def show_workspace(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.workspace.path)))

    def quit(self) -> None:
        self._window.close()

    # -- edit, go -------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back, and say which: its page may not be the one on show."""
        stack = self._window.changes
        change = stack.undoText()
        stack.undo()
        self._desk.saying.emit(self.tr("Undone: {change}").format(change=change))

    def redo(self) -> None:
        """Make the change taken back last again, and say which."""
        stack = self._window.changes
        change = stack.redoText()
        stack.redo()
        self._desk.saying.emit(self.tr("Done again: {change}").format(change=change))

    def go_data(self) -> None:
        self._window.show_page("data")

    def go_objective(self) -> None:
        self._window.show_page("objective")

    def go_model(self) -> None:
        self._window.show_page("model")

    def go_train(self) -> None:
        self._window.show_page("train")

    def go_look(self) -> None:
        self._window.show_page("look")

    def go_try(self) -> None:
        self._window.show_page("try_")

    def go_tune(self) -> None:
        self._window.show_page("tune")

    def go_compare(self) -> None:
        self._window.show_page("compare")

    # -- training -------------------------------------------------------------------------

    def start(self) -> None:
        self._window.show_page("train")
        self._desk.start_asked.emit()  # the page has the name, and what stands in the way

    def pause(self) -> None:
        live = self._desk.live
        if live.paused:
            live.resume()
        else:
            live.pause()

    def stop(self) -> None:
        self._desk.live.stop()

    def save_now(self) -> None:
        self._desk.live.save_now()

    def probe_now(self) -> None:
        self._desk.live.probe_now()

    def resume(self) -> None:
        shown = self._desk.shown
        if shown is not None:
            self._desk.resume_run(shown.path)
            self._window.show_page("train")

    def discard(self) -> None:
        """Ask once; the run stays in the trash until the next start."""
        shown = self._desk.shown
        if shown is None:
            return
        if self._desk.live.trains(shown.path):
            self._discard(shown.name)  # which says what to do first; there is nothing to ask
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Discard a run"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # a name is no markup
        box.setText(self.tr("Discard {name}?").format(name=shown.name))
        box.setInformativeText(
            self.tr("It stays in the trash until Cloze Studio is started again.")
        )
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.buttonClicked.connect(
            lambda button: self._discard(shown.name) if button is discard else None
        )
        box.open()

    def restore(self) -> None:
        try:
            self._desk.restore_last()
        except Fault as fault:
            self._desk.report(fault, self.tr("Taking a run back"))

    def _discard(self, name: str) -> None:
        try:
            self._desk.discard_run(name)
        except Fault as fault:
            self._desk.report(fault, self.tr("Discarding a run"))

    # -- view, help -----------------------------------------------------------------------

    def toggle_theme(self) -> None:
        self._desk.settings.set(theme="light" if self._desk.theme.dark else "dark")

    def system_theme(self) -> None:
        self._desk.settings.set(theme="system")

    def next_language(self) -> None:
        self._desk.settings.set(language="en" if self._window.language == "zh_CN" else "zh_CN")

    def full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def shortcuts(self) -> None:
        ShortcutSheet(self._window).show()

    def show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.problems.log)))

    def about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Cloze Studio"))
        box.setText(self.tr("Cloze Studio {version}").format(version=engine_calls.version()))
        box.setInformativeText(
            self.tr(
                "Choose, watch and understand pre-training objectives for small language models, "
                "on your own machine. Nothing leaves it.\n\nPython {python}. Apache-2.0."
            ).format(python=platform.python_version())
        )
        box.open()

    def _dialog(self, title: str, kinds: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilter(kinds)
        dialog.setDirectory(str(self._desk.workspace.path))
        return dialog
