"""What of a text was not read, or not well: nobody should train on less without knowing."""

from __future__ import annotations

from engine.corpus.bytesource import NO_FILE
from engine.corpus.files import EMPTY, HIDDEN, NO_FILES, SEEN_BEFORE, UNKNOWN_KIND, examples
from engine.corpus.kinds import KINDS
from engine.corpus.summary import CorpusSummary
from engine.events import Noticed
from engine.wording import translate

# Left out by rule, and no loss; nobody is told of a hidden folder in every run.
BY_RULE = frozenset((EMPTY, HIDDEN, NO_FILE, NO_FILES, SEEN_BEFORE, UNKNOWN_KIND))


def left_out_notices(summary: CorpusSummary) -> list[Noticed]:
    """What to tell before the first step: files that are missing from the text, and why."""
    reasons = summary.skipped_reasons
    found = []
    if lost := {what: count for what, count in reasons.items() if what not in BY_RULE}:
        what = translate(
            "notices",
            "{count} file(s) of the text could not be read, or not well. {reasons} "
            "All are listed on the Data page, and by python -m engine prepare.",
        )
        named = [one for one in summary.skipped if one.fault.what in lost]
        told, count = examples(named, lost), sum(lost.values())
        found.append(Noticed(0, "warning", what, {"count": count, "reasons": told}))
    if named := [one for one in summary.skipped if one.fault.what == UNKNOWN_KIND]:
        what = translate("notices", "{reasons} Read are: {kinds}, and these with .gz.")
        told = examples(named, {UNKNOWN_KIND: reasons[UNKNOWN_KIND]})
        found.append(Noticed(0, "note", what, {"reasons": told, "kinds": " ".join(KINDS)}))
    return found
