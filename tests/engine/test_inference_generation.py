"""Writing token by token: what is kept changes nothing, and every way to choose does as it says."""

from __future__ import annotations

from itertools import product
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import Batch
from engine.faults import WrongUsage
from engine.inference.choosing import drawn, penalised, seeded
from engine.inference.speaking import followed, spoken
from engine.inference.speech import Speech
from engine.manner import Manner
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from engine.objectives.objective import Prompt
from tests.engine import model_samples as samples

END, SIZE = samples.SEP, 12
SHAPES: dict[str, dict[str, Any]] = {
    "decoder": {"architecture": "decoder"},
    "gpt2": {"style": "classic", "paper": "gpt2"},
    "relative decoder": {"architecture": "decoder", "positions": "relative"},
    "sinusoidal decoder": {"architecture": "decoder", "positions": "sinusoidal"},
    "shared decoder": {"architecture": "decoder", "share_layers": True, "norm": "post"},
    "encoder_decoder": {"architecture": "encoder_decoder", "decoder_depth": 1},
    "bart": {"style": "classic", "paper": "bart"},
    "t5": {"style": "classic", "paper": "t5"},
    "shared both": {"architecture": "encoder_decoder", "share_layers": True},
}
EVERY = pytest.mark.parametrize("name", SHAPES)


def model_of(name: str, size: int = samples.SIZE, **given: Any) -> tuple[Transformer, TokenHead]:
    model = samples.stirred(samples.model(size=size, **SHAPES[name] | given)).eval()
    return model, samples.stirred(TokenHead(model))


def prompt_of(model: Transformer, begun: int = 5, size: int = samples.SIZE) -> Prompt:
    rng = np.random.default_rng(0)
    text = rng.integers(samples.MASK + 1, size, 9)
    if model.config.writes:
        return Prompt(np.array([samples.PAD]), text)
    return Prompt(text[:begun])


def logits_of(model: Transformer, head: TokenHead, prompt: Prompt, written: list[int]) -> Tensor:
    """[V] of the token after `written`, from one plain pass."""
    decoded = torch.tensor([[*prompt.begun.tolist(), *written]])
    read = decoded if prompt.read is None else torch.tensor([prompt.read.tolist()])

    def places(tokens: Tensor) -> Tensor:
        return torch.arange(tokens.shape[1])[None]

    batch = Batch(
        tokens=read,
        positions=places(read),
        segments=torch.zeros_like(read),
        decoder_tokens=decoded,
        decoder_positions=places(decoded),
        decoder_segments=torch.zeros_like(decoded),
        sight="causal" if prompt.read is None else "both",
    )
    return head.logits(model(batch))[0, -1, : model.vocabulary]


def plainly(model: Transformer, head: TokenHead, prompt: Prompt, written: list[int]) -> Tensor:
    return torch.log_softmax(logits_of(model, head, prompt, written), dim=-1)


@EVERY
@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("keeps", [True, False])
@torch.no_grad()
def test_what_is_kept_changes_nothing(name: str, form: Any, keeps: bool) -> None:
    model, head = model_of(name)
    model.set_attention(form)
    prompt = prompt_of(model)
    speech = Speech(model, head, prompt, keeps=keeps)
    torch.testing.assert_close(speech.logits()[0], logits_of(model, head, prompt, []))
    speech.say(torch.tensor([0, 0, 0]), torch.tensor([7, 8, 9]))
    speech.logits()
    speech.say(torch.tensor([2, 0, 2, 1]), torch.tensor([10, 11, 12, 13]))
    if keeps:  # what was read is worked out once
        assert len(speech._kept._memory) == model.config.written_depth
    expected = [[9, 10], [7, 11], [9, 12], [8, 13]]
    assert speech.tokens[:, -2:].tolist() == expected
    for row, written in zip(speech.logits(), expected, strict=True):
        torch.testing.assert_close(
            row, logits_of(model, head, prompt, written), atol=1e-5, rtol=1e-5
        )


