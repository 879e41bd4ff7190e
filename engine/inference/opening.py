"""A run's checkpoint as a learner that only answers."""

from __future__ import annotations

from dataclasses import dataclass

from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.recipe import recipe_of_run
from engine.runs.checkpoint import CheckpointInfo
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner
from engine.training.learner import Learner
from engine.wording import translate


@dataclass(frozen=True, slots=True)
class Opened:
    """A loaded checkpoint: whoever asks it anything shares it, one at a time."""

    run: str  # its name
    step: int
    learner: Learner
    tokenizer: Tokenizer
    classes: tuple[str, ...] = ()  # what the labels of pairs are called, where it learned any
    untrained: tuple[str, ...] = ()  # objectives that only stand there: nothing learned them yet
    unanswerable: bool = False  # it learned from questions without an answer, and may say so


def open_checkpoint(
    run: Run,
    step: int | None = None,
    *,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Opened:
    """Load the checkpoint of `step` (default: the newest whole one).

    Raises Fault where there is none, or it is damaged; Cancelled once `control` is stopped.
    """
    control = control or Control()
    check = control.check
    progress(Prepared("reading", 0, None, ""))
    info = _chosen(run, step)
    recipe = recipe_of_run(run.recipe_toml, run.path)
    tokenizer = Tokenizer.open(run.tokenizer_path, control)
    arrays = run.load_checkpoint(info, optimizer=False, check=check).model
    progress(Prepared("building", 0, None, ""))
    learner = build_learner(recipe, tokenizer, drawn=False, check=check)
    learner.load_arrays(arrays, check=check)
    learner.eval()
    environment = run.environment
    classes = tuple(map(str, environment.get("classes", ())))
    untrained = tuple(map(str, environment.get("imported", {}).get("untrained", ())))
    unanswerable = environment.get("unanswerable") is True  # not known of older runs
    return Opened(run.name, info.step, learner, tokenizer, classes, untrained, unanswerable)


def _chosen(run: Run, step: int | None) -> CheckpointInfo:
    """The checkpoint of `step`, or the newest whole one."""
    infos = {info.step: info for info in run.checkpoints()}
    found = run.latest() if step is None else infos.get(step)
    if found is not None:
        return found
    if step in run.damaged:
        raise run.damaged[step]
    if step is None and run.damaged:
        raise run.no_checkpoint()
    if step is not None and infos:
        raise Fault(
            translate("faults", "{run} has no checkpoint of step {step}."),
            now=translate("faults", "Choose one of: {steps}."),
            run=run.name,
            step=step,
            steps=", ".join(map(str, infos)),
        )
    raise Fault(
        translate("faults", "{run} has no checkpoint to read."),
        now=translate("faults", "Train it until the first checkpoint is saved."),
        run=run.name,
    )
