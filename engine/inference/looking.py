"""What is looked at of a text: the row that a model reads, and what its decoder is given.

Letters: L tokens, M decoder tokens, D width, N layers, H heads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.batch import PADDING, Batch, Sight
from engine.batching.randomness import row_generators
from engine.batching.sources import Ids, Material, MemoryTokens
from engine.corpus.sentences import sentences
from engine.faults import Fault
from engine.inference.fitting import kept_of_pair
from engine.inference.sentence import Sentence, encode, framed, require_text, require_words
from engine.inference.speech import Speech
from engine.models.heads import TokenHead
from engine.models.transformer import Capture
from engine.objectives.objective import Objective, Prompt
from engine.objectives.writing import Writing
from engine.passages import readable
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate

MOST_WRITTEN = 32  # tokens that a model writes itself where nobody knows what it should
PASSAGE_FRAME = 2  # places of a row of passages that are left to the objective


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it is looked at, cut to what the model reads at once."""

    sentence: Sentence
    left_out: int = 0  # tokens there was no room for, of both sides
    given: tuple[int, ...] = ()  # M, what the decoder of an encoder-decoder is given
    writer: Objective | None = None  # who writes on after `given`, where nobody knows what follows


@dataclass(frozen=True, slots=True)
class Seen:
    """What one pass shows: vectors, and the attention of all heads."""

    hidden: Tensor  # [1, L, D] of what is read
    given: tuple[int, ...]  # M, to the decoder
    attention: NDArray[np.float16]  # [N, H, L, L]
    decoder: NDArray[np.float16] | None  # [N, H, M, M]
    cross: NDArray[np.float16] | None  # [N, H, M, L]


