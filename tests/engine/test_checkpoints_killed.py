"""No checkpoint that was announced is lost, whenever its writer is killed."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from engine import disk
from engine.runs import Run
from tests.engine.run_samples import new_run, save

SAVE_FOREVER = """
import sys
from pathlib import Path
from engine.runs import Run
from tests.engine.run_samples import save
run = Run.open(Path(sys.argv[1]))
with run.lock():
    latest = run.latest()
    step = latest.step if latest else 0
    while True:
        step += 1
        save(run, step)
        print(step, flush=True)
"""


def test_no_announced_checkpoint_is_lost_to_kill(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 1)
    draws = random.Random(0)
    for _ in range(8):
        announced = kill_at_random(run.path, draws)
        again = Run.open(run.path)
        check_after_failure_of_kill(again, announced)


def kill_at_random(path: Path, draws: random.Random) -> int:
    command = [sys.executable, "-c", SAVE_FOREVER, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(draws.randint(1, 9))]
        try:
            child.wait(draws.random() * 0.01)
        except subprocess.TimeoutExpired:
            child.kill()
        lines += child.stdout.read().splitlines()
    return int(lines[-1])


def check_after_failure_of_kill(run: Run, announced: int) -> None:
    latest = run.latest()
    assert latest is not None
    assert latest.step >= announced
    assert run.load_checkpoint(latest).state["step_of_state"] == latest.step
    assert run.damaged == {}
    assert not any(disk.is_partial(path) for path in (run.path / "checkpoints").iterdir())
    assert not run.at_work()
