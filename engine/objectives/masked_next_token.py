"""masked_next_token: hidden tokens are named a place before them (Charpentier & Samuel 2024)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from engine.batch import IGNORE, Batch
from engine.batching.stream import StreamRows
from engine.objectives.masked_lm import MaskedLM
from engine.objectives.objective import NEXT_TOKEN, Card, Rngs
from engine.wording import translate


class MaskedNextToken(MaskedLM):
    """masked_lm whose answers are read one place earlier: there causal_lm names them too."""

    name = "masked_next_token"
    source = StreamRows
    architectures = ("decoder",)
    nearest: ClassVar[Mapping[str, str]] = {
        "encoder": "masked_lm",
        "encoder_decoder": "span_corruption",
    }
    shared_head = NEXT_TOKEN
    fills_from = 1
    card = Card(
        title=translate("objectives", "Masked next token"),
        lines=(
            translate("objectives", "Some words are hidden; the model sees all the others."),
            translate("objectives", "Each is named from the place before it, as a next token is."),
            translate("objectives", "So one model fills gaps and writes: give next token turns."),
        ),
        formula=translate("objectives", "loss = −Σ log p(hidden token | the rest) / hidden tokens"),
        good_for=translate("objectives", "Little text: beside next token, both gain."),
        poor_for=translate("objectives", "Writing alone: it always sees what follows."),
        figure=translate(
            "objectives", "GPT-BERT, 15 turns to 1 of next token: 81.2 on BLiMP from 10 M words."
        ),
        source="Charpentier & Samuel 2024, arXiv:2410.24159 (BabyLM 2024)",
    )

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Hide tokens as masked_lm does, but none without a token before it in its segment."""
        led = replace(batch, maskable=batch.maskable & ~self.masking.at_the_front(batch))
        hidden = super().corrupt(led, rngs)
        used = hidden.targets != IGNORE
        return replace(
            hidden,
            maskable=batch.maskable,
            predict_at=hidden.predict_at - used,
            sight=self.sight,
        )
