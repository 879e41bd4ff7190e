"""What every objective owes: it learns, it adds up, and it says what chance would score."""

from __future__ import annotations

import inspect
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import engine.objectives
from engine.batch import Batch
from engine.batching.packing import DocumentRows
from engine.batching.pairs import SentencePairs
from engine.form import section_spec
from engine.models.layers import gather
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.objectives.combining import Joint
from engine.objectives.objective import Loss, Objective
from engine.objectives.plan import plan
from engine.training.learner import Learner
from tests.engine import model_samples as samples

JOINTS = [
    ("masked_lm", "next_sentence"),
    ("masked_lm", "sentence_order"),
    ("masked_lm", "contrastive_sentence"),
    ("replaced_token_detection", "next_sentence"),
    ("replaced_token_detection", "sentence_order"),
    ("replaced_token_detection", "contrastive_sentence"),
    ("masked_lm", "span_boundary", "next_sentence"),
]
ALONE = [(kind.reads, name) if kind.reads else (name,) for name, kind in OBJECTIVES.items()]
EVERY = [*ALONE, *JOINTS]


def batch_for(objective: Objective, num_rows: int = 12, length: int = 32) -> Batch:
    material = samples.material(next(iter(objective.parts())))
    source = objective.source.of(material, samples.vocabulary(), length)
    rngs = samples.rngs(num_rows)
    return objective.corrupt(source.rows(range(num_rows), rngs), rngs)


def losses_of(model: Transformer, objective: Objective, batch: Batch) -> dict[str, Loss]:
    found: dict[str, Loss] = Learner(model, objective)(batch.to(samples.CPU))
    return found


@pytest.mark.parametrize("names", JOINTS)
def test_these_share_a_pass(names: tuple[str, ...]) -> None:
    (task,) = plan({name: OBJECTIVES[name] for name in names}, dict.fromkeys(names, 1), "auto")
    assert task.objectives == tuple(sorted(names))


@pytest.mark.parametrize("names", EVERY)
@pytest.mark.parametrize("style", ["modern", "classic"])
def test_one_batch_is_learned_by_heart(names: tuple[str, ...], style: str) -> None:
    model = samples.model_for(*names, width=64, style=style, dropout=0.0)
    objective = samples.objective(model, *names)
    batch = batch_for(objective, num_rows=6)
    both = torch.nn.ModuleList([model, objective])
    # More shakes post-norm without warm-up: detection, times 50, leaves [CLS] nothing to tell.
    lr = 2e-3 if style == "classic" else 5e-3
    optimizer = torch.optim.AdamW(both.parameters(), lr=lr)
    floors = torch.tensor([facts.floor for facts in objective.losses().values()])
    shares = objective.loss_weights()
    for _ in range(800):  # how many it takes, rounding decides: 117 on two threads, 337 on one
        losses = losses_of(model, objective, batch)
        mean = torch.stack([loss.total / loss.count for loss in losses.values()]) - floors
        if mean.max() < 0.05 and all(_right(loss) for loss in losses.values()):
            break
        (mean * torch.tensor([shares[name] for name in losses])).sum().backward()
        optimizer.step()
        optimizer.zero_grad()
    assert mean.max() < 0.05
    for loss in losses.values():
        assert _right(loss)


def _right(loss: Loss) -> bool:
    """All targets; a score is right as far as its error is small."""
    return loss.correct is None or bool(loss.correct == loss.count)


