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
    "classify": (
        Sample("The soup was cold, and nobody came when we called."),
        Sample("A quiet room, a kind welcome, and the best bread in town."),
        Sample("The council has raised the price of a bus ticket."),
        Sample("A man is playing a guitar.", "Somebody is making music."),
    ),
    "entities": (
        Sample("Last spring Nora Lindqvist moved from Oslo to Porto to work for Harbour Radio."),
        Sample("The river Elva runs past Brentwick, where Tomas Hale keeps the mill."),
    ),
    "answer": (
        Sample(
            "The mill on the Elva was built in 1784 by two brothers. It ground corn until the "
            "railway came, and for the last forty years it has been a school for bakers.",
            "When was the mill built?",
        ),
        Sample(
            "The ferry leaves the harbour every morning at six. It carries letters, milk and the "
            "doctor, who visits the island on Tuesdays.",
            "Who visits the island on Tuesdays?",
        ),
        Sample(
            "The ferry leaves the harbour every morning at six. It carries letters, milk and the "
            "doctor, who visits the island on Tuesdays.",
            "How much does a ticket cost?",
        ),
    ),
    "similar": (
        Sample(
            "The boats went out to sea.\nThe ships left the harbour.\n"
            "She read a book by the window.\nA girl was reading near the window."
        ),
    ),
    "drill": (
        Sample(
            "The baker got up at three and lit the fire. When the bread came out of the oven, the "
            "whole street smelled of it. His daughter put the loaves on the table and counted "
            "them. A boy ran in and asked for two rolls. He had forgotten his money, but the baker "
            "only laughed and gave him the bag.\n"
            "At eight the children went past the window on their way to school. The teacher "
            "bought a cake and carried it under her arm. It was raining, and the wind blew the "
            "leaves against the door. An old man sat down at the stove to warm his hands. He told "
            "them about the winter when the river froze. In the evening the shop was empty, and "
            "they washed the floor together. The girl closed the door and looked up at the stars."
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
    "classify": (
        Sample("汤是凉的，叫了半天也没有人来。"),
        Sample("房间很安静，店家热情，面包是镇上最好吃的。"),
        Sample("市里决定提高公交车票的价格。"),
        Sample("一个男人在弹吉他。", "有人在演奏音乐。"),
    ),
    "entities": (
        Sample("去年春天，林晓梅从青岛搬到厦门，在海湾电台工作。"),
        Sample("清河流过柳泉镇，何大山在那里看守水磨。"),
    ),
    "answer": (
        Sample(
            "清河边的水磨是两兄弟在1784年建成的。火车通了以后，它就不再磨面了；"
            "最近四十年，那里是一所烘焙学校。",
            "水磨是哪一年建成的？",
        ),
        Sample(
            "渡船每天早上六点离港，船上装着信件、牛奶，还有每个星期二去岛上看病的医生。",
            "谁每个星期二去岛上？",
        ),
        Sample(
            "渡船每天早上六点离港，船上装着信件、牛奶，还有每个星期二去岛上看病的医生。",
            "船票多少钱？",
        ),
    ),
    "similar": (Sample("渔船出海了。\n船只离开了港口。\n她在窗边读书。\n一个女孩在窗前看书。"),),
    "drill": (
        Sample(
            "面包师三点钟就起床，点着了炉火。面包出炉的时候，整条街都闻得到香味。女儿把面包摆在桌上，"
            "一个一个地数。一个男孩跑进来，要买两个小面包。他忘了带钱，面包师笑了笑，还是把袋子递给了他。\n"
            "八点钟，孩子们从窗前走过，去上学。老师买了一块蛋糕，夹在胳膊下面。外面下着雨，"
            "风把树叶吹到门上。一位老人坐在火炉旁边，烤着双手。他讲起河水结冰的那个冬天。"
            "晚上店里没有人了，他们一起擦地板。女孩关上门，抬头看天上的星星。"
        ),
    ),
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
