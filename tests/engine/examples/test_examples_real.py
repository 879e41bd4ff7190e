"""Every real task set opens without help; skipped by name where it is not here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.examples.example import Kind, Question, Tagged
from engine.examples.recognising import Recognised, recognise
from engine.examples.task_data import TaskData, TaskExamples

Find = Callable[[str], Path]


def opened(path: Path) -> tuple[Recognised, TaskExamples]:
    found = recognise([path])
    return found, TaskData(found.config, found.kinds[0]).read()


def sizes(found: TaskExamples) -> tuple[int, int, int]:
    return len(found.train), len(found.validation), len(found.test)


@pytest.mark.parametrize(
    ("name", "within", "kind", "parts"),
    [
        ("sent-sst2", "", "classification", (6920, 872, 1821)),
        ("nli-counterfactual-snli", "NLI/original", "classification", (1666, 200, 400)),
        ("nli-counterfactual-snli", "", "classification", (8330, 1000, 2000)),
        ("ner-wikiann-en-wnut17", "", "tagging", (3394, 1009, 1287)),
        ("ner-zh-weibo", "", "tagging", (1350, 270, 270)),
        ("mt-multi30k", "", "translation", (29000, 1014, 1000)),
    ],
)
def test_sets_in_three_parts(
    real_data: Find, name: str, within: str, kind: Kind, parts: tuple[int, int, int]
) -> None:
    told, found = opened(real_data(name) / within)
    assert told.kinds[0] == kind
    assert sizes(found) == parts
    assert not found.summary.refusals


@pytest.mark.parametrize(
    ("name", "kind", "learned", "test"),
    [
        ("cls-mr-subj-trec-mpqa", "classification", 5452, 500),
        ("nli-zh-cnsd-cinlid", "classification", 9314, 9176),
        ("sent-zh-chnsenticorp-waimai-shopping", "classification", 7765, 0),
        ("zh-thucnews-titles", "classification", 10000, 0),
        ("ner-zh-cluener", "tagging", 10748, 1343),
        ("qa-squad-dev-reconstructed", "answering", 8001, 0),
        ("qa-cmrc2018", "answering", 3219, 1000),
        ("mt-tatoeba-cmn-eng", "translation", 20085, 0),
    ],
)
def test_sets_of_which_a_share_is_held_back(
    real_data: Find, name: str, kind: Kind, learned: int, test: int
) -> None:
    told, found = opened(real_data(name))
    assert told.kinds[0] == kind
    train, validation, rest = sizes(found)
    assert (train + validation, rest) == (learned, test)
    assert 0.05 < validation / learned < 0.15


def test_topics_have_names(real_data: Find) -> None:
    _, found = opened(real_data("zh-thucnews-titles"))
    assert found.classes[:3] == ("education", "entertainment", "finance")


def test_questions_of_trec_lose_nothing_of_their_words(real_data: Find) -> None:
    _, found = opened(real_data("cls-mr-subj-trec-mpqa"))
    assert found.classes == ("0", "1", "2", "3", "4", "5")
    assert found.summary.encodings == {"cp1252": 1, "utf-8": 1}


def test_words_of_weibo_are_characters(real_data: Find) -> None:
    _, found = opened(real_data("ner-zh-weibo"))
    assert all(not one.spaced for one in found.train if isinstance(one, Tagged))
    words = {word for one in found.train if isinstance(one, Tagged) for word in one.words}
    assert max(len(word) for word in words if "\ufffd" not in word) == 1
    assert len(found.classes) == 1 + 2 * 8


@pytest.mark.parametrize("within", ["data", "squad-style-data"])
def test_both_layouts_of_cmrc_hold_the_same_questions(real_data: Find, within: str) -> None:
    _, found = opened(real_data("qa-cmrc2018") / within)
    for one in found.train:
        assert isinstance(one, Question)
        for answer in one.answers:
            stop = answer.start + len(answer.text)
            assert one.context[answer.start : stop] == answer.text
    assert sizes(found)[2] == 1000


def test_every_answer_of_squad_stands_where_it_is_said_to(real_data: Find) -> None:
    _, found = opened(real_data("qa-squad-dev-reconstructed"))
    assert not any("stood elsewhere" in str(one) for one in found.summary.findings)
    assert all(one.answers for one in found.train if isinstance(one, Question))
