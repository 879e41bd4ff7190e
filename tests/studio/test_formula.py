"""Formulas are read into fractions, sums and indices, and drawn so."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.objectives import OBJECTIVES
from engine.recipe.form import describe_recipe
from studio.theme import DARK
from studio.widgets.formula import Formula
from studio.widgets.formula_text import Fraction, Part, Raised, Run, read_formula


def plain(parts: tuple[Part, ...]) -> str:
    """The text of parts without their places."""
    words = ""
    for part in parts:
        if isinstance(part, Fraction):
            words += f"⟨{plain(part.over)}⟩⟨{plain(part.under)}⟩"
        elif isinstance(part, Raised):
            words += f"{'^' if part.up else '_'}⟨{part.text}⟩"
        else:
            words += part.text
    return words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("loss = −Σ log p(a | b) / tokens", "loss = −⟨Σ log p(a | b)⟩⟨tokens⟩"),
        ("loss = g − 50 · Σ log p(r?) / tokens + 1", "loss = g − 50 ·⟨Σ log p(r?)⟩⟨tokens⟩+ 1"),
        ("−log softmax(cos(h, h⁺) / τ)", "−log softmax(⟨cos(h, h⁺)⟩⟨τ⟩)"),
        ("L = L_{Masked words} + x^2", "L = L_⟨Masked words⟩ + x^⟨2⟩"),
        ("i = 0 … d / 2 , k", "i = 0 …⟨d⟩⟨2⟩, k"),
        ("an (unclosed bracket", "an (unclosed bracket"),
        ("", ""),
    ],
)
def test_a_line_is_read_into_its_parts(text: str, read: str) -> None:
    assert plain(read_formula(text)).replace("  ", " ") == read


def test_a_minus_before_its_term_has_no_room_and_one_between_terms_has() -> None:
    signs = [part.style for part in read_formula("−a − b") if part in (Run("−"), Run("−", "sign"))]
    assert signs == ["", "sign"]


def test_every_formula_of_an_objective_is_set_and_read_out(qtbot: QtBot) -> None:
    cards = describe_recipe().cards.values()
    for text in (line for card in cards for line in card.formula.splitlines()):
        formula = Formula(DARK, text)
        qtbot.addWidget(formula)
        assert formula.accessibleName() == text
        stacked = any(isinstance(part, Fraction) for part in read_formula(text))
        flat = Formula(DARK, "loss")
        qtbot.addWidget(flat)
        if stacked:
            assert formula.sizeHint().height() > 1.5 * flat.sizeHint().height()


def test_replaced_tokens_add_two_losses_each_over_its_own_places() -> None:
    card = describe_recipe().cards["replaced_token_detection"]
    weight = OBJECTIVES["replaced_token_detection"].Config().detection_weight
    shown = [plain(read_formula(line)).replace("  ", " ") for line in card.formula.splitlines()]
    assert shown == [
        f"L = L_⟨G⟩ + λ · L_⟨D⟩, λ = {weight:g}",
        "L_⟨G⟩ = −⟨Σ_⟨masked places⟩ log p_⟨G⟩(original | the rest)⟩⟨masked places⟩",
        "L_⟨D⟩ = −⟨Σ_⟨all places⟩ log p_⟨D⟩(original or replaced | filled-in text)⟩⟨all places⟩",
    ]


def test_a_long_formula_is_drawn_smaller_not_cut(qtbot: QtBot) -> None:
    formula = Formula(DARK, "loss = −Σ log p(token | those before, the rest) / tokens")
    qtbot.addWidget(formula)
    formula.resize(260, 50)
    image = formula.grab().toImage()
    ground = image.pixelColor(0, 0)
    assert all(image.pixelColor(image.width() - 1, y) == ground for y in range(image.height()))
