"""Puts a run together: text, model, probes and trainer, for the window and the terminal."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from engine import devices, disk
from engine.control import Control
from engine.disk import Taken
from engine.events import Emit, Noticed, Prepared, StateChanged
from engine.faults import Cancelled, Fault
from engine.objectives import OBJECTIVES
from engine.probes.pinned import PinnedSentences, pinned_sentences
from engine.recipe import Recipe, recipe_of_run, recipe_to_toml
from engine.runs.finding import next_path
from engine.runs.log import logging
from engine.runs.run import Run
from engine.runs.versions import changed_reading, changed_training, installed
from engine.tasks.evaluator import evaluator_of
from engine.tasks.measured_run import measure_run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner, build_text, refuse_one_label
from engine.training.carried_text import carried_text
from engine.training.fitting import refuse_what_cannot_fit
from engine.training.learner import Learner
from engine.training.other_text import OtherText
from engine.training.preparing import (
    Changed,
    PreparedText,
    prepare_again,
    prepare_text,
    refuse_lost,
)
from engine.training.run_execution import device_of_run, execution_of
from engine.training.start_weights import StartWeights, begin_with, start_weights
from engine.training.text import TrainingText
from engine.training.thread import Work
from engine.training.trainer import Trainer
from engine.training.unknown import refuse_unknown
from engine.wording import translate


def start(
    recipe: Recipe,
    path: Path,
    *,
    renumber: bool = False,
    created: Callable[[Path], None] | None = None,
) -> Work:
    """The work of a new run in the folder `path`, for a TrainingThread or the terminal.

    With `renumber` nobody chose its name: the next free one serves where another run, begun
    meanwhile, has taken it. `created` is told the folder once it is there.
    """

    def work(emit: Emit, control: Control) -> None:
        emit(StateChanged("preparing"))
        # All said now, not after minutes of reading.
        disk.check_writable(path.parent)
        refuse_what_cannot_fit(recipe)
        weights = start_weights(recipe, control.check)
        text = prepare_text(recipe, control, emit)
        with closing(text):
            # Before there is a run: what cannot be trained must not leave one behind.
            refuse_lost(text)
            refuse_unknown(recipe, text)
            rows = build_text(recipe, text, check=control.check)
            refuse_one_label(text)
            complete = _completed(recipe, text, weights, control)
            run = _create(path, complete, text, renumber=renumber)
            if created is not None:
                created(run.path)
            _train(run, complete, text, rows, emit, control, weights)

    return work


def _completed(
    recipe: Recipe, text: PreparedText, weights: StartWeights | None, control: Control
) -> Recipe:
    """The recipe with the sentences that are looked at, and the step of the start weights."""
    if not recipe.probes.sentences:
        chosen = pinned_sentences(
            text.held_back,
            text.tokenizer,
            length=recipe.model.length,
            hide=any(OBJECTIVES[name].fills_from is not None for name in recipe.objectives),
            check=control.check,
        )
        recipe = recipe.with_sentences(chosen)
    if weights is None:
        return recipe
    # A newer one may be there before this run has saved its own.
    return recipe.with_start_step(weights.step)


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
        with closing(text):
            rows = build_text(recipe, text, check=control.check)
            _train(run, recipe, text, rows, emit, control)

    return work


def _same_text(run: Run, recipe: Recipe, control: Control, emit: Emit) -> PreparedText:
    """The text the run began with: another one would make the resumed run another run."""
    tokenizer = Tokenizer.open(run.tokenizer_path, control)
    carried = carried_text(run, recipe, tokenizer, control)
    if carried is not None:
        return carried
    try:
        return prepare_again(recipe, tokenizer, run.environment, control, emit)
    except Changed as changed:
        raise OtherText(run, changed) from changed


def _create(path: Path, recipe: Recipe, text: PreparedText, *, renumber: bool) -> Run:
    while True:
        try:
            return Run.create(
                path,
                recipe_toml=recipe_to_toml(recipe.as_file()),
                environment={**machine(), **text.about},
                tokenizer_json=text.tokenizer.to_bytes(),
            )
        except Taken:
            if not renumber:
                raise
            path = next_path(path)


def _train(
    run: Run,
    recipe: Recipe,
    text: PreparedText,
    rows: TrainingText,
    emit: Emit,
    control: Control,
    weights: StartWeights | None = None,
) -> None:
    with run.lock(), logging(run, emit) as tell:
        with _preparing(run):
            trainer = _trainer(run, recipe, text, rows, tell, control, weights)
        ended = trainer.train()
    if recipe.tunes and ended.ending == "finished":
        measure_run(run, control=control, progress=emit)


def _trainer(
    run: Run,
    recipe: Recipe,
    text: PreparedText,
    rows: TrainingText,
    tell: Emit,
    control: Control,
    weights: StartWeights | None,
) -> Trainer:
    """Built, and measured where the run has not begun; Cancelled where somebody stopped it."""
    tell(Prepared("building", 0, None, ""))
    check, tokenizer = control.check, text.tokenizer
    learner = build_learner(recipe, tokenizer, check=check)
    checkpoint, notices = run.resume_point(check)
    if checkpoint is None:
        notices += begin_with(weights or start_weights(recipe, check), run, learner)
    step = checkpoint.step if checkpoint is not None else 0
    pinned, told = _pinned(run, recipe, learner, tokenizer, step)
    notices += [*told, *changed_training(run, step)]
    notices += rows.notices if step == 0 else ()
    begun_on = device_of_run(run, recipe)
    execution = execution_of(run, recipe, learner, rows, tell, control)
    if begun_on not in ("auto", execution.device):
        notices.append(_elsewhere(step, begun_on, execution.device))
    return Trainer(
        recipe=recipe,
        run=run,
        learner=learner,
        text=rows,
        execution=execution,
        emit=tell,
        control=control,
        probes=[pinned],
        checkpoint=checkpoint,
        evaluator=evaluator_of(recipe, text),
        notices=notices,
    )


def _pinned(
    run: Run, recipe: Recipe, learner: Learner, tokenizer: Tokenizer, step: int
) -> tuple[PinnedSentences, list[Noticed]]:
    """The sentences that are pinned now, and what to tell of them."""
    told = []
    try:
        sentences = run.pins()
    except Fault as fault:
        sentences = recipe.probes.sentences
        what = translate(
            "notices", "Sentences that were pinned later cannot be read any more. {reason}"
        )
        told.append(Noticed(step, "warning", what, {"reason": fault}))
    pinned = PinnedSentences(learner, tokenizer, sentences, keep=run.set_pins)
    return pinned, [*told, *pinned.notices(step)]


def _elsewhere(step: int, then: str, now: str) -> Noticed:
    what = translate("notices", "There is no {then} here: the run goes on on {now}, measured anew.")
    return Noticed(step, "warning", what, {"then": then, "now": now})


@contextmanager
def _preparing(run: Run) -> Iterator[None]:
    """The run's status until its trainer speaks for itself; a kill meanwhile is a crash.

    A run that was to go on and never did is left as it was, with what stood in the way.
    """
    before = run.status()
    run.set_status(replace(before, state="preparing", message=""))
    try:
        yield
    except BaseException as error:
        after = replace(before, state="stopped", message="")
        if not isinstance(error, Cancelled | KeyboardInterrupt):
            state = "failed" if before.state == "new" else before.state
            after = replace(before, state=state, message=str(error) or type(error).__name__)
        with suppress(Fault):  # telling of the failure must not hide it
            run.set_status(after)
        raise


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
