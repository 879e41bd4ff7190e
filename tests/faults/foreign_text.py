"""A text and a tokenizer that have no letter in common."""

from __future__ import annotations

import random
from pathlib import Path

from engine.__main__ import main
from tests.engine.assembly_samples import write_recipe


def chinese_sentences(count: int) -> list[str]:
    """Sentences of a few characters without a blank between them."""
    rng = random.Random(4)
    return [
        "".join(chr(0x4E00 + rng.randrange(200)) for _ in range(rng.randint(5, 14))) + "。"
        for _ in range(count)
    ]


def chinese_text() -> str:
    """Two hundred paragraphs of them."""
    found = chinese_sentences(1600)
    return "\n\n".join("".join(found[at : at + 8]) for at in range(0, len(found), 8))


def english_tokenizer(folder: Path) -> str:
    """A setting: a tokenizer.json that knows the letters of `paragraphs` and nothing else."""
    recipe = write_recipe(folder / "english")
    assert main(["train", str(recipe), "--runs", str(folder / "e"), "--name", "a"]) == 0
    return f'tokenizer.file="{folder / "e" / "a" / "tokenizer.json"}"'
