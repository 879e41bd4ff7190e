"""What a recipe must name of text and pairs, all faults at once; and what it reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.corpus.joined import JoinedTexts
from engine.faults import RecipeFault
from engine.recipe import Recipe, read_recipe, recipe_of_run, recipe_to_toml
from tests.engine.corpus_samples import write_books
from tests.engine.pair_samples import ROWS, tsv, write

SMALL = {"depth": 1, "width": 16, "heads": 2, "length": 32}
INFERENCE = {"natural_language_inference": {}}
TRANSLATION = {"translation": {}}


def recipe(folder: Path, objectives: dict[str, Any], **sections: Any) -> Recipe:
    architecture = "encoder_decoder" if "translation" in objectives else "encoder"
    data = {
        "model": SMALL | {"architecture": architecture},
        "objectives": objectives,
        "training": {"steps": 2},
        **sections,
    }
    return read_recipe(data, folder=folder)


def faults(folder: Path, objectives: dict[str, Any], **sections: Any) -> dict[str, str]:
    with pytest.raises(RecipeFault) as caught:
        recipe(folder, objectives, **sections)
    return {fault.place: str(fault) for fault in caught.value.faults}


def test_text_need_not_be_named_where_nothing_reads_it(tmp_path: Path) -> None:
    write(tmp_path / "a.tsv", tsv(ROWS))
    found = recipe(tmp_path, INFERENCE, labelled={"paths": ["a.tsv"]})
    assert found.labelled.paths == (tmp_path / "a.tsv",)
    readings = found.readings
    assert readings.text is None
    assert readings.parallel is None
    assert readings.words is readings.labelled


def test_masked_words_beside_pairs_take_turns_and_need_text(tmp_path: Path) -> None:
    write(tmp_path / "a.tsv", tsv(ROWS))
    both = {"masked_lm": {}, **INFERENCE}
    missing = faults(tmp_path, both, labelled={"paths": ["a.tsv"]})
    assert list(missing) == ["corpus.paths"]


def test_what_is_read_must_be_named(tmp_path: Path) -> None:
    assert list(faults(tmp_path, {"masked_lm": {}})) == ["corpus.paths"]
    found = faults(tmp_path, INFERENCE)
    assert list(found) == ["labelled.paths"]
    assert "natural_language_inference learns from labelled pairs" in found["labelled.paths"]
    found = faults(tmp_path, TRANSLATION)
    assert list(found) == ["parallel.source"]
    assert "translation learns from translations" in found["parallel.source"]


def test_all_faults_of_pairs_are_told_at_once(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        {"next_sentence": {}, **INFERENCE},
        labelled={
            "paths": ["none.tsv"],
            "validation_paths": ["nor this.tsv"],
            "validation": 2.0,
            "first": "text",
            "second": "text",
            "header": "no",
        },
        parallel={"source": ["a.en"], "validation_target": ["b.de"]},
    )
    assert set(found) == {
        "corpus.paths",
        "labelled.paths",
        "labelled.validation_paths",
        "labelled.validation",
        "labelled.first",
        "labelled.second",
        "parallel.source",
        "parallel.target",
        "parallel.validation_target",
    }
    assert "without a header columns go by number" in found["labelled.first"]
    assert "another part stands in the column “text” already" in found["labelled.second"]
    assert "as many files as there are texts to translate: 1" in found["parallel.target"]


def test_an_unknown_key_of_pairs_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, INFERENCE, labelled={"path": ["a.tsv"]})
    assert "did you mean “paths”" in found["labelled.path"]


def test_a_run_keeps_its_pairs_with_absolute_paths(tmp_path: Path) -> None:
    for name in ("a.en", "a.de", "v.en", "v.de"):
        write(tmp_path / name, "one\n")
    given = {
        "source": ["a.en"],
        "target": ["a.de"],
        "validation_source": ["v.en"],
        "validation_target": ["v.de"],
    }
    found = recipe(tmp_path, TRANSLATION, parallel=given)
    again = recipe_of_run(recipe_to_toml(found.as_data()), Path("/"))
    assert again.differences(found) == {}
    assert again.parallel.validation_target == (tmp_path / "v.de",)


def test_a_run_of_before_pairs_is_still_read(tmp_path: Path) -> None:
    write_books(tmp_path / "books")
    data = recipe(tmp_path, {"masked_lm": {}}, corpus={"paths": ["books"]}).as_data()
    del data["labelled"], data["parallel"]
    assert recipe_of_run(recipe_to_toml(data), tmp_path).labelled.paths == ()


def test_words_are_learned_from_all_that_is_named(tmp_path: Path) -> None:
    write_books(tmp_path / "books")
    write(tmp_path / "a.tsv", tsv(ROWS * 30))
    found = recipe(
        tmp_path, INFERENCE, corpus={"paths": ["books"]}, labelled={"paths": ["a.tsv"]}
    ).readings
    assert found.text is None
    assert isinstance(found.words, JoinedTexts)
    documents = list(found.words.documents())
    assert len({(document.file, document.section) for document in documents}) == len(documents)
    assert documents[0].text.startswith("# Book 0")
    assert documents[-1].text == "奶奶在做面条。\n有人在厨房。"
    seen = []
    for _ in found.words.documents(progress=seen.append):
        pass
    assert seen[-1].total == found.words.num_bytes() == seen[-1].done
    assert [event.done for event in seen] == sorted(event.done for event in seen)


def test_words_of_other_pairs_are_other_words(tmp_path: Path) -> None:
    write_books(tmp_path / "books")
    fingerprints = set()
    for number in (20, 21):
        write(tmp_path / "a.tsv", tsv(ROWS * number))
        found = recipe(
            tmp_path, INFERENCE, corpus={"paths": ["books"]}, labelled={"paths": ["a.tsv"]}
        )
        fingerprints.add(found.readings.words.fingerprint())
    assert len(fingerprints) == 2


@pytest.mark.parametrize("begin", ["", "validation_"])
def test_a_text_is_not_its_own_translation(tmp_path: Path, begin: str) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.tsv").write_text("x\ty\n")
    (tmp_path / "link.tsv").symlink_to(tmp_path / "b.tsv")
    sides = {f"{begin}source": ["a.tsv", "b.tsv"], f"{begin}target": ["b.tsv", "link.tsv"]}

    with pytest.raises(RecipeFault) as caught:
        recipe(tmp_path, TRANSLATION, parallel={"paths": ["a.tsv"]} | sides)

    (fault,) = caught.value.faults
    assert fault.place == f"parallel.{begin}target"
    assert "link.tsv" not in str(fault)
    assert f"goes under parallel.{begin}paths" in str(fault)


def test_a_table_named_as_a_text_is_told_where_it_goes(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("x\ty\n")
    with pytest.raises(RecipeFault, match=r"parallel\.target: .* go under parallel\.paths"):
        recipe(tmp_path, TRANSLATION, parallel={"source": ["a.tsv"]})
