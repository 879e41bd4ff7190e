"""Scorer: how likely a text is to a run, whichever way it learned to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np

from engine.faults import Fault
from engine.inference.filling import Filler
from engine.inference.likelihood import Question, answers, questions
from engine.inference.next_tokens import NextTokens
from engine.inference.opening import Opened
from engine.objectives import OBJECTIVES, asking
from engine.passages import readable
from engine.wording import translate

How = Literal["causal", "masked"]
Heard = Callable[[float, float], None]  # how many of how many are done; may end it by raising
TEXTS = 512  # whose questions are held at once
ENCODED = 32  # texts between two chances to end it: some are long


@dataclass(frozen=True, slots=True)
class Score:
    """What one text got, in nats."""

    total: float  # log p; masked: each token with the rest of its word hidden
    num_tokens: int
    plain: float = 0.0  # masked: each token hidden alone


class Scorer:
    """A run that goes on with texts is asked for log p (`how` is "causal"), one that fills masks
    for the pseudo-log-likelihood ("masked"). Who can both is asked for log p.
    """

    def __init__(self, opened: Opened) -> None:
        """Raises Fault where the run can neither."""
        kinds = [type(one) for one in opened.learner.objective.parts().values()]
        self.tokenizer = opened.tokenizer
        self.how: How = "causal" if any(map(asking.continues, kinds)) else "masked"
        self.next_tokens = self.filler = None
        if self.how == "causal":
            self.next_tokens = NextTokens(opened)
        elif any(map(asking.fills, kinds)):
            self.filler = Filler.of(opened)
        else:
            raise _tells_none(opened)

    def tokens(self, texts: Sequence[str], heard: Heard) -> list[list[int]]:
        """The tokens of texts, in which “[MASK]” is no mask; of some there may be none."""
        found: list[list[int]] = []
        for first in range(0, len(texts), ENCODED):
            heard(0, len(texts))  # it may take seconds, of which nothing is told but the end
            some = [readable(text).strip() for text in texts[first : first + ENCODED]]
            found += [list(map(int, ids)) for ids in self.tokenizer.encode(some)]
        return found

    def scores(self, texts: Sequence[str], heard: Heard, *, plain: bool = False) -> list[Score]:
        """Of each text; with `plain` also by Salazar et al. (2020), if it is asked by masks.

        `heard` is told between two passes how many of all are done, about.
        """
        return self.of_tokens(self.tokens(texts, heard), heard, plain=plain)

    def of_tokens(
        self, texts: Sequence[list[int]], heard: Heard, *, plain: bool = False
    ) -> list[Score]:
        """The same of texts whose tokens are known."""
        if self.next_tokens is not None:
            total = max(1, sum(map(len, texts)))
            told = self.next_tokens.told(
                texts, lambda done: heard(len(texts) * done / total, len(texts))
            )
            return [Score(one.total, len(one.likeliest)) for one in told]
        found: list[Score] = []
        for first in range(0, len(texts), TEXTS):
            found += self._masked(texts[first : first + TEXTS], first, len(texts), heard, plain)
        return found

    def pairs(
        self, pairs: Sequence[tuple[str, str]], heard: Heard
    ) -> list[tuple[float, float] | None]:
        """How likely both sentences of each pair are, as Nangia et al. (2020) compare them.

        By masks: Σ log p of the tokens both have in common, each hidden alone, given what sets the
        sentence apart; else log p of the whole. None where a sentence has no tokens.
        """
        told = self.tokens([text for pair in pairs for text in pair], heard)
        both = list(zip(told[::2], told[1::2], strict=True))
        if self.filler is None:
            scores = self.scores([text for pair in pairs for text in pair], heard)
            sums = [one.total for one in scores]
        else:
            framed = self.filler.rows.framed
            same = [in_common(framed(one), framed(other)) for one, other in both]
            before = self.filler.rows.before
            asked = [
                (own, [place - before for place in some if 0 <= place - before < len(own)])
                for tokens, places in zip(both, same, strict=True)
                for own, some in zip(tokens, places, strict=True)
            ]
            sums = self._sums(asked, heard)
        scored = zip(both, sums[::2], sums[1::2], strict=True)
        return [(one, other) if all(tokens) else None for tokens, one, other in scored]

    def _sums(
        self, asked: Sequence[tuple[Sequence[int], Sequence[int]]], heard: Heard
    ) -> list[float]:
        """Σ log p of some places of each text, each of them hidden alone."""
        each = [
            (tokens, Question(place, range(place, place + 1)))
            for tokens, places in asked
            for place in places
        ]
        found = self._answers(each, 0.0, len(asked), len(asked), heard)
        ends = np.cumsum([len(places) for _, places in asked])[:-1]
        return [float(part.sum()) for part in np.split(found, ends)] if asked else []

    def _masked(
        self, tokens: Sequence[list[int]], first: int, count: int, heard: Heard, plain: bool
    ) -> list[Score]:
        asked: list[tuple[Sequence[int], Question]] = []
        slots: list[tuple[list[int], list[int]]] = []  # per text, of both ways: places in `asked`
        for one in tokens:
            alone, words = questions([self.tokenizer.continues_word(token) for token in one])
            alone = alone if plain else []
            own: dict[Question, int] = {}
            for question in [*words, *alone]:
                if question not in own:
                    own[question] = len(asked)
                    asked.append((one, question))
            slots.append(([own[question] for question in words], [own[ask] for ask in alone]))
        found = self._answers(asked, first, len(tokens), count, heard)
        return [
            Score(float(found[words].sum()), len(words), float(found[alone].sum()))
            for words, alone in slots
        ]

    def _answers(
        self,
        asked: Sequence[tuple[Sequence[int], Question]],
        first: float,
        texts: int,
        count: int,
        heard: Heard,
    ) -> np.ndarray:
        """Of all questions; those before are `first` of `count` texts, these are `texts`."""
        assert self.filler is not None, "it is asked by masks"
        share = texts / max(1, len(asked))
        told = answers(self.filler, asked, lambda done: heard(first + done * share, count))
        return np.array(told, np.float64)


def in_common(one: Sequence[int], other: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places of the tokens two rows have in common, in both, in order."""
    first, second = list[int](), list[int]()
    for kind, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if kind == "equal":
            first += range(a, b)
            second += range(c, d)
    return first, second


def _tells_none(opened: Opened) -> Fault:
    able = [
        name for name, kind in OBJECTIVES.items() if asking.continues(kind) or asking.fills(kind)
    ]
    parts = opened.learner.objective.parts()
    now = translate("faults", "Choose a run trained on one of these: {known}.")
    if any(asking.fills_spans(type(one)) or asking.translates(type(one)) for one in parts.values()):
        now = translate(
            "faults",
            "What it writes depends on a text it reads, so no text alone has a likelihood. Choose "
            "a run trained on one of these: {known}; or measure this one with a linear probe.",
        )
    return Fault(
        translate(
            "faults", "This run cannot say how likely a text is: it was trained on {objectives}."
        ),
        now=now,
        objectives=", ".join(parts),
        known=", ".join(able),
    )
