"""Puts a run together: text, model, probes and trainer, for the window and the terminal."""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from engine import devices
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.corpus.corpus import Corpus
from engine.corpus.summary import CorpusSummary
from engine.devices import Execution
from engine.disk import Taken
from engine.events import Emit, Noticed, Prepared, Progress, StateChanged
from engine.faults import Cancelled, Fault
from engine.objectives import OBJECTIVES
from engine.probes import PinnedSentences, pinned_sentences
from engine.recipe import Recipe, heaviest_task, recipe_of_run, recipe_to_toml
from engine.resources import cache_folder
from engine.runs.finding import next_path
from engine.runs.log import logging
from engine.runs.run import Run
from engine.runs.versions import changed_reading, changed_training, installed
from engine.shards.shards import Shards, build_shards, shards_key
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.training import train_tokenizer
from engine.training.building import build_learner, build_text
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.training.thread import Work
from engine.training.trainer import Trainer
from engine.training.tuning import measure_execution
from engine.wording import translate

_FIELD = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A recipe's text as the trainer reads it."""

    tokenizer: Tokenizer
    shards: Shards

    def as_data(self) -> dict[str, Any]:
        """What was read, as plain data."""
        return {
            "tokens": self.shards.train.num_tokens,
            "validation_tokens": self.shards.validation.num_tokens,
            "vocabulary": self.tokenizer.vocabulary,
            "fingerprint": self.shards.train.fingerprint,
            **_as_people_read(self.shards.summary),
        }


def _as_people_read(summary: CorpusSummary) -> dict[str, Any]:
    """The summary with reasons as sentences, not as what they are made of."""
    skipped = [{"path": one.path, "reason": str(one)} for one in summary.skipped]
    reasons: Counter[str] = Counter()
    for sentence, count in summary.skipped_reasons.items():
        reasons[_FIELD.sub("…", sentence)] += count
    return {**summary.as_data(), "skipped": skipped, "skipped_reasons": dict(reasons)}


def prepare_text(recipe: Recipe, control: Control, progress: Progress) -> PreparedText:
    """Read and clean the text, train or open the tokenizer, encode; cached where unchanged.

    Raises Fault where there is too little text, Cancelled where the work was stopped.
    """
    corpus = Corpus(recipe.corpus)
    kept = cache_folder() / "tokenizers"
    tokenizer = train_tokenizer(recipe.tokenizer, corpus, control, progress, folder=kept)
    shards = build_shards(corpus, tokenizer, control=control, progress=progress)
    return PreparedText(tokenizer, shards)


def start(recipe: Recipe, path: Path, *, renumber: bool = False) -> Work:
    """The work of a new run in the folder `path`, for a TrainingThread or the terminal.

    With `renumber` nobody chose its name: the next free one serves where another run, begun
    meanwhile, has taken it.
    """

    def work(emit: Emit, control: Control) -> None:
        emit(StateChanged("preparing"))
        devices.pick_device(recipe.execution.device)  # said now, not after minutes of reading
        text = prepare_text(recipe, control, emit)
        with closing(text.shards):
            # Before there is a run: what cannot be trained must not leave one behind.
            rows = build_text(recipe, text.shards, text.tokenizer)
            complete = recipe
            if not recipe.probes.sentences:
                chosen = pinned_sentences(
                    text.shards.validation,
                    text.tokenizer,
                    length=recipe.model.length,
                    hide=any(OBJECTIVES[name].fills_from is not None for name in recipe.objectives),
                )
                complete = recipe.with_sentences(chosen)
            run = _create(path, complete, text, renumber=renumber)
            _train(run, complete, text.tokenizer, rows, emit, control)

    return work


def resume(path: Path) -> Work:
    """The work of going on with a run, exactly where its newest checkpoint stands."""

    def work(emit: Emit, control: Control) -> None:
        emit(StateChanged("preparing"))
        run = Run.open(path)
        recipe = recipe_of_run(run.recipe_toml, run.path)
        try:
            text = _same_text(run, recipe, control, emit)
        except OtherText:
            for notice in changed_reading(run):
                emit(notice)
            raise
        with closing(text.shards):
            rows = build_text(recipe, text.shards, text.tokenizer)
            _train(run, recipe, text.tokenizer, rows, emit, control)

    return work


