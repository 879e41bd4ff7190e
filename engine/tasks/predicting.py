"""Predictor: a tuned model that says what it makes of examples.

Letters: B rows, L tokens per row, n examples, w words, K classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from engine.batch import Batch
from engine.batching.answer_rows import AnswerRows
from engine.batching.class_rows import ClassRows
from engine.batching.encoding import encode_examples
from engine.batching.example_rows import ExampleRows
from engine.batching.examples import AnswerExamples, ClassExamples, TagExamples
from engine.batching.sources import Ids
from engine.batching.tag_rows import TagRows
from engine.batching.vocabulary import Vocabulary
from engine.control import Check
from engine.examples.example import OUTSIDE, Example, Kind, Question, Rendered, Tagged
from engine.faults import Fault
from engine.inference.generation import Writer
from engine.inference.opening import Opened
from engine.objectives import OBJECTIVES
from engine.objectives.answering import Answering
from engine.objectives.objective import Objective
from engine.objectives.regression import Regression
from engine.objectives.row_task import RowTask
from engine.objectives.translation import Translation
from engine.tasks.predictions import Answers, Classes, Predictions, Renderings, Scores, Tags
from engine.tasks.spans_of_logits import Windowed, answered
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate

AT_ONCE = 32  # rows

Progress = Callable[[int, int], None]  # rows done, of all


class Predictor:
    """A learner that only answers; safe to use from one thread at a time."""

    def __init__(
        self,
        learner: Learner,
        tokenizer: Tokenizer,
        classes: Sequence[str] = (),
        *,
        unanswerable: bool = False,
    ) -> None:
        """`unanswerable`: it learned from questions without an answer, and may say so."""
        self._learner, self._tokenizer, self.classes = learner, tokenizer, tuple(classes)
        self._unanswerable = unanswerable
        self._objective = _task(learner.objective)
        self._vocabulary = Vocabulary.of(tokenizer)

    @staticmethod
    def of(opened: Opened) -> Predictor:
        """Of a checkpoint that is loaded already; Fault where it has learned no task."""
        return Predictor(
            opened.learner, opened.tokenizer, opened.classes, unanswerable=opened.unanswerable
        )

    @property
    def kind(self) -> Kind:
        """What it learned."""
        return cast(Kind, self._objective.name)

    def predict(
        self,
        examples: Sequence[Example],
        *,
        check: Check = lambda: None,
        progress: Progress = lambda _done, _all: None,
        stride: float = 0.5,
        rows: ExampleRows[Any] | None = None,
    ) -> Predictions:
        """What the model makes of examples of its kind, whose answers it does not look at.

        `rows` are theirs where they are made already. `check` is called between two batches and may
        end the work by raising. Raises Fault where these are examples of another task, ValueError
        where there are none.
        """
        if self.kind == "translation":
            return self._write(examples, check, progress)
        rows = rows or self.rows(examples, check=check, stride=stride)
        results = self._results(rows, check, progress)
        match rows:
            case ClassRows():
                return self._of_rows(results)
            case TagRows():
                words = [len(one.words) for one in examples if isinstance(one, Tagged)]
                return self._of_words(rows, results, words)
            case AnswerRows():
                asked = [one for one in examples if isinstance(one, Question)]
                return self._of_contexts(rows, results, asked)
        raise _other_task(self.kind)

    def rows(
        self, examples: Sequence[Example], *, check: Check = lambda: None, stride: float = 0.5
    ) -> ExampleRows[Any]:
        """The examples as the model reads them; raises as `predict` does."""
        encoded = encode_examples(
            examples, self.classes, self._tokenizer, stride=stride, check=check
        )
        kind = OBJECTIVES[self.kind].source
        if not issubclass(kind, ExampleRows) or not isinstance(encoded, kind.kind):
            raise _other_task(self.kind)
        return kind(encoded, self._vocabulary, self._learner.model.config.length)

    def _results(
        self, rows: ExampleRows[Any], check: Check, progress: Progress
    ) -> dict[int, np.ndarray]:
        """What the head says of every row, by its number."""
        found: dict[int, np.ndarray] = {}
        for indices in _by_length(rows):
            check()
            batch = self._objective.corrupt(rows.rows(indices, ()), ())
            for index, result in zip(indices.tolist(), self._read(batch), strict=True):
                found[index] = result
            progress(len(found), len(rows))
        return found

    def _read(self, batch: Batch) -> np.ndarray:
        moved = batch.to(self._learner.device)
        with torch.inference_mode(), self._learner.in_full_precision():
            hidden = self._learner.model(moved, at=self._objective.asks(moved))
            return self._said(hidden, moved).float().cpu().numpy()

    def _said(self, hidden: Tensor, batch: Batch) -> Tensor:
        match self._objective:
            case Regression():
                return self._objective.scores(hidden, batch)
            case RowTask():
                return torch.softmax(self._objective.read_off(hidden, batch).float(), dim=-1)
            case Answering():
                return self._objective.places(hidden, batch)
        # Of every token but the best class: all shares of many long rows would fill the memory.
        shares = torch.softmax(cast(Tensor, self._objective.head(hidden)).float(), dim=-1)
        return torch.stack(torch.max(shares, dim=-1), dim=-1)  # [B, L, 2] share and class

    def _of_rows(self, results: dict[int, np.ndarray]) -> Predictions:
        stacked = np.stack([results[row] for row in range(len(results))]).astype(np.float32)
        if stacked.ndim == 1:
            return Scores(stacked)
        return Classes(stacked, self.classes)

    def _of_words(
        self, rows: TagRows, results: dict[int, np.ndarray], words: Sequence[int]
    ) -> Tags:
        tags = [[OUTSIDE] * count for count in words]
        sure = [[0.0] * count for count in words]
        for number, stretch in enumerate(rows.stretches):
            best = results[number]  # [L, 2]
            at = rows.places(stretch)
            inside = best[at[at < len(best)]].tolist()
            for word, (share, choice) in zip(
                range(stretch.first, stretch.last), inside, strict=False
            ):
                tags[stretch.example][word] = self.classes[int(choice)]
                sure[stretch.example][word] = share
        return Tags(tuple(map(tuple, tags)), tuple(map(tuple, sure)))

    def _of_contexts(
        self, rows: AnswerRows, results: dict[int, np.ndarray], asked: Sequence[Question]
    ) -> Answers:
        examples = rows.examples
        windows: list[list[Windowed]] = [[] for _ in asked]
        for number, window in enumerate(rows.windows):
            first, last = rows.places(window)
            logits = results[number]
            offsets = examples.offsets[int(examples.context_of[window.example])]
            windows[window.example].append(
                Windowed(logits[first:last], logits[0], offsets[window.first : window.last])
            )
        return Answers(
            tuple(
                answered(parts, one.context, unanswerable=self._unanswerable)
                for parts, one in zip(windows, asked, strict=True)
            )
        )

    def _write(self, examples: Sequence[Example], check: Check, progress: Progress) -> Renderings:
        given = [one.source for one in examples if isinstance(one, Rendered)]
        if len(given) < len(examples):
            raise _other_task(self.kind)
        writer = Writer(self._learner, self._tokenizer, objective=self._objective.name)
        written = writer.write_all(given, check=check, progress=progress)
        return Renderings(tuple(one.text for one in written))


def _task(objective: Objective) -> Objective:
    """The task among what was learned."""
    parts = objective.parts()
    for one in parts.values():
        if one.tunes or isinstance(one, Translation):
            return one
    raise Fault(
        translate("faults", "This run has learned no task: it was trained on {objectives}."),
        now=translate("faults", "Tune it on examples of one first."),
        objectives=", ".join(parts),
    )


def _other_task(kind: str) -> Fault:
    return Fault(
        translate("faults", "These are examples of another task: this run learned {kind}."),
        now=translate("faults", "Choose a file of such examples, or another run."),
        kind=kind,
    )


def _by_length(rows: ExampleRows[Any]) -> Iterator[Ids]:
    """All rows, the short ones together: so hardly a place is padding."""
    order = np.argsort(_sizes(rows), kind="stable")
    for at in range(0, len(order), AT_ONCE):
        yield order[at : at + AT_ONCE]


def _sizes(rows: ExampleRows[Any]) -> np.ndarray:
    match rows:
        case TagRows():
            return np.array([one.last - one.first for one in rows.stretches])
        case AnswerRows():
            return np.array([one.last - one.first for one in rows.windows])
    examples = cast(ClassExamples | TagExamples | AnswerExamples, rows.examples)
    assert isinstance(examples, ClassExamples)
    sizes = np.array([len(one) for one in examples.first])
    if examples.second is None:
        return sizes
    both: np.ndarray = sizes + np.array([len(one) for one in examples.second])
    return both
