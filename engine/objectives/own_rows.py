"""OwnRow: a person's own words as one row of an objective, before and after its corruption."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import torch

from engine.batch import PADDING, Batch
from engine.batching.packing import DocumentRows
from engine.batching.randomness import row_generators
from engine.batching.sources import Material, MemoryTokens, Source
from engine.batching.vocabulary import Vocabulary
from engine.corpus.own_pair import OwnPair
from engine.corpus.sentences import language_of, sentences
from engine.faults import Fault
from engine.objectives.objective import Objective
from engine.objectives.own_pairs import pairs_of
from engine.resources import resource
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

Words = str | OwnPair  # prose, or a pair as the person's files hold them

# What a person's own words are held against: other chapters of the sample text, in their language.
OTHERS = {
    "en": ("english", ("02", "05", "09")),
    "zh": ("chinese", ("02", "05", "09")),
}
ENOUGH = 3  # passages: the second sentence comes from a section that is two away at least
FRAME = 2  # places of a row around the words


@dataclass(frozen=True, slots=True)
class OwnRow:
    """The first row of both batches is the one to look at."""

    objective: Objective
    before: Batch
    after: Batch  # NumPy again, after `on_device`
    note: str  # marked with translate("objectives", …)
    classes: tuple[str, ...] = ()  # what the labels of the person's pairs are called


def own_row(
    objective: Objective,
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    words: Words,
    draw: int,
    *,
    length: int,
    progress: float = 0.0,
    beside: tuple[str, ...] = (),
) -> OwnRow:
    """The row of epoch `draw` that opens with `words`; Fault where these are none.

    Text of other documents comes from the passages `beside`, or from our samples where they are
    too few. As it is made at `progress`, 0 … 1, of the run. An objective that reads pairs makes its
    row of a pair as it is, and takes prose in two parts; one that reads text takes a pair as prose.
    """
    found = _source(objective, vocabulary, tokenizer, words, length, beside)
    source, note, own = found.source, found.note, found.own
    objective.schedule(progress)
    rngs = row_generators(0, draw, range(source.together))
    before = replace(source.rows(list(range(source.together)), rngs), traced=True)
    if not note and found.sampled and _has_strangers(before, vocabulary, own):
        note = translate(
            "objectives",
            "Sentence B is from our sample texts here; while training it comes from your own text.",
        )
    asked = any("labels" in part.writes for part in _parts(objective))
    if found.unasked and before.labels is None and asked:
        return OwnRow(objective, before, _ridden(objective, before, rngs), note)
    after = objective.corrupt(before, rngs)
    return OwnRow(objective, before, _generated(objective, after), note, found.classes)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows come from."""

    source: Source
    own: list[list[int]]  # the person's words, in tokens
    note: str  # why they are as they are; marked with translate("objectives", …)
    sampled: bool = False  # what stands beside the person's words is from our samples
    unasked: bool = False  # nobody can say what class the pair is of
    classes: tuple[str, ...] = ()  # of pairs whose class is known


def _has_strangers(before: Batch, vocabulary: Vocabulary, own: list[list[int]]) -> bool:
    """Whether the first row holds text that the person did not type."""
    row = before.tokens[0][before.segments[0] != PADDING]
    told = Counter(row[vocabulary.maskable[row]].tolist())
    return bool(told - Counter(token for sentence in own for token in sentence))


def _parts(objective: Objective) -> list[Objective]:
    return list(objective.parts().values())


def _ridden(objective: Objective, before: Batch, rngs: list[np.random.Generator]) -> Batch:
    """What those parts make of the row that can do with any."""
    after = before
    for part in sorted(_parts(objective), key=lambda part: part.order):
        if part.rides:
            after = part.corrupt(after, rngs)
    return _generated(objective, after) if after is not before else after


def _generated(objective: Objective, after: Batch) -> Batch:
    """With what a generator put in, where there is one; it has learned nothing yet."""
    if not objective.generates:
        return after
    with torch.inference_mode():
        filled, _ = objective.on_device(after.to(torch.device("cpu")))
    return replace(after, tokens=filled.tokens.numpy())


