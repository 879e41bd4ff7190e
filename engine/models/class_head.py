"""ClassHead: K numbers for a vector of the trunk, as the paper of its model reads them off.

Letters: D width, K classes.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.counting import PoolerActivation, class_reading
from engine.models.initialisation import map_std, normal_
from engine.models.layers import Linear
from engine.models.norms import new_norm
from engine.models.transformer import Transformer

BENDS: dict[PoolerActivation, Callable[[Tensor], Tensor]] = {
    "tanh": torch.tanh,
    "gelu": functional.gelu,
    "relu": functional.relu,
}


class ClassHead(nn.Module):
    """What fine-tuning puts on a trunk: K numbers for a row, or for each of its tokens.

    A `whole` row's vector goes through a map and tanh in BERT and BART (the pooler; GELU in
    ELECTRA, ReLU in DistilBERT: `activation`), any vector through a map, GELU and a norm in
    ModernBERT (the transform), and nothing in the others. So a folder of `transformers` has the
    same.
    """

    def __init__(
        self,
        model: Transformer,
        classes: int,
        purpose: str,
        *,
        whole: bool,
        activation: PoolerActivation = "tanh",
    ) -> None:
        super().__init__()
        self._bend = BENDS[activation]
        config = model.config
        self.reading = class_reading(config, whole=whole)
        self.dense = self.norm = None
        if self.reading != "plain":
            self.dense = Linear(model.width, model.width, bias=self.reading == "pooler")
        if self.reading == "transform":
            self.norm = new_norm(config)
        # GPT-2 and Llama class a row without a bias.
        biased = not (whole and config.architecture == "decoder")
        self.classes = Linear(model.width, classes, bias=biased)
        generator = model.new_generator(purpose)
        for layer in (self.dense, self.classes):
            if layer is not None:
                normal_(layer.weight, map_std(layer.weight, config), generator)

    def forward(self, x: Tensor) -> Tensor:
        """[..., D] -> [..., K]."""
        if self.dense is not None:
            x = self.dense(x)
            x = self._bend(x) if self.norm is None else self.norm(functional.gelu(x))
        logits: Tensor = self.classes(x)
        return logits
