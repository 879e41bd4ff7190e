"""What other programs take of the processor meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from engine.training import crowding
from engine.training.crowding import Crowding

SPIN = "import time\nend = time.time() + {seconds}\nwhile time.time() < end: pass"


def test_only_what_others_take_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    cores = os.cpu_count() or 1
    moments = iter([(0.0, 100.0, 7.0), (10.0, 100.0 + 6.0 * cores, 7.0 + 2.0 * cores)])
    monkeypatch.setattr(crowding, "_now", lambda: next(moments))
    assert Crowding().share() == pytest.approx(0.4)


def test_another_program_is_seen_and_ones_own_work_is_not() -> None:
    began, busy, own = crowding._now()
    other = subprocess.Popen([sys.executable, "-c", SPIN.format(seconds=1.0)])
    other.wait()
    while time.process_time() < own + 0.3:
        pass
    ended, later, mine = crowding._now()
    assert ended > began
    assert mine - own == pytest.approx(0.3, abs=0.2)
    assert later - busy >= 0.5 + (mine - own)
