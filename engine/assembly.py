"""Puts a run together: text, model, probes and trainer, for the window and the terminal."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

from engine import devices
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.corpus.corpus import Corpus
from engine.devices import Execution
from engine.events import Emit, Prepared, Progress, StateChanged
from engine.faults import Cancelled, Fault
from engine.probes import PinnedSentences, pinned_sentences
from engine.recipe import Recipe, recipe_of_run, recipe_to_toml
from engine.runs.run import Run
from engine.runs.workspace import Workspace, checked_name, default_workspace, free_name
from engine.shards.shards import Shards, build_shards, cache_folder
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.training import train_tokenizer
from engine.training.building import build_learner, build_text
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.training.trainer import Trainer
from engine.training.tuning import measure_execution
from engine.wording import translate

Work = Callable[[Emit, Control], None]

PACKAGES = (
    "torch",
    "numpy",
    "tokenizers",
    "safetensors",
    "pydantic",
    "sentencex",
    "pyside6-essentials",
)


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
            **self.shards.summary.as_data(),
        }


def prepare_text(recipe: Recipe, control: Control, progress: Progress) -> PreparedText:
    """Read and clean the text, train or open the tokenizer, encode; cached where unchanged.

    Raises Fault where there is too little text, Cancelled where the work was stopped.
    """
    corpus = Corpus(recipe.corpus)
    kept = cache_folder() / "tokenizers"
    tokenizer = train_tokenizer(recipe.tokenizer, corpus, control, progress, folder=kept)
    shards = build_shards(corpus, tokenizer, control=control, progress=progress)
    return PreparedText(tokenizer, shards)


def start(recipe: Recipe, path: Path) -> Work:
    """The work of a new run in the folder `path`, for a TrainingThread or the terminal."""

    def work(emit: Emit, control: Control) -> None:
        emit(StateChanged("preparing"))
        devices.pick_device(recipe.execution.device)  # said now, not after minutes of reading
        text = prepare_text(recipe, control, emit)
        with closing(text.shards):
            # Before there is a run: what cannot be trained must not leave one behind.
            rows = build_text(recipe, text.shards, text.tokenizer)
            complete = recipe
            if not recipe.probes.sentences:
                length = recipe.model.length
                chosen = pinned_sentences(text.shards.validation, text.tokenizer, length=length)
                complete = recipe.with_sentences(chosen)
            run = Run.create(
                path,
                recipe_toml=recipe_to_toml(complete.as_data()),
                environment={**machine(), "text": text.shards.train.fingerprint},
                tokenizer_json=text.tokenizer.to_bytes(),
            )
            _train(run, complete, text.tokenizer, rows, emit, control)

    return work


def resume(path: Path) -> Work:
    """The work of going on with a run, exactly where its newest checkpoint stands."""

    def work(emit: Emit, control: Control) -> None:
        emit(StateChanged("preparing"))
        run = Run.open(path)
        recipe = recipe_of_run(run.recipe_toml, run.path)
        text = _same_text(run, recipe, control, emit)
        with closing(text.shards):
            rows = build_text(recipe, text.shards, text.tokenizer)
            _train(run, recipe, text.tokenizer, rows, emit, control)

    return work


def _same_text(run: Run, recipe: Recipe, control: Control, emit: Emit) -> PreparedText:
    """The text the run began with: another one would make the resumed run another run."""
    tokenizer = Tokenizer.open(run.tokenizer_path)
    shards = build_shards(Corpus(recipe.corpus), tokenizer, control=control, progress=emit)
    if shards.train.fingerprint != run.environment["text"]:
        shards.close()
        raise Fault(
            translate("faults", "The text of {run} has changed since the run began."),
            why=translate("faults", "Going on with other text would not be the same run."),
            now=translate("faults", "Put the old text back, or start a new run with this one."),
            run=run.name,
        )
    return PreparedText(tokenizer, shards)


def _train(
    run: Run,
    recipe: Recipe,
    tokenizer: Tokenizer,
    rows: TrainingText,
    emit: Emit,
    control: Control,
) -> None:
    with run.lock():
        with _preparing(run):
            emit(Prepared("building", 0, None, ""))
            learner = build_learner(recipe, tokenizer)
            execution = _execution(run, recipe, learner, rows, emit, control)
            trainer = Trainer(
                recipe=recipe,
                run=run,
                learner=learner,
                text=rows,
                execution=execution,
                emit=emit,
                control=control,
                probes=[PinnedSentences(learner, tokenizer, recipe.probes.sentences)],
                checkpoint=run.load_latest(),
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
    known = run.environment.get("execution")
    if known is not None:
        execution = Execution.from_data(known)
        if execution.device in [info.id for info in devices.list_devices()]:
            return execution
    batch = evaluation_batches(
        rows.training,
        learner.objective,
        recipe.training.batch,
        recipe.training.seed,
        batch=recipe.training.batch,
    )[0]
    execution = measure_execution(
        learner, batch, recipe.execution, check=control.check, progress=emit
    )
    run.update_environment(execution=execution.as_data())
    return execution


def new_run_path(recipe: Recipe, runs: Path | None = None, name: str | None = None) -> Path:
    """The folder of a new run: under `runs` or the workspace, `name` or the preset and a number.

    Raises Fault where a run of this name is there already, or it cannot be a run's name.
    """
    stem = recipe.preset or "run"
    if runs is None:
        workspace = Workspace.open(default_workspace())
        folder, free = workspace.runs_folder, workspace.new_name(stem)
    else:
        folder, free = runs, free_name(stem, runs)
    if name is None:
        return folder / free
    if (folder / checked_name(name)).exists():
        raise Fault(
            translate("faults", "There is a run “{name}” already in {folder}."),
            now=translate("faults", "Choose another name, or resume that run."),
            name=name,
            folder=str(folder),
        )
    return folder / name


def find_run(name: str, runs: Path | None = None) -> Run:
    """The run at the path `name`, or of this name under `runs` or the workspace's runs."""
    folder = runs if runs is not None else default_workspace() / "runs"
    for path in (folder / name, Path(name)):
        if path.is_dir():
            return Run.open(path)
    raise Fault(
        translate("faults", "There is no run “{name}” in {folder}."),
        now=translate("faults", "Name a run of that folder, or give its path."),
        name=name,
        folder=str(folder),
    )


def machine() -> dict[str, Any]:
    """What this machine is and what is installed: plain data for `doctor` and environment.json."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": devices.processor_name(),
        "cores": psutil.cpu_count(logical=False),
        "memory_bytes": psutil.virtual_memory().total,
        "devices": [info.id for info in devices.list_devices()],
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
