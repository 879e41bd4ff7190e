"""Rules of a foreign tokenizer.json: at work in a limited child, whatever they do there."""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
import pytest

from engine.control import Control
from engine.faults import Cancelled, Fault
from engine.limits import Child
from engine.shards.shards import build_shards
from engine.tokenizer import confined
from engine.tokenizer.confined import ASKING, OPENING, ConfinedRules
from engine.tokenizer.rules import Rules, are_harmless
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, prose, write_books

# Words as newer byte-level tokenizers cut them: an expression of their own, and a good one.
OF_WORDS = r"(?i:'s|'t|'re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+|\s+"
# Tries 2²² ways after most words of a prose, one after another, and finds none; short lines and
# the same sign again and again do it no harm.
ENDLESS = r"(?<=[b-df-z] )(?:[a-z ]{1,2}){22}[0-9]"
# The same without an end to the ways: its engine gives up, and panics.
PANICKING = r"(?<=[b-df-z] )(?:[a-z]+ ?)+[0-9]"
TEXTS = ["The River's banks, 12345 steps.\n", "", "国家 [MASK]\x00é\u202e", " two  blanks"]


@pytest.fixture(autouse=True)
def nothing_held_by_a_fault() -> Iterator[None]:
    """A fault that was caught holds what raised it until somebody looks for circles."""
    yield
    gc.collect()


