"""How a run is told: lines for people on stderr, JSON on stdout, whatever the streams are."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.commands.telling import Teller, print_json
from engine.commands.working import stopped_by_signals
from engine.control import Control
from engine.events import CheckpointSaved, Evaluated, Noticed, Prepared, StepFinished
from engine.faults import Fault
from tests.engine.assembly_samples import write_recipe

Captured = pytest.CaptureFixture[str]


def test_json_survives_a_stdout_that_knows_only_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding="ascii"))

    print_json({"token": "门"})

    assert json.loads(data.getvalue()) == {"token": "门"}


class GonePipe(io.StringIO):
    """A stream whose reader has gone."""

    refused = 0

    def write(self, text: str) -> int:
        self.refused += 1
        raise BrokenPipeError


def saved(step: int) -> CheckpointSaved:
    """A checkpoint on disk."""
    return CheckpointSaved(step, "", 1, 0.1)


def test_a_long_pass_while_measuring_is_told_of() -> None:
    stream = io.StringIO()
    Teller(stream)(Prepared("measuring", 2.0, 6.0, "seconds", "fp32 sdpa", 3.2))
    assert stream.getvalue().endswith("(fp32 sdpa), this pass 3 s so far\n")


def test_a_log_nobody_reads_does_not_end_the_run() -> None:
    gone = GonePipe()
    teller = Teller(gone)

    teller(saved(3))
    teller(saved(4))
    teller.close()

    assert gone.refused == 2  # each was tried, and none was raised


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_what_happened_once_stays_on_its_own_line(stream: Callable[[], io.StringIO]) -> None:
    told = stream()
    teller = Teller(told)

    teller(saved(3))
    teller(Noticed(4, "warning", "The disk has {room} left.", {"room": "1 MB"}))
    teller.close()

    lines = told.getvalue().replace("\r\x1b[K", "").splitlines()
    assert lines == [
        "step 3: checkpoint saved",
        "step 4: warning: The disk has 1 MB left.",
    ]


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_every_loss_has_a_line_beside_what_it_must_beat(
    stream: Callable[[], io.StringIO],
) -> None:
    told = stream()
    losses = {"causal_lm": 3.25, "next_sentence": 0.6, "contrastive": 1.5, "lost": 1e9}
    evaluated = Evaluated(
        1200,
        1,
        1.0,
        losses,
        accuracies={"causal_lm": 0.3125, "next_sentence": 0.66},
        baselines={"causal_lm": 6.02, "next_sentence": 0.693},
        bits_per_byte={"causal_lm": 1.234, "lost": 1e8},
    )

    Teller(told)(evaluated)

    lines = told.getvalue().replace("\r\x1b[K", "").splitlines()
    assert lines[:3] == [
        "step 1,200: validation causal_lm     3.250, baseline 6.020, accuracy 31.2%, "
        "1.234 bits per byte, perplexity 25.8",
        "step 1,200: validation next_sentence 0.600, baseline 0.693, accuracy 66.0%",
        "step 1,200: validation contrastive   1.500",
    ]
    assert len(lines) == 4


@pytest.mark.parametrize("columns", [20, 80])
def test_a_line_that_is_rewritten_never_wraps(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = Terminal()
    teller = Teller(told)
    losses = {"masked_lm": 5.123, "next_sentence": 0.693}

    teller(StepFinished(12345, 1, 1.0, 0.12, losses, {}, {}, 3e-3, 1.0, 48123.4, 131.0, 1))
    assert len(told.getvalue().removeprefix("\r\x1b[K")) == columns - 1

    told.truncate(0)
    told.seek(0)
    Teller(told)(Prepared("reading", 1, None, "bytes", "书" * 60))
    line = told.getvalue().removeprefix("\r\x1b[K")
    assert columns - 2 <= len(line) + line.count("书") <= columns - 1


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_a_file_name_gives_the_terminal_no_orders(stream: Callable[[], io.StringIO]) -> None:
    told = stream()
    teller = Teller(told)

    teller(Prepared("reading", 1, None, "bytes", "a\x1b]0;title\x07\nb\u202e.txt"))
    teller(Noticed(4, "warning", "{path} is skipped.", {"path": "\x1b[2J.txt"}))
    teller.close()

    text = told.getvalue().replace("\r\x1b[K", "")
    assert "a?]0;title??b?.txt" in text
    assert "?[2J.txt is skipped." in text
    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_a_signal_stops_the_run_though_nobody_reads_its_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    control = Control()
    with stopped_by_signals(control) as received, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", GonePipe())
        signal.raise_signal(signal.SIGTERM)

    assert received == [signal.SIGTERM]
    assert control.stopping


def test_a_signal_is_answered_with_what_the_work_does(capsys: pytest.CaptureFixture[str]) -> None:
    with stopped_by_signals(Control(), lambda: "stopping; nothing stays behind"):
        signal.raise_signal(signal.SIGINT)
    assert capsys.readouterr().err == "\nstopping; nothing stays behind\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("no such\nkernel"), "failed: RuntimeError: no such kernel\n"),
        (PermissionError(13, "Permission denied", "/books"), "/books cannot be written or read"),
        (OSError("a disk without a name"), "failed: OSError: a disk without a name\n"),
        (Fault("There is no {path}.", path="a\x1b[2J.txt"), "There is no a?[2J.txt."),
    ],
)
def test_whatever_is_raised_is_one_line(
    error: Exception, said: str, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise error

    monkeypatch.setattr("engine.assembly.machine", broken)

    assert main(["doctor"]) == 1

    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no shell that closes a stream")
def test_a_closed_stderr_ends_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "engine", "train", str(write_recipe(tmp_path))]
    words += ["--runs", str(tmp_path / "runs"), "--set", "training.steps=2"]

    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *words], stdout=subprocess.PIPE, text=True, check=False
    )

    assert ended.returncode == 0
    summary = json.loads(ended.stdout)
    assert summary["steps"] == 2
