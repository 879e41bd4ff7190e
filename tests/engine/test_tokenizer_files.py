"""Tokenizers of others: opened, or refused by name; never a crash."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.faults import Cancelled, Fault
from engine.limits import Child, Limits
from engine.tokenizer import confined
from engine.tokenizer.files import SPECIAL_TOKENS, ignores_case, num_tokens_in, special_tokens_in
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, write_books

WORDS = [*SPECIAL_TOKENS, "the", "river", "##side", "国", "，", "."]


def write_words(path: Path) -> Path:
    path.write_text("\n".join(WORDS) + "\n")
    return path


def write_json(path: Path, **changes: Any) -> Path:
    (path.parent / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    value = json.loads(Tokenizer.open(path.parent / "vocab.txt").to_bytes())
    path.write_text(json.dumps(value | changes))
    return path


def test_a_vocabulary_file_becomes_berts_tokenizer(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\r\n".join(WORDS))
    own = Tokenizer.open(path)
    assert own.vocabulary == len(WORDS)
    (ids,) = own.encode(["The Riverside, 国。"])
    assert [own.token(int(token)) for token in ids] == [
        "the",
        "river",
        "side",
        "[UNK]",
        "国",
        "[UNK]",
    ]
    assert own.is_word_start()[ids].tolist() == [True, True, False, False, True, False]
    assert special_tokens_in(path) == set(SPECIAL_TOKENS)
    assert Tokenizer.from_bytes(own.to_bytes()).fingerprint() == own.fingerprint()


def test_line_ends_of_windows_change_no_number(tmp_path: Path) -> None:
    words = [*SPECIAL_TOKENS, "\u2028", "\x85", "\x1c", "the", "river"]
    for name, end in (("unix.txt", "\n"), ("windows.txt", "\r\n")):
        (tmp_path / name).write_bytes((end.join(words) + end).encode())
    unix, windows = (Tokenizer.open(tmp_path / name) for name in ("unix.txt", "windows.txt"))
    assert unix.fingerprint() == windows.fingerprint()
    assert unix.encode(["the river"])[0].tolist() == [8, 9]


@pytest.mark.timeout(30)
def test_a_stop_while_a_file_is_tried_ends_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(Child):
        """A child that does not come to its end."""

        def __init__(self, *_: object) -> None:
            super().__init__("tests.engine.limits_targets:sleep", Limits(idle_seconds=60))

    monkeypatch.setattr(confined, "Child", Slow)
    path = write_words(tmp_path / "vocab.txt")
    control = Control()
    timer = threading.Timer(0.2, control.stop)
    timer.start()
    with pytest.raises(Cancelled):
        Tokenizer.open(path, control)
    timer.join()


def test_a_cased_vocabulary_is_not_lowercased(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join([*WORDS, "River"]))
    own = Tokenizer.open(path)
    assert own.decode(own.encode(["River"])[0]) == "River"


def test_capitals_of_bracketed_names_make_no_vocabulary_cased(tmp_path: Path) -> None:
    """BERT's Chinese vocabulary has <S> and <T>, and no other capital."""
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join([*WORDS, "[unused1]", "<S>", "<T>", "[Q]"]))
    own = Tokenizer.open(path)
    assert [own.token(int(token)) for token in own.encode(["River"])[0]] == ["river"]
    path.write_text("\n".join([*WORDS, "<S>", "R", "##iver"]))
    assert ignores_case(own.to_bytes())
    cased = Tokenizer.open(path)
    assert ignores_case(cased.to_bytes()) is False
    assert cased.decode(cased.encode(["River"])[0]) == "River"


def test_special_tokens_of_other_names_are_known(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(["<s>", "<pad>", "</s>", "<unk>", "the", "<mask>"]))
    own = Tokenizer.open(path)
    assert (own.special.cls, own.special.pad, own.special.sep) == (0, 1, 2)
    assert (own.special.unknown, own.special.mask) == (3, 5)
    assert special_tokens_in(path) == set(SPECIAL_TOKENS)


def test_a_vocabulary_is_counted_without_opening_it(tmp_path: Path) -> None:
    text = tmp_path / "vocab.txt"
    text.write_text("\n".join(WORDS))
    gaps = write_json(tmp_path / "tokenizer.json")
    value = json.loads(gaps.read_text())
    value["model"]["vocab"]["new"] = 70
    gaps.write_text(json.dumps(value))
    for path in (text, gaps):
        assert num_tokens_in(path) == Tokenizer.open(path).vocabulary


def test_missing_special_tokens_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("[UNK]\n[PAD]\nthe\n")
    assert special_tokens_in(path) == {"[UNK]", "[PAD]"}
    assert Tokenizer.open(path).special.mask is None
    with pytest.raises(Fault, match=r"gone\.json"):
        special_tokens_in(tmp_path / "gone.json")


