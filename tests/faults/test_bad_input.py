"""Text nobody can train on: named, with what to do; nothing is lost."""

from __future__ import annotations

import random
import shutil
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.control import Control
from engine.corpus.corpus import Corpus, CorpusConfig
from engine.corpus.split import split_rank
from engine.faults import Fault
from engine.recipe import load_recipe
from engine.resources import cache_folder
from tests.engine.assembly_samples import paragraphs, sentences, write_recipe
from tests.faults.foreign_text import chinese_sentences, chinese_text, english_tokenizer

Captured = pytest.CaptureFixture[str]
Attempt = Callable[..., str]
MASKED_ONLY = "objectives.next_sentence=false"
LETTERS = bytes(ord("a") + byte % 26 for byte in range(256))


@pytest.fixture
def attempt(tmp_path: Path, capfd: Captured) -> Attempt:
    """Train on `files` from the command line; what it said on stderr. Nothing may be harmed."""

    def train(files: dict[str, str | bytes], *sets: str, status: int = 1) -> str:
        recipe = write_recipe(tmp_path, text=False)
        for name, content in files.items():
            data = content.encode("utf-8") if isinstance(content, str) else content
            (tmp_path / "text" / name).write_bytes(data)
        before = contents(tmp_path / "text")
        words = [word for each in ("training.steps=4", *sets) for word in ("--set", each)]
        runs = tmp_path / "runs"

        found = main(["train", str(recipe), "--runs", str(runs), "--name", "a", *words])

        out, err = capfd.readouterr()
        assert found == status, err
        assert bool(out) == (status == 0)
        assert "Traceback" not in err
        assert contents(tmp_path / "text") == before
        assert (runs / "a").exists() == (status == 0)
        assert not list(cache_folder().rglob("*.partial-*"))
        return err

    return train


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte by byte."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_empty_folder(attempt: Attempt) -> None:
    err = attempt({})

    assert "There is no text in" in err
    assert "The folder is empty." in err
    assert "Choose files or folders with text" in err


def test_binary_files_only(attempt: Attempt) -> None:
    noise = random.Random(1).randbytes(50_000)

    err = attempt({"a.txt": noise, "b.png": b"\x89PNG\r\n\x1a\n" + noise, "c.md": b"\0" * 9000})

    assert "There is no text in" in err
    assert "All that was found (3) was left out." in err


def test_documents_that_are_all_too_short(attempt: Attempt) -> None:
    assert "There is no text in" in attempt({"a.txt": "Too short.", "b.txt": "And this."})


def test_no_sentence_boundary_for_next_sentence(attempt: Attempt) -> None:
    words = " ".join(sentences(1500)).replace(".", "").lower()

    err = attempt({"a.txt": words})

    assert "No sentence boundaries were found" in err
    assert "train on masked words alone" in err


def test_text_without_sentences_is_enough_for_masked_words(attempt: Attempt) -> None:
    words = " ".join(sentences(1500)).replace(".", "").lower()

    assert "warning:" not in attempt({"a.txt": words}, MASKED_ONLY, status=0)


def test_a_text_of_one_piece(attempt: Attempt) -> None:
    err = attempt({"a.txt": paragraphs(1500)}, MASKED_ONLY)

    assert "too short to hold a part of it back" in err
    assert "Add text" in err


def test_a_text_of_one_piece_that_is_held_back(attempt: Attempt) -> None:
    name = next(f"{n}.txt" for n in range(100) if split_rank(f"{n}.txt", 0) < 0.5)

    err = attempt({name: paragraphs(1500)}, MASKED_ONLY, "corpus.validation=0.5")

    assert "too short to hold a part of it back" in err


def test_a_text_shorter_than_one_row(attempt: Attempt) -> None:
    files = {f"{number}.txt": paragraphs(400, number) for number in range(2)}

    err = attempt(files, MASKED_ONLY, "model.length=512")

    assert "do not fill one row" in err
    assert "choose a shorter length" in err


def test_too_few_sections_for_pairs(attempt: Attempt) -> None:
    files = {f"{number}.txt": paragraphs(1500, number) for number in range(3)}

    assert "too few sections for next sentence" in attempt(files)


def test_a_folder_that_is_gone_is_a_fault_of_the_recipe(attempt: Attempt, tmp_path: Path) -> None:
    err = attempt({}, 'corpus.paths=["gone"]', status=2)

    assert f"corpus.paths: there is no {tmp_path / 'gone'}" in err


def test_a_folder_that_goes_after_the_recipe_was_read(tmp_path: Path) -> None:
    recipe = load_recipe(write_recipe(tmp_path))
    shutil.rmtree(tmp_path / "text")

    with pytest.raises(Fault, match="cannot be found") as caught:
        start(recipe, tmp_path / "run")(lambda event: None, Control())

    assert "Choose the file or folder again" in str(caught.value)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    "text",
    [
        paragraphs(60_000),
        "\n".join(sentences(1400)),
        " ".join(sentences(1400)),
        "".join(chinese_sentences(2000)),
    ],
    ids=["paragraphs", "lines", "one line", "chinese"],
)
def test_one_short_file_is_enough_for_both_objectives(attempt: Attempt, text: str) -> None:
    err = attempt({"a.txt": text}, status=0)

    assert "step 4: validation masked_lm" in err
    assert "step 4: validation next_sentence" in err


