"""Sample inputs of our own for every tab, in English and in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from studio.widgets.cloze_words import HAN

if TYPE_CHECKING:
    from studio.abilities import Kind
    from studio.desk import Desk

LONGEST = 56  # signs of a line of the menu
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class Sample:
    """What is put into a tab: one text, or two."""

    first: str
    second: str = ""


ENGLISH: dict[Kind, tuple[Sample, ...]] = {
    "fill": (
        Sample("She opened the [MASK] and looked out."),
        Sample("The old man sat by the [MASK] and told us a [MASK]."),
        Sample("In the morning the boats went out to [MASK]."),
    ),
    "pair": (
        Sample(
            "The rain had stopped before the morning came.",
            "She opened the window and looked out over the wet garden.",
        ),
        Sample("A man is playing a guitar.", "Somebody is making music."),
        Sample("The harbour was empty.", "Twenty boats lay in the harbour."),
    ),
    "continue": (
        Sample("The harbour was quiet when"),
        Sample("She took the letter and"),
        Sample("Once upon a time there was"),
    ),
    "spans": (
        Sample("The boats went out <extra_id_0> and came back with <extra_id_1> in the evening."),
        Sample("He closed <extra_id_0> and walked home."),
    ),
    "spot": (
        Sample("The boats went out to sea and came back in the evening."),
        Sample("She opened the window and ate out over the wet garden."),
    ),
    "translate": (
        Sample("The boats come back in the evening."),
        Sample("She reads a book by the window."),
    ),
    "similar": (
        Sample(
            "The boats went out to sea.\nThe ships left the harbour.\n"
            "She read a book by the window.\nA girl was reading near the window."
        ),
    ),
}

CHINESE: dict[Kind, tuple[Sample, ...]] = {
    "fill": (
        Sample("他把窗户打[MASK]，看见外面下着大雪。"),
        Sample("清晨，渔船都出[MASK]了。"),
        Sample("她坐在窗边读[MASK]。"),
    ),
    "pair": (
        Sample("天亮之前雨已经停了。", "她打开窗户，望着湿漉漉的花园。"),
        Sample("一个男人在弹吉他。", "有人在演奏音乐。"),
    ),
    "continue": (Sample("港口很安静，"), Sample("她拿起那封信，"), Sample("从前有一个")),
    "spans": (
        Sample("渔船一早<extra_id_0>，傍晚带着<extra_id_1>回来。"),
        Sample("他关上<extra_id_0>，走回家去。"),
    ),
    "spot": (Sample("渔船一早出海，傍晚才回来。"), Sample("她打开窗户，吃着外面的花园。")),
    "translate": (Sample("渔船傍晚回来。"), Sample("她在窗边读书。")),
    "similar": (Sample("渔船出海了。\n船只离开了港口。\n她在窗边读书。\n一个女孩在窗前看书。"),),
}


def samples(kind: Kind, *, chinese: bool) -> tuple[Sample, ...]:
    """Ours for a tab."""
    return (CHINESE if chinese else ENGLISH)[kind]


def pinned(desk: Desk) -> list[str]:
    """The pinned sentences of the shown run, as they were looked at last."""
    probe = desk.shown.history.last_probe if desk.shown is not None else None
    return [seen.sentence for seen in probe.sentences] if probe is not None else []


def is_chinese(desk: Desk) -> bool:
    """Whether the shown run reads Chinese, as its pinned sentences tell."""
    sentences = pinned(desk)
    return 2 * sum(bool(_HAN.search(one)) for one in sentences) > len(sentences)


class SamplesButton(QPushButton):
    """A menu of things to try; fill it before it is shown."""

    picked = Signal(object)  # Sample

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Samples"))
        self.setProperty("kind", "quiet")
        self.setToolTip(self.tr("Put a ready-made text here, in English or in Chinese"))
        self.setMenu(QMenu(self))

    def offer(self, *groups: Sequence[Sample]) -> None:
        """Offer these, with a line between two groups."""
        menu = self.menu()
        menu.clear()
        for group in filter(None, groups):
            if not menu.isEmpty():
                menu.addSeparator()
            for one in group:
                self._add(menu, one)

    def _add(self, menu: QMenu, sample: Sample) -> None:
        words = " / ".join(filter(None, (sample.first, sample.second))).replace("\n", " / ")
        shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        action = menu.addAction(shown.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: self.picked.emit(sample))
