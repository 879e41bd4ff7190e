"""Balance: a short text must not lose one of its two splits to chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Place = tuple[int, int]  # number of a file, number of a section in it

REMEMBERED = 8  # documents nearest to being held back; more are never needed
SEVERAL = 7  # documents of a text from which sentence pairs can be made in both splits
ALWAYS_VARIED = 4  # sections, whichever they are: each has another at least two away


class Balance:
    """Remembers the documents nearest to the other split, and says which must go there.

    At least one document is held back where there are two; from SEVERAL on as many as make
    sentence pairs possible: a pair's wrong partner is at least two sections away.
    """

    def __init__(self) -> None:
        self._train = self._held = 0
        self._nearest: list[tuple[float, Place]] = []  # lowest ranks, ascending
        self._farthest: tuple[float, Place] = (-1.0, (0, 0))

    def add(self, place: Place, rank: float, *, held: bool) -> None:
        """Count a document that has tokens."""
        self._held += held
        self._train += not held
        self._farthest = max(self._farthest, (rank, place))
        if len(self._nearest) < REMEMBERED or rank < self._nearest[-1][0]:
            self._nearest = sorted([*self._nearest, (rank, place)])[:REMEMBERED]

    def moves(self) -> Mapping[Place, bool]:
        """Documents to be held back (True) or trained on (False) whatever their rank."""
        if self._held + self._train < 2:
            return {}
        if not self._train:
            return {self._farthest[1]: False}
        # A small rank is what holds a document back: those held stand first.
        places = [place for _, place in self._nearest]
        wanted = min(self._held, len(places))
        while not self._enough(places[:wanted]) and wanted < len(places):
            wanted += 1
        return dict.fromkeys(places[self._held : wanted], True)

    def _enough(self, held: Sequence[Place]) -> bool:
        if self._held + self._train < SEVERAL:
            return len(held) >= 1
        return varied(held)


def varied(places: Sequence[Place]) -> bool:
    """Whether sentence pairs can be made: three documents or more, each with one far away."""
    if len(places) < 3 or len(places) >= ALWAYS_VARIED:
        return len(places) >= ALWAYS_VARIED
    (file, low), *_, (last_file, high) = sorted(places)
    return file != last_file or high - low > 2
