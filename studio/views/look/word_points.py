"""The points of a map that are wanted, named and coloured.

Letters: n points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.probes.vectors import Neighbour, SentenceMap, TokenMap, Word, WordMap
from studio.theme import Theme
from studio.views.look.word_colours import By, colour_words, told_of
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.colour_keys import ColourKeys
from studio.widgets.point_map import Named

Mapped = WordMap | TokenMap | SentenceMap


class WordPoints:
    """What was mapped, and which of it is shown."""

    def __init__(self, mapped: Mapped, depth: int) -> None:
        """`depth` is that of a text's tokens; words have one alone."""
        self.mapped = mapped
        self.shown: NDArray[np.int64] = np.arange(0)  # [n] among all that was mapped
        if isinstance(mapped, TokenMap):
            depth = min(depth, len(mapped.points) - 1)
            self._points, self.explained = mapped.points[depth], mapped.explained[depth]
        else:
            self._points, self.explained = mapped.points, mapped.explained

    @property
    def points(self) -> NDArray[np.floating]:
        """[n, 2] those shown."""
        points: NDArray[np.floating] = self._points[self.shown]
        return points

    @property
    def words(self) -> tuple[Word, ...]:
        """All words mapped; none where sentences are."""
        return () if isinstance(self.mapped, SentenceMap) else self.mapped.words

    def named(
        self, lets: Callable[[Word], bool], by: By, theme: Theme, keys: ColourKeys
    ) -> Sequence[Named]:
        """Name the points to show; `keys` tells what their colours mean."""
        if isinstance(self.mapped, SentenceMap):
            keys.show_keys([])
            self.shown = np.arange(len(self.mapped.texts))
            return [Named(text, theme.series[0]) for text in self.mapped.texts]
        kept = [at for at, word in enumerate(self.words) if lets(word)]
        kept.sort(key=lambda at: (_says_little(self.words[at]), at))  # the first are named first
        self.shown = np.array(kept, dtype=np.int64)
        words = [self.words[at] for at in kept]
        colours = colour_words(words, by, theme, keys)
        return [
            Named(shown_answer(word.text, continues=word.continues), colour, told_of(word))
            for word, colour in zip(words, colours, strict=True)
        ]

    def find(self, text: str, *, continues: bool = False) -> int:
        """Where a word is among all mapped, however it is written; -1 where it is not."""
        words = [at for at, word in enumerate(self.words) if word.continues == continues]
        exact = (at for at in words if self.words[at].text == text)
        alike = (at for at in words if self.words[at].text.lower() == text.lower())
        return next(exact, next(alike, -1))

    def place(self, at: int) -> int:
        """Where among the points shown; -1 where it is not."""
        found = np.flatnonzero(self.shown == at)
        return int(found[0]) if len(found) else -1

    def places_of(self, word: str, found: Sequence[Neighbour]) -> list[int]:
        """The word's point and those of its neighbours, as far as they are shown."""
        if isinstance(self.mapped, SentenceMap):
            texts = list(self.mapped.texts)
            return [texts.index(one) for one in (word, *(each.word for each in found))]
        wanted = [self.find(word), *(self.find(one.word, continues=one.continues) for one in found)]
        places = [self.place(at) for at in wanted]
        return [place for place in places if place >= 0]

    def near_text(self, at: int) -> tuple[str, list[Neighbour]]:
        """A text mapped, and all others by how alike they are."""
        assert isinstance(self.mapped, SentenceMap)
        alike, texts = self.mapped.similarity[at], self.mapped.texts
        order = [int(other) for other in np.argsort(-alike, kind="stable") if other != at]
        near = [Neighbour(texts[other], float(alike[other]), False) for other in order]
        return texts[at], near


def _says_little(word: Word) -> bool:
    """Whether other names are more telling: a whole word's, of more than one Latin letter."""
    return word.kind != "word" or (word.length < 2 and word.script == "latin")
