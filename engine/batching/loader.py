"""Loader: prepares the rows of the next steps in a thread of its own.

Letters: B rows per step, L tokens per row.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.feed import Feed
from engine.batching.randomness import epoch_order, row_generators
from engine.batching.sources import Ids, Source
from engine.control import Check

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

    Row number n of a task is row `epoch_order(seed, e, N)[n mod N]` of epoch e = n // N, N as in
    `Feed.epoch_of`, with a generator keyed by (seed, e, row): splitting a step into micro-batches
    changes nothing.
    `progress(step, tokens)` gives the share of the budget done before a step (0-based from the
    run's first), when so many tokens have been learned from; asked from the loader's thread.
    """

    def __init__(
        self,
        feed: Feed,
        objective: Corruption,
        *,
        rows: int,
        seed: int,
        progress: Callable[[int, int], float] = lambda step, tokens: 0.0,
    ) -> None:
        self._feed = feed
        self._objective = objective
        self._rows = rows
        self._seed = seed
        self._progress = progress
        self._consumed = self._consumed_tokens = 0  # steps handed out, and what is in them
        self._prepared = 0  # steps asked of the thread
        self._prepared_tokens = 0  # in those it has prepared
        self._orders: dict[str, tuple[int, NDArray[np.int64]]] = {}  # per task: epoch and its rows
        self._pool: ThreadPoolExecutor | None = None
        self._coming: deque[Future[Batch]] = deque()

    def __next__(self) -> Batch:
        """The rows of the next step; raises what went wrong in the thread."""
        while len(self._coming) < AHEAD:
            self._ask()
        batch = self._coming.popleft().result()
        self._ask()
        self._consumed += 1
        self._consumed_tokens += batch.num_tokens
        return batch

    def _ask(self) -> None:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="loader")
        self._coming.append(self._pool.submit(self._prepare, self._prepared))
        self._prepared += 1

    def state_dict(self) -> dict[str, Any]:
        """The next step to be handed out; prefetched ones are not counted."""
        return {"step": self._consumed, "tokens": self._consumed_tokens}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Go on from where `state_dict` was taken."""
        self.close()
        if "step" in state:
            self._consumed = int(state["step"])
        else:  # of a release that counted rows, and knew no turns
            rows = int(state["epoch"]) * len(self._feed) + int(state["row"])
            self._consumed = rows // self._rows
        self._consumed_tokens = int(state["tokens"])
        self._prepared, self._prepared_tokens = self._consumed, self._consumed_tokens

    def close(self) -> None:
        """Drop what was prefetched and join the thread; a later `next` starts another."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        self._prepared, self._prepared_tokens = self._consumed, self._consumed_tokens
        self._coming.clear()

    def _prepare(self, step: int) -> Batch:
        """The rows of a step. Runs in the loader's thread."""
        self._objective.schedule(self._progress(step, self._prepared_tokens))
        task = self._feed.task_of(step)
        source = self._feed.sources[task]
        first = self._feed.steps_before(step) * self._rows
        indices: list[int] = []
        rngs: list[np.random.Generator] = []
        while len(indices) < self._rows:
            epoch, row = divmod(first + len(indices), self._feed.epoch_of(task))
            taken = self._epoch(task, epoch)[row : row + self._rows - len(indices)]
            indices += taken.tolist()
            rngs += row_generators(self._seed, epoch, taken)
        batch = self._objective.corrupt(replace(source.rows(indices, rngs), task=task), rngs)
        self._prepared_tokens += batch.num_tokens
        return batch

    def _epoch(self, task: str, epoch: int) -> Ids:
        known = self._orders.get(task)
        if known is None or known[0] != epoch:
            source = self._feed.sources[task]
            order = epoch_order(self._seed, epoch, len(source) // source.together)
            rows = order[:, None] * source.together + np.arange(source.together)
            self._orders[task] = known = epoch, rows.flatten()[: self._feed.epoch_of(task)]
        return known[1]


def evaluation_batches(
    feed: Feed,
    objective: Corruption,
    rows: int,
    seed: int,
    *,
    batch: int = 32,
    check: Check = lambda: None,
) -> tuple[Batch, ...]:
    """At most `rows` rows of each task, from all over it, with masks and pairs that never change.

    Call it before training begins: it sets the objective's schedule to its end and back. `check`
    is called before each batch and may end the work by raising.
    """
    objective.schedule(1.0)
    batches = []
    for task, source in feed.sources.items():
        for indices in _spread(source, rows, batch, feed.together.get(task, 1)):
            check()
            rngs = row_generators(seed, VALIDATION, indices)
            batches.append(objective.corrupt(replace(source.rows(indices, rngs), task=task), rngs))
    objective.schedule(0.0)
    return tuple(batches)


def _spread(source: Source, rows: int, batch: int, together: int) -> Iterator[Ids]:
    """Rows from all over the source, `batch` at once; those that belong together stay so.

    All are whole groups of `together` rows, where there is text for one.
    """
    units, together = len(source) // source.together, math.lcm(together, source.together)
    group = min(together // source.together, max(units, 1))
    count = max(1, min(rows // source.together, units) // group) * group
    chosen = np.arange(count) * units // count
    if source.in_file_order:
        # Equal distances keep time with labels that take turns: all chosen could be of one class.
        chosen = np.sort(np.random.default_rng(VALIDATION).permutation(units)[:count])
    indices = (chosen[:, None] * source.together + np.arange(source.together)).flatten()
    step = max(1, batch // together) * together
    for at in range(0, len(indices), step):
        yield indices[at : at + step]
