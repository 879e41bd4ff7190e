"""denoising: a decoder writes a passage as it was before noise came over it (Lewis et al. 2020).

Letters: L tokens per row, M decoder tokens per row, N = L − 2 tokens of a passage.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from engine.batch import Batch
from engine.batching.passages import FRAME, PassageRows
from engine.batching.sources import Ids
from engine.objectives.noise import NoiseConfig, noisy
from engine.objectives.objective import Card, ObjectiveConfig, Prompt, Rngs
from engine.objectives.tracing import moved_on
from engine.objectives.writing import Writing, counted, passages_of, written
from engine.wording import translate


class Denoising(Writing):
    """The encoder reads [CLS] spoiled passage [SEP]; the decoder writes [CLS] passage [SEP].

    As in BART the decoder begins with [SEP]. The sum of the losses is −log p of the passage,
    given what is left of it.
    """

    name = "denoising"
    source = PassageRows
    nearest: ClassVar[Mapping[str, str]] = {"encoder": "masked_lm", "decoder": "causal_lm"}
    moves = True
    measure = translate("objectives", "per token of the restored text")
    special_tokens = ("[CLS]", "[SEP]", "[MASK]")
    Config = NoiseConfig
    card = Card(
        title=translate("objectives", "Restored text"),
        lines=(
            translate("objectives", "A passage is spoiled: spans hidden, sentences shuffled."),
            translate("objectives", "The encoder reads what is left of it."),
            translate("objectives", "The decoder writes the whole passage as it was."),
        ),
        formula=translate("objectives", "loss = −Σ log p(token | those before, noise) / tokens"),
        good_for=translate("objectives", "Writing from a text: summaries, answers, corrections."),
        poor_for=translate("objectives", "Short training: most of what it writes is copied."),
        figure=translate(
            "objectives", "BART-base: SQuAD 90.8, MNLI 83.8; with hidden spans alone 90.8, 84.0."
        ),
        source="Lewis et al. 2020, arXiv:1910.13461, table 1",
    )

    config: NoiseConfig

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Spoil each passage; the answer is the passage itself."""
        vocabulary = self.vocabulary
        passages, borders = passages_of(batch), batch.own[PassageRows.name]
        spoiled = [
            noisy(
                tokens,
                opens[: len(tokens)],
                self.config,
                vocabulary.mask,
                rng,
                traced=batch.traced,
            )
            for tokens, opens, rng in zip(passages, borders, rngs, strict=True)
        ]
        read, answers = (self._framed(left) for left, _ in spoiled), map(self._framed, passages)
        length = batch.tokens.shape[1] + FRAME
        batch = written(
            batch,
            list(read),
            list(answers),
            start=vocabulary.sep,
            shape=(length, length),
            places=[moved_on(places, 1) for _, places in spoiled if places is not None],
            vocabulary=vocabulary,
        )
        return counted(batch, self.name)

    def prompt(self, tokens: Ids) -> Prompt:
        """The text is to be restored."""
        return Prompt(np.array([self.vocabulary.sep]), self._framed(tokens))

    @classmethod
    def decoder_length(cls, config: ObjectiveConfig, length: int) -> int:
        """M: as many as the encoder may read."""
        return length

    def _framed(self, tokens: Ids) -> Ids:
        return np.concatenate([[self.vocabulary.cls], tokens, [self.vocabulary.sep]])
