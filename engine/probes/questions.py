"""What a run is asked about a text, so that it can be told what its heads are worth.

Letters: R rows, L tokens, M decoder tokens, K classes, D width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from engine.batch import IGNORE, Batch
from engine.batching.randomness import row_generators
from engine.batching.sources import Ids
from engine.control import Check
from engine.inference.opening import Opened
from engine.models.heads import PairHead
from engine.models.transformer import Transformer
from engine.objectives.objective import Objective
from engine.probes.looked import Looked, vocabulary_of
from engine.wording import translate

AT_ONCE = 4096  # tokens of a pass: half a second at 12 × 768 on two cores, or a little more
DRAWS = 8  # corruptions of a text, where one of them says little

HIDDEN = translate("measures", "per token, each hidden in turn")
NEXT = translate("measures", "per token, named from those before it")
REST = translate("measures", "per token after a beginning, drawn 8 times")
WRITTEN = translate("measures", "per token the decoder writes")
DETECTED = translate("measures", "per token, whether it was replaced, drawn 8 times")
CLASSES = translate("measures", "share of the classes' probability that moved")
TURNED = translate("measures", "1 − cosine to what the text's vector was")

Answer = float | tuple[Tensor, ...]


class Question(Protocol):
    """One and the same question, put to the whole model and to one without some heads."""

    @property
    def measure(self) -> str:
        """What the answer is; marked with translate("measures", …)."""

    @property
    def targets(self) -> int:
        """That the answer is the mean of."""

    @property
    def batches(self) -> tuple[Batch, ...]:
        """The rows, on the device."""

    def ask(self, model: Transformer, check: Check = lambda: None) -> Answer:
        """The answer; `check` is called between rows and may end it by raising."""

    def change(self, before: Answer, after: Answer) -> float:
        """How much worse, or how different, it is than before."""


@dataclass(frozen=True, slots=True)
class LossQuestion:
    """What do these rows cost? Nats per target."""

    objective: Objective
    loss: str  # one of the objective's
    measure: str
    batches: tuple[Batch, ...]  # on the device, AT_ONCE tokens at most, or one row
    targets: int

    def ask(self, model: Transformer, check: Check = lambda: None) -> float:
        """The mean loss, without any gradient."""
        total = 0.0
        with torch.inference_mode():
            for batch in self.batches:
                check()
                hidden = model(batch, at=self.objective.asks(batch))
                total += float(self.objective(hidden, batch)[self.loss].total)
        return total / self.targets

    def change(self, before: Answer, after: Answer) -> float:
        """Nats per target."""
        assert isinstance(before, float)
        assert isinstance(after, float)
        return after - before


@dataclass(frozen=True, slots=True)
class ClassQuestion:
    """Which class is this pair of? Nobody knows the right one, but the answer may move."""

    judges: Mapping[str, PairHead]
    batches: tuple[Batch, ...]  # one row
    measure: str = CLASSES
    targets: int = 0

    def ask(self, model: Transformer, check: Check = lambda: None) -> tuple[Tensor, ...]:
        """[K] probabilities of each judge's classes."""
        check()
        with torch.inference_mode():
            first = _first(model, self.batches[0])
            return tuple(
                torch.softmax(judge(first).float(), dim=-1)[0] for judge in self.judges.values()
            )

    def change(self, before: Answer, after: Answer) -> float:
        """Half the sum of the differences: 0 the same, 1 all of it elsewhere; of all judges."""
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        moved = [
            float((one - other).abs().sum()) / 2 for one, other in zip(before, after, strict=True)
        ]
        return sum(moved) / len(moved)


@dataclass(frozen=True, slots=True)
class VectorQuestion:
    """Where does this text lie? For runs that answer nothing else on it."""

    batches: tuple[Batch, ...]  # one row
    measure: str = TURNED
    targets: int = 0

    def ask(self, model: Transformer, check: Check = lambda: None) -> tuple[Tensor, ...]:
        """[D] the vector of the first token."""
        check()
        with torch.inference_mode():
            return (_first(model, self.batches[0])[0].float(),)

    def change(self, before: Answer, after: Answer) -> float:
        """0 the same direction, 1 at right angles, 2 the opposite."""
        assert isinstance(before, tuple)
        assert isinstance(after, tuple)
        return 1.0 - float(functional.cosine_similarity(before[0], after[0], dim=0))


