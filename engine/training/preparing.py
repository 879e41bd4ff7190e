"""Prepares what a recipe reads: a vocabulary is learned, text and pairs become tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Literal, get_args

from engine.batching.labelled_rows import LabelledRows
from engine.batching.parallel_rows import ParallelRows
from engine.batching.sources import Material, Tokens
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.corpus.document import Skipped
from engine.corpus.summary import CorpusSummary
from engine.corpus.unreadable import incomplete_fault, missing
from engine.events import Noticed, Progress
from engine.examples.making import some_unanswerable
from engine.faults import Fault, listed
from engine.recipe import Recipe
from engine.recipe.material import Readings
from engine.resources import cache_folder
from engine.shards.pairs import PreparedPairs, build_pairs, pairs_key
from engine.shards.shards import Shards, build_shards, shards_key
from engine.tokenizer.tokenizer import Tokenizer
from engine.tokenizer.training import train_tokenizer
from engine.training.empty_split import refuse_empty_split
from engine.training.example_text import PreparedExamples, examples_key, prepare_examples
from engine.training.left_out import left_out_notices
from engine.wording import translate

Kind = Literal["text", "labelled", "parallel", "examples"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_FIELD = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """What a recipe reads, as the trainer reads it; None for what no objective asks for."""

    tokenizer: Tokenizer
    shards: Shards | None = None
    labelled: PreparedPairs | None = None
    parallel: PreparedPairs | None = None
    examples: PreparedExamples | None = None

    @property
    def fingerprints(self) -> dict[str, str]:
        """Of each of the kinds that are there: they change with any token."""
        found: dict[str, str] = {}
        if self.shards is not None:
            found["text"] = self.shards.train.fingerprint
        if self.labelled is not None:
            found["labelled"] = self.labelled.fingerprint
        if self.parallel is not None:
            found["parallel"] = self.parallel.fingerprint
        if self.examples is not None:
            found["examples"] = self.examples.fingerprint
        return found

    @property
    def about(self) -> dict[str, Any]:
        """What a run keeps of it: the fingerprints, the names of its classes, and whether it
        learned that a question may have no answer."""
        found: dict[str, Any] = dict(self.fingerprints)
        if self.labelled is not None:
            found["classes"] = list(self.labelled.train.classes)
        if self.examples is not None:
            found["classes"] = list(self.examples.read.classes)
            found["unanswerable"] = some_unanswerable(self.examples.read.train)
        return found

    @property
    def training(self) -> Material:
        """What is learned from."""
        return Material(
            text=None if self.shards is None else self.shards.train,
            labelled=None if self.labelled is None else self.labelled.train,
            parallel=None if self.parallel is None else self.parallel.train,
            examples=None if self.examples is None else self.examples.train,
        )

    @property
    def validation(self) -> Material:
        """What is held back."""
        return Material(
            text=None if self.shards is None else self.shards.validation,
            labelled=None if self.labelled is None else self.labelled.validation,
            parallel=None if self.parallel is None else self.parallel.validation,
            examples=None if self.examples is None else self.examples.validation,
        )

    @property
    def held_back(self) -> Tokens:
        """Text nobody learns from, in sentences."""
        if self.shards is not None:
            return self.shards.validation
        if self.examples is not None:
            return self.examples.held_back
        pairs = self.labelled or self.parallel
        assert pairs is not None, "a recipe that reads nothing was not checked"
        return pairs.validation.tokens

    def close(self) -> None:
        """Close all files."""
        for part in (self.shards, self.labelled, self.parallel):
            if part is not None:
                part.close()

    def as_data(self, length: int) -> dict[str, Any]:
        """What was read, as plain data; of pairs also how many rows of `length` tokens cut."""
        data: dict[str, Any] = {"vocabulary": self.tokenizer.vocabulary}
        if self.shards is not None:
            data |= {
                "tokens": self.shards.train.num_tokens,
                "validation_tokens": self.shards.validation.num_tokens,
                "fingerprint": self.shards.train.fingerprint,
                **_as_people_read(self.shards.summary),
            }
        vocabulary = Vocabulary.of(self.tokenizer)
        if self.labelled is not None:
            rows = LabelledRows.of(self.training, vocabulary, length)
            data["labelled"] = _told(self.labelled, cut=rows.num_cut)
        if self.parallel is not None:
            both = ParallelRows.of(self.training, vocabulary, length)
            data["parallel"] = _told(self.parallel, cut=both.num_cut)
        if self.examples is not None:
            data["examples"] = self.examples.read.summary.as_data()
        return data

    def notices(self) -> list[Noticed]:
        """What to tell before the first step: files and rows that were left out."""
        labelled = translate(
            "notices",
            "Of the labelled pairs {count} rows were left out: {unlabelled} without a label, "
            "{malformed} that are no pair, {empty} with an empty passage, {too_long} far too long.",
        )
        parallel = translate(
            "notices",
            "Of the parallel text {count} lines were left out: {malformed} that are no pair, "
            "{empty} with an empty side, {too_long} far too long.",
        )
        found = [] if self.shards is None else left_out_notices(self.shards.summary)
        for pairs, what in ((self.labelled, labelled), (self.parallel, parallel)):
            if pairs is not None and pairs.summary.lost_tables:
                found.append(_lost_tables(pairs.summary.lost_tables))
            if pairs is not None and pairs.summary.left_out:
                names = ("unlabelled", "malformed", "empty", "too_long")
                counts = {name: getattr(pairs.summary, name) for name in names}
                values = {"count": pairs.summary.left_out} | counts
                found.append(Noticed(0, "note", what, values))
        if self.labelled is not None and (count := self.labelled.summary.nobodys):
            what = translate(
                "notices",
                "{count} pairs have the label “-1”: beside the others it means that nobody judged "
                "them. Where it is a class of its own, write it as a word.",
            )
            found.append(Noticed(0, "note", what, {"count": count}))
        return found + ([] if self.examples is None else self.examples.notices())


class Changed(Exception):
    """What a run reads is not what it was when the run began: `kind` says which of it.

    `lost` is what was wrong with a file that is left out, where there is one.
    """

    def __init__(self, kind: Kind, lost: Fault | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.lost = lost


def prepare_text(recipe: Recipe, control: Control, progress: Progress) -> PreparedText:
    """Read and clean, train or open the tokenizer, encode; cached where unchanged.

    Raises Fault where there is too little text, Cancelled where the work was stopped.
    """
    readings = recipe.readings
    kept = cache_folder() / "tokenizers"
    tokenizer = train_tokenizer(recipe.tokenizer, readings.words, control, progress, folder=kept)
    return _encoded(readings, tokenizer, control, progress)


def refuse_lost(text: PreparedText) -> None:
    """Fault where a file was lost by chance: its run would be another one without it."""
    if text.shards is not None and text.shards.lost is not None:
        raise incomplete_fault(text.shards.lost)


def prepare_again(
    recipe: Recipe,
    tokenizer: Tokenizer,
    begun: Mapping[str, Any],
    control: Control,
    progress: Progress,
) -> PreparedText:
    """What a run with these fingerprints began with; Changed where it is something else."""
    readings = recipe.readings
    # Asked first: encoding another text takes minutes and fills the cache.
    for kind, key in _keys(readings, tokenizer, control, progress).items():
        if not str(begun.get(kind, "")).startswith(key):
            raise Changed(kind)
    text = _encoded(readings, tokenizer, control, progress)
    try:
        refuse_lost(text)
    except Fault:
        text.close()
        raise
    for kind in KINDS:
        if text.fingerprints.get(kind, begun.get(kind)) != begun.get(kind):
            text.close()
            raise Changed(kind, _lost(text) if kind == "text" else None)
    return text


def _lost(text: PreparedText) -> Fault | None:
    """Why the first of the files is left out that are."""
    skipped = () if text.shards is None else text.shards.summary.skipped
    return next((one.fault for one in missing(skipped)), None)


def _keys(
    readings: Readings, tokenizer: Tokenizer, control: Control, progress: Progress
) -> dict[Kind, str]:
    """What the fingerprints begin with, from the files alone."""
    keys: dict[Kind, str] = {}
    if readings.text is not None:
        keys["text"] = shards_key(readings.text, tokenizer, control, progress)
    if readings.labelled is not None:
        keys["labelled"] = pairs_key(readings.labelled, tokenizer, control, progress)
    if readings.parallel is not None:
        keys["parallel"] = pairs_key(readings.parallel, tokenizer, control, progress)
    if readings.examples is not None:
        keys["examples"] = examples_key(readings.examples, tokenizer, control, progress)
    return keys


def _encoded(
    readings: Readings, tokenizer: Tokenizer, control: Control, progress: Progress
) -> PreparedText:
    """All of it as tokens; what is open is closed where a later part fails."""
    parts: dict[str, Any] = {}
    with ExitStack() as stack:
        if readings.text is not None:
            parts["shards"] = build_shards(
                readings.text, tokenizer, control=control, progress=progress
            )
            stack.callback(parts["shards"].close)
        for name in ("labelled", "parallel"):
            pairs = getattr(readings, name)
            if pairs is not None:
                parts[name] = build_pairs(pairs, tokenizer, control=control, progress=progress)
                stack.callback(parts[name].close)
                refuse_empty_split(parts[name], named=pairs.holds_back)
        if readings.examples is not None:
            parts["examples"] = prepare_examples(readings.examples, tokenizer, control, progress)
        stack.pop_all()
    return PreparedText(tokenizer, **parts)


def _lost_tables(lost: Sequence[Skipped]) -> Noticed:
    what = translate(
        "notices",
        "No pairs could be read in {count} table(s) of a folder: {names}. The first: {reason}",
    )
    values = {"count": len(lost), "names": listed([one.path for one in lost])}
    return Noticed(0, "warning", what, values | {"reason": lost[0].fault})


def _sentences(skipped: Sequence[Skipped]) -> list[dict[str, str]]:
    return [{"path": one.path, "reason": str(one)} for one in skipped]


def _as_people_read(summary: CorpusSummary) -> dict[str, Any]:
    """The summary with reasons as sentences, not as what they are made of."""
    reasons: Counter[str] = Counter()
    for sentence, count in summary.skipped_reasons.items():
        reasons[_FIELD.sub("…", sentence)] += count
    skipped = _sentences(summary.skipped)
    return {**summary.as_data(), "skipped": skipped, "skipped_reasons": dict(reasons)}


def _told(pairs: PreparedPairs, *, cut: int) -> dict[str, Any]:
    return {
        "tokens": pairs.train.tokens.num_tokens,
        "validation_tokens": pairs.validation.tokens.num_tokens,
        "fingerprint": pairs.fingerprint,
        "classes": list(pairs.train.classes),
        "cut": cut,
        **pairs.summary.as_data(),
        "lost_tables": _sentences(pairs.summary.lost_tables),
    }
