"""What a look at a text shows: pairs, what a decoder is given, what was left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tokenizers
import torch
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.batching.vocabulary import Vocabulary
from engine.events import SentenceProbe
from engine.faults import Fault
from engine.inference import Judge, Manner, Reader, Writer
from engine.inference.looking import MOST_WRITTEN, _shortened
from engine.objectives.own_rows import own_row
from engine.passages import as_one, split_pair
from engine.probes.pinned import PinnedSentences
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner
from engine.training.learner import Learner
from tests.engine.assembly_samples import paragraphs, sample
from tests.engine.tokenizer_samples import SPECIAL, trained

ALONE = ("objectives.masked_lm=false", "objectives.next_sentence=false")
BOTH_SIDES = ("model.architecture=encoder_decoder", *ALONE)
SPANS = (*BOTH_SIDES, "objectives.span_corruption=true")
NOISE = (*BOTH_SIDES, "objectives.denoising=true")
TRANSLATION = (*BOTH_SIDES, "objectives.translation=true", 'parallel.paths=["text"]')
TEXT = "Bara kera lini mora nuni. Rilo soba keni ramo libara."
OTHER = "Keni ralo mora."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """WordPiece of the made-up words, with ten gap tokens."""
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    gaps = [f"<extra_id_{number}>" for number in range(10)]
    trainer = trainers.WordPieceTrainer(
        vocab_size=300, special_tokens=[*SPECIAL, *gaps], show_progress=False
    )
    return trained(machine, trainer, [paragraphs(20_000)])


def learner_of(folder: Path, tokenizer: Tokenizer, *sets: str) -> Learner:
    learner = build_learner(sample(folder, *sets), tokenizer)
    learner.eval()
    return learner


def reader_of(folder: Path, tokenizer: Tokenizer, *sets: str) -> Reader:
    return Reader(learner_of(folder, tokenizer, *sets), tokenizer)


def sums_to_one(look: SentenceProbe) -> None:
    for side in look.sides:
        weights = look.weights(side).astype(np.float64)
        shape = (len(look.looking(side)), len(look.looked_at(side)))
        assert weights.shape[2:] == shape
        np.testing.assert_allclose(weights.sum(axis=-1), 1.0, atol=0.01)


def test_a_text_of_an_encoder_has_one_side(tmp_path: Path, tokenizer: Tokenizer) -> None:
    look = reader_of(tmp_path, tokenizer).probe("Bara [MASK] kera.")
    assert look.sides == ("trunk",)
    assert (look.second, look.written, look.judgements, look.left_out) == (None, (), {}, 0)
    assert look.tokens[0] == "[CLS]"
    assert look.framing == (0, len(look.tokens) - 1)
    assert [mask.position for mask in look.predictions] == [look.tokens.index("[MASK]")]
    sums_to_one(look)


def test_a_pair_is_judged_as_by_judge(tmp_path: Path, tokenizer: Tokenizer) -> None:
    learner = learner_of(tmp_path, tokenizer)
    look = Reader(learner, tokenizer).probe("Bara kera.", second="Lini [MASK].")
    assert look.sentence == "Bara kera. [SEP] Lini [MASK]."
    assert look.second is not None
    assert look.tokens[look.second - 1] == look.tokens[-1] == "[SEP]"
    assert "".join(look.tokens[look.second : -1]).startswith("lini")
    assert len(look.predictions) == 1
    expected = Judge(learner, tokenizer).judge("Bara kera.", "Lini [MASK].").shares
    assert look.judgements.keys() == expected.keys() == {"next_sentence"}
    found = look.judgements["next_sentence"]
    assert found == pytest.approx(dict(expected["next_sentence"]), abs=1e-5)
    sums_to_one(look)


def test_a_pair_is_judged_only_where_pairs_were_learned(
    tmp_path: Path, tokenizer: Tokenizer
) -> None:
    reader = reader_of(tmp_path, tokenizer, "objectives.next_sentence=false")
    look = reader.probe("Bara kera.", second="Lini mora.")
    assert look.second is not None
    assert look.judgements == {}


@pytest.mark.parametrize("architecture", [(), ("model.architecture=decoder", *ALONE)])
def test_what_is_too_long_is_cut(
    tmp_path: Path, tokenizer: Tokenizer, architecture: tuple[str, ...]
) -> None:
    more = (*architecture, "objectives.causal_lm=true") if architecture else ()
    reader = reader_of(tmp_path, tokenizer, *more)
    long = " ".join(["bara"] * 100)
    count = len(tokenizer.encode([long])[0])
    look = reader.probe(long)
    assert (len(look.tokens), look.left_out) == (32, count - 30)
    pair = reader.probe(long, second="kera.")
    assert (len(pair.tokens), pair.left_out) == (
        32,
        count + len(tokenizer.encode(["kera."])[0]) - 29,
    )
    assert pair.tokens[-2] == "."  # the shorter one is whole


@pytest.mark.parametrize(
    ("sizes", "room", "kept"),
    [
        ((3, 4), 7, [3, 4]),
        ((3, 9), 7, [3, 4]),
        ((9, 3), 7, [4, 3]),
        ((9, 9), 7, [4, 3]),
        ((8, 9), 7, [3, 4]),
        ((0, 9), 7, [0, 7]),
        ((9,), 7, [7]),
        ((2,), 7, [2]),
    ],
)
def test_of_a_pair_the_longer_one_gives_up_first(
    sizes: tuple[int, ...], room: int, kept: list[int]
) -> None:
    assert [len(part) for part in _shortened([[1] * size for size in sizes], room)] == kept


@pytest.mark.parametrize("sets", [(), SPANS, NOISE, TRANSLATION])
@pytest.mark.parametrize("text", ["", " \n", "[MASK] [MASK]", "[CLS][SEP]", "<extra_id_0> [MASK]"])
def test_no_words_are_a_fault(
    tmp_path: Path, tokenizer: Tokenizer, sets: tuple[str, ...], text: str
) -> None:
    with pytest.raises(Fault, match="words"):
        reader_of(tmp_path, tokenizer, *sets).probe(text)


def test_unknown_characters_are_shown_as_such(tmp_path: Path, tokenizer: Tokenizer) -> None:
    look = reader_of(tmp_path, tokenizer).probe("Bara 龘 kera")
    assert "[UNK]" in look.tokens
    only = reader_of(tmp_path, tokenizer).probe("龘")
    assert only.tokens == ("[CLS]", "[UNK]", "[SEP]")


@pytest.mark.parametrize(("sets", "name"), [(SPANS, "span_corruption"), (NOISE, "denoising")])
def test_a_decoder_is_given_what_the_objective_trains_on(
    tmp_path: Path, tokenizer: Tokenizer, sets: tuple[str, ...], name: str
) -> None:
    learner = learner_of(tmp_path, tokenizer, *sets)
    look = Reader(learner, tokenizer).probe(TEXT)
    part = learner.objective.parts()[name]
    # The row of the window's picture of this objective, which is made elsewhere.
    after = own_row(part, Vocabulary.of(tokenizer), tokenizer, TEXT, 0, length=32).after
    read = after.tokens[0][after.segments[0] >= 0]
    given = after.decoder_tokens[0][after.decoder_segments[0] >= 0]
    assert look.tokens == tuple(map(tokenizer.token, read.tolist()))
    assert look.written == tuple(map(tokenizer.token, given.tolist()))
    assert look.sides == ("trunk", "decoder", "cross")
    assert any(token == "[MASK]" or token.startswith("<extra") for token in look.tokens)
    sums_to_one(look)
    upper = np.triu_indices(len(look.written), 1)
    assert look.decoder is not None
    assert not look.decoder[..., upper[0], upper[1]].any()
    with_other_weights = Reader(
        learner_of(tmp_path, tokenizer, *sets, "training.seed=5"), tokenizer
    )
    again = with_other_weights.probe(TEXT)
    assert (again.tokens, again.written) == (look.tokens, look.written)
    assert not np.array_equal(again.attention, look.attention)


@pytest.mark.parametrize("sets", [SPANS, NOISE])
def test_a_long_text_is_a_row_as_long_as_in_training(
    tmp_path: Path, tokenizer: Tokenizer, sets: tuple[str, ...]
) -> None:
    long = " ".join(["Bara kera lini."] * 40)
    learner = learner_of(tmp_path, tokenizer, *sets)
    look = Reader(learner, tokenizer).probe(long)
    (part,) = learner.objective.parts().values()
    passage = part.source_length(part.config, 32) - 2
    assert look.left_out == len(tokenizer.encode([long])[0]) - passage
    assert len(look.tokens) <= 32
    assert len(look.written) <= 32


def test_a_translation_is_what_the_decoder_is_given(tmp_path: Path, tokenizer: Tokenizer) -> None:
    reader = reader_of(tmp_path, tokenizer, *TRANSLATION)
    look = reader.probe(TEXT, second=OTHER)
    names = [tuple(map(tokenizer.token, tokenizer.encode([one])[0])) for one in (TEXT, OTHER)]
    assert look.tokens == (*names[0], "[SEP]")
    assert look.written == ("[PAD]", *names[1])
    assert look.second is None
    sums_to_one(look)


@pytest.mark.parametrize(
    ("sets", "text"), [(TRANSLATION, TEXT), (SPANS, "Bara [MASK] lini."), (NOISE, "Bara [MASK].")]
)
def test_where_nobody_knows_what_follows_the_model_writes_it(
    tmp_path: Path, tokenizer: Tokenizer, sets: tuple[str, ...], text: str
) -> None:
    learner = learner_of(tmp_path, tokenizer, *sets)
    look = Reader(learner, tokenizer).probe(text)
    (written,) = Writer(learner, tokenizer).write(text, Manner(most=MOST_WRITTEN - 1))
    tokens = written.tokens[:-1] if written.ended else written.tokens
    assert look.written[1:] == tuple(map(tokenizer.token, tokens))
    sums_to_one(look)


def test_a_pair_of_a_model_without_translations_is_one_text(
    tmp_path: Path, tokenizer: Tokenizer
) -> None:
    reader = reader_of(tmp_path, tokenizer, *SPANS)
    pair = reader.probe(TEXT, second=OTHER)
    alone = reader.probe(f"{TEXT} {OTHER}")
    assert replace(pair, attention=0, decoder=0, cross=0) == replace(
        alone, sentence=as_one(TEXT, OTHER), attention=0, decoder=0, cross=0
    )


def test_a_look_draws_no_random_number(tmp_path: Path, tokenizer: Tokenizer) -> None:
    for sets in ((), SPANS, TRANSLATION):
        learner = learner_of(tmp_path, tokenizer, *sets)
        before = {name: one.get_state() for name, one in learner.model.generators().items()}
        Reader(learner, tokenizer).probe(TEXT)
        for name, one in learner.model.generators().items():
            assert before[name].equal(one.get_state())


def test_a_pair_is_one_text_and_back() -> None:
    assert split_pair("Bara. [SEP] Kera.") == ("Bara.", "Kera.")
    assert split_pair("Bara.") == ("Bara.", None)
    assert as_one(*split_pair("Bara. [SEP] Kera.")) == "Bara. [SEP] Kera."


def test_a_look_while_training_in_bf16_is_that_of_a_checkpoint(
    tmp_path: Path, tokenizer: Tokenizer
) -> None:
    learner = learner_of(tmp_path, tokenizer)
    calm = Reader(learner, tokenizer).probe(TEXT)
    learner.compute_in(torch.bfloat16, "explicit")
    learner.train()
    taken = PinnedSentences(learner, tokenizer, (TEXT,)).take(7, 0.5)
    assert taken is not None
    assert np.array_equal(taken.sentences[0].attention, calm.attention)
    assert learner.training
    assert learner.model.compute is torch.bfloat16
