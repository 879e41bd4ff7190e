"""Measured values as people read them: few digits, but telling ones."""

from __future__ import annotations

import math

from studio.wording import number, short_number


def value(measured: float) -> str:
    """A measured value in about three telling digits."""
    if not math.isfinite(measured):
        return "–"
    size = abs(measured)
    if size >= 1e4:
        return short_number(measured)
    if size >= 0.01:
        return number(measured, 0 if size >= 100 else 2 if size >= 1 else 3)
    if size >= 1e-4:
        return f"{measured:.3g}"
    return f"{measured:.2e}".replace("e-0", "e-") if measured else "0"
