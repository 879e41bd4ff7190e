"""Text a run knows by heart is told from text it merely could have been trained on."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.assembly import start
from engine.batch import Batch
from engine.control import Control
from engine.evaluation import memorisation
from engine.evaluation.asked import Asked
from engine.evaluation.by_heart import Stretch, recalled, stretches_of
from engine.evaluation.memorisation import by_chance, exposures
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.scoring import Scorer
from engine.inference.speaking import spoken
from engine.inference.speech import Speech
from engine.manner import Manner
from engine.runs.run import Run
from tests.engine.answer_samples import opened
from tests.engine.assembly_samples import sample, train
from tests.engine.evaluation_samples import asked

LENGTH = 24


def stretches(count: int, seed: int) -> list[Stretch]:
    rng = np.random.default_rng(seed)
    return [Stretch(tuple(rng.integers(5, 30, LENGTH).tolist())) for _ in range(count)]


def learned(loaded: Opened, texts: list[Stretch], steps: int) -> Opened:
    """The same model, which has read these texts so often that it knows them."""
    return learned_tokens(loaded, [list(one.tokens) for one in texts], steps)


def learned_tokens(loaded: Opened, texts: list[list[int]], steps: int) -> Opened:
    """The same of texts of one length, by their tokens."""
    learner = loaded.learner.train()
    cls = loaded.tokenizer.special.cls
    tokens = np.array([[cls, *one] for one in texts])
    objective = next(iter(learner.objective.parts().values()))
    places = np.tile(np.arange(tokens.shape[1]), (len(tokens), 1))
    optimizer = torch.optim.Adam(learner.parameters(), lr=3e-3)
    rngs = [np.random.default_rng(number) for number in range(len(texts))]
    for _ in range(steps):
        batch = Batch(tokens=tokens, positions=places, segments=np.zeros_like(tokens))
        loss = next(iter(learner(objective.corrupt(batch, rngs).to(learner.device)).values()))
        optimizer.zero_grad()
        (loss.total / loss.count).backward()
        optimizer.step()
    learner.eval()
    return loaded


def test_what_was_read_too_often_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, others = stretches(16, 0), stretches(16, 1)
    loaded = learned(opened("causal_lm", dropout=0.0), own, steps=250)
    monkeypatch.setattr(memorisation, "stretches_of", lambda _asked: (own, others, LENGTH))

    result = memorisation.evaluate(asked(loaded, tmp_path))

    assert result.figure("told_apart").value == 1.0
    assert result.figure("shift").low > 1.0  # type: ignore[operator]
    exposure = result.figure("exposure")
    assert exposure.value == pytest.approx(np.log2(17))  # likelier than every other
    assert exposure.floor == pytest.approx(by_chance(16))
    longest = result.figure("longest_verbatim")
    assert longest.value == 16
    assert longest.floor < 4  # type: ignore[operator]
    assert {one.name for one in result.plots[0].series} == {"training", "held_back"}
    assert len(result.tables[0].rows) == 15
    assert any("it may go on beyond" in str(one) for one in result.remarks)


def test_greedy_writing_says_as_many_tokens_word_for_word() -> None:
    texts = stretches(8, 0)
    loaded = learned(opened("causal_lm", dropout=0.0), texts[:4], steps=60)
    found = recalled(Scorer(loaded), [list(one.tokens) for one in texts], lambda _done: None)
    for one, count in zip(texts, found.tolist(), strict=True):
        begun, rest = one.tokens[: LENGTH // 3], one.tokens[LENGTH // 3 :]
        objective = next(iter(loaded.learner.objective.parts().values()))
        prompt = objective.prompt(np.array(begun))
        assert prompt is not None
        with torch.inference_mode():
            speech = Speech(loaded.learner.model, objective.head, prompt)  # type: ignore[arg-type]
            written = spoken(speech, Manner(most=len(rest)), None, None)
        same = itertools.takewhile(
            lambda pair: pair[0] == pair[1], zip(written.tokens, rest, strict=False)
        )
        assert len(list(same)) == count
    assert found[:4].mean() > found[4:].mean()


def test_a_span_is_restored_where_all_its_tokens_are_the_first_answer() -> None:
    texts = stretches(6, 0)
    loaded = opened("masked_lm")
    scorer = Scorer(loaded)
    assert scorer.filler is not None
    first = list(texts[0].tokens)
    mask, framed = scorer.filler.mask, scorer.filler.rows.framed
    for _ in range(40):  # until the answers are those of the text they stand in
        hidden = [mask if at in range(10, 14) else token for at, token in enumerate(first)]
        answers = scorer.filler.logits([framed(hidden)], [[11, 12, 13, 14]]).argmax(-1)[0].tolist()
        first[10:14] = answers
    found = recalled(scorer, [first, *(list(one.tokens) for one in texts)], lambda _done: None)
    assert found[0] == 1.0
    assert found[1:].sum() == 0.0


def test_exposure_is_by_the_rank_among_those_held_back() -> None:
    others = np.array([1.0, 2.0, 3.0])
    found = exposures(np.array([0.5, 1.0, 2.5, 9.0]), others)
    assert found.tolist() == pytest.approx([2.0, 1.0, 2 - np.log2(3), 0.0])
    everywhere = exposures(np.array([0.0, 1.5, 2.5, 3.5]), others)
    assert by_chance(3) == pytest.approx(float(everywhere.mean()))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run whose text is beside it; not to be changed but for the text."""
    folder = tmp_path_factory.mktemp("by_heart")
    train(start(sample(folder, "training.steps=10"), folder / "runs" / "one"))
    return folder / "runs" / "one"


