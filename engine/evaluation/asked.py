"""Asked: what is evaluated, on what, and how somebody is told meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from engine.control import Control
from engine.evaluation.result import Figure, Plot, Remark, Result, Table
from engine.evaluation.sampling import sampled
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.runs.run import Run
from engine.wording import translate

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.inference.opening import Opened
    from engine.inference.scoring import Scorer

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """One evaluation of one checkpoint; its clock runs from now on."""

    opened: Opened
    run: Run
    path: Path | None = None  # what it is measured on
    most: int | None = None  # units; None: all
    seed: int = 0
    text: str = ""  # column of the text; "": found
    label: str = ""  # column of the label; "": found
    line: str = ""  # that somebody typed
    control: Control = field(default_factory=Control)
    progress: Progress = lambda _prepared: None
    begun: float = field(default_factory=time.monotonic)

    @cached_property
    def scorer(self) -> Scorer:
        """How likely texts are to the run; Fault where it gives them no likelihood."""
        from engine.inference.scoring import Scorer

        return Scorer(self.opened)

    @property
    def file(self) -> Path:
        """What it is measured on; ValueError where that was forgotten."""
        if self.path is None:
            raise ValueError("this evaluation needs a file")
        return self.path

    @property
    def no_text(self) -> Fault:
        """That the run has no token of all that is in the file."""
        return Fault(
            translate("faults", "There is no text in {path} that this run could be asked for."),
            now=translate("faults", "Choose a file with sentences in it."),
            path=str(self.file),
        )

    def heard(self, done: float, total: float | None, detail: str = "") -> None:
        """Tell how far it has come; raises Cancelled where it is to end."""
        self.control.check()
        self.progress(Prepared("evaluating", done, total, "", detail))

    def sampled(self, items: Iterable[T]) -> tuple[list[T], int]:
        """At most `most` of the items, and how many there were."""
        return sampled(items, self.most, self.seed)

    def result(
        self,
        evaluation: str,
        how: str,
        figures: Sequence[Figure],
        *,
        tables: Sequence[Table] = (),
        plots: Sequence[Plot] = (),
        remarks: Sequence[Remark] = (),
        **settings: Any,
    ) -> Result:
        """What was found."""
        return Result(
            evaluation=evaluation,
            run=self.opened.run,
            step=self.opened.step,
            source=str(self.path or ""),
            seed=self.seed,
            how=how,
            figures=tuple(figures),
            tables=tuple(tables),
            plots=tuple(plots),
            remarks=tuple(remarks),
            settings={"most": self.most, **settings},
            seconds=round(time.monotonic() - self.begun, 3),
        )
