"""prefix_lm: name the next token behind a beginning that is seen both ways (Dong et al. 2019).

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import ClassVar, cast

import numpy as np
from pydantic import ValidationInfo, field_validator

from engine.batch import IGNORE, Batch
from engine.faults import Unfit
from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head
from engine.objectives.causal_lm import CausalLM, next_tokens
from engine.objectives.grouping import Bools, same_in_group
from engine.objectives.masking import draw_uniform
from engine.objectives.objective import Card, ObjectiveConfig, Rngs
from engine.options import option
from engine.wording import translate


class PrefixLMConfig(ObjectiveConfig):
    """How much of each text is given."""

    shortest: float = option(
        0.0,
        translate("recipe", "Shortest beginning"),
        translate(
            "recipe",
            "Each text is cut at a place drawn anew every time; this is the least share of it "
            "that is given and not asked for. At 0 all but the first token may be asked for.",
        ),
        minimum=0.0,
        maximum=1.0,
        source="Raffel et al. 2020, section 3.2.3",
    )
    longest: float = option(
        1.0,
        translate("recipe", "Longest beginning"),
        translate(
            "recipe",
            "The largest share that is given. At 1 all but the last token may be; the less is "
            "given, the more tokens teach.",
        ),
        minimum=0.0,
        maximum=1.0,
        source="Raffel et al. 2020, section 3.2.3",
    )

    @field_validator("longest")
    @classmethod
    def _in_order(cls, longest: float, info: ValidationInfo) -> float:
        if longest < info.data.get("shortest", 0.0):
            raise Unfit(
                translate("faults", "the longest beginning must not be shorter than the shortest")
            )
        return longest


class PrefixLM(CausalLM):
    """A causal language model that sees the first part of each text both ways, unasked."""

    name = "prefix_lm"
    sight = "prefix"
    measure = translate("objectives", "per token after the beginning")
    Config: ClassVar[type[ObjectiveConfig]] = PrefixLMConfig
    card = Card(
        title=translate("objectives", "Rest of the text"),
        lines=(
            translate("objectives", "The beginning of a text is seen as a whole."),
            translate("objectives", "The rest is named token by token, left to right."),
            translate("objectives", "One model so learns to read and to write."),
        ),
        formula=translate(
            "objectives", "loss = −Σ log p(token | beginning, those before it) / tokens asked"
        ),
        good_for=translate("objectives", "Answers, summaries, translations of what is given."),
        poor_for=translate("objectives", "Short runs: what is given teaches nothing."),
        figure=translate("objectives", "T5-Base (encoder-decoder) trained so: 80.7 on GLUE."),
        source="Dong et al. 2019 (UniLM); Raffel et al. 2020, arXiv:1910.10683, table 4",
    )

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Cut each segment at a place of its own; only what stands behind it is asked for."""
        visible = self._visible(batch, rngs)
        targets = next_tokens(batch)
        targets[:, :-1][visible[:, 1:]] = IGNORE
        asked = int(np.count_nonzero(targets != IGNORE))
        counts = (batch.counts or {}) | {self.name: asked}
        return replace(batch, targets=targets, counts=counts, visible=visible, sight=self.sight)

    def _visible(self, batch: Batch, rngs: Rngs) -> Bools:
        """[B, L]: the beginning of each segment; of n tokens at least 1 and at most n − 1."""
        (drawn,) = draw_uniform(rngs, 1, batch.tokens.shape[1]).swapaxes(0, 1)
        drawn = same_in_group(batch.segments, drawn)
        config = cast(PrefixLMConfig, self.config)
        share = config.shortest + (config.longest - config.shortest) * drawn
        backwards = batch.segments[:, ::-1], batch.positions[:, ::-1]
        last = same_in_group(*backwards)[:, ::-1]  # [B, L] n − 1
        given = 1 + np.minimum(np.floor(share * last), last - 1)
        visible: Bools = batch.positions < given
        return visible

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """One token head at as many places as are asked for on average."""
        given = cast(PrefixLMConfig, config)
        share = 1.0 - (given.shortest + given.longest) / 2
        return count_token_head(model, vocabulary, math.ceil(share * length))