def test_the_pieces_are_of_the_runs_own_text(trained: Path) -> None:
    run = Run.open(trained)
    one = Asked(open_checkpoint(run), run, most=12)
    own, others, longest = stretches_of(one)
    assert (len(own), longest) == (12, 30)
    assert 1 <= len(others) <= 12
    text = "".join(path.read_text("utf-8") for path in (trained.parents[1] / "text").iterdir())
    plain = "".join(text.lower().split())
    for stretch in (*own, *others):
        assert len(stretch.tokens) == longest
        assert "".join(one.opened.tokenizer.decode(stretch.tokens).split()) in plain
    assert not {piece.tokens for piece in own} & {piece.tokens for piece in others}
    assert stretches_of(one)[:2] == (own, others)
    result = memorisation.evaluate(one)
    assert result.how == "masked"
    assert result.figure("told_apart").count == 12
    assert result.figure("spans_restored").floor is not None


def test_it_ends_when_asked_to(trained: Path) -> None:
    control, run = Control(), Run.open(trained)

    def tell(one: Prepared) -> None:
        if one.phase == "evaluating":
            control.stop()

    loaded = open_checkpoint(run)
    with pytest.raises(Cancelled):
        memorisation.evaluate(Asked(loaded, run, most=4, control=control, progress=tell))


def test_a_run_that_came_without_its_text_says_so(
    trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it was trained on was never here, so nobody can put it back."""
    run = Run.open(trained)
    monkeypatch.setattr(Run, "environment", {**run.environment, "imported": {"name": "theirs"}})
    with pytest.raises(Fault, match=r"was imported.*Ask a run that was trained on a text"):
        memorisation.evaluate(Asked(open_checkpoint(run), run, most=4))


def test_other_text_and_none_are_refused(trained: Path) -> None:
    run = Run.open(trained)
    one = Asked(open_checkpoint(run), run, most=4)
    file = sorted((trained.parents[1] / "text").iterdir())[0]
    before = file.read_bytes()
    file.write_bytes(before + b"One more sentence that nobody trained on.\n")
    try:
        with pytest.raises(Fault, match=r"cannot be read as it was\. It is no longer what it was"):
            memorisation.evaluate(one)
        file.rename(file.with_suffix(".away"))
        with pytest.raises(Fault, match="cannot be read as it was"):
            memorisation.evaluate(one)
    finally:
        file.with_suffix(".away").unlink(missing_ok=True)
        file.write_bytes(before)
