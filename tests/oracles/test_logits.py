"""Our logits equal those of `transformers` on the same weights and rows, family by family."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.batch import PADDING, Batch
from engine.models.config import ModelConfig
from engine.models.heads import DetectionHead, PairHead, TokenHead
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import (
    DEPTH,
    EQUAL,
    LENGTH,
    NUM_ROWS,
    WIDTH,
    give,
    inputs,
    laid_out,
    our_model,
    rows,
    take,
    transformers,
)

PADDED = pytest.mark.parametrize("padded", [0, 5])


def token_head(model: Transformer) -> TokenHead:
    return samples.stirred(TokenHead(model))


def named(model: Transformer, head: TokenHead, batch: Batch) -> Tensor:
    """[B, L, V] of the real vocabulary."""
    logits = head.logits(model(batch.to(samples.CPU)))
    return logits[..., : samples.SIZE]


def check(ours: Tensor, theirs: Tensor, segments: Any) -> None:
    """Equal at places that are not padding."""
    there = torch.from_numpy(segments != PADDING)
    assert ours.shape == theirs.shape
    torch.testing.assert_close(ours[there], theirs[there], **EQUAL)


@PADDED
def test_bert_names_tokens_and_judges_pairs(padded: int) -> None:
    model, batch = our_model(style="classic"), rows(padded)
    heads = {"token": token_head(model), "pair": samples.stirred(PairHead(model, 2))}
    theirs = give(transformers.BertForPreTraining(configs.bert_config()), "bert", model, heads)
    answer = theirs(**inputs(batch))
    check(named(model, heads["token"], batch), answer.prediction_logits, batch.segments)
    judged = heads["pair"](model(batch.to(samples.CPU))[:, 0])
    torch.testing.assert_close(judged, answer.seq_relationship_logits, **EQUAL)


@PADDED
def test_roberta_names_tokens(padded: int) -> None:
    model, batch = our_model(style="classic", paper="roberta"), rows(padded, typed=False)
    batch.tokens[batch.segments == PADDING] = 1  # by which it finds its places
    head = token_head(model)
    theirs = transformers.RobertaForMaskedLM(configs.roberta_config())
    answer = give(theirs, "roberta", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.segments)


@PADDED
def test_distilbert_names_tokens(padded: int) -> None:
    model = our_model(style="classic", token_types=False)
    head, batch = token_head(model), rows(padded, typed=False)
    theirs = transformers.DistilBertForMaskedLM(configs.distilbert_config())
    answer = give(theirs, "distilbert", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.segments)


@PADDED
def test_albert_names_tokens_and_tells_orders(padded: int) -> None:
    model = our_model(style="classic", paper="albert", embedding_width=16)
    heads = {"token": token_head(model), "pair": samples.stirred(PairHead(model, 2))}
    batch = rows(padded)
    config = configs.albert_config(model.config)
    theirs = give(transformers.AlbertForPreTraining(config), "albert", model, heads)
    answer = theirs(**inputs(batch))
    check(named(model, heads["token"], batch), answer.prediction_logits, batch.segments)
    judged = heads["pair"](model(batch.to(samples.CPU))[:, 0])
    torch.testing.assert_close(judged, answer.sop_logits, **EQUAL)


@PADDED
@pytest.mark.parametrize("embedded", [16, WIDTH])
def test_electra_detects_and_its_generator_names(padded: int, embedded: int) -> None:
    """The generator, a quarter as wide, reads the discriminator's tables."""
    model = our_model(style="classic", paper="electra", embedding_width=embedded)
    narrow = {"width": WIDTH // 4, "heads": 1, "feed_forward": WIDTH, "size": "custom"}
    given = model.config.model_dump() | narrow
    generator = Transformer(
        ModelConfig.model_validate(given),
        model.vocabulary,
        generator=model.new_generator("generator"),
        shared=model.embeddings,
    )
    assert generator.embeddings.tokens is model.embeddings.tokens
    assert generator.embeddings.positions is model.embeddings.positions
    samples.stirred(generator).eval()
    batch = rows(padded)
    detection = samples.stirred(DetectionHead(model))
    config = configs.electra_config(model.config)
    theirs = transformers.ElectraForPreTraining(config)
    answer = give(theirs, "electra", model, {"detection": detection})(**inputs(batch))
    check(detection(model(batch.to(samples.CPU))), answer.logits, batch.segments)
    head = token_head(generator)
    assert head.dense.weight.shape == (embedded, WIDTH // 4)
    theirs = transformers.ElectraForMaskedLM(configs.electra_config(generator.config))
    answer = give(theirs, "electra", generator, {"token": head})(**inputs(batch))
    check(named(generator, head, batch), answer.logits, batch.segments)


@PADDED
def test_gpt2_names_the_next_token(padded: int) -> None:
    model = our_model(style="classic", paper="gpt2")
    head, batch = token_head(model), replace(rows(padded, typed=False), sight="causal")
    assert not list(head.parameters())
    theirs = transformers.GPT2LMHeadModel(configs.gpt2_config())
    answer = give(theirs, "gpt2", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.segments)


@PADDED
def test_modern_decoder_is_llama(padded: int) -> None:
    model = our_model(architecture="decoder")
    head, batch = token_head(model), replace(rows(padded, typed=False), sight="causal")
    assert not list(head.parameters())
    theirs = transformers.LlamaForCausalLM(configs.llama_config(model.config))
    answer = give(theirs, "llama", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.segments)


@PADDED
def test_modern_encoder_is_modernbert(padded: int) -> None:
    model, batch = our_model(), rows(padded, typed=False)
    head = token_head(model)
    config = configs.modernbert_config(model.config.feed_forward)
    theirs = transformers.ModernBertForMaskedLM(config)
    answer = give(theirs, "modernbert", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.segments)


def both(padded: int) -> Batch:
    """Rows to read and shorter ones to write, each with padding of its own length."""
    read, written = rows(padded, typed=False), samples.full_rows(NUM_ROWS, 15, seed=1)
    segments = written.segments.copy()
    if padded:
        segments[:, -3:] = PADDING
        read.segments[1] = 0  # one row has none to look at from the padding of what is written
    return replace(
        read,
        decoder_tokens=written.tokens,
        decoder_positions=written.positions,
        decoder_segments=segments,
    )


@PADDED
def test_bart_writes(padded: int) -> None:
    model = our_model(style="classic", paper="bart", decoder_depth=DEPTH - 1)
    head, batch = token_head(model), both(padded)
    assert [name for name, _ in head.named_parameters()] == ["bias"]
    theirs = transformers.BartForConditionalGeneration(configs.bart_config())
    answer = give(theirs, "bart", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.decoder_segments)


@PADDED
@pytest.mark.parametrize("length", [LENGTH, 200])  # 200: beyond the farthest distance told apart
def test_t5_writes(padded: int, length: int) -> None:
    model = our_model(style="classic", paper="t5", decoder_depth=DEPTH - 1, length=length)
    calm(model)
    head, batch = token_head(model), both(padded)
    if length > LENGTH:
        batch = stretched(batch, length)
    assert not list(head.parameters())
    theirs = transformers.T5ForConditionalGeneration(configs.t5_config())
    answer = give(theirs, "t5", model, {"token": head})(**inputs(batch))
    check(named(model, head, batch), answer.logits, batch.decoder_segments)


def calm(model: nn.Module) -> None:
    """Nearer to zero, as unscaled attention wants: else it looks at one place alone."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(0.5)


def stretched(batch: Batch, length: int) -> Batch:
    """The same rows again and again, to `length` on both sides."""

    def longer(array: Any) -> Any:
        return np.resize(array.T, (length, len(array))).T.copy()

    places = np.broadcast_to(np.arange(length), (NUM_ROWS, length)).copy()
    return replace(
        batch,
        tokens=longer(batch.tokens),
        segments=longer(batch.segments),
        positions=places,
        decoder_tokens=longer(batch.decoder_tokens),
        decoder_segments=np.zeros_like(places),
        decoder_positions=places,
        one_segment=False,
    )


@pytest.mark.parametrize("family", ["bert", "roberta", "albert", "electra", "gpt2", "bart", "t5"])
def test_weights_come_back_as_they_went(family: str) -> None:
    narrow = {"embedding_width": 16} if family in ("albert", "electra") else {}
    model = our_model(style="classic", paper=family, **narrow)
    generator = torch.Generator().manual_seed(1)
    other = Transformer(model.config, model.vocabulary, generator=generator)
    head = token_head(model)
    again = TokenHead(other)
    take(laid_out(family, model, {"token": head}), family, other, {"token": again})
    for one, two in ((model, other), (head, again)):
        back = dict(two.named_parameters())
        for name, value in one.named_parameters():
            real = slice(samples.SIZE if name == "embeddings.tokens.weight" else None)
            assert torch.equal(value[real], back[name][real])


def test_the_vector_roberta_adds_everywhere_is_not_lost() -> None:
    """Its one token type is not zero in released weights."""
    theirs = transformers.RobertaForMaskedLM(configs.roberta_config()).eval()
    samples.stirred(theirs)
    model = our_model(style="classic", paper="roberta")
    head, batch = token_head(model), rows(typed=False)
    take(theirs.state_dict(), "roberta", model, {"token": head})
    check(named(model, head, batch), theirs(**inputs(batch)).logits, batch.segments)
