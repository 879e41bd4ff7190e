"""Questions to trained runs: the right model answers, each kind as its own objectives taught it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Cancelled, Fault
from engine.inference import opening
from engine.inference.opening import Opened
from engine.manner import Manner
from engine.runs import Run
from studio import answers
from studio import loaded as loading
from studio.jobs import Jobs
from tests.engine import answer_samples as samples
from tests.studio.scripted_run import write_run

Ask = Callable[..., Any]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The runs whose checkpoints were loaded so far; each has other weights."""
    found: list[Path] = []

    def open_checkpoint(run: Run, _step: int, **_how: Any) -> Opened:
        found.append(run.path)
        return samples.opened("masked_lm", seed=len(found))

    monkeypatch.setattr(opening, "open_checkpoint", open_checkpoint)
    return found


@pytest.fixture
def learned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """Makes a run that learned these objectives."""

    def run_of(*names: str) -> Path:
        loaded = samples.opened(*names, fields={"span_corruption": {"rate": 0.1}})
        monkeypatch.setattr(opening, "open_checkpoint", lambda _run, _step, **_how: loaded)
        path = tmp_path / "-".join(names)
        write_run(path, 1000)
        return path

    return run_of


def test_a_checkpoint_stays_loaded(made: list[Path], tmp_path: Path) -> None:
    run = write_run(tmp_path / "test", 1000)
    for _ in range(3):
        answers.fill_masks(run.path, 1000, "the [MASK]")
    assert len(made) == 1


def test_loading_shows_in_its_job_and_can_be_cancelled(jobs: Jobs, qtbot, monkeypatch, tmp_path):
    """As the views ask: they hand on no control of their own."""
    run = write_run(tmp_path / "test", 1000)
    begun, cancelled = threading.Event(), threading.Event()

    def open_checkpoint(_run: Run, _step: int, *, control: Control, progress: Progress) -> Opened:
        progress(Prepared("reading", 0, None, ""))
        begun.set()
        assert cancelled.wait(10)
        control.check()
        raise AssertionError("it was not cancelled")

    monkeypatch.setattr(opening, "open_checkpoint", open_checkpoint)
    job = jobs.run(lambda _c, _p: answers.fill_masks(run.path, 1000, "the [MASK]"), failed=print)
    told: list[Prepared] = []
    job.progressed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        cancelled.set()
    assert begun.is_set()
    assert told[0].phase == "reading"


def test_a_run_of_the_same_name_is_another_one(made: list[Path], tmp_path: Path) -> None:
    path = write_run(tmp_path / "test", 1000).path
    first = answers.fill_masks(path, 1000, "the [MASK]")
    shutil.move(path, tmp_path / "trash")
    write_run(path, 1000)
    assert answers.fill_masks(path, 1000, "the [MASK]") != first
    assert len(made) == 2


def test_a_run_of_masks_fills_and_weighs(learned: Callable[..., Path]) -> None:
    run = learned("masked_lm", "next_sentence")
    filled = answers.fill_masks(run, 1000, "The [MASK].", 3, typed="door", looks=True)
    assert [len(one.candidates) for one in filled.predictions] == [3]
    assert len(filled.typed) == len(filled.looks) == 1
    found = answers.pseudo_likelihood(run, 1000, "The door.", Control())
    assert len(found.plain.log_probabilities) == 3
    judged = answers.judge_pairs(run, 1000, "The door.", "walk")
    assert sum(judged.shares["next_sentence"].values()) == pytest.approx(1.0)
    assert answers.similar(run, 1000, ["The door.", "walk"]).cosines.shape == (2, 2)


def test_a_decoder_goes_on_and_is_stopped(learned: Callable[..., Path]) -> None:
    run, manner = learned("causal_lm", "masked_next_token"), Manner(temperature=1.3, most=9)
    told: list[str] = []
    found = answers.continue_text(run, 1000, "The door", manner, 5, Control(), told.append)
    assert "".join(told) == found.behind
    again = answers.continue_text(run, 1000, "The door", manner, 5, Control(), told.append)
    assert again == found
    control = Control()
    short = answers.continue_text(
        run, 1000, "The door", manner, 5, control, lambda _piece: control.stop()
    )
    assert short.stopped
    assert found.behind.startswith(short.behind)
    assert len(short.tokens) < len(found.tokens)


def test_an_encoder_decoder_fills_spans_by_what_taught_it(learned: Callable[..., Path]) -> None:
    run = learned("span_corruption", "denoising")
    found = answers.fill_spans(run, 1000, "The [MASK] was open.", Manner(most=6), 0, Control())
    assert [one.gap for one in found.spans] == ["[MASK]"]
    with pytest.raises(Fault, match="cannot be asked that"):
        answers.translations(run, 1000, "The door.", Manner(), 0, Control())


def test_translations_come_the_likeliest_first(learned: Callable[..., Path]) -> None:
    run, manner = learned("translation"), Manner(beams=3, most=5, length_penalty=0.0)
    found = answers.translations(run, 1000, "The door.", manner, 0, Control())
    scores = [one.log_probability for one in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)


def test_a_detector_spots(learned: Callable[..., Path]) -> None:
    run = learned("replaced_token_detection")
    assert [one.token for one in answers.spot(run, 1000, "The door.").tokens] == [
        "the",
        "door",
        ".",
    ]


def test_weighing_that_is_stopped_answers_nobody(learned: Callable[..., Path]) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        answers.pseudo_likelihood(learned("masked_lm"), 1000, "The door.", control)


def test_others_are_answered_while_a_text_is_written(learned: Callable[..., Path]) -> None:
    run = learned("causal_lm", "masked_next_token")
    told: list[str] = []
    others: list[threading.Thread] = []
    answered: list[Any] = []

    def emit(piece: str) -> None:
        if not others:
            ask = lambda: answered.append(answers.fill_masks(run, 1000, "the [MASK]"))  # noqa: E731
            others.append(threading.Thread(target=ask))
            others[0].start()
            while not loading._TURNS.num_waiting:  # until it waits
                time.sleep(0.001)
        told.append(f"{piece}{'!' * len(answered)}")

    found = answers.continue_text(run, 1000, "The", Manner(most=12), 0, Control(), emit)
    others[0].join()
    assert "".join(told).replace("!", "") == found.behind
    assert told[-1].endswith("!")  # the other was answered before this was done
