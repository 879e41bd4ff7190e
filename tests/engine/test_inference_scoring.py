"""How likely texts are to a run, whichever way it learned to tell."""

from __future__ import annotations

import pytest

from engine.faults import Fault
from engine.inference import Filler, likelihood, pseudo_likelihood, scoring
from engine.inference.next_tokens import NextTokens
from engine.inference.scoring import Scorer, in_common
from tests.engine.answer_samples import opened
from tests.engine.evaluation_samples import SENTENCES, tokens_of

LONG = " ".join(SENTENCES * 3)  # more than is read at once


def test_who_goes_on_with_texts_is_asked_for_their_probability() -> None:
    for names in (("causal_lm",), ("prefix_lm",), ("masked_next_token", "causal_lm")):
        loaded = opened(*names)
        scorer = Scorer(loaded)
        found = scorer.scores([*SENTENCES, LONG], lambda _done, _all: None)
        texts = [tokens_of(loaded, text) for text in (*SENTENCES, LONG)]
        told = NextTokens(loaded).told(texts, lambda _done: None)
        assert scorer.how == "causal"
        assert [one.total for one in found] == pytest.approx([one.total for one in told])
        assert [one.num_tokens for one in found] == list(map(len, texts))


def test_who_fills_masks_is_asked_token_by_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "TEXTS", 2)
    monkeypatch.setattr(likelihood, "AT_ONCE", 100)
    loaded, heard = opened("masked_lm"), list[tuple[float, float]]()
    scorer = Scorer(loaded)
    texts = [*SENTENCES, LONG]

    found = scorer.scores(texts, lambda *far: heard.append(far), plain=True)

    each = [pseudo_likelihood(Filler.of(loaded), text) for text in texts]
    assert scorer.how == "masked"
    assert [one.total for one in found] == pytest.approx([one.within_words.total for one in each])
    assert [one.plain for one in found] == pytest.approx([one.plain.total for one in each])
    assert heard == sorted(heard)
    assert {whole for _, whole in heard} == {6}
    assert heard[-1][0] < 6


def test_a_mask_in_a_text_is_only_text_and_nothing_has_no_tokens() -> None:
    scorer = Scorer(opened("masked_lm"))
    mask = scorer.tokenizer.special.mask
    told = scorer.tokens(["The [MASK] door.", " \n"], lambda _done, _all: None)
    assert all(mask not in ids for ids in told)
    found = scorer.scores(["  ", "The door."], lambda _done, _all: None)
    assert (found[0].num_tokens, found[0].total) == (0, 0.0)
    assert scorer.pairs([("The door.", " ")], lambda _done, _all: None) == [None]
    assert scorer.pairs([], lambda _done, _all: None) == []


def test_what_rows_have_in_common_is_told_of_both() -> None:
    assert in_common([1, 5, 6, 2], [1, 6, 7, 2]) == ([0, 2, 3], [0, 1, 3])
    assert in_common([1, 2], [3, 4]) == ([], [])


def test_who_can_do_neither_is_refused() -> None:
    with pytest.raises(Fault, match=r"it was trained on sentence_order.*causal_lm"):
        Scorer(opened("sentence_order"))
    with pytest.raises(Fault, match="depends on a text it reads"):
        Scorer(opened("span_corruption"))
