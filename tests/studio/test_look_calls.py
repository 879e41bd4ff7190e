"""What the Look page asks: a run trained for a moment answers, and several can ask it at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.control import Control
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.runs.run import Run
from studio import loaded as kept
from studio import look_calls
from tests.engine.assembly_samples import sample, start_and_end

TEXT, SECOND = "Bara kera [MASK] nuni.", "Kera bara."


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A finished run of two layers; not to be changed."""
    folder = tmp_path_factory.mktemp("look")
    start_and_end(sample(folder, "model.depth=2", "training.steps=10"), folder / "runs" / "one")
    return Run.open(folder / "runs" / "one")


@pytest.fixture(autouse=True)
def nothing_loaded() -> Iterator[None]:
    yield
    kept._KEPT.clear()


@pytest.fixture
def asked(run: Run) -> tuple[Path, int]:
    """Whom, and which step."""
    newest = run.latest()
    assert newest is not None
    return run.path, newest.step


def test_everything_told_of_a_text_is_of_the_same_tokens(asked: tuple[Path, int]) -> None:
    control = Control()
    look = look_calls.look_at(*asked, TEXT, SECOND, control=control)
    assert look.attention.shape[:2] == (2, 2)
    steps = look_calls.explain_head(*asked, TEXT, "trunk", 1, 0, 2, SECOND, control=control)
    assert steps.looking == steps.looked_at == look.tokens
    assert steps.weights == pytest.approx(look.attention[1, 0, 2].astype(float), abs=1e-3)
    page = look_calls.explain_feed_forward(*asked, TEXT, "trunk", 1, 2, SECOND, control=control)
    assert page.tokens == look.tokens
    assert page.came == pytest.approx(steps.result, abs=1e-5)
    places = look_calls.explain_positions(*asked, TEXT, "trunk", 1, 0, 2, SECOND, control=control)
    assert places.tokens == look.tokens
    assert places.kind == "rotary"
    drawn = look_calls.text_map(*asked, TEXT, SECOND, control=control)
    assert tuple(word.text for word in drawn.words) == look.tokens


def test_switching_heads_off_is_answered_at_once(asked: tuple[Path, int]) -> None:
    off = frozenset({("trunk", 0, 0), ("trunk", 0, 1)})
    found = look_calls.effect_of_heads(*asked, TEXT, off, SECOND, control=Control())  # type: ignore[arg-type]
    assert found.loss != found.loss_before
    assert found.predictions != found.predictions_before
    assert set(found.judgements) == {"next_sentence"}


def test_words_and_texts_are_laid_out(asked: tuple[Path, int]) -> None:
    control = Control()
    assert len(look_calls.word_map(*asked, 40, control=control).words) == 40
    assert look_calls.word_map(*asked, 40, 1, control=control).layer == 1
    assert len(look_calls.neighbours(*asked, "bara", 5, control=control)) == 5
    texts = look_calls.sentence_map(*asked, [TEXT, SECOND], control=control)
    assert texts.points.shape == (2, 2)
    with pytest.raises(Fault, match="no words"):
        look_calls.sentence_map(*asked, [""], control=control)


def test_heads_are_ranked_with_progress(asked: tuple[Path, int]) -> None:
    told: list[Prepared] = []
    found = look_calls.rank_heads(*asked, TEXT, SECOND, control=Control(), progress=told.append)
    assert len(found) == 4
    assert [one.increase for one in found] == sorted((one.increase for one in found), reverse=True)
    assert [news.done for news in told] == [1, 2, 3, 4]
    assert {news.total for news in told} == {4}


def test_others_ask_the_checkpoint_while_heads_are_ranked(
    asked: tuple[Path, int],
) -> None:
    order: list[str] = []

    def look() -> None:
        with kept.loaded(*asked, Control()):
            order.append("look")

    other = threading.Thread(target=look)

    def tell(_news: Prepared) -> None:
        """Inside the turn of a head: the other one is let wait for it."""
        order.append("head")
        if len(order) == 1:
            other.start()
            while not kept._TURNS.num_waiting:
                time.sleep(0.001)

    look_calls.rank_heads(*asked, TEXT, control=Control(), progress=tell)
    other.join(60)
    assert order == ["head", "look", "head", "head", "head"]


def test_ranking_outlives_the_files_it_began_with(
    asked: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that goes on thins its checkpoints."""

    def thin(_news: Prepared) -> None:
        monkeypatch.setattr(kept, "checkpoint_looks", lambda _path, _step: None)
        monkeypatch.setattr(Run, "checkpoints", lambda _run: [])

    found = look_calls.rank_heads(*asked, TEXT, control=Control(), progress=thin)
    assert len(found) == 4


def test_a_paused_look_keeps_nobody_waiting(asked: tuple[Path, int]) -> None:
    control, answered = Control(), threading.Event()
    look_calls.look_at(*asked, TEXT)
    control.pause()

    def effect() -> None:
        look_calls.effect_of_heads(*asked, TEXT, frozenset(), control=control)
        answered.set()

    paused = threading.Thread(target=effect)
    paused.start()
    look_calls.look_at(*asked, TEXT)
    assert not answered.is_set()
    control.resume()
    paused.join(60)
    assert answered.is_set()


def test_ranking_can_be_cancelled(asked: tuple[Path, int]) -> None:
    control = Control()

    def stop(_news: Prepared) -> None:
        control.stop()

    with pytest.raises(Cancelled):
        look_calls.rank_heads(*asked, TEXT, control=control, progress=stop)


def test_what_the_window_holds_carries_no_tensor() -> None:
    modules = ("effects", "steps", "vectors")
    imports = ", ".join(f"engine.probes.{name}" for name in modules)
    code = f"import sys, studio.look_calls, {imports}; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
