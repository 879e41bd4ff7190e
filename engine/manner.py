"""Manner: how a model is to choose what it writes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from engine.faults import WrongUsage
from engine.wording import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a text is written: always the likeliest token, the likeliest of `beams`, or drawn.

    Without `temperature` nothing is drawn. Faults name what cannot be.
    """

    beams: int = 1  # texts that are followed at once; only where nothing is drawn
    temperature: float | None = None  # below 1: bolder, above: wilder
    top_k: int | None = None  # draw from so many of the likeliest (Fan et al. 2018)
    top_p: float | None = None  # or from as few as have this share together (Holtzman et al. 2020)
    repetition_penalty: float = 1.0  # above 1: against tokens that stand there (Keskar et al. 2019)
    length_penalty: float = 1.0  # of beams: 0 favours short texts (Wu et al. 2016)
    most: int | None = None  # tokens; None: as many as the model can

    def __post_init__(self) -> None:
        """Raise WrongUsage for what cannot be."""
        count = translate("faults", "Choose 1 or more.")
        above = translate("faults", "Choose a number above 0.")
        share = translate("faults", "It is a share: above 0, and 1 at most.")
        least = translate("faults", "Choose 0 or more.")
        bounds = {
            "beams": (self.beams >= 1, count),
            "temperature": (self.temperature is None or 0 < self.temperature < inf, above),
            "top_k": (self.top_k is None or self.top_k >= 1, count),
            "top_p": (self.top_p is None or 0 < self.top_p <= 1, share),
            "repetition_penalty": (0 < self.repetition_penalty < inf, above),
            "length_penalty": (0 <= self.length_penalty < inf, least),
            "most": (self.most is None or self.most >= 1, count),
        }
        for name, (holds, now) in bounds.items():
            if not holds:
                raise WrongUsage(
                    translate("faults", "A {name} of {value} cannot be."),
                    now=now,
                    name=name,
                    value=str(getattr(self, name)),
                )
        if self.temperature is None and (self.top_k or self.top_p):
            raise WrongUsage(
                translate("faults", "top_k and top_p choose what is drawn from; nothing is drawn."),
                now=translate("faults", "Give a temperature, or leave them out."),
            )
        if self.temperature is not None and self.beams > 1:
            raise WrongUsage(
                translate("faults", "With a temperature one text is drawn; beams draw nothing."),
                now=translate("faults", "Leave one of the two out."),
            )
