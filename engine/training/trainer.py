"""Trainer: from rows to a trained model, exactly resumable, steered by a Control.

What one step is stands in step.py; what changes only the speed stands in `Execution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import torch

from engine import devices
from engine.batch import Batch
from engine.batching.loader import Loader
from engine.control import Control
from engine.devices import Execution
from engine.events import Emit, Evaluated, Noticed, RunEnded, StateChanged
from engine.faults import Fault
from engine.recipe import Recipe
from engine.runs.checkpoint import Checkpoint
from engine.runs.metrics import last_event
from engine.runs.run import Run
from engine.training.budget import Budget, Position
from engine.training.evaluation import Evaluator, Validation
from engine.training.exact_state import ExactState
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.notices import notices_at_start, started
from engine.training.optimizers import Optimizer
from engine.training.outcome import Outcome
from engine.training.record import Record
from engine.training.reporting import Reporter
from engine.training.room import Room
from engine.training.saving import Saver
from engine.training.schedules import rate_at
from engine.training.steering import Steering
from engine.training.step import Stepper, room_for_the_optimizer
from engine.training.summary import summary_of
from engine.training.text import TrainingText
from engine.training.updates import UpdateWatch
from engine.training.watching import Probe, Prober
from engine.wording import translate


class Trainer:
    """Trains one run from where its checkpoint stands to the end of its budget.

    `checkpoint` None begins at step 0; `notices` are told once it has begun. Whoever builds it
    holds the run's lock; Cancelled where it was stopped before it was built.
    """

    def __init__(
        self,
        *,
        recipe: Recipe,
        run: Run,
        learner: Learner,
        text: TrainingText,
        execution: Execution,
        emit: Emit,
        control: Control,
        probes: Sequence[Probe] = (),
        checkpoint: Checkpoint | None = None,
        evaluator: Evaluator | None = None,
        notices: Sequence[Noticed] = (),
        report_seconds: float | None = None,
    ) -> None:
        self._recipe, self._config = recipe, recipe.training
        self._run, self._learner, self._text = run, learner, text
        self._execution, self._emit, self._notices = execution, emit, notices
        self._record = Record(emit, run.metrics.append)
        self._tell = self._record.tell
        learner.prepare(execution)
        self._position = Position.at(checkpoint.state if checkpoint is not None else {})
        self._budget = Budget(
            *self._config.budget(), rows=len(text.training), batch=self._config.batch
        )
        self._last_seconds = 0.0  # the last step took
        self._outcome = Outcome(run, self._record, self._position, self._budget.total_steps)
        self._validation = Validation.of(
            recipe, learner, text, execution.micro_batch, evaluator, check=control.check
        )
        self._build_the_step(control)
        self._build_the_watch(control, probes, report_seconds)
        # Whether random numbers go on where the checkpoint stood.
        self._draws_on = checkpoint is None or self._state.load(checkpoint, control.check)

    def _build_the_step(self, control: Control) -> None:
        config, learner = self._config, self._learner
        self._loader = Loader(
            self._text.training,
            learner.objective,
            rows=config.batch,
            seed=config.seed,
            progress=self._progress_before,
        )
        self._meter = Meter(learner.device)
        with room_for_the_optimizer():
            self._optimizer = Optimizer(learner, config, check=control.check)
        self._stepper = Stepper(
            learner,
            self._optimizer,
            self._meter,
            clip=config.clip or None,
            micro_batch=self._execution.micro_batch,
            forward=torch.compile(learner, dynamic=False) if self._execution.compile else None,
        )

    def _build_the_watch(
        self, control: Control, probes: Sequence[Probe], report_seconds: float | None
    ) -> None:
        config, position = self._config, self._position
        run, tell = self._run, self._tell
        self._reporter = Reporter(
            tell,
            meter=self._meter,
            position=position,
            budget=self._budget,
            weights=self._learner.weighting.current,
            device=self._learner.device,
            looks=lambda: self._stepper.looks * -(-config.batch // self._stepper.micro_batch),
            every=report_seconds,
        )
        self._updates = UpdateWatch(tell, position, config.lr)
        self._state = self._all_that_remembers()
        self._room = Room(run, control, position=position, tell=tell, emit=self._emit)
        self._saver = Saver(
            run,
            self._state.snapshot,
            position=position,
            tell=tell,
            room=self._room,
            every=config.checkpoint_seconds,
            keep=config.keep_checkpoints,
        )
        prober = Prober(probes, self._recipe.probes, run=run, position=position, tell=tell)
        self._steering = Steering(
            control, self._emit, watch=position.watch, saver=self._saver, prober=prober
        )

    def _all_that_remembers(self) -> ExactState:
        return ExactState(
            position=self._position,
            learner=self._learner,
            optimizer=self._optimizer,
            loader=self._loader,
            stepper=self._stepper,
            meter=self._meter,
            spikes=self._reporter.spikes,
            updates=self._updates,
            validation=self._validation,
        )

    def train(self) -> RunEnded:
        """Train to the end of the budget or until asked to stop; returns the last event.

        The checkpoint is whole on disk then. Raises Fault for what a person can mend; the run's
        status says so and its last checkpoint stays.
        """
        try:
            with devices.flushing_denormals():
                self._begin()
                ended = self._end(finished=self._use_up_the_budget())
        except BaseException as error:
            self._outcome.fail(error)
            raise
        finally:
            self._close()
        self._emit(ended)
        return ended

    def _begin(self) -> None:
        devices.use_threads(self._execution.threads)
        self._run.cut_after(self._position.step)
        known = last_event(self._run.metrics.path, Evaluated)
        if known is not None and known.step == self._position.step:
            self._validation.take(self._learner, known)  # its checkpoint was taken meanwhile
        self._outcome.running()
        self._tell(
            started(
                self._recipe,
                self._learner,
                self._execution,
                run=str(self._run.path),
                step=self._position.step,
                unigram_entropy=self._validation.unigram_entropy,
                total_steps=self._budget.total_steps,
                micro_batch=self._stepper.micro_batch,
            )
        )
        self._emit(StateChanged("running"))
        step, anew = self._position.step, not self._draws_on
        unasked = self._validation.unasked
        own = notices_at_start(self._recipe, self._execution, unasked, step=step, anew=anew)
        for notice in (*self._notices, *own):
            self._tell(notice)
        self._learner.train()

    def _use_up_the_budget(self) -> bool:
        """Whether the budget was used up, or enough learned; False where somebody stopped it."""
        while True:
            step, over = self._position.step, self._progress() >= 1.0
            due = over or (step > 0 and step % self._config.validate_every == 0)
            if due and not self._evaluate():
                return False
            if over or self._validation.enough:
                return True
            if not self._step():
                return False
            self._reporter.step_done()

    def _step(self) -> bool:
        """One update; False where somebody stopped the run before it was done."""
        position, rows = self._position, self._stepper.micro_batch
        with position.watch.running():
            begun = position.seconds
            self._state.step_begins()
            batch = next(self._loader)
            self._learner.weighting.follow(self._progress())
            done = self._stepper.step(batch, rate=self._rate(batch), attend=self._steering.attend)
            if done is None:
                return False
            position.step += 1
            position.tokens += batch.num_tokens
            position.lr = done.lr
            self._state.step_done()
            self._last_seconds = position.seconds - begun
        self._updates.look(done.skipped)
        if self._stepper.micro_batch < rows:
            what = translate("notices", "Memory was short: {rows} rows at once from now on.")
            values = {"rows": self._stepper.micro_batch}
            self._tell(Noticed(position.step, "warning", what, values))
        return True

    def _rate(self, batch: Batch) -> float:
        """The share of the learning rate in the middle of the step: never 0 at either end."""
        now, config = self._position, self._config
        progress = self._budget.progress(
            step=now.step + 0.5,
            tokens=now.tokens + batch.num_tokens / 2,
            seconds=now.seconds + self._last_seconds / 2,
        )
        return rate_at(progress, config.schedule, warmup=config.warmup, decay=config.decay)

    def _evaluate(self) -> bool:
        """Measure the validation split, once per step; False where it was interrupted."""
        now = self._position
        if self._validation.knows(now.step):
            return True
        self._reporter.report()
        self._state.step_begins()  # what is drawn to measure is not its own
        found = self._validation.measure(self._learner, now.step, self._steering.attend)
        self._state.step_done()
        if found is None:
            return False
        self._tell(found.at(now.step, now.tokens, now.seconds))
        return True

    def _progress(self) -> float:
        now = self._position
        return self._budget.progress(step=now.step, tokens=now.tokens, seconds=now.seconds)

    def _progress_before(self, step: int, tokens: int) -> float:
        """As the loader asks, in its own thread and a few steps ahead.

        From what it has prepared, so that a resumed run sees the same; only a budget of time
        cannot.
        """
        return self._budget.progress(step=step, tokens=tokens, seconds=self._position.seconds)

    def _end(self, *, finished: bool) -> RunEnded:
        self._updates.look(self._stepper.settle())
        self._reporter.report()
        if finished:
            for notice in self._validation.take_back(self._learner, self._position.step):
                self._tell(notice)
        self._emit(StateChanged("saving"))
        self._saver.finish(anew=self._validation.took_back)
        self._steering.finish()
        summary = summary_of(
            self._run, self._position, self._validation, self._learner, self._execution
        )
        ended = RunEnded("finished" if finished else "stopped", self._position.step, summary)
        self._room.insist(lambda: self._outcome.conclude(ended))
        return ended

    def _close(self) -> None:
        with suppress(Fault):
            self._saver.close()
        self._loader.close()
        with suppress(Fault):
            self._run.metrics.close()
