"""What a run tells the world: frozen dataclasses of numbers, strings and numpy arrays.

Letters: N layers, H heads, L tokens, M decoder tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.faults import Value
from engine.wording import fill

Phase = Literal[
    "reading",
    "tokenizer",
    "encoding",
    "measuring",
    "building",
    "saving",
    "predicting",
    "evaluating",
    "drilling",
]
Ending = Literal["finished", "stopped", "failed"]
# Who looks at whom: the tokens read at one another, those written at one another, or those written
# at those read.
Side = Literal["trunk", "decoder", "cross"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """How far the work before the first step (or a long save) has come."""

    phase: Phase
    done: float  # in `unit`
    total: float | None  # None: unknown
    unit: str  # "bytes", "documents", "seconds", ""
    detail: str = ""  # the file at hand
    lasting: float = 0.0  # seconds the one pass at hand has taken so far, where it takes long


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run is built and the first step comes next."""

    run: str  # the folder
    step: int  # > 0 after a resume
    parameters: int
    unigram_entropy: float  # nats
    objectives: tuple[str, ...]
    chances: Mapping[str, float]  # loss of a uniform guess per loss name: ln V, ln 2
    total_steps: int | None  # None where the budget is minutes
    device: str
    dtype: str
    attention: str  # "sdpa" or "explicit"
    threads: int
    micro_batch: int
    compiled: bool = False
    measures: Mapping[str, str] = field(default_factory=dict)  # per loss: what it is, "objectives"
    floors: Mapping[str, float] = field(default_factory=dict)  # per loss: least while training


@dataclass(frozen=True, slots=True)
class StepFinished:
    """Training since the last report, ending with this step."""

    step: int
    tokens: int  # seen since the first step
    seconds: float  # of training, over all resumes
    progress: float  # 0 … 1 of the budget
    losses: Mapping[str, float]  # per objective: mean per target since the last report, nats
    accuracies: Mapping[str, float]
    weights: Mapping[str, float]
    lr: float
    gradient_norm: float
    tokens_per_second: float
    eta_seconds: float | None
    memory_bytes: int
    micro_batch_seconds: float = 0.0  # how long a request may wait until it is heard


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The validation split, measured with fixed masks and pairs."""

    step: int
    tokens: int
    seconds: float
    losses: Mapping[str, float]
    accuracies: Mapping[str, float]
    baselines: Mapping[str, float] = field(default_factory=dict)  # without any context, nats
    bits_per_byte: Mapping[str, float] = field(default_factory=dict)  # of those that write text
    majorities: Mapping[str, float] = field(default_factory=dict)  # share of the commonest class
    metrics: Mapping[str, float] = field(default_factory=dict)  # of a task: F1, exact match …


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer for a mask."""

    token: str
    probability: float
    continues: bool = False  # it goes on with the word before it: a piece, "##s" and not "s"


@dataclass(frozen=True, slots=True)
class MaskPrediction:
    """The best answers for one mask of a pinned sentence."""

    position: int  # in tokens
    candidates: tuple[Candidate, ...]  # best first


@dataclass(frozen=True, slots=True)
class SentenceProbe:
    """What the model does with one text: a pinned sentence, or what somebody typed."""

    sentence: str
    tokens: tuple[str, ...]  # L, as shown to people
    attention: NDArray[np.float16]  # of the trunk [N, H, L, L], rows sum to 1
    predictions: tuple[MaskPrediction, ...]
    framing: tuple[int, ...] = ()  # places of special tokens put around the sentence
    second: int | None = None  # place at which sentence B begins; None: there is none
    written: tuple[str, ...] = ()  # M, what the decoder of an encoder-decoder was given
    decoder: NDArray[np.float16] | None = None  # of the decoder [N, H, M, M]
    cross: NDArray[np.float16] | None = None  # from what is written to what is read [N, H, M, L]
    judgements: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # of a pair
    left_out: int = 0  # tokens at the end that the model had no room for

    @property
    def sides(self) -> tuple[Side, ...]:
        """Those there is attention of."""
        found: tuple[Side, ...] = ("trunk",)
        if self.decoder is not None:
            found += ("decoder",)
        return found if self.cross is None else (*found, "cross")

    def weights(self, side: Side) -> NDArray[np.float16]:
        """The heads of a side: [N, H, rows, columns]. Raises KeyError where it has none."""
        found = {"trunk": self.attention, "decoder": self.decoder, "cross": self.cross}[side]
        if found is None:
            raise KeyError(side)
        return found

    def looking(self, side: Side) -> tuple[str, ...]:
        """The tokens that look: the rows of a side's maps."""
        return self.tokens if side == "trunk" else self.written

    def looked_at(self, side: Side) -> tuple[str, ...]:
        """The tokens looked at: the columns of a side's maps."""
        return self.written if side == "decoder" else self.tokens


@dataclass(frozen=True, slots=True)
class ProbeTaken:
    """The pinned sentences at one step; kept in the run folder."""

    step: int
    seconds: float
    sentences: tuple[SentenceProbe, ...]


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """A checkpoint is whole on disk."""

    step: int
    path: str
    num_bytes: int
    seconds: float  # it took to write, in the background


@dataclass(frozen=True, slots=True)
class StateChanged:
    """What the training thread is doing now."""

    state: Literal["preparing", "running", "paused", "saving", "waiting"]  # waiting: for room


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something worth a line in the event list: a skipped update, a changed corpus, a full disk.

    As in a Fault, a value that is itself a sentence for people is a Fault.
    """

    step: int
    level: Literal["note", "warning"]
    what: str  # marked with translate("notices", …)
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.what, self.values)


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The last event of every run."""

    ending: Ending
    step: int
    summary: Mapping[str, Any]  # the last stdout line of `train`
    error: BaseException | None = None


Event = (
    Prepared
    | RunStarted
    | StepFinished
    | Evaluated
    | ProbeTaken
    | CheckpointSaved
    | StateChanged
    | Noticed
    | RunEnded
)
Emit = Callable[[Event], None]
Progress = Callable[[Prepared], None]
