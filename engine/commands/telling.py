"""How a run is told on stderr: one line that is rewritten on a terminal, few lines elsewhere."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from shutil import get_terminal_size
from typing import Any, TextIO
from unicodedata import east_asian_width

from engine.disk import reason_of
from engine.events import (
    CheckpointSaved,
    Evaluated,
    Event,
    Noticed,
    Prepared,
    RunStarted,
    StepFinished,
)
from engine.faults import Fault
from engine.wording import printable, translate

PHASES = {
    "reading": "reading the text",
    "tokenizer": "training the tokenizer",
    "encoding": "encoding the text",
    "predicting": "measuring with the test examples",
    "drilling": "making exercises",
    "measuring": "measuring this machine",
    "building": "building the model",
    "evaluating": "evaluating",
    "saving": "saving",
}
FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
MOST_NATS = 700.0  # whose exponential is a number still
UNREAD = 141  # the status shells give to what a closed pipe ended


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON object on a line of stdout; in ASCII where stdout cannot hold its letters."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        line = json.dumps(value)
    _print(line)


def print_page(text: str) -> None:
    """Markdown on stdout; letters stdout cannot hold are named, as in &#8722;."""
    encoding = sys.stdout.encoding or "utf-8"
    _print(text.encode(encoding, "xmlcharrefreplace").decode(encoding))


def _print(text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has seen enough: `presets | head -1`
        _write_no_more()
        raise SystemExit(UNREAD) from None
    except OSError as error:
        _write_no_more()
        raise Fault(
            translate("faults", "The answer cannot be written to the standard output."),
            why="{reason}",
            now=translate("faults", "See where it is led to, and ask again."),
            reason=reason_of(error),
        ) from error


def _write_no_more() -> None:
    """Lead stdout nowhere: what it still holds would fail again as the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """Lines for people on stderr; nothing ends because nobody can read them."""
    safe = "\n".join(map(printable, text.split("\n")))
    with suppress(OSError, RuntimeError):  # nobody reads, or a signal met another write
        sys.stderr.write(f"{safe}\n")
        sys.stderr.flush()


def open_closed_streams() -> None:
    """Give a process started without stdin, stdout or stderr something in their place.

    The next file it opens would take their number, and be written to by whoever means stderr.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - as long as the process


class Teller:
    """Tells people on a terminal (or in a log) how the work goes."""

    def __init__(self, stream: TextIO | None = None, *, log_seconds: float = 10.0) -> None:
        self._stream = stream or sys.stderr
        self._terminal = self._stream.isatty()
        self._pause = 0.1 if self._terminal else log_seconds
        self._next = 0.0
        self._phase = ""
        self._phase_began = 0.0
        self._open_line = False

    def __call__(self, event: Event) -> None:
        """Take one event; most are told only now and then."""
        match event:
            case Prepared():
                self._prepared(event)
            case StepFinished():
                self._passing(_step_line(event))
            case RunStarted():
                self._lasting(_start_line(event))
            case Evaluated():
                for line in _validation_lines(event):
                    self._lasting(line)
            case CheckpointSaved():
                self._lasting(f"step {event.step:,}: checkpoint saved")
            case Noticed():
                self._lasting(f"step {event.step:,}: {event.level}: {event}")
            case _:
                pass

    def close(self) -> None:
        """End a line that is still being rewritten."""
        if self._open_line:
            self._write("\n")
            self._open_line = False

    def _prepared(self, event: Prepared) -> None:
        now = time.monotonic()
        if event.phase != self._phase:
            self._phase, self._phase_began, self._next = event.phase, now, 0.0
        line = PHASES[event.phase]
        if event.total:
            share = min(1.0, event.done / event.total)
            line += f" {share:4.0%}"
            if share > 0.02:
                line += f", {_clock((now - self._phase_began) * (1 - share) / share)} left"
        if event.detail:
            line += f" ({event.detail})"
        if event.lasting:
            line += f", this pass {event.lasting:.0f} s so far"
        self._passing(line)

    def _passing(self, line: str) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + self._pause
        if self._terminal:
            # One row, or only its last part would be written over the next time.
            self._write(f"\r\x1b[K{cut(printable(line), get_terminal_size().columns - 1)}")
            self._open_line = True
        else:
            self._write(f"{printable(line)}\n")

    def _lasting(self, line: str) -> None:
        line = printable(line)
        self._write(f"\r\x1b[K{line}\n" if self._terminal else f"{line}\n")
        self._open_line = False

    def _write(self, text: str) -> None:
        with suppress(OSError):  # who stopped reading the log did not ask for the run to end
            self._stream.write(text)
            self._stream.flush()


def cut(line: str, columns: int) -> str:
    """As much of the line as fits so many columns; wide letters take two."""
    for place, letter in enumerate(line):
        columns -= 2 if east_asian_width(letter) in "WF" else 1
        if columns < 0:
            return line[:place]
    return line


def _start_line(event: RunStarted) -> str:
    return (
        f"{event.run}: {event.parameters:,} parameters on {event.device} in {event.dtype}, "
        f"attention {event.attention}, {event.threads} threads, {event.micro_batch} rows at once; "
        f"unigram entropy {event.unigram_entropy:.3f} nats"
    )


def _step_line(event: StepFinished) -> str:
    losses = ", ".join(f"{name} {loss:.3f}" for name, loss in event.losses.items())
    left = "" if event.eta_seconds is None else f", {_clock(event.eta_seconds)} left"
    return (
        f"step {event.step:,} ({event.progress:.0%}): {losses}, lr {event.lr:.2e}, "
        f"{event.tokens_per_second:,.0f} tokens/s{left}"
    )


def _validation_lines(event: Evaluated) -> list[str]:
    """A line for each loss; perplexity only beside bits per byte, which no tokenizer changes."""
    width = max(map(len, event.losses), default=0)
    lines = []
    for name, loss in event.losses.items():
        told = [f"step {event.step:,}: validation {name:<{width}} {loss:.3f}"]
        if name in event.baselines:
            told.append(f"baseline {event.baselines[name]:.3f}")
        if name in event.accuracies:
            told.append(f"accuracy {event.accuracies[name]:.1%}")
        if name in event.bits_per_byte:
            told.append(f"{event.bits_per_byte[name]:.3f} bits per byte")
            told.append(f"perplexity {math.exp(min(loss, MOST_NATS)):,.1f}")
        lines.append(", ".join(told))
    return lines


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
