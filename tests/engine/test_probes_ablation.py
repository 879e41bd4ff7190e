"""Heads switched off: every answer is that of the weights with the head's slice zeroed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.control import Control
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.inference import Reader, Writer
from engine.inference.opening import Opened
from engine.models import attention
from engine.probes import questions, trails
from engine.probes.ablation import effect, importance
from engine.probes.effects import Effect, Head, Heads
from engine.probes.gated import all_heads, gated, gates_of
from engine.probes.looked import look
from tests.engine.opened_samples import CHINESE, TEXT, opened

LEARNED: dict[str, tuple[str, ...]] = {
    "bert": ("masked_lm", "next_sentence"),
    "gpt": ("causal_lm",),
    "prefix": ("prefix_lm",),
    "gpt-bert": ("masked_next_token", "causal_lm"),
    "electra": ("replaced_token_detection",),
    "t5": ("span_corruption",),
    "bart": ("denoising",),
    "translation": ("translation",),
    "judge": ("sentence_order",),
    "twins": ("contrastive_sentence",),
}
EVERY = pytest.mark.parametrize("name", LEARNED)
SECOND = "a reader reads"


def without_slices(of: Opened, off: Heads) -> Opened:
    """A copy whose heads write nothing; of shared layers none."""
    other = replace(of, learner=deepcopy(of.learner))
    model = other.learner.model
    width = model.config.head_width
    for side, layer, head in off:
        blocks = model.blocks if side == "trunk" else cast(Any, model.decoder).blocks
        attention = blocks[layer].cross if side == "cross" else blocks[layer].attention
        with torch.no_grad():
            attention.output.weight[:, head * width : (head + 1) * width] = 0.0
    return other


def close(one: Any, other: Any) -> None:
    if one is None or isinstance(one, str | int):
        assert one == other
    elif isinstance(one, float):
        assert one == pytest.approx(other, abs=1e-5)
    elif isinstance(one, dict):
        assert list(one) == list(other)
        close(list(one.values()), list(other.values()))
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for each, its in zip(one, other, strict=True):
            close(each, its)
    else:
        close(
            [getattr(one, field) for field in one.__slots__],
            [getattr(other, field) for field in other.__slots__],
        )


def answers_of(found: Effect) -> list[Any]:
    return [found.predictions, found.judgements, found.next_tokens, found.spotted, found.loss]


def before_of(found: Effect) -> list[Any]:
    before = (found.predictions_before, found.judgements_before, found.next_before)
    return [*before, found.spotted_before, found.loss_before]


@EVERY
@pytest.mark.parametrize("second", [None, SECOND])
def test_what_is_answered_is_what_zeroed_weights_answer(name: str, second: str | None) -> None:
    of = opened(*LEARNED[name])
    if name == "translation" and second is None:
        second = TEXT  # else each writes a translation of its own
    text = f"{TEXT} [MASK]" if name in ("bert", "gpt-bert") else TEXT
    for head in all_heads(of.learner.model):
        found = effect(of, text, frozenset({head}), second=second)
        plain = effect(without_slices(of, found.off), text, frozenset(), second=second)
        close(answers_of(found), before_of(plain))
        close(before_of(found), before_of(effect(of, text, frozenset(), second=second)))
        assert found.increase != 0.0


@EVERY
def test_with_nothing_off_nothing_changes(name: str) -> None:
    found = effect(opened(*LEARNED[name]), TEXT, frozenset(), second=SECOND)
    close(answers_of(found), before_of(found))
    assert found.increase == pytest.approx(0.0, abs=1e-6)
    assert found.measure


def test_each_run_says_what_it_learned_to_say() -> None:
    off: Heads = frozenset({("trunk", 0, 1)})
    bert = effect(opened(*LEARNED["bert"]), f"the [MASK] {TEXT}", off, second=SECOND)
    assert [one.position for one in bert.predictions] == [2]
    assert list(bert.judgements) == ["next_sentence"]
    assert bert.next_tokens == bert.spotted == ()
    gpt = effect(opened(*LEARNED["gpt"]), TEXT, off)
    assert len(gpt.next_tokens) == len(gpt.next_before) == 5
    electra = effect(opened(*LEARNED["electra"]), TEXT, off)
    assert electra.spotted[0].token == "[CLS]"
    t5 = effect(opened(*LEARNED["t5"]), TEXT, off)
    assert len(t5.next_tokens) == 5
    judge = effect(opened(*LEARNED["judge"]), TEXT, off, second=SECOND)
    assert judge.loss is None
    assert judge.measure == questions.CLASSES
    assert 0 < judge.moved <= 1
    assert judge.increase == judge.moved


@torch.no_grad()
def test_a_pseudo_log_likelihood_hides_one_token_after_another() -> None:
    of = opened("masked_lm")
    reader, text = Reader.of(of), f"{TEXT} [MASK]"
    sentence = reader.read(text)
    total, places = 0.0, range(1, len(sentence.ids) - 2)
    for place in places:
        ids = list(sentence.ids)
        ids[place] = cast(int, of.tokenizer.special.mask)
        batch = sentence.batch()
        batch.tokens[0] = ids
        hidden = of.learner.model(batch.to(torch.device("cpu")))
        head = cast(Any, of.learner.objective.parts()["masked_lm"].head)
        logits = head.logits(hidden)[:, place, : of.tokenizer.vocabulary]
        target = torch.tensor([sentence.ids[place]])
        total += float(functional.cross_entropy(logits, target))
    found = effect(of, text, frozenset())
    assert found.targets == len(places)
    assert found.loss_before == pytest.approx(total / len(places), abs=1e-5)
    assert found.measure == questions.HIDDEN


@torch.no_grad()
def test_a_next_token_loss_is_the_mean_of_all_of_the_text() -> None:
    of = opened("causal_lm")
    sentence = Reader.of(of).read(TEXT)
    batch = sentence.batch().to(torch.device("cpu"))
    batch = type(batch)(
        tokens=batch.tokens,
        positions=batch.positions,
        segments=batch.segments,
        one_segment=True,
        sight="causal",
    )
    head = cast(Any, of.learner.objective.head)
    logits = head.logits(of.learner.model(batch))[0, :-2, : of.tokenizer.vocabulary]
    expected = functional.cross_entropy(logits, torch.tensor(sentence.ids[1:-1]))
    found = effect(of, TEXT, frozenset())
    assert found.loss_before == pytest.approx(float(expected), abs=1e-5)
    assert found.targets == len(sentence.ids) - 2


def test_a_decoder_is_asked_for_what_it_is_given_next() -> None:
    of = opened("translation")
    found = effect(of, TEXT, frozenset(), second=SECOND)
    assert found.targets == len(of.tokenizer.encode([SECOND])[0]) + 1  # and the end
    alone = effect(of, TEXT, frozenset())
    written = Writer.of(of).write(TEXT)[0]
    if written.ended:
        mean = -written.log_probability / len(written.tokens)
        assert alone.loss_before == pytest.approx(mean, abs=1e-4)


def test_a_text_with_nothing_left_to_ask_is_still_moved() -> None:
    found = effect(opened("masked_lm"), "☃ [MASK] [MASK]", frozenset({("trunk", 0, 0)}))
    assert found.loss is None
    assert found.measure == questions.TURNED
    assert found.moved > 0
    assert len(found.predictions) == 2


@EVERY
@pytest.mark.parametrize("room", [trails.ROOM, 0])
@pytest.mark.parametrize("shape", [{}, {"share_layers": True, "depth": 3, "norm": "post"}])
def test_importance_is_the_effect_of_each_head_alone(
    name: str, room: int, shape: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trails, "ROOM", room)
    of, told = opened(*LEARNED[name], **shape), list[Prepared]()
    ranked = list(importance(of, TEXT, second=SECOND, progress=told.append))
    heads = all_heads(of.learner.model)
    assert [(one.side, one.layer, one.head) for one in ranked] == list(heads)
    assert [news.done for news in told] == list(range(1, len(heads) + 1))
    assert {news.total for news in told} == {len(heads)}
    for one in ranked:
        head: Head = (one.side, one.layer, one.head)
        found = effect(of, TEXT, frozenset({head}), second=SECOND)
        assert one.increase == pytest.approx(found.increase, abs=1e-6)
        assert one.loss == pytest.approx(found.loss) if one.loss is not None else True
        assert one.measure == found.measure
    assert not any(module._forward_pre_hooks for module in of.learner.modules())


def test_one_side_alone_can_be_ranked() -> None:
    ranked = list(importance(opened("denoising"), TEXT, sides=("cross",)))
    assert {one.side for one in ranked} == {"cross"}
    assert len(ranked) == 4


def test_ranking_stops_within_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "AT_ONCE", 2)
    control = Control()
    left = 10

    def check() -> None:
        nonlocal left
        left -= 1
        if not left:
            control.stop()
        control.check()

    ranked = importance(opened("masked_lm"), TEXT, check=check)
    with pytest.raises(Cancelled):
        list(ranked)
    assert left == 0
    with pytest.raises(Cancelled):
        effect(opened("masked_lm"), TEXT, frozenset(), check=control.check)


@pytest.mark.parametrize("name", ["bert", "gpt", "electra", "t5"])
def test_a_text_that_is_too_long_is_asked_as_far_as_it_is_shown(name: str) -> None:
    of = opened(*LEARNED[name])
    probe = Reader.of(of).probe(" ".join([TEXT] * 20))
    assert probe.left_out > 0
    found = effect(of, " ".join([TEXT] * 20), frozenset({("trunk", 0, 0)}))
    assert found.loss is not None
    assert found.targets <= max(len(probe.tokens) * questions.DRAWS, len(probe.written))


@pytest.mark.parametrize("text", ["", "  ", "[MASK] [SEP]"])
@pytest.mark.parametrize("name", ["bert", "t5"])
def test_a_text_without_words_is_refused(name: str, text: str) -> None:
    of = opened(*LEARNED[name])
    with pytest.raises(Fault):
        effect(of, text, frozenset())
    with pytest.raises(Fault):
        next(importance(of, text))


def test_many_rows_are_asked_a_few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    of, off = opened("masked_lm"), frozenset({("trunk", 1, 0)})
    whole = effect(of, TEXT, cast(Heads, off))
    monkeypatch.setattr(questions, "AT_ONCE", 3)
    parts = effect(of, TEXT, cast(Heads, off))
    assert parts.loss == pytest.approx(whole.loss, abs=1e-6)


def test_no_map_is_worked_out_that_nobody_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    of = opened("masked_lm", "next_sentence")
    probe = Reader.of(of).probe(TEXT, second=SECOND)

    def weights(*_given: object, **_named: object) -> None:
        raise AssertionError("a map is worked out")

    monkeypatch.setattr(attention, "attention_weights", weights)
    found = effect(of, TEXT, frozenset({("trunk", 0, 0)}), second=SECOND)
    assert [one.position for one in found.predictions_before] == [
        one.position for one in probe.predictions
    ]
    assert found.judgements_before["next_sentence"] == pytest.approx(
        dict(probe.judgements["next_sentence"]), abs=1e-5
    )


def test_a_pass_is_bounded_by_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "AT_ONCE", 40)
    of = opened("masked_lm")
    asked = questions.question_of(of, look(of, TEXT))
    sizes = [batch.tokens.numel() for batch in asked.batches]
    assert len(sizes) > 1
    assert max(sizes) <= 40
    assert sum(batch.num_rows for batch in asked.batches) == asked.targets


def test_chinese_is_asked_as_well() -> None:
    found = effect(opened("masked_lm"), CHINESE, frozenset({("trunk", 0, 0)}))
    assert found.targets > 2
    assert found.increase != 0.0


def test_a_gated_checkpoint_leaves_the_one_it_came_from_alone() -> None:
    of = opened("span_corruption")
    before = Writer.of(of).write(TEXT)
    names = [name for name, _ in of.learner.named_modules()]
    other = gated(of, frozenset({("cross", 0, 0), ("trunk", 1, 1), ("decoder", 0, 1)}))
    assert Writer.of(other).write(TEXT)[0].log_probability != before[0].log_probability
    assert Writer.of(of).write(TEXT) == before
    assert [name for name, _ in of.learner.named_modules()] == names
    assert [name for name, _ in other.learner.named_modules()] == names


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("name", ["gpt", "t5"])
def test_what_is_kept_of_a_text_is_gated_too(name: str, keeps: bool) -> None:
    of = opened(*LEARNED[name])
    off: Heads = frozenset({all_heads(of.learner.model)[-1]})
    other, plain = gated(of, off), without_slices(of, off)
    written = Writer(other.learner, other.tokenizer, keeps=keeps).write(TEXT)[0]
    expected = Writer(plain.learner, plain.tokenizer, keeps=keeps).write(TEXT)[0]
    assert written.tokens == expected.tokens
    assert written.log_probability == pytest.approx(expected.log_probability, abs=1e-4)


def test_maps_of_a_gated_checkpoint_are_those_of_zeroed_weights() -> None:
    of, off = opened("masked_lm"), frozenset({("trunk", 0, 1)})
    found = Reader.of(gated(of, cast(Heads, off))).probe(TEXT).attention
    expected = Reader.of(without_slices(of, cast(Heads, off))).probe(TEXT).attention
    np.testing.assert_allclose(found, expected, atol=1e-3)
    assert not np.allclose(found[1], Reader.of(of).probe(TEXT).attention[1], atol=1e-3)


def test_there_must_be_such_a_head() -> None:
    model = opened("masked_lm").learner.model
    for wrong in (("trunk", 2, 0), ("trunk", 0, -1), ("cross", 0, 0)):
        with pytest.raises(ValueError, match="no such heads"):
            gates_of(model, cast(Heads, frozenset({wrong})))
