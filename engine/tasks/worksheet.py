"""A lesson on paper: the exercises, and the key on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from engine.tasks.lesson import Exercise, Lesson
from engine.wording import translate

Say = Callable[[str], str]  # a sentence of the context "worksheet", in the reader's language

LETTERS = "ABCD"
STYLE = """
body { font: 12pt/1.5 serif; max-width: 42em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 18pt; } li { margin: 0 0 1em; break-inside: avoid; }
.options { display: flex; flex-wrap: wrap; gap: 0 2em; }
.key { break-before: page; page-break-before: always; }
@media screen { .key { margin-top: 6em; border-top: 1px solid #888; } }
@page { margin: 20mm; }
"""


def as_is(words: str) -> str:
    """English, as it is written here."""
    return words


def worksheet_text(lesson: Lesson, title: str, say: Say = as_is) -> str:
    """Plain text; a form feed parts the key from the exercises, so that it is printed apart."""
    lines = [title, "=" * max(8, len(title)), "", say(_TASK), ""]
    for number, one in enumerate(lesson.exercises, start=1):
        lines.append(f"{number}. {_one_line(one.cloze)}")
        options = zip(LETTERS, one.options, strict=False)
        lines += ["    " + "   ".join(f"{letter}) {option.text}" for letter, option in options), ""]
    lines += [f"\f{say(_KEY)}", ""]
    lines += [f"{number}. {words}" for number, words in _key(lesson)]
    return "\n".join([*lines, "", _made(lesson, say)]) + "\n"


def worksheet_html(lesson: Lesson, title: str, say: Say = as_is) -> str:
    """A page of HTML that loads nothing from elsewhere; the key is printed on a page of its own."""
    items = "\n".join(_item(one) for one in lesson.exercises)
    key = "\n".join(f"<li>{escape(words)}</li>" for _, words in _key(lesson))
    return (
        "<!DOCTYPE html>\n"
        f'<html><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style></head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(say(_TASK))}</p>\n<ol>\n{items}\n</ol>\n"
        f'<section class="key"><h1>{escape(say(_KEY))}</h1>\n<ol>\n{key}\n</ol>\n'
        f"<p><small>{escape(_made(lesson, say))}</small></p></section>\n</body></html>\n"
    )


def _item(one: Exercise) -> str:
    options = " ".join(
        f"<span>{letter}) {escape(option.text)}</span>"
        for letter, option in zip(LETTERS, one.options, strict=False)
    )
    return f'<li>{escape(_one_line(one.cloze))}<div class="options">{options}</div></li>'


def _key(lesson: Lesson) -> Iterator[tuple[int, str]]:
    for number, one in enumerate(lesson.exercises, start=1):
        yield number, f"{LETTERS[one.right]}) {one.answer}"


def _made(lesson: Lesson, say: Say) -> str:
    words = say(_MADE)
    return words.format(level=lesson.level, seed=lesson.seed)


def _one_line(text: str) -> str:
    return " ".join(text.split())


_TASK = translate("worksheet", "Which word belongs into the gap?")
_KEY = translate("worksheet", "Key")
_MADE = translate("worksheet", "Level {level} of 5, seed {seed}.")
