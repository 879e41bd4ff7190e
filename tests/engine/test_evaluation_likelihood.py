"""How likely a text is to a run: counted by hand, byte by byte."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from engine.control import Control
from engine.evaluation import likelihood
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.inference import Filler, pseudo_likelihood
from engine.inference.next_tokens import NextTokens
from tests.engine.answer_samples import opened
from tests.engine.evaluation_samples import SENTENCES, asked, tokens_of, written

UNKNOWN = "Zebras graze."


def test_bits_per_byte_are_those_of_the_whole_text(tmp_path: Path) -> None:
    loaded = opened("causal_lm")
    text = " ".join(SENTENCES * 3)
    path = written(tmp_path / "a.txt", [text])

    result = likelihood.evaluate(asked(loaded, tmp_path, path))

    (told,) = NextTokens(loaded).told([tokens_of(loaded, text)], lambda _done: None)
    bits = result.figure("bits_per_byte")
    assert result.how == "causal"
    assert bits.count == len(text.encode())
    assert bits.value == pytest.approx(-told.total / math.log(2) / len(text.encode()))
    perplexity = result.figure("perplexity")
    assert perplexity.count == len(tokens_of(loaded, text))
    assert perplexity.value == pytest.approx(math.exp(-told.total / perplexity.count))
    assert bits.low is bits.high is perplexity.low is perplexity.high is None  # of one document
    assert any("one part alone" in str(one) for one in result.remarks)
    counts = {token: tokens_of(loaded, text).count(token) for token in tokens_of(loaded, text)}
    nats = -sum(n * math.log(n / sum(counts.values())) for n in counts.values())
    assert bits.floor == pytest.approx(nats / math.log(2) / len(text.encode()))
    assert result.tables[0].rows == (("a.txt", 1, len(text.encode()), bits.value),)


def test_the_interval_is_that_of_the_documents(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [f'{{"text": "{text}"}}' for text in SENTENCES])
    result = likelihood.evaluate(asked(opened("causal_lm"), tmp_path, path))
    for name in ("bits_per_byte", "perplexity"):
        found = result.figure(name)
        assert found.low < found.value < found.high  # type: ignore[operator]
    assert not any("one part alone" in str(one) for one in result.remarks)


def test_of_a_run_that_fills_masks_both_pseudo_likelihoods_are_told(tmp_path: Path) -> None:
    loaded = opened("masked_lm")
    path = written(tmp_path / "a.txt", [*SENTENCES, UNKNOWN])

    result = likelihood.evaluate(asked(loaded, tmp_path, path))

    filler = Filler.of(loaded)
    found = [pseudo_likelihood(filler, text) for text in [*SENTENCES, UNKNOWN]]
    size = sum(one.plain.num_bytes for one in found)
    tokens = sum(len(one.tokens) for one in found)
    within = sum(one.within_words.total for one in found)
    plain = sum(one.plain.total for one in found)
    assert result.how == "masked"
    assert result.figure("pll_bits_per_byte").value == pytest.approx(-within / math.log(2) / size)
    assert result.figure("plain_pll_bits_per_byte").value == pytest.approx(
        -plain / math.log(2) / size
    )
    per_token = result.figure("pll_per_token")
    assert per_token.value == pytest.approx(within / tokens)
    assert per_token.low <= per_token.value <= per_token.high  # type: ignore[operator]
    assert result.figure("plain_pll_per_token").value == pytest.approx(plain / tokens)
    told = " ".join(map(str, result.remarks))
    assert "6 of 6 parts" in told
    assert "no likelihood" in told
    assert "unknown words" in told
    assert "drops some of the text" in told  # it is in small letters


def test_the_sample_is_that_of_the_seed_and_is_told(tmp_path: Path) -> None:
    loaded = opened("masked_lm")
    path = written(tmp_path / "a.txt", SENTENCES * 2)
    one = likelihood.evaluate(asked(loaded, tmp_path, path, most=4))
    same = likelihood.evaluate(asked(loaded, tmp_path, path, most=4))
    other = likelihood.evaluate(asked(loaded, tmp_path, path, most=4, seed=5))
    assert one.figures == same.figures
    assert one.figures != other.figures
    assert one.settings["units"] == 4
    assert one.settings["of"] == 10


def test_it_tells_how_far_it_is_and_ends_when_asked_to(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", SENTENCES)
    control, news = Control(), list[Prepared]()

    def tell(one: Prepared) -> None:
        news.append(one)
        if one.phase == "evaluating":
            control.stop()

    with pytest.raises(Cancelled):
        likelihood.evaluate(
            asked(opened("masked_lm"), tmp_path, path, control=control, progress=tell)
        )
    assert [one.phase for one in news].count("evaluating") == 1


def test_a_run_that_cannot_tell_is_refused_and_sent_elsewhere(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", SENTENCES)
    with pytest.raises(Fault, match=r"cannot say how likely.*linear probe"):
        likelihood.evaluate(asked(opened("denoising"), tmp_path, path))
    with pytest.raises(Fault, match=r"cannot say how likely.*masked_lm"):
        likelihood.evaluate(asked(opened("next_sentence"), tmp_path, path))
