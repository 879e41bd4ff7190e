"""Tokenizer: text into token ids and back, and what the tokens look like to people.

Letters: V vocabulary.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.options import Section, option
from engine.tokenizer.confined import ConfinedRules, open_child
from engine.tokenizer.files import NAMES, read_tokenizer_file, sentinels_in
from engine.tokenizer.rules import Encodes, Row, Rules, are_harmless, load, vocabulary_of
from engine.tokenizer.surface import Surface, surfaces
from engine.tokenizer.words import WordMemory, word_cut
from engine.wording import translate

_BETWEEN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
MULTIPLE = 64  # the model's vocabulary is padded to it; matrix units like it


class TokenizerConfig(Section):
    """How text becomes tokens: a vocabulary learned from the corpus, or one from a file."""

    kind: Literal["wordpiece", "bpe"] = option(
        "wordpiece",
        translate("recipe", "Kind"),
        translate("recipe", "How words are cut into pieces that come back often."),
        words={
            "wordpiece": translate("recipe", "WordPiece (BERT)"),
            "bpe": translate("recipe", "Byte-level BPE (RoBERTa, GPT-2)"),
        },
        source="Schuster & Nakajima 2012; Sennrich et al. 2016",
    )
    vocabulary: int = option(
        8192,
        translate("recipe", "Vocabulary"),
        translate(
            "recipe",
            "How many different tokens. Small text wants few; 8,192 suits 30 MB. They are learned "
            "from an even sample of about 2 kB of text each.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=300,
        maximum=262_144,
    )
    lowercase: bool = option(
        True,
        translate("recipe", "Ignore case and accents"),
        translate("recipe", "“The” and “the” become the same token (WordPiece only)."),
    )
    sentinels: int | None = option(
        None,
        translate("recipe", "Gap tokens"),
        translate(
            "recipe",
            "Tokens that stand for a gap in the text, as objectives that cut out spans need. "
            "Empty: as many as the chosen objectives need.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=0,
        maximum=1000,
        source="Raffel et al. 2020",
        advanced=True,
    )
    file: Path | None = option(
        None,
        translate("recipe", "From a file"),
        translate("recipe", "A tokenizer.json or vocab.txt; nothing is learned then."),
        kind="file",
        advanced=True,
    )


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    """Ids of the tokens that stand for no text; None where the tokenizer lacks one."""

    pad: int | None
    unknown: int | None
    cls: int | None
    sep: int | None
    mask: int | None
    sentinels: tuple[int, ...] = ()  # that stand for a gap, in order


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as people read it."""

    text: str
    joins: bool  # it continues the word before, without a blank


