"""What a run computes with, in words: device, arithmetic, threads and what was measured for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from engine.events import RunStarted


class Computing(QObject):
    """Tells how a run computes; an object because plural forms are found only under `self.tr`."""

    def line(self, started: RunStarted) -> list[str]:
        """The three facts that tell most, each short."""
        return [started.device, started.dtype, self._threads(started)]

    def tip(self, started: RunStarted) -> str:
        """All of them, one a line, what was measured for the run included."""
        rows = self.tr("%n row(s) at once", "", started.micro_batch)
        return "\n".join(
            (
                self.tr("Device: {device}, {dtype}, {threads}").format(
                    device=started.device, dtype=started.dtype, threads=self._threads(started)
                ),
                self.tr("Attention: {form}").format(form=self._attention(started.attention)),
                self.tr("Micro-batch: {rows}").format(rows=rows),
                self.tr("Compiled: {answer}").format(answer=self._compiled(started.compiled)),
            )
        )

    def _threads(self, started: RunStarted) -> str:
        return self.tr("%n thread(s)", "", started.threads)

    def _attention(self, form: str) -> str:
        return {
            "sdpa": self.tr("torch's fused kernel (sdpa)"),
            "explicit": self.tr("written out (explicit)"),
        }.get(form, form)

    def _compiled(self, compiled: bool) -> str:
        return self.tr("yes, by torch.compile") if compiled else self.tr("no")
