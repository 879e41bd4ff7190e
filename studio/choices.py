"""Choices of single pages as they are kept between launches; spoiled ones are as never made."""

from __future__ import annotations

from studio.settings import SettingsFile


def kept_head(settings: SettingsFile, name: str) -> tuple[int, int]:
    """The layer and head chosen last, from 0."""
    match settings.option(name, []):
        case [int(layer), int(head)] if layer >= 0 and head >= 0:
            return layer, head
    return 0, 0


def kept_index(settings: SettingsFile, name: str) -> int:
    """The place in a list chosen last."""
    found = settings.option(name, 0)
    return found if isinstance(found, int) and found >= 0 else 0
