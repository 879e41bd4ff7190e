"""The film as it is saved and copied: its curves, and how every head formed.

Letters: S recorded steps, N layers, H heads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.probes.change import Formation
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.plot_picture import PlotPicture


class FilmPicture(PlotPicture):
    """What an export button takes for its subject once it is known how the heads formed."""

    def __init__(self, plot: CurvePlot, formation: Formation) -> None:
        super().__init__(plot)
        self._formation = formation

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Steps [S], every head's nearness to its newest form [S, N, H] and changes [S − 1, N, H].

        Both are shares of the attention, 0 … 1.
        """
        known = self._formation
        return {
            "steps": np.array(known.steps, dtype=np.int64),
            "nearness": known.nearness,
            "changes": known.changes,
        }
