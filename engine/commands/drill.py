"""`drill`: a lesson of cloze exercises out of a text, made by a run that fills masks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.predict import count
from engine.commands.telling import Teller, print_json, say
from engine.tasks.lesson import LEVELS, Lesson


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("drill", help="make cloze exercises of a text")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="text of the lesson")
    parser.add_argument("--items", type=count, default=10, help="exercises at most (default 10)")
    parser.add_argument(
        "--level",
        type=int,
        choices=LEVELS,
        default=3,
        help="how common the words are: 1 the commonest fifth, 5 the rarest (default 3)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn (default 0)")
    parser.add_argument(
        "--sheet",
        type=Path,
        metavar="FILE",
        help="a worksheet to print, with its key on a page of its own: .html or .txt",
    )
    parser.add_argument("--step", type=int, help="checkpoint (default: the newest)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.set_defaults(run=drill, misused=parser.error)


def drill(given: argparse.Namespace) -> int:
    """One JSON line per exercise; the key is in it."""
    if given.seed < 0:
        given.misused("--seed must not be negative")
    if given.sheet is not None and given.sheet.suffix.lower() not in (".html", ".txt"):
        given.misused("a worksheet is a .html or a .txt file")
    from engine import disk
    from engine.inference.opening import open_checkpoint
    from engine.runs.finding import find_run
    from engine.tasks.drill import drill as make
    from engine.tasks.lesson_text import text_of
    from engine.tasks.worksheet import worksheet_html, worksheet_text

    opened = open_checkpoint(find_run(given.run_name, given.runs), given.step)
    teller = Teller()
    try:
        text = text_of(given.files, progress=teller)
        lesson = make(
            opened, text, items=given.items, level=given.level, seed=given.seed, progress=teller
        )
    finally:
        teller.close()
    _print(lesson)
    if len(lesson.exercises) < given.items:
        say(f"of {lesson.sentences} sentences no more than {len(lesson.exercises)} will do")
    if given.sheet is not None:
        write = worksheet_html if given.sheet.suffix.lower() == ".html" else worksheet_text
        disk.write_bytes(given.sheet, write(lesson, given.files[0].stem).encode())
    return 0


def _print(lesson: Lesson) -> None:
    for number, one in enumerate(lesson.exercises, start=1):
        options = [{"text": o.text, "probability": round(o.probability, 6)} for o in one.options]
        told = {"options": options, "right": one.right, "answer": one.answer, "rank": one.rank}
        print_json({"exercise": number, "cloze": one.cloze, **told})
