"""Rows that are compared with each other: no group holds the same passage twice."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import numpy as np
import pytest

from engine.batch import Batch
from engine.batching.feed import Feed
from engine.batching.loader import Loader
from engine.batching.sources import Material, MemoryTokens
from engine.objectives import OBJECTIVES, build, feed_of
from tests.engine import model_samples as samples

LENGTH, GROUP = 12, 8


def passages(count: int) -> MemoryTokens:
    """A text of as many passages, each a document of one sentence, told by its first token."""
    return MemoryTokens.of([[[5 + which, 60, 61, 62]] for which in range(count)])


def loader(count: int, *, rows: int = 2 * GROUP, **more: Any) -> tuple[Feed, Loader]:
    given = {"contrastive_sentence": {"group": GROUP}} | more
    configs = {name: OBJECTIVES[name].Config.model_validate(own) for name, own in given.items()}
    vocabulary = samples.vocabulary()
    objective = build(configs, samples.model(length=LENGTH, dropout=0.1), vocabulary)
    feed = feed_of(configs, Material(text=passages(count)), vocabulary, LENGTH)
    return feed, Loader(feed, objective, rows=rows, seed=0)


def groups(batches: list[Batch]) -> list[list[int]]:
    """The passages of each group, in their order."""
    found = []
    for batch in batches:
        tokens = batch.tokens if batch.original is None else batch.original
        firsts, seconds = tokens[::2, 1], tokens[1::2, 1]
        np.testing.assert_array_equal(firsts, seconds)
        found += firsts.reshape(-1, GROUP).tolist()
    return found


@pytest.mark.parametrize("count", [8, 9, 15, 16, 21, 27])
@pytest.mark.parametrize("rows", [2 * GROUP, 6 * GROUP])
@pytest.mark.parametrize("more", [{}, {"masked_lm": {}}])
def test_no_group_holds_a_passage_twice(count: int, rows: int, more: Any) -> None:
    _, at_work = loader(count, rows=rows, **more)
    found = groups(list(itertools.islice(at_work, 40)))
    at_work.close()
    assert all(len(set(group)) == GROUP for group in found)
    whole = count // GROUP  # groups of an epoch: each passage at most once, in all but one group
    for begin in range(0, len(found) - whole, whole):
        seen = Counter(itertools.chain.from_iterable(found[begin : begin + whole]))
        assert set(seen.values()) == {1}
        assert len(seen) > count - GROUP
    assert len(set(itertools.chain.from_iterable(found))) == count  # it is never the same left out


def test_a_resume_amid_epochs_of_groups_is_exact() -> None:
    _, through = loader(21)
    expected = groups(list(itertools.islice(through, 12)))
    through.close()
    _, first = loader(21)
    begun = groups(list(itertools.islice(first, 5)))
    state = first.state_dict()
    first.close()
    _, second = loader(21)
    second.load_state_dict(state)
    rest = groups(list(itertools.islice(second, 7)))
    second.close()
    assert begun + rest == expected


def test_an_epoch_is_as_many_rows_as_are_read_in_it() -> None:
    feed, at_work = loader(21)
    at_work.close()
    assert len(feed.sources["contrastive_sentence"]) == 42
    assert len(feed) == feed.epoch_of("contrastive_sentence") == 2 * 2 * GROUP


def test_fewer_rows_than_a_group_are_read_all_the_same() -> None:
    """Checks refuse them; what only measures must not stand still."""
    feed, at_work = loader(5, rows=10)
    assert feed.epoch_of("contrastive_sentence") == 10
    batch = next(at_work)
    at_work.close()
    assert len(set(batch.tokens[:, 1].tolist())) == 5