class Looker:
    """Makes the rows of a learner that are looked at, and takes them through it."""

    def __init__(
        self,
        learner: Learner,
        tokenizer: Tokenizer,
        parts: Mapping[str, Objective],
        sight: Sight,
    ) -> None:
        self._learner, self._tokenizer, self._sight = learner, tokenizer, sight
        self._parts = list(parts.values())

    def row(self, text: str, second: str | None = None) -> Row:
        """The row of a text or a pair; Fault where it has no words. It draws no shared number.

        What an encoder-decoder reads and its decoder is given are as it trains: a passage as the
        objective corrupts it, always the same gaps, so that every step of a film shows the same
        row; of a pair whose second text is the translation of the first, that translation; the text
        itself where its class is learned. Where
        nobody knows what should be written (a text with gaps of its own, or one without its
        translation) it is what the model itself writes, always the likeliest token: there the
        steps of a film may differ.
        """
        require_text(text if second is None else f"{text} {second}")
        if not self._learner.model.config.writes:
            return self._read_alone(text, second)
        return self._read_and_written(text, second)

    def through(self, row: Row) -> Seen:
        """Take a row through the model."""
        model, device, capture = self._learner.model, self._learner.device, Capture()
        given: tuple[int, ...] = ()
        with torch.inference_mode():
            batch = replace(row.sentence.batch(), sight=self._sight)
            if model.decoder is None:
                hidden = model(batch.to(device), capture)
            else:
                given = row.given if row.writer is None else self._spoken(row, row.writer)
                batch = _with_decoder(batch, given).to(device)
                hidden = model.encode(batch, capture)
                model.decode(batch, hidden, capture)
        maps = (capture.attention, capture.decoder, capture.cross)
        trunk, decoder, cross = (_stacked(one) if one else None for one in maps)
        assert trunk is not None
        return Seen(hidden, given, trunk, decoder, cross)

    @property
    def _length(self) -> int:
        return self._learner.model.config.length

    def _read_alone(self, text: str, second: str | None) -> Row:
        parts = [encode(self._tokenizer, one) for one in (text, second) if one is not None]
        kept = _shortened(parts, self._length - 1 - len(parts))
        left_out = sum(map(len, parts)) - sum(map(len, kept))
        return Row(framed(self._tokenizer, kept, length=self._length), left_out)

    def _read_and_written(self, text: str, second: str | None) -> Row:
        if any(part.tunes for part in self._parts):
            return self._read_twice(text, second)
        of_pairs = [part for part in self._parts if part.source.reads == "parallel"]
        if second is not None and of_pairs:
            return self._translated(text, second)
        text = text if second is None else f"{text} {second}"
        tokens = encode(self._tokenizer, text)
        require_words([tokens])
        of_text = [part for part in self._parts if part.source.reads == "text"]
        special = self._tokenizer.special
        if of_text and {special.mask, *special.sentinels}.isdisjoint(tokens):
            return self._corrupted(cast(Writing, of_text[0]), text)
        return self._prompted((of_text or self._parts)[0], tokens)

    def _read_twice(self, text: str, second: str | None) -> Row:
        """Where a class is learned the decoder is given what was read, moved on by one place."""
        row, start = self._read_alone(text, second), self._tokenizer.special.pad or 0
        return replace(row, given=(start, *row.sentence.ids[:-1]))

    def _corrupted(self, objective: Writing, text: str) -> Row:
        """As the objective makes a row of a passage that opens a document, in its first epoch."""
        found = self._tokenizer.encode(sentences(readable(text)))
        passage = [[int(token) for token in one] for one in found if len(one)]
        total = sum(map(len, passage))
        longest = objective.source_length(objective.config, self._length)
        fitted = min(longest, total + PASSAGE_FRAME)
        material = Material(text=MemoryTokens.of([passage]))
        rows, rngs = objective.source.of(material, objective.vocabulary, fitted), _always_the_same()
        after = objective.corrupt(rows.rows([0], rngs), rngs)
        return Row(
            self._sentence(_there(after.tokens, after.segments)),
            total - (fitted - PASSAGE_FRAME),
            _there(after.decoder_tokens, after.decoder_segments),
        )

    def _translated(self, text: str, second: str) -> Row:
        read, written = (encode(self._tokenizer, one) for one in (text, second))
        if not read or not written:
            raise Fault(
                translate("faults", "A pair has two passages, and words in both."),
                now=translate("faults", "Type the one that is missing."),
            )
        special, room = self._tokenizer.special, self._length - 1
        assert special.sep is not None
        left_out = sum(max(0, len(one) - room) for one in (read, written))
        sentence = self._sentence((*read[:room], special.sep))
        return Row(sentence, left_out, (special.pad or 0, *written[:room]))

    def _prompted(self, objective: Objective, tokens: list[int]) -> Row:
        prompt = _prompt(objective, tokens)
        assert prompt.read is not None
        over = max(0, len(prompt.read) - self._length)
        if over:
            prompt = _prompt(objective, tokens[: len(tokens) - over])
        read = tuple(int(token) for token in cast(Ids, prompt.read))
        begun = tuple(int(token) for token in prompt.begun)
        return Row(self._sentence(read), over, begun, objective)

    def _spoken(self, row: Row, objective: Objective) -> tuple[int, ...]:
        """What was begun and what the model writes on, without the end it writes."""
        prompt = Prompt(np.array(row.given), np.array(row.sentence.ids))
        speech = Speech(self._learner.model, cast(TokenHead, objective.head), prompt)
        most = min(self._length, len(row.given) + MOST_WRITTEN)
        while speech.tokens.shape[1] < most:
            best = speech.logits().argmax(dim=-1)
            if int(best) == self._tokenizer.special.sep:
                break
            speech.say(torch.zeros(1, dtype=torch.int64), best)
        return tuple(speech.tokens[0].tolist())

    def _sentence(self, ids: Sequence[int]) -> Sentence:
        mask = self._tokenizer.special.mask
        masks = tuple(place for place, token in enumerate(ids) if token == mask)
        return Sentence(tuple(ids), masks, len(ids))


def _prompt(objective: Objective, tokens: list[int]) -> Prompt:
    prompt = objective.prompt(np.array(tokens, dtype=np.int64))
    assert prompt is not None, "an encoder-decoder learns to write"
    return prompt


def _always_the_same() -> list[np.random.Generator]:
    """The generator of the first row of the first epoch of seed 0."""
    return row_generators(0, 0, range(1))


def _there(tokens: Ids, segments: Ids) -> tuple[int, ...]:
    """The first row without its padding."""
    return tuple(tokens[0][segments[0] != PADDING].tolist())


def _with_decoder(batch: Batch, given: tuple[int, ...]) -> Batch:
    places = np.arange(len(given))[None]
    return replace(
        batch,
        decoder_tokens=np.array([given]),
        decoder_positions=places,
        decoder_segments=np.zeros_like(places),
    )


def _stacked(maps: Sequence[Tensor]) -> NDArray[np.float16]:
    """The layers' [1, H, rows, columns] on one another."""
    return np.stack([layer[0].half().cpu().numpy() for layer in maps])


def _shortened(parts: list[list[int]], room: int) -> list[list[int]]:
    """One passage or two, cut to `room` tokens."""
    if len(parts) == 1:
        return [parts[0][:room]]
    first, second = parts
    kept = kept_of_pair(len(first), len(second), room)
    return [first[: kept[0]], second[: kept[1]]]
