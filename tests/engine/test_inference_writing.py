"""Writers asked by the window: streamed, stopped, seeded; texts too long; spans; beams."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.faults import Fault
from engine.inference import Manner, Writer, seeded
from engine.inference.opening import Opened
from engine.inference.sentence import encode
from engine.inference.speech import newest_kept
from engine.objectives import asking
from tests.engine.answer_samples import byte_pieces, opened, pieces

DRAWN = Manner(temperature=1.5, top_k=40, most=20)
MANNERS = [Manner(most=20), DRAWN, Manner(most=20, repetition_penalty=1.3)]


@pytest.fixture(scope="module", params=["words", "bytes"])
def decoder(request: pytest.FixtureRequest) -> Opened:
    """Of causal_lm; its weights do not end texts at once."""
    tokenizer = pieces() if request.param == "words" else byte_pieces()
    return opened("causal_lm", tokenizer=tokenizer)


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", ["causal_lm", "prefix_lm", "span_corruption", "denoising"])
def test_what_is_told_piece_by_piece_is_what_is_written(name: str, manner: Manner) -> None:
    writer = Writer.of(opened(name, fields={"span_corruption": {"rate": 0.1}}))
    told: list[str] = []
    (streamed,) = writer.write("The door", manner, seeded(3), emit=told.append)
    (plain,) = writer.write("The door", manner, seeded(3))
    assert streamed == plain
    assert "".join(told) == plain.behind
    assert len(told) > 1
    assert plain.fitted is not None
    assert plain.fitted.whole


def test_no_half_characters_are_told(decoder: Opened) -> None:
    for seed in range(20):
        told: list[str] = []
        (written,) = Writer.of(decoder).write("The door", DRAWN, seeded(seed), emit=told.append)
        assert "".join(told) == written.behind
        assert not any("##" in one or one.endswith("\ufffd") for one in told)
        special = decoder.tokenizer.special
        words = [
            one for one in written.tokens if one not in (special.pad, special.cls, special.sep)
        ]
        whole = decoder.tokenizer.decode([*encode(decoder.tokenizer, "The door"), *words])
        assert whole.rstrip("\ufffd").endswith(written.behind)


def test_the_same_seed_writes_the_same(decoder: Opened) -> None:
    writer = Writer.of(decoder)
    texts = [writer.write("The", DRAWN, seeded(seed))[0].tokens for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


def test_writing_stops_between_tokens_and_keeps_what_is_there(decoder: Opened) -> None:
    writer = Writer.of(decoder)
    (whole,) = writer.write("The", Manner(most=20))
    for after in (0, 1, 5):
        asked: list[None] = []

        def goes_on(asked: list[None] = asked, after: int = after) -> bool:
            asked.append(None)
            return len(asked) <= after

        (found,) = writer.write("The", Manner(most=20), goes_on=goes_on)
        assert found.tokens == whole.tokens[:after]
        assert found.stopped
        assert not found.ended
    assert not whole.stopped
    beams = Manner(beams=3, most=20)
    stopped = writer.write("The", beams, goes_on=lambda: False)
    assert [one.tokens for one in stopped] == [()]
    assert stopped[0].stopped


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("name", ["causal_lm", "prefix_lm"])
def test_a_decoder_goes_on_where_its_room_ends(name: str, keeps: bool) -> None:
    loaded = opened(name)
    writer = Writer(loaded.learner, loaded.tokenizer, keeps=keeps)
    given = [loaded.tokenizer.special.cls, *encode(loaded.tokenizer, "the door was open")]
    (found,) = writer.write("the door was open", Manner(most=80))
    assert len(found.tokens) == 80
    kept, room = newest_kept(32), 32 - len(given) + 1
    before = [*given, *found.tokens[:room]]
    assert len(before) == 33
    sight = np.array([[given[0], *before[-kept:]]])
    batch = Batch(
        tokens=sight,
        positions=np.arange(1 + kept)[None],
        segments=np.zeros_like(sight),
        sight="causal" if name == "causal_lm" else "both",
    )
    with torch.no_grad():
        hidden = loaded.learner.model(batch.to(torch.device("cpu")))[0, -1]
        head = loaded.learner.objective.head
        logits = head.logits(hidden)[: loaded.tokenizer.vocabulary]  # type: ignore[operator]
    assert int(logits.argmax()) == found.tokens[room]  # the first after the oldest were forgotten
    assert found.slid == (33 - 24) * (1 + (80 - room - 1) // (32 - 24 + 1))


def test_a_decoder_is_given_the_newest_of_a_text_too_long() -> None:
    loaded = opened("causal_lm")
    (found,) = Writer.of(loaded).write("walk " * 40 + "the door was open", Manner(most=3))
    (short,) = Writer.of(loaded).write("walk " * 19 + "the door was open", Manner(most=3))
    assert newest_kept(32) == 23
    assert found.tokens == short.tokens
    assert found.fitted is not None
    assert found.fitted.left_out == (44 - 23,)
    assert Writer.of(loaded).write("walk " * 31)[0].fitted.whole  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["span_corruption", "denoising", "translation"])
def test_what_an_encoder_cannot_read_is_left_out_and_told(name: str) -> None:
    loaded = opened(name, fields={"span_corruption": {"rate": 0.1}})
    writer, room = Writer.of(loaded), 30 if name == "denoising" else 31
    (found,) = writer.write("the door " * 30, Manner(most=3))
    tokens = (["the", "door"] * 30)[:room]
    (short,) = writer.write(" ".join(tokens), Manner(most=3))
    assert found.tokens == short.tokens
    assert found.fitted is not None
    assert found.fitted.left_out == (60 - room,)
    for text in ("", "  ", "[MASK]"):
        with pytest.raises(Fault, match="no words"):
            writer.write(text)


@pytest.mark.parametrize("text", ["The <extra_id_0> was [MASK].", "The [MASK] was open."])
def test_spans_are_told_apart(text: str) -> None:
    for name in ("span_corruption", "denoising"):
        loaded = opened(name, fields={"span_corruption": {"rate": 0.1}})
        if name == "denoising":
            text = text.replace("<extra_id_0>", "[MASK]")
        writer = Writer.able(loaded, asking.fills_spans)
        (found,) = writer.write(text, Manner(most=12))
        assert len(found.spans) == text.count("[MASK]") + text.count("<extra_id_0>")
        assert [one.gap for one in found.spans][-1] == "[MASK]"
        told = [one.text for one in found.spans if one.text]
        assert found.restored is None or all(one in found.restored for one in told)


def test_beams_find_no_worse_translations_than_greedy() -> None:
    for seed in range(4):
        writer = Writer.able(opened("translation", seed=seed), asking.translates)
        (greedy,) = writer.write("The door was open.", Manner(most=8))
        many = writer.write("The door was open.", Manner(most=8, beams=40, length_penalty=0.0))
        scores = [one.log_probability for one in many]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] >= greedy.log_probability - 1e-4
        assert len({one.tokens for one in many}) == len(many) == 40


@pytest.mark.parametrize("can", [asking.continues, asking.fills_spans, asking.translates])
def test_who_cannot_be_asked_says_who_can(can: asking.Can) -> None:
    with pytest.raises(Fault, match="cannot be asked that: it was trained on masked_lm") as refused:
        Writer.able(opened("masked_lm"), can)
    expected = {
        asking.continues: "causal_lm, prefix_lm",
        asking.fills_spans: "denoising, span_corruption",
        asking.translates: "translation",
    }
    assert f": {expected[can]}." in str(refused.value)


def test_a_writers_weights_are_not_learned_from_meanwhile(decoder: Opened) -> None:
    Writer.of(decoder).write("The", Manner(most=3))
    assert all(one.grad is None for one in decoder.learner.parameters())
    assert torch.is_grad_enabled()
