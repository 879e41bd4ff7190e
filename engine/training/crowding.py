"""How busy other programs keep the processor while this one measures."""

from __future__ import annotations

import os
import time

import psutil

IDLE = ("idle", "iowait", "guest", "guest_nice")  # a guest's time counts as the user's already


class Crowding:
    """Watched from its making on."""

    def __init__(self) -> None:
        self._began, self._busy, self._own = _now()

    def share(self) -> float:
        """What others took of all cores since then, 0 to 1; ticks of 10 ms make it rough."""
        ended, busy, own = _now()
        seconds = (ended - self._began) * (os.cpu_count() or 1)
        others = (busy - self._busy) - (own - self._own)
        return min(max(others / max(seconds, 1e-9), 0.0), 1.0)


def _now() -> tuple[float, float, float]:
    """Clock, and processor seconds of all programs and of this one."""
    times = psutil.cpu_times()._asdict()
    busy = sum(seconds for name, seconds in times.items() if name not in IDLE)
    return time.perf_counter(), busy, time.process_time()