def _same_text(run: Run, recipe: Recipe, control: Control, emit: Emit) -> PreparedText:
    """The text the run began with: another one would make the resumed run another run."""
    tokenizer, corpus = Tokenizer.open(run.tokenizer_path, control), Corpus(recipe.corpus)
    begun: str = run.environment["text"]
    # Asked first: encoding another text takes minutes and fills the cache.
    if not begun.startswith(shards_key(corpus, tokenizer, control, emit)):
        raise OtherText(run)
    shards = build_shards(corpus, tokenizer, control=control, progress=emit)
    if shards.train.fingerprint != begun:
        shards.close()
        raise OtherText(run)
    return PreparedText(tokenizer, shards)


class OtherText(Fault):
    """The text of a run is not what it was when the run began."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            translate("faults", "The text of {run} has changed since the run began."),
            why=translate("faults", "Going on with other text would not be the same run."),
            now=translate("faults", "Put the old text back, or start a new run with this one."),
            run=run.name,
        )


def _create(path: Path, recipe: Recipe, text: PreparedText, *, renumber: bool) -> Run:
    while True:
        try:
            return Run.create(
                path,
                recipe_toml=recipe_to_toml(recipe.as_data()),
                environment={**machine(), "text": text.shards.train.fingerprint},
                tokenizer_json=text.tokenizer.to_bytes(),
            )
        except Taken:
            if not renumber:
                raise
            path = next_path(path)


def _train(
    run: Run,
    recipe: Recipe,
    tokenizer: Tokenizer,
    rows: TrainingText,
    emit: Emit,
    control: Control,
) -> None:
    with run.lock(), logging(run, emit) as tell:
        with _preparing(run):
            tell(Prepared("building", 0, None, ""))
            learner = build_learner(recipe, tokenizer)
            checkpoint, notices = run.resume_point()
            pinned = PinnedSentences(learner, tokenizer, recipe.probes.sentences)
            step = checkpoint.step if checkpoint is not None else 0
            notices += [*pinned.notices(step), *changed_training(run, step)]
            begun_on = _device(run, recipe)
            execution = _execution(run, recipe, learner, rows, tell, control)
            if begun_on not in ("auto", execution.device):
                what = translate(
                    "notices", "There is no {then} here: the run goes on on {now}, measured anew."
                )
                values = {"then": begun_on, "now": execution.device}
                notices.append(Noticed(step, "warning", what, values))
            trainer = Trainer(
                recipe=recipe,
                run=run,
                learner=learner,
                text=rows,
                execution=execution,
                emit=tell,
                control=control,
                probes=[pinned] if pinned.sentences else [],
                checkpoint=checkpoint,
                notices=notices,
            )
        trainer.train()


@contextmanager
def _preparing(run: Run) -> Iterator[None]:
    """The run's status until its trainer speaks for itself; a kill meanwhile is a crash."""
    before = run.status()
    run.set_status(replace(before, state="preparing", message=""))
    try:
        yield
    except BaseException as error:
        stopped = isinstance(error, Cancelled | KeyboardInterrupt)
        message = "" if stopped else str(error) or type(error).__name__
        with suppress(Fault):  # telling of the failure must not hide it
            run.set_status(
                replace(before, state="stopped" if stopped else "failed", message=message)
            )
        raise


def _execution(
    run: Run,
    recipe: Recipe,
    learner: Learner,
    rows: TrainingText,
    emit: Emit,
    control: Control,
) -> Execution:
    """How this run computes: as measured when it began, or measured now.

    A run copied from another machine is measured anew where its device is not here.
    """
    here = [info.id for info in devices.list_devices()]
    known = run.environment.get("execution")
    if known is not None and known["device"] in here:
        return Execution.from_data(known)
    batches = evaluation_batches(
        rows.training,
        learner.objective,
        recipe.training.batch,
        recipe.training.seed,
        batch=recipe.training.batch,
    )
    heaviest = heaviest_task(recipe)
    batch = next(batch for batch in batches if batch.task == heaviest)
    asked = recipe.execution
    if _device(run, recipe) not in ("auto", *here):
        asked = asked.model_copy(update={"device": "auto"})
    execution = measure_execution(learner, batch, asked, check=control.check, progress=emit)
    run.update_environment(execution=execution.as_data())
    return execution


def _device(run: Run, recipe: Recipe) -> str:
    """Where the run computed until now, or is to by its recipe: "auto" where nobody said."""
    known = run.environment.get("execution")
    device: str = known["device"] if known is not None else recipe.execution.device
    return "cuda:0" if device == "cuda" else device


def machine() -> dict[str, Any]:
    """What this machine is and what is installed: plain data for `doctor` and environment.json."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": devices.processor_name(),
        "cores": psutil.cpu_count(logical=False),
        "memory_bytes": psutil.virtual_memory().total,
        "devices": [info.id for info in devices.list_devices()],
        "packages": installed(),
    }
