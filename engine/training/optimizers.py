"""The rules that turn gradients into steps: AdamW, Adam, SGD with momentum, Muon.

All of them fused where torch can. State is kept by parameter name, so a checkpoint is readable.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from engine.control import Check
from engine.models.block import block_matrices
from engine.recipe.training import TrainingConfig

Named = dict[str, nn.Parameter]

# Where the recipe leaves them open. Only AdamW and Muon keep decay out of the gradient
# (Loshchilov & Hutter 2019); in Adam's it is scaled up to whole steps wherever the true gradient
# is small, and in SGD's, at the rates SGD needs, it is as strong. Both wipe out the attention.
DECAY = {"adamw": 0.01, "muon": 0.01, "adam": 0.0, "sgd": 0.0}
MOMENTUM = {"sgd": 0.9, "muon": 0.95}  # Muon's: Jordan 2024


class Optimizer:
    """One or two torch optimizers as one: one rate, one state.

    Muon (Jordan 2024) steps the hidden matrices and AdamW the rest, as its author advises; the
    others step everything. Weight decay spares norms, biases and embeddings. `check` is called
    before the state of each parameter is made and may end that by raising.
    """

    def __init__(
        self,
        learner: nn.Module,
        config: TrainingConfig,
        *,
        check: Check = lambda: None,
    ) -> None:
        self._names = {parameter: name for name, parameter in _learning(learner).items()}
        self._lr = config.lr
        _leave_the_compiler_out()
        self._rules = _rules(learner, config)
        for parameter in self._names:
            check()
            self._state(parameter).update(self._fresh_state(parameter))

    @property
    def skips_on_device(self) -> bool:
        """Whether every rule can leave the weights alone at a flag on the device (`found_inf`)."""
        return all("fused" in rule.defaults for rule in self._rules)

    def set_rate(self, share: float) -> float:
        """Set the learning rate to a share of the highest; return it."""
        for rule in self._rules:
            for group in rule.param_groups:
                group["lr"] = self._lr * share
        return self._lr * share

    def step(self, *, skip: Tensor | None = None) -> None:
        """Step the weights; where `skip` (on the device) is 1, leave weights and state alone."""
        with torch.no_grad():
            for rule in self._rules:
                rule.found_inf = skip  # type: ignore[attr-defined]  # torch's fused rules read it
                inspect.unwrap(type(rule).step)(rule)  # bare: around it torch asks its compiler

    def zero_grad(self) -> None:
        """Forget the gradients."""
        for parameter in self._names:
            parameter.grad = None

    def tensors(self) -> dict[str, Tensor]:
        """The state, as `parameter-name/state-name`."""
        return {
            f"{name}/{key}": value
            for parameter, name in self._names.items()
            for key, value in self._state(parameter).items()
        }

    def load_arrays(
        self, arrays: Mapping[str, NDArray[Any]], *, check: Check = lambda: None
    ) -> None:
        """Take the state of a checkpoint; KeyError where it lacks a tensor.

        `check` is called before each tensor.
        """
        with torch.no_grad():
            for name, tensor in self.tensors().items():
                check()
                tensor.copy_(torch.from_numpy(arrays[name]))

    def _state(self, parameter: nn.Parameter) -> dict[str, Tensor]:
        rule = next(rule for rule in self._rules if parameter in _parameters(rule))
        state: dict[str, Tensor] = rule.state[parameter]
        return state

    def _fresh_state(self, parameter: nn.Parameter) -> dict[str, Tensor]:
        """As torch would make at the first step; made here so that loading needs no step."""
        rule = next(rule for rule in self._rules if parameter in _parameters(rule))
        zeros = torch.zeros_like(parameter, memory_format=torch.preserve_format)
        if "betas" not in rule.defaults:
            return {"momentum_buffer": zeros} if rule.defaults["momentum"] else {}
        step = torch.zeros((), dtype=torch.float32, device=parameter.device)
        return {"step": step, "exp_avg": zeros, "exp_avg_sq": zeros.clone()}


def _leave_the_compiler_out() -> None:
    """Have torch make an optimizer without importing its compiler: a second of every start.

    It does so only to keep the compiler away from `add_param_group`, which nothing compiled calls.
    Where torch no longer goes about it like this, nothing changes.
    """
    function = getattr(torch.optim.Optimizer.add_param_group, "__wrapped__", None)
    if function is not None and not hasattr(function, "__dynamo_disable"):
        function.__dynamo_disable = function


def _parameters(rule: torch.optim.Optimizer) -> set[nn.Parameter]:
    return {parameter for group in rule.param_groups for parameter in group["params"]}


def _rules(learner: nn.Module, config: TrainingConfig) -> list[torch.optim.Optimizer]:
    everything = _learning(learner)
    embeddings = _embeddings(learner)
    adam: dict[str, Any] = {
        "lr": config.lr,
        "betas": (config.beta1, config.beta2),
        "eps": config.epsilon,
        "fused": True,
    }
    decay = DECAY[config.optimizer] if config.weight_decay is None else config.weight_decay
    momentum = MOMENTUM.get(config.optimizer, 0.0) if config.momentum is None else config.momentum
    match config.optimizer:
        case "adamw":
            return [torch.optim.AdamW(_groups(everything, embeddings, decay), **adam)]
        case "adam":
            return [torch.optim.Adam(_groups(everything, embeddings, decay), **adam)]
        case "sgd":
            groups = _groups(everything, embeddings, decay)
            return [torch.optim.SGD(groups, lr=config.lr, momentum=momentum, fused=True)]
    matrices = {name: one for name, one in block_matrices(learner).items() if name in everything}
    rest = {name: parameter for name, parameter in everything.items() if name not in matrices}
    others = torch.optim.AdamW(_groups(rest, embeddings, decay), **adam)
    if not matrices:  # all of them are frozen
        return [others]
    muon = torch.optim.Muon(
        list(matrices.values()),
        lr=config.lr,
        weight_decay=decay,
        momentum=momentum,
        adjust_lr_fn="match_rms_adamw",  # so that a rate found for AdamW serves here too
    )
    return [muon, others]


def _groups(named: Named, embeddings: Iterable[str], decay: float) -> list[dict[str, Any]]:
    spared = [name for name, p in named.items() if p.ndim < 2 or name in embeddings]
    decayed = [parameter for name, parameter in named.items() if name not in spared]
    return [
        {"params": decayed, "weight_decay": decay},
        {"params": [named[name] for name in spared], "weight_decay": 0.0},
    ]


def _learning(learner: nn.Module) -> Named:
    """The weights that are not frozen."""
    return {name: one for name, one in learner.named_parameters() if one.requires_grad}


def _embeddings(learner: nn.Module) -> set[str]:
    tables = {
        id(parameter)
        for module in learner.modules()
        if isinstance(module, nn.Embedding)
        for parameter in module.parameters()
    }
    return {name for name, parameter in learner.named_parameters() if id(parameter) in tables}
