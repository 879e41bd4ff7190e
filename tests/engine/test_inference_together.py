"""Many texts written at once are those written one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.faults import Cancelled
from engine.inference import Writer
from engine.inference.speech import Speech
from tests.engine.answer_samples import opened

TEXTS = [
    "the door was open .",
    "the door",
    "walking the unbelievable door was open .",
    "open the door . the door was open",
    "the open door walks .",
    "他把窗户打开",
    "the door was open .",
    "walks",
    "外面下着大雪。",
]


@pytest.mark.parametrize("name", ["translation", "span_corruption", "denoising"])
@pytest.mark.parametrize("style", ["modern", "classic"])
@pytest.mark.parametrize("seed", range(3))
def test_token_for_token(name: str, style: str, seed: int) -> None:
    writer = Writer.of(opened(name, style=style, seed=seed))
    together = writer.write_all(TEXTS)
    alone = [writer.write(text)[0] for text in TEXTS]
    assert [one.tokens for one in together] == [one.tokens for one in alone]
    assert [one.text for one in together] == [one.text for one in alone]
    assert [one.ended for one in together] == [one.ended for one in alone]
    assert len({len(one.tokens) for one in alone}) > 1 or not all(one.ended for one in alone)
    for one, other in zip(together, alone, strict=True):
        assert one.log_probability == pytest.approx(other.log_probability, abs=1e-3)


def test_texts_of_one_length_share_their_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = Writer.of(opened("translation"))
    passes: list[int] = []
    logits = Speech.logits

    def counted(speech: Speech) -> object:
        passes.append(len(speech.tokens))
        return logits(speech)

    monkeypatch.setattr(Speech, "logits", counted)
    told: list[tuple[int, int]] = []
    written = writer.write_all(["the door", "the open", "open door"], progress=told_to(told))
    assert passes[0] == 3
    assert len(passes) == max(len(one.tokens) for one in written)
    assert sum(passes) == sum(len(one.tokens) for one in written)  # none is worked on once it ended
    assert told == [(3, 3)]


def told_to(told: list[tuple[int, int]]) -> Callable[[int, int], None]:
    return lambda done, total: told.append((done, total))


def test_it_can_be_stopped_between_two_tokens() -> None:
    looks = 0

    def check() -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        Writer.of(opened("translation")).write_all(TEXTS, check=check)
    assert looks == 3


def test_nothing_is_written_on_no_texts() -> None:
    assert Writer.of(opened("translation")).write_all([]) == ()
