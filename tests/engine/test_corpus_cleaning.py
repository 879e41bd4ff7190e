"""Cleaning: takes out what is no language, never fails, and has nothing left to do afterwards."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.corpus.cleaning import STEPS, clean
from engine.corpus.counting import count_scripts, count_words
from engine.corpus.sections import LARGEST, sections
from engine.corpus.webpage import PageText

SIGNS = "<b> </p> <!-- --> < > &amp; &lt; &#60; & amp; lt; <script &#38; #38; &nbsp; <br/ /> b>"
HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Mn", "Lo"]),
        st.sampled_from("\n \t\u3000\ud800\x00\u0301e\u037e\x1c\x85\u2028"),
        st.sampled_from(SIGNS.split()),
    ),
    max_size=30,
).map("".join)
SOME_STEPS = st.sets(st.sampled_from(STEPS))


@given(HOSTILE, SOME_STEPS)
@settings(max_examples=400, deadline=None)
def test_cleaning_is_finished_after_one_time(text: str, steps: set[str]) -> None:
    once = clean(text, steps)
    assert clean(once, steps) == once


@given(HOSTILE, SOME_STEPS)
@settings(max_examples=200, deadline=None)
def test_what_is_cleaned_can_be_written_and_read(text: str, steps: set[str]) -> None:
    cleaned = clean(text, steps)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert "\x00" not in cleaned


@given(HOSTILE)
@settings(max_examples=200, deadline=None)
def test_all_steps_leave_tidy_text(text: str) -> None:
    cleaned = clean(text, STEPS)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert all(line == " ".join(line.split()) for line in cleaned.split("\n"))
    assert all(sign == "\n" or unicodedata.category(sign) != "Cc" for sign in cleaned)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one <b>bold</b> word", "one bold word"),
        ("<p>first</p><p>second</p>", "first\n\nsecond"),
        ("before<!-- INFO END -->after", "beforeafter"),
        ("Fish &amp; chips &lt; 5 €", "Fish & chips < 5 €"),
        ("&amp;lt;b&amp;gt;not shown&amp;lt;/b&amp;gt;", "not shown"),
        ("List<String> a < b and c > d", "List<String> a < b and c > d"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth and \u202edirection\u202c", "zerowidth and direction"),
        ("a\x00b\ud800c", "ab\ufffdc"),
        ("  two  \t words \n\n\n\nnext ", "two words\n\nnext"),
        ("　　天下大势，分久必合", "天下大势，分久必合"),
        ("page\x0cbreak", "page\nbreak"),
    ],
)
def test_cleaning_examples(text: str, wanted: str) -> None:
    assert clean(text, STEPS) == wanted


def test_a_step_that_is_off_changes_nothing() -> None:
    text = "<b>bold</b>  &amp; cafe\u0301 \u200b\tx"
    assert clean(text, ()) == text
    assert clean(text, {"html"}) == "bold  & cafe\u0301 \u200b\tx"
    assert clean(text, {"unicode"}) == "<b>bold</b>  &amp; café \u200b\tx"
    assert clean(text, {"control"}) == "<b>bold</b>  &amp; cafe\u0301 \tx"
    assert clean(text, {"whitespace"}) == "<b>bold</b> &amp; cafe\u0301 \u200b x"


def test_markup_without_end_takes_no_time() -> None:
    for text in ("<!--" * 100_000, "<b " * 100_000, "&amp;" * 2 + "amp;" * 100_000, "<" * 300_000):
        clean(text, STEPS)


@given(st.lists(st.text(alphabet="ab。. \n#第一章=", max_size=200), max_size=20))
@settings(deadline=None)
def test_sections_lose_nothing_but_blanks(chunks: list[str]) -> None:
    whole = "".join(chunks)
    assert "".join("".join(sections(chunks)).split()) == "".join(whole.split())


def test_sections_do_not_depend_on_how_the_text_arrives_at_headings() -> None:
    text = "\n\n".join(f"## Chapter {n}\n\n" + f"Sentence {n}. " * 300 for n in range(40))
    whole = list(sections([text]))
    assert len(whole) == 40
    assert all(section.startswith("## Chapter") for section in whole)
    assert list(sections([text[:50_000], text[50_000:]])) == whole


@pytest.mark.parametrize(
    "text",
    ["x" * 200_000, "word " * 40_000, "字" * 100_000, "短句。" * 30_000, "line of text\n" * 10_000],
)
def test_no_section_is_too_large_whatever_the_lines(text: str) -> None:
    found = list(sections([text]))
    assert all(len(section.encode()) <= LARGEST for section in found)
    assert len(found) >= len(text.encode()) // LARGEST


def test_short_sections_join_until_they_are_worth_a_document() -> None:
    text = "\n\n".join(f"# {n}\n\nshort" for n in range(50))
    assert len(list(sections([text]))) == 1


@pytest.mark.parametrize(
    ("text", "script", "words"),
    [("The cat sat.", "latin", 3), ("国家保护", "han", 5), ("Привет мир", "cyrillic", 2)],
)
def test_words_and_scripts_are_counted(text: str, script: str, words: int) -> None:
    scripts = count_scripts(text)
    assert max(scripts, key=scripts.__getitem__) == script
    assert count_words(text, scripts) == count_words(text, scripts, tidy=True) == words


def test_an_address_with_ampersands_stays_what_it_is() -> None:
    text = "See http://x.org/a?b=1&section=2&copy=3&lt=4 and &amp; &lt; &#65; &#x42; &eacute;."
    told = "See http://x.org/a?b=1&section=2&copy=3&lt=4 and & < A B é."
    assert clean(text, {"html"}) == told
    assert clean(told, {"html"}) == told


def test_an_object_that_nothing_closes_swallows_no_page() -> None:
    page = PageText(["<body><p>First.</p><object data='x'><p>Second.</p></body>"])
    assert "".join(page).split() == ["First.", "Second."]
    page = PageText(["<body><p>First.</p><object data='x'><p>Not seen.</p></object>Last.</body>"])
    assert "".join(page).split() == ["First.", "Last."]
