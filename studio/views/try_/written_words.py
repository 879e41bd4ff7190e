"""What is told of a text a model wrote: its likelihood, its length, how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.wording import number

if TYPE_CHECKING:
    from engine.answers import Written

translate = QCoreApplication.translate


def written_words(written: Written) -> str:
    """One line, without what is told of the fit."""
    words = translate("try", "{tokens} tokens, log probability {nats} nats")
    parts = [
        words.format(tokens=len(written.tokens), nats=number(written.log_probability, 2)),
        _ending(written),
    ]
    if written.slid:
        slid = translate("try", "{tokens} tokens at the beginning fell out of sight")
        parts.append(slid.format(tokens=number(written.slid)))
    return " · ".join(parts)


def _ending(written: Written) -> str:
    if written.stopped:
        return translate("try", "stopped")
    if written.ended:
        return translate("try", "ended by itself")
    return translate("try", "as long as allowed")
