"""The vocabularies themselves: WordPiece and byte-level BPE, learned by `tokenizers`.

Both come out the same every time. WordPiece would not by itself: its "##" letters get their
numbers in the order of a table with a random seed, and ties between merges go by number. So the
letters are counted first and numbered here.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import tokenizers
from numpy.typing import NDArray
from tokenizers import Regex, decoders, models, normalizers, pre_tokenizers, processors, trainers

from engine.tokenizer.files import SENTINEL, SPECIAL_TOKENS

LONGEST_PIECE = 256  # characters; BPE training is quadratic in an unbroken run
HAN = "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"

Counted = Callable[[int], None]  # is told how many bytes of the payloads are done

# What `tokenizers` takes for signs and for blanks; Python takes four separators for blanks too.
_KINDS = (r"[\S\x1c-\x1f]", r"[^\S\x1c-\x1f]")
_FULL = re.compile("|".join(f"{kind}{{{LONGEST_PIECE}}}(?={kind})" for kind in _KINDS))
# A text without such a run, which nearly all are, is seen to be one in a fifth of the time.
_SHORT = re.compile(
    "{blank}{{0,{most}}}+(?:{sign}{{1,{most}}}+{blank}{{1,{most}}}+)*+{sign}{{0,{most}}}+".format(
        sign=_KINDS[0], blank=_KINDS[1], most=LONGEST_PIECE
    )
)


def learn_wordpiece(config: Mapping[str, Any], payloads: Sequence[bytes], counted: Counted) -> Any:
    """WordPiece with BERT's rules, from texts as `pack` made them."""
    tokenizer = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    # Composed forms are the corpus' cleaning: NFC here takes three quarters of all the time.
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=config["lowercase"])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    # Every letter may be there twice, as itself and as "##" continuation.
    alphabet = _alphabet(payloads, tokenizer.normalizer, config["vocabulary"] // 2)
    within = [f"##{sign}" for sign in alphabet if _is_inside_words(sign, tokenizer)]
    trainer = trainers.WordPieceTrainer(
        vocab_size=config["vocabulary"] - _num_sentinels(config),
        special_tokens=[*SPECIAL_TOKENS, *within],
        initial_alphabet=alphabet,
        limit_alphabet=len(alphabet),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_texts(payloads, counted), trainer)
    learned = tokenizers.Tokenizer(
        models.WordPiece(tokenizer.get_vocab(with_added_tokens=False), unk_token="[UNK]")
    )
    learned.normalizer, learned.pre_tokenizer = tokenizer.normalizer, tokenizer.pre_tokenizer
    learned.decoder = decoders.WordPiece(prefix="##")
    return _framed(learned, _num_sentinels(config))


def learn_bpe(config: Mapping[str, Any], payloads: Sequence[bytes], counted: Counted) -> Any:
    """Byte-level BPE with GPT-2's rules, Chinese characters apart."""
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(HAN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=config["vocabulary"] - _num_sentinels(config),
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_texts(payloads, counted), trainer)
    return _framed(tokenizer, _num_sentinels(config))


def pack(texts: Iterable[bytes]) -> bytes:
    """Texts in UTF-8 as one message, every text with its length before it."""
    return b"".join(part for text in texts for part in (struct.pack("<I", len(text)), text))


def cut_runs(text: str) -> list[str]:
    """The text in parts: an ending after every 256 characters of an unbroken run.

    A run is of signs, or of blanks, which are a piece of byte-level BPE as well.
    """
    if _SHORT.fullmatch(text):
        return [text]
    ends = [found.end() for found in _FULL.finditer(text)]
    return [text[begin:end] for begin, end in pairwise([0, *ends, len(text)])]


def _texts(payloads: Iterable[bytes], counted: Counted | None = None) -> Iterator[str]:
    num_bytes = 0
    for payload in payloads:
        at = 0
        while at < len(payload):
            (size,) = struct.unpack_from("<I", payload, at)
            yield from cut_runs(payload[at + 4 : at + 4 + size].decode("utf-8"))
            at += 4 + size
        num_bytes += len(payload)
        if counted is not None:
            counted(num_bytes)


def _alphabet(payloads: Iterable[bytes], normalizer: Any, most: int) -> list[str]:
    """The commonest characters of the normalised texts, sorted."""
    counts: NDArray[np.int64] = np.zeros(0x110000, np.int64)
    for text in _texts(payloads):
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        found = np.bincount(codes)
        counts[: len(found)] += found
    normalised: Counter[str] = Counter()
    for code in np.flatnonzero(counts).tolist():
        for sign in normalizer.normalize_str(chr(code)):
            normalised[sign] += int(counts[code])
    signs = [sign for sign in normalised if not sign.isspace()]
    return sorted(sorted(signs, key=lambda sign: (-normalised[sign], sign))[:most])


def _is_inside_words(sign: str, tokenizer: Any) -> bool:
    """Whether a character can continue a word under the tokenizer's own rules.

    No list of ours: these rules set some Chinese characters apart and others not (々 and 〇).
    """
    text = tokenizer.normalizer.normalize_str(f"a{sign}")
    return len(tokenizer.pre_tokenizer.pre_tokenize_str(text)) == 1


def _num_sentinels(config: Mapping[str, Any]) -> int:
    return config.get("sentinels") or 0


def _framed(tokenizer: Any, num_sentinels: int) -> Any:
    """With [CLS] and [SEP] where other programs expect them; here batching frames the rows.

    Gap tokens come last, as in T5.
    """
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    tokenizer.add_special_tokens([SENTINEL.format(number=n) for n in range(num_sentinels)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(name, SPECIAL_TOKENS.index(name)) for name in ("[CLS]", "[SEP]")],
    )
    return tokenizer