def _source(
    objective: Objective,
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    words: Words,
    length: int,
    beside: tuple[str, ...],
) -> _Rows:
    """Rows of the objective's own kind of which the first opens with the person's words."""
    kind = objective.source
    if kind.reads != "text":
        return _pair_rows(kind, vocabulary, tokenizer, words, length)
    text = words.text if isinstance(words, OwnPair) else words
    own = _encoded(tokenizer, text)
    strange = tuple(passage for passage in beside if passage not in text and text not in passage)
    fitted = min(length, sum(map(len, own)) + FRAME)
    untrained = _generator_note(objective)
    try:
        alone = kind.of(Material(text=MemoryTokens.of([own])), vocabulary, fitted)
        return _Rows(alone, own, untrained)
    except Fault:
        pass  # it needs other text beside
    if len(own) > 1 or objective.source.together > 1:
        sampled = len(strange) < ENOUGH
        others = _all_encoded(tokenizer, _samples(language_of(text)) if sampled else strange)
        tokens = MemoryTokens.of([own, *others])
        rows = kind.of(Material(text=tokens), vocabulary, length)
        return _Rows(rows, own, untrained, sampled=sampled)
    note = translate("objectives", "One sentence makes no pair: type a second one.")
    flat = [token for sentence in own for token in sentence][: length - FRAME]
    row = DocumentRows(MemoryTokens.of([[flat]]), vocabulary, len(flat) + FRAME)
    return _Rows(row, own, note, unasked=True)


def _pair_rows(
    kind: type[Source],
    vocabulary: Vocabulary,
    tokenizer: Tokenizer,
    words: Words,
    length: int,
) -> _Rows:
    """The one row of a person's pair, made as those of files are."""
    if isinstance(words, OwnPair):
        pair, note = words, _unlabelled_note(kind, words)
    else:
        halves = sentences(words) or [""]
        pair = OwnPair(halves[0], " ".join(halves[1:]) or halves[0])
        note = _pair_note(kind)
    pairs = pairs_of(tokenizer, pair)
    rows = kind.of(Material(labelled=pairs, parallel=pairs), vocabulary, length)
    own = [part.tolist() for part in pairs.parts(0)]
    return _Rows(rows, own, note, classes=pairs.classes)


def _generator_note(objective: Objective) -> str:
    if not objective.generates:
        return ""
    return translate("objectives", "The generator has learned nothing yet: here it guesses wildly.")


def _pair_note(kind: type[Source]) -> str:
    """A person types no label and no translation: these stand for what the files hold."""
    if kind.reads == "labelled":
        return translate("objectives", "Nobody labelled these two: in the files every pair is.")
    return translate("objectives", "Your sentences stand in for one and its translation.")


def _unlabelled_note(kind: type[Source], pair: OwnPair) -> str:
    return _pair_note(kind) if kind.reads == "labelled" and not pair.label else ""


def _encoded(tokenizer: Tokenizer, text: str) -> list[list[int]]:
    """The tokens of each sentence; Fault where there are none."""
    found = tokenizer.encode(sentences(text)) if text.strip() else []
    own = [[int(token) for token in sentence] for sentence in found if len(sentence)]
    if not own:
        raise Fault(
            translate("faults", "There are no words to read."),
            now=translate("faults", "Type a sentence."),
        )
    return own


@lru_cache(maxsize=4)
def _all_encoded(tokenizer: Tokenizer, texts: tuple[str, ...]) -> tuple[list[list[int]], ...]:
    return tuple(_encoded(tokenizer, text) for text in texts)


@lru_cache(maxsize=2)
def _samples(language: str) -> tuple[str, ...]:
    folder, numbers = OTHERS.get(language, OTHERS["en"])
    found = []
    for number in numbers:
        path = next(resource("samples", folder).glob(f"{number}-*.md"))
        lines = path.read_text(encoding="utf-8").splitlines()
        found.append(" ".join(line for line in lines if line and not line.startswith("#")))
    return tuple(found)
