"""A short text must keep both splits, and sentence pairs in both."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from engine.corpus import split as module
from engine.corpus.document import Document
from engine.corpus.sections import ENOUGH, SMALLEST, enough_for, sections
from engine.corpus.split import SEVERAL, Split, held_back, split_rank, varied

Place = tuple[int, int]


def splits(ranks: dict[Place, float], share: float) -> tuple[set[Place], set[Place]]:
    """Training and held-back documents."""
    held = set(held_back(ranks, share))
    return set(ranks) - held, held


@pytest.mark.parametrize("count", range(2, SEVERAL))
@pytest.mark.parametrize("rank", [0.0, 0.99])
def test_two_documents_always_fill_both_splits(count: int, rank: float) -> None:
    train, held = splits({(0, number): rank for number in range(count)}, 0.05)

    assert train
    assert held


@pytest.mark.parametrize("share", [0.001, 0.05, 0.5])
def test_pairs_can_be_made_in_both_parts_whatever_the_ranks(share: float) -> None:
    rng = random.Random(5)
    for _ in range(2000):
        count = rng.randint(SEVERAL + 1, 40)
        ranks = {(0, number): rng.random() for number in range(count)}

        train, held = splits(ranks, share)

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


def test_one_document_alone_is_trained_on_whatever_its_rank() -> None:
    assert splits({(0, 0): 0.0}, 0.05) == ({(0, 0)}, set())


@pytest.mark.parametrize("share", [0.001, 0.05, 0.5])
@pytest.mark.parametrize("count", [0, 1, 5, 30, 3000])
def test_documents_come_once_in_their_order(share: float, count: int) -> None:
    split = Split(share)
    given = [Document(number // 9, number % 9, str(number), False) for number in range(count)]
    found = [ready for each in given for ready in split.add(f"{each.file}.txt", each)]
    at_once = len(found)
    found += split.rest()

    assert [replace(each, validation=False) for each in found] == given
    assert at_once == len(found) or count < 3000 or share < 0.05
    if at_once == len(found):  # enough of both: chance alone decides
        for each in found:
            assert each.validation == (split_rank(f"{each.file}.txt", each.section) < share)


def test_so_much_text_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 100)
    split = Split(0.001)
    given = [Document(0, number, "x" * 30, False) for number in range(12)]
    ready = [len(split.add("a.txt", each)) for each in given]

    assert ready == [0, 0, 0, 4, *[1] * 8]


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
