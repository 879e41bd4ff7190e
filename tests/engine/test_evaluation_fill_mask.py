"""Hidden words: the same places for every run, and what knowing nothing would get."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.control import Control
from engine.evaluation import fill_mask
from engine.evaluation.hidden_word import place_in
from engine.faults import Cancelled, Fault
from engine.inference import Filler
from tests.engine.answer_samples import byte_pieces, opened
from tests.engine.evaluation_samples import SENTENCES, asked, written

FOUR = "unbelievable walks, the door"  # of 3, 2, 1 and 1 tokens
CHINESE = "他把窗户打开，看见外面下着大雪。"


def test_the_place_is_that_of_the_sentence_and_the_seed() -> None:
    text = "She didn't open the 2 doors."
    found = {seed: place_in(text, seed) for seed in range(40)}
    words = {place.word for place in found.values() if place is not None}
    assert words == {"She", "didn't", "open", "the", "doors"}
    assert place_in(text, 3) == found[3]
    assert place_in("Three words only.", 0) is None
    assert place_in("This has [MASK] in it already.", 0) is None
    place = place_in(CHINESE, 0)
    assert place is not None
    assert len(place.word) == 1


def test_a_word_is_right_where_every_token_of_it_is(tmp_path: Path) -> None:
    loaded = opened("masked_lm")
    filler = Filler.of(loaded)
    texts = [*SENTENCES[:1], FOUR, "the unbelievable door was open", SENTENCES[2]]
    path = written(tmp_path / "a.jsonl", [f'{{"text": "{text}"}}' for text in texts])

    result = fill_mask.evaluate(asked(loaded, tmp_path, path))

    first = among = single = 0
    for text in texts:
        place = place_in(text, 0)
        assert place is not None
        pieces = loaded.tokenizer.encode([place.word])[0].tolist()
        hidden = f"{text[: place.start]}{'[MASK] ' * len(pieces)}{text[place.stop :]}"
        answers = filler.fill(hidden, top=5).predictions
        names = [loaded.tokenizer.token(token) for token in pieces]
        tops = [[one.token for one in answer.candidates] for answer in answers]
        first += all(name == top[0] for name, top in zip(names, tops, strict=True))
        among += all(name in top for name, top in zip(names, tops, strict=True))
        single += len(pieces) == 1
    assert result.figure("top_1").value == pytest.approx(first / 4)
    assert result.figure("top_5").value == pytest.approx(among / 4)
    assert result.figure("single_top_1").count == single
    assert sum(int(row[3] or 0) for row in result.tables[0].rows) == 4
    assert all("____" in str(row[0]) for row in result.tables[1].rows)


def test_one_token_of_a_word_is_not_the_word() -> None:
    tokenizer = opened("masked_lm").tokenizer
    row = fill_mask._Row(0, [], [1, 2], [5, 6])
    said = [
        ([[5, 7], [6, 8]], (True, True)),
        ([[5, 7], [8, 6]], (False, True)),
        ([[5, 7], [8, 7]], (False, False)),
    ]
    for best, expected in said:
        found = fill_mask._filling(tokenizer, row, best)
        assert (found.first, found.among_five) == expected


def test_what_the_tokenizer_does_not_know_is_never_right() -> None:
    tokenizer = opened("masked_lm").tokenizer
    unknown = tokenizer.special.unknown
    assert unknown is not None
    found = fill_mask._filling(tokenizer, fill_mask._Row(0, [], [1], [unknown]), [[unknown, 7]])
    assert (found.first, found.among_five, found.known) == (False, False, False)


def test_what_is_told_to_be_hidden_is_what_was_hidden(tmp_path: Path) -> None:
    texts = [*SENTENCES, "Too short.", "The zebra walks, the door walks."]
    path = written(tmp_path / "a.jsonl", [f'{{"text": "{text}"}}' for text in texts])
    result = fill_mask.evaluate(asked(opened("masked_lm"), tmp_path, path, seed=1))
    count = result.figure("top_1").count
    assert count < 7
    assert str(result.remarks[0]) == f"A word was hidden in {count} of 7 sentences."


def test_the_floor_is_the_commonest_word_of_the_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", ["The the the door. ".strip()] * 3)
    result = fill_mask.evaluate(asked(opened("masked_lm"), tmp_path, path))
    place = place_in("The the the door.", 0)
    assert place is not None
    assert result.figure("top_1").floor == float(place.word.lower() == "the")
    assert result.figure("top_5").floor == 1.0


def test_runs_with_other_tokenizers_are_asked_for_the_same_words(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", [*SENTENCES, CHINESE])
    words = [
        [
            row[1]
            for row in fill_mask.evaluate(
                asked(opened("masked_lm", length=128, **given), tmp_path, path)
            )
            .tables[1]
            .rows
        ]
        for given in ({}, {"tokenizer": byte_pieces()})
    ]
    assert words[0] == words[1]
    assert len(words[0]) == 5


def test_it_can_be_ended_while_places_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.txt", SENTENCES)
    control = Control()
    monkeypatch.setattr(fill_mask, "place_in", lambda *given: control.stop() or place_in(*given))
    monkeypatch.setattr(fill_mask, "_filled", lambda *_given: pytest.fail("it went on"))
    with pytest.raises(Cancelled):
        fill_mask.evaluate(asked(opened("masked_lm"), tmp_path, path, control=control))


def test_a_run_that_fills_no_masks_is_sent_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", SENTENCES)
    with pytest.raises(Fault, match=r"fills no masks.*Measure something else"):
        fill_mask.evaluate(asked(opened("causal_lm"), tmp_path, path))
    short = written(tmp_path / "b.txt", ["Open.", "The door."])
    with pytest.raises(Fault, match="no sentences"):
        fill_mask.evaluate(asked(opened("masked_lm"), tmp_path, short))
