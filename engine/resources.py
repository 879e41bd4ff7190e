"""Where the files that ship with the program are, and where it keeps what it can make again."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path

PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`, in a checkout or an installed wheel; it need not exist."""
    inside = PACKAGE / "resources"  # a wheel carries them inside the package
    root = inside if inside.is_dir() else PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def cache_folder() -> Path:
    """The folder of everything that can be made again; CLOZE_STUDIO_CACHE overrides it."""
    chosen = os.environ.get("CLOZE_STUDIO_CACHE")
    return Path(chosen) if chosen else user_cache_path("cloze-studio", appauthor=False)
