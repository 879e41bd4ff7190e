"""The learning rate over the budget, as a share of the highest one.

Every schedule is a function of progress 0 … 1, so that budgets in minutes work like those in steps.
"""

from __future__ import annotations

import math


def rate_at(progress: float, schedule: str, *, warmup: float, decay: float) -> float:
    """The share 0 … 1 of the highest rate at `progress`.

    `warmup` is the share of the budget over which the rate rises from zero; `decay`, for
    "warmup-stable-decay" (Hu et al. 2024), the share over which it falls to zero at the end.
    "inverse-sqrt" (Vaswani et al. 2017, section 5.3) falls with the root of the steps, from the
    end of the warm-up on, and never to zero.
    """
    progress = min(max(progress, 0.0), 1.0)
    rising = progress / warmup if progress < warmup else 1.0
    rest = (progress - warmup) / (1 - warmup) if warmup < 1 else 0.0  # 0 … 1 after the warm-up
    match schedule:
        case "constant":
            return rising
        case "linear":
            return min(rising, 1 - max(rest, 0.0))
        case "cosine":
            return min(rising, 0.5 * (1 + math.cos(math.pi * max(rest, 0.0))))
        case "inverse-sqrt":
            return rising if progress < warmup else math.sqrt(warmup / max(progress, 1e-12))
        case "warmup-stable-decay":
            return min(rising, (1 - progress) / decay if decay > 0 else 1.0)
    raise ValueError(f"no schedule is called {schedule!r}")
