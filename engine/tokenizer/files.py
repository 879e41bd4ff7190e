"""Tokenizer files: what stands in a tokenizer.json or vocab.txt, read without running it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine import disk
from engine.faults import Fault, Value
from engine.wording import translate

LARGEST = 64 << 20  # bytes of a file
MOST_TOKENS = 1_000_000
# The names other projects give to the five special tokens, ours first. GPT-2 has one that both
# begins and ends a text.
NAMES: dict[str, tuple[str, ...]] = {
    "pad": ("[PAD]", "<pad>"),
    "unknown": ("[UNK]", "<unk>"),
    "cls": ("[CLS]", "<s>", "<|endoftext|>"),
    "sep": ("[SEP]", "</s>", "<|endoftext|>"),
    "mask": ("[MASK]", "<mask>"),
}
SPECIAL_TOKENS = tuple(names[0] for names in NAMES.values())
# "[unused1]", "<S>": names, whose capitals say nothing of the text.
_BRACKETED = re.compile(r"<.+>|\[.+\]", re.DOTALL)
SENTINEL = "<extra_id_{number}>"  # T5's name for what stands where a span was cut out


def read_tokenizer_file(path: Path) -> bytes:
    """The bytes of a tokenizer.json, also for a vocab.txt; raises Fault where it is neither."""
    try:
        if path.stat().st_size > LARGEST:
            raise no_tokenizer(path, translate("faults", "It is too large."))
        data = path.read_bytes()
    except OSError as error:
        raise no_tokenizer(path, "{reason}", reason=disk.reason_of(error)) from error
    if path.suffix.lower() == ".json":
        _parsed(data, path)
        return data
    return json.dumps(_from_vocabulary(_entries(data, path)), ensure_ascii=False).encode()


def special_tokens_in(path: Path) -> frozenset[str]:
    """Which of [PAD] [UNK] [CLS] [SEP] [MASK] the tokenizer has, whatever it calls them.

    Raises Fault where the file cannot be read as a tokenizer.
    """
    tokens = _ids(_parsed(read_tokenizer_file(path), path)).keys()
    return frozenset(names[0] for names in NAMES.values() if not tokens.isdisjoint(names))


def sentinels_in(tokens: Mapping[str, Any]) -> tuple[Any, ...]:
    """The ids of the gap tokens among `tokens`, from number 0 on without a hole."""
    found: list[Any] = []
    while (name := SENTINEL.format(number=len(found))) in tokens:
        found.append(tokens[name])
    return tuple(found)


def num_sentinels_in(path: Path) -> int:
    """How many gap tokens a tokenizer has; Fault where the file cannot be read as one."""
    return len(sentinels_in(_ids(_parsed(read_tokenizer_file(path), path))))


def num_tokens_in(path: Path) -> int:
    """The size of a tokenizer's vocabulary, numbers left out counted.

    Raises Fault where the file cannot be read as a tokenizer.
    """
    ids = _ids(_parsed(read_tokenizer_file(path), path))
    found = max(len(ids), 1 + max((id for id in ids.values() if isinstance(id, int)), default=0))
    if found > MOST_TOKENS:  # every number takes memory, used or not
        raise no_tokenizer(path, translate("faults", "It is too large."))
    return found


def ignores_case(data: bytes) -> bool | None:
    """Whether the tokenizer of a tokenizer.json makes all letters small; None where unsaid."""
    rules = json.loads(data).get("normalizer")
    said = rules.get("lowercase") if isinstance(rules, dict) else None
    return said if isinstance(said, bool) else None


def no_tokenizer(path: Path | str, why: str, **values: Value) -> Fault:
    """The fault of a file that is no tokenizer; words of others go into `values`."""
    return Fault(
        translate("faults", "{path} is no tokenizer that can be read."),
        why=why,
        now=translate("faults", "Choose a tokenizer.json or a vocab.txt with one token per line."),
        path=str(path),
        **values,
    )


def _parsed(data: bytes, path: Path) -> dict[str, Any]:
    if disk.swells(data):
        raise no_tokenizer(path, translate("faults", "It is too large."))
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise no_tokenizer(path, translate("faults", "It is no JSON.")) from error
    if not isinstance(value, dict) or not isinstance(value.get("model"), dict):
        raise no_tokenizer(path, translate("faults", "It has no model in it."))
    vocabulary = value["model"].get("vocab")
    if isinstance(vocabulary, dict | list) and len(vocabulary) > MOST_TOKENS:
        raise no_tokenizer(path, translate("faults", "It is too large."))
    return value


def _ids(value: dict[str, Any]) -> dict[str, Any]:
    """Every token and the id it is given, of those the file adds too."""
    vocabulary = value["model"].get("vocab")
    if isinstance(vocabulary, dict):
        ids = dict(vocabulary)
    else:  # unigram models list (token, score)
        pairs = vocabulary if isinstance(vocabulary, list) else []
        tokens = [str(pair[0]) for pair in pairs if isinstance(pair, list) and pair]
        ids = {token: index for index, token in enumerate(tokens)}
    added = value.get("added_tokens")
    for token in added if isinstance(added, list) else ():
        if isinstance(token, dict):
            ids.setdefault(str(token.get("content")), token.get("id"))
    return ids


def _entries(data: bytes, path: Path) -> dict[str, int]:
    if data.count(b"\n") > MOST_TOKENS:
        raise no_tokenizer(path, translate("faults", "It is too large."))
    try:
        # Not splitlines: "\u2028" and its like are tokens.
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise no_tokenizer(path, translate("faults", "It is no UTF-8 text.")) from error
    while lines and not lines[-1]:
        lines.pop()
    tokens = {token: index for index, token in enumerate(lines)}
    if not lines or any(len(token) > 500 for token in lines) or len(lines) > MOST_TOKENS:
        raise no_tokenizer(path, translate("faults", "It is no list of tokens."))
    if tokens.keys().isdisjoint(NAMES["unknown"]):
        raise no_tokenizer(path, translate("faults", "It has no token for unknown words."))
    return tokens


def _from_vocabulary(tokens: dict[str, int]) -> dict[str, Any]:
    """A BERT tokenizer.json around a list of tokens."""
    named = dict.fromkeys(name for names in NAMES.values() for name in names)
    special = [name for name in named if name in tokens]
    unknown = next(name for name in NAMES["unknown"] if name in tokens)
    cased = any(re.search("[A-Z]", token) for token in tokens if not _BRACKETED.fullmatch(token))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": tokens[name],
                "content": name,
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for name in special
        ],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": not cased,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": unknown,
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": tokens,
        },
    }
