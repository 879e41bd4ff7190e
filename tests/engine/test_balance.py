"""A short text must keep both splits, and sentence pairs in both."""

from __future__ import annotations

import random

import pytest

from engine.corpus.sections import ENOUGH, SMALLEST, enough_for, sections
from engine.shards.balance import SEVERAL, Balance, varied

Place = tuple[int, int]


def splits(ranks: dict[Place, float], share: float) -> tuple[set[Place], set[Place]]:
    """Training and held-back documents after the moves."""
    balance = Balance()
    for place, rank in ranks.items():
        balance.add(place, rank, held=rank < share)
    held = {place for place, rank in ranks.items() if rank < share}
    for place, back in balance.moves().items():
        (held.add if back else held.discard)(place)
    return set(ranks) - held, held


@pytest.mark.parametrize("count", range(2, SEVERAL))
@pytest.mark.parametrize("rank", [0.0, 0.99])
def test_two_documents_always_fill_both_splits(count: int, rank: float) -> None:
    train, held = splits({(0, number): rank for number in range(count)}, 0.05)

    assert train
    assert held


def test_pairs_can_be_made_of_what_is_held_back_whatever_the_ranks() -> None:
    rng = random.Random(5)
    for _ in range(2000):
        count = rng.randint(SEVERAL + 1, 40)
        ranks = {(0, number): rng.random() for number in range(count)}

        train, held = splits(ranks, 0.05)

        assert varied(sorted(held)), ranks
        assert varied(sorted(train)), ranks


def test_nothing_is_moved_where_chance_held_enough_back() -> None:
    ranks = {(0, number): number / 100 for number in range(100)}

    _, held = splits(ranks, 0.05)

    assert held == {(0, number) for number in range(5)}


@pytest.mark.parametrize(
    ("places", "is_varied"),
    [
        ([(0, 0), (0, 5)], False),
        ([(0, 3), (0, 4), (0, 5)], False),
        ([(0, 3), (0, 4), (0, 6)], True),
        ([(0, 3), (0, 4), (1, 5)], True),
        ([(0, 3), (0, 4), (0, 5), (0, 6)], True),
    ],
)
def test_varied_means_that_each_has_another_far_away(places: list[Place], is_varied: bool) -> None:
    assert varied(places) is is_varied


@pytest.mark.parametrize("line_end", ["\n", "\n\n", " "])
def test_a_short_file_is_cut_into_many_sections_however_it_is_set(line_end: str) -> None:
    sentence = "The keeper of the light went down to the harbour before the boats came in."
    text = line_end.join([sentence] * 800)

    found = list(sections([text], enough=enough_for(len(text))))

    assert len(found) >= SEVERAL
    assert all(len(section) <= 4 * enough_for(len(text)) for section in found)


def test_long_files_keep_long_sections() -> None:
    assert enough_for(10_000_000) == ENOUGH
    assert enough_for(100) == SMALLEST
