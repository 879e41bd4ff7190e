"""Letting go of everybody who listens to a signal."""

from __future__ import annotations

import warnings

from PySide6.QtCore import SignalInstance


def disconnect_all(*signals: SignalInstance) -> None:
    """Forget every listener of these signals; some may have none."""
    for signal in signals:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # nobody listened
            signal.disconnect()