OF_OLD = {
    "utf-16": "Она открыла дверь. 她打开门向外看。 Elle ouvrit la porte.",
    "utf-16-le": "Она открыла дверь. 她打开门向外看。 Elle ouvrit la porte.",
    "latin-1": "Elle ouvrit la porte et regarda dehors. Le jardin était plongé dans l'ombre. "
    "« Où es-tu allée ? » demanda sa mère. L'eau de la forêt était très fraîche.",
    "gb18030": "她打开门，向外看了看。花园里还很暗，但是鸟儿已经在唱歌了。你去哪儿了？妈妈问她。",
    "koi8-r": "Она открыла дверь и выглянула наружу. Сад был ещё тёмный, но птицы уже пели. "
    "Дети вернулись из школы поздно и сразу легли спать.",
}


@pytest.mark.parametrize("encoding", OF_OLD)
def test_text_in_another_encoding_is_read(attempt: Attempt, tmp_path: Path, encoding: str) -> None:
    written = "\n".join(f"{number}. {OF_OLD[encoding]}" for number in range(300))

    attempt({"a.txt": written.encode(encoding)}, MASKED_ONLY, status=0)

    documents = Corpus(CorpusConfig(paths=(tmp_path / "text",))).documents()
    read = "\n".join(document.text for document in documents)
    assert read.split() == written.split()


def test_text_spoilt_by_bad_bytes_is_read_and_named(attempt: Attempt, tmp_path: Path) -> None:
    rng = random.Random(3)
    written = paragraphs(40_000)
    data = bytearray(written.encode("ascii"))
    for place in rng.sample(range(len(data)), 4000):
        data[place] = rng.randrange(128, 256)

    files = {"bad.txt": bytes(data), "good.txt": paragraphs(30_000, 5)}
    err = attempt(files, MASKED_ONLY, status=0)

    bad, good = (str(tmp_path / "text" / name) for name in files)
    assert f"{bad} could not be read for certain. " in err
    assert "no encoding fits its bytes. Save it as UTF-8." in err
    assert good not in err
    corpus = Corpus(CorpusConfig(paths=(tmp_path / "text",), validation=0.05))
    read = " ".join(document.text for document in corpus.documents() if document.file == 0)
    whole = set(written.split()) & set(bytes(data).decode("ascii", "ignore").split())
    assert len(whole & set(read.split())) > 0.3 * len(whole)


@pytest.mark.parametrize(
    "num_bytes", [20_000_000, pytest.param(200_000_000, marks=pytest.mark.slow)]
)
def test_one_very_long_line(attempt: Attempt, num_bytes: int) -> None:
    part = " ".join(sentences(20_000))
    line = (part + " ") * (num_bytes // len(part) + 1)

    err = attempt({"a.txt": line[:num_bytes]}, MASKED_ONLY, status=0)

    assert "could not be read" not in err


@pytest.mark.parametrize("num_bytes", [500_000, pytest.param(20_000_000, marks=pytest.mark.slow)])
def test_one_line_without_a_single_blank(attempt: Attempt, num_bytes: int) -> None:
    line = random.Random(2).randbytes(num_bytes).translate(LETTERS)

    err = attempt({"a.txt": line, "b.txt": paragraphs(20_000)}, MASKED_ONLY, status=0)

    assert "could not be read" not in err


def test_a_tokenizer_that_is_none(attempt: Attempt, tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{" + string.ascii_letters)

    err = attempt({"a.txt": paragraphs(9000)}, 'tokenizer.file="tokenizer.json"', status=2)

    path = tmp_path / "tokenizer.json"
    assert f"tokenizer.file: {path} is no tokenizer that can be read. It is no JSON." in err


def test_a_tokenizer_that_cannot_write_the_text(
    attempt: Attempt, tmp_path: Path, capfd: Captured
) -> None:
    tokenizer = english_tokenizer(tmp_path)
    capfd.readouterr()

    err = attempt({"a.txt": chinese_text()}, tokenizer, MASKED_ONLY)

    assert "The tokenizer cannot write this text." in err
    assert "% of the text is unknown to it. Learn one from this text" in err


def test_a_text_of_which_a_good_part_is_unknown(
    attempt: Attempt, tmp_path: Path, capfd: Captured
) -> None:
    tokenizer = english_tokenizer(tmp_path)
    capfd.readouterr()

    err = attempt({"a.txt": chinese_text(), "b.txt": paragraphs(20_000)}, tokenizer, status=0)

    assert "warning: " in err
    assert "% of the text is unknown to this tokenizer: nothing is learned of it." in err
    assert "leave tokenizer.file empty" in err
