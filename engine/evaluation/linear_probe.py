"""Linear probe: what can be read off a run's frozen vectors by a straight line.

Letters: n texts, N layers, D width, K classes, R resamples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluation import intervals
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.labelled import Labelled, labelled_of
from engine.evaluation.lines import Line, Split, lines_of, macro_f1, split_of
from engine.evaluation.result import Cell, Column, Figure, Plot, Remark, Result, Series, Table
from engine.evaluation.tables import read_rows
from engine.faults import Fault
from engine.wording import translate

if TYPE_CHECKING:  # it loads torch, which takes a second
    from engine.probes.features import Pool

CARD = Card(
    name="linear_probe",
    title=translate("evaluation", "Linear probe"),
    lines=(
        translate("evaluation", "The run stays as it is; each text becomes one vector per layer."),
        translate("evaluation", "A straight line is drawn between the classes of some texts."),
        translate("evaluation", "How well it parts others tells what the vectors hold."),
    ),
    option="--probe",
    wants="labelled",
    file=translate("evaluation", "TSV, CSV or JSON lines with a column of text and one of labels."),
    needs=(),
    most=3000,
    unit=translate("evaluation", "rows"),
    source="Alain & Bengio 2016, arXiv:1610.01644",
)
FEWEST = 20  # rows to measure on


def evaluate(asked: Asked) -> Result:
    """Measure on a table; Fault where its columns cannot be told or there are too few rows."""
    from engine.objectives.asking import shown, sight_of
    from engine.probes.features import features

    read = labelled_of(read_rows(asked.file, asked.control), asked.text, asked.label)
    sight = sight_of(shown(asked.opened.learner.objective.parts()))
    pools: tuple[Pool, ...] = ("mean", "last") if sight == "causal" else ("mean", "first")
    pairs, tokens, count = _chosen(read, asked)
    classes = sorted({label for _, label in pairs})
    labels = np.array([classes.index(label) for _, label in pairs])
    split = split_of([text for text, _ in pairs], asked.seed)
    _check(asked, split, labels)
    whole = 2 * len(tokens)  # half the time goes into the vectors, about
    vectors = features(asked.opened, tokens, pools, lambda done: asked.heard(done, whole))
    lines = lines_of(
        vectors, labels, split, lambda done: asked.heard((1 + done) * len(tokens), whole)
    )
    best = max(lines, key=lambda line: line.chosen_by)
    truth = labels[split.test]
    floor = Counter(labels[split.train].tolist()).most_common(1)[0][0]
    return asked.result(
        CARD.name,
        "features",
        _figures(best, truth, floor, len(classes), asked.seed),
        tables=[_table(lines, truth), _confusion(best, truth, classes)],
        plots=[_plot(lines, truth, pools, float((truth == floor).mean()))],
        remarks=_remarks(read, best, split, count, len(pairs)),
        columns=list(read.columns),
        classes=classes,
    )


def _chosen(read: Labelled, asked: Asked) -> tuple[list[tuple[str, str]], list[list[int]], int]:
    """Texts with their labels, those without tokens left out; their tokens; how many there were."""
    from engine.passages import readable

    pairs, count = asked.sampled(zip(read.texts, read.labels, strict=True))
    encoded = asked.opened.tokenizer.encode([readable(text) for text, _ in pairs])
    kept = [
        (pair, list(map(int, ids))) for pair, ids in zip(pairs, encoded, strict=True) if len(ids)
    ]
    return [pair for pair, _ in kept], [ids for _, ids in kept], count


def _check(asked: Asked, split: Split, labels: NDArray[np.int64]) -> None:
    enough = min(len(split.test), len(split.choose)) >= FEWEST
    if not enough or len(set(labels[split.train].tolist())) < 2:
        raise Fault(
            translate("faults", "{path} has too few rows for a probe: {count}."),
            why=translate("faults", "A part is learned from, a part chosen by, a part measured."),
            now=translate("faults", "Choose a file of some hundred rows."),
            path=str(asked.file),
            count=len(labels),
        )


def _figures(
    best: Line, truth: NDArray[np.int64], floor: int, num_classes: int, seed: int
) -> list[Figure]:
    right = best.answers == truth
    low, high = intervals.of_share(float(right.sum()), len(right))
    counts = np.zeros((num_classes, num_classes))
    np.add.at(counts, (truth, best.answers), 1)
    constant = np.zeros_like(counts)
    constant[:, floor] = counts.sum(axis=1)
    drawn = np.random.default_rng(seed).multinomial(
        len(truth), counts.ravel() / len(truth), intervals.RESAMPLES
    )
    tails = np.percentile(macro_f1(drawn.reshape(-1, *counts.shape)), intervals.TAILS)
    given: dict[str, Any] = {"count": len(truth), "higher_is_better": True}
    return [
        Figure(
            "accuracy",
            translate("evaluation", "Accuracy"),
            float(right.mean()),
            "share",
            low=low,
            high=high,
            floor=float((truth == floor).mean()),
            **given,
        ),
        Figure(
            "macro_f1",
            translate("evaluation", "F1, mean over the classes"),
            float(macro_f1(counts)),
            "share",
            low=float(tails[0]),
            high=float(tails[1]),
            floor=float(macro_f1(constant)),
            **given,
        ),
    ]


def _table(lines: Sequence[Line], truth: NDArray[np.int64]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            line.pool,
            line.depth,
            float((line.answers == truth).mean()),
            *intervals.of_share(float((line.answers == truth).sum()), len(truth)),
            line.strength,
        )
        for line in lines
    )
    columns = (
        Column("pool", translate("evaluation", "Vector"), "text"),
        Column("depth", translate("evaluation", "After layer")),
        Column("accuracy", translate("evaluation", "Accuracy"), "share"),
        Column("low", translate("evaluation", "Interval from"), "share"),
        Column("high", translate("evaluation", "to"), "share"),
        Column("strength", translate("evaluation", "C")),
    )
    return Table("layers", translate("evaluation", "Layer by layer"), columns, rows)


def _confusion(best: Line, truth: NDArray[np.int64], classes: Sequence[str]) -> Table:
    counts = Counter(zip(truth.tolist(), best.answers.tolist(), strict=True))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(counts[own, said] for said in range(len(classes))))
        for own, name in enumerate(classes)
    )
    columns = (
        Column("class", translate("evaluation", "Class"), "text"),
        *(Column(name, name) for name in classes),
    )
    title = translate("evaluation", "What each class was taken for")
    return Table("confusion", title, columns, rows)


def _plot(
    lines: Sequence[Line], truth: NDArray[np.int64], pools: Sequence[Pool], floor: float
) -> Plot:
    words = {
        "mean": translate("evaluation", "mean of the words"),
        "first": translate("evaluation", "first token"),
        "last": translate("evaluation", "last word"),
    }
    series = []
    for pool in pools:
        own = [line for line in lines if line.pool == pool]
        hits = [float((line.answers == truth).sum()) for line in own]
        bounds = [intervals.of_share(one, len(truth)) for one in hits]
        series.append(
            Series(
                pool,
                words[pool],
                tuple(one / len(truth) for one in hits),
                tuple(low for low, _ in bounds),
                tuple(high for _, high in bounds),
            )
        )
    return Plot(
        name="layers",
        title=translate("evaluation", "Layer by layer"),
        kind="line",
        x_title=translate("evaluation", "After layer"),
        y_title=translate("evaluation", "Accuracy"),
        series=tuple(series),
        x=tuple(float(line.depth) for line in lines if line.pool == pools[0]),
        reference=floor,
    )


def _remarks(read: Labelled, best: Line, split: Split, count: int, used: int) -> list[Remark]:
    found = [
        Remark(
            translate(
                "evaluation",
                "Of {count} rows {used} were used: {train} to learn from, {choose} to choose "
                "vector, layer and C by, {test} to measure.",
            ),
            values={
                "count": count,
                "used": used,
                "train": len(split.train),
                "choose": len(split.choose),
                "test": len(split.test),
            },
        ),
        Remark(
            translate(
                "evaluation",
                "Chosen: {pool} vectors after layer {depth}, C = {strength}. Layer 0 is the bare "
                "words, before any layer; the floor is the commonest class.",
            ),
            values={"pool": best.pool, "depth": best.depth, "strength": best.strength},
        ),
    ]
    if read.left_out:
        what = translate("evaluation", "{count} rows without text or label were left out.")
        found.append(Remark(what, "warning", {"count": read.left_out}))
    return found
