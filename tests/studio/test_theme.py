"""Colours that can be read, and a style sheet whose pictures exist."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPalette

from engine.recipe.form import describe_recipe
from studio.style_sheet import style_sheet
from studio.theme import DARK, LIGHT, OBJECTIVE_SERIES, contrast, palette

BOTH = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
GROUNDS = ("bg", "surface", "raised")


@BOTH
@pytest.mark.parametrize("role", ["text", "dim", "accent", "good", "warn", "bad"])
def test_text_can_be_read_on_every_ground(theme, role):
    for ground in GROUNDS:
        ratio = contrast(getattr(theme, role), getattr(theme, ground))
        assert ratio >= 4.5, f"{role} on {ground}: {ratio:.2f}"


@BOTH
def test_text_on_a_pressed_or_chosen_field_can_be_read(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    hover = re.search(r'kind="primary"\]:hover { background: (#\w+)', style_sheet(theme))
    assert contrast(theme.on_accent, hover[1]) >= 4.5


@BOTH
def test_series_and_edges_stand_out(theme):
    for colour in (*theme.series, theme.generator, theme.border):
        assert contrast(colour, theme.surface) >= 3.0, colour


@BOTH
def test_objectives_have_hues_of_their_own(theme):
    names = ("masked_lm", "next_sentence", "causal_lm", "sentence_order", "span_corruption")
    assert len({theme.objective_colour(name) for name in names}) == len(names)
    assert theme.objective_colour("something new") in theme.series


@BOTH
def test_the_loss_of_the_generator_has_a_hue_no_objective_has(theme):
    assert theme.objective_colour("generator") not in {*theme.series, theme.dim}


@BOTH
def test_objectives_that_are_learned_together_never_share_a_hue(theme):
    form = describe_recipe()
    for name, preset in form.presets.items():
        hues = {theme.objective_colour(one) for one in preset["objectives"]}
        assert len(hues) == len(preset["objectives"]), name
    assert set(form.cards) == set(OBJECTIVE_SERIES)


@BOTH
def test_every_picture_of_the_style_sheet_exists(theme, qapp):
    sheet = style_sheet(theme)
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(set(pictures)) == 5
    for picture in pictures:
        assert Path(picture).is_file(), picture
        assert not QImage(picture).isNull(), picture
    assert "$" not in sheet


@BOTH
def test_the_palette_is_made_of_the_tokens(theme, qapp):
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window).name().upper() == theme.bg
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == theme.dim
