"""Seats: which objectives the heads of a foreign folder belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.exchange.architectures import ARCHITECTURES
from engine.exchange.families import Modules
from engine.exchange.names import Link, module_links
from engine.exchange.recognising import Recognised
from engine.exchange.settings import Settings
from engine.exchange.taking import Taking
from engine.objectives import OBJECTIVES
from engine.tokenizer.tokenizer import Tokenizer

NAMING = {  # the objective of a head that names tokens
    "gpt2": "causal_lm",
    "llama": "causal_lm",
    "bart": "denoising",
    "t5": "span_corruption",
}
PAIRS = {"bert": "next_sentence", "albert": "sentence_order"}
JUDGING = ("classification", "natural_language_inference")  # the first there is
ROLES = {"[PAD]": "pad", "[UNK]": "unknown", "[CLS]": "cls", "[SEP]": "sep", "[MASK]": "mask"}
MOST_CLASSES = 1000


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
    for kind, modules in _candidates(settings, recognised):
        objective = _objective(kind, recognised.family)
        links = module_links(modules, kind, recognised.model)
        if objective in taken or not _serves(objective, recognised, tokenizer):
            continue
        if not taking.has(links):
            continue
        config: dict[str, Any] = {}
        count = _classes(links, taking)
        if kind == "classes" and 2 <= count <= MOST_CLASSES:
            config, classes = {"classes": count}, _labels(settings, count)
        elif kind == "classes" or (kind == "pair" and count != 2):
            continue
        taken[objective] = Seat(objective, links, config)
    fresh = "" if taken else _without_head(recognised, tokenizer)
    return Seats(tuple(taken.values()), fresh, classes)


def _classes(links: Sequence[Link], taking: Taking) -> int:
    """How many classes a head tells apart; 0 where it is of another kind."""
    return next((taking.rows(link) for link in links if link.ours == "classes.weight"), 0)


def _candidates(settings: Settings, recognised: Recognised) -> Iterator[tuple[str, Modules]]:
    """Kinds of heads and where they would stand; tuned ones only in classes that have them."""
    named = set(settings.words("architectures"))
    for architecture in ARCHITECTURES[recognised.family]:
        tuned = bool({"classes", "tags", "spans"} & set(architecture.heads))
        if not tuned or architecture.name in named:
            yield from architecture.heads.items()


def _objective(kind: str, family: str) -> str:
    if kind == "token":
        return NAMING.get(family, "masked_lm")
    if kind == "pair":
        return PAIRS[family]
    if kind == "classes":
        return next(name for name in JUDGING if name in OBJECTIVES)
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
    """What the classes are called there; nothing where not all of them are."""
    table = settings.table("id2label")
    names = tuple(str(table.get(str(number), ""))[:200] for number in range(count))
    return names if all(names) and len(set(names)) == count else ()
