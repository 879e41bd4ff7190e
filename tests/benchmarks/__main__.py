"""`make bench`: every row measured in one run, printed as a table and kept as bench.json.

All rows together take about an hour on two cores with nothing else to do; on busy ones the
figures are worth little. Name files of rows (or parts of their names) to measure only
those: `make bench ARGS="window"`. A file that says why in ONLY_NAMED is measured only where its
whole name is given: `make bench ARGS="learning_per_minute"`.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
import platform
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks import rows as rows_package
from tests.benchmarks.table import Row, failed, shown, skipped

OUTPUT = Path("bench.json")


def main(wanted: list[str]) -> int:
    """Measure; exit status 1 where a target was missed or a row could not be measured."""
    measured, kept = [], _kept() if wanted else {}
    for module in sorted(pkgutil.iter_modules(rows_package.__path__), key=lambda m: m.name):
        if wanted and not any(part in module.name for part in wanted):
            continue
        print(f"measuring {module.name} …", file=sys.stderr, flush=True)
        began = time.monotonic()
        found = _measure(module.name, named=module.name in wanted)
        measured += found
        print(f"  {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        _keep(found, kept)  # what is measured stays, whatever comes after it
    print(shown(measured))
    return 1 if any(row.verdict in ("missed", "failed") for row in measured) else 0


def _keep(measured: list[Row], kept: dict[str, dict[str, Any]]) -> None:
    """Write all rows; one that is skipped today does not take the place of a figure."""
    told = {
        "processor": platform.processor() or platform.machine(),
        "cores": psutil.cpu_count(),
        "python": platform.python_version(),
        "measured": time.strftime("%Y-%m-%dT%H:%M:%S"),
    }
    for row in measured:
        if row.verdict != "skipped" or row.row not in kept:
            kept[row.row] = dataclasses.asdict(row) | told
    text = json.dumps({"rows": list(kept.values())}, indent=1, ensure_ascii=False)
    OUTPUT.write_text(text + "\n", encoding="utf-8")


def _kept() -> dict[str, dict[str, Any]]:
    """The rows of calls before, by name: an hour's figures outlast a call for one of them."""
    if not OUTPUT.exists():
        return {}
    return {row["row"]: row for row in json.loads(OUTPUT.read_text("utf-8"))["rows"]}


def _measure(name: str, *, named: bool) -> list[Row]:
    """The rows of one file; a missing package or corpus is named, never replaced."""
    try:
        module = importlib.import_module(f"{rows_package.__name__}.{name}")
        why = getattr(module, "ONLY_NAMED", "")
        if why and not named:
            return [skipped(name, f"{why}; measured where it is named")]
        rows: list[Row] = module.measure()
    except (ImportError, FileNotFoundError) as error:
        return [skipped(name, str(error))]
    except Exception as error:  # noqa: BLE001 - told as a row: the others were measured well
        return [failed(name, f"{type(error).__name__}: {error}")]
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
