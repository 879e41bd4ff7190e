"""How the live run stands, in the words of the run bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.events import Prepared, StepFinished
from studio.live import LiveRun, State
from studio.widgets.run_bar import RunNews
from studio.widgets.text import Role
from studio.wording import clock, number, objective_name, percent, short_number

translate = QCoreApplication.translate

LONG_WAIT = 1.0  # seconds a micro-batch takes: worth telling to whoever waits for its end


def run_news(live: LiveRun) -> RunNews:
    """What the bar shows now."""
    if live.state is State.IDLE:
        return _at_rest(live)
    step = live.history.last_step
    state, role = _state(live)
    if step is None:
        return RunNews(
            name=live.name,
            state=state,
            role=role,
            share=_share(live.last_prepared),
            busy=True,
            can_pause=live.state is not State.STOPPING,
            paused=live.paused,
            can_stop=live.state is not State.STOPPING,
            cancels=not live.begun,
        )
    at_work = live.measuring is not None or live.saving is not None
    return RunNews(
        name=live.name,
        state=state,
        role=role,
        share=_share(live.measuring or live.saving) if at_work else step.progress,
        busy=True,
        steps=_steps(live, step),
        loss=_loss(live),
        speed=translate("run", "{speed} tok/s").format(speed=short_number(step.tokens_per_second)),
        left=_left(step),
        can_pause=live.state not in (State.STOPPING, State.WAITING),
        paused=live.paused,
        can_stop=live.state is not State.STOPPING,
        gives_up=live.state is State.WAITING,
        cancels=not live.begun,
    )


def _at_rest(live: LiveRun) -> RunNews:
    ended = live.history.ended
    if ended is None:
        return RunNews(state=translate("run", "No run is training."))
    if live.left_nothing:  # whose name leads nowhere
        cancelled = translate("run", "{name} was cancelled before its first step")
        if ended.error is None:
            return RunNews(state=cancelled.format(name=live.name))
        refused = translate("run", "{name} could not start")
        return RunNews(state=refused.format(name=live.name), role="bad")
    words: dict[str, tuple[str, Role]] = {
        "finished": (translate("run", "Finished"), "good"),
        "stopped": (translate("run", "Stopped and saved"), "dim"),
        "failed": (translate("run", "Failed"), "bad"),
    }
    state, role = words[ended.ending]
    step = live.history.last_step
    if step is None:
        if ended.ending == "stopped":
            state = translate("run", "Stopped before the first step")
        return RunNews(name=live.name, state=state, role=role)
    return RunNews(
        name=live.name,
        state=state,
        role=role,
        share=1.0 if ended.ending == "finished" else step.progress,
        steps=_steps(live, step),
        loss=_loss(live),
    )


def _state(live: LiveRun) -> tuple[str, Role]:
    written = _share(live.saving)
    if written is not None:
        share = percent(written)
        return translate("run", "Saving {share}").format(share=share), "dim"
    if live.measuring is not None:
        sentence = translate("run", "Measuring on the examples {share}")
        return sentence.format(share=percent(_share(live.measuring) or 0.0)), "dim"
    if live.state is State.PREPARING:
        return (_held(live.last_prepared), "warn") if live.paused else (_phase(live), "dim")
    if live.state is State.STOPPING and not live.begun:
        return translate("run", "Cancelling"), "dim"
    words: dict[State, tuple[str, Role]] = {
        State.RUNNING: (translate("run", "Training"), "good"),
        State.PAUSED: (translate("run", "Paused"), "warn"),
        State.SAVING: (translate("run", "Saving"), "dim"),
        State.WAITING: (translate("run", "The disk is full: waiting for room"), "bad"),
        State.STOPPING: (translate("run", "Stopping and saving"), "dim"),
    }
    wait = live.history.last_step.micro_batch_seconds if live.history.last_step else 0.0
    if live.paused and live.state is State.RUNNING:
        if wait < LONG_WAIT:
            return translate("run", "Pausing after this micro-batch"), "warn"
        sentence = translate("run", "Pausing after this micro-batch ({seconds} s)")
        return sentence.format(seconds=round(wait)), "warn"
    if live.state is State.STOPPING and wait >= LONG_WAIT:
        sentence = translate("run", "Stopping after this micro-batch ({seconds} s)")
        return sentence.format(seconds=round(wait)), "dim"
    return words[live.state]


def _held(prepared: Prepared | None) -> str:
    """What was begun and is held: nothing trains yet."""
    if prepared is None:
        return translate("run", "Paused before anything is read")
    return {
        "reading": translate("run", "Paused while reading the text"),
        "tokenizer": translate("run", "Paused while training the tokenizer"),
        "encoding": translate("run", "Paused while encoding the text"),
        "measuring": translate("run", "Paused while measuring this machine"),
        "building": translate("run", "Paused while building the model"),
        "evaluating": translate("run", "Paused while evaluating"),
        "saving": translate("run", "Paused"),
        "predicting": translate("run", "Paused while measuring on the examples"),
    }[prepared.phase]


def _phase(live: LiveRun) -> str:
    prepared = live.last_prepared
    if prepared is None:
        return translate("run", "Loading the engine")
    if prepared.lasting:
        sentence = translate("run", "Measuring this machine: a pass has taken {seconds} s so far")
        return sentence.format(seconds=round(prepared.lasting))
    return {
        "reading": translate("run", "Reading the text"),
        "tokenizer": translate("run", "Training the tokenizer"),
        "encoding": translate("run", "Encoding the text"),
        "measuring": translate("run", "Measuring this machine"),
        "building": translate("run", "Building the model"),
        "evaluating": translate("run", "Evaluating"),
        "saving": translate("run", "Saving"),
        "predicting": translate("run", "Measuring on the examples"),
    }[prepared.phase]


def _share(prepared: Prepared | None) -> float | None:
    if prepared is None or not prepared.total:
        return None
    return min(1.0, prepared.done / prepared.total)


def _steps(live: LiveRun, step: StepFinished) -> str:
    total = live.history.started.total_steps if live.history.started is not None else None
    share = percent(step.progress)
    if total is None:
        return translate("run", "step {step} · {share}").format(step=number(step.step), share=share)
    return translate("run", "step {step} / {total} · {share}").format(
        step=number(step.step), total=number(total), share=share
    )


def _loss(live: LiveRun) -> str:
    """The first objective's own: where several take turns, no sum of a step is like the next."""
    history = live.history
    first = history.started.objectives[:1] if history.started is not None else ()
    for name in (*first, *history.last_losses):
        if name in history.last_losses:
            return translate("run", "{objective}: loss {loss}").format(
                objective=objective_name(name), loss=number(history.last_losses[name], 2)
            )
    return ""


def _left(step: StepFinished) -> str:
    if step.eta_seconds is None:
        return ""
    return translate("run", "{time} left").format(time=clock(step.eta_seconds))
