"""Heads switched off: what a model says of a text without them, and what each is worth.

After Michel et al. 2019 and Voita et al. 2019. Letters: L tokens, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor

from engine.control import Check
from engine.events import Candidate, MaskPrediction, Prepared, Progress, Side
from engine.inference.opening import Opened
from engine.inference.reader import Reader
from engine.inference.speech import Speech
from engine.models.heads import DetectionHead, TokenHead
from engine.objectives.objective import Objective, Prompt
from engine.probes.effects import Effect, HeadImportance, Heads, Judgements
from engine.probes.gated import all_heads, gated
from engine.probes.looked import Looked, look
from engine.probes.questions import question_of
from engine.probes.trails import Trails
from engine.tokenizer.tokenizer import Tokenizer


def effect(
    opened: Opened,
    text: str,
    off: Heads,
    *,
    second: str | None = None,
    top: int = 5,
    check: Check = lambda: None,
) -> Effect:
    """What the run answers on a text or a pair, with all heads and without those `off`.

    The loss is that of `question_of`, of the same targets both times. `check` is called between
    its rows, of which a long text has many, and may end the work by raising. Raises Fault where
    there are no words, ValueError where the model has no such head.
    """
    looked = look(opened, text, second)
    without = gated(opened, off)
    question = question_of(opened, looked)
    before = question.ask(opened.learner.model, check)
    after = question.ask(without.learner.model, check) if off else before
    was = _answers(opened, looked, top)
    now = _answers(without, looked, top) if off else was
    return Effect(
        off=off,
        measure=question.measure,
        loss=after if isinstance(after, float) else None,
        loss_before=before if isinstance(before, float) else None,
        targets=question.targets,
        moved=0.0 if isinstance(before, float) else question.change(before, after),
        predictions=now.predictions,
        predictions_before=was.predictions,
        judgements=now.judgements,
        judgements_before=was.judgements,
        next_tokens=now.next_tokens,
        next_before=was.next_tokens,
        spotted=now.spotted,
        spotted_before=was.spotted,
    )


def importance(
    opened: Opened,
    text: str,
    *,
    second: str | None = None,
    sides: Sequence[Side] | None = None,
    check: Check = lambda: None,
    progress: Progress = lambda _prepared: None,
) -> Iterator[HeadImportance]:
    """What each head of these sides (None: all) is worth, one after another.

    After each, whoever asks may do something else with the checkpoint. `check` is called between
    the rows of a head and may end the work by raising. Raises Fault where there are no words.
    """
    model = opened.learner.model
    question = question_of(opened, look(opened, text, second))
    heads = [head for head in all_heads(model) if sides is None or head[0] in sides]
    trails = Trails(model, question.batches)
    before = question.ask(trails.whole, check)
    for done, (side, layer, head) in enumerate(heads, start=1):
        one = side, layer, head
        without = (
            trails.without(one) if trails.kept else gated(opened, frozenset({one})).learner.model
        )
        after = question.ask(without, check)
        progress(Prepared("measuring", done, len(heads), ""))
        loss = after if isinstance(after, float) else None
        change = question.change(before, after)
        yield HeadImportance(side, layer, head, change, loss, question.measure)


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a run says of a text."""

    predictions: tuple[MaskPrediction, ...]
    judgements: Judgements
    next_tokens: tuple[Candidate, ...]
    spotted: tuple[Candidate, ...]


def _answers(opened: Opened, looked: Looked, top: int) -> _Answers:
    predictions: tuple[MaskPrediction, ...] = ()
    judgements: Judgements = {}
    if not opened.learner.model.config.writes:  # those that write name no masks, nor classes
        with torch.inference_mode():  # of a long text the maps of all heads would take seconds
            hidden = opened.learner.model(looked.batch.to(opened.learner.device))
        predictions, judgements = Reader.of(opened).answers(looked.sentence, hidden, top)
    return _Answers(predictions, judgements, _next(opened, looked, top), _spotted(opened, looked))


def _next(opened: Opened, looked: Looked, top: int) -> tuple[Candidate, ...]:
    """The likeliest tokens after the text, or of the decoder's first; none where nothing writes."""
    found = _prompt(opened, looked)
    if found is None:
        return ()
    objective, prompt = found
    with torch.inference_mode():
        speech = Speech(
            opened.learner.model,
            cast(TokenHead, objective.head),
            prompt,
            sight=objective.sight if prompt.read is None else "causal",
            keeps=False,
        )
        best = torch.softmax(speech.logits()[0], dim=-1).topk(min(top, opened.tokenizer.vocabulary))
    return _candidates(opened.tokenizer, best.indices, best.values)


def _prompt(opened: Opened, looked: Looked) -> tuple[Objective, Prompt] | None:
    """Who goes on with the text, and from where."""
    ids = np.array(looked.sentence.ids)
    if looked.writer is not None:
        return looked.writer, Prompt(np.array(looked.given[:1]), ids)
    nothing = np.empty(0, np.int64)
    writers = (one for one in opened.learner.objective.parts().values() if one.prompt(nothing))
    writer = next(writers, None)
    # Without the [SEP] at the end: the text goes on.
    return None if writer is None else (writer, Prompt(ids[:-1]))


def _spotted(opened: Opened, looked: Looked) -> tuple[Candidate, ...]:
    """Every token with the probability that it was replaced; none where nobody learned that."""
    heads = (part.head for part in opened.learner.objective.parts().values())
    detector = next((head for head in heads if isinstance(head, DetectionHead)), None)
    if detector is None:
        return ()
    with torch.inference_mode():
        hidden = opened.learner.model(looked.batch.to(opened.learner.device))
        shares = torch.sigmoid(detector(hidden).float())[0].cpu()  # [L]
    return _candidates(opened.tokenizer, torch.tensor(looked.sentence.ids), shares)


def _candidates(tokenizer: Tokenizer, ids: Tensor, shares: Tensor) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(tokenizer.token(token), share, tokenizer.continues_word(token))
        for token, share in zip(ids.tolist(), shares.tolist(), strict=True)
    )
