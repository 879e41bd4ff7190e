"""span_corruption: what was cut out of a passage is written by a decoder (Raffel et al. 2020).

Letters: L tokens per row, M decoder tokens per row, N tokens of a passage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, cast

import numpy as np

from engine.batch import Batch
from engine.batching.passages import FRAME, PassageRows
from engine.batching.sources import Ids
from engine.objectives.gaps import GapsConfig, cut, gap_places, noise_spans, numbered, put_back
from engine.objectives.objective import Card, ObjectiveConfig, Prompt, Rngs
from engine.objectives.writing import Writing, counted, passages_of, written
from engine.wording import translate


class SpanCorruption(Writing):
    """The encoder reads a passage in which numbered gap tokens stand for spans; the decoder writes
    gap token, span, gap token, span …, one more gap token as the end of the last, and [SEP].

    That is figure 2 of the paper. (T5's code leaves the last gap token out: there every row ends in
    a span, here it need not.) As in T5 the encoder reads no [CLS], and the decoder begins with
    [PAD]. So the sum of the losses is −log p of what was cut out, given the rest: the gap tokens
    only tell where each span ends.
    """

    name = "span_corruption"
    source = PassageRows
    nearest: ClassVar[Mapping[str, str]] = {"encoder": "masked_lm", "decoder": "prefix_lm"}
    measure = translate("objectives", "per token of the spans")
    special_tokens = ("[PAD]", "[SEP]")
    Config = GapsConfig
    card = Card(
        title=translate("objectives", "Missing spans"),
        lines=(
            translate("objectives", "Spans of a text are cut out; a number marks each gap."),
            translate("objectives", "The encoder reads what is left."),
            translate("objectives", "The decoder writes what stood in each gap, in order."),
        ),
        formula=translate("objectives", "loss = −Σ log p(token | those before, the rest) / tokens"),
        good_for=translate("objectives", "One model for all tasks that write an answer; cheap."),
        poor_for=translate("objectives", "Writing long texts: it only ever wrote short spans."),
        figure=translate("objectives", "T5-base: 83.28 on GLUE; with a mean span of 3, 83.49."),
        source="Raffel et al. 2020, arXiv:1910.10683, tables 5 and 7",
    )

    config: GapsConfig

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Cut round(rate × N) tokens out of each passage, in spans of the mean length."""
        config, vocabulary, end = self.config, self.vocabulary, self.vocabulary.sep
        read, answers, places = [], [], []
        for tokens, rng in zip(passages_of(batch), rngs, strict=True):
            noise = noise_spans(len(tokens), config.rate, config.span, rng)
            left, spoken = cut(tokens, noise, vocabulary.sentinels)
            read.append(np.append(left, end))
            answers.append(np.append(spoken, end))
            if batch.traced:
                places.append(gap_places(noise))
        start, shape = vocabulary.pad, config.places(batch.tokens.shape[1])
        batch = written(
            batch, read, answers, start=start, shape=shape, vocabulary=vocabulary, places=places
        )
        return counted(batch, self.name)

    def prompt(self, tokens: Ids) -> Prompt:
        """The gaps of the text are to be filled; a mask is the next gap."""
        read = numbered(tokens, self.vocabulary.mask, self.vocabulary.sentinels)
        return Prompt(np.array([self.vocabulary.pad]), np.append(read, self.vocabulary.sep))

    def restored(self, read: Ids, written: Ids) -> Ids:
        """The text with each span in its gap."""
        return put_back(read, written, self.vocabulary.sentinels)

    @classmethod
    def source_length(cls, config: ObjectiveConfig, length: int) -> int:
        """The longest passage of which both sides fit into `length` places."""
        return cast(GapsConfig, config).longest(length) + FRAME

    @classmethod
    def num_sentinels(cls, config: ObjectiveConfig, length: int) -> int:
        """One for each span, and one for the end."""
        gaps = cast(GapsConfig, config)
        return gaps.num_cut(gaps.longest(length))[1] + 1

    @classmethod
    def decoder_length(cls, config: ObjectiveConfig, length: int) -> int:
        """M."""
        gaps = cast(GapsConfig, config)
        return gaps.places(gaps.longest(length))[1]
