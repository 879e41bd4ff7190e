"""By heart: pieces of a run's own text, and how much of each it says word for word.

Letters: n pieces, L tokens of a piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.evaluation.asked import Asked
from engine.faults import Cancelled, Fault, told
from engine.shards.shards import TokenShards
from engine.wording import translate

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.inference.filling import Filler
    from engine.inference.scoring import Scorer
    from engine.training.preparing import PreparedText

LONGEST = 48  # tokens of a piece
SHORTEST = 12
BEGUN = 3  # a third of a piece is given to who goes on with it
SPAN = 4  # tokens hidden in a row
AT_ONCE = 4096  # tokens of a pass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of one document, from where a sentence begins."""

    tokens: tuple[int, ...]


def stretches_of(asked: Asked) -> tuple[list[Stretch], list[Stretch], int]:
    """So many of the training text, as many of what was held back, and how long they are.

    Raises Fault where the text is no longer what it was, or there is too little of it.
    """
    length = min(LONGEST, asked.opened.learner.model.config.length - 2)
    text = _own_text(asked)
    try:
        shards = text.shards
        if shards is None:
            raise _no_text(asked)
        longest = max(SHORTEST, length)
        found = [_drawn(one, longest, asked) for one in (shards.train, shards.validation)]
    finally:
        text.close()
    if not all(found):
        raise Fault(
            translate(
                "faults", "The text of {run} is too short to look for what is known by heart."
            ),
            why=translate("faults", "There is no piece of {count} tokens, or none held back."),
            now=translate("faults", "Ask a run that was trained on more text."),
            run=asked.run.name,
            count=longest,
        )
    return found[0], found[1], longest


def recalled(
    scorer: Scorer, texts: Sequence[list[int]], heard: Callable[[float], None]
) -> NDArray[np.float64]:
    """[n] tokens said word for word behind the beginning; or 1 where a hidden span is restored."""
    if scorer.next_tokens is None:
        assert scorer.filler is not None, "one of both"
        return _restored(scorer.filler, texts, heard)
    total = max(1, sum(map(len, texts)))
    found = scorer.next_tokens.told(texts, lambda done: heard(len(texts) * done / total))
    # As long as every token was the likeliest, what was given is what would have been written.
    runs = [one.likeliest[len(one.likeliest) // BEGUN :] for one in found]
    return np.array([len(run) if run.all() else int(run.argmin()) for run in runs], np.float64)


def _restored(
    filler: Filler, texts: Sequence[list[int]], heard: Callable[[float], None]
) -> NDArray[np.float64]:
    """Whether each of SPAN tokens in the middle, hidden together, is the first answer."""
    rows, found = filler.rows, list[float]()
    together = max(1, AT_ONCE // max(map(len, texts)))
    for first in range(0, len(texts), together):
        heard(first)
        some = [tokens[: rows.room] for tokens in texts[first : first + together]]
        start = len(some[0]) // 2 - SPAN // 2
        span = range(start, start + SPAN)
        given = [
            rows.framed([filler.mask if at in span else token for at, token in enumerate(one)])
            for one in some
        ]
        places = [[rows.before + at for at in span]] * len(some)
        answers = filler.logits(given, places).argmax(dim=-1).tolist()
        found += [
            float(answer == one[start : start + SPAN])
            for answer, one in zip(answers, some, strict=True)
        ]
    return np.array(found)


def _own_text(asked: Asked) -> PreparedText:
    """The text the run was trained on, exactly."""
    from engine.recipe import recipe_of_run
    from engine.training.preparing import Changed, prepare_again

    run = asked.run
    if "imported" in run.environment:
        raise Fault(
            translate("faults", "{run} was imported, and its training text did not come with it."),
            now=translate("faults", "Ask a run that was trained on a text."),
            run=run.name,
        )
    recipe = recipe_of_run(run.recipe_toml, run.path)
    try:
        return prepare_again(
            recipe, asked.opened.tokenizer, run.environment, asked.control, asked.progress
        )
    except Changed as changed:
        raise _other_text(asked, translate("faults", "It is no longer what it was.")) from changed
    except Cancelled:
        raise
    except Fault as fault:
        raise _other_text(asked, "{reason}", fault) from fault


def _drawn(shards: TokenShards, length: int, asked: Asked) -> list[Stretch]:
    """Stretches of `length` tokens that begin with a sentence and end in their document."""
    starts = np.asarray(shards.sentence_offsets[:-1], np.int64)
    documents = np.asarray(shards.document_offsets, np.int64)
    ends = documents[np.searchsorted(documents, starts, side="right")]
    fitting = starts[ends - starts >= length]
    order = np.random.default_rng(asked.seed).permutation(len(fitting))
    chosen: list[int] = []
    last = -1
    for start in np.sort(fitting[order[: 2 * (asked.most or len(order))]]).tolist():
        if start >= last:  # no token twice
            chosen.append(start)
            last = start + length
    chosen = chosen if asked.most is None else _evenly(chosen, asked.most)
    found = []
    for start in chosen:
        asked.control.check()
        found.append(Stretch(tuple(map(int, shards.read(start, start + length)))))
    return found


def _evenly(values: list[int], most: int) -> list[int]:
    """At most so many, from all over."""
    if len(values) <= most:
        return values
    return [values[place] for place in np.linspace(0, len(values) - 1, most).astype(int).tolist()]


def _no_text(asked: Asked) -> Fault:
    return Fault(
        translate("faults", "{run} was trained on pairs alone, and on no text."),
        now=translate("faults", "Ask a run that was trained on a text."),
        run=asked.run.name,
    )


def _other_text(asked: Asked, why: str, reason: Fault | None = None) -> Fault:
    return Fault(
        translate("faults", "The training text of {run} cannot be read as it was."),
        why=why,
        now=translate("faults", "Put the text back where it was, and ask again."),
        run=asked.run.name,
        reason="" if reason is None else told(reason.without_advice()),
    )
