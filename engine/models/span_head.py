"""SpanHead: the tokens of a hidden span from what stands on either side of it.

Letters: B rows, P predicted places, D width, V vocabulary.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig
from engine.models.counting import Count, count_token_head
from engine.models.heads import TokenHead
from engine.models.initialisation import NORMAL, map_std, normal_
from engine.models.layers import Linear
from engine.models.norms import new_norm
from engine.models.transformer import Transformer

LONGEST = 20  # tokens of a span that are asked for; the rest of a longer one is not
PLACE_WIDTH = 200  # numbers that say which token of the span is asked for


class SpanHead(nn.Module):
    """Two layers with GELU and a norm behind each, then the embedding (Joshi et al. 2020).

    The second layer and the decoder are those of any head that names tokens.
    """

    def __init__(self, model: Transformer) -> None:
        super().__init__()
        config = model.config
        generator = model.new_generator("span head")
        self.places = nn.Embedding(LONGEST, PLACE_WIDTH, _weight=torch.empty(LONGEST, PLACE_WIDTH))
        self.dense = Linear(2 * config.width + PLACE_WIDTH, config.width, bias=config.biases)
        self.norm = new_norm(config)
        self.tokens = TokenHead(model, "token head of spans")
        normal_(self.places.weight, NORMAL, generator)
        normal_(self.dense.weight, map_std(self.dense.weight, config), generator)

    def loss(
        self, left: Tensor, right: Tensor, places: Tensor, targets: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Summed cross-entropy (nats) and hits of targets [B, P].

        `left` and `right` [B, P, D] are the vectors beside each span, `places` [B, P] says which of
        its tokens is asked for.
        """
        place: Tensor = self.places(places).to(left.dtype)
        joined = torch.cat([left, right, place], dim=-1)
        return self.tokens.loss(self.norm(functional.gelu(self.dense(joined))), targets)


def count_span_head(config: ModelConfig, vocabulary: int, places: int) -> Count:
    """The head at `places` places of a row."""
    width, inputs = config.width, 2 * config.width + PLACE_WIDTH
    constants = width * (3 if config.biases else 1)  # of the map and the norm
    first = Count(
        parts={"heads": inputs * width + constants + LONGEST * PLACE_WIDTH},
        flops=2 * places * inputs * width,
        kept=places * (inputs + 3 * width),
        cast=inputs * width,
    )
    return first + count_token_head(config, vocabulary, places)
