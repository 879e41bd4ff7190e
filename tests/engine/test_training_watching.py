"""Looks never take more than a twentieth of the time, and follow what is pinned meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.assembly import resume, start
from engine.control import Control, Pin
from engine.disk import InUse
from engine.events import Event, Noticed, ProbeTaken, SentenceProbe, StateChanged, StepFinished
from engine.faults import Fault
from engine.probes.pinned import PinnedSentences
from engine.recipe.probes import ProbesConfig
from engine.runs.pins import MOST
from engine.runs.run import Run
from engine.training import watching
from engine.training.budget import Position
from engine.training.watching import Prober
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start_and_end,
    train,
    weights,
)
from tests.engine.run_samples import new_run

FIRST, SECOND = "Bara [MASK] kera.", "Lini mora [SEP] Keni ralo."


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class SlowHead:
    """A look that takes as long as it is told to."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self.clock, self.seconds, self.taken = clock, seconds, 0

    def take(self, step: int, seconds: float) -> ProbeTaken:
        self.clock.now += self.seconds
        self.taken += 1
        maps = np.ones((1, 1, 1, 1), np.float16)
        return ProbeTaken(step, seconds, (SentenceProbe("a", ("a",), maps, ()),))


def told(event: Event) -> None:
    pass


@pytest.mark.parametrize("took", [0.01, 0.3, 5.0])
def test_a_look_is_due_only_when_thirty_nine_times_as_long_has_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, took: float
) -> None:
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    head, position = SlowHead(clock, took), Position.at({})
    often = ProbesConfig(seconds=0.0, steps=1)
    run = new_run(tmp_path / "run")
    prober = Prober([head], often, run=run, position=position, tell=told)
    prober.poll()
    assert head.taken == 1
    for share, taken in ((38.9, 1), (0.2, 2), (38.9, 2), (0.2, 3)):
        clock.now += share * took
        position.step += 1
        prober.poll()
        assert head.taken == taken
    prober.want()  # but whoever asks is answered at once
    prober.poll()
    assert head.taken == 4


def test_writing_a_look_counts_as_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    head, position = SlowHead(clock, 0.0), Position.at({})
    run = new_run(tmp_path / "run")

    def slow_disk(probe: ProbeTaken) -> int:
        clock.now += 1.0
        return 2

    monkeypatch.setattr(run, "write_probe", slow_disk)
    often = ProbesConfig(seconds=0.0, steps=1)
    prober = Prober([head], often, run=run, position=position, tell=told)
    prober.poll()
    for passes, taken in ((38.9, 1), (0.2, 2)):
        clock.now += passes
        position.step += 1
        prober.poll()
        assert head.taken == taken


def train_and(
    work: Callable[..., None], ask: Callable[[Control], None], *, at: int, stop_at: int = 10**9
) -> list[Event]:
    """Do the work, asking for something at the first report of step `at` or later."""
    events: list[Event] = []
    control, asked = Control(), []

    def emit(event: Event) -> None:
        events.append(event)
        if isinstance(event, StepFinished):
            if event.step >= at and not asked:
                asked.append(event.step)
                ask(control)
            if event.step >= stop_at:
                control.stop()

    work(emit, control)
    return events


def seen(events: list[Event]) -> list[tuple[str, ...]]:
    return [
        tuple(one.sentence for one in event.sentences)
        for event in events
        if isinstance(event, ProbeTaken)
    ]


def test_a_sentence_pinned_meanwhile_is_seen_at_once_and_stays_with_the_run(
    tmp_path: Path,
) -> None:
    recipe = sample(tmp_path, "training.steps=200").with_sentences((FIRST,))
    path = tmp_path / "runs" / "one"

    events = train_and(start(recipe, path), lambda it: it.pin(f" {SECOND}\n"), at=1, stop_at=20)

    looks = seen(events)
    assert looks[0] == (FIRST,)
    assert looks[-1] == (FIRST, SECOND)
    run = Run.open(path)
    assert run.pins() == (FIRST, SECOND)
    assert run.recipe_data["probes"]["sentences"] == [FIRST]
    newest = run.read_probe(run.probe_steps()[-1])
    assert newest.sentences[1].second is not None
    assert newest.sentences[1].judgements["next_sentence"]
    again = train_and(resume(path), lambda it: it.unpin(FIRST), at=21, stop_at=30)
    assert seen(again)[-1] == (SECOND,)
    assert Run.open(path).pins() == (SECOND,)


def test_pins_while_paused_are_seen_at_once(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "training.steps=40").with_sentences((FIRST,))
    control = Control()
    order: list[str] = []

    def emit(event: Event) -> None:
        if isinstance(event, StepFinished) and not order:
            order.append("asked")
            control.pause()
        if isinstance(event, StateChanged) and event.state == "paused":
            order.append("paused")
            control.pin(SECOND)
        if isinstance(event, ProbeTaken) and len(event.sentences) == 2 and len(order) == 2:
            order.append("seen")
            control.resume()

    start(recipe, tmp_path / "runs" / "one")(emit, control)
    assert order == ["asked", "paused", "seen"]


