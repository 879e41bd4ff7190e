"""Sentences: none is lost, blanks stand before them, and none is endless."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.corpus.sentences import LONGEST, language_of, sentences
from tests.engine.corpus_samples import corpus, prose


@given(st.text(alphabet="ab。.！? \n\t“”Mr\u3000字、", max_size=300))
@settings(deadline=None)
def test_sentences_joined_are_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join(found) == (text if text.strip() else "")
    assert all(sentence.strip() for sentence in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He came. She left.", ["He came.", " She left."]),
        (
            "Mr. Smith met me.\n\nThen he left.",
            ["Mr. Smith met me.", "\n\nThen he left."],
        ),
        ("我来了。他走了！好吗？", ["我来了。", "他走了！", "好吗？"]),
    ],
)
def test_sentence_examples(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_a_text_without_sentences_is_cut() -> None:
    found = sentences("word " * 5000 + "x" * 9000)
    assert "".join(found) == "word " * 5000 + "x" * 9000
    assert max(map(len, found)) <= LONGEST


def test_the_language_is_guessed_from_the_letters() -> None:
    assert language_of("Plain English.") == "en"
    assert language_of("这是中文。") == "zh"
    assert language_of("これは日本語です。") == "ja"
    assert language_of("“Curly” – quotes…") == "en"


def test_sentences_cut_while_reading_are_those_of_the_text(tmp_path: Path) -> None:
    notice = "This line of small print stands at the end of every page of the site."
    chinese = "我来到北京。他去了上海！你呢？"
    for seed in range(4):
        text = f"{prose(seed, 300)}\n{notice}\n{chinese * 20}{seed}\n\n{prose(seed + 9, 40)}\n"
        (tmp_path / f"{seed}.txt").write_text(text, "utf-8")
    plain = list(corpus(tmp_path).documents())
    cut = list(corpus(tmp_path).documents(cuts=True))
    assert cut == plain
    assert [one.sentences() for one in cut] == [sentences(one.text) for one in plain]
    known = [bool(one.cut) for one in cut]
    assert any(known)
    assert not all(known)  # where a line was taken out its sentences are cut anew
    assert not any(one.cut for one in plain)
