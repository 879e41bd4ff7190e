"""Checkpoints that were never saved: small models on a real tokenizer, all weights moved."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.batching.vocabulary import Vocabulary
from engine.inference.opening import Opened
from engine.objectives import OBJECTIVES, build
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.tokenizer_samples import SPECIAL, trained

TEXT = "the masked words of a masked text"
CHINESE = "法律面前人人平等"
GAPS = [f"<extra_id_{number}>" for number in range(12)]


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """WordPiece of English and Chinese, with tokens that stand for gaps."""
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=150, special_tokens=[*SPECIAL, *GAPS], show_progress=False
    )
    return trained(machine, trainer)


def opened(*objectives: str, std: float = 0.2, **given: Any) -> Opened:
    """A checkpoint that learned these objectives, joined or in turns."""
    words = tokenizer()
    model = samples.model_for(*objectives, size=words.vocabulary, **given)
    configs = {
        name: OBJECTIVES[name].Config.model_validate(samples.FEW.get(name, {}))
        for name in objectives
    }
    learner = Learner(model, build(configs, model, Vocabulary.of(words)))
    return Opened("test", 7, samples.stirred(learner, std=std).eval(), words)
