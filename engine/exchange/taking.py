"""Taking: the weights of a foreign folder under our names, each in the shape it must have.

Letters: V vocabulary, E embedding width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.control import Check
from engine.events import Prepared, Progress
from engine.exchange.architectures import ARCHITECTURES, PREFIXES
from engine.exchange.families import FAMILIES
from engine.exchange.laying import POSITIONS
from engine.exchange.names import Link, to_ours
from engine.exchange.recognising import Recognised
from engine.exchange.weights import Weights
from engine.faults import Fault, listed
from engine.wording import translate

Arrays = dict[str, NDArray[Any]]
Shape = tuple[int, ...]

TABLE = "embeddings.tokens.weight"
OLDER = {"weight": "gamma", "bias": "beta"}  # what norms were called before 2019
# Of the first versions of `transformers`: numbers that are no weights.
NO_WEIGHTS = ("position_ids", ".attn.bias", ".attn.masked_bias", "inv_freq", "token_type_ids")


class Taking:
    """Finds and reads what is asked for, and remembers what nobody asked for."""

    def __init__(self, weights: Weights, recognised: Recognised, path: str) -> None:
        self._weights, self._recognised, self._path = weights, recognised, path
        self._prefix = PREFIXES[recognised.family]
        known = {one.prefix for one in ARCHITECTURES[recognised.family]}
        self._others = sorted(known - {""})  # before the trunk in some classes
        self._asked: set[str] = set()

    def has(self, links: Sequence[Link]) -> bool:
        """Whether all weights of a head are there."""
        return all(self._name(name) is not None for link in links for name in link.theirs)

    def rows(self, link: Link) -> int:
        """How many rows there are of a weight; 0 where it is not there."""
        name = self._name(link.theirs[0])
        return self._weights.shapes[name][0] if name and self._weights.shapes[name] else 0

    def take(
        self,
        links: Sequence[Link],
        shapes: Mapping[str, Shape],
        check: Check = lambda: None,
        progress: Progress = lambda _prepared: None,
    ) -> Arrays:
        """The weights of these links, under our names; `shapes` are those they must have.

        Raises Fault as `check` does. `check` is called before each and may end it by raising.
        """
        self.check(links, shapes)
        found: Arrays = {}
        for number, link in enumerate(links):
            check()
            progress(Prepared("reading", number, len(links), ""))
            found |= to_ours([link], self._read(link, shapes[link.ours]))
        return found

    def check(self, links: Sequence[Link], shapes: Mapping[str, Shape]) -> None:
        """Raises Fault where a weight is missing or has another shape than it must, naming it.

        Nothing is read.
        """
        missing = [name for link in links for name in link.theirs if self._name(name) is None]
        if missing:
            raise Fault(
                translate("faults", "Weights are missing in {path}."),
                why=translate("faults", "There is none of: {names}."),
                now=translate("faults", "Download the folder again, or choose another."),
                path=self._path,
                names=listed(missing),
            )
        for link in links:
            expected = self._expected(link, shapes[link.ours])
            for wanted in link.theirs:
                name = self._name(wanted)
                assert name is not None
                there = self._weights.shapes[name]
                longer = link.ours in POSITIONS and there[1:] == expected[1:] and there > expected
                if there != expected and not longer:
                    raise self._wrong_shape(name, there, expected)

    def refuse_own_output(self) -> None:
        """Fault where the model names tokens by other vectors than it reads them by."""
        table = self._name(FAMILIES[self._recognised.family].tables["embeddings.tokens"])
        if table is None:
            return
        for copy in FAMILIES[self._recognised.family].copies:
            name = self._name(copy)
            if name is None or self._weights.shapes[name] != self._weights.shapes[table]:
                continue
            if not np.array_equal(self._weights.read(name), self._weights.read(table)):
                raise Fault(
                    translate("faults", "The model in {path} cannot be imported."),
                    why=translate(
                        "faults", "{name} is not the table of its tokens; here both are one."
                    ),
                    now=translate("faults", "Choose another model."),
                    path=self._path,
                    name=name,
                )

    def left_over(self) -> list[str]:
        """The weights that were not taken, without those that hold once more what others do."""
        copies = FAMILIES[self._recognised.family].copies
        known = {self._name(name) for name in copies} | self._asked
        return sorted(
            name
            for name in self._weights.shapes
            if name not in known and not name.endswith(NO_WEIGHTS)
        )

    def _name(self, wanted: str) -> str | None:
        """How a weight is called there: perhaps without the family's name before it."""
        shapes = self._weights.shapes
        bare = wanted.removeprefix(self._prefix)
        for name in (wanted, bare, *(f"{other}{bare}" for other in self._others)):
            stem, _, last = name.rpartition(".")
            for candidate in (name, f"{stem}.{OLDER.get(last, last)}"):
                if candidate in shapes:
                    return candidate
        family = FAMILIES[self._recognised.family]
        if wanted == family.tables["embeddings.tokens"]:  # some keep one of its copies alone
            copies = [name for name in family.copies if name.endswith("embed_tokens.weight")]
            short = [name.removeprefix(self._prefix) for name in copies]
            return next((name for name in (*copies, *short) if name in shapes), None)
        return None

    def _read(self, link: Link, shape: Shape) -> dict[str, NDArray[Any]]:
        found = {}
        for wanted in link.theirs:
            name = self._name(wanted)
            assert name is not None
            self._asked.add(name)
            array = self._numbers(name)
            found[wanted] = _cut(array, link, shape, self._expected(link, shape))
        if link.added:
            found[link.added] = self._added(link.added, shape)
        return found

    def _expected(self, link: Link, shape: Shape) -> Shape:
        if link.ours == TABLE:
            return (self._recognised.vocabulary, *shape[1:])
        part = (shape[0] // len(link.theirs), *shape[1:])
        if link.ours == "bias":  # of each token
            rows = self._recognised.vocabulary
            return (1, rows) if link.lifted else (rows,)
        return part[::-1] if link.transposed else part

    def _added(self, wanted: str, shape: Shape) -> NDArray[Any]:
        """One more vector that is added everywhere; nothing where there is none."""
        name = self._name(wanted)
        if name is None:
            return np.zeros((1, shape[1]), np.float32)
        self._asked.add(name)
        if self._weights.shapes[name] != (1, shape[1]):
            raise self._wrong_shape(name, self._weights.shapes[name], (1, shape[1]))
        return self._numbers(name)

    def _numbers(self, name: str) -> NDArray[Any]:
        """A weight; Fault where it holds what is no number, with which nothing can be computed."""
        array = self._weights.read(name)
        if np.isfinite(array).all():
            return array
        raise Fault(
            translate("faults", "The model in {path} cannot be imported."),
            why=translate("faults", "{name} holds numbers that are infinite, or none at all."),
            now=translate("faults", "Download the folder again, or choose another."),
            path=self._path,
            name=name,
        )

    def _wrong_shape(self, name: str, found: Shape, expected: Shape) -> Fault:
        return Fault(
            translate("faults", "The weights in {path} are not those its config.json describes."),
            why=translate("faults", "{name} is {found}, not {expected}."),
            now=translate("faults", "Download the folder again, or choose another."),
            path=self._path,
            name=name,
            found=_shown(found),
            expected=_shown(expected),
        )


def _cut(array: NDArray[Any], link: Link, shape: Shape, expected: Shape) -> NDArray[Any]:
    """Without the tokens that the tokenizer does not know, or the places that are not read."""
    if link.lifted:
        return array[:, : shape[0]]
    if link.ours == "bias":
        return array[: shape[0]]
    return array[: link.rows] if link.rows else array[: expected[0]]


def _shown(shape: Shape) -> str:
    return " × ".join(map(str, shape)) or "–"
