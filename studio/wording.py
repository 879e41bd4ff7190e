"""The engine's marked sentences in the window's language, and numbers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from engine.events import Noticed
from engine.faults import Fault, FieldFault
from engine.wording import fill

# Words that outlive a change of language hold no translation but what translates: `told` says them.
# Such a callable must hold no widget, for the window is built anew meanwhile.
Words = str | Callable[[], str]

NAMING = ("objective", "nearest", "name")  # values that may be an objective
FULL_WIDTH = "。！？；：）"  # Chinese signs, which bring their own room with them
GENERATOR = "generator"  # the loss of the small model that replaced tokens come from

_titles: dict[str, str] = {}  # of the objectives, as the engine marks them


def say(context: str, sentence: str, values: Mapping[str, Any] | None = None) -> str:
    """A sentence the engine marked under `context`, translated first and filled afterwards.

    Faults among the values are sentences too, and are said in the same language; an objective is
    called as its card calls it.
    """
    # The sentence itself stands as a literal in the engine, where lupdate finds it.
    words = QCoreApplication.translate(context, sentence) if sentence else ""
    return fill(words, {name: _said(name, value) for name, value in (values or {}).items()})


def name_objectives(titles: Mapping[str, str]) -> None:
    """Say of the objectives what the engine's cards call them; known once it is loaded."""
    _titles.update(titles)


def objective_name(name: str) -> str:
    """What an objective, or another loss it has, is called; plain until the engine is loaded."""
    if name in _titles:
        return QCoreApplication.translate("objectives", _titles[name])
    if name == GENERATOR:
        return QCoreApplication.translate("objectives", "Generator")
    return name.replace("_", " ").capitalize()


def _said(name: str, value: Any) -> Any:
    if isinstance(value, Fault):
        return sentences(*fault_parts(value))
    named = name in NAMING and isinstance(value, str) and value in _titles
    return objective_name(value) if named else value


def sentences(*parts: str) -> str:
    """Sentences one behind the other: with a blank between them, but for none after a Chinese one.

    What is empty is left out.
    """
    told = ""
    for part in filter(None, parts):
        told += part if not told or told[-1] in FULL_WIDTH else f" {part}"
    return told


def told(words: Words) -> str:
    """Words in the language of the moment."""
    return words() if callable(words) else words


def fault_words(fault: FieldFault) -> str:
    """What is wrong at one place of a recipe, without the place."""
    return say("faults", fault.message, dict(fault.values))


def fault_parts(fault: Fault) -> tuple[str, str, str]:
    """What happened, why, and what to do now."""
    return (
        say("faults", fault.what, fault.values),
        say("faults", fault.why, fault.values),
        say("faults", fault.now, fault.values),
    )


def notice_words(notice: Noticed) -> str:
    """A line of the event list."""
    return say("notices", notice.what, notice.values)


def size_name(size: str) -> str:
    """What a size of a model is called."""
    return {
        "tiny": QCoreApplication.translate("sizes", "Tiny"),
        "mini": QCoreApplication.translate("sizes", "Mini"),
        "small": QCoreApplication.translate("sizes", "Small"),
        "medium": QCoreApplication.translate("sizes", "Medium"),
        "base": QCoreApplication.translate("sizes", "Base"),
        "custom": QCoreApplication.translate("sizes", "Custom"),
    }.get(size, size)


def family_name(family: str) -> str:
    """What a recipe family is called; most go by the name of their model."""
    return {
        "bert": "BERT",
        "roberta": "RoBERTa",
        "albert": "ALBERT",
        "spanbert": "SpanBERT",
        "gpt": "GPT",
        "unilm": "UniLM",
        "t5": "T5",
        "bart": "BART",
        "electra": "ELECTRA",
        "gpt-bert": "GPT-BERT",
        "nli": QCoreApplication.translate("families", "Inference"),
        "translation": QCoreApplication.translate("families", "Translation"),
        "simcse": "SimCSE",
    }.get(family, family)


def number(value: float, digits: int = 0) -> str:
    """1234567 → "1,234,567"; a true minus sign."""
    return f"{value:,.{digits}f}".replace("-", "\u2212")


def percent(share: float) -> str:
    """A share of 1 as "43 %"."""
    return f"{share:.0%}".replace("%", " %")


def small_share(share: float) -> str:
    """A share of 1 as "4.3 %", "43 %" or "< 0.1 %"."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    return f"{share:.1%}".replace("%", " %") if share < 0.0995 else percent(share)


def short_number(value: float) -> str:
    """Three figures and a letter: 52300 → "52.3k"."""
    for limit, letter in ((1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (1e3 if letter == "k" else limit)
            digits = 2 if abs(scaled) < 10 else 1 if abs(scaled) < 100 else 0
            return f"{number(scaled, digits)}{letter}"
    return number(value)


def short_bytes(value: float) -> str:
    """3.2 GB; powers of 1000, as disks are sold."""
    for limit, unit in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if value >= limit:
            return f"{number(value / limit, 1)} {unit}"
    return f"{number(value)} B"


def clock(seconds: float) -> str:
    """06:12, or 1:02:03 from an hour on."""
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def moment(when: datetime, now: datetime) -> str:
    """A time to come: 09:00 today, Sun 09:00 within a week, 4 Dec 09:00 after that."""
    time, days = when.strftime("%H:%M"), (when.date() - now.date()).days
    if days == 0:
        return time
    locale = QLocale()
    if days < 7:
        day = locale.dayName(when.isoweekday(), QLocale.FormatType.ShortFormat)
    else:
        form = QCoreApplication.translate("dates", "d MMM")  # as Qt writes the form of a date
        day = locale.toString(QDate(when.year, when.month, when.day), form)
    return f"{day} {time}"
