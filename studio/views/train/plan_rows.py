"""What will be trained, in three lines, each leading to the page where it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from studio.reading import NAMED_BY, kinds_read
from studio.run_curves import objective_title
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number, size_name

if TYPE_CHECKING:
    from studio.desk import Desk


class PlanRows(QWidget):
    """Material, objectives and model of the draft as it is."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnMinimumWidth(0, 72)
        grid.setColumnStretch(1, 1)
        self.rows = {}
        self._titles: dict[str, QLabel] = {}
        self._changes: dict[str, QPushButton] = {}
        pages = {
            "data": self._material(),
            "objective": self.tr("Objective"),
            "model": self.tr("Model"),
        }
        for line, (page, words) in enumerate(pages.items()):
            value = label("")
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            change = QPushButton(self.tr("Change"))
            change.setProperty("kind", "link")
            change.clicked.connect(lambda _checked=False, to=page: desk.go_to.emit(to))
            self._titles[page], self._changes[page] = label(words, "dim"), change
            self._name(page, words)
            grid.addWidget(self._titles[page], line, 0)
            grid.addWidget(value, line, 1)
            grid.addWidget(change, line, 2)
            self.rows[page] = value
        desk.draft.changed.connect(self.refresh)
        desk.draft.faults_changed.connect(self.refresh)
        desk.form_ready.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Read the draft anew."""
        self._name("data", self._material())
        for page, words in (
            ("data", self._text()),
            ("objective", self._objectives()),
            ("model", self._model()),
        ):
            self.rows[page].setText(words or self.tr("not chosen yet"))
            self.rows[page].setToolTip(tip_html(words))

    def _name(self, page: str, words: str) -> None:
        self._titles[page].setText(words)
        self._changes[page].setAccessibleName(self.tr("Change: {what}").format(what=words))

    def _material(self) -> str:
        """What is learned from, by its kind."""
        kinds = kinds_read(self._desk)
        if len(kinds) > 1:
            return self.tr("Text and pairs") if "text" in kinds else self.tr("Pairs")
        names = {
            "text": self.tr("Text"),
            "labelled": self.tr("Labelled pairs"),
            "parallel": self.tr("Source and target"),
        }
        return names[kinds[0]]

    def _text(self) -> str:
        draft = self._desk.draft
        kinds = kinds_read(self._desk)
        keys = [key for kind in kinds for key in NAMED_BY[kind]]
        if "parallel" in kinds:
            keys.append("parallel.target")
        chosen = [draft.value(key, ()) for key in keys]
        names = [
            Path(str(path)).name
            for paths in chosen
            if isinstance(paths, list | tuple)
            for path in paths
        ]
        if len(names) > 3:
            more = self.tr("and {count} more").format(count=len(names) - 2)
            return ", ".join([*names[:2], more])
        return ", ".join(names)

    def _objectives(self) -> str:
        chosen = self._desk.draft.effective("objectives", {})
        resolved = self._desk.draft.resolved.get("objectives", chosen)
        names = list(resolved) if isinstance(resolved, Mapping) else []
        return " + ".join(objective_title(self._desk, name) for name in names)

    def _model(self) -> str:
        model = self._desk.draft.resolved.get("model")
        if not isinstance(model, Mapping):
            return str(self._desk.draft.value("preset", ""))
        training = self._desk.draft.resolved.get("training", {})
        depth = int(model.get("depth", 0))
        words = self.tr("{size}: %n layer(s) × {width}, {length} tokens a row", "", depth)
        return words.format(
            size=size_name(str(model.get("size", "?"))),
            width=number(float(model.get("width", 0))),
            length=number(float(training.get("row_length") or model.get("length", 0))),
        )
