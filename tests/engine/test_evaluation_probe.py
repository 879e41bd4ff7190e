"""What a straight line reads off frozen vectors, and how its table is found."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score

from engine.control import Control
from engine.evaluation import linear_probe
from engine.evaluation.labelled import labelled_of
from engine.evaluation.lines import macro_f1, split_of
from engine.evaluation.tables import Rows
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.inference.rows import Rows as Framed
from engine.inference.sentence import Sentence
from engine.probes.features import features
from engine.probes.walking import depths
from tests.engine.answer_samples import opened
from tests.engine.evaluation_samples import asked, tokens_of, written


def table(path: Path, count: int = 200, header: str = "text\tlabel") -> Path:
    """Texts that hold “door” have one class, those that hold “walk” the other."""
    rng = random.Random(0)
    lines = [header] if header else []
    for _ in range(count):
        label = rng.randrange(2)
        words = [rng.choice(["the", "was", "open", "unbelievable"]) for _ in range(6)]
        words.insert(rng.randrange(7), ["walk", "door"][label])
        lines.append(f"{' '.join(words)}\t{['moves', 'stands'][label]}")
    return written(path, lines)


@pytest.mark.parametrize(
    ("name", "pools"), [("masked_lm", ["mean", "first"]), ("causal_lm", ["mean", "last"])]
)
def test_what_the_vectors_hold_is_read_off(name: str, pools: list[str], tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv")
    loaded = opened(name)

    result = linear_probe.evaluate(asked(loaded, tmp_path, path))

    accuracy = result.figure("accuracy")
    assert accuracy.value > 0.9
    assert accuracy.floor is not None
    assert 0.3 < accuracy.floor < 0.7
    assert accuracy.low <= accuracy.value <= accuracy.high  # type: ignore[operator]
    assert result.figure("macro_f1").floor < 0.5  # type: ignore[operator]
    layers = result.tables[0].rows
    depth = loaded.learner.model.config.depth
    assert [(row[0], row[1]) for row in layers] == [
        (pool, layer) for pool in pools for layer in range(depth + 1)
    ]
    confusion = result.tables[1].rows
    assert sum(int(cell or 0) for row in confusion for cell in row[1:]) == accuracy.count
    assert [one.name for one in result.plots[0].series] == pools
    assert result.plots[0].reference == accuracy.floor
    assert linear_probe.evaluate(asked(loaded, tmp_path, path)).figures == result.figures


def test_vectors_are_those_of_texts_read_alone() -> None:
    loaded = opened("masked_lm")
    texts = ["the door", "the unbelievable door walks", "door was", "door " * 50]
    tokens = [tokens_of(loaded, text) for text in texts]
    found = features(loaded, tokens, ("mean", "first", "last"), lambda _done: None)
    rows = Framed(loaded.learner, loaded.tokenizer)
    for number, own in enumerate(tokens):
        kept = own[: rows.room]
        ids = tuple(rows.framed(kept))
        layers = depths(loaded, Sentence(ids, (), len(ids)).batch())
        for depth, layer in enumerate(layers):
            inside = layer[0, 1 : 1 + len(kept)].numpy()
            for pool, vector in (
                ("mean", inside.mean(axis=0)),
                ("first", layer[0, 0].numpy()),
                ("last", inside[-1]),
            ):
                np.testing.assert_allclose(found[pool][number, depth], vector, atol=1e-4)  # type: ignore[index]


def test_rows_of_one_text_stay_on_one_side() -> None:
    texts = [f"text {number % 50}" for number in range(400)]
    split = split_of(texts, 0)
    sides = [{texts[place] for place in part} for part in (split.train, split.choose, split.test)]
    assert sum(map(len, sides)) == 50  # none stands on two
    assert sum(map(len, (split.train, split.choose, split.test))) == 400


def test_macro_f1_is_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    for classes in (2, 3, 5):
        truth, said = rng.integers(0, classes, 60), rng.integers(0, max(1, classes - 1), 60)
        counts = np.zeros((classes, classes))
        np.add.at(counts, (truth, said), 1)
        expected = f1_score(truth, said, average="macro")
        assert float(macro_f1(counts)) == pytest.approx(expected, abs=1e-9)
    assert macro_f1(np.stack([np.eye(3)] * 4)).tolist() == [1.0] * 4


def rows(*cells: tuple[str, ...], names: tuple[str, ...] | None = None) -> Rows:
    return Rows(Path("a.csv"), cells, names)


def test_columns_are_found_by_name_by_number_or_by_what_they_hold() -> None:
    headed = rows(("id", "Review", "Label"), ("1", "all good here", "1"), ("2", "bad", "0"))
    found = labelled_of(headed)
    assert found.texts == ("all good here", "bad")
    assert found.labels == ("1", "0")
    assert found.columns == ("Review", "Label")
    assert labelled_of(headed, "id", "review").labels == ("all good here", "bad")
    bare = rows(("all good here", "1"), ("quite bad", "0"), ("good", "1"), ("", "0"))
    assert labelled_of(bare).labels == ("1", "0", "1")
    assert labelled_of(bare).left_out == 1
    assert labelled_of(bare, "1", "2").texts[0] == "all good here"
    keyed = rows(("a", "x"), ("b", "y"), names=("sentence", "gold"))
    assert labelled_of(keyed).labels == ("x", "y")
    with pytest.raises(Fault, match="not known which columns"):
        labelled_of(headed, "none", "label")
    with pytest.raises(Fault, match="1 different labels"):
        labelled_of(rows(("text", "label"), ("a", "x"), ("b", "x")))


def test_the_names_of_columns_are_no_row_whatever_they_are() -> None:
    """A class of its own would stand in every table, and be got wrong."""
    texts = [(f"all quite good here {n}", "glad") for n in range(6)]
    texts += [(f"all rather bad here {n}", "cross") for n in range(6)]
    found = labelled_of(rows(("phrase", "emotion"), *texts))
    assert set(found.labels) == {"glad", "cross"}
    assert found.columns == ("phrase", "emotion")
    assert len(found.texts) == 12


def test_a_row_too_short_hides_no_column() -> None:
    texts = [(f"all quite good here {n}", "glad" if n % 2 else "cross") for n in range(12)]
    found = labelled_of(rows(*texts, ("all of it is text",)))
    assert (set(found.labels), found.left_out) == ({"glad", "cross"}, 1)


def test_what_two_runs_were_asked_is_the_same(tmp_path: Path) -> None:
    """Which layer holds most is found out, and differs from run to run."""
    path = table(tmp_path / "a.tsv")
    found = [
        linear_probe.evaluate(asked(opened("masked_lm", seed=seed), tmp_path, path)).settings
        for seed in (1, 2)
    ]
    assert found[0] == found[1]
    assert not {"pool", "depth", "strength"} & set(found[0])


def test_it_ends_when_asked_to_also_between_two_lines(tmp_path: Path) -> None:
    control = Control()

    def tell(one: Prepared) -> None:
        if one.total and one.done / one.total > 0.6:
            control.stop()

    given = {"control": control, "progress": tell}
    with pytest.raises(Cancelled):
        linear_probe.evaluate(
            asked(opened("masked_lm"), tmp_path, table(tmp_path / "a.tsv"), **given)
        )


def test_too_few_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="too few rows"):
        linear_probe.evaluate(
            asked(opened("masked_lm"), tmp_path, table(tmp_path / "a.tsv", count=40))
        )
