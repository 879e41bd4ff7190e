"""TaskConfig: which files hold the examples of a task, and how they are to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from engine.corpus.labelled import HEADERS
from engine.options import Section, option
from engine.wording import translate

Format = Literal["auto", "table", "conll", "spans", "squad", "lines"]
Scheme = Literal["auto", "iob2", "iob1", "bmes", "iobes", "plain"]

FORMATS = {
    "auto": translate("recipe", "See for itself"),
    "table": translate("recipe", "Table: TSV, CSV or JSON lines"),
    "conll": translate("recipe", "A word and its tag in every line (CoNLL)"),
    "spans": translate("recipe", "JSON lines with spans (CLUENER)"),
    "squad": translate("recipe", "Questions about contexts (SQuAD, CMRC)"),
    "lines": translate("recipe", "Two files, line by line"),
}
SCHEMES = {
    "auto": translate("recipe", "See for itself"),
    "iob2": "IOB2",
    "iob1": "IOB1",
    "bmes": "BMES",
    "iobes": "IOBES",
    "plain": translate("recipe", "Every word has a class of its own"),
}
_COLUMN = translate(
    "recipe", "Its name, or its number from 1. Empty: found by its name or by what is in it."
)
_ANSWERS = translate(
    "recipe", "With “line by line”: for every file above the one whose lines answer its lines."
)


class TaskConfig(Section):
    """Examples to learn a task from, and those it is measured with."""

    train: tuple[Path, ...] = option(
        (),
        translate("recipe", "Examples to learn from"),
        translate(
            "recipe",
            "Tables, CoNLL, span or SQuAD files, plain or .gz, or one folder that holds all parts. "
            "With “line by line” every text file has its answer file below.",
        ),
        kind="paths",
    )
    validation: tuple[Path, ...] = option(
        (),
        translate("recipe", "Examples held back"),
        translate(
            "recipe",
            "Never learned from; they say when to stop. Empty: a share of those to learn from.",
        ),
        kind="paths",
    )
    test: tuple[Path, ...] = option(
        (),
        translate("recipe", "Examples to measure with"),
        translate(
            "recipe",
            "Looked at once, when all is learned. Empty: those held back, which look a little "
            "better than they are.",
        ),
        kind="paths",
    )
    train_target: tuple[Path, ...] = option(
        (), translate("recipe", "Their answers"), _ANSWERS, kind="paths", advanced=True
    )
    validation_target: tuple[Path, ...] = option(
        (), translate("recipe", "Answers held back"), _ANSWERS, kind="paths", advanced=True
    )
    test_target: tuple[Path, ...] = option(
        (), translate("recipe", "Answers to measure with"), _ANSWERS, kind="paths", advanced=True
    )
    share: float = option(
        0.1,
        translate("recipe", "Share held back"),
        translate(
            "recipe",
            "This share of the examples is never learned from, where no file is named for it. "
            "Examples with the same first text, and questions about one context, stay together.",
        ),
        minimum=0.001,
        maximum=0.5,
    )
    most: int | None = option(
        None,
        translate("recipe", "Examples at most"),
        translate("recipe", "So many to learn from, drawn by the seed. Empty: all."),
        minimum=1,
        advanced=True,
    )
    format: Format = option(
        "auto",
        translate("recipe", "Format"),
        translate("recipe", "How the examples are written down."),
        words=FORMATS,
    )
    header: Literal["auto", "yes", "no"] = option(
        "auto",
        translate("recipe", "First row names the columns"),
        translate("recipe", "Say so where it is not seen, or seen where there is none."),
        words=HEADERS,
        advanced=True,
    )
    first: str = option("", translate("recipe", "Column of the text"), _COLUMN, advanced=True)
    second: str = option(
        "",
        translate("recipe", "Column of the second text"),
        translate(
            "recipe",
            "Its name, or its number from 1; “-” where there is none. Empty: found by its name or "
            "content.",
        ),
        advanced=True,
    )
    label: str = option(
        "", translate("recipe", "Column of the label or score"), _COLUMN, advanced=True
    )
    word: str = option("", translate("recipe", "Column of the words"), _COLUMN, advanced=True)
    tag: str = option("", translate("recipe", "Column of the tags"), _COLUMN, advanced=True)
    names: tuple[Path, ...] = option(
        (),
        translate("recipe", "Names of the classes"),
        translate(
            "recipe",
            "A file with a name in every line, for labels that are numbers from 0 or 1. Empty: "
            "the labels are names themselves.",
        ),
        kind="paths",
        advanced=True,
    )
    scheme: Scheme = option(
        "auto",
        translate("recipe", "Tags"),
        translate(
            "recipe",
            "How tags say where an entity begins and ends. IOB2 marks every beginning with B-, "
            "IOB1 only where two touch; BMES and IOBES mark ends and single words too.",
        ),
        source="Ramshaw & Marcus 1995; Tjong Kim Sang & Veenstra 1999",
        words=SCHEMES,
        advanced=True,
    )
    stride: float = option(
        0.5,
        translate("recipe", "Stride"),
        translate(
            "recipe",
            "A context longer than the model reads is read in windows; each begins this share of a "
            "window after the one before, so that an answer cut by one edge is whole in the next.",
        ),
        minimum=0.1,
        maximum=1.0,
        advanced=True,
    )
