"""Letting go of everybody who listens to a signal."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from PySide6.QtCore import SignalInstance

if TYPE_CHECKING:
    from studio.desk import Desk


def disconnect_all(*signals: SignalInstance) -> None:
    """Forget every listener of these signals; some may have none."""
    for signal in signals:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # nobody listened
            signal.disconnect()


def news_of(desk: Desk) -> tuple[SignalInstance, ...]:
    """Everything a part of the window may listen to."""
    live, told = desk.live, desk.problems
    importing = desk.importing
    importing_news = (importing.began, importing.arrived, importing.failed)
    drafts = [
        signal
        for draft in (desk.draft, desk.tuning)
        for signal in (draft.changed, draft.faults_changed, draft.confirmed, draft.save_failed)
    ]
    return (
        *(desk.theme_changed, desk.workspace_changed, desk.form_ready, desk.machine_ready),
        *(desk.runs_changed, desk.shown_changed, desk.checkpoints_changed),
        *(desk.checkpoint_changed, desk.go_to, desk.look_asked, desk.start_asked, desk.saying),
        *(desk.part_asked, *importing_news),
        *(told.reported, told.settled, told.dismissed),
        *(live.advanced, live.prepared, live.state_changed, live.ended, live.failed, live.moved),
        *drafts,
        *(desk.settings.save_failed, desk.failed_start.changed),
        *(desk.trash.changed, desk.found_text.changed, desk.found_pairs.changed),
    )
