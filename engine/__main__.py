"""The command line: the same recipes and runs as the window, without it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from engine.commands import doctor, predict, prepare, presets, resume, train
from engine.faults import Cancelled, Fault, RecipeFault

COMMANDS = (prepare, train, resume, predict, presets, doctor)

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m engine",
        description="Train small language models and look into them, without a window.",
        epilog="stdout carries data as JSON lines; stderr tells people how it goes.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.declare(commands)
    given = parser.parse_args(arguments)
    try:
        status: int = given.run(given)
    except RecipeFault as fault:
        return _failed(fault, WRONG_USAGE)
    except Fault as fault:
        return _failed(fault, FAILED)
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    return status


def _failed(fault: Fault, status: int) -> int:
    sys.stderr.write(f"{fault}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
