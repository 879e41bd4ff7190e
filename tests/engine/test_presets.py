"""Families and sizes: every one is there, reads as a recipe, and is what its paper published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.faults import RecipeFault
from engine.models.config import SIZES
from engine.objectives import OBJECTIVES
from engine.objectives.grouping import span_chances
from engine.recipe import FAMILIES, PRESETS, Recipe, preset, read_recipe
from engine.recipe.cost import cost_of
from engine.recipe.presets import SCALES
from engine.resources import resource
from tests.engine.assembly_samples import start_and_end

ORDER = [
    "bert",
    "roberta",
    "albert",
    "spanbert",
    "gpt",
    "unilm",
    "t5",
    "bart",
    "electra",
    "gpt-bert",
    "nli",
    "translation",
    "simcse",
]
EVERYTHING = {name: {"paths": ["."]} for name in ("corpus", "labelled", "parallel")}
PAPERS = ("albert-base-paper", "gpt2-124m", "t5-small-paper", "electra-small-paper")


def recipe(name: str, folder: Path, **sections: Any) -> Recipe:
    data = {"preset": name, "training": {"steps": 1}, **EVERYTHING}
    return read_recipe(data | sections, folder=folder)


def test_all_families_are_there_in_all_sizes() -> None:
    assert list(FAMILIES) == ORDER
    assert {name for family in FAMILIES.values() for name in family.papers} == set(PAPERS)
    assert len(PRESETS) == len(ORDER) * len(SCALES) + len(PAPERS)


def test_every_objective_has_a_family() -> None:
    taught = {name for family in FAMILIES.values() for name in family.recipe["objectives"]}
    assert taught == {name for name, kind in OBJECTIVES.items() if not kind.tunes}


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_says_what_it_is_in_one_line(name: str) -> None:
    family = FAMILIES[name]
    for line in (family.line, *family.paper_lines.values()):
        assert line.endswith(".")
        assert 30 < len(line) < 100
        assert "\n" not in line
    assert family.paper_lines.keys() == family.papers.keys()
    assert "20" in family.source


@pytest.mark.parametrize("size", SCALES)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_comes_in_every_size(tmp_path: Path, family: str, size: str) -> None:
    read = recipe(f"{family}-{size}", tmp_path)
    shape = SIZES[size]
    assert (read.model.depth, read.model.width, read.model.heads) == (
        shape.depth,
        shape.width,
        shape.heads,
    )
    assert read.model.size == size
    own = FAMILIES[family].sizes.get(size, {}).get("training", {})
    assert read.training.batch == SCALES[size].batch
    assert read.training.lr == own.get("lr", SCALES[size].lr)
    assert ("lr" in own) == (family == "nli")  # few labels tell less than many tokens
    assert set(read.objectives) == set(FAMILIES[family].recipe["objectives"])
    assert read.tokenizer.kind == FAMILIES[family].recipe["tokenizer"]["kind"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_its_papers_model_too(tmp_path: Path, family: str) -> None:
    read = recipe(f"{family}-tiny", tmp_path, model={"style": "classic"})
    assert read.model.paper == FAMILIES[family].recipe["model"]["paper"]


# What `transformers` counts of the released models; of ELECTRA, the paper's table 1 for both.
PUBLISHED = {
    "albert-base-paper": 11_683_584,
    "gpt2-124m": 124_439_808,
    "t5-small-paper": 60_506_624,
    "electra-small-paper": 14e6,
}


@pytest.mark.parametrize("name", PAPERS)
def test_papers_own_sizes_have_the_published_number_of_weights(tmp_path: Path, name: str) -> None:
    cost = cost_of(recipe(name, tmp_path))
    heads = cost.parts.get("sentence_order", 0) + cost.parts.get("masked_lm", 0)
    pooler = 768 * 769 if name.startswith("albert") else 0  # which counts as part of ALBERT
    assert cost.parameters - heads + pooler == pytest.approx(PUBLISHED[name], rel=0.015)


@pytest.mark.parametrize("name", ["albert-base-paper", "albert-tiny"])
def test_albert_hides_up_to_three_words_in_a_row(tmp_path: Path, name: str) -> None:
    masking = recipe(name, tmp_path).objectives["masked_lm"]
    assert (masking.unit, masking.span_law, masking.longest_span) == ("spans", "inverse", 3)
    assert span_chances("inverse", 3) == pytest.approx([6 / 11, 3 / 11, 2 / 11])
    joined = recipe("spanbert-tiny", tmp_path).objectives["masked_lm"]
    assert (joined.unit, joined.span_law, joined.longest_span) == ("spans", "geometric", 10)


def test_what_only_one_size_needs_is_laid_over_the_others(tmp_path: Path) -> None:
    groups = {
        size: recipe(f"simcse-{size}", tmp_path).objectives["contrastive_sentence"].group
        for size in ("tiny", "mini", "base")
    }
    assert groups == {"tiny": 8, "mini": 16, "base": 32}
    assert all(2 * group == SCALES[size].batch for size, group in groups.items())


def test_a_preset_is_a_copy_nobody_else_holds() -> None:
    preset("bert-tiny")["objectives"]["masked_lm"]["weight"] = 7.0
    assert preset("bert-tiny")["objectives"]["masked_lm"] == {}


def test_a_preset_nobody_knows_is_told_with_those_near_it(tmp_path: Path) -> None:
    with pytest.raises(RecipeFault, match=r"near it are bert-tiny") as caught:
        recipe("bert-tinny", tmp_path)
    assert len(str(caught.value)) < 300
    with pytest.raises(RecipeFault, match="a family, such as bert, roberta"):
        recipe("telepathy", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_trains_on_the_samples(tmp_path: Path, family: str) -> None:
    samples = resource("samples")
    given = {
        "preset": f"{family}-tiny",
        "corpus": {"paths": [str(samples / "english")]},
        "labelled": {"paths": [str(samples / "pairs" / "english.tsv")]},
        "parallel": {"paths": [str(samples / "pairs" / "english-chinese.tsv")]},
        "tokenizer": {"vocabulary": 1000},
        "training": {"steps": 8, "validation_rows": 32},
        "execution": {"threads": 1, "dtype": "fp32", "attention": "sdpa", "micro_batch": 16},
    }
    read = read_recipe(given, folder=tmp_path)

    ended = start_and_end(read, tmp_path / "runs" / family)

    assert ended.ending == "finished"
    losses, beaten = ended.summary["validation"], ended.summary["baselines"]
    assert all(np.isfinite(loss) for loss in losses.values())
    assert set(read.objectives) <= set(losses)
    assert set(beaten) <= set(losses)
