"""Framing: a tokenizer as `transformers` reads it, with the special tokens a run learned to expect.

Letters: L tokens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from engine.exchange.fitting import TUNED
from engine.models.config import ModelConfig
from engine.tokenizer.tokenizer import Tokenizer

ROLES = {  # ours -> theirs
    "pad": "pad_token",
    "unknown": "unk_token",
    "cls": "cls_token",
    "sep": "sep_token",
    "mask": "mask_token",
}
BOTH_ENDS = ("denoising",)  # of what writes: the encoder reads [CLS] text [SEP]


@dataclass(frozen=True, slots=True)
class Framing:
    """Which special tokens stand around a text, and around two."""

    single: tuple[str, ...]  # "cls", "A", "sep"
    pair: tuple[str, ...]

    @staticmethod
    def of(model: ModelConfig, objective: str) -> Framing:
        """As a model that learned this objective reads what a person types."""
        if objective in TUNED:
            return Framing(("cls", "A", "sep"), ("cls", "A", "sep", "B", "sep"))
        if model.architecture == "decoder":
            return Framing(("cls", "A"), ("cls", "A", "B"))
        if model.architecture == "encoder_decoder" and objective not in BOTH_ENDS:
            return Framing(("A", "sep"), ("A", "sep", "B", "sep"))
        return Framing(("cls", "A", "sep"), ("cls", "A", "sep", "B", "sep"))


def tokenizer_json(tokenizer: Tokenizer, framing: Framing) -> bytes:
    """The tokenizer.json whose special tokens stand as `framing` says, as far as it has any."""
    value = json.loads(tokenizer.to_bytes())
    value["post_processor"] = _template(tokenizer, framing)
    value["truncation"] = value["padding"] = None
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def tokenizer_config(tokenizer: Tokenizer, model: ModelConfig) -> dict[str, Any]:
    """The tokenizer_config.json beside it: which token has which role, and the longest row."""
    found: dict[str, Any] = {
        theirs: tokenizer.token(token)
        for ours, theirs in ROLES.items()
        if (token := getattr(tokenizer.special, ours)) is not None
    }
    if model.architecture != "encoder":
        ends = {"bos_token": "cls_token", "eos_token": "sep_token"}
        found |= {name: found[same] for name, same in ends.items() if same in found}
    inputs = ["input_ids", *(["token_type_ids"] if model.token_types else []), "attention_mask"]
    return found | {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": model.length,
        "model_input_names": inputs,
        "clean_up_tokenization_spaces": False,
    }


def _template(tokenizer: Tokenizer, framing: Framing) -> dict[str, Any] | None:
    special = {"cls": tokenizer.special.cls, "sep": tokenizer.special.sep}
    names = {role: tokenizer.token(id) for role, id in special.items() if id is not None}
    used = {role for role in names if role in framing.pair}
    if not used:
        return None

    def pieces(parts: tuple[str, ...]) -> list[dict[str, Any]]:
        kind, found = 0, []
        for part in parts:
            if part in ("A", "B"):
                kind = int(part == "B")
                found.append({"Sequence": {"id": part, "type_id": kind}})
            elif part in names:
                found.append({"SpecialToken": {"id": names[part], "type_id": kind}})
        return found

    return {
        "type": "TemplateProcessing",
        "single": pieces(framing.single),
        "pair": pieces(framing.pair),
        "special_tokens": {
            names[role]: {"id": names[role], "ids": [special[role]], "tokens": [names[role]]}
            for role in used
        },
    }
