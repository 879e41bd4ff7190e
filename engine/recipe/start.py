"""Where the first weights of a run come from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from engine.options import Section, option
from engine.wording import translate

RECIPE, TOKENIZER = "recipe.toml", "tokenizer.json"  # of a run's folder, which runs/ writes

Kind = Literal["random", "run"]


class StartConfig(Section):
    """The weights training begins with: drawn at random, or those another run has learned."""

    weights: Kind = option(
        "random",
        translate("recipe", "First weights"),
        translate(
            "recipe",
            "Random: drawn from the seed, as the model's initialisation says. From a run: what "
            "fits is taken over, whatever it was trained on; the rest is drawn.",
        ),
        source="Devlin et al. 2018; Gururangan et al. 2020",
        words={
            "random": translate("recipe", "Random"),
            "run": translate("recipe", "From a run"),
        },
    )
    run: Path | None = option(
        None,
        translate("recipe", "Run"),
        translate(
            "recipe",
            "The folder of the run whose weights are taken over. Its tokenizer is used too: "
            "vectors of tokens mean nothing under another.",
        ),
        kind="folder",
    )
    step: int | None = option(
        None,
        translate("recipe", "Its checkpoint"),
        translate("recipe", "The step it was saved at. Empty: the newest one that is whole."),
        unit=translate("recipe", "steps"),
        minimum=0,
        advanced=True,
    )

    @property
    def folder(self) -> Path | None:
        """The run's folder, where weights come from one."""
        return self.run if self.weights == "run" else None
