"""Every tab over a real model, small and with stirred weights, through to what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.inference import opening
from studio.desk import Desk
from studio.views.try_.page import Page
from tests.engine import answer_samples as samples
from tests.studio.plot_desk import open_desk
from tests.studio.try_.conftest import column, fill, settled, show_run_of


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


CASES: dict[str, tuple[tuple[str, ...], dict[str, Any], tuple[str, str]]] = {
    "fill": (("masked_lm",), {}, ("the [MASK] was [MASK] .", "")),
    "pair": (("next_sentence",), {}, ("the door .", "the window .")),
    "continue": (("causal_lm",), {}, ("the door", "")),
    "spans": (("span_corruption",), {"span_corruption": {"rate": 0.1}}, ("the <extra_id_0> .", "")),
    "spot": (("replaced_token_detection",), {}, ("the door was the", "")),
    "translate": (("translation",), {}, ("the door", "")),
    "classify": (("classification",), {"classification": {"classes": 3}}, ("the door", "")),
    "entities": (("tagging",), {"tagging": {"classes": 5}}, ("the door was open .", "")),
    "answer": (("answering",), {}, ("the door was open .", "the door")),
    "similar": (("contrastive_sentence",), {}, ("the door\nthe window", "")),
}

NAMED = {
    "classify": ("bad", "good", "so so"),
    "entities": ("B-LOC", "B-PER", "I-LOC", "I-PER", "O"),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_real_model_is_asked_and_its_answer_is_shown_kept_and_copied(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    objectives, fields, typed = CASES[kind]
    loaded = replace(samples.opened(*objectives, fields=fields), classes=NAMED.get(kind, ()))
    monkeypatch.setattr(opening, "open_checkpoint", lambda _run, _step, **_how: loaded)
    show_run_of(desk, {name: {} for name in objectives}, name=f"{kind}-01")
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and page.kinds.value == kind)
    settled(page, qtbot)
    page.card.take(*typed)
    settled(page, qtbot)
    page.card.ask(by_hand=True)
    settled(page, qtbot)
    assert not column(page.card).fault.isVisible()
    assert page.tries.tries[0].kind == kind
    assert page.tries.tries[0].first == typed[0]
    assert column(page.card).view.text()
    assert page.card.copy.isEnabled()


def test_a_text_longer_than_the_model_reads_is_answered_and_said(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = samples.opened("masked_lm")  # which reads 32 tokens at once
    monkeypatch.setattr(opening, "open_checkpoint", lambda _run, _step, **_how: loaded)
    show_run_of(desk, {"masked_lm": {}}, name="long-01")
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and page.kinds.value == "fill")
    fill(page).take("the door " * 40 + "[MASK] .")
    settled(page, qtbot)
    view = column(page.card).view
    assert view.fit.isVisible()
    assert "32" in view.fit.text()
    assert view.text()


@pytest.mark.parametrize("text", ["", "   ", "[MASK]", "☃☃☃ [MASK]"])
def test_odd_texts_end_in_an_answer_or_a_word_of_why(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    loaded = samples.opened("masked_lm")
    monkeypatch.setattr(opening, "open_checkpoint", lambda _run, _step, **_how: loaded)
    show_run_of(desk, {"masked_lm": {}}, name="odd-01")
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and page.kinds.value == "fill")
    card = fill(page)
    card.take(text)
    settled(page, qtbot)
    told = column(card).fault.isVisible() or card.hint_line.isVisible()
    assert told != bool(column(card).view.text())
    assert card.editor.text == text
    assert ("[UNK]" in column(card).view.fit.text()) == ("☃" in text)
