"""The program with somebody at its keyboard, in a process that is killed: each edit is told.

`python -m tests.faults.typist WORKSPACE FIRST COUNT` opens the real window and types so many
numbers, FIRST, FIRST + 1 …, into a field of the form and into the name of the run; a line of stdout
tells each number once it stands there.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from studio import app
from studio.views.train.page import Page

KEY = "training.validate_every"
EDIT_MS = 100


class Typist(QTimer):
    """Types a number in every tick; never faster, slower where the machine is busy."""

    def __init__(self, studio: app.Studio, numbers: range) -> None:
        super().__init__(studio)
        self._studio, self._numbers = studio, iter(numbers)
        self._page: Page | None = None
        self.setInterval(EDIT_MS)
        self.timeout.connect(self._type)

    def begin(self) -> None:
        """Go to Train and type, from now on."""
        window = self._studio.window
        window.show_page("train")
        page = window.pages["train"]
        assert isinstance(page, Page)
        self._page = page
        self.start()

    def _type(self) -> None:
        assert self._page is not None
        number = next(self._numbers, None)
        if number is None:
            self.stop()
            return
        _replace(field_of(self._page), str(number))
        _replace(self._page.start.name, name_of(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def field_of(page: Page) -> QLineEdit:
    """The line of the form that is typed into."""
    (line,) = (
        fields.rows[KEY].editor.findChild(QLineEdit)
        for fields in page.settings.fields
        if KEY in fields.rows
    )
    assert isinstance(line, QLineEdit)
    return line


def name_of(number: int) -> str:
    """What is typed as the name of the run beside that number."""
    return f"run {number}"


def _replace(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def main(workspace: Path, numbers: range) -> int:
    """The program, until it is killed."""

    class Typed(app.Studio):
        def show(self) -> None:
            typist = Typist(self, numbers)
            self.desk.form_ready.connect(typist.begin)
            super().show()

    app.Studio = Typed  # type: ignore[misc]
    given = Namespace(workspace=workspace, language="en", theme=None, demo=False)
    return app.open_window(given)


if __name__ == "__main__":
    first, count = map(int, sys.argv[2:])
    sys.exit(main(Path(sys.argv[1]), range(first, first + count)))
