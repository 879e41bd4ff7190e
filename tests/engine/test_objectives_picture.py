"""Picture: what a person is shown is the row the trainer makes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.batching.packing import DocumentRows
from engine.batching.randomness import row_generators
from engine.batching.sources import MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.objectives import OBJECTIVES, build
from engine.objectives.objective import Objective
from engine.objectives.picture import RowPicture, draw_picture
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import model_samples as samples

SENTENCES = ["She opened the small window and looked out.", "The garden was full of old roses."]
TEXT = " ".join(SENTENCES)
LENGTH = 48


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=60, special_tokens=special, show_progress=False)
    machine.train_from_iterator([TEXT], trainer)
    return Tokenizer.from_bytes(machine.to_str().encode())


def objective(tokenizer: Tokenizer, *names: str, **given: Any) -> Objective:
    model = samples.model(size=tokenizer.vocabulary)
    configs = {name: OBJECTIVES[name].Config.model_validate(given) for name in names}
    return build(configs, model, Vocabulary.of(tokenizer))


def draw(
    tokenizer: Tokenizer,
    part: Objective,
    text: str = TEXT,
    number: int = 0,
    beside: tuple[str, ...] = (),
) -> RowPicture:
    vocabulary = Vocabulary.of(tokenizer)
    return draw_picture(part, vocabulary, tokenizer, text, number, length=LENGTH, beside=beside)


def test_the_row_is_the_trainers(tokenizer: Tokenizer) -> None:
    part = objective(tokenizer, "masked_lm", rate=0.4)
    vocabulary = Vocabulary.of(tokenizer)
    ids = [int(id) for text in tokenizer.encode(SENTENCES) for id in text]
    source = DocumentRows(MemoryTokens.of([[ids]]), vocabulary, len(ids) + 2)
    for number in range(5):
        rngs = row_generators(0, number, [0])
        batch = part.corrupt(source.rows([0], rngs), rngs)
        picture = draw(tokenizer, part, number=number)
        shown = [tokenizer.token(int(id)) for id in batch.tokens[0]]
        assert [token.text for token in picture.tokens] == shown
        assert [token.position for token in picture.tokens] == batch.positions[0].tolist()
        wanted = sorted(
            (int(place), tokenizer.token(int(target)))
            for place, target in zip(batch.predict_at[0], batch.targets[0], strict=True)
            if target >= 0
        )
        assert list(picture.targets) == wanted


def test_marks_say_what_was_done(tokenizer: Tokenizer) -> None:
    seen = set()
    part = objective(tokenizer, "masked_lm", rate=0.5, masked=0.4, random=0.4)
    for number in range(10):
        picture = draw(tokenizer, part, number=number)
        asked = {place for place, _ in picture.targets}
        for place, token in enumerate(picture.tokens):
            seen.add(token.mark)
            assert (token.mark in ("masked", "random", "kept")) == (place in asked)
            assert (token.mark == "special") == (token.original in ("[CLS]", "[SEP]"))
            if token.mark == "masked":
                assert token.text == "[MASK]"
            if token.mark in ("plain", "kept", "special"):
                assert token.text == token.original
            if token.mark == "random":
                assert token.text != token.original
        assert picture.tokens[0].original == "[CLS]"
        assert picture.tokens[-1].original == "[SEP]"
    assert seen == {"plain", "special", "masked", "random", "kept"}


def test_the_same_number_draws_the_same_row_and_another_another(tokenizer: Tokenizer) -> None:
    part = objective(tokenizer, "masked_lm")
    assert draw(tokenizer, part, number=3) == draw(tokenizer, part, number=3)
    assert draw(tokenizer, part, number=3) != draw(tokenizer, part, number=4)


def test_a_pair_opens_with_the_persons_words_and_names_its_label(tokenizer: Tokenizer) -> None:
    part = objective(tokenizer, "next_sentence")
    labels = set()
    first = [tokenizer.token(int(id)) for id in tokenizer.encode(SENTENCES[:1])[0]]
    second = [tokenizer.token(int(id)) for id in tokenizer.encode(SENTENCES[1:])[0]]
    for number in range(12):
        picture = draw(tokenizer, part, number=number)
        labels.add(picture.label)
        shown = [token.text for token in picture.tokens]
        assert shown[1 : len(first) + 1] == first
        types = np.array([token.token_type for token in picture.tokens])
        rest = [t.text for t in picture.tokens if t.token_type == 1 and t.mark == "plain"]
        assert (rest == second[: len(rest)]) == ("follows" in str(picture.label))
        assert types[: len(first) + 2].sum() == 0
        # What the person did not type is not passed off as theirs.
        assert ("sample texts" in picture.note) == ("follows" not in str(picture.label))
    assert len(labels) == 2


def test_a_strange_passage_is_one_of_those_given_and_not_the_persons_own(
    tokenizer: Tokenizer,
) -> None:
    part = objective(tokenizer, "next_sentence")
    others = ("Zebra lamb. " * 30, "Lamb zebra. " * 30, "Zebra zebra lamb. " * 20)
    told = {tokenizer.token(int(id)) for id in tokenizer.encode(others[:1])[0]}
    strange = 0
    for number in range(12):
        picture = draw(tokenizer, part, number=number, beside=(SENTENCES[1], *others))
        rest = {t.text for t in picture.tokens if t.token_type == 1 and t.mark == "plain"}
        if "follows" not in str(picture.label):
            strange += 1
            assert rest <= told
        assert picture.note == ""
    assert strange
    # Where there is little beside the person's own words, our samples stand in, and that is said.
    alone = [draw(tokenizer, part, number=n, beside=(SENTENCES[1], *others[:2])) for n in range(12)]
    assert any("sample texts" in picture.note for picture in alone)


@pytest.mark.parametrize("name", ["masked_lm", "sentence_order", "contrastive_sentence"])
def test_a_row_of_ones_own_words_alone_speaks_of_no_samples(
    tokenizer: Tokenizer, name: str
) -> None:
    model = samples.model(size=tokenizer.vocabulary, length=LENGTH, dropout=0.1)
    part = build({name: OBJECTIVES[name].Config()}, model, Vocabulary.of(tokenizer))
    for number in range(6):
        assert draw(tokenizer, part, number=number).note == ""


def test_one_sentence_makes_no_pair_and_the_picture_says_so(tokenizer: Tokenizer) -> None:
    picture = draw(tokenizer, objective(tokenizer, "next_sentence"), SENTENCES[0])
    assert "second" in picture.note


@pytest.mark.parametrize("text", ["", "   \n"])
def test_nothing_to_read_is_a_fault(tokenizer: Tokenizer, text: str) -> None:
    with pytest.raises(Fault, match="no words"):
        draw(tokenizer, objective(tokenizer, "masked_lm"), text)


MARKED = {  # what each objective does to a row, where it leaves a mark
    "masked_lm": "masked",
    "masked_next_token": "masked",
    "span_boundary": "masked",
    "sentence_order": "swapped",
    "span_corruption": "cut",
    "denoising": "masked",
    "replaced_token_detection": "generated",
}
# The answer of the first is the other row; the second is answered by people, who labelled pairs.
# The answer is the other row; or nobody labelled a person's own words.
ASKS_FOR_NOTHING = {"contrastive_sentence", "natural_language_inference"}


@pytest.fixture(scope="module")
def with_gaps(tokenizer: Tokenizer) -> Tokenizer:
    machine = tokenizers.Tokenizer.from_str(tokenizer.to_bytes().decode())
    machine.add_special_tokens([f"<extra_id_{number}>" for number in range(30)])
    return Tokenizer.from_bytes(machine.to_str().encode())


@pytest.mark.parametrize("name", [name for name, kind in OBJECTIVES.items() if not kind.tunes])
def test_every_objective_has_a_picture_of_the_persons_words(
    with_gaps: Tokenizer, name: str
) -> None:
    names = {"span_boundary": ("masked_lm", name)}.get(name, (name,))
    architecture = OBJECTIVES[name].architectures[0]
    model = samples.model(
        size=with_gaps.vocabulary, architecture=architecture, length=LENGTH, dropout=0.1
    )
    units = {"masked_lm": {"unit": "spans"}} if name == "span_boundary" else {}
    configs = {n: OBJECTIVES[n].Config.model_validate(units.get(n, {})) for n in names}
    part = build(configs, model, Vocabulary.of(with_gaps))
    words = {with_gaps.token(int(i)) for ids in with_gaps.encode(SENTENCES) for i in ids}
    marks: set[str] = set()
    for number in range(6):
        picture = draw(with_gaps, part, number=number)
        marks |= {token.mark for token in picture.tokens}
        stands = ("plain", "swapped")  # of two sentences that change places all of it moves
        assert {token.text for token in picture.tokens if token.mark in stands} & words
        assert picture.targets or picture.answers or picture.label or name in ASKS_FOR_NOTHING
        written = [token for token in picture.decoder if token.mark != "padding"]
        assert len(written) == len(picture.answers)
    assert MARKED.get(name, "plain") in marks


@pytest.mark.parametrize("name", ["natural_language_inference", "translation"])
def test_a_pair_of_own_words_says_what_it_stands_for(with_gaps: Tokenizer, name: str) -> None:
    model = samples.model(
        size=with_gaps.vocabulary, architecture=OBJECTIVES[name].architectures[0], length=LENGTH
    )
    part = build({name: OBJECTIVES[name].Config()}, model, Vocabulary.of(with_gaps))
    picture = draw(with_gaps, part)
    assert picture.label is None
    assert picture.note


def test_what_a_decoder_is_given_has_its_marks(with_gaps: Tokenizer) -> None:
    model = samples.model(size=with_gaps.vocabulary, architecture="encoder_decoder", length=LENGTH)
    configs = {"span_corruption": OBJECTIVES["span_corruption"].Config()}
    picture = draw(with_gaps, build(configs, model, Vocabulary.of(with_gaps)))
    for token in picture.decoder:
        assert (token.mark == "cut") == token.text.startswith("<extra_id_")
    assert {token.mark for token in picture.decoder} >= {"cut", "plain"}


def test_tasks_that_take_turns_have_a_row_each(with_gaps: Tokenizer) -> None:
    model = samples.model(size=with_gaps.vocabulary, architecture="decoder", length=LENGTH)
    configs = {
        name: OBJECTIVES[name].Config.model_validate({})
        for name in ("masked_next_token", "causal_lm")
    }
    part = build(configs, model, Vocabulary.of(with_gaps))
    for task, sight in (("masked_next_token", "both"), ("causal_lm", "causal")):
        picture = draw_picture(
            part, Vocabulary.of(with_gaps), with_gaps, TEXT, 0, length=LENGTH, task=task
        )
        assert (picture.task, picture.sight) == (task, sight)


@pytest.mark.parametrize("names", [("masked_lm",), ("masked_lm", "next_sentence")])
def test_the_number_of_hidden_tokens_follows_the_run(
    tokenizer: Tokenizer, names: tuple[str, ...]
) -> None:
    model, vocabulary = samples.model(size=tokenizer.vocabulary), Vocabulary.of(tokenizer)
    given = {"masked_lm": {"start_rate": 0.8, "rate": 0.2}}
    configs = {n: OBJECTIVES[n].Config.model_validate(given.get(n, {})) for n in names}
    part = build(configs, model, vocabulary)
    for progress in (1.0, 0.5, 0.0, 0.25):  # one objective draws them all, in any order
        picture = draw_picture(
            part, vocabulary, tokenizer, TEXT, 0, length=LENGTH, progress=progress
        )
        hideable = sum(token.mark not in ("special", "padding") for token in picture.tokens)
        wanted = int((0.8 - 0.6 * progress) * hideable + 0.5)
        assert len(picture.targets) == wanted
        assert picture.scheduled
    assert not draw(tokenizer, objective(tokenizer, "masked_lm")).scheduled
