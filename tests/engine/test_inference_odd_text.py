"""Texts that are none, or no whole characters: each way to ask names what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.control import Pin
from engine.faults import Fault
from engine.inference import Filler, Judge, Reader, Writer, pseudo_likelihood, similarities
from engine.inference.fitting import Window, seen_through
from engine.inference.opening import Opened
from engine.objectives import asking
from engine.probes.ablation import effect
from engine.probes.embedding import sentence_map, text_map
from engine.probes.explaining import explain_feed_forward, explain_head
from engine.probes.pinned import PinnedSentences
from engine.runs.pins import with_pin, without_pin
from tests.engine.answer_samples import opened

HALF = "the \ud800 door"
Ask = Callable[[Opened, str], object]

ASKED: dict[str, tuple[str, Ask]] = {
    "probe": ("masked_lm", lambda run, text: Reader.of(run).probe(text)),
    "effect": ("masked_lm", lambda run, text: effect(run, text, frozenset({("trunk", 0, 0)}))),
    "head": ("masked_lm", lambda run, text: explain_head(run, text, "trunk", 0, 0, 0)),
    "unit": ("masked_lm", lambda run, text: explain_feed_forward(run, text, "trunk", 0, 0)),
    "tokens": ("masked_lm", text_map),
    "texts": ("masked_lm", lambda run, text: sentence_map(run, [text])),
    "texts read": ("translation", lambda run, text: sentence_map(run, [text])),
    "written": ("span_corruption", lambda run, text: Reader.of(run).probe(text)),
    "translated": ("translation", lambda run, text: Reader.of(run).probe(text)),
    "fill": ("masked_lm", lambda run, text: Filler.of(run).fill(f"{text} [MASK]")),
    "weigh": ("masked_lm", lambda run, text: pseudo_likelihood(Filler.of(run), text)),
    "pair": ("next_sentence", lambda run, text: Judge.of(run).judge(text, "the door")),
    "spot": ("replaced_token_detection", lambda run, text: Judge.of(run).spot(text)),
    "similar": ("masked_lm", lambda run, text: similarities(run, [text, "the door"])),
    "spans": (
        "span_corruption",
        lambda run, text: Writer.able(run, asking.fills_spans).write(text),
    ),
    "translate": (
        "translation",
        lambda run, text: Writer.able(run, asking.translates).write(text),
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_half_a_character_does_no_harm(asked: str) -> None:
    objective, ask = ASKED[asked]
    assert ask(opened(objective), HALF) is not None


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("text", ["", " \n", "[CLS] [SEP]", "[PAD]", "[MASK]"])
def test_nothing_and_special_tokens_alone_are_refused(asked: str, text: str) -> None:
    objective, ask = ASKED[asked]
    with pytest.raises(Fault, match="no words"):
        ask(opened(objective), text)


@pytest.mark.parametrize("asked", ASKED)
def test_signs_that_no_token_stands_for_are_no_words(asked: str) -> None:
    objective, ask = ASKED[asked]
    with pytest.raises(Fault, match="no words"):
        ask(opened(objective), "\u200b")


def test_a_typed_word_without_a_token_is_none() -> None:
    with pytest.raises(Fault, match="no words"):
        Filler.of(opened("masked_lm")).fill("the [MASK]", typed="\u200b")


def test_half_a_character_is_pinned_and_taken_away_like_any() -> None:
    run = opened("masked_lm")
    pinned = PinnedSentences(run.learner, run.tokenizer, (HALF,))
    assert pinned.take(1, 0.0) is not None
    pinned.pin(Pin(HALF, wanted=True))
    assert len(pinned.sentences) == 1
    pinned.pin(Pin(HALF, wanted=False))
    assert pinned.sentences == ()


def test_blanks_around_a_sentence_do_not_make_it_another() -> None:
    assert with_pin((" the door ",), "the door") == (" the door ",)
    assert without_pin((" the door ", "open"), "the door") == ("open",)


def test_what_could_not_be_written_down_is_not_called_too_long() -> None:
    def keep(_sentences: object) -> None:
        raise Fault("full")

    run = opened("masked_lm")
    pinned = PinnedSentences(run.learner, run.tokenizer, (), keep)
    with pytest.raises(Fault, match="full"):
        pinned.pin(Pin("the door " * 40, wanted=True))
    assert pinned.cut == {}


def test_windows_that_overlap_are_counted_once() -> None:
    fitted = seen_through([Window(4, 8), Window(0, 5), Window(4, 8), Window(10, 12)], 14, 6)
    assert (fitted.left_out, fitted.windows) == ((4,), 3)
