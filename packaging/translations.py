"""Brings the catalogues up to date: `make translations`, then translate what is unfinished.

Reads every marked sentence of studio and engine into resources/i18n/*.ts and compiles the .qm
files beside them. Says on stderr what is still unfinished; ends with 1 where anything is.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
CHINESE = FOLDER / "studio_zh_CN.ts"
ENGLISH = FOLDER / "studio_en.ts"  # plural forms only


def sources() -> list[Path]:
    """Every file a sentence for people may stand in."""
    return sorted(path for room in ("engine", "studio") for path in (ROOT / room).rglob("*.py"))


def update(catalogue: Path, language: str, *options: str) -> None:
    """Take new sentences in and drop those that are gone."""
    files = [str(path.relative_to(ROOT)) for path in sources()]
    _tool(
        "pyside6-lupdate", *files, "-source-language", "en", "-target-language", language,
        "-no-obsolete", "-locations", "none", *options, "-ts", str(catalogue),
    )  # fmt: skip


def compile_catalogue(catalogue: Path) -> None:
    """Write the .qm file the window reads."""
    _tool("pyside6-lrelease", "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))


def messages(catalogue: Path) -> Iterator[tuple[str, str, ET.Element]]:
    """Context, source and translation of every entry."""
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def unfinished(catalogue: Path) -> list[tuple[str, str]]:
    """Context and source of what nobody has translated."""
    return [
        (context, source)
        for context, source, translation in messages(catalogue)
        if translation.get("type") is not None
    ]


def _tool(name: str, *arguments: str) -> None:
    tool = Path(sys.executable).parent / name
    subprocess.run([str(tool), *arguments], cwd=ROOT, check=True, capture_output=True)


def main() -> int:
    """Update, compile, and say what is left to do."""
    update(CHINESE, "zh_CN")
    update(ENGLISH, "en", "-pluralonly")
    for catalogue in (CHINESE, ENGLISH):
        compile_catalogue(catalogue)
    left = unfinished(CHINESE) + unfinished(ENGLISH)
    for context, source in left:
        sys.stderr.write(f"unfinished: {context}: {source}\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
