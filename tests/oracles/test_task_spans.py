"""Spans of tags, and figures of them, equal seqeval's in its default and its strict mode."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pytest

from engine.tasks.metrics.spans import Scheme, spans_of, strict_spans_of
from engine.tasks.metrics.tagging import span_counts, span_statistics, tagging

labelling = pytest.importorskip(
    "seqeval.metrics.sequence_labeling", reason="seqeval comes with the extra bench"
)
v1 = pytest.importorskip("seqeval.metrics.v1")
schemes = pytest.importorskip("seqeval.scheme")

EQUAL = {"abs": 1e-6, "rel": 1e-6}
PREFIXES = {"IOB1": "IB", "IOB2": "IB", "IOE2": "IE", "IOBES": "IBES"}


def drawn(seed: int, prefixes: str = "IBES") -> list[list[str]]:
    """Sentences of any tags of these prefixes, whether they make sense or not."""
    rng = random.Random(seed)
    kinds = ["PER", "LOC", "MISC-X", "名"][: rng.randint(1, 4)]
    tags = ["O"] * rng.randint(1, 4) + [f"{one}-{kind}" for one in prefixes for kind in kinds]
    return [rng.choices(tags, k=rng.randint(1, 15)) for _ in range(rng.randint(1, 12))]


def disturbed(sentences: list[list[str]], seed: int) -> list[list[str]]:
    rng = random.Random(seed)
    tags = sorted({tag for sentence in sentences for tag in sentence})
    return [
        [tag if rng.random() < 0.7 else rng.choice(tags) for tag in sentence]
        for sentence in sentences
    ]


@pytest.mark.parametrize("seed", range(200))
def test_spans_are_seqevals(seed: int) -> None:
    for tags in drawn(seed):
        ours = [(span.kind, span.begin, span.end - 1) for span in spans_of(tags)]
        assert ours == labelling.get_entities(tags)


@pytest.mark.parametrize("tags", [["B", "I", "O", "S"], ["I", "B-X", "I", "E"], ["E", "E"]])
def test_spans_without_a_kind_are_seqevals(tags: list[str]) -> None:
    ours = [(span.kind, span.begin, span.end - 1) for span in spans_of(tags)]
    assert ours == labelling.get_entities(tags)


@pytest.mark.parametrize("scheme", PREFIXES)
@pytest.mark.parametrize("seed", range(60))
def test_strict_spans_are_seqevals(scheme: Scheme, seed: int) -> None:
    for tags in drawn(seed, PREFIXES[scheme]):
        theirs = schemes.Tokens(tags, getattr(schemes, scheme)).entities
        ours = strict_spans_of(tags, scheme)
        assert [(one.kind, one.begin, one.end) for one in ours] == [
            (one.tag, one.start, one.end) for one in theirs
        ]


@pytest.mark.parametrize("seed", range(60))
def test_strict_spans_by_other_letters_are_seqevals(seed: int) -> None:
    for tags in drawn(seed, "BILU"):
        theirs = schemes.Tokens(tags, schemes.BILOU).entities
        ours = strict_spans_of(tags, "IOBES")
        assert [(one.kind, one.begin, one.end) for one in ours] == [
            (one.tag, one.start, one.end) for one in theirs
        ]


@pytest.mark.parametrize("seed", range(80))
def test_figures_of_spans_are_seqevals(seed: int) -> None:
    right = drawn(seed)
    said = disturbed(right, seed)
    found = tagging(right, said, np.random.default_rng(0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert found.metric("token_accuracy").value == pytest.approx(
            labelling.accuracy_score(right, said), **EQUAL
        )
        if not found.tables[0].rows:  # there seqeval has no figure
            return
        for name, average in (
            ("span_f1", "micro"),
            ("span_f1_macro", "macro"),
            ("span_f1_weighted", "weighted"),
        ):
            theirs = labelling.f1_score(right, said, average=average, zero_division=0)
            assert found.metric(name).value == pytest.approx(float(theirs), **EQUAL), name
        assert found.metric("span_precision").value == pytest.approx(
            float(labelling.precision_score(right, said, zero_division=0)), **EQUAL
        )
        assert found.metric("span_recall").value == pytest.approx(
            float(labelling.recall_score(right, said, zero_division=0)), **EQUAL
        )
        per_kind = labelling.precision_recall_fscore_support(right, said, zero_division=0)
        rows = [(*row[1:4], row[6]) for row in found.tables[0].rows]
        assert np.allclose(rows, np.transpose(per_kind), atol=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_figures_of_every_resample_are_seqevals(seed: int) -> None:
    right = drawn(seed)
    said = disturbed(right, seed)
    chosen = np.random.default_rng(seed).integers(0, len(right), len(right))
    _, statistics = span_statistics(right, said)
    counts = span_counts(statistics[chosen].sum(axis=0)[None])
    copies = [[sentences[place] for place in chosen] for sentences in (right, said)]
    if not any(spans_of(tags) for side in copies for tags in side):
        return
    for average, ours in (("micro", counts.micro_f1()), ("macro", counts.macro(counts.f1()))):
        # v1 scores sets of spans by their sentence's number, so copies stay apart
        theirs = labelling.f1_score(*copies, average=average, zero_division=0)
        assert ours[0] == pytest.approx(float(theirs), **EQUAL)
