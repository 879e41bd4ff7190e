"""The tokenizer of a foreign folder, as a tokenizer.json of ours. Its rules are tried confined."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.disk import reason_of
from engine.exchange.folder import LARGEST, Folder, unreadable
from engine.faults import Fault
from engine.tokenizer.files import NAMES, no_tokenizer, read_tokenizer_file
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

BYTE_LEVEL = (("vocab.json", "merges.txt"), ("encoder.json", "vocab.bpe"))
SENTENCE_PIECE = ("spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "source.spm")
ROLES = {  # theirs, in the order in which they are believed
    "pad": ("pad_token",),
    "unknown": ("unk_token",),
    "cls": ("cls_token", "bos_token"),
    "sep": ("sep_token", "eos_token"),
    "mask": ("mask_token",),
}


def open_tokenizer(folder: Folder, control: Control | None = None) -> Tokenizer:
    """Of a tokenizer.json, a vocab.txt, or a byte-level vocabulary and its merges.

    The special tokens are those the folder says, whatever they are called. Raises Fault where
    there is none of these, or it breaks what reads it; Cancelled once `control` is stopped.
    """
    told = folder.optional_settings("tokenizer_config.json")
    roles = _roles(folder.optional_settings("special_tokens_map.json"), told)
    path, value = _found(folder, told, roles)
    for role, token in roles.items():
        _call_as_ours(value, role, token, roles)
    return Tokenizer.tried(json.dumps(value, ensure_ascii=False).encode("utf-8"), path, control)


def _found(
    folder: Folder, told: Mapping[str, Any], roles: Mapping[str, str]
) -> tuple[Path, dict[str, Any]]:
    if folder.has("tokenizer.json"):
        path = folder.file("tokenizer.json")
        return path, _object(read_tokenizer_file(path), path)
    if folder.has("vocab.txt"):
        path = folder.file("vocab.txt")
        value = _object(read_tokenizer_file(path), path)
        _as_told(value["normalizer"], told)
        return path, value
    for vocabulary, merges in BYTE_LEVEL:
        if folder.has(vocabulary) and folder.has(merges):
            return folder.file(merges), _byte_level(folder, vocabulary, merges, told, roles)
    pieces = [name for name in SENTENCE_PIECE if folder.has(name)]
    raise Fault(
        translate("faults", "There is no tokenizer that can be read in {path}."),
        why=translate("faults", "{found} is of SentencePiece, which is not read here.")
        if pieces
        else "",
        now=translate(
            "faults",
            "Put a tokenizer.json, a vocab.txt, or vocab.json and merges.txt of the same model "
            "beside it.",
        ),
        path=str(folder.path),
        found=", ".join(pieces),
    )


def _object(data: bytes, path: Path) -> dict[str, Any]:
    value = json.loads(data)
    if not isinstance(value, dict) or not isinstance(value.get("model"), dict):
        raise no_tokenizer(path, translate("faults", "It has no model in it."))
    return value


def _roles(*files: Mapping[str, Any]) -> dict[str, str]:
    """The token of each role, as the first of the files says that names one."""
    found: dict[str, str] = {}
    for role, names in ROLES.items():
        values = [file.get(name) for name in names for file in files]
        contents = [one.get("content") if isinstance(one, dict) else one for one in values]
        token = next((one for one in contents if isinstance(one, str) and one), None)
        if token is not None:
            found[role] = token
    return found


def _as_told(normalizer: dict[str, Any], told: Mapping[str, Any]) -> None:
    """BERT's rules as a tokenizer_config.json has them."""
    names = {
        "lowercase": "do_lower_case",
        "strip_accents": "strip_accents",
        "handle_chinese_chars": "tokenize_chinese_chars",
    }
    for ours, theirs in names.items():
        if isinstance(told.get(theirs), bool):
            normalizer[ours] = told[theirs]


def _byte_level(
    folder: Folder, vocabulary: str, merges: str, told: Mapping[str, Any], roles: Mapping[str, str]
) -> dict[str, Any]:
    """GPT-2's tokenizer around a vocabulary and its merges."""
    ids = folder.settings(vocabulary) | folder.optional_settings("added_tokens.json")
    if not ids or not all(type(id) is int and id >= 0 for id in ids.values()):
        raise unreadable(folder.path / vocabulary, translate("faults", "It is no vocabulary."))
    names = dict.fromkeys([*(name for some in NAMES.values() for name in some), *roles.values()])
    special = sorted((name for name in names if name in ids), key=lambda name: ids[name])
    level = {"type": "ByteLevel", "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(name, ids[name]) for name in special],
        "normalizer": None,
        "pre_tokenizer": level | {"add_prefix_space": told.get("add_prefix_space") is True},
        "post_processor": None,
        "decoder": level | {"add_prefix_space": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": ids,
            "merges": _merges(folder.file(merges, LARGEST)),
        },
    }


def _merges(path: Path) -> list[list[str]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise unreadable(path, "{reason}", reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise unreadable(path, translate("faults", "It is no UTF-8 text.")) from error
    pairs = [line.rstrip("\r").split(" ") for line in lines if line.strip()]
    if pairs and pairs[0][0].startswith("#version"):
        pairs = pairs[1:]
    if not all(len(pair) == 2 for pair in pairs):
        raise unreadable(path, translate("faults", "It is no list of merges."))
    return pairs


def _special(name: str, id: int) -> dict[str, Any]:
    return {
        "id": id,
        "content": name,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def _call_as_ours(value: dict[str, Any], role: str, token: str, roles: Mapping[str, str]) -> None:
    """Give a special token the name by which it is known here, where it has another.

    Its number stays, and so does all the model learned of it. One with two roles keeps its name.
    """
    model = value["model"]
    names = _names(value)
    shared = sum(other == token for other in roles.values()) > 1
    if shared or token not in names or not names.isdisjoint(NAMES[role]):
        return
    ours = NAMES[role][0]
    vocabulary = model.get("vocab")
    if isinstance(vocabulary, dict):
        model["vocab"] = {ours if name == token else name: id for name, id in vocabulary.items()}
    elif isinstance(vocabulary, list):
        model["vocab"] = [
            [ours, *pair[1:]] if isinstance(pair, list) and pair[:1] == [token] else pair
            for pair in vocabulary
        ]
    for added in value.get("added_tokens") or ():
        if isinstance(added, dict) and added.get("content") == token:
            added["content"] = ours
    if model.get("unk_token") == token:
        model["unk_token"] = ours
    value["post_processor"] = None  # it names the token too; rows are framed here


def _names(value: Mapping[str, Any]) -> set[str]:
    vocabulary = value["model"].get("vocab")
    found = set(vocabulary) if isinstance(vocabulary, dict) else set()
    if isinstance(vocabulary, list):
        found = {str(pair[0]) for pair in vocabulary if isinstance(pair, list) and pair}
    added = value.get("added_tokens")
    return found | {
        str(one.get("content"))
        for one in (added if isinstance(added, list) else ())
        if isinstance(one, dict)
    }
