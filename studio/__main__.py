"""The window's command line: `python -m studio`, or `cloze-studio` once installed."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.huge_pages import start_again
from studio import display
from studio.terminal import say

FAILED, WRONG_USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or write its pictures; the exit status."""
    given = _read(sys.argv[1:] if arguments is None else arguments)
    if given.screenshots is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not display.has_display():
        _without_display(given)
    missing = display.missing_packages()
    if missing:
        say(
            "Cloze Studio needs system libraries that are not installed here.\n"
            f"On Debian or Ubuntu:  {display.apt_line(missing)}"
        )
        return FAILED
    if sys.platform == "win32":
        # torch's DLLs do not load once Qt's have (pytorch#166628)
        importlib.import_module("engine.devices")
    from studio.app import run

    return run(given)


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="cloze-studio", description="Train small language models and watch them learn."
    )
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="folder of runs and texts")
    parser.add_argument("--language", choices=("en", "zh_CN"))
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument(
        "--demo", action="store_true", help="train a tiny model on the sample text, in a spare room"
    )
    parser.add_argument(
        "--screenshots",
        type=Path,
        metavar="DIR",
        help="with --demo: write a picture of every page there, without a screen, and end",
    )
    parser.add_argument(
        "--seconds", type=float, default=40.0, help="how long the demo trains (default 40)"
    )
    given = parser.parse_args(arguments)
    if given.screenshots is not None and not given.demo:
        parser.error("--screenshots goes with --demo")
    return given


def _without_display(given: argparse.Namespace) -> None:
    from engine.resources import cache_folder

    given.demo, given.screenshots = True, cache_folder() / "screenshots"
    given.workspace = None  # the demo would write its recipe and its run into the person's own
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    say(
        "There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
        "Instead of opening a window this runs\n"
        f"  python -m studio --demo --screenshots {given.screenshots}\n"
        "which trains a tiny model for real and writes pictures of every page there."
    )


def start() -> int:
    """Be the program, alone in its process."""
    start_again()
    return main()


if __name__ == "__main__":
    sys.exit(start())
