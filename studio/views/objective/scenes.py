"""What the small pictures of the objectives show: a row that goes in, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.widgets.token_chips import Mark

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Scene:
    """Two lines of chips. What is marked is marked first, then the answers come one by one."""

    given: tuple[str, ...]
    answers: tuple[str, ...]  # "" leaves the place beneath a given chip empty
    marks: tuple[tuple[int, Mark], ...] = ()  # places of `given` something is done to
    right: int | None = None  # the answers are choices, and this one is right
    aligned: bool = False  # each answer stands beneath the chip it belongs to


def scene(objective: str) -> Scene:
    """The scene of an objective, in the language of the moment; a general one of any other."""
    found = _tokens() | _passages() | _texts()
    general = Scene(
        _words(translate("sketch", "text goes in")),
        _words(translate("sketch", "answers come out")),
    )
    return found.get(objective, general)


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


def _tokens() -> dict[str, Scene]:
    """Single tokens are named."""
    line = _words(translate("sketch", "she opened the door slowly"))
    last, middle = len(line) - 1, len(line) - 2
    nothing = ("",) * len(line)
    before = (*nothing[: middle - 1], line[middle], *nothing[middle:])
    spans = tuple(word if index in (1, 2) else "" for index, word in enumerate(line))
    wrong = (*line[:middle], translate("sketch", "letter"), line[last])
    told = tuple("≠" if index == middle else "=" for index in range(len(line)))
    return {
        "causal_lm": Scene(line[:-1], line[1:], aligned=True),
        "prefix_lm": Scene(
            (f"↔ {line[0]}", f"↔ {line[1]}", *line[2:-1]), ("", *line[2:]), aligned=True
        ),
        "masked_next_token": Scene(line, before, ((middle, "masked"),), aligned=True),
        "span_boundary": Scene(line, spans, ((1, "masked"), (2, "masked")), aligned=True),
        "replaced_token_detection": Scene(wrong, told, ((middle, "generated"),), aligned=True),
    }


def _passages() -> dict[str, Scene]:
    """Whole passages are judged."""
    door, went = translate("sketch", "The door was open."), translate("sketch", "She went in.")
    return {
        "sentence_order": Scene(
            (went, door),
            (translate("sketch", "in order"), translate("sketch", "swapped")),
            ((0, "swapped"), (1, "swapped")),
            right=1,
        ),
        "natural_language_inference": Scene(
            (door, translate("sketch", "The door was shut.")),
            (
                translate("sketch", "follows"),
                translate("sketch", "contradicts"),
                translate("sketch", "neither"),
            ),
            right=1,
        ),
        "contrastive_sentence": Scene(
            (went, translate("sketch", "which one is it again?")),
            (door, went, translate("sketch", "Tax rates rose.")),
            right=1,
        ),
    }


def _texts() -> dict[str, Scene]:
    """A decoder writes."""
    line = _words(translate("sketch", "she opened the door slowly"))
    return {
        "span_corruption": Scene((line[0], "1", *line[-1:]), ("1", *line[1:-1]), ((1, "cut"),)),
        "denoising": Scene((line[-1], "[MASK]", line[0]), line, ((0, "swapped"), (1, "masked"))),
        "translation": Scene(
            _words(translate("sketch", "the door is open")),
            _words(translate("sketch", "die Tür ist offen")),
        ),
    }
