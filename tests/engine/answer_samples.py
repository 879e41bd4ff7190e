"""Very small models with real tokenizers, and texts for them: what a loaded checkpoint is."""

from __future__ import annotations

from typing import Any

import tokenizers
import torch
from tokenizers import decoders, models, normalizers, pre_tokenizers

from engine.batching.vocabulary import Vocabulary
from engine.inference.opening import Opened
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from tests.engine import model_samples as samples

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["un", "##believ", "##able", "walk", "##ing", "##s", "the", "door", "was", "open", "."]
HAN = list("他把窗户打开看见外面下着大雪。，")
GAPS = [f"<extra_id_{number}>" for number in range(12)]


def pieces(*more: str) -> Tokenizer:
    """WordPiece of a few words, made by hand: "unbelievable" is three pieces."""
    names = [*SPECIAL, *WORDS, *HAN, *more]
    vocabulary = {name: place for place, name in enumerate(names)}
    machine = tokenizers.Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    machine.decoder = decoders.WordPiece()
    machine.add_special_tokens([*SPECIAL, *GAPS])
    return Tokenizer.from_bytes(machine.to_str().encode())


def byte_pieces() -> Tokenizer:
    """Single bytes, with the blank's letter: every Chinese character is three tokens."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = [("Ġ", "d"), ("Ġd", "o"), ("Ġdo", "o"), ("Ġdoo", "r")]
    names = [*SPECIAL, *letters, *("".join(pair) for pair in merges)]
    vocabulary = {name: place for place, name in enumerate(names)}
    machine = tokenizers.Tokenizer(models.BPE(vocabulary, merges))
    machine.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    machine.decoder = decoders.ByteLevel()
    machine.add_special_tokens(SPECIAL)
    return Tokenizer.from_bytes(machine.to_str().encode())


def opened(
    *names: str,
    tokenizer: Tokenizer | None = None,
    fields: dict[str, dict[str, Any]] | None = None,
    seed: int = 1,
    **given: Any,
) -> Opened:
    """A run of these objectives as it is loaded, with stirred weights; 32 tokens at once."""
    tokenizer = tokenizer or pieces()
    architecture = OBJECTIVES[names[0]].architectures[0]
    config = samples.config(**{"architecture": architecture, "dropout": 0.1} | given)
    generator = torch.Generator().manual_seed(0)
    model = Transformer(config, tokenizer.vocabulary, generator=generator)
    configs = {
        name: OBJECTIVES[name].Config.model_validate((fields or {}).get(name, {})) for name in names
    }
    objective = build(configs, model, Vocabulary.of(tokenizer))
    learner = samples.stirred(Learner(model, objective), seed).eval()
    return Opened("one", 10, learner, tokenizer)
