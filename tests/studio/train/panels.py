"""The parts of a Train page by their kind."""

from __future__ import annotations

from typing import TypeVar

from studio.views.train.page import Page
from studio.views.train.panel import Panel

P = TypeVar("P", bound=Panel)


def panel(page: Page, kind: type[P]) -> P:
    """The one of this kind."""
    return next(found for found in page.panels if isinstance(found, kind))
