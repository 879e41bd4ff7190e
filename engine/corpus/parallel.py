"""Parallel text: sentences and their translations, in two files line by line or in one table."""

from __future__ import annotations

from pathlib import Path

from engine.control import Control
from engine.corpus.columns import Asked, Header
from engine.corpus.labelled import HEADERS
from engine.corpus.pair_files import held_back, tables_in, texts_at
from engine.corpus.pairs import PairCorpus, PairFile
from engine.options import Section, option
from engine.wording import translate


class ParallelConfig(Section):
    """A text and its translation."""

    source: tuple[Path, ...] = option(
        (),
        translate("recipe", "Text to translate"),
        translate("recipe", "Files with a sentence in every line, plain or .gz."),
        kind="paths",
    )
    target: tuple[Path, ...] = option(
        (),
        translate("recipe", "Its translation"),
        translate(
            "recipe", "As many files, in the same order: every line is the other's translation."
        ),
        kind="paths",
    )
    paths: tuple[Path, ...] = option(
        (),
        translate("recipe", "Or tables of both"),
        translate(
            "recipe",
            "TSV, CSV or JSON lines with both in every row; or folders with them, and with files "
            "“source” and “target” side by side.",
        ),
        kind="paths",
    )
    validation_source: tuple[Path, ...] = option(
        (),
        translate("recipe", "Text held back"),
        translate(
            "recipe",
            "Files as above that are never trained on. Without any, a share is held back.",
        ),
        kind="paths",
    )
    validation_target: tuple[Path, ...] = option(
        (),
        translate("recipe", "Its translation, held back"),
        translate("recipe", "As many files, in the same order."),
        kind="paths",
    )
    validation_paths: tuple[Path, ...] = option(
        (),
        translate("recipe", "Or tables held back"),
        translate("recipe", "Tables of both that are never trained on."),
        kind="paths",
    )
    validation: float = option(
        0.05,
        translate("recipe", "Share held back"),
        translate(
            "recipe",
            "This share of the source sentences is never trained on, with all their translations.",
        ),
        minimum=0.001,
        maximum=0.5,
    )
    source_column: str = option(
        "",
        translate("recipe", "Column to translate"),
        translate(
            "recipe",
            "Of tables: its name, or its number from 1. Empty: source, a language's name, or the "
            "first.",
        ),
        advanced=True,
    )
    target_column: str = option(
        "",
        translate("recipe", "Column of the translation"),
        translate("recipe", "Of tables: its name, or its number from 1. Empty: as above."),
        advanced=True,
    )
    header: Header = option(
        "auto",
        translate("recipe", "First row names the columns"),
        translate("recipe", "Say so where it is not seen, or seen where there is none."),
        words=HEADERS,
        advanced=True,
    )

    @property
    def holds_back(self) -> bool:
        """Whether what is held back stands in files of its own."""
        return bool(self.validation_source or self.validation_paths)


def parallel_text(config: ParallelConfig) -> PairCorpus:
    """The sentences and translations a recipe names; as many sources as targets."""

    def find(control: Control | None) -> list[PairFile]:
        files = texts_at(config.source, config.target, control)
        files += tables_in(config.paths, control, aligned=True)
        others = texts_at(config.validation_source, config.validation_target, control)
        others += tables_in(config.validation_paths, control, aligned=True)
        return files + held_back(files, others)

    roles = {"source": config.source_column, "target": config.target_column}
    share = None if config.holds_back else config.validation
    paths = (*config.source, *config.paths)
    return PairCorpus(paths, find, Asked(roles, config.header), share)