class Tokenizer:
    """A fixed vocabulary with its rules. Safe to use from several threads."""

    def __init__(self, data: bytes, rules: Encodes) -> None:
        self._data, self._rules = data, rules
        loaded = load(data)
        ids, self.vocabulary = vocabulary_of(loaded)
        self.special = SpecialTokens(
            **{
                role: next((ids[name] for name in names if name in ids), None)
                for role, names in NAMES.items()
            },
            sentinels=sentinels_in(ids),
        )
        self._special_ids = _special_ids(loaded, self.special)
        self._memory: WordMemory | None = None
        if isinstance(rules, Rules) and (cut := word_cut(data)) is not None:
            self._memory = WordMemory(cut, rules.encode)
        self._surfaces: list[Surface] = surfaces(ids, self.vocabulary, self._special_ids, data)

    @staticmethod
    def open(path: Path, control: Control | None = None) -> Tokenizer:
        """A tokenizer.json or vocab.txt, tried in a limited child process first.

        Rules that might do harm stay there. Raises Fault where it is none, or breaks what reads
        it; Cancelled when asked to stop.
        """
        return Tokenizer.tried(read_tokenizer_file(path), path, control)

    @staticmethod
    def tried(data: bytes, path: Path, control: Control | None = None) -> Tokenizer:
        """As `open`, of the bytes of a tokenizer.json that were made of the file `path`."""
        child = open_child(data, path, control)
        if are_harmless(data):
            child.close()
            return Tokenizer.from_bytes(data)
        return Tokenizer(data, ConfinedRules(data, path, child))

    @staticmethod
    def from_bytes(data: bytes) -> Tokenizer:
        """A tokenizer this program wrote (`to_bytes`); raises Fault where it is damaged."""
        return Tokenizer(data, Rules(data))

    def to_bytes(self) -> bytes:
        """The content of a tokenizer.json."""
        return self._data

    @property
    def stand_in(self) -> int:
        """What stands for a word no rule makes a token of: [UNK], or the first there is."""
        special = self.special
        found = (special.unknown, special.mask, special.pad, 0)
        return next(id for id in found if id is not None)

    def fingerprint(self) -> str:
        """64 hexadecimal digits that change with the tokenizer."""
        return hashlib.sha256(self._data).hexdigest()

    @property
    def padded_vocabulary(self) -> int:
        """The vocabulary rounded up to a multiple of 64."""
        return -(-self.vocabulary // MULTIPLE) * MULTIPLE

    def encode(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Token ids of every text, without special tokens; “[MASK]” is read as plain text."""
        ids, lengths = self.encode_row(texts)
        return np.split(ids, np.cumsum(lengths)[:-1]) if len(texts) else []

    def encode_row(self, texts: Sequence[str], control: Control | None = None) -> Row:
        """As `encode`, the ids of all texts in a row, and how many each has.

        Raises Fault where the rules of others fail at them, Cancelled when asked to stop.
        """
        found = self._memory.encode(texts) if self._memory is not None else None
        return found if found is not None else self._rules.encode_row(texts, control)

    def encode_with_offsets(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids and the characters each stands for; “[MASK]” is read as the mask."""
        return self._rules.encode_with_offsets(text)

    def decode(self, ids: Iterable[int]) -> str:
        """The text of tokens, special ones written out."""
        known = [int(token) for token in ids if 0 <= int(token) < self.vocabulary]
        text = self._rules.decode(known)
        return _BETWEEN_HAN.sub("", text)  # WordPiece puts a blank between any two words

    def token(self, id: int) -> str:
        """A token as shown to people: “##ing” as “ing”, “Ġdoor” as “door”, “[MASK]” as it is."""
        return self._surfaces[id].text if 0 <= id < self.vocabulary else "–"

    def continues_word(self, id: int) -> bool:
        """Whether a token goes on with the word before it, as “##ing” does in “walk ##ing”."""
        if not 0 <= id < self.vocabulary:
            return False
        surface = self._surfaces[id]
        return bool(surface.raw) and not surface.starts_word

    def pieces(self, ids: Iterable[int]) -> list[Piece]:
        """Tokens as shown to people, and whether each continues the word before."""
        found: list[Piece] = []
        for token in ids:
            surface = self._surfaces[token]
            found.append(Piece(surface.text, bool(found) and surface.joins))
        return found

    def bytes_per_token(self) -> NDArray[np.int32]:
        """UTF-8 bytes each token stands for, a leading blank included; 0 for special ones.  [V]"""
        return np.array([len(surface.raw) for surface in self._surfaces], np.int32)

    def raw(self, id: int) -> bytes:
        """The UTF-8 bytes a token stands for, a leading blank included; none of special ones."""
        return self._surfaces[id].raw

    def is_word_start(self) -> NDArray[np.bool_]:
        """Whether a token begins a word (or is a sign or Chinese character of its own).  [V]"""
        return np.array([surface.starts_word for surface in self._surfaces], np.bool_)


def _special_ids(loaded: Any, special: SpecialTokens) -> frozenset[int]:
    named = {special.pad, special.unknown, special.cls, special.sep, special.mask} - {None}
    named |= set(special.sentinels)  # which are ordinary tokens in some files
    added = {id for id, token in loaded.get_added_tokens_decoder().items() if token.special}
    return frozenset(int(id) for id in named | added if id is not None)
