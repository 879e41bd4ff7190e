"""How likely each token is behind those before it: every one once, through windows."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.faults import Fault
from engine.inference import next_tokens
from engine.inference.next_tokens import NextTokens
from engine.inference.opening import Opened
from tests.engine.answer_samples import opened

LENGTH = 32
TEXTS = [
    list(np.random.default_rng(size).integers(5, 16, size).tolist()) for size in (3, 9, 3, 80, 33)
]


def plain(loaded: Opened, given: list[int], token: int) -> tuple[float, bool]:
    """log p of the token behind `given`, and whether it is the likeliest; one row, no batching."""
    places = np.arange(len(given))[None]
    (objective, *_) = [
        one for one in loaded.learner.objective.parts().values() if one.name != "masked_next_token"
    ]
    batch = Batch(
        tokens=np.array([given]),
        positions=places,
        segments=np.zeros_like(places),
        visible=places < 1,
        sight=objective.sight,
    )
    with torch.no_grad():
        hidden = loaded.learner.model(batch.to(torch.device("cpu")))
        logits = objective.head.logits(hidden)[0, -1, : loaded.tokenizer.vocabulary]
    return float(logits.log_softmax(-1)[token]), int(logits.argmax()) == token


def given_to(tokens: list[int], place: int, stride: int, cls: int) -> list[int]:
    """What stands before a place in the window that asks for it."""
    if place < LENGTH:
        return [cls, *tokens[:place]]
    stop = min(len(tokens), LENGTH + stride * ((place - LENGTH) // stride + 1))
    return tokens[stop - 1 - LENGTH : place]


@pytest.mark.parametrize(
    "names", [("causal_lm",), ("prefix_lm",), ("masked_next_token", "causal_lm")]
)
@pytest.mark.parametrize("stride", [1, 5, 16])
def test_it_is_what_a_plain_loop_says(
    names: tuple[str, ...], stride: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_tokens, "AT_ONCE", 70)
    monkeypatch.setattr(next_tokens, "PLACES", 7)
    loaded = opened(*names)
    heard: list[int] = []

    found = NextTokens(loaded).told(TEXTS, heard.append, stride=stride)

    cls = loaded.tokenizer.special.cls
    assert cls is not None
    for tokens, told in zip(TEXTS, found, strict=True):
        expected = [
            plain(loaded, given_to(tokens, place, stride, cls), token)
            for place, token in enumerate(tokens)
        ]
        shares, best = zip(*expected, strict=True)
        assert told.log_probabilities == pytest.approx(shares, abs=1e-4)
        assert told.likeliest.tolist() == list(best)
        assert told.total == pytest.approx(sum(shares), abs=1e-2)
    assert heard == sorted(heard)
    assert heard[0] == 0
    assert heard[-1] < sum(map(len, TEXTS))


def test_a_text_without_tokens_has_none() -> None:
    (found,) = NextTokens(opened("causal_lm")).told([[]], lambda _done: None)
    assert found.log_probabilities.shape == (0,)


def test_a_run_that_goes_on_with_no_text_is_refused() -> None:
    with pytest.raises(Fault, match="goes on with no text"):
        NextTokens(opened("masked_lm"))
