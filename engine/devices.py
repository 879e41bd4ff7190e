"""What this machine computes with: devices, arithmetic, threads, seeds and memory."""

from __future__ import annotations

import ctypes
import os
import platform
import statistics
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import psutil
import torch

from engine.faults import Fault
from engine.wording import translate

Dtype = Literal["fp32", "bf16"]
AttentionForm = Literal["sdpa", "explicit"]

DTYPES: dict[str, torch.dtype] = {"fp32": torch.float32, "bf16": torch.bfloat16}


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """One device a person can pick."""

    id: str  # "cpu", "cuda:0"
    name: str  # as its maker calls it
    memory_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """How a run computes: what changes its speed, not its result.

    Measured once, written to environment.json and reused on resume, because another dtype or
    thread count would change the last bits.
    """

    device: str
    dtype: Dtype
    attention: AttentionForm
    threads: int
    micro_batch: int  # rows
    compile: bool = False
    measured: Mapping[str, float | str] = field(default_factory=dict)  # rows/s, reasons

    @property
    def torch_device(self) -> torch.device:
        """The device as torch names it."""
        return torch.device(self.device)

    @property
    def torch_dtype(self) -> torch.dtype:
        """The arithmetic of the forward pass; weights stay in fp32."""
        return DTYPES[self.dtype]

    def as_data(self) -> dict[str, Any]:
        """Plain data for environment.json."""
        return asdict(self)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Execution:
        """Read what `as_data` wrote."""
        return Execution(**data)


def list_devices() -> tuple[DeviceInfo, ...]:
    """The devices of this machine, the fastest first."""
    found = []
    for index in range(torch.cuda.device_count() if torch.cuda.is_available() else 0):
        properties = torch.cuda.get_device_properties(index)
        found.append(DeviceInfo(f"cuda:{index}", properties.name, properties.total_memory))
    found.append(DeviceInfo("cpu", processor_name(), psutil.virtual_memory().total))
    return tuple(found)


def pick_device(name: str) -> torch.device:
    """The device called "auto", "cpu", "cuda" or "cuda:0"; a Fault where it is not here."""
    here = [info.id for info in list_devices()]
    if name == "auto":
        return torch.device(here[0])
    wanted = "cuda:0" if name == "cuda" else name
    if wanted not in here:
        raise Fault(
            translate("faults", "There is no device “{device}” on this machine."),
            now=translate("faults", "Choose one of: auto, {devices}."),
            device=name,
            devices=", ".join(here),
        )
    return torch.device(wanted)


def processor_name() -> str:
    """What the processor calls itself."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(errors="replace").splitlines():
            if line.lower().startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def usable_threads() -> int:
    """Physical cores this process may use: more threads than that only get in each other's way."""
    physical = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))


def use_threads(threads: int) -> None:
    """Let torch compute with this many threads."""
    torch.set_num_threads(threads)
    _keep_freed_memory()


@contextmanager
def flushing_denormals() -> Iterator[None]:
    """Inside, numbers too small for fp32 count as zero in this thread: they only cost time."""
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(False)


def _keep_freed_memory() -> None:
    """Have glibc keep what is freed, instead of handing it back and asking anew every step.

    The pages of a step's large arrays are otherwise zeroed by the system each time: a sixth of a
    step at 2 × 128. Elsewhere than on glibc nothing is done.
    """
    trim_threshold, mmap_threshold = -1, -3  # malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for parameter in (trim_threshold, mmap_threshold):
        mallopt(parameter, 1 << 30)


def new_generator(seed: int, purpose: str, device: torch.device | str = "cpu") -> torch.Generator:
    """A generator of its own for one purpose ("weights", "dropout"), keyed by the run's seed."""
    words = np.random.SeedSequence([seed, zlib.crc32(purpose.encode())]).generate_state(
        1, np.uint64
    )
    generator = torch.Generator(device=device)
    return generator.manual_seed(int(words[0]) & (2**63 - 1))


def memory_in_use(device: torch.device) -> int:
    """Bytes: of the whole process, or of tensors on a GPU, the most since it was last asked.

    Between steps a GPU holds no activations: what a step needs is known by its peak.
    """
    if device.type == "cuda":
        peak = int(torch.cuda.max_memory_allocated(device))
        torch.cuda.reset_peak_memory_stats(device)
        return peak
    return int(psutil.Process().memory_info().rss)


def free_memory(device: torch.device) -> int:
    """Bytes a run may still take: of the GPU, or of this machine."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return int(psutil.virtual_memory().available)


def synchronize(device: torch.device) -> None:
    """Wait until a GPU has done what it was told; nothing to wait for elsewhere."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def matrix_peak(device: torch.device, dtype: torch.dtype, *, size: int = 1024) -> float:
    """FLOP/s of this machine's matrix product, measured: what model FLOPs are held against."""
    # Random numbers: equal ones switch fewer transistors, and a GPU runs faster on them.
    generator = new_generator(0, "matrix peak", device)
    left, right = (
        torch.randn(size, size, generator=generator, device=device).to(dtype) for _ in range(2)
    )
    rounds = 20 if device.type == "cuda" else 2
    seconds = []
    for _ in range(6):
        synchronize(device)
        start = time.perf_counter()
        for _ in range(rounds):
            left @ right
        synchronize(device)
        seconds.append((time.perf_counter() - start) / rounds)
    return 2 * size**3 / statistics.median(seconds[1:])  # the first round warms up
