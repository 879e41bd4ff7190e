"""Refuses pairs that leave nothing to learn from, or nothing to hold back, and tells why."""

from __future__ import annotations

from engine.batching.labelled_rows import no_pairs
from engine.faults import Fault
from engine.shards.pairs import PreparedPairs
from engine.wording import translate


def refuse_empty_split(pairs: PreparedPairs, *, named: bool) -> None:
    """Fault where a split has no pair; `named`: what is held back stands in files of its own."""
    nobodys = pairs.summary.nobodys
    if not len(pairs.train):
        raise Fault(
            translate("faults", "There are no pairs to learn from."),
            why=_no_label(nobodys)
            or translate("faults", "All that were found are in the files to hold back."),
            now=translate("faults", "Add pairs to learn from."),
            count=nobodys,
        )
    if not len(pairs.validation):
        if not nobodys and not named:
            raise no_pairs()
        raise Fault(
            translate("faults", "There are no pairs to hold back."),
            why=_no_label(nobodys)
            or translate("faults", "None were found where those to hold back should be."),
            now=_other_files() if named else _more_pairs(),
            count=nobodys,
        )


def _no_label(count: int) -> str:
    """Why, where pairs without a label may be it."""
    if not count:
        return ""
    return translate("faults", "{count} pairs have the label “-1”: nobody judged them.")


def _other_files() -> str:
    return translate("faults", "Name other files of pairs to hold back, or none: a share will be.")


def _more_pairs() -> str:
    return translate("faults", "Add pairs, or name a file of pairs to hold back.")
