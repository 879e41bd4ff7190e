"""The tokenizer of a foreign folder, however it is kept and whatever its tokens are called."""

from __future__ import annotations

import json
from pathlib import Path

from engine.exchange.folder import Folder
from engine.exchange.foreign_tokenizer import open_tokenizer
from engine.tokenizer.learning import learn_bpe, pack
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine.opened_samples import TEXT, tokenizer
from tests.engine.test_exchange_import import foreign, opened


def test_special_tokens_go_by_what_the_folder_says(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    text = (folder / "tokenizer.json").read_text()
    names = {"[CLS]": "<begin>", "[SEP]": "<end>", "[MASK]": "<gap>", "[PAD]": "<none>"}
    for ours, theirs in names.items():
        text = text.replace(ours, theirs)
    (folder / "tokenizer.json").write_text(text)
    said = {"cls_token": "<begin>", "sep_token": {"content": "<end>"}, "mask_token": "<gap>"}
    (folder / "special_tokens_map.json").write_text(json.dumps(said | {"pad_token": "<none>"}))
    found = opened(folder, tmp_path / "runs").tokenizer
    assert found.special == tokenizer().special
    assert found.encode([TEXT])[0].tolist() == tokenizer().encode([TEXT])[0].tolist()


def test_a_list_of_words_will_do_for_bert(tmp_path: Path) -> None:
    folder = foreign(tmp_path)
    value = json.loads((folder / "tokenizer.json").read_text())
    ids = value["model"]["vocab"] | {one["content"]: one["id"] for one in value["added_tokens"]}
    (folder / "tokenizer.json").unlink()
    words = sorted(ids, key=lambda name: ids[name])
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    (folder / "tokenizer_config.json").write_text('{"do_lower_case": false}')
    found = opened(folder, tmp_path / "runs").tokenizer
    assert found.special.mask == tokenizer().special.mask
    assert found.encode(["Masked"])[0].tolist() != found.encode(["masked"])[0].tolist()


def test_a_byte_level_vocabulary_and_its_merges_will_do(tmp_path: Path) -> None:
    """As the first folders of GPT-2 and RoBERTa have them."""
    learned = json.loads(
        learn_bpe({"vocabulary": 300}, [pack([TEXT.encode()] * 20)], lambda _done: None).to_str()
    )
    words, merges = learned["model"]["vocab"], learned["model"]["merges"]
    called = {"[PAD]": "<pad>", "[UNK]": "<unk>", "[CLS]": "<s>", "[SEP]": "</s>"}
    called["[MASK]"] = "<mask>"
    ids = {called.get(name, name): id for name, id in words.items()}
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "vocab.json").write_text(json.dumps(ids))
    lines = ["#version: 0.2", *(" ".join(pair) for pair in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", "utf-8")
    found = open_tokenizer(Folder(folder))
    known = Tokenizer.from_bytes(json.dumps(learned).encode())
    assert found.special == known.special
    text = f"{TEXT}, and more: naïve!\n  two  blanks"
    assert found.encode([text])[0].tolist() == known.encode([text])[0].tolist()
    assert found.decode(found.encode([text])[0]) == text
