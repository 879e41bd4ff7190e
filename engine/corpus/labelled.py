"""Labelled pairs: two passages and how they relate, as inference and paraphrase corpora are."""

from __future__ import annotations

from pathlib import Path

from engine.control import Control
from engine.corpus.columns import Asked, Header
from engine.corpus.pair_files import held_back, tables_in
from engine.corpus.pairs import PairCorpus, PairFile
from engine.options import Section, option
from engine.wording import translate

HEADERS = {
    "auto": translate("recipe", "See for itself"),
    "yes": translate("recipe", "Yes"),
    "no": translate("recipe", "No"),
}


class LabelledConfig(Section):
    """Pairs of passages that somebody has labelled."""

    paths: tuple[Path, ...] = option(
        (),
        translate("recipe", "Files of labelled pairs"),
        translate(
            "recipe",
            "TSV, CSV or JSON lines, plain or .gz, with two passages and a label in every row. "
            "Rows without a label, with “-”, or with “-1” beside classes numbered from 0, are left "
            "out and counted.",
        ),
        kind="paths",
    )
    validation_paths: tuple[Path, ...] = option(
        (),
        translate("recipe", "Pairs held back"),
        translate(
            "recipe", "Files of pairs that are never trained on. Empty: a share of the others."
        ),
        kind="paths",
    )
    validation: float = option(
        0.05,
        translate("recipe", "Share held back"),
        translate(
            "recipe",
            "This share of the first passages is never trained on, with all their pairs; it shows "
            "how well the model does on passages it has not seen.",
        ),
        minimum=0.001,
        maximum=0.5,
    )
    first: str = option(
        "",
        translate("recipe", "Column of the first passage"),
        translate(
            "recipe",
            "Its name, or its number from 1. Empty: sentence1, premise and other usual names.",
        ),
        advanced=True,
    )
    second: str = option(
        "",
        translate("recipe", "Column of the second passage"),
        translate(
            "recipe",
            "Its name, or its number from 1. Empty: sentence2, hypothesis and other usual names.",
        ),
        advanced=True,
    )
    label: str = option(
        "",
        translate("recipe", "Column of the label"),
        translate(
            "recipe", "Its name, or its number from 1. Empty: gold_label, label and other names."
        ),
        advanced=True,
    )
    header: Header = option(
        "auto",
        translate("recipe", "First row names the columns"),
        translate("recipe", "Say so where it is not seen, or seen where there is none."),
        words=HEADERS,
        advanced=True,
    )


def labelled_pairs(config: LabelledConfig) -> PairCorpus:
    """The pairs a recipe names."""

    def find(control: Control | None) -> list[PairFile]:
        files = tables_in(config.paths, control)
        return files + held_back(files, tables_in(config.validation_paths, control))

    roles = {"first": config.first, "second": config.second, "label": config.label}
    share = None if config.validation_paths else config.validation
    return PairCorpus(config.paths, find, Asked(roles, config.header), share)
