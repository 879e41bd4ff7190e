"""Leakage: text held back that is learned from too is found, in little memory, in one reading."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.corpus import leakage as module
from engine.corpus.leakage import Leakage
from engine.corpus.summary import CorpusSummary
from tests.engine.corpus_samples import read


def words(seed: int, num_words: int) -> str:
    """Made-up words nobody else has."""
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(10**6)}" for _ in range(num_words))


def share(learned: list[str], held: list[str]) -> float | None:
    """Of these texts, read in turns."""
    found = Leakage(sum(map(len, (*learned, *held))))
    for text in held:
        found.add(text, validation=True)
    for text in learned:
        found.add(text, validation=False)
    return found.share()


def test_what_both_parts_hold_is_counted() -> None:
    own, copied = words(1, 3000), words(2, 1000)
    found = share([words(3, 20_000), f"{words(4, 50)} {copied} {words(5, 50)}"], [own, copied])
    assert found == pytest.approx(0.25, abs=0.02)


def test_parts_with_nothing_in_common_leak_nothing() -> None:
    assert share([words(1, 9000)], [words(2, 900)]) == 0.0


def test_lines_case_and_signs_hide_no_copy() -> None:
    text = words(1, 2000)
    wrapped = text.replace(" ", "\n").upper() + "!"
    assert share([wrapped], [text]) == 1.0


def test_passages_in_chinese_are_found_too() -> None:
    rng = random.Random(0)
    signs = ["".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(3000)) for _ in range(3)]
    assert share([signs[0] + signs[1]], [signs[1] + signs[2]]) == pytest.approx(0.5, abs=0.03)


def test_a_short_text_is_compared_whole() -> None:
    assert share(["Go home."], ["go home!"]) == 1.0
    assert share(["Go home.", "Stay."], ["Go", "home", "Stay here."]) == 0.0


def test_where_one_part_is_empty_nothing_is_known() -> None:
    assert share([], ["Held back."]) is None
    assert share(["Learned."], []) is None


def test_memory_is_bounded_and_the_share_still_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 5000)
    copied = [words(seed, 500) for seed in range(40)]
    found = Leakage(1)  # far more comes than was expected
    for seed, text in enumerate(copied):
        found.add(text, validation=True)
        found.add(words(1000 + seed, 500), validation=True)
        for part in range(4):
            found.add(words(2000 + 4 * seed + part, 500), validation=False)
        found.add(text, validation=False)
    assert found.share() == pytest.approx(0.5, abs=0.05)
    assert all(sum(map(len, hashes)) <= 5000 for hashes in found._found.values())


def test_the_summary_of_a_corpus_tells_it(tmp_path: Path) -> None:
    menu = words(7, 200).replace(" ", "\n")  # on every page; its lines are short
    pages = [f"{menu}\n\n{words(seed, 200)}" for seed in range(40)]
    rows = "\n".join(json.dumps({"text": page}) for page in pages)
    (tmp_path / "pages.jsonl").write_text(rows, "utf-8")
    _, own = read(tmp_path, validation=0.2)
    assert own.summary.leakage == pytest.approx(0.5, abs=0.1)
    again = CorpusSummary.from_data(json.loads(json.dumps(own.summary.as_data())))
    assert again.leakage == own.summary.leakage


def test_prepare_tells_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for seed in range(4):
        (tmp_path / f"{seed}.txt").write_text(words(seed, 900), "utf-8")
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        'preset = "roberta-tiny"\ncorpus.paths = ["0.txt", "1.txt", "2.txt", "3.txt"]\n'
        "tokenizer.vocabulary = 300\ntraining.steps = 1\n",
        "utf-8",
    )
    assert main(["prepare", str(recipe)]) == 0
    assert json.loads(capfd.readouterr().out.splitlines()[-1])["leakage"] == 0.0