@torch.no_grad()
def test_a_beginning_that_is_seen_both_ways_stays_so() -> None:
    model, head = model_of("decoder")
    prompt = prompt_of(model)
    found = []
    for keeps in (True, False):
        speech = Speech(model, head, prompt, sight="prefix", keeps=keeps)
        for token in (7, 8):
            speech.logits()
            speech.say(torch.tensor([0]), torch.tensor([token]))
        found.append(speech.logits())
    torch.testing.assert_close(*found)
    causal = Speech(model, head, prompt).logits()
    both = Speech(model, head, prompt, sight="prefix").logits()
    assert not torch.allclose(causal, both)


@EVERY
@torch.no_grad()
def test_greedy_takes_the_likeliest_token_each_time(name: str) -> None:
    model, head = model_of(name)
    prompt = prompt_of(model)
    written: list[int] = []
    total = 0.0
    while len(written) < 12 and (not written or written[-1] != END):
        likely = plainly(model, head, prompt, written)
        written.append(int(likely.argmax()))
        total += float(likely.max())
    found = spoken(Speech(model, head, prompt), Manner(most=12), END, None)
    assert found.tokens == tuple(written)
    assert found.log_probability == pytest.approx(total, rel=1e-4)


@pytest.mark.parametrize("name", ["decoder", "t5"])
@pytest.mark.parametrize("penalty", [0.0, 0.6, 1.0])
@torch.no_grad()
def test_beams_that_follow_everything_find_the_likeliest_texts(name: str, penalty: float) -> None:
    model, head = model_of(name, size=SIZE)
    prompt = prompt_of(model, size=SIZE)
    manner = Manner(beams=SIZE**2, most=3, length_penalty=penalty)
    found = followed(Speech(model, head, prompt), manner, END)
    others = [token for token in range(SIZE) if token != END]
    texts = [
        [*before, *last]
        for length in range(3)
        for before in product(others, repeat=length)
        for last in ([END], *([[token] for token in others] if length == 2 else ()))
    ]
    of = {(): plainly(model, head, prompt, [])}  # what follows each beginning
    for before in [text for length in (1, 2) for text in product(others, repeat=length)]:
        of[before] = plainly(model, head, prompt, list(before))
    scores = {}
    for text in texts:
        total = sum(float(of[tuple(text[:at])][token]) for at, token in enumerate(text))
        scores[tuple(text)] = total / ((5 + len(text)) / 6) ** penalty
    best = sorted(scores, key=lambda text: -scores[text])[:20]
    assert [one.tokens for one in found[:20]] == best
    assert all(one.ended == (one.tokens[-1] == END) for one in found)


class Told:
    """Texts whose next token is told by a table, of "" and what was written so far."""

    NAMES = "abce"  # e ends
    room = 10

    def __init__(self, table: dict[str, list[float]]) -> None:
        self._table = table
        self.tokens = torch.zeros(1, 1, dtype=torch.int64)

    def logits(self) -> Tensor:
        written = ["".join(self.NAMES[t] for t in row) for row in self.tokens[:, 1:].tolist()]
        unknown = [0.01, 0.01, 0.01, 0.97]
        return torch.tensor([self._table.get(one, unknown) for one in written]).log()

    def say(self, rows: Tensor, tokens: Tensor) -> None:
        self.tokens = torch.cat([self.tokens[rows], tokens[:, None]], dim=1)


def test_beams_are_followed_while_one_may_still_win() -> None:
    table = {
        "": [0.50, 0.23, 0.01, 0.26],
        "a": [0.05, 0.05, 0.80, 0.10],
        "b": [0.02, 0.02, 0.02, 0.94],
        "ac": [0.03, 0.03, 0.04, 0.90],
    }
    manner = Manner(beams=2, length_penalty=0.0)
    found = followed(cast(Speech, Told(table)), manner, 3)
    shares = [round(np.exp(one.log_probability), 3) for one in found]
    assert [one.tokens for one in found] == [(0, 2, 3), (3,)]  # two were done before: e, be
    assert shares == [0.36, 0.26]


@torch.no_grad()
def test_more_beams_never_find_worse_texts() -> None:
    for seed in range(5):
        model = samples.stirred(samples.model(seed, architecture="decoder"), seed).eval()
        head = samples.stirred(TokenHead(model))
        greedy = spoken(Speech(model, head, prompt_of(model)), Manner(most=8), END, None)
        manner = Manner(beams=60, most=8, length_penalty=0.0)
        best = followed(Speech(model, head, prompt_of(model)), manner, END)[0]
        assert best.log_probability >= greedy.log_probability - 1e-4


