"""Judge: what a trained run makes of two passages, or of each token of one.

Letters: B rows, L tokens, D width, K classes.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.answers import Fitted, Judged, Spotted
from engine.events import Candidate
from engine.faults import Fault
from engine.inference.fitting import kept_of_pair
from engine.inference.opening import Opened
from engine.inference.rows import Rows
from engine.inference.sentence import Sentence, framed
from engine.models.heads import DetectionHead, PairHead
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.unknown import unknown_among
from engine.training.learner import Learner
from engine.wording import translate

PAIR_FRAME = 3  # [CLS] and two [SEP]


class Judge:
    """A learner that only judges; safe to use from one thread at a time."""

    def __init__(self, learner: Learner, tokenizer: Tokenizer, classes: Sequence[str] = ()) -> None:
        """`classes` names those of labelled pairs, where it learned from any."""
        self._parts = learner.objective.parts()
        self._tokenizer, self._classes = tokenizer, tuple(classes)
        self._pair_heads = {
            name: part.head for name, part in self._parts.items() if isinstance(part.head, PairHead)
        }
        self._rows = Rows(learner, tokenizer)

    @staticmethod
    def of(opened: Opened) -> Judge:
        """Of a checkpoint that is loaded already."""
        return Judge(opened.learner, opened.tokenizer, opened.classes)

    @property
    def names(self) -> tuple[str, ...]:
        """The objectives that classify pairs."""
        return tuple(self._pair_heads)

    def judge(self, first: str, second: str) -> Judged:
        """What every objective that classifies pairs makes of two passages.

        Where both do not fit, the end of the longer is left out first. Raises Fault where the run
        learned nothing of pairs, or a passage has no words.
        """
        if not self._pair_heads:
            raise Fault(
                translate("faults", "This run judges no pairs: it was trained on {objectives}."),
                now=translate(
                    "faults",
                    "Choose a run trained on next sentence, sentence order or inference.",
                ),
                objectives=", ".join(self._parts),
            )
        sentence, fitted = self._pair(first, second)
        hidden = self._rows.vectors([sentence.ids], at=[[0]], second=sentence.second)
        return Judged(self.shares(hidden[:, 0]), fitted)

    def shares(self, first: Tensor) -> dict[str, dict[str, float]]:
        """The classes of a pair by the vector of its first token, [1, D], per objective."""
        with torch.inference_mode():
            shares = {
                name: torch.softmax(head(first).float(), dim=-1)[0].tolist()
                for name, head in self._pair_heads.items()
            }
        return {
            name: dict(zip(self._class_names(name, len(found)), found, strict=True))
            for name, found in shares.items()
        }

    def spot(self, text: str) -> Spotted:
        """Every token of `text` with the probability that it was replaced.

        The end of a text too long is left out. Raises Fault where the run has not learned that,
        or there are no words.
        """
        heads = (one.head for one in self._parts.values())
        head = next((one for one in heads if isinstance(one, DetectionHead)), None)
        if head is None:
            raise Fault(
                translate("faults", "This run judges no tokens: it was trained on {objectives}."),
                now=translate("faults", "Choose a run trained on replaced tokens."),
                objectives=", ".join(self._parts),
            )
        rows = self._rows
        given = rows.words(text)
        tokens = given[: rows.room]
        with torch.inference_mode():
            hidden = rows.vectors([rows.framed(tokens)])
            shares = torch.sigmoid(head(hidden).float())[0, rows.before :].tolist()
        name, goes_on = self._tokenizer.token, self._tokenizer.continues_word
        judged = (
            Candidate(name(token), share, goes_on(token))
            for token, share in zip(tokens, shares, strict=False)
        )
        left_out = len(given) - len(tokens)
        unknown = unknown_among([given], self._tokenizer)
        fitted = Fitted((len(given),), (left_out,), rows.length, unknown=unknown)
        return Spotted(tuple(judged), fitted)

    def _pair(self, first: str, second: str) -> tuple[Sentence, Fitted]:
        """The row of two passages, as much of them as fits, and what was left out."""
        length = self._rows.length
        one, two = self._rows.words(first), self._rows.words(second)
        kept, kept_too = kept_of_pair(len(one), len(two), length - PAIR_FRAME)
        left_out = len(one) - kept, len(two) - kept_too
        unknown = unknown_among([one, two], self._tokenizer)
        fitted = Fitted((len(one), len(two)), left_out, length, unknown=unknown)
        return framed(self._tokenizer, [one[:kept], two[:kept_too]], length=length), fitted

    def _class_names(self, name: str, count: int) -> tuple[str, ...]:
        """What an objective's classes are called; their numbers where nobody named them."""
        for names in (self._parts[name].label_words, self._classes):
            if len(names) == count:
                return tuple(names)
        return tuple(map(str, range(count)))