@pytest.mark.parametrize("names", EVERY)
@pytest.mark.parametrize("size", [1, 2, 5, 11])
def test_any_split_into_micro_batches_sums_to_the_same_gradient(
    names: tuple[str, ...], size: int
) -> None:
    model = samples.stirred(samples.model_for(*names, attention="explicit"))
    objective = samples.objective(model, *names)
    both = torch.nn.ModuleList([model, objective]).double()
    Learner(model, objective).compute_in(torch.float64, "explicit")
    batch = batch_for(objective)
    size = -(-size // batch.together) * batch.together

    def gradients(step: int) -> tuple[dict[str, float], list[torch.Tensor]]:
        both.zero_grad()
        totals: dict[str, float] = {}
        for start in range(0, batch.num_rows, step):
            part = batch.rows(start, start + step)
            for name, loss in losses_of(model, objective, part).items():
                totals[name] = totals.get(name, 0.0) + loss.total.item()
                (loss.total / batch.counts[name]).backward(retain_graph=True)
        return totals, [p.grad.clone() for p in both.parameters() if p.grad is not None]

    whole, expected = gradients(batch.num_rows)
    parts, found = gradients(size)
    assert parts == pytest.approx(whole, rel=1e-6)
    for one, two in zip(expected, found, strict=True):
        assert (one - two).norm() <= 1e-6 * max(one.norm(), 1e-6)


@pytest.mark.parametrize("names", EVERY)
def test_an_untrained_model_scores_about_chance(names: tuple[str, ...]) -> None:
    # The modern first weights learn faster, but begin by naming the very token that is read.
    model = samples.model_for(*names, initialisation="normal")
    objective = samples.objective(model, *names)
    batch = batch_for(objective)
    losses, facts = losses_of(model, objective, batch), objective.losses()
    assert set(facts) == set(losses)
    for name, loss in losses.items():
        chance = samples.uniform_guess(objective, name, [batch])
        assert loss.total.item() / loss.count == pytest.approx(chance, rel=0.05)


def test_chances_are_ln_v_and_ln_2() -> None:
    objective = samples.objective(samples.model(size=100), "masked_lm", "next_sentence")
    chances = {name: facts.chance for name, facts in objective.losses().items()}
    assert chances == {"masked_lm": math.log(100), "next_sentence": math.log(2)}


@pytest.mark.parametrize("names", EVERY)
def test_counts_are_known_before_the_model_runs(names: tuple[str, ...]) -> None:
    objective = samples.objective(samples.model_for(*names), *names)
    batch = batch_for(objective)
    assert set(batch.counts or {}) == set(objective.losses())
    if "masked_lm" in names:
        assert batch.counts["masked_lm"] == (batch.targets >= 0).sum()
    if "next_sentence" in names:
        assert batch.counts["next_sentence"] == batch.num_rows


def test_next_sentence_labels_are_balanced_over_epochs() -> None:
    objective = samples.objective(samples.model(), "next_sentence")
    source = SentencePairs(samples.text(), samples.vocabulary(), 32)
    labels = []
    for epoch in range(60):
        rngs = samples.rngs(len(source), epoch=epoch)
        labels.append(objective.corrupt(source.rows(range(len(source)), rngs), rngs).labels)
    drawn = np.concatenate(labels)
    assert abs(drawn.mean() - 0.5) < 3 * 0.5 / np.sqrt(len(drawn))


def test_joint_chains_its_parts_on_the_same_rows() -> None:
    model = samples.model()
    joint = samples.objective(model, "masked_lm", "next_sentence")
    assert isinstance(joint, Joint)
    assert joint.source is SentencePairs
    assert list(joint.parts()) == ["masked_lm", "next_sentence"]
    batch = batch_for(joint)
    together = losses_of(model, joint, batch)
    for name, part in joint.parts().items():
        alone = losses_of(model, part, batch)[name]
        torch.testing.assert_close(alone.total, together[name].total, atol=1e-5, rtol=1e-6)


@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("style", ["modern", "classic"])
@pytest.mark.parametrize("one_segment", [True, False])
@pytest.mark.parametrize("names", EVERY)
def test_what_nobody_asks_for_changes_nothing(
    names: tuple[str, ...],
    one_segment: bool,
    style: str,
    form: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {"style": style, "attention": form, "dropout": 0.0}
    model = samples.stirred(samples.model_for(*names, **given))
    objective = samples.stirred(samples.objective(model, *names))
    learner = Learner(model, objective)
    if one_segment and objective.source is DocumentRows:
        batch = objective.corrupt(samples.full_rows(6, 32), samples.rngs(6))
    else:
        batch = batch_for(objective, num_rows=6)
    rows = batch.to(samples.CPU)
    asked = objective.asks(rows)

    def measured() -> tuple[list[torch.Tensor], list[torch.Tensor]]:
        losses = [loss.total for loss in learner(rows).values()]
        return losses, list(torch.autograd.grad(sum(losses), list(learner.parameters())))

    few = measured()
    for part in objective.parts().values():
        given, places = part.forward, part.asks(rows)
        monkeypatch.setattr(
            part,
            "forward",
            lambda hidden, batch, at=places, given=given: given(
                hidden if at is None else gather(hidden, at), batch
            ),
        )
        monkeypatch.setattr(part, "asks", lambda batch: None)
    if asked is not None:
        assert objective.asks(rows) is None
    torch.testing.assert_close(few, measured(), atol=1e-4, rtol=1e-4)


def test_build_gives_one_objective_bare() -> None:
    objective = samples.objective(samples.model(), "masked_lm")
    assert list(objective.parts()) == ["masked_lm"]
    assert objective.source is DocumentRows
    with pytest.raises(ValueError, match="no objective"):
        build({}, samples.model(), samples.vocabulary())


def test_every_file_of_the_package_is_found_by_walking_it() -> None:
    assert {"masked_lm", "next_sentence"} <= set(OBJECTIVES)
    for name, kind in OBJECTIVES.items():
        assert Path(inspect.getfile(kind)).stem == name
        assert kind.__module__.startswith(engine.objectives.__name__)


def test_two_objectives_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Twin(Objective):
        name = "masked_lm"

    monkeypatch.setattr("engine.objectives.next_sentence.Twin", Twin, raising=False)
    with pytest.raises(ValueError, match="go by the name masked_lm"):
        engine.objectives._discover()


def test_a_part_that_overwrites_anothers_answers_is_refused() -> None:
    model = samples.model()
    parts = {
        "masked_lm": samples.objective(model, "masked_lm"),
        "again": samples.objective(model, "masked_lm"),
    }
    with pytest.raises(ValueError, match="again overwrites the predict_at of masked_lm"):
        batch_for(Joint(parts))


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_introduces_itself_in_at_most_120_lines(name: str) -> None:
    kind = OBJECTIVES[name]
    card = kind.card
    assert all([card.title, *card.lines, card.formula, card.good_for, card.poor_for])
    assert all([card.figure, card.source])
    assert len(Path(inspect.getfile(kind)).read_text().splitlines()) <= 120
    for field in section_spec(name, kind.Config).fields:
        assert field.title
        assert len(field.help) > 20
