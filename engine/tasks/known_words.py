"""How much of the examples a run has words for, told before it is tuned on them."""

from __future__ import annotations

import numpy as np

from engine.control import Control
from engine.examples.finding_words import finding
from engine.examples.making import input_of
from engine.examples.summary import Finding
from engine.examples.task_data import TaskExamples
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.unknown import count_unknown
from engine.wording import translate

MANY = 0.1  # of the tokens: worth a warning, as it is when training begins
LOOKED_AT = 500  # examples: a share is known well enough from these
LONGEST = 4000  # characters of each


def unknown_words(run: Run, read: TaskExamples, control: Control | None = None) -> Finding | None:
    """A warning where the run's tokenizer does not know a good part of what is learned from.

    Fault where the tokenizer cannot be read, Cancelled once stopped.
    """
    places = np.unique(np.linspace(0, len(read.train) - 1, LOOKED_AT).astype(int))
    texts = [input_of(read.train[at])[:LONGEST] for at in places] if read.train else []
    counted = count_unknown(texts, Tokenizer.open(run.tokenizer_path, control), control)
    if counted.share <= MANY:
        return None
    return finding(
        "warning",
        translate(
            "faults",
            "{share} of these texts is unknown to {run} and read as [UNK]: nothing is learned of "
            "it. For example: {words}.",
        ),
        now=translate("faults", "Tune a run that read such text."),
        share=f"{counted.share:.0%}",
        run=run.name,
        words=list(counted.words),
    )
