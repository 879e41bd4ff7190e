"""The refusal to go on with a run whose text, or pairs, are not what they were."""

from __future__ import annotations

from engine.faults import Fault
from engine.runs.run import Run
from engine.training.preparing import Changed
from engine.wording import translate


class OtherText(Fault):
    """The text of a run, or its pairs, are not what they were when the run began.

    A file that is left out may be what they lack.
    """

    def __init__(self, run: Run, changed: Changed) -> None:
        what = {
            "text": translate("faults", "The text of {run} has changed since the run began."),
            "labelled": translate(
                "faults", "The labelled pairs of {run} have changed since the run began."
            ),
            "parallel": translate(
                "faults", "The parallel text of {run} has changed since the run began."
            ),
            "examples": translate("faults", "The examples of {run} have changed since it began."),
        }
        same = translate("faults", "Going on with other text would not be the same run.")
        left_out = translate(
            "faults",
            "Going on with other text would not be the same run. A file is left out: {reason}",
        )
        super().__init__(
            what[changed.kind],
            why=same if changed.lost is None else left_out,
            now=translate("faults", "Put the old text back, or start a new run with this one."),
            run=run.name,
            reason=changed.lost or "",
        )
