"""Seats: which objectives the heads of a foreign folder belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from engine.exchange.architectures import ARCHITECTURES, Architecture, reading_of
from engine.exchange.laying import seat_links
from engine.exchange.names import Link
from engine.exchange.recognising import Recognised
from engine.exchange.settings import Settings
from engine.exchange.taking import Taking
from engine.models.counting import PoolerActivation, class_reading
from engine.objectives import OBJECTIVES
from engine.tokenizer.tokenizer import Tokenizer

NAMING = {  # the objective of a head that names tokens
    "gpt2": "causal_lm",
    "llama": "causal_lm",
    "bart": "denoising",
    "t5": "span_corruption",
}
PAIRS = {"bert": "next_sentence", "albert": "sentence_order"}
TUNED = ("classes", "tags", "spans")  # kinds of heads that were learned from examples
ROLES = {"[PAD]": "pad", "[UNK]": "unknown", "[CLS]": "cls", "[SEP]": "sep", "[MASK]": "mask"}
MOST_CLASSES = 1000
COUNTS = {"next_sentence": (2,), "sentence_order": (2,), "answering": (2,)}


@dataclass(frozen=True, slots=True)
class Seat:
    """A head there: the objective it serves here, and its weights."""

    objective: str
    links: tuple[Link, ...]
    config: dict[str, Any]  # of the objective


@dataclass(frozen=True, slots=True)
class Seats:
    """All heads of a folder that are of use here."""

    taken: tuple[Seat, ...]
    fresh: str  # the objective that was chosen where there is none; else ""
    classes: tuple[str, ...]  # what the classes of a head are called

    @property
    def objectives(self) -> dict[str, dict[str, Any]]:
        """The objectives of the run, with their fields."""
        found = {seat.objective: seat.config for seat in self.taken}
        return found or {self.fresh: {}}


def find_seats(
    settings: Settings, recognised: Recognised, taking: Taking, tokenizer: Tokenizer
) -> Seats:
    """The heads whose weights are all there and that something here can learn on with.

    Of a bare model the answers that need no head are asked for: how alike two texts are. Where
    that cannot be learned, for it takes dropout, hidden words.
    """
    taken: dict[str, Seat] = {}
    classes: tuple[str, ...] = ()
    for architecture, kind in _candidates(settings, recognised):
        links = tuple(seat_links(architecture, kind, recognised.model))
        if not taking.has(links) or not _is_read_so(architecture, kind, recognised):
            continue
        count = _classes(links, taking)
        if kind == "classes" and not _is_asked_so(settings, recognised, tokenizer, count):
            continue
        objective = _objective(kind, recognised.family, count)
        if objective in taken or not _serves(objective, recognised, tokenizer):
            continue
        if count not in COUNTS.get(objective, range(MOST_CLASSES + 1)):
            continue
        config = _read_as(architecture, settings) if kind == "classes" else {}
        if objective in ("classification", "tagging"):
            config["classes"], classes = count, _labels(settings, count)
        taken[objective] = Seat(objective, links, config)
        if kind in TUNED:  # it is learned alone
            return Seats((taken[objective],), "", classes)
    fresh = "" if taken else _without_head(recognised, tokenizer)
    return Seats(tuple(taken.values()), fresh, classes)


def _classes(links: Sequence[Link], taking: Taking) -> int:
    """How many classes a head tells apart; 0 where it is of another kind."""
    return next((taking.rows(link) for link in links if link.ours == "classes.weight"), 0)


def _candidates(settings: Settings, recognised: Recognised) -> Iterator[tuple[Architecture, str]]:
    """Classes there and kinds of their heads; tuned ones only where the folder says so."""
    named = set(settings.words("architectures"))
    for architecture in ARCHITECTURES[recognised.family]:
        tuned = any(kind in TUNED for kind in architecture.heads)
        if not tuned or architecture.name in named:
            for kind in architecture.heads:
                yield architecture, kind


def _is_read_so(architecture: Architecture, kind: str, recognised: Recognised) -> bool:
    """Whether a tuned head is read as one of ours is on such a model."""
    if kind not in TUNED:
        return True
    whole, reading = kind == "classes", reading_of(architecture, kind)
    own = class_reading(recognised.model, whole=whole)
    return reading in get_args(PoolerActivation) if own == "pooler" else reading == own


def _is_asked_so(
    settings: Settings, recognised: Recognised, tokenizer: Tokenizer, count: int
) -> bool:
    """Whether a row is given as here, and its numbers mean one class of several, or one score."""
    pad = tokenizer.special.pad
    begins = settings.values.get("decoder_start_token_id", pad if recognised.family == "t5" else -1)
    if recognised.model.writes and begins != pad:
        return False
    means = settings.values.get("problem_type")
    return means is None or means == ("regression" if count == 1 else "single_label_classification")


def _read_as(architecture: Architecture, settings: Settings) -> dict[str, Any]:
    """The fields of a row's objective that say how its vector is read."""
    found: dict[str, Any] = {}
    if settings.values.get("classifier_pooling") == "mean":
        found["vector"] = "mean"
    if architecture.activation != "tanh":
        found["activation"] = architecture.activation
    return found


def _objective(kind: str, family: str, count: int) -> str:
    if kind == "token":
        return NAMING.get(family, "masked_lm")
    if kind == "pair":
        return PAIRS[family]
    if kind == "classes":
        return "regression" if count == 1 else "classification"
    return {"detection": "replaced_token_detection", "tags": "tagging", "spans": "answering"}[kind]


def _serves(objective: str, recognised: Recognised, tokenizer: Tokenizer) -> bool:
    """Whether the objective is known here, for such a model, with such a tokenizer."""
    known = OBJECTIVES.get(objective)
    if known is None or recognised.model.architecture not in known.architectures:
        return False
    special = tokenizer.special
    if any(getattr(special, ROLES[name]) is None for name in known.special_tokens):
        return False
    gaps = known.num_sentinels(known.Config(), recognised.model.length)
    return gaps <= len(special.sentinels)


def _without_head(recognised: Recognised, tokenizer: Tokenizer) -> str:
    model = recognised.model
    if model.architecture == "decoder":
        return "causal_lm"
    if model.architecture == "encoder_decoder":
        choices: Sequence[str] = ("span_corruption", "denoising", "translation")
    elif model.dropout > 0:
        choices = ("contrastive_sentence", "masked_lm")
    else:
        choices = ("masked_lm", "contrastive_sentence")
    return next((one for one in choices if _serves(one, recognised, tokenizer)), choices[-1])


def _labels(settings: Settings, count: int) -> tuple[str, ...]:
    """What the classes are called there: by number, as there, where not all have a name."""
    table = settings.table("id2label")
    names = tuple(str(table.get(str(number), ""))[:200] for number in range(count))
    if all(names) and len(set(names)) == count:
        return names
    return tuple(f"LABEL_{number}" for number in range(count))
