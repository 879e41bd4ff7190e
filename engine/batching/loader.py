"""Loader: prepares the rows of the next steps in a thread of its own.

Letters: B rows per step, L tokens per row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.randomness import epoch_order, row_generators
from engine.batching.sources import Ids, Source

AHEAD = 2  # steps prepared before they are asked for
VALIDATION = 2**32 - 1  # the epoch validation rows are drawn in; no training run reaches it


class Corruption(Protocol):
    """An objective, as far as the loader knows it."""

    def corrupt(self, batch: Batch, rngs: Sequence[np.random.Generator]) -> Batch:
        """Hide what is asked and note the answers."""

    def schedule(self, progress: float) -> None:
        """Follow progress 0 … 1."""


class Loader(Iterator[Batch]):
    """An endless iterator over the corrupted rows of each step (NumPy, with counts).

    Row number n of the run is row `epoch_order(seed, e, N)[n mod N]` of epoch e = n // N, with a
    generator keyed by (seed, e, row): splitting a step into micro-batches changes nothing.
    `progress(step)` gives the share of the budget done before a step (0-based from the run's
    first) and is asked from the loader's thread.
    """

    def __init__(
        self,
        source: Source,
        objective: Corruption,
        *,
        rows: int,
        seed: int,
        progress: Callable[[int], float] = lambda step: 0.0,
    ) -> None:
        self._source = source
        self._objective = objective
        self._rows = rows
        self._seed = seed
        self._progress = progress
        self._consumed = 0  # rows handed out
        self._prepared = 0  # rows asked of the thread
        self._order: tuple[int, NDArray[np.int64]] | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._coming: deque[Future[Batch]] = deque()

    def __next__(self) -> Batch:
        """The rows of the next step; raises what went wrong in the thread."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="loader")
        while len(self._coming) < AHEAD:
            self._coming.append(self._pool.submit(self._prepare, self._prepared))
            self._prepared += self._rows
        batch = self._coming.popleft().result()
        self._coming.append(self._pool.submit(self._prepare, self._prepared))
        self._prepared += self._rows
        self._consumed += self._rows
        return batch

    def state_dict(self) -> dict[str, Any]:
        """Epoch and row within it of the next row to be handed out; prefetched ones not counted."""
        epoch, row = divmod(self._consumed, len(self._source))
        return {"epoch": epoch, "row": row}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Go on from where `state_dict` was taken."""
        self.close()
        self._consumed = int(state["epoch"]) * len(self._source) + int(state["row"])
        self._prepared = self._consumed

    def close(self) -> None:
        """Drop what was prefetched and join the thread; a later `next` starts another."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._prepared = None, self._consumed
        self._coming.clear()

    def _prepare(self, first: int) -> Batch:
        """The rows first … first + B of the run. Runs in the loader's thread."""
        self._objective.schedule(self._progress(first // self._rows))
        indices: list[int] = []
        rngs: list[np.random.Generator] = []
        while len(indices) < self._rows:
            epoch, row = divmod(first + len(indices), len(self._source))
            taken = self._epoch(epoch)[row : row + self._rows - len(indices)]
            indices += taken.tolist()
            rngs += row_generators(self._seed, epoch, taken)
        return self._objective.corrupt(self._source.rows(indices, rngs), rngs)

    def _epoch(self, epoch: int) -> Ids:
        if self._order is None or self._order[0] != epoch:
            self._order = epoch, epoch_order(self._seed, epoch, len(self._source))
        return self._order[1]


def evaluation_batches(
    source: Source, objective: Corruption, rows: int, seed: int, *, batch: int = 32
) -> tuple[Batch, ...]:
    """At most `rows` rows spread evenly over `source`, with masks and pairs that never change.

    Call it before training begins: it sets the objective's schedule to its end and back.
    """
    count = min(rows, len(source))
    indices = np.arange(count) * len(source) // count
    rngs = row_generators(seed, VALIDATION, indices)
    objective.schedule(1.0)
    batches = tuple(
        objective.corrupt(source.rows(indices[at : at + batch], here), here)
        for at in range(0, count, batch)
        for here in [rngs[at : at + batch]]
    )
    objective.schedule(0.0)
    return batches
