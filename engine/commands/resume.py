"""`resume`: go on with a run that was stopped or killed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.telling import print_json
from engine.commands.working import work_to_its_end


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("resume", help="go on with a stopped run, exactly where it was")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.set_defaults(run=resume)


def resume(given: argparse.Namespace) -> int:
    """Train on; a finished run only prints its last line again."""
    from engine.assembly import resume as resume_work
    from engine.runs.finding import find_run

    run = find_run(given.run_name, given.runs)
    status = run.status()
    if status.state == "finished" and status.summary is not None:
        print_json(status.summary)
        return 0
    return work_to_its_end(resume_work(run.path))
