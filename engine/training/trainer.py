"""Trainer: from rows to a trained model, exactly resumable, steered by a Control.

What one step is stands in step.py; what changes only the speed stands in `Execution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine import devices
from engine.batching.batch import Batch
from engine.batching.loader import Loader, evaluation_batches
from engine.batching.sources import Source
from engine.control import Control
from engine.devices import Execution
from engine.events import Emit, Evaluated, Event, Noticed, RunEnded, RunStarted, StateChanged
from engine.faults import Fault
from engine.recipe import Recipe
from engine.runs.checkpoint import Checkpoint
from engine.runs.run import Run
from engine.runs.status import State, Status
from engine.training.budget import Budget, Position, Stopwatch
from engine.training.evaluation import Measured, evaluate, unigram_entropy
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.reporting import Reporter
from engine.training.saving import Saver
from engine.training.schedules import rate_at
from engine.training.snapshot import GENERATOR, host_copies
from engine.training.step import Stepper
from engine.training.watching import Probe, Prober
from engine.training.writer import Snapshot
from engine.wording import translate

REPORT_SECONDS = 0.1  # of training between two reports: ten a second is what a window draws
PAUSE_POLL_SECONDS = 0.05  # how soon a paused run hears of a save or a probe
MAX_SKIPPED = 5  # updates in a row that are not finite before a run gives up


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingText:
    """Rows to learn from, rows held back, and how often each token occurs in training."""

    training: Source
    validation: Source
    token_counts: NDArray[np.uint64]  # [V]


class Trainer:
    """Trains one run from where its checkpoint stands to the end of its budget.

    `checkpoint` None begins at step 0. Whoever builds it holds the run's lock.
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
        report_seconds: float = REPORT_SECONDS,
    ) -> None:
        config = recipe.training
        self._recipe, self._run, self._text = recipe, run, text
        self._learner, self._execution = learner, execution
        self._emit, self._control = emit, control
        device = execution.torch_device
        learner.to(device)
        learner.model.set_compute(execution.torch_dtype)
        learner.model.set_attention(execution.attention)
        state = checkpoint.state if checkpoint is not None else {}
        watch = Stopwatch(state.get("seconds", 0.0))
        self._position = Position(state.get("step", 0), state.get("tokens", 0), watch)
        self._budget = Budget(*config.budget(), rows=len(text.training), batch=config.batch)
        self._meter = Meter(device)
        self._optimizer = Optimizer(learner, config)
        self._weights = {name: section.weight for name, section in recipe.objectives.items()}
        self._stepper = Stepper(
            learner,
            self._optimizer,
            self._meter,
            weights=self._weights,
            clip=config.clip,
            micro_batch=execution.micro_batch,
            forward=torch.compile(learner) if execution.compile else None,
        )
        self._reporter = Reporter(
            self._tell,
            meter=self._meter,
            position=self._position,
            budget=self._budget,
            weights=self._weights,
            device=device,
            every=report_seconds,
        )
        self._saver = Saver(
            run,
            self._snapshot,
            position=self._position,
            tell=self._tell,
            every=config.checkpoint_seconds,
            keep=config.keep_checkpoints,
        )
        self._prober = Prober(
            probes, recipe.probes, run=run, position=self._position, tell=self._tell
        )
        self._mark: dict[str, Any] | None = None  # loader and generators before the step at hand
        self._skipped_in_a_row = 0
        self._lr = 0.0
        self._last_step_seconds = 0.0
        self._measured: Measured | None = None
        self._measured_step = 0
        self._unigram_entropy = 0.0
        self._loader = self._open_loader(state.get("loader"))
        if checkpoint is not None:
            self._load(checkpoint)

    # --- the run -----------------------------------------------------------------------------

    def train(self) -> RunEnded:
        """Train to the end of the budget or until asked to stop; returns the last event.

        The checkpoint is whole on disk then. Raises Fault for what a person can mend; the run's
        status says so and its last checkpoint stays.
        """
        try:
            self._begin()
            finished = self._train_to_the_end()
            ended = self._end(finished)
        except BaseException as error:
            self._fail(error)
            raise
        finally:
            self._close()
        self._emit(ended)
        return ended

    def _begin(self) -> None:
        devices.use_threads(self._execution.threads)
        config = self._recipe.training
        self._validation = evaluation_batches(
            self._text.validation, self._learner.objective, config.validation_rows, config.seed
        )
        self._unigram_entropy = unigram_entropy(self._validation, self._text.token_counts)
        self._run.cut_after(self._position.step)
        self._set_status("running")
        self._tell(
            RunStarted(
                run=str(self._run.path),
                step=self._position.step,
                parameters=self._learner.num_parameters,
                unigram_entropy=self._unigram_entropy,
                objectives=tuple(self._recipe.objectives),
                chances=self._learner.objective.chances(),
                total_steps=self._budget.total_steps,
                device=self._execution.device,
                dtype=self._execution.dtype,
                attention=self._execution.attention,
                threads=self._execution.threads,
                micro_batch=self._stepper.micro_batch,
            )
        )
        self._emit(StateChanged("running"))
        self._learner.train()

    def _train_to_the_end(self) -> bool:
        """Whether the budget was used up; False where somebody stopped it."""
        while self._attend():
            if self._position.step and not self._evaluate_if_due():
                return False
            if self._progress() >= 1.0:
                return self._evaluate()
            if not self._step():
                return False
            self._reporter.step_done(self._lr)
        return False

    def _step(self) -> bool:
        with self._position.watch.running():
            begun = self._position.seconds
            self._mark = self._loose_state()
            batch = next(self._loader)
            progress = self._progress_of_step(batch)
            config = self._recipe.training
            rate = rate_at(progress, config.schedule, warmup=config.warmup, decay=config.decay)
            rows = self._stepper.micro_batch
            done = self._stepper.step(batch, rate=rate, attend=self._attend)
            if done is None:
                return False
            self._mark = None
            self._lr = done.lr
            self._position.step += 1
            self._position.tokens += batch.num_tokens
            self._last_step_seconds = self._position.seconds - begun
        self._watch_updates(done.skipped)
        if self._stepper.micro_batch < rows:
            what = translate("notices", "The memory was full: {rows} rows are computed at once now.")
            self._tell(
                Noticed(self._position.step, "warning", what, {"rows": self._stepper.micro_batch})
            )
        return True

    # --- control -----------------------------------------------------------------------------

    def _attend(self) -> bool:
        """Do what was asked for; hold while paused; False once the run should end."""
        with self._position.watch.held():
            self._serve()
            if self._control.paused and not self._control.stopping:
                self._hold()
        return not self._control.stopping

    def _hold(self) -> None:
        self._emit(StateChanged("paused"))
        while not self._control.wait_while_paused(PAUSE_POLL_SECONDS):
            self._serve()
        self._emit(StateChanged("running"))

    def _serve(self) -> None:
        if self._control.take_save():
            self._saver.want()
        if self._control.take_probe():
            self._prober.want()
        self._saver.poll()
        self._prober.poll()

    # --- validation --------------------------------------------------------------------------

    def _evaluate_if_due(self) -> bool:
        due = self._position.step % self._recipe.training.validate_every == 0
        return self._evaluate() if due else True

    def _evaluate(self) -> bool:
        """Measure the validation split unless this step was; False where it was interrupted."""
        position = self._position
        if self._measured_step == position.step and self._measured is not None:
            return True
        self._reporter.report(self._lr)
        measured = evaluate(self._learner, self._validation, self._attend)
        if measured is None:
            return False
        self._measured, self._measured_step = measured, position.step
        self._tell(
            Evaluated(
                position.step,
                position.tokens,
                position.seconds,
                measured.losses,
                measured.accuracies,
            )
        )
        return True

    # --- budget and updates ------------------------------------------------------------------

    def _progress(self) -> float:
        now = self._position
        return self._budget.progress(step=now.step, tokens=now.tokens, seconds=now.seconds)

    def _progress_of_step(self, batch: Batch) -> float:
        """Progress in the middle of the step at hand: neither the first nor the last has rate 0."""
        now = self._position
        return self._budget.progress(
            step=now.step + 0.5,
            tokens=now.tokens + batch.num_tokens / 2,
            seconds=now.seconds + self._last_step_seconds / 2,
        )

    def _watch_updates(self, skipped: Sequence[bool]) -> None:
        step = self._position.step
        for was_skipped in skipped:
            if not was_skipped:
                self._skipped_in_a_row = 0
                continue
            self._skipped_in_a_row += 1
            what = translate("notices", "An update was not finite and was left out.")
            self._tell(Noticed(step, "warning", what))
        if self._skipped_in_a_row >= MAX_SKIPPED:
            raise Fault(
                translate("faults", "{count} updates in a row were not finite."),
                why=translate("faults", "Most often the learning rate {lr} is too high."),
                now=translate(
                    "faults",
                    "Start again with a lower learning rate. The weights are unharmed and the "
                    "last checkpoint is kept.",
                ),
                count=self._skipped_in_a_row,
                lr=self._recipe.training.lr,
            )

    # --- checkpoints -------------------------------------------------------------------------

    def _open_loader(self, state: dict[str, Any] | None) -> Loader:
        config = self._recipe.training
        return Loader(
            self._text.training,
            self._learner.objective,
            batch=config.batch,
            seed=config.seed,
            state=state,
        )

    def _loose_state(self) -> dict[str, Any]:
        """What a step moves before it is done: the loader's place and the generators."""
        generators = self._learner.generators()
        return {
            "loader": self._loader.state_dict(),
            "generators": {name: one.get_state() for name, one in generators.items()},
        }

    def _snapshot(self) -> Snapshot:
        loose = self._mark or self._loose_state()
        arrays = self._optimizer.tensors()
        arrays |= {f"{GENERATOR}{name}": one for name, one in loose["generators"].items()}
        measured = self._measured
        state = {
            "step": self._position.step,
            "tokens": self._position.tokens,
            "seconds": self._position.seconds,
            "loader": loose["loader"],
            "meter": self._meter.state(),
            "spikes": self._reporter.spikes.state(),
            "skipped_in_a_row": self._skipped_in_a_row,
            "lr": self._lr,
            "measured_step": self._measured_step,
            "losses": measured.losses if measured else {},
            "accuracies": measured.accuracies if measured else {},
            "micro_batch": self._stepper.micro_batch,
        }
        model = host_copies(self._learner.tensors())
        return Snapshot(self._position.step, model, host_copies(arrays), state)

    def _load(self, checkpoint: Checkpoint) -> None:
        state = checkpoint.state
        self._learner.load_arrays(checkpoint.model)
        self._optimizer.load_arrays(checkpoint.optimizer)
        for name, generator in self._learner.generators().items():
            generator.set_state(torch.from_numpy(checkpoint.optimizer[f"{GENERATOR}{name}"]))
        self._meter.load_state(state["meter"])
        self._reporter.spikes.load_state(state["spikes"])
        self._skipped_in_a_row, self._lr = state["skipped_in_a_row"], state["lr"]
        self._measured_step = state["measured_step"]
        self._measured = (
            Measured(state["losses"], state["accuracies"]) if state["losses"] else None
        )
        self._stepper.micro_batch = state["micro_batch"]

    # --- the end -----------------------------------------------------------------------------

    def _end(self, finished: bool) -> RunEnded:
        self._watch_updates(self._stepper.settle())
        self._reporter.report(self._lr)
        self._emit(StateChanged("saving"))
        self._saver.finish()
        state: State = "finished" if finished else "stopped"
        ended = RunEnded("finished" if finished else "stopped", self._position.step, self._summary())
        self._set_status(state, summary=dict(ended.summary))
        self._run.metrics.append(ended)
        return ended

    def _summary(self) -> dict[str, Any]:
        position, measured = self._position, self._measured
        return {
            "run": str(self._run.path),
            "steps": position.step,
            "tokens": position.tokens,
            "seconds": round(position.seconds, 3),
            "validation": measured.losses if measured else {},
            "accuracies": measured.accuracies if measured else {},
            "unigram_entropy": self._unigram_entropy,
            "parameters": self._learner.num_parameters,
            "tokens_per_second": round(position.tokens / max(position.seconds, 1e-9), 1),
            "device": self._execution.device,
            "dtype": self._execution.dtype,
            "attention": self._execution.attention,
        }

    def _fail(self, error: BaseException) -> None:
        # Telling of the failure must not hide it behind another one, such as a full disk.
        with suppress(Exception):
            self._set_status("failed", message=str(error) or type(error).__name__)
        with suppress(Exception):
            self._run.metrics.append(RunEnded("failed", self._position.step, {}, error))

    def _close(self) -> None:
        self._loader.close()
        with suppress(Fault):
            self._saver.close()
        self._run.metrics.close()

    def _set_status(
        self, state: State, *, message: str = "", summary: dict[str, Any] | None = None
    ) -> None:
        total = self._budget.total_steps
        self._run.set_status(Status(state, self._position.step, total, message, summary))

    def _tell(self, event: Event) -> None:
        self._emit(event)
        self._run.metrics.append(event)