def test_padding_and_truncation_of_a_file_are_not_applied(tmp_path: Path) -> None:
    truncation = {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}
    path = write_json(tmp_path / "tokenizer.json", truncation=truncation)
    assert len(Tokenizer.open(path).encode(["the river the river the"])[0]) == 5


def test_a_recipe_with_a_file_learns_nothing(tmp_path: Path) -> None:
    path = write_json(tmp_path / "tokenizer.json")
    own = train_tokenizer(TokenizerConfig(file=path), corpus(write_books(tmp_path / "books")))
    assert own.vocabulary == len(WORDS)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no json": b"{",
    "no model": b"{}",
    "a list": b"[1, 2]",
    "deep": b"[" * 100_000,
    "no utf-8": b"\xff\xfe\x00",
    "wrong type": b'{"model": {"type": "Nonsense", "vocab": {}}}',
    "null": b'{"version": "1.0", "model": null}',
    "ids far away": b'{"version":"1.0","model":{"type":"WordPiece","unk_token":"[UNK]",'
    b'"continuing_subword_prefix":"##","max_input_chars_per_word":100,'
    b'"vocab":{"[UNK]":4000000000}}}',
    "ids that take gigabytes": b'{"version":"1.0","model":{"type":"WordLevel","unk_token":"[UNK]",'
    b'"vocab":{"[UNK]":0,"a":60000000}}}',
    "negative ids": b'{"version":"1.0","model":{"type":"WordPiece","unk_token":"[UNK]",'
    b'"continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"[UNK]":-1}}}',
    "no unknown": b'{"version":"1.0","model":{"type":"WordPiece","unk_token":"[UNK]",'
    b'"continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{"a":0}}}',
    "bad pattern": b'{"version":"1.0","pre_tokenizer":{"type":"Split","pattern":{"Regex":"("},'
    b'"behavior":"Isolated","invert":false},"model":{"type":"WordLevel","vocab":{"a":0},'
    b'"unk_token":"a"}}',
    "bad merges": b'{"version":"1.0","model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tokenizer_files_are_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(Fault, match=r"tokenizer\.json"):
        Tokenizer.open(path)
    with suppress(Fault):  # much of what is wrong shows only when it is run
        special_tokens_in(path)


def test_pieces_of_sentencepiece_are_joined_into_words(tmp_path: Path) -> None:
    spaces = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    scores = ["<unk>", "▁read", "ing", "▁", "s", "▁books", ",", "<0x0A>"]
    model = {"type": "Unigram", "unk_id": 0, "vocab": [[each, -n] for n, each in enumerate(scores)]}
    value = {"version": "1.0", "pre_tokenizer": spaces, "decoder": spaces, "model": model}
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps(value))
    own = Tokenizer.open(path)
    (ids,) = own.encode(["reading, books"])
    assert [(piece.text, piece.joins) for piece in own.pieces(ids)] == [
        ("read", False), ("ing", True), (",", True), ("books", False)
    ]  # fmt: skip
    assert own.is_word_start()[ids].tolist() == [True, False, True, True]
    assert own.bytes_per_token().tolist() == [0, 5, 3, 1, 1, 6, 1, 1]


def test_an_expression_that_never_ends_is_refused(tmp_path: Path) -> None:
    pattern = {"type": "Split", "pattern": {"Regex": "(a+)+$x"}, "behavior": "Isolated"}
    path = write_json(tmp_path / "tokenizer.json", pre_tokenizer=pattern | {"invert": False})
    try:
        own = Tokenizer.open(path)
    except Fault:
        return
    assert own.encode(["aaa"])  # the expression's engine gave up by itself


@pytest.mark.parametrize("data", [b"\xff\xfe", b"one\ntwo\n", b"[UNK]\n" + b"x" * 1000])
def test_files_that_are_no_vocabulary_are_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "vocab.txt"
    path.write_bytes(data)
    with pytest.raises(Fault, match=r"vocab\.txt"):
        Tokenizer.open(path)


def test_damaged_bytes_are_a_fault() -> None:
    with pytest.raises(Fault):
        Tokenizer.from_bytes(b"\x00\x01")


@pytest.mark.parametrize("name", ["vocab-bert-gpt2", "vocab-bert-base-chinese"])
def test_real_vocabularies_open(real_data: Callable[[str], Path], name: str) -> None:
    paths = sorted(real_data(name).rglob("*vocab*.txt"))
    assert paths
    for path in paths:
        own = Tokenizer.open(path)
        assert own.vocabulary > 20_000
        assert None not in (own.special.mask, own.special.cls, own.special.pad)
        (ids,) = own.encode(["国 people sitting."])
        assert own.special.unknown not in ids
