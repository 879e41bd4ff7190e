"""Origin: what a run keeps of the folder it was imported from, and what is told of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.events import Noticed
from engine.exchange.folder import Folder
from engine.exchange.recognising import Recognised
from engine.exchange.seats import Seats
from engine.exchange.settings import Settings
from engine.faults import listed, plain_values
from engine.runs.versions import installed
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

POOLING = "1_Pooling"  # where sentence-transformers says how a text becomes one vector
CODE = ("auto_map", "custom_pipelines")  # what would have Python of the folder run elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a model came from, and what of it is here."""

    folder: Path
    settings: Settings
    recognised: Recognised
    seats: Seats
    tokenizer: Tokenizer
    fresh: tuple[str, ...]  # weights that begin at random
    left_over: tuple[str, ...]  # weights of the folder that nothing here uses

    def notices(self) -> tuple[Noticed, ...]:
        """What is to be known of the run before anybody trusts it."""
        return (*self._warnings(), *self._notes())

    def environment(self) -> dict[str, Any]:
        """For environment.json."""
        imported = {
            "name": self.folder.name,
            "folder": str(self.folder),
            "family": self.recognised.family,
            "architectures": self.settings.words("architectures"),
            "fresh": list(self.fresh),
            "left_over": list(self.left_over),
            "untrained": self._untrained(),
            "notices": [
                {"level": one.level, "what": one.what, "values": plain_values(one.values)}
                for one in self.notices()
            ],
        }
        found: dict[str, Any] = {"imported": imported, "packages": installed()}
        classes = self.seats.classes
        return found | ({"classes": list(classes)} if classes else {})

    def _compares_by_first(self) -> bool:
        """Whether it was trained to compare texts by their first token, as some folders say."""
        if not (self.folder / POOLING).is_dir():
            return False
        told = Folder(self.folder / POOLING).optional_settings("config.json")
        return told.get("pooling_mode_cls_token") is True

    def _untrained(self) -> list[str]:
        fresh = self.seats.fresh
        return [fresh] if fresh and not self._compares_by_first() else []

    def _warnings(self) -> Iterator[Noticed]:
        code = [name for name in CODE if self.settings.values.get(name)]
        if code:
            what = translate(
                "notices", "The folder asks for Python code of its own ({names}): it was not run."
            )
            yield Noticed(0, "warning", what, {"names": ", ".join(code)})
        if self.seats.fresh:
            what = translate(
                "notices",
                "The folder holds no head that can be used here: {objective} stands in its place "
                "so that the model can be opened, and what belongs to it was never trained.",
            )
            yield Noticed(0, "warning", what, {"objective": self.seats.fresh})
        if self.fresh:
            what = translate("notices", "{count} tensors begin with fresh weights: {names}.")
            values = {"count": len(self.fresh), "names": listed(self.fresh)}
            yield Noticed(0, "warning", what, values)

    def _notes(self) -> Iterator[Noticed]:
        if self.left_over:
            what = translate("notices", "{count} tensors of the folder have no use here: {names}.")
            values = {"count": len(self.left_over), "names": listed(self.left_over)}
            yield Noticed(0, "note", what, values)
        spare = self.recognised.vocabulary - self.tokenizer.vocabulary
        if spare:
            what = translate(
                "notices",
                "{count} rows of the table stand for no token of the tokenizer: left out.",
            )
            yield Noticed(0, "note", what, {"count": spare})
