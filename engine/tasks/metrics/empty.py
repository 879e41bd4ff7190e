"""What is said where there is nothing to measure."""

from __future__ import annotations

from engine.faults import Fault
from engine.wording import translate


def some(num_examples: int) -> None:
    """Raises Fault where there are no examples: no figure is known of them."""
    if not num_examples:
        raise Fault(
            translate("faults", "There is nothing to measure: not one example is left."),
            now=translate("faults", "Choose a file with examples, and see how it is read."),
        )
