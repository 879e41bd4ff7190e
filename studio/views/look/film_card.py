"""The timeline: all recorded steps under the loss curve they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QCheckBox

from engine.probes.change import changed_most
from studio.icons import icon
from studio.run_curves import LossCurves, objective_title
from studio.views.look.film_acts import FilmActs
from studio.views.look.film_picture import FilmPicture
from studio.views.look.formed import Formed, formed_near
from studio.views.look.looking import Looking
from studio.views.look.recorded import nearest_step
from studio.widgets.card import Card
from studio.widgets.curves import Curve
from studio.widgets.export_button import ExportButton
from studio.widgets.film_plot import FilmPlot
from studio.widgets.plot_picture import PlotPicture
from studio.widgets.scrubber import Scrubber
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun

SMOOTHING = 0.6


class FilmCard(Card):
    """Slide, play, drag over the curve, or follow the live run."""

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__()
        self._desk, self._looking, self._recorded = desk, looking, looking.recorded
        self._curves = LossCurves()
        self._ticks = np.empty(0)
        self._drawn: ShownRun | None = None
        self.set_title(self.tr("Film"))
        self.plot = FilmPlot(desk.theme)
        self.plot.setAccessibleName(self.tr("Loss, with the recorded step"))
        self.plot.setToolTip(
            self.tr(
                "Click or drag to go to the nearest recorded step; Shift+click to compare with it"
            )
        )
        self.plot.setMinimumHeight(80)
        self.plot.pointed.connect(self._point)
        self.plot.marked.connect(self._mark)
        self.scrubber = Scrubber()
        self.scrubber.moved.connect(self._move)
        self.follow = QCheckBox(self.tr("Follow"))
        self.follow.toggled.connect(self._follow)
        self.add_to_header(self.follow)
        self.export = ExportButton(PlotPicture(self.plot), "film", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the film")))
        self.add_to_header(self.export)
        self.acts = FilmActs()
        self.acts.jumped.connect(self._jump)
        self.acts.compared.connect(self._compare)
        self.formed = Formed(desk.jobs, self)
        self.formed.began.connect(self.show_work)
        self.formed.changed.connect(self._redraw_if_visible)
        self.formed.failed.connect(lambda fault: self.acts.say_fault(str(fault)))
        self.body.setSpacing(4)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.scrubber)
        self.body.addWidget(self.acts)
        looking.recorded.steps_changed.connect(self._steps_changed)
        self.recolour()

    def redraw(self) -> None:
        """Show the curves, and the line at the step chosen."""
        run = self._recorded.run
        if run is None:
            self.plot.show_curves([])
            return
        self._show_steps()
        self._ask_formation(run)
        titles = {name: objective_title(self._desk, name) for name in run.history.objectives()}
        theme = self._desk.theme
        curves = self._curves.training(run.history, theme, titles, "step", SMOOTHING)
        self.plot.show_curves([*curves, *self._nearness(curves)], (), self._ticks)
        if run is not self._drawn:  # a zoom does not outlive its run
            self._drawn = run
            self.plot.fit()
        live = run.is_live and not self._looking.own.chosen
        self.follow.setEnabled(live)
        self.follow.blockSignals(True)
        self.follow.setChecked(live and self._recorded.following)
        self.follow.blockSignals(False)
        why = self.tr("Only while this run is training")
        self.follow.setToolTip(self.tr("Always show the newest look") if live else why)
        self._tell()
        self._offer(run)

    def _offer(self, run: ShownRun) -> None:
        """What can be saved: the curves, and all heads where it is known how they formed."""
        known = self.formed.formation if self._formed_head() is not None else None
        picture = PlotPicture(self.plot) if known is None else FilmPicture(self.plot, known)
        self.export.set_subject(picture)
        self.export.set_name(f"{run.name}-film")

    def rest(self) -> None:
        """Nobody looks any more."""
        self.scrubber.halt()
        self.formed.rest()

    def recolour(self) -> None:
        """Follow the theme."""
        theme = self._desk.theme
        self.plot.set_theme(theme)
        self.export.set_theme(theme)
        self.scrubber.set_icons(icon("play", theme, theme.text), icon("pause", theme, theme.text))

    def step_by(self, by: int) -> None:
        """So many recorded steps on, or back."""
        self.scrubber.step_by(by)

    # how the head formed

    def _ask_formation(self, run: ShownRun) -> None:
        seen, steps = self._recorded.seen, self._recorded.steps
        if seen is not None and len(steps) > 1 and not self._looking.own.chosen:
            sentence = self._recorded.missing or seen.sentence
            self.formed.ask(run, sentence, self._looking.side, steps[-1])
        elif not self._looking.own.chosen:
            self.formed.forget()

    def _formed_head(self) -> tuple[int, int] | None:
        """The chosen head, where it is known how it formed."""
        formation, (layer, head) = self.formed.formation, self._looking.head
        if formation is None or self._looking.own.chosen:
            return None
        num_layers, num_heads = formation.nearness.shape[1:]
        return (layer, head) if layer < num_layers and head < num_heads else None

    def _nearness(self, losses: list[Curve]) -> list[Curve]:
        """How near the head was to its newest form, as tall as the losses."""
        formation, head = self.formed.formation, self._formed_head()
        if formation is None or head is None:
            return []
        ends = [curve.y[np.isfinite(curve.y)] for curve in losses]
        highest = max((float(y.max()) for y in ends if len(y)), default=1.0)
        layer, number_of_head = head
        words = self.tr("layer {layer} · head {head}, nearness to its newest form")
        used = {curve.colour for curve in losses}
        hues = [hue for hue in self._desk.theme.series if hue not in used]
        return [
            Curve(
                "nearness",
                self.tr("This head"),
                words.format(layer=layer + 1, head=number_of_head + 1),
                (hues or self._desk.theme.series)[0],
                np.array(formation.steps, dtype=np.float64),
                formation.nearness[:, layer, number_of_head] * highest,
                tells=lambda y: f"{100 * y / highest:.0f} %",
                scale=highest,
            )
        ]

    def _tell(self) -> None:
        head, formation = self._formed_head(), self.formed.formation
        near = formed_near(formation, *head) if formation is not None and head is not None else None
        own = self._looking.own.chosen
        if own:
            words = self.tr("%n checkpoint(s) can read your text", "", len(self._looking.steps))
            self.set_hint(words, self.tr("What you typed was not recorded while the run learned"))
        elif near is not None:
            words = self.tr("this head formed near step {step}").format(step=number(near))
            self.set_hint(
                words,
                self.tr(
                    "From there on more than half of its way lay behind it: from its first form\n"
                    "to its newest, by the share of attention that differs."
                ),
            )
        else:
            self.set_hint("")
        self.acts.show_room(None if own else self.formed.room, len(self._recorded.steps))
        self.acts.can_jump(head is not None)
        self.acts.show_compared(self._looking.choice.beside)

    # what is chosen

    def _redraw_if_visible(self) -> None:
        if self.isVisible():
            self.redraw()

    def _steps_changed(self) -> None:
        self._show_steps()
        self.plot.show_ticks(self._ticks)
        if self.isVisible() and self._recorded.run is not None:
            self._ask_formation(self._recorded.run)

    def _show_steps(self) -> None:
        """Stand on the step asked for, also while it is still being read."""
        wished, beside = self._looking.wished, self._looking.choice.beside
        self._ticks = np.array(self._looking.steps, dtype=np.float64)
        self.plot.set_cursor(float(wished) if wished is not None else None)
        self.plot.set_compared(float(beside) if beside is not None else None)
        self.scrubber.show_steps(self._looking.steps, wished)

    def _move(self, step: int) -> None:
        self._looking.go_to(step)
        self.plot.set_cursor(float(step))

    def _point(self, step: float) -> None:
        self.scrubber.move_to(step)

    def _mark(self, step: float) -> None:
        """Compare with the step nearest to a place; once more: no longer."""
        if self._looking.steps:
            nearest = nearest_step(self._looking.steps, step)
            again = nearest == self._looking.choice.beside
            self._looking.choice.compare(None if again else nearest)

    def _compare(self, on: bool) -> None:
        self._looking.choice.compare(self._looking.wished if on else None)

    def _jump(self) -> None:
        formation, head = self.formed.formation, self._formed_head()
        if formation is not None and head is not None:
            self.scrubber.move_to(changed_most(formation, *head))

    def _follow(self, on: bool) -> None:
        self.scrubber.halt()
        self._recorded.follow(on)