def write_rules(path: Path, expression: str, **changes: Any) -> Path:
    """A byte-level BPE whose words an expression of others cuts."""
    config, books = TokenizerConfig(kind="bpe", vocabulary=300), write_books(path.parent / "b")
    letters = json.loads(train_tokenizer(config, corpus(books)).to_bytes())
    split = {"type": "Split", "pattern": {"Regex": expression}, "behavior": "Isolated"}
    bytes_only = {"type": "ByteLevel", "add_prefix_space": False, "use_regex": False}
    parts = [split | {"invert": False}, bytes_only | {"trim_offsets": True}]
    letters["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": parts}
    path.write_text(json.dumps(letters | changes))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    for name, expression in (("good", OF_WORDS), ("endless", ENDLESS), ("panicking", PANICKING)):
        write_rules(folder / f"{name}.json", expression)
    return folder


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second of work instead of six."""
    assert max(OPENING.cpu_seconds, ASKING.cpu_seconds, ASKING.idle_seconds) < 10
    for name in ("OPENING", "ASKING"):
        monkeypatch.setattr(confined, name, confined.Limits(cpu_seconds=1.0))


def test_what_is_confined_says_the_same(folder: Path) -> None:
    path = folder / "good.json"
    own, here = Tokenizer.open(path), Rules(path.read_bytes())
    assert isinstance(own._rules, ConfinedRules)
    texts = [*TEXTS, prose(1, 300)]
    ids, lengths = own.encode_row(texts)
    wanted, sizes = here.encode_row(texts)
    assert (ids.tolist(), lengths.tolist()) == (wanted.tolist(), sizes.tolist())
    for text in texts:
        assert own.encode_with_offsets(text) == here.encode_with_offsets(text)
    assert own.decode(ids[:50]) == here.decode(ids[:50].tolist())
    assert own.encode([]) == []


@pytest.mark.usefixtures("impatient")
def test_an_expression_without_an_end_is_refused_by_name_while_text_is_prepared(
    folder: Path,
) -> None:
    path = folder / "endless.json"
    tokenizer = train_tokenizer(TokenizerConfig(file=path), corpus(folder / "b"))
    with pytest.raises(Fault, match=r"endless\.json cannot encode this text.*too long") as caught:
        build_shards(corpus(folder / "b"), tokenizer)
    assert "Choose another tokenizer" in str(caught.value)
    assert tokenizer.encode(["of men"])[0].tolist()  # where it comes to an end it goes on


def test_one_that_panics_is_refused_with_its_words(folder: Path) -> None:
    own = Tokenizer.open(folder / "panicking.json")
    with pytest.raises(Fault, match=r"panicking\.json cannot encode this text.*limit"):
        own.encode([prose(1, 50)])
    with pytest.raises(Fault, match="cannot encode"):
        own.encode_with_offsets(prose(1, 50))
    assert own.encode(["of men"])[0].tolist()


@pytest.mark.timeout(60)
def test_a_stop_ends_a_text_that_takes_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "ASKING", confined.Limits(cpu_seconds=600.0))
    own, control = Tokenizer.open(folder / "endless.json"), Control()
    timer = threading.Timer(0.5, control.stop)
    timer.start()
    with pytest.raises(Cancelled):
        own.encode_row([prose(1, 300)], control)
    timer.join()


@pytest.mark.parametrize("expression", [r"(?:a{1,2}){22}[0-9]", r"(?:[\w ]+ )+!"])
@pytest.mark.usefixtures("impatient")
def test_one_that_hangs_or_panics_at_the_commonest_texts_is_not_opened(
    tmp_path: Path, expression: str
) -> None:
    path = write_rules(tmp_path / "tokenizer.json", expression)
    with pytest.raises(Fault, match=rf"{path.name} is no tokenizer"):
        Tokenizer.open(path)


def test_the_child_ends_with_the_tokenizer(folder: Path) -> None:
    before = set(psutil.Process().children())
    own = Tokenizer.open(folder / "good.json")
    (child,) = set(psutil.Process().children()) - before
    del own
    gc.collect()
    assert not child.is_running()


def test_several_threads_may_ask(folder: Path) -> None:
    own = Tokenizer.open(folder / "good.json")
    texts = [prose(seed, 40) for seed in range(8)]
    wanted = [own.encode([text])[0].tolist() for text in texts]
    found: dict[int, list[int]] = {}

    def ask(number: int) -> None:
        found[number] = own.encode([texts[number]])[0].tolist()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(texts))] == wanted


def test_a_child_lost_between_two_texts_is_told_of_and_started_again(folder: Path) -> None:
    own = Tokenizer.open(folder / "good.json")
    wanted = own.encode(TEXTS)
    assert isinstance(own._rules, ConfinedRules)
    child: Child = own._rules._children[0]
    child._process.kill()
    child._process.wait()
    with pytest.raises(Fault, match="The system ended"):
        own.encode(TEXTS)
    assert [each.tolist() for each in own.encode(TEXTS)] == [each.tolist() for each in wanted]


@pytest.mark.parametrize("kind", ["wordpiece", "bpe"])
def test_what_is_learned_here_needs_no_child(tmp_path: Path, kind: str) -> None:
    config = TokenizerConfig(kind=kind, vocabulary=300)  # type: ignore[arg-type]
    books = corpus(write_books(tmp_path / "books"))
    path = tmp_path / "tokenizer.json"
    path.write_bytes(train_tokenizer(config, books).to_bytes())
    assert isinstance(Tokenizer.open(path)._rules, Rules)
    with closing(build_shards(books, Tokenizer.open(path))) as shards:
        assert shards.train.num_tokens


def hostile(value: dict[str, Any], name: str) -> dict[str, Any]:
    """A harmless tokenizer.json with something in it that is not."""
    twice = {"Sequence": {"id": "A", "type_id": 0}}
    expression = {"Regex": "[一鿿](?:a|a)*b[c]"}
    split = {"type": "Split", "pattern": expression, "behavior": "Isolated", "invert": False}
    replace = {"type": "Replace", "pattern": {"Regex": "(a|a)*b"}, "content": ""}
    spaces = {"type": "ByteLevel", "add_prefix_space": False}
    changes: dict[str, dict[str, Any]] = {
        "decoder": {"decoder": {"type": "Sequence", "decoders": [replace]}},
        "normalizer": {"normalizer": replace},
        "frame": {"post_processor": value["post_processor"] | {"single": [twice, twice]}},
        "frames": {"post_processor": {"type": "Sequence", "processors": []}},
        "set": {"pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, spaces]}},
        "words": {"model": value["model"] | {"max_input_chars_per_word": 10**6}},
    }
    return value | changes[name]


@pytest.mark.parametrize("name", ["decoder", "normalizer", "frame", "frames", "set", "words"])
@pytest.mark.parametrize("kind", ["wordpiece", "bpe"])
def test_what_might_do_harm_is_known(tmp_path: Path, kind: str, name: str) -> None:
    config = TokenizerConfig(kind=kind, vocabulary=300)  # type: ignore[arg-type]
    learned = train_tokenizer(config, corpus(write_books(tmp_path / "books"))).to_bytes()
    assert are_harmless(learned)
    assert not are_harmless(json.dumps(hostile(json.loads(learned), name)).encode())