@EVERY
@torch.no_grad()
def test_writing_ends_where_the_model_has_no_more_places(name: str) -> None:
    model, head = model_of(name, length=16)
    prompt = prompt_of(model)
    for manner in (Manner(), Manner(beams=3)):
        speech = Speech(model, head, prompt)
        if manner.beams == 1:
            found = spoken(speech, manner, None, None)
        else:
            found = followed(speech, manner, None)[0]
        assert len(found.tokens) == 16 - len(prompt.begun) + 1
        assert not found.ended


def test_one_of_the_likeliest_is_drawn_as_often_as_it_should_be() -> None:
    logits = torch.tensor([[2.0, 1.0, 0.0, -1.0, 0.5]]).expand(20_000, 5)
    for manner, kept in (
        (Manner(temperature=1.0), [0, 1, 2, 3, 4]),
        (Manner(temperature=0.7), [0, 1, 2, 3, 4]),
        (Manner(temperature=1.5, top_k=2), [0, 1]),
        (Manner(temperature=1.0, top_p=0.75), [0, 1]),  # 0.56 + 0.21
        (Manner(temperature=1.0, top_p=0.80), [0, 1, 4]),  # and 0.13
        (Manner(temperature=1.0, top_p=0.01), [0]),
    ):
        tokens = drawn(logits, manner, torch.Generator().manual_seed(0))
        shares = torch.softmax(logits[0] / manner.temperature, dim=0)
        expected = torch.zeros(5)
        expected[kept] = shares[kept] / shares[kept].sum()
        found = torch.bincount(tokens, minlength=5) / len(tokens)
        sigma = (expected * (1 - expected) / len(tokens)).sqrt()
        assert ((found - expected).abs() <= 4 * sigma).all(), manner


@pytest.mark.parametrize("temperature", [1e-300, 1e-30, 1e30])
def test_any_temperature_draws_what_the_model_may_write(temperature: float) -> None:
    logits = torch.tensor([[300.0, 200.0, -300.0, float("-inf")]])
    manner = Manner(temperature=temperature)
    found = {int(drawn(logits, manner, seeded(seed))) for seed in range(40)}
    assert found == ({0, 1, 2} if temperature > 1 else {0})


@torch.no_grad()
def test_what_is_drawn_depends_on_the_generator_alone() -> None:
    model, head = model_of("decoder")

    def write(seed: int, **given: Any) -> tuple[int, ...]:
        torch.manual_seed(np.random.default_rng().integers(1000))
        generator = torch.Generator().manual_seed(seed)
        speech = Speech(model, head, prompt_of(model))
        return spoken(speech, Manner(**given, most=10), END, generator).tokens

    assert write(3, temperature=2.0) == write(3, temperature=2.0)
    assert write(3, temperature=2.0) != write(4, temperature=2.0)
    assert write(5, temperature=1.0, top_k=1) == write(6)
    with pytest.raises(ValueError, match="a generator that is given"):
        spoken(Speech(model, head, prompt_of(model)), Manner(temperature=1.0), END, None)


def test_what_stands_there_is_made_less_likely() -> None:
    logits = torch.tensor([[2.0, -1.0, 3.0, 0.5]])
    tokens = torch.tensor([[0, 1, 1]])
    assert penalised(logits, tokens, 2.0).tolist() == [[1.0, -2.0, 3.0, 0.5]]
    assert penalised(logits, tokens, 1.0) is logits


@pytest.mark.parametrize(
    "wrong",
    [
        {"beams": 0},
        {"temperature": 0.0},
        {"top_p": 1.5, "temperature": 1.0},
        {"repetition_penalty": 0.0},
        {"most": 0},
        {"top_k": 3},
        {"temperature": float("nan")},
        {"temperature": float("inf")},
        {"temperature": 1.0, "beams": 2},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(WrongUsage):
        Manner(**wrong)


def test_the_way_out_fits_what_cannot_be() -> None:
    with pytest.raises(WrongUsage, match=r"top_p of 2\.0 cannot be\. It is a share: .* 1 at most"):
        Manner(top_p=2.0, temperature=1.0)
    with pytest.raises(WrongUsage, match=r"temperature of 0 cannot be\. Choose a number above 0"):
        Manner(temperature=0)
