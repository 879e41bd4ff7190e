"""Passages of the corpus for rows that hold text of several documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from studio import neighbours as module
from studio.neighbours import forget_neighbours, known_neighbours, neighbours

LINE = (
    "Rain fell on the {name} roofs. Boats lay in the {name} bay. Nobody spoke there. It was late."
)


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Three texts, read by masked words and next sentence."""
    monkeypatch.setattr(module, "_last", {})
    for name in ("red", "green", "blue"):
        text = "\n\n".join([LINE.format(name=name)] * 8)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return {
        "preset": "bert-tiny",
        "corpus": {"paths": [str(tmp_path)]},
        "training": {"steps": 10},
    }


def test_passages_come_from_several_files_of_the_corpus(recipe: dict[str, Any]) -> None:
    assert known_neighbours(recipe) == ()
    found = neighbours(recipe, Control())
    assert {name for name in ("red", "green", "blue") if any(name in one for one in found)} == {
        "red",
        "green",
        "blue",
    }
    assert all(len(one) > 2 * len(LINE) for one in found)  # a row is filled to its end
    assert known_neighbours(recipe) == found
    other = {**recipe, "corpus": {"paths": ["elsewhere"]}}
    assert known_neighbours(other) == ()


def test_the_corpus_is_looked_into_once(
    recipe: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = neighbours(recipe, Control())

    def again(*_: object) -> None:
        raise AssertionError("looked into again")

    monkeypatch.setattr(module, "corpus_files", again)
    assert neighbours(recipe, Control()) == found


def test_they_are_looked_for_anew_once_they_are_forgotten(
    recipe: dict[str, Any], tmp_path: Path
) -> None:
    neighbours(recipe, Control())
    for name in ("red", "green", "blue"):
        text = "\n\n".join([LINE.format(name="grey")] * 8)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    forget_neighbours()
    assert known_neighbours(recipe) == ()
    assert all("grey" in one for one in neighbours(recipe, Control()))


def test_rows_of_one_document_need_none(recipe: dict[str, Any]) -> None:
    assert neighbours({**recipe, "preset": "roberta-tiny"}, Control()) == ()


def test_without_a_text_or_with_one_that_is_gone_there_are_none(
    recipe: dict[str, Any], tmp_path: Path
) -> None:
    assert neighbours({"preset": "bert-tiny"}, Control()) == ()
    gone = {**recipe, "corpus": {"paths": [str(tmp_path / "gone")]}}
    assert neighbours(gone, Control()) == ()