def question_of(opened: Opened, looked: Looked) -> Question:
    """What this run is asked about a text, by what it learned.

    Runs that fill masks: each token hidden in turn (pseudo-log-likelihood, Salazar et al. 2020); a
    text's own masks stay hidden and are not asked for. Next token: each token of the text. Rest of
    a text: behind beginnings the objective draws. Encoder-decoders: what the decoder is given, as
    `Looker.row` says. Replaced tokens: the text as its generator spoils it. Draws are always the
    same. Special and unknown tokens are no targets but where the objective itself asks for them.
    Runs that only judge pairs, and texts that leave nothing to ask: how far the answer moves.
    """
    found = _loss_question(opened, looked)
    if found is not None and found.targets:
        return found
    batch = looked.batch.to(opened.learner.device)
    parts = opened.learner.objective.parts()
    judges = {name: one.head for name, one in parts.items() if isinstance(one.head, PairHead)}
    if judges and looked.sentence.paired:
        return ClassQuestion(judges, (batch,))
    return VectorQuestion((batch,))


def _loss_question(opened: Opened, looked: Looked) -> LossQuestion | None:
    parts = opened.learner.objective.parts().values()
    if looked.writer is not None:
        return _written(opened, looked, looked.writer)
    for one in parts:
        if one.fills_from is not None:
            return _hidden_in_turn(opened, looked, one, one.fills_from)
    for one in parts:
        if "targets" in one.writes and one.sight != "both":
            return _next(opened, looked, one)
    for one in parts:
        if one.generates:
            batch, loss = _repeated(opened, looked, DRAWS), one.name
            return _asked(opened, one, loss, DETECTED, one.corrupt(batch, _rngs(DRAWS)))
    return None


def _hidden_in_turn(
    opened: Opened, looked: Looked, objective: Objective, before: int
) -> LossQuestion:
    """A row for each token, in which it alone is hidden."""
    ids = np.array(looked.sentence.ids)
    hidden = np.flatnonzero(vocabulary_of(opened.tokenizer).maskable[ids])
    hidden = hidden[hidden >= before]  # the place it is read at must be there
    batch = _repeated(opened, looked, len(hidden))
    rows = np.arange(len(hidden))
    tokens = batch.tokens.copy()
    tokens[rows, hidden] = opened.tokenizer.special.mask
    asked = replace(
        batch,
        tokens=tokens,
        predict_at=(hidden - before)[:, None],
        targets=ids[hidden][:, None],
        counts={objective.name: len(hidden)},
        sight=objective.sight,
    )
    return _asked(opened, objective, objective.name, HIDDEN, asked)


def _next(opened: Opened, looked: Looked, objective: Objective) -> LossQuestion:
    """As the objective asks for a document, but for its special tokens."""
    whole = objective.sight == "causal"
    draws = 1 if whole else DRAWS
    batch = objective.corrupt(_repeated(opened, looked, draws), _rngs(draws))
    asked: Ids = batch.targets
    ordinary = vocabulary_of(opened.tokenizer).maskable[np.maximum(asked, 0)]
    targets = np.where((asked != IGNORE) & ordinary, asked, IGNORE)
    counts = {objective.name: int((targets != IGNORE).sum())}
    return _asked(
        opened,
        objective,
        objective.name,
        NEXT if whole else REST,
        replace(batch, targets=targets, counts=counts),
    )


def _written(opened: Opened, looked: Looked, objective: Objective) -> LossQuestion:
    targets = np.array([looked.targets])
    counts = {objective.name: int((targets != IGNORE).sum())}
    batch = replace(looked.batch, targets=targets, counts=counts)
    return _asked(opened, objective, objective.name, WRITTEN, batch)


def _asked(
    opened: Opened, objective: Objective, loss: str, measure: str, batch: Batch
) -> LossQuestion:
    """The rows on the device, and what is done to them there: heads of the trunk play no part."""
    batches = []
    with torch.inference_mode():
        rows = max(1, AT_ONCE // batch.tokens.shape[1])
        for start in range(0, batch.num_rows, rows):
            part = batch.rows(start, start + rows).to(opened.learner.device)
            batches.append(objective.on_device(part)[0])
    return LossQuestion(objective, loss, measure, tuple(batches), (batch.counts or {})[loss])


def _repeated(opened: Opened, looked: Looked, count: int) -> Batch:
    """[count, L] the same row again and again."""
    batch = looked.batch
    maskable = vocabulary_of(opened.tokenizer).maskable[batch.tokens]

    def again(array: NDArray[Any]) -> NDArray[Any]:
        return np.repeat(array, count, axis=0)

    return replace(
        batch,
        tokens=again(batch.tokens),
        positions=again(batch.positions),
        segments=again(batch.segments),
        token_types=again(batch.token_types),
        maskable=again(maskable),
    )


def _rngs(count: int) -> list[np.random.Generator]:
    """Those of the first rows of the first epoch of seed 0."""
    return row_generators(0, 0, range(count))


def _first(model: Transformer, batch: Batch) -> Tensor:
    """[1, D] of the first token; where there is a decoder, of the first it is given."""
    at = torch.zeros(1, 1, dtype=torch.int64, device=batch.tokens.device)
    found: Tensor = model(batch, at=at)[:, 0]
    return found
