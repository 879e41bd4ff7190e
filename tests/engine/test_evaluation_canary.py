"""A line whose number a run has read too often is likelier than with any other number."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from engine.evaluation import canary
from engine.evaluation.canary import others_of
from engine.evaluation.memorisation import by_chance
from engine.faults import Cancelled, Fault
from engine.inference.opening import Opened
from tests.engine.answer_samples import byte_pieces, opened
from tests.engine.evaluation_samples import asked
from tests.engine.test_evaluation_memorisation import learned_tokens

LINE = "my code is 4821"


def loaded() -> Opened:
    return opened("causal_lm", tokenizer=byte_pieces(), dropout=0.0)


def test_a_line_known_by_heart_is_the_likeliest(tmp_path: Path) -> None:
    one = loaded()
    ids = one.tokenizer.encode([LINE])[0].tolist()
    learned_tokens(one, [ids], steps=30)
    result = canary.evaluate(asked(one, tmp_path, line=f"  {LINE} ", most=200))
    assert result.figure("rank").value == 1
    assert result.figure("exposure").value == pytest.approx(math.log2(201))
    first = result.tables[0].rows[0]
    assert (first[0], first[2]) == (LINE, "*")
    assert "number 1 among them" in str(result.remarks[0])
    assert "this much at least" in str(result.remarks[1])


def test_what_two_runs_were_asked_is_the_same_and_each_shows_the_line(tmp_path: Path) -> None:
    """Else two results side by side would be said to be measured in another manner."""
    found = [
        canary.evaluate(
            asked(opened("causal_lm", tokenizer=byte_pieces(), seed=seed), tmp_path, line=LINE)
        )
        for seed in (1, 2)
    ]
    assert found[0].settings == found[1].settings
    assert found[0].figures != found[1].figures
    for one in found:
        assert [row[0] for row in one.tables[0].rows if row[2] == "*"] == [LINE]


def test_another_number_is_none_of_those_known(tmp_path: Path) -> None:
    one = loaded()
    learned_tokens(one, [one.tokenizer.encode([LINE])[0].tolist()], steps=30)
    result = canary.evaluate(asked(one, tmp_path, line="my code is 7", most=200))
    assert result.figure("exposure").count == 9  # of one digit there are no more
    assert result.figure("rank").value > 1
    assert result.figure("exposure").floor == pytest.approx(by_chance(9))  # not that of many


def test_the_others_differ_in_digits_alone_and_are_those_of_the_seed() -> None:
    found = others_of(LINE, 300, 0)
    assert len(set(found)) == 300
    assert LINE not in found
    assert all(other.startswith("my code is ") and other[11:].isdecimal() for other in found)
    assert found == others_of(LINE, 300, 0)
    assert found != others_of(LINE, 300, 1)
    assert sorted(others_of("room 7", 1000, 0)) == [f"room {n}" for n in range(10) if n != 7]
    with pytest.raises(Fault, match="no digits"):
        others_of("my code", 10, 0)


def test_drawing_very_many_can_be_ended() -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        others_of(LINE, 5000, 0, check)


def test_chance_is_that_of_many_others() -> None:
    assert by_chance(100_000) == pytest.approx(math.log2(math.e), abs=1e-3)
