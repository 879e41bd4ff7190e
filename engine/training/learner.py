"""Learner: model, objective and weighting in one Module: what is trained, compiled and saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.batch import Batch
from engine.control import Check
from engine.devices import AttentionForm, Execution
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.objectives.objective import Loss, Objective, device_of
from engine.objectives.weighting import Weighting
from engine.training.snapshot import GENERATOR
from engine.wording import translate

Arrays = Mapping[str, NDArray[Any]]


class Learner(nn.Module):
    """The trunk and the heads that learn on it.

    A parameter both share (the tied embedding) is saved once, under the model's name.
    """

    def __init__(
        self, model: Transformer, objective: Objective, weighting: Weighting | None = None
    ) -> None:
        super().__init__()
        self.model = model
        self.objective = objective
        self.weighting = Weighting({}) if weighting is None else weighting

    def forward(self, batch: Batch) -> dict[str, Loss]:
        """Losses by name of one micro-batch on the device."""
        batch, losses = self.objective.on_device(batch)
        hidden = self.model(batch, at=self.objective.asks(batch))
        more: dict[str, Loss] = self.objective(hidden, batch)
        return losses | more

    def prepare(self, execution: Execution) -> None:
        """Move to the device and compute as `execution` says."""
        device = execution.torch_device
        if device.type == "cuda":
            torch.cuda.set_device(device)  # of this thread: streams and events are asked for there
        self.to(device)
        self.compute_in(execution.torch_dtype, execution.attention)
        moved: dict[int, torch.Generator] = {}
        for _, module, name, generator in _generators(self):
            if generator.device != device:
                fresh = torch.Generator(device).manual_seed(generator.initial_seed())
                setattr(module, name, moved.setdefault(id(generator), fresh))

    def compute_in(self, dtype: torch.dtype, attention: AttentionForm) -> None:
        """Have every transformer in it (an objective may own one) compute so."""
        for module in self.modules():
            if isinstance(module, Transformer):
                module.set_compute(dtype)
                module.set_attention(attention)

    @contextmanager
    def in_full_precision(self) -> Iterator[None]:
        """Compute in float32 for a while, whatever training computes in."""
        own = [module for module in self.modules() if isinstance(module, Transformer)]
        before = [module.compute for module in own]
        for module in own:
            module.set_compute(torch.float32)
        try:
            yield
        finally:
            for module, dtype in zip(own, before, strict=True):
                module.set_compute(dtype)

    @property
    def device(self) -> torch.device:
        """Where the parameters live."""
        return device_of(self)

    @property
    def num_parameters(self) -> int:
        """Trainable numbers of model and objective, shared ones counted once."""
        others = set(self.weighting.parameters())
        return sum(one.numel() for one in self.parameters() if one not in others)

    def tensors(self) -> dict[str, Tensor]:
        """Parameters and lasting buffers by name, each once."""
        once: dict[int, tuple[str, Tensor]] = {}
        for name, tensor in self.state_dict(keep_vars=True).items():
            once.setdefault(id(tensor), (name, tensor.detach()))
        return dict(once.values())

    def load_arrays(self, arrays: Arrays, *, check: Check = lambda: None) -> None:
        """Take the values of a checkpoint; a Fault where its names or shapes are others.

        `check` is called before each tensor.
        """
        own = self.tensors()
        wrong = sorted(set(own) ^ set(arrays))
        # One number for all of a tensor fits any: GradNorm once counted its steps so.
        wrong += [
            name
            for name in own
            if name in arrays and own[name].shape != arrays[name].shape and arrays[name].ndim
        ]
        if wrong:
            raise Fault(
                translate("faults", "The checkpoint does not fit this model."),
                why=translate("faults", "Names or shapes differ, the first at {name}."),
                now=translate("faults", "Resume with the recipe the run was started with."),
                name=wrong[0],
            )
        with torch.no_grad():
            for name, tensor in own.items():
                check()
                tensor.copy_(torch.from_numpy(arrays[name]))

    def load_generators(self, states: Arrays) -> bool:
        """Go on drawing random numbers where a checkpoint stood; whether that is so.

        Another kind of device has another kind of state: there they are drawn anew.
        """
        known = True
        for place, generator in self.generators().items():
            state = torch.from_numpy(states[f"{GENERATOR}{place}"])
            if state.numel() == generator.get_state().numel():
                generator.set_state(state)
            else:
                known = False
        return known

    def generators(self) -> dict[str, torch.Generator]:
        """The random generators its modules draw from (dropout), each once, by place."""
        found: dict[int, tuple[str, torch.Generator]] = {}
        for place, _, name, generator in _generators(self):
            found.setdefault(id(generator), (f"{place}.{name}", generator))
        return dict(found.values())


def _generators(learner: nn.Module) -> Iterator[tuple[str, nn.Module, str, torch.Generator]]:
    for place, module in learner.named_modules():
        for name, value in list(vars(module).items()):
            if isinstance(value, torch.Generator):
                yield place, module, name, value
