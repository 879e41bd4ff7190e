"""Every view, tab and plot says all that those of its kind must say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from studio.views.look.explained_page import ExplainedPage
from studio.views.look.inside_view import InsideView
from studio.views.look.view import view_classes
from studio.views.try_.answer_view import AnswerView
from studio.views.try_.try_card import card_classes
from studio.widgets.token_plot import TokenPlot
from studio.widgets.zoomed_map import ZoomedMap

KINDS = (ExplainedPage, AnswerView, TokenPlot, ZoomedMap)


def left_open(kind: type[QWidget]) -> list[str]:
    """What a class leaves to others to say: the metaclass of Qt lets such a one be made."""
    return [name for name in dir(kind) if getattr(getattr(kind, name), "__isabstractmethod__", 0)]


@pytest.mark.parametrize("kind", [*view_classes(), *card_classes()])
def test_a_view_or_tab_leaves_nothing_open(kind: type[QWidget]) -> None:
    assert left_open(kind.__mro__[1])  # those it derives from do
    assert left_open(kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_derives_from_a_kind_leaves_nothing_open(kind: type[QWidget]) -> None:
    assert InsideView in view_classes()  # which imports all pages
    assert left_open(kind)
    found = kind.__subclasses__()
    assert found
    assert [left_open(one) for one in found] == [[]] * len(found)
