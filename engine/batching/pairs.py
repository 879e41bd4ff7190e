"""SentencePairs: [CLS] A [SEP] B [SEP], where B follows A or comes from elsewhere.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.layout import lay_out
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

FOLLOWS, ELSEWHERE = 0, 1  # BERT's labels
SPECIALS = 3  # [CLS] and two [SEP]
MIDDLE = 0.25  # A ends in the middle half of the row where a sentence ends there
LONG_SENTENCE = 400  # tokens; where most are longer, they are no sentences
MOST = 0.5  # of a text
TRIES = 8  # partners looked at for one long enough


@dataclass(frozen=True, slots=True)
class Pair:
    """Where a row's two parts stand in the text, in tokens."""

    first: tuple[int, int]
    second: tuple[int, int]
    label: int


class SentencePairs(TextSource):
    """Each row opens at a sentence; all rows together cover the text.

    (Less than a sentence may be left over at the end of a document; one that no row can hold
    counts as several.) A is whole sentences. B begins at a sentence and fills the row: for half of
    the rows it is what follows A, for the others it comes from another file, or from a section at
    least two away. How long A and B are is settled before the label, so lengths do not tell it;
    and B ends inside a sentence whichever it is, or a full stop would tell.
    """

    foreign = True

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        self._documents = np.asarray(tokens.document_offsets, dtype=np.int64)
        offsets = np.asarray(tokens.sentence_offsets, dtype=np.int64)
        if not has_sentences(offsets, self._documents):
            raise no_sentences()
        self._sentences = in_parts(offsets, length - SPECIALS)
        self._file = np.asarray(tokens.document_file, dtype=np.int64)
        self._section = np.asarray(tokens.document_section, dtype=np.int64)
        self._starts = self._find_starts(
            self._documents_with_strangers()
        )  # [rows] index of the sentence a row opens with
        if not len(self._starts):
            raise no_sentences()

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._starts)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; where A ends, the partner and the label are drawn per row."""
        pairs = [self.pair(int(index), rng) for index, rng in zip(indices, rngs, strict=True)]
        read = self._tokens.read
        rows = [(read(*pair.first), read(*pair.second)) for pair in pairs]
        labels = np.array([pair.label for pair in pairs], dtype=np.int64)
        return replace(lay_out(rows, self._vocabulary, self._length), labels=labels)

    def pair(self, index: int, rng: np.random.Generator) -> Pair:
        """The two parts of one row."""
        drawn = rng.random(3 + TRIES)
        start, end, cut = self._cut(index, drawn[0])
        document = self._document_of(start)
        partner, room = self._partner(document, end - cut, drawn[3:])
        size = self._size((cut, partner), min(end - cut, room), drawn[2])
        label = ELSEWHERE if drawn[1] < 0.5 else FOLLOWS
        begin = partner if label == ELSEWHERE else cut
        return Pair((start, cut), (begin, begin + size), label)

    def _cut(self, index: int, drawn: float) -> tuple[int, int, int]:
        """Where A begins, where the row's own text ends, and where A ends."""
        sentence = int(self._starts[index])
        start = int(self._sentences[sentence])
        document = self._document_of(start)
        end = min(int(self._documents[document + 1]), start + self._length - SPECIALS)
        margin = int((end - start) * MIDDLE)
        for low, high in ((start + margin, end - margin), (start, end)):
            first = int(np.searchsorted(self._sentences, low, side="right"))
            last = int(np.searchsorted(self._sentences, high, side="left"))
            if first < last:
                return start, end, int(self._sentences[first + int(drawn * (last - first))])
        raise AssertionError("a row without a sentence boundary was let in")

    def _size(self, begins: tuple[int, int], longest: int, drawn: float) -> int:
        """How long B is, so that neither of the two it may be ends with a sentence.

        One that would run to its document's end is cut anywhere in its second half: as blind to
        sentences as the length of a row, which cuts the others.
        """
        size = longest
        for begin in begins:
            if begin + size == self._documents[self._document_of(begin) + 1]:
                size -= int(drawn * ((size + 1) // 2))
        while size > 1 and any(self._is_boundary(begin + size) for begin in begins):
            size -= 1
        return size

    def _is_boundary(self, place: int) -> bool:
        at = int(np.searchsorted(self._sentences, place))
        return bool(self._sentences[at] == place)

    def _partner(self, document: int, wanted: int, drawn: NDArray[np.float64]) -> tuple[int, int]:
        """A sentence far away and the tokens from it to its document's end; long enough if any."""
        best, most = -1, 0
        for number in drawn:
            begin = int(self._sentences[int(number * (len(self._sentences) - 1))])
            other = self._document_of(begin)
            room = int(self._documents[other + 1]) - begin
            if room > most and self.far_apart(document, other):
                best, most = begin, room
            if most >= wanted:
                break
        if best < 0:
            best = self._any_partner(document, float(drawn[0]))
            most = int(self._documents[self._document_of(best) + 1]) - best
        return best, most

    def _any_partner(self, document: int, drawn: float) -> int:
        """For texts of few sections, where drawing at random met only near ones."""
        near = (self._file == self._file[document]) & (
            np.abs(self._section - self._section[document]) < 2
        )
        far = np.flatnonzero(~near & (np.diff(self._documents) > 0))
        return int(self._documents[far[int(drawn * len(far))]])

    def far_apart(self, document: int, other: int) -> bool:
        """Whether a sentence of `other` may stand in for what follows one of `document`."""
        if self._file[document] != self._file[other]:
            return True
        return bool(abs(self._section[document] - self._section[other]) >= 2)

    def _document_of(self, place: int) -> int:
        return int(np.searchsorted(self._documents, place, side="right")) - 1

    def _documents_with_strangers(self) -> NDArray[np.bool_]:
        """[num_documents]: is there any far apart from it? Raises Fault where there are none."""
        filled = np.diff(self._documents) > 0
        if len(np.unique(self._file[filled])) > 1:
            found = filled
        elif filled.any():
            low, high = self._section[filled].min(), self._section[filled].max()
            found = filled & ((self._section - low >= 2) | (high - self._section >= 2))
        else:
            found = filled
        if filled.sum() < 3 or not found.any():
            raise Fault(
                translate("faults", "The text has too few sections for next sentence: {count}."),
                why=translate(
                    "faults", "Half of the pairs take their second part from a section far away."
                ),
                now=translate("faults", "Add files, or train on masked words alone."),
                count=int(filled.sum()),
            )
        return found

    def _find_starts(self, allowed: NDArray[np.bool_]) -> Ids:
        """The sentences rows open with: each the one the row before ends in, or right after.

        So no text is left out between two rows. In each document the last row is moved back until
        it is full. All `allowed` documents advance together, a row a round; those of one sentence
        make no pair.
        """
        span, sentences = self._length - SPECIALS, self._sentences
        sizes = np.diff(self._documents)
        firsts = np.searchsorted(sentences, self._documents[:-1])
        chosen = allowed & (sizes > 0)
        chosen[chosen] = sentences[firsts[chosen] + 1] < self._documents[1:][chosen]
        at, ends = firsts[chosen], self._documents[1:][chosen]
        lasts = np.searchsorted(sentences, ends - span, side="right") - 1
        lasts = np.maximum(lasts, at)
        found = [lasts]
        while len(at):
            found.append(at)
            at = np.searchsorted(sentences, sentences[at] + span, side="right") - 1
            left = at < lasts
            at, lasts = at[left], lasts[left]
        return np.unique(np.concatenate(found))


def has_sentences(sentences: Ids, documents: Ids) -> bool:
    """Whether most of the text is in sentences, and not all of them alone in their document.

    Text without any is in pieces all the same: it was cut where they became very long.
    """
    sizes = np.diff(sentences)
    num_documents = np.count_nonzero(np.diff(documents))
    usual = sizes[sizes < LONG_SENTENCE].sum()
    return bool(len(sizes) > num_documents and usual > MOST * sizes.sum())


def in_parts(sentences: Ids, longest: int) -> Ids:
    """The same offsets, with sentences too long for one row in parts of half a row.

    Such are lists and verses without a full stop, for the most part; a row cannot open with one
    and go on behind it, and their text would never be read.
    """
    sizes = np.diff(sentences)
    long = np.flatnonzero(sizes >= longest)
    counts = -(-sizes[long] // (longest // 2))
    owner = np.repeat(long, counts - 1)
    number = 1 + np.arange(len(owner)) - np.repeat(np.cumsum(counts - 1) - (counts - 1), counts - 1)
    cuts = sentences[owner] + number * sizes[owner] // np.repeat(counts, counts - 1)
    return np.sort(np.concatenate([sentences, cuts]))


def no_sentences() -> Fault:
    """The text has no place where one sentence ends and another begins."""
    return Fault(
        translate("faults", "No sentence boundaries were found in the text."),
        why=translate("faults", "Next sentence needs passages of at least two sentences."),
        now=translate("faults", "Add prose, or train on masked words alone."),
    )
