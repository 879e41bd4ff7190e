"""Label smoothing: targets a model cannot be quite sure of."""

from __future__ import annotations

from engine.objectives.objective import ObjectiveConfig
from engine.options import option
from engine.wording import translate


class SmoothingConfig(ObjectiveConfig):
    """How sure the model may become."""

    smoothing: float = option(
        0.1,
        translate("recipe", "Label smoothing"),
        translate(
            "recipe",
            "While training, this share of every target is spread over the whole vocabulary: the "
            "model stays in doubt and translates better. What is measured is without it.",
        ),
        minimum=0.0,
        maximum=0.9,
        source="Szegedy et al. 2016; Vaswani et al. 2017, section 5.4",
    )
