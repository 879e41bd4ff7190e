"""Whether the model can be exported for other programs, and what would have to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio.field_names import field_name
from studio.fit_words import misfit_words, nearest_choices
from studio.widgets.recipe_form import told_value
from studio.widgets.text import label
from studio.wording import say, sentences

if TYPE_CHECKING:
    from engine.exchange.fitting import Fit, Misfit
    from engine.form import FieldSpec
    from studio.desk import Desk

translate = QCoreApplication.translate

# Named again whenever the menu is, in the language of the moment.
NEAREST = lambda: translate("changes", "Choose what can be exported")  # noqa: E731


class Elsewhere(QWidget):
    """Which class of `transformers` opens the model once it is exported; said before training.

    Where there is none, the choices that stand in the way, and a button that takes the nearest.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: tuple[Any, Any] | None = None  # the model and objectives it was found for
        self.fit: Fit | None = None
        self.words = label("", "dim", wrap=True)
        self.words.setToolTip(
            self.tr(
                "An exported run is a folder that the Python library transformers opens as it is, "
                "with the same answers."
            )
        )
        self.take = QPushButton()
        self.take.clicked.connect(self._take_nearest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.take)
        self.hide()

    def show_fit(self, resolved: Mapping[str, Any]) -> None:
        """Say it of a recipe that was checked."""
        model, objectives = resolved.get("model"), resolved.get("objectives", {})
        if self._told == (model, objectives):
            return
        self._told = (model, objectives)
        self.fit = found = _fit(model, objectives)
        self.setVisible(found is not None)
        if found is None:
            return
        self.words.setText(self._open(found) if found.family else self._closed(found))
        self.take.setVisible(bool(found.misfits))
        self.take.setText(self.tr("Take what {family} has").format(family=found.called))

    def _open(self, found: Fit) -> str:
        words = self.tr("Can be exported: opens in transformers as {name}.")
        told = words.format(name=found.architecture)
        if not found.left_out:
            return told
        left = self.tr("Without the heads of: {names}.")
        return sentences(told, left.format(names=self._names(found.left_out)))

    def _closed(self, found: Fit) -> str:
        words = self.tr("Cannot be exported for transformers. The nearest is {family}; it wants:")
        lines = [words.format(family=found.called), *map(self._wanted, found.misfits)]
        return "\n".join(lines)

    def _wanted(self, misfit: Misfit) -> str:
        form = self._desk.form
        spec = self._spec(misfit.field)
        if spec is None:
            return f"• {misfit_words(form, misfit)}"
        found, wanted = self._desk.draft.effective(misfit.field), misfit.value
        words = self.tr("• {field}: {wanted}, not {found}")
        return words.format(
            field=field_name(form, misfit.field),
            wanted=told_value(spec, wanted),
            found=told_value(spec, found),
        )

    def _spec(self, key: str) -> FieldSpec | None:
        form = self._desk.form
        if form is None or not key.startswith("model."):
            return None
        return next((one for one in form.section("model").fields if one.key == key), None)

    def _names(self, objectives: tuple[str, ...]) -> str:
        form = self._desk.form
        cards = form.every_card if form is not None else {}
        titles = (say("objectives", cards[n].title) if n in cards else n for n in objectives)
        return ", ".join(titles)

    def _take_nearest(self) -> None:
        if self.fit is not None:
            self._desk.draft.update(nearest_choices(self.fit), NEAREST)


def _fit(model: Any, objectives: Any) -> Fit | None:
    """What becomes of a model elsewhere; None where it is none yet. Takes a millisecond."""
    from pydantic import ValidationError

    from engine.exchange.fitting import fit
    from engine.models.config import ModelConfig

    try:
        return fit(ModelConfig.model_validate(model), list(objectives))
    except ValidationError:  # told at its fields
        return None
