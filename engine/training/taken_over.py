"""TakenOver: what a run that begins has of the weights of another, and what is told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from engine.events import Noticed
from engine.faults import Fault
from engine.wording import translate

Values = dict[str, str | int | float | Fault]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a learner has of other weights, by where it belongs."""

    origin: str
    step: int
    whole: list[str] = field(default_factory=list)
    in_part: dict[str, tuple[int, int]] = field(default_factory=dict)  # rows taken over, of all
    fresh: list[str] = field(default_factory=list)
    heads: tuple[int, int] | None = None  # there and here, where these are not as many
    # Fields of the model by name, there and here, where they differ and no shape tells.
    learned_under: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """For environment.json."""
        return {
            "from": self.origin,
            "step": self.step,
            "taken_over": self.whole,
            "in_part": {name: list(rows) for name, rows in self.in_part.items()},
            "fresh": self.fresh,
            "learned_under": {name: list(both) for name, both in self.learned_under.items()},
        }

    def notices(self) -> list[Noticed]:
        """For people."""
        known: Values = {"run": self.origin, "step": self.step}
        what = translate(
            "notices", "From {run}, step {step}, {count} tensors are taken over: {names}."
        )
        told = [Noticed(0, "note", what, known | _counted(self.whole))]
        part = translate("notices", "Of {name}, {rows} of {all} rows are taken over.")
        for name, (rows, every) in self.in_part.items():
            told.append(Noticed(0, "note", part, {"name": name, "rows": rows, "all": every}))
        if self.fresh:
            anew = translate("notices", "{count} tensors begin with fresh weights: {names}.")
            told.append(Noticed(0, "note", anew, _counted(self.fresh)))
        return [*told, *self._of_another_model()]

    def _of_another_model(self) -> list[Noticed]:
        told = []
        if self.heads:
            what = translate(
                "notices",
                "{run} has {theirs} heads and this model has {own}: what its attention learned is "
                "not taken over.",
            )
            theirs, own = self.heads
            heads: Values = {"run": self.origin, "theirs": theirs, "own": own}
            told.append(Noticed(0, "note", what, heads))
        if self.learned_under:
            what = translate(
                "notices",
                "The weights of {run} were learned with {theirs}; this model has {own}. They may "
                "need some steps to fit.",
            )
            there, here = (self._fields(side) for side in (0, 1))
            parts: Values = {"run": self.origin, "theirs": there, "own": here}
            told.append(Noticed(0, "warning", what, parts))
        return told

    def _fields(self, side: int) -> str:
        """As a recipe has them: "norm = post, scaled_attention = true"."""
        values = {name: str(both[side]).lower() for name, both in self.learned_under.items()}
        return ", ".join(f"{name} = {value}" for name, value in values.items())


def _counted(names: Iterable[str]) -> Values:
    """How many, and of which parts: "model.blocks (12), model.embeddings (2)"."""
    parts = Counter(".".join(name.split(".")[:2]) for name in names)
    told = ", ".join(f"{part} ({count})" for part, count in parts.items())
    return {"count": parts.total(), "names": told}
