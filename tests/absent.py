"""Packages as if they were not installed, though they are."""

from __future__ import annotations

import sys
from collections.abc import Collection

QT = ("PySide6", "shiboken6", "pyqtgraph", "pytestqt", "qtawesome")


class Absent:
    """A finder that stands before all others and says of these packages that they are not there."""

    def __init__(self, packages: Collection[str]) -> None:
        self._packages = frozenset(packages)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Nothing, for the next finder to try; ModuleNotFoundError for what is absent."""
        if name.partition(".")[0] in self._packages:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def hide(*packages: str) -> None:
    """From now on, importing one of them fails in this process; none may be imported yet."""
    known = {name.partition(".")[0] for name in sys.modules}
    early = known.intersection(packages)
    if early:
        raise RuntimeError(f"imported before they could be hidden: {', '.join(sorted(early))}")
    sys.meta_path.insert(0, Absent(packages))
