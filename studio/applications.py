"""What a model can be made for at once, in the window's language, and what pressing it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale

from engine.resources import cache_folder, resource
from engine.tasks.applications import LANGUAGES, Application, Language, applications
from studio.wording import Words

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate

TRY_KIND = "try.kind"  # option: the tab of Try on top


@dataclass(frozen=True, slots=True)
class Offer:
    """An application as people read it."""

    name: str
    title: str
    line: str  # what it does
    wants: str  # which files of one's own it takes


def offers() -> list[Offer]:
    """All that ship, in their order."""
    words = _words()
    return [
        Offer(name, *words.get(name, (one.title, one.line, one.wants)))
        for name, one in applications().items()
    ]


@dataclass(frozen=True, slots=True)
class Sample:
    """Our own examples of a task, in one language."""

    name: str  # of the application
    words: str
    wished: dict[str, Any]  # keys of what is to be tuned


def samples() -> list[Sample]:
    """All our examples of tasks: those of the window's language first."""
    titles = {one.name: one.title for one in offers()}
    found = []
    for language in sorted(LANGUAGES, key=lambda one: one != spoken()):
        for name, one in applications().items():
            if one.task is not None and language in one.samples:
                words = f"{titles[name]}, {_language(language)}"
                found.append(Sample(name, words, _wished(one, language)))
    return found


def take(desk: Desk, name: str, wished: Mapping[str, Any]) -> None:
    """Tune on these examples; what was said of the files before belongs to those."""
    draft = desk.tuning
    cleared = {f"task.{key}": None for key in draft.value("task", {})}
    cleared["objectives"] = None  # its head was another task's
    draft.update(cleared | dict(wished), _saying(name))


def _language(language: Language) -> str:
    return {
        "english": translate("applications", "English"),
        "chinese": translate("applications", "Chinese"),
    }[language]


def press(desk: Desk, application: Application) -> dict[str, Any] | None:
    """Begin with an application.

    One that pre-trains sets the recipe being written and goes to Data; a drill goes to Try. For a
    task the keys of what is to be tuned are given back, our own examples among them: the Tune page
    takes them over.
    """
    language = spoken()
    if application.kind == "pretraining":
        _begin_training(desk, application, language)
        return None
    if application.kind == "drill":
        desk.settings.set_option(TRY_KIND, application.tab)
        desk.go_to.emit("try_")
        return None
    return _wished(application, language)


def _wished(application: Application, language: Language) -> dict[str, Any]:
    sample = application.sample(language)
    files = {f"task.{part}": [str(path) for path in paths] for part, paths in sample.items()}
    return {"kind": application.kind, **files, **_flat(application.settings)}


def spoken() -> Language:
    """The language of our samples that fits the window's."""
    return "chinese" if QLocale().language() == QLocale.Language.Chinese else "english"


def _begin_training(desk: Desk, application: Application, language: Language) -> None:
    """Its preset and settings, on our own text where it has any.

    Else on what somebody chose; where that is a sample of ours, files are asked for on Data.
    """
    changes: dict[str, Any] = {
        "preset": application.preset,
        "objectives": None,
        "model.architecture": None,
        **_flat(application.settings),
    }
    text = [str(path) for path in application.sample(language).get("text", ())]
    changes["corpus.paths"] = text or _own_text(desk) or None
    desk.draft.update(changes, _saying(application.name))
    if application.beginning:
        desk.settings.set_option("try.begun", application.beginning[language])
    desk.settings.set_option(TRY_KIND, application.tab)
    desk.go_to.emit("data")


def _own_text(desk: Desk) -> list[str]:
    """What is chosen to learn from, without samples of ours."""
    ours = (resource("samples"), cache_folder() / "samples")
    paths = desk.draft.value("corpus.paths", [])
    return [path for path in paths if not any(map(Path(path).is_relative_to, ours))]


def _saying(name: str) -> Words:
    """What is undone by taking a beginning back; said in the language of then."""

    def said() -> str:
        words = translate("applications", "Begin with “{application}”")
        return words.format(application=_words()[name][0])

    return said


def _flat(settings: Any, before: str = "") -> dict[str, Any]:
    """Tables of a recipe as dotted keys."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found


def _words() -> dict[str, tuple[str, str, str]]:
    """Title, line and wants of each; English as the files in resources/applications say it."""
    return _words_of_texts() | _words_of_words() | _words_of_writing()


def _words_of_texts() -> dict[str, tuple[str, str, str]]:
    return {
        "sentiment": (
            translate("applications", "Sentiment"),
            translate(
                "applications", "Is a review glad or cross? From texts that somebody labelled."
            ),
            translate(
                "applications",
                "A table with a text and its label in every row: TSV, CSV or JSON lines, some "
                "hundreds of rows a label.",
            ),
        ),
        "topic": (
            translate("applications", "Topics"),
            translate(
                "applications",
                "What is a message about: sport, weather, money? One of several labels for each "
                "text.",
            ),
            translate(
                "applications",
                "A table with a text and its topic in every row: TSV, CSV or JSON lines, some "
                "hundreds of rows a topic.",
            ),
        ),
        "inference": (
            translate("applications", "Inference"),
            translate(
                "applications",
                "Does one sentence follow from another, contradict it, or neither? From labelled "
                "pairs.",
            ),
            translate(
                "applications",
                "A table with two sentences and a label in every row: TSV, CSV or JSON lines, some "
                "thousands of rows.",
            ),
        ),
    }


def _words_of_words() -> dict[str, tuple[str, str, str]]:
    return {
        "names": (
            translate("applications", "Named entities"),
            translate(
                "applications",
                "Where in a text do people, places and companies stand? From words with tags.",
            ),
            translate(
                "applications",
                "CoNLL files with a word and its tag in every line, or JSON lines with spans; some "
                "thousands of sentences.",
            ),
        ),
        "questions": (
            translate("applications", "Question answering"),
            translate(
                "applications",
                "Where in a text does the answer to a question stand? Or does it not tell?",
            ),
            translate(
                "applications",
                "A JSON file of contexts, questions and answers, as SQuAD or CMRC has them; some "
                "thousands of questions.",
            ),
        ),
        "vocabulary": (
            translate("applications", "Vocabulary drill"),
            translate(
                "applications",
                "A lesson made of any text: a word is missing, and three wrong ones come from the "
                "model.",
            ),
            translate(
                "applications",
                "A text to learn from, one page or more, and a run that fills masks.",
            ),
        ),
    }


def _words_of_writing() -> dict[str, tuple[str, str, str]]:
    return {
        "translation": (
            translate("applications", "Translation"),
            translate(
                "applications",
                "A sentence is read in one language and written in another. From parallel text.",
            ),
            translate(
                "applications",
                "Two files that match line by line, or a table with a sentence and its translation "
                "in every row; ten thousand or more.",
            ),
        ),
        "continuation": (
            translate("applications", "Text continuation"),
            translate(
                "applications",
                "A decoder learns to go on with texts like yours: letters, stories, reports.",
            ),
            translate(
                "applications",
                "A folder of text, one megabyte or more: .txt, .md, .jsonl, .csv or .html.",
            ),
        ),
        "statutes": (
            translate("applications", "Statutes"),
            translate(
                "applications",
                "A decoder learns how laws are written, article by article, and drafts one of its "
                "own. It knows no law: what it writes has only the look of one.",
            ),
            translate(
                "applications",
                "A folder with the text of statutes, each article on a line of its own: some "
                "megabytes, such as Chinese law begins with 第一条.",
            ),
        ),
    }
