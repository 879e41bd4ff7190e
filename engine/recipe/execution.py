"""How a run computes, as far as a person wants to say it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from engine.faults import Unfit
from engine.options import Section, option
from engine.wording import translate

_DEVICE = re.compile(r"auto|cpu|cuda(:\d+)?")


class ExecutionConfig(Section):
    """What changes only the speed. "auto" is measured on this machine and then shown.

    All but `compile`, whose auto is off: to measure it would take the minutes it may save, deaf
    to a stop.
    """

    device: str = option(
        "auto",
        translate("recipe", "Device"),
        translate("recipe", "auto, cpu, cuda or cuda:0. auto takes a GPU where there is one."),
        kind="device",
    )
    dtype: Literal["auto", "fp32", "bf16"] = option(
        "auto",
        translate("recipe", "Arithmetic"),
        translate(
            "recipe",
            "bf16 halves the memory traffic and is often twice as fast; weights stay in fp32.",
        ),
    )
    attention: Literal["auto", "sdpa", "explicit"] = option(
        "auto",
        translate("recipe", "Attention form"),
        translate(
            "recipe",
            "The same formula, computed by torch's fused kernel (sdpa) or written out "
            "(explicit); short rows in bf16 run faster written out.",
        ),
        advanced=True,
    )
    threads: Annotated[int, Field(ge=1, le=1024)] | Literal["auto"] = option(
        "auto",
        translate("recipe", "Threads"),
        translate("recipe", "Processor cores the arithmetic may use."),
        advanced=True,
    )
    micro_batch: Annotated[int, Field(ge=1, le=65_536)] | Literal["auto"] = option(
        "auto",
        translate("recipe", "Micro-batch"),
        translate(
            "recipe",
            "Rows computed at once; the gradients of several add up to one step. The result "
            "does not change.",
        ),
        unit=translate("recipe", "rows"),
        advanced=True,
    )
    compile: bool | Literal["auto"] = option(
        "auto",
        translate("recipe", "Compile"),
        translate(
            "recipe",
            "torch.compile: half a minute or more at the start, in which no stop is heard; then "
            "a third faster or so on a GPU, which a long run wins back. Auto is off. Needs a C++ "
            "compiler, and dropout 0.",
        ),
        advanced=True,
    )

    @field_validator("device")
    @classmethod
    def _named(cls, device: str) -> str:
        """Whether it is here is asked where a run begins: recipes travel."""
        if not _DEVICE.fullmatch(device):
            raise Unfit(
                translate("faults", "must be auto, cpu, cuda or cuda:0, not “{given}”"),
                given=device,
            )
        return device
