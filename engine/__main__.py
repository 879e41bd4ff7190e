"""The command line: the same recipes and runs as the window, without it."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from engine.commands import (
    applications,
    doctor,
    drill,
    evaluate,
    export,
    import_,
    objectives,
    predict,
    prepare,
    presets,
    resume,
    train,
    tune,
)
from engine.commands.telling import FAILED, INTERRUPTED, WRONG_USAGE, open_closed_streams, say
from engine.disk import disk_fault
from engine.faults import Cancelled, Fault, WrongUsage
from engine.huge_pages import start_again

COMMANDS = (
    *(prepare, train, resume, tune, predict, drill, evaluate, export, import_),
    *(applications, presets, objectives, doctor),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    open_closed_streams()
    parser = argparse.ArgumentParser(
        prog="python -m engine",
        description="Train small language models and look into them, without a window.",
        epilog="stdout carries data, as JSON lines (objectives: Markdown); "
        "stderr tells people how it goes.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.declare(commands)
    given, unknown = parser.parse_known_args(arguments)
    if unknown:  # told with the usage of the command, not of all
        commands.choices[given.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        status: int = given.run(given)
    except (Cancelled, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - people get one line, whatever went wrong
        if sys.flags.dev_mode:
            traceback.print_exc()
        say(_reason(error))
        return WRONG_USAGE if isinstance(error, WrongUsage) else FAILED
    return status


def _reason(error: Exception) -> str:
    """What went wrong; on one line but for a recipe's list of faults."""
    if isinstance(error, OSError) and error.filename:
        error = disk_fault(error, Path(str(error.filename)))
    if isinstance(error, Fault):
        return str(error)
    return " ".join(f"failed: {type(error).__name__}: {error}".split())


if __name__ == "__main__":
    start_again()
    sys.exit(main())
