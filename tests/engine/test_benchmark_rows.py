"""Which rows `make bench` measures: all but those too long for that, or those that are named."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

bench = importlib.import_module("tests.benchmarks.__main__")

SHORT = """
from tests.benchmarks.table import absolute
def measure():
    return [absolute("short", 1.0, "s", target=None)]
"""
ABSENT = """
from tests.benchmarks.table import skipped
def measure():
    return [skipped("short", "needs what is not here")]
"""
LONG = SHORT.replace('"short"', '"long"') + 'ONLY_NAMED = "it takes an hour"\n'
ROWS = {"pace": SHORT, "pace_per_minute": LONG}

Measured = Callable[..., dict[str, str]]


@pytest.fixture
def measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Measured]:
    """The rows that are measured where so many are named, with their verdicts."""
    folder = tmp_path / "rows"
    folder.mkdir()
    for name, text in ROWS.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(bench.rows_package, "__path__", [str(folder)])
    monkeypatch.setattr(bench, "OUTPUT", tmp_path / "bench.json")

    def run(*wanted: str) -> dict[str, str]:
        assert bench.main(list(wanted)) == 0
        rows = json.loads((tmp_path / "bench.json").read_text("utf-8"))["rows"]
        return {row["row"]: row["verdict"] for row in rows}

    yield run
    for name in ROWS:
        sys.modules.pop(f"{bench.rows_package.__name__}.{name}", None)
        vars(bench.rows_package).pop(name, None)


@pytest.mark.parametrize("wanted", [(), ("pace",)])
def test_a_row_that_takes_too_long_is_left_out_by_name(
    measured: Measured, wanted: tuple[str, ...]
) -> None:
    assert measured(*wanted) == {"short": "told", "pace_per_minute": "skipped"}


def test_figures_outlast_a_call_for_others(measured: Measured, tmp_path: Path) -> None:
    assert measured("pace_per_minute") == {"long": "told"}
    assert measured("pace") == {"long": "told", "short": "told", "pace_per_minute": "skipped"}
    (tmp_path / "rows" / "pace.py").write_text(ABSENT, encoding="utf-8")
    sys.modules.pop(f"{bench.rows_package.__name__}.pace")
    assert measured("pace")["short"] == "told"  # what cannot be measured today was once


def test_it_is_measured_where_its_whole_name_is_given(measured: Measured) -> None:
    assert measured("pace_per_minute") == {"long": "told"}
