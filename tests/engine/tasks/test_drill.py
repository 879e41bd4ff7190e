"""Cloze exercises: which words, which wrong answers, and that they come back the same."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from tokenizers import Tokenizer as Machine
from tokenizers import decoders, models, normalizers, pre_tokenizers

from engine.faults import Cancelled, Fault
from engine.inference.opening import Opened
from engine.tasks.drill import FITS, drill
from engine.tasks.drilled_words import (
    Word,
    are_akin,
    are_alike,
    is_clipped,
    is_content,
    is_name,
)
from engine.tasks.lesson import CHOICES, GAP, Lesson
from engine.tasks.lesson_text import text_of
from engine.tasks.worksheet import worksheet_html, worksheet_text
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import answer_samples as samples

NOUNS = "baker river garden letter winter teacher window bread harbour bridge candle mirror".split()  # noqa: SIM905
SPECIAL = samples.SPECIAL
FILLING = ["the", "saw", "a", "in", "and", "##s", "##ing", "walk", ".", "Nora", "他", "有"]
HAN = list("河桥灯花船雪书鱼门山风火云树")
TEXT = " ".join(
    f"Nora saw the {one} and the {other} in the {last} ."
    for one, other, last in zip(NOUNS, NOUNS[3:] + NOUNS[:3], NOUNS[5:] + NOUNS[:5], strict=True)
)
CHINESE = "".join(
    f"他有{one}和{other}在{last}{one}里。"
    for one, other, last in zip(HAN, HAN[3:] + HAN[:3], HAN[5:] + HAN[:5], strict=True)
)


def opened(*more: str) -> Opened:
    """A masked language model of these words, with stirred weights."""
    names = [*SPECIAL, *FILLING, *NOUNS, *HAN, "和", "在", "里", "。", *more]
    machine = Machine(
        models.WordPiece({name: at for at, name in enumerate(names)}, unk_token="[UNK]")
    )
    machine.normalizer = normalizers.BertNormalizer(lowercase=False)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    machine.decoder = decoders.WordPiece()
    machine.add_special_tokens(SPECIAL)
    return samples.opened("masked_lm", tokenizer=Tokenizer.from_bytes(machine.to_str().encode()))


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return drill(opened(), TEXT, items=6, level=3)


def test_each_exercise_is_a_sentence_of_the_text_with_one_word_taken_out(lesson: Lesson) -> None:
    assert 1 <= len(lesson.exercises) <= 6
    for one in lesson.exercises:
        assert one.sentence in TEXT
        assert one.cloze.count(GAP) == 1
        assert one.answer in NOUNS
        assert len(one.options) == CHOICES
    answers = [one.answer for one in lesson.exercises]
    assert len(set(answers)) == len(answers)
    places = [TEXT.index(one.sentence) for one in lesson.exercises]
    assert places == sorted(places)


def test_wrong_answers_are_other_whole_words_that_fit_less(lesson: Lesson) -> None:
    for one in lesson.exercises:
        right = one.options[one.right].probability
        for at, option in enumerate(one.options):
            if at == one.right:
                continue
            assert option.probability <= FITS * right
            assert option.text in NOUNS or option.text == "walk"
            assert option.text not in one.sentence
        assert len({option.text for option in one.options}) == CHOICES


def test_no_two_options_are_forms_of_one_word() -> None:
    with_plurals = opened(*(f"{one}s" for one in NOUNS))
    for seed in range(4):
        for exercise in drill(with_plurals, TEXT, items=10, level=3, seed=seed).exercises:
            for one, other in combinations(exercise.options, 2):
                assert not are_akin(one.text, other.text)


def test_the_same_seed_makes_the_same_lesson_and_another_one_another(lesson: Lesson) -> None:
    assert drill(opened(), TEXT, items=6, level=3) == lesson
    shuffled = drill(opened(), TEXT, items=6, level=3, seed=1)
    assert [one.options for one in shuffled.exercises] != [one.options for one in lesson.exercises]


def test_a_level_asks_for_words_as_common_as_it_says() -> None:
    def mean_rank(level: int) -> float:
        exercises = drill(opened(), TEXT, items=3, level=level).exercises
        return sum(one.rank for one in exercises) / len(exercises)

    assert mean_rank(1) < mean_rank(5)


def test_a_sentence_whose_likeliest_word_is_taken_has_another_asked_for() -> None:
    text = "Nora saw the baker and the winter . Nora saw a baker in the candle ."
    made = drill(opened(), text, items=5)
    assert [one.answer for one in made.exercises] == ["baker", "candle"]
    assert made.usable == 2
    assert len(drill(opened(), text, items=1).exercises) == 1


def test_a_chinese_text_loses_characters() -> None:
    made = drill(opened(), CHINESE, items=4, level=3)
    assert made.exercises
    for one in made.exercises:
        assert one.answer in HAN
        assert all(len(option.text) == 1 for option in one.options)
        assert f"{one.before}{one.answer}{one.after}" in CHINESE


@pytest.mark.parametrize("text", ["", "Nora.", "the the the the the the the .", "☃ ☃ ☃ ☃ ☃ ☃ ☃"])
def test_a_text_nothing_can_be_made_of_is_refused(text: str) -> None:
    with pytest.raises(Fault, match="No exercise can be made"):
        drill(opened(), text)


@pytest.mark.parametrize("sign", ["'", "’"])
def test_a_word_with_an_apostrophe_is_whole(sign: str) -> None:
    clipped = [f"the baker{sign}s bread", f"they bread{sign}n it", f"an o{sign}baker here"]
    for sentence, part in zip(clipped, ("baker", "bread", "baker"), strict=True):
        start = sentence.index(part)
        assert is_clipped(Word(part, start, start + len(part)), sentence)
    quoted = f"the {sign}baker{sign} came"
    assert not is_clipped(Word("baker", 5, 10), quoted)
    assert not is_content("don")
    made = drill(opened(sign, "s"), TEXT.replace("baker", f"baker{sign}s"), items=30)
    assert made.exercises
    assert all(one.answer != "baker" for one in made.exercises)


def test_a_run_that_fills_no_masks_is_refused() -> None:
    with pytest.raises(Fault, match="fills no masks"):
        drill(samples.opened("causal_lm"), TEXT)


def test_making_a_lesson_can_be_ended_and_tells_how_far_it_is() -> None:
    told: list[float] = []
    drill(opened(), TEXT, progress=lambda news: told.append(news.done))
    assert told == sorted(told)
    assert told[-1] > 1

    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        drill(opened(), TEXT, check=check)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("river", True),
        ("the", False),
        ("Because", False),
        ("ox", False),
        ("r2d2", False),
        ("河", True),
        ("的", False),
        ("河流", True),
        ("他的", False),
        ("河a", False),
        ("", False),
    ],
)
def test_a_word_worth_asking_for_says_something_by_itself(text: str, worth: bool) -> None:
    assert is_content(text) == worth


def test_names_and_first_words_are_not_asked_for() -> None:
    sentence = "Bread is what Nora and IBM eat"
    words = [Word(m[0], *m.span()) for m in re.finditer(r"\w+", sentence)]
    assert [one.text for one in words if is_name(one, sentence)] == ["Bread", "Nora", "IBM"]
    assert not is_name(Word("河", 0, 1), "河水")


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("walk", "walked", True),
        ("walk", "Walk", True),
        ("city", "cities", True),
        ("sing", "sang", True),
        ("bread", "bridge", False),
        ("river", "garden", False),
        ("河", "河流", True),
        ("河", "桥", False),
    ],
)
def test_forms_of_one_word_do_not_stand_side_by_side(one: str, other: str, akin: bool) -> None:
    assert are_akin(one, other) == are_akin(other, one) == akin


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("river", "bread", True),
        ("river", "Bread", False),
        ("河", "桥", True),
        ("河", "河流", False),
        ("river", "河", False),
    ],
)
def test_looks_do_not_tell_which_answer_is_wrong(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) == alike


def test_a_worksheet_holds_every_exercise_and_the_key_behind_them(lesson: Lesson) -> None:
    text = worksheet_text(lesson, "Spring")
    before, key = text.split("\f")
    html = worksheet_html(lesson, "Spring <1>")
    for number, one in enumerate(lesson.exercises, start=1):
        assert f"{number}. {one.cloze}" in before
        assert f"{number}. {'ABCD'[one.right]}) {one.answer}" in key
        assert all(option.text in before for option in one.options)
        assert one.cloze in html
    assert "Spring &lt;1&gt;" in html
    assert "break-before: page" in html
    assert "http" not in html


def test_a_worksheet_holds_no_markup_of_the_text() -> None:
    text = TEXT.replace("Nora", "<b>Nora</b>")
    made = drill(opened(), text, items=2)
    assert "<b>" not in worksheet_html(made, "x")
    assert "&lt;b&gt;" in worksheet_html(made, "x")


def test_the_text_of_files_is_their_beginning(tmp_path) -> None:
    (tmp_path / "one.txt").write_text("First things first.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("And then the rest of it.", encoding="utf-8")
    assert text_of([tmp_path / "one.txt", tmp_path / "two.txt"]) == (
        "First things first.\n\nAnd then the rest of it."
    )
    with pytest.raises(Fault):
        text_of([tmp_path / "none.txt"])