def test_what_cannot_be_pinned_is_told_and_changes_nothing(tmp_path: Path) -> None:
    many = tuple(f"Bara {'kera ' * count}lini." for count in range(MOST))
    recipe = sample(tmp_path, "training.steps=12").with_sentences(many)
    path = tmp_path / "runs" / "one"

    def ask(control: Control) -> None:
        control.pin("One more.")
        control.unpin(many[-1])
        control.pin("[MASK]")
        control.pin(many[0])

    events = train_and(start(recipe, path), ask, at=1)

    notices = [str(event) for event in events if isinstance(event, Noticed)]
    assert len(notices) == 2
    assert f"“One more.” could not be pinned. {MOST} sentences" in notices[0]
    assert "“[MASK]” could not be pinned. There are only special tokens" in notices[1]
    assert seen(events)[-1] == many[:-1]
    assert Run.open(path).pins() == many[:-1]


def test_no_text_that_is_pinned_ends_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tokenizer's own library fails in its own ways."""

    def fail(_self: object, pin: Pin, _step: int = 0) -> None:
        raise TypeError("TextEncodeInput")

    monkeypatch.setattr(PinnedSentences, "pin", fail)
    recipe = sample(tmp_path, "training.steps=12").with_sentences((FIRST,))
    path = tmp_path / "runs" / "one"
    events = train_and(start(recipe, path), lambda it: it.pin("the \ud800 door"), at=1)
    notices = [str(event) for event in events if isinstance(event, Noticed)]
    assert [one for one in notices if "could not be pinned. TextEncodeInput" in one]
    assert Run.open(path).status().state == "finished"


def test_a_run_may_be_without_any_pinned_sentence(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "training.steps=12").with_sentences((FIRST,))
    path = tmp_path / "runs" / "one"
    events = train_and(start(recipe, path), lambda it: it.unpin(FIRST), at=1)
    assert seen(events) == [(FIRST,)]
    assert Run.open(path).pins() == ()


def test_pinning_changes_no_number_of_an_interrupted_run(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "probes.steps=3").with_sentences((FIRST,))
    start_and_end(recipe, tmp_path / "whole")
    path = tmp_path / "parts"
    train_and(start(recipe, path), lambda it: it.pin(SECOND), at=3, stop_at=12)
    Run.open(path).pin("Nuni ramo.")
    resume_to_end(path)
    assert largest_difference(weights(tmp_path / "whole"), weights(path)) == 0.0
    newest = Run.open(path).read_probe(30)
    assert [one.sentence for one in newest.sentences] == [FIRST, SECOND, "Nuni ramo."]


def test_pins_of_a_run_at_rest_are_kept_for_its_next_resume(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    assert run.pins() == ()
    run.pin("  One. ")
    run.pin("Two. [SEP] Three.")
    run.pin("One.")
    assert Run.open(run.path).pins() == ("One.", "Two. [SEP] Three.")
    run.unpin("One.")
    run.unpin("Never there.")
    assert Run.open(run.path).pins() == ("Two. [SEP] Three.",)
    assert run.probe_steps() == []
    with pytest.raises(Fault, match="no words"):
        run.pin(" \n")
    for number in range(MOST - 1):
        run.pin(f"Sentence {number}.")
    with pytest.raises(Fault, match=f"{MOST} sentences are pinned already"):
        run.pin("One more.")
    with run.lock(), pytest.raises(InUse):
        Run.open(run.path).pin("Not now.")


def test_damaged_pins_are_named_and_stop_no_run(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "training.steps=20").with_sentences((FIRST,))
    path = tmp_path / "runs" / "one"
    train_and(start(recipe, path), lambda it: it.pin(SECOND), at=1, stop_at=5)
    file = path / "probes" / "pinned.json"
    good = file.read_bytes()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1
        file.write_bytes(bad)
        with pytest.raises(Fault, match=r"pinned\.json"):
            Run.open(path).pins()
    events, ended = train(resume(path))
    assert ended.ending == "finished"
    (notice,) = [str(one) for one in events if isinstance(one, Noticed) and "later" in str(one)]
    assert "pinned.json" in notice
    assert seen(events)[-1] == (FIRST,)


def test_requests_come_in_the_order_they_were_made() -> None:
    control = Control()
    control.pin("a")
    control.unpin("a")
    control.pin("b")
    assert control.take_pins() == [Pin("a", True), Pin("a", False), Pin("b", True)]
    assert control.take_pins() == []
