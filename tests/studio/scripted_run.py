"""Runs without an engine: a folder of recorded events, and a training that only tells."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.control import Control
from engine.events import (
    Candidate,
    CheckpointSaved,
    Emit,
    Evaluated,
    Event,
    MaskPrediction,
    Noticed,
    Prepared,
    ProbeTaken,
    RunEnded,
    RunStarted,
    SentenceProbe,
    StateChanged,
    StepFinished,
)
from engine.runs import Run, Status
from studio.live_work import Place

RECIPE = """preset = "bert-tiny"
[objectives.masked_lm]
weight = 1.0
[objectives.next_sentence]
weight = 1.0
[probes]
megabytes = 64
"""
SENTENCES = (
    "She opened the [MASK] and looked out.",
    "The old captain had never [MASK] of the island before that night.",
    "他把窗户打[MASK]，看见外面下着大雪。",
)
WORDS = ("door", "window", "book", "box", "letter", "gate", "eyes", "curtain")


def started(total: int = 4200, *, objectives: tuple[str, ...] = ()) -> RunStarted:
    """The first event of a run."""
    names = objectives or ("masked_lm", "next_sentence")
    chances = {"masked_lm": float(np.log(8192)), "next_sentence": float(np.log(2))}
    return RunStarted(
        run="",
        step=0,
        parameters=1_394_688,
        unigram_entropy=6.36,
        objectives=names,
        chances={name: chances[name] for name in names},
        total_steps=total,
        device="cpu",
        dtype="bf16",
        attention="explicit",
        threads=2,
        micro_batch=16,
        measures={
            name: {"masked_lm": "per hidden token"}.get(name, "per pair, 2 classes")
            for name in names
        },
    )


def step_event(
    step: int, total: int = 4200, *, objectives: tuple[str, ...] = ("masked_lm", "next_sentence")
) -> StepFinished:
    """One report of a run that learns."""
    noise = np.random.default_rng(step).normal(0, 1, 3)
    losses = {
        "masked_lm": 3.75 + 3.4 * np.exp(-step / 520) + 1.9 * np.exp(-step / 40) + 0.08 * noise[0],
        "next_sentence": 0.33 + 0.37 * np.exp(-step / 1400) + 0.03 * noise[1],
    }
    right = {"masked_lm": 0.31 - 0.25 * np.exp(-step / 600), "next_sentence": 0.86}
    return StepFinished(
        step=step,
        tokens=step * 2048,
        seconds=step / 24.0,
        progress=step / total,
        losses={name: float(losses[name]) for name in objectives},
        accuracies={name: float(right[name]) for name in objectives},
        weights=dict.fromkeys(objectives, 1.0),
        lr=3e-3 * min(1.0, step / 200, max(0.0, (total - step) / (0.4 * total))),
        gradient_norm=float(1.2 + 2 * np.exp(-step / 300) + 0.2 * abs(noise[2])),
        tokens_per_second=float(49_152 + 800 * noise[0]),
        eta_seconds=(total - step) / 24.0,
        memory_bytes=812_000_000,
    )


def evaluated(step: int, objectives: tuple[str, ...] = ("masked_lm", "next_sentence")) -> Evaluated:
    """The validation at a step."""
    train = step_event(step, objectives=objectives)
    return Evaluated(
        step=step,
        tokens=train.tokens,
        seconds=train.seconds,
        losses={name: loss + 0.05 for name, loss in train.losses.items()},
        accuracies=train.accuracies,
        baselines={name: {"masked_lm": 6.36}.get(name, 0.693) for name in objectives},
    )


def attention(step: int, num_layers: int, num_heads: int, num_tokens: int) -> NDArray[np.float16]:
    """Heads that sharpen from even to a pattern of their own; [N, H, L, L], rows sum to 1."""
    places = np.arange(num_tokens)
    apart = places[None, :] - places[:, None]
    patterns = (
        -np.abs(apart) / 2.0,
        np.where(apart == -1, 4.0, 0.0),
        np.where(np.isin(places, (0, num_tokens - 1))[None, :], 3.0, 0.0) + 0 * apart,
        np.where(apart == 1, 3.0, 0.0),
    )
    sharp = 1 - np.exp(-step / 900)
    rng = np.random.default_rng(step)
    scores = np.stack(
        [
            np.stack(
                [
                    patterns[(layer * num_heads + head) % 4] * sharp
                    + rng.normal(0, 0.3, (num_tokens, num_tokens))
                    for head in range(num_heads)
                ]
            )
            for layer in range(num_layers)
        ]
    )
    weights = np.exp(scores)
    result: NDArray[np.float16] = (weights / weights.sum(-1, keepdims=True)).astype(np.float16)
    return result


def probe(step: int, *, num_layers: int = 2, num_heads: int = 2) -> ProbeTaken:
    """A look at the pinned sentences."""
    return ProbeTaken(
        step=step,
        seconds=step / 24.0,
        sentences=tuple(_seen(text, step, num_layers, num_heads) for text in SENTENCES),
    )


def _seen(text: str, step: int, num_layers: int, num_heads: int) -> SentenceProbe:
    from studio.widgets.cloze_words import read_words

    words, _ = read_words(text)
    tokens = ("[CLS]", *(word.shown.lower().replace("[mask]", "[MASK]") for word in words), "[SEP]")
    sharp = 1 - np.exp(-step / 900)
    scores = np.exp(-np.arange(len(WORDS)) * sharp * 0.9)
    shares = scores / scores.sum() * (0.1 + 0.8 * sharp)
    best = tuple(Candidate(word, float(share)) for word, share in zip(WORDS, shares, strict=True))
    return SentenceProbe(
        sentence=text,
        tokens=tokens,
        attention=attention(step, num_layers, num_heads, len(tokens)),
        predictions=(MaskPrediction(tokens.index("[MASK]"), best),),
        framing=(0, len(tokens) - 1),
    )


def story(
    last: int = 4200, *, every: int = 20, num_layers: int = 2, num_heads: int = 2
) -> Iterator[Event]:
    """All events of a run up to a step, in order."""
    yield started()
    for step in range(every, last + 1, every):
        yield step_event(step)
        if step % 200 == 0:
            yield evaluated(step)
            yield probe(step, num_layers=num_layers, num_heads=num_heads)
        if step % 1000 == 0:
            yield CheckpointSaved(step, f"step-{step:08d}", 16_700_000, 0.31)
        if step == 1400:
            what = "The loss of {name} jumped to {loss}."
            yield Noticed(step, "warning", what, {"name": "masked_lm", "loss": 5.1})


def write_run(
    path: Path,
    last: int = 4200,
    *,
    ending: str = "finished",
    num_layers: int = 2,
    num_heads: int = 2,
    recipe: str = RECIPE,
) -> Run:
    """A run folder as a training would have left it."""
    run = Run.create(path, recipe_toml=recipe, environment={}, tokenizer_json=b"{}")
    for event in story(last, num_layers=num_layers, num_heads=num_heads):
        if isinstance(event, ProbeTaken):
            run.write_probe(event)
        elif isinstance(event, CheckpointSaved):
            weights = {"weight": np.zeros((4, 4), dtype=np.float32)}
            run.save_checkpoint(event.step, weights, {}, {"step": event.step})
            run.metrics.append(event)
        else:
            run.metrics.append(event)
    if ending:
        run.metrics.append(RunEnded(ending, last, {"steps": last}))  # type: ignore[arg-type]
    run.metrics.close()
    run.set_status(Status(ending or "running", last, 4200))  # type: ignore[arg-type]
    return run


class Script:
    """A training the test conducts: it tells what it is given, and ends when asked to."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.asked: list[str] = []
        self.recipe = RECIPE  # of the folder it makes
        self._more = threading.Condition()
        self._over = False
        self._error: Exception | None = None

    def make_work(
        self, _recipe: object, path: Path, place: Place
    ) -> Callable[[Emit, Control], None]:
        """What LiveRun asks for."""

        def work(emit: Emit, control: Control) -> None:
            emit(StateChanged("preparing"))
            if not path.exists():
                Run.create(path, recipe_toml=self.recipe, environment={}, tokenizer_json=b"{}")
            place.settle(path)
            self._tell(emit, control)
            ending = "stopped" if control.stopping else "finished"
            emit(RunEnded(ending, 0, {}))

        return work

    def _tell(self, emit: Emit, control: Control) -> None:
        while not control.stopping:
            if control.take_save():
                self.asked.append("save")
            if control.take_probe():
                self.asked.append("probe")
            with self._more:
                self._more.wait(0.01)
                given, self.events = self.events, []
                over = self._over
            for event in given:
                emit(event)
            if self._error is not None:
                raise self._error
            if over and not given:
                return

    def tell(self, *events: Event) -> None:
        """Let the training say these."""
        with self._more:
            self.events.extend(events)
            self._more.notify()

    def fail(self, error: Exception) -> None:
        """Let the training end with an error."""
        self._error = error

    def end(self) -> None:
        """Let the training finish by itself."""
        with self._more:
            self._over = True
            self._more.notify()


PREPARED = Prepared("encoding", 40e6, 100e6, "bytes", "pride-and-prejudice.txt")
