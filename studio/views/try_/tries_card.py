"""What was tried, the newest first; one can be tried again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton

from studio.widgets.card import Card
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk

MOST = 50  # of a workspace
ALL = 400
OPTION = "try.history"
LONGEST = 160  # signs of an answer in the list


@dataclass(frozen=True, slots=True)
class Try:
    """One question and its answer, as it is kept."""

    kind: str  # of the tab
    first: str
    second: str  # of a pair
    answer: str
    run: str
    step: int  # 0: unknown
    workspace: str  # where the run is: others have runs of the same name
    settings: dict[str, Any] = field(default_factory=dict)  # how it was asked, where that matters


def read_try(data: Any) -> Try | None:
    """A kept try; None where it makes no sense any more."""
    try:
        found = Try(**data)
    except TypeError:
        return None
    texts = (found.kind, found.first, found.second, found.answer, found.run, found.workspace)
    whole = all(isinstance(text, str) for text in texts) and type(found.step) is int
    return found if whole and isinstance(found.settings, dict) else None


class TriesCard(Card):
    """Kept between launches, the last fifty of each workspace."""

    again = Signal(object)  # Try

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Tried before"))
        kept = [read_try(data) for data in desk.settings.option(OPTION, [])]
        self._all = [found for found in kept if found is not None]
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tried before"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(
            "QListWidget { border: 0; } QListWidget::item { padding: 6px 4px; }"
        )
        self.list.setToolTip(self.tr("Try one again with a double click or Enter"))
        self.list.itemActivated.connect(self._again)
        self.none = label(self.tr("Nothing yet. What you ask is listed here."), "dim", wrap=True)
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setProperty("kind", "quiet")
        self.clear.setToolTip(self.tr("Forget what was tried"))
        self.clear.clicked.connect(lambda _checked=False: self._forget())
        self.add_to_header(self.clear)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        desk.workspace_changed.connect(self._show)
        self._show()

    @property
    def tries(self) -> list[Try]:
        """Those of the workspace at hand, the newest first."""
        return self._of(str(self._desk.workspace.path))

    def add(self, tried: Try) -> None:
        """Keep a try; the same question at the same step only once."""
        same = replace(tried, answer="")
        known = self._of(tried.workspace)  # the answer may come after another was opened
        others = [other for other in known if replace(other, answer="") != same]
        self._keep(tried.workspace, [tried, *others][:MOST])

    def _of(self, workspace: str) -> list[Try]:
        return [tried for tried in self._all if tried.workspace == workspace]

    def _keep(self, workspace: str, tries: list[Try]) -> None:
        elsewhere = [tried for tried in self._all if tried.workspace != workspace]
        self._all = [*tries, *elsewhere][:ALL]
        self._desk.settings.set_option(OPTION, [asdict(tried) for tried in self._all])
        self._show()

    def _forget(self) -> None:
        self._keep(str(self._desk.workspace.path), [])

    def _show(self) -> None:
        tries = self.tries
        self.list.clear()
        for tried in tries:
            where = self.tr("{run}, step {step}").format(run=tried.run, step=number(tried.step))
            asked = f"A: {tried.first}\nB: {tried.second}" if tried.second else tried.first
            item = QListWidgetItem(f"{asked}\n{_short(tried.answer)}\n{where}")
            item.setToolTip(tip_html(self.tr("Double click or Enter tries it again")))
            item.setData(Qt.ItemDataRole.UserRole, tried)
            self.list.addItem(item)
        self.none.setVisible(not tries)
        self.list.setVisible(bool(tries))
        self.clear.setEnabled(bool(tries))

    def _again(self, item: QListWidgetItem) -> None:
        self.again.emit(item.data(Qt.ItemDataRole.UserRole))


def _short(answer: str) -> str:
    """An answer in a line or two."""
    line = " ".join(answer.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
