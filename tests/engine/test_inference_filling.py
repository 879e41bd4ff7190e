"""Filling masks: a word somebody typed, what is looked at, and texts too long for the model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import Batch
from engine.faults import Fault
from engine.inference import Filler, Reader, rows
from engine.inference.fitting import Window, window_around
from engine.inference.opening import Opened
from engine.inference.sentence import encode
from engine.models.transformer import Capture
from tests.engine.answer_samples import byte_pieces, opened, pieces

TEXT = "The [MASK] was [MASK]."
FILLERS = pytest.mark.parametrize(
    ("names", "before"), [(("masked_lm",), 0), (("masked_next_token", "causal_lm"), 1)]
)


def shares_of(loaded: Opened, ids: list[int], capture: Capture | None = None) -> Tensor:
    """[L, V] from one plain pass over a row."""
    tokens = np.array([[loaded.tokenizer.special.cls, *ids, loaded.tokenizer.special.sep]])
    batch = Batch(
        tokens=tokens, positions=np.arange(tokens.shape[1])[None], segments=np.zeros_like(tokens)
    )
    model = loaded.learner.model
    head = next(iter(loaded.learner.objective.parts().values())).head
    with torch.no_grad():
        hidden = model(batch.to(torch.device("cpu")), capture)[0]
        return torch.softmax(head.logits(hidden)[:, : loaded.tokenizer.vocabulary], dim=-1)


@FILLERS
@pytest.mark.parametrize("few", [0, rows.FEW])
def test_masks_are_filled_as_a_plain_pass_says(
    names: tuple[str, ...], before: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "FEW", few)
    loaded = opened(*names)
    found = Filler.of(loaded).fill(TEXT, top=3)
    shares = shares_of(loaded, encode(loaded.tokenizer, TEXT))
    assert found.fitted.whole
    assert [found.tokens[one.position] for one in found.predictions] == ["[MASK]"] * 2
    for one in found.predictions:
        best = shares[one.position - before].topk(3)
        told = [candidate.probability for candidate in one.candidates]
        assert told == pytest.approx(best.values.tolist(), rel=1e-4)
        names_of = [loaded.tokenizer.token(int(token)) for token in best.indices]
        assert [candidate.token for candidate in one.candidates] == names_of
    probed = Reader.of(loaded).probe(TEXT, top=3).predictions
    for one, other in zip(found.predictions, probed, strict=True):
        assert one.position == other.position
        assert [c.token for c in one.candidates] == [c.token for c in other.candidates]


@FILLERS
def test_a_typed_word_has_the_probability_and_rank_softmax_gives_it(
    names: tuple[str, ...], before: int
) -> None:
    loaded = opened(*names)
    found = Filler.of(loaded).fill(TEXT, top=99, typed="door")
    shares = shares_of(loaded, encode(loaded.tokenizer, TEXT))
    (door,) = encode(loaded.tokenizer, "door")
    for word, mask in zip(found.typed, found.predictions, strict=True):
        own = shares[mask.position - before]
        assert word.pieces == ("door",)
        assert word.probability == pytest.approx(float(own[door]), rel=1e-4)
        assert word.rank == 1 + int((own > own[door]).sum())
        assert mask.candidates[word.rank - 1].token == "door"


def test_a_word_of_several_pieces_is_asked_for_with_as_many_masks() -> None:
    loaded = opened("masked_lm")
    found = Filler.of(loaded).fill(TEXT, typed="unbelievable")
    ids, mask = encode(loaded.tokenizer, TEXT), loaded.tokenizer.special.mask
    word = encode(loaded.tokenizer, "unbelievable")
    assert len(word) == 3
    assert mask is not None
    for typed, place in zip(found.typed, (1, 3), strict=True):
        shares = shares_of(loaded, [*ids[:place], mask, mask, mask, *ids[place + 1 :]])
        expected = [float(shares[1 + place + at, token]) for at, token in enumerate(word)]
        assert typed.pieces == ("un", "believ", "able")
        assert typed.probabilities == pytest.approx(expected, rel=1e-4)
        assert typed.probability == pytest.approx(np.prod(expected), rel=1e-4)
        assert typed.rank is None


def test_a_typed_word_stands_as_it_would_in_the_text() -> None:
    filler = Filler.of(opened("masked_lm", tokenizer=byte_pieces()))
    assert len(filler.fill("a [MASK] b", typed="door").typed[0].pieces) == 1  # Ġdoor
    assert len(filler.fill("a[MASK] b", typed="door").typed[0].pieces) == 4
    walking = Filler.of(opened("masked_lm")).fill("walk[MASK]", top=99, typed="##ing").typed[0]
    assert walking.pieces == ("ing",)
    (unknown,) = Filler.of(opened("masked_lm")).fill("the [MASK]", typed="zebra").typed
    assert unknown.pieces == ("[UNK]",)
    assert Filler.of(opened("masked_lm")).fill(TEXT, typed="  ").typed == ()


@FILLERS
def test_what_the_heads_look_at_from_a_mask_is_what_they_do(
    names: tuple[str, ...], before: int
) -> None:
    loaded = opened(*names)
    found = Filler.of(loaded).fill(TEXT, looks=True)
    capture = Capture()
    shares_of(loaded, encode(loaded.tokenizer, TEXT), capture)
    maps = torch.stack(capture.attention)[:, 0].numpy()  # [N, H, L, L]
    for looks, mask in zip(found.looks, found.predictions, strict=True):
        assert looks.tokens == found.tokens
        assert looks.place == mask.position - before
        np.testing.assert_allclose(looks.attention, maps[:, :, looks.place], atol=1e-6)
        np.testing.assert_allclose(looks.attention.sum(-1), 1.0, atol=1e-5)
    plain = Filler.of(loaded).fill(TEXT)
    assert plain.looks == ()
    for one, other in zip(plain.predictions, found.predictions, strict=True):
        shares = [[c.probability for c in each.candidates] for each in (one, other)]
        assert shares[0] == pytest.approx(shares[1], rel=1e-4)


@pytest.mark.parametrize(
    ("place", "expected"), [(0, (0, 10)), (3, (0, 10)), (50, (45, 55)), (97, (90, 100))]
)
def test_a_window_shows_a_place_with_as_much_on_either_side_as_there_is(
    place: int, expected: tuple[int, int]
) -> None:
    assert window_around(place, 100, 10) == Window(*expected)
    assert window_around(place, 100, 200) == Window(0, 100)


def test_a_long_text_is_seen_through_a_window_around_each_mask() -> None:
    loaded = opened("masked_lm")
    words = ["door"] * 50 + ["[MASK]"] + ["walk"] * 60 + ["[MASK]"] + ["open"]
    found = Filler.of(loaded).fill(" ".join(words), typed="unbelievable", looks=True)
    assert [one.position for one in found.predictions] == [51, 112]
    assert len(found.tokens) == 115
    assert found.fitted.windows == 2
    assert found.fitted.given == (113,)
    assert found.fitted.total_left_out == 113 - 60
    ids = encode(loaded.tokenizer, " ".join(words))
    for mask, looks, start in zip(found.predictions, found.looks, (35, 83), strict=True):
        assert looks.start == start
        assert looks.place == 1 + mask.position - 1 - start
        shares = shares_of(loaded, ids[start : start + 30])[looks.place]
        told = [one.probability for one in mask.candidates]
        assert told == pytest.approx(shares.topk(5).values.tolist(), rel=1e-4)
    assert all(0 < word.probability < 1 for word in found.typed)


@pytest.mark.parametrize("text", ["", "   ", "[MASK]", "[MASK] [MASK]"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(Fault, match="no words"):
        Filler.of(opened("masked_lm")).fill(text)


def test_what_cannot_be_filled_is_refused_with_its_reason() -> None:
    with pytest.raises(Fault, match=r"There is no \[MASK\] in"):
        Filler.of(opened("masked_lm")).fill("The door.")
    with pytest.raises(Fault, match="fills no masks: it was trained on next_sentence") as refused:
        Filler.of(opened("next_sentence"))
    assert "--pair" in refused.value.now
    with pytest.raises(Fault, match="fills no masks") as refused:
        Filler.of(opened("replaced_token_detection"))
    assert "which tokens look replaced" in refused.value.now
    with pytest.raises(Fault, match="reads 32 at once"):
        Filler.of(opened("masked_lm")).fill(TEXT, typed="door " * 40)


def test_unknown_characters_are_shown_as_such() -> None:
    found = Filler.of(opened("masked_lm")).fill("龘 [MASK]")
    assert found.tokens == ("[CLS]", "[UNK]", "[MASK]", "[SEP]")


def test_a_tokenizer_without_frames_is_refused() -> None:
    loaded = opened("masked_lm", tokenizer=pieces())
    special = replace(loaded.tokenizer.special, cls=None)
    loaded.tokenizer.special = special
    with pytest.raises(Fault, match=r"no \[CLS\] and \[SEP\]"):
        Filler.of(loaded).fill(TEXT)
