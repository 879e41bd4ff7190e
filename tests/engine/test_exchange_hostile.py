"""Folders that are broken, or made to do harm: each is a fault that names what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.exchange.importing import import_folder
from tests.engine.hostile_folders import (
    Change,
    copy,
    linked,
    refused,
    removed,
    settings,
    whole,
    written,
)

__all__ = ["whole"]


def of_sentence_piece(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    (folder / "spiece.model").write_bytes(b"\x0a\x0b")


def of_merges(vocabulary: bytes, merges: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / "tokenizer.json").unlink()
        (folder / "vocab.json").write_bytes(vocabulary)
        (folder / "merges.txt").write_bytes(merges)

    return change


def of_words(words: bytes) -> Change:
    def change(folder: Path) -> None:
        (folder / "tokenizer.json").unlink()
        (folder / "vocab.txt").write_bytes(words)

    return change


TOKENIZERS: dict[str, tuple[Change, str]] = {
    "none": (removed("tokenizer.json"), "There is no tokenizer that can be read"),
    "SentencePiece alone": (of_sentence_piece, "spiece.model is of SentencePiece"),
    "no JSON": (written("tokenizer.json", b"{"), "is no tokenizer that can be read"),
    "no model": (written("tokenizer.json", b"{}"), "is no tokenizer that can be read"),
    "unknown model": (
        written("tokenizer.json", b'{"model": {"type": "Gone", "vocab": {}}}'),
        "is no tokenizer that can be read",
    ),
    "swelling": (
        written("tokenizer.json", b'{"model": {}, "a": [' + b"[]," * 2_000_000 + b"1]}"),
        "It is too large",
    ),
    "words without end": (of_words(b"a\n" * 1_100_000), "It is too large"),
    "device": (linked("tokenizer.json", "/dev/zero"), "It is no file"),
    "settings of another sort": (written("tokenizer_config.json", b"[]"), "no table of settings"),
    "deep settings": (written("tokenizer_config.json", b"[" * 200_000), "nested too deeply"),
    "merges of three": (of_merges(b'{"a": 0, "b": 1}', b"a b c\n"), "It is no list of merges"),
    "numbers that are none": (of_merges(b'{"a": "x"}', b""), "It is no vocabulary"),
    "merges of nothing": (of_merges(b'{"a": 0}', b"x y\n"), "no tokenizer that can be read"),
    "numbers far apart": (
        of_merges(b'{"a": 0, "b": 4000000000}', b""),
        "no tokenizer that can be read",
    ),
}


@pytest.mark.parametrize("name", TOKENIZERS)
def test_tokenizers_that_cannot_be_read_are_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = TOKENIZERS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


def test_code_in_a_folder_is_not_run_and_that_is_said(
    whole: Callable[[str], Path], tmp_path: Path
) -> None:
    folder, sign = copy(whole("bert"), tmp_path / "model"), tmp_path / "harm"
    (folder / "modeling_harm.py").write_text(f"open({str(sign)!r}, 'w')\n")
    settings(auto_map={"AutoModel": "modeling_harm.Harm"}, trust_remote_code=True)(folder)
    found = import_folder(folder, tmp_path / "runs")
    assert "Python code of its own (auto_map): it was not run" in str(found.notices[0])
    assert not sign.exists()


def test_links_to_files_are_followed(whole: Callable[[str], Path], tmp_path: Path) -> None:
    """As the caches of other programs hold their folders."""
    (tmp_path / "model").mkdir()
    for path in whole("bert").iterdir():
        (tmp_path / "model" / path.name).symlink_to(path)
    assert import_folder(tmp_path / "model", tmp_path / "runs").family == "bert"


@pytest.mark.parametrize("name", ["nowhere", "file", "\x00"])
def test_what_is_no_folder_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "There is no folder" in refused(tmp_path / name, tmp_path / "runs")
