"""Pseudo-log-likelihood: each token hidden in turn, alone and with the rest of its word."""

from __future__ import annotations

import math

import pytest

from engine.control import Control
from engine.faults import Cancelled, Fault
from engine.inference import Filler, likelihood, pseudo_likelihood
from engine.inference.opening import Opened
from engine.inference.sentence import encode
from tests.engine.answer_samples import opened
from tests.engine.test_inference_filling import shares_of

TEXT = "The unbelievable walks."
REST = [(0,), (1, 2, 3), (2, 3), (3,), (4, 5), (5,), (6,)]  # un ##believ ##able walk ##s


def by_hand(loaded: Opened, hidden: list[tuple[int, ...]], before: int) -> list[float]:
    """log p of each token of TEXT, in a loop."""
    ids, mask, found = encode(loaded.tokenizer, TEXT), loaded.tokenizer.special.mask, []
    for place, others in enumerate(hidden):
        row = [mask if at in others else token for at, token in enumerate(ids)]
        shares = shares_of(loaded, row)  # type: ignore[arg-type]
        found.append(math.log(float(shares[1 + place - before, ids[place]])))
    return found


@pytest.mark.parametrize(
    ("names", "before"), [(("masked_lm",), 0), (("masked_next_token", "causal_lm"), 1)]
)
@pytest.mark.parametrize("together", [1, 20, 4096])
def test_it_is_what_a_plain_loop_says(
    names: tuple[str, ...], before: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likelihood, "AT_ONCE", together)
    loaded = opened(*names)
    found = pseudo_likelihood(Filler.of(loaded), TEXT)
    alone = by_hand(loaded, [(place,) for place in range(7)], before)
    words = by_hand(loaded, REST, before)
    assert found.tokens == ("the", "un", "believ", "able", "walk", "s", ".")
    assert found.continues == (False, False, True, True, False, True, False)
    assert found.plain.log_probabilities == pytest.approx(alone, rel=1e-4)
    assert found.within_words.log_probabilities == pytest.approx(words, rel=1e-4)
    for place in (0, 3, 5, 6):  # the last piece of a word hides nothing else
        assert found.within_words.log_probabilities[place] == found.plain.log_probabilities[place]
    assert found.plain.total == pytest.approx(sum(alone))
    assert found.plain.per_token == pytest.approx(sum(alone) / 7)
    bits = -sum(words) / math.log(2) / len(TEXT.encode())
    assert found.within_words.bits_per_byte == pytest.approx(bits, rel=1e-4)
    assert found.fitted.whole


def test_bytes_are_those_of_the_text() -> None:
    found = pseudo_likelihood(Filler.of(opened("masked_lm")), " 他打开窗户。 ")
    assert found.plain.num_bytes == 6 * 3
    assert len(found.tokens) == 6


def test_every_token_of_a_long_text_is_asked_for_in_its_window() -> None:
    loaded = opened("masked_lm")
    text = " ".join(["door walk open"] * 20)
    found = pseudo_likelihood(Filler.of(loaded), text)
    assert len(found.plain.log_probabilities) == 60
    assert found.fitted.total_left_out == 0
    assert found.fitted.windows == 31
    ids = encode(loaded.tokenizer, text)
    hidden = [loaded.tokenizer.special.mask if at == 40 else ids[at] for at in range(25, 55)]
    shares = shares_of(loaded, hidden)  # type: ignore[arg-type]
    told = math.log(float(shares[16, ids[40]]))
    assert found.plain.log_probabilities[40] == pytest.approx(told, rel=1e-4)


def test_it_ends_when_asked_to() -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        pseudo_likelihood(Filler.of(opened("masked_lm")), TEXT, control.check)


def test_a_text_with_gaps_is_refused() -> None:
    filler = Filler.of(opened("masked_lm"))
    with pytest.raises(Fault, match="this has gaps"):
        pseudo_likelihood(filler, "The [MASK].")
    with pytest.raises(Fault, match="no words"):
        pseudo_likelihood(filler, " ")
