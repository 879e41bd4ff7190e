"""Findings: what is odd in the examples of a task, told before anything is learned from them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.control import Check
from engine.examples.example import (
    OUTSIDE,
    SPLITS,
    Example,
    Kind,
    Labelled,
    Split,
    Tagged,
)
from engine.examples.finding_words import COUNTED, PARTS, finding, rows_of
from engine.examples.hearing import heard, unheard
from engine.examples.holding_back import folded
from engine.examples.making import answer_of, input_of, inputs_of
from engine.examples.summary import Finding
from engine.faults import Fault
from engine.wording import translate

LONG = 2000  # characters of a text of which most models read but the beginning
UNEQUAL = 0.8  # of all: the share of a class from which on saying it always is hard to beat
RARE = 20.0  # times as many examples as the rarest class has
LEVELS = ("refusal", "warning", "note")

Keys = Mapping[Split, Sequence[bytes]]  # of what a model is given of each example


@dataclass(frozen=True, slots=True)
class Examined:
    """What findings look at."""

    kind: Kind
    parts: Mapping[Split, Sequence[Example]]
    classes: Sequence[str]
    counts: Mapping[str, int]  # what was odd while reading: see making.py
    unlabelled: Mapping[Split, Sequence[Example]] = field(default_factory=dict)  # left out
    doubts: Sequence[Fault] = ()  # about how files were written


def findings(examined: Examined, check: Check = unheard) -> tuple[Finding, ...]:
    """All that is odd, refusals first. `check` is called now and then, and may end it."""
    keys = {
        split: [_key(one) for one in heard(own, check)] for split, own in examined.parts.items()
    }
    found: list[Finding] = []
    for look in (
        _refusals, _missing, _unknown, _single, _unequal, _long, _counted,
    ):  # fmt: skip
        check()
        found += look(examined)
    for compare in (_duplicates, _leaks, _conflicts):
        check()
        found += compare(examined, keys)
    return tuple(sorted(found, key=lambda one: LEVELS.index(one.level)))


def _refusals(examined: Examined) -> Iterator[Finding]:
    train = examined.parts["train"]
    if not train and examined.unlabelled.get("train"):
        yield finding(
            "refusal",
            translate("faults", "Nothing is labelled: {count} examples, and no answer to any."),
            now=translate("faults", "Name the column of the labels, or choose other files."),
            count=len(examined.unlabelled["train"]),
        )
    elif not train:
        yield finding(
            "refusal",
            translate("faults", "There are no examples to learn from."),
            now=translate("faults", "Choose other files, or correct their format and columns."),
        )
    elif examined.kind in ("classification", "tagging") and len(examined.classes) < 2:
        yield _one_class(examined)
    elif not examined.parts["validation"]:
        named = len(examined.unlabelled.get("validation", ()))
        yield finding(
            "refusal",
            translate("faults", "Nothing is labelled of the {count} examples held back.")
            if named
            else translate("faults", "All examples have one text: none of them can be held back."),
            now=translate("faults", "Name a file of labelled examples to hold back."),
            count=named,
        )


def _one_class(examined: Examined) -> Finding:
    """All of one class, or of so few examples that the others are held back."""
    label = examined.classes[0] if examined.classes else OUTSIDE
    held_back = examined.parts["validation"]
    if {label, ""}.issuperset(name for one in held_back for name in _labels(one)):
        return finding(
            "refusal",
            translate("faults", "All examples to learn from have one class: {label}."),
            now=translate("faults", "Name the right column, or add examples of other classes."),
            label=label,
        )
    return finding(
        "refusal",
        translate(
            "faults",
            "There are too few examples: {held} of {total} are held back, and those left to learn "
            "from have one class, {label}.",
        ),
        now=translate("faults", "Add examples, or name a file of others to hold back."),
        held=len(held_back),
        total=len(held_back) + len(examined.parts["train"]),
        label=label,
    )


def _missing(examined: Examined) -> Iterator[Finding]:
    for split in SPLITS:
        bare = examined.unlabelled.get(split, ())
        if bare and (split != "train" or examined.parts["train"]):
            yield finding(
                "note" if split == "test" else "warning",
                translate("faults", "{count} without an answer among {part}: left out."),
                rows_of(split, bare),
                count=len(bare),
                part=PARTS[split],
            )


def _unknown(examined: Examined) -> Iterator[Finding]:
    if examined.kind not in ("classification", "tagging") or not examined.classes:
        return
    known = {*examined.classes, ""}
    for split in ("validation", "test"):
        odd = [one for one in examined.parts[split] if not known.issuperset(_labels(one))]
        if odd:
            names = sorted({name for one in odd for name in _labels(one)} - known)
            yield finding(
                "warning",
                translate(
                    "faults",
                    "{count} among {part} have labels that none to learn from has: {labels}. They "
                    "count as mistakes.",
                ),
                rows_of(split, odd),
                count=len(odd),
                part=PARTS[split],
                labels=names,
            )


def _single(examined: Examined) -> Iterator[Finding]:
    if examined.kind == "classification":
        counts = Counter(answer_of(one) for one in examined.parts["train"])
        rare = [name for name in examined.classes if counts[name] == 1]
        alone = set(rare)
        if rare and len(examined.classes) > 1:
            rows = [one for one in examined.parts["train"] if answer_of(one) in alone]
            yield finding(
                "warning",
                translate("faults", "Classes with a single example to learn from: {labels}."),
                rows_of("train", rows),
                labels=rare,
            )


def _unequal(examined: Examined) -> Iterator[Finding]:
    if examined.kind != "classification" or len(examined.classes) < 2:
        return
    counts = Counter(answer_of(one) for one in examined.parts["train"]).most_common()
    (most, number), (least, fewest) = counts[0], counts[-1]
    share = number / max(1, sum(count for _, count in counts))
    if share >= UNEQUAL or number >= RARE * fewest:
        yield finding(
            "warning",
            translate(
                "faults",
                "Classes are very unequal: {share} are {most}, and {fewest} of {total} {least}. "
                "Look at the mean F1 of the classes, not at the accuracy.",
            ),
            share=f"{share:.0%}",
            most=most,
            fewest=fewest,
            total=sum(count for _, count in counts),
            least=least,
        )


def _duplicates(examined: Examined, keys: Keys) -> Iterator[Finding]:
    seen: set[tuple[bytes, str]] = set()
    again = []
    for one, text in zip(examined.parts["train"], keys["train"], strict=True):
        key = text, folded(answer_of(one))
        if key in seen:
            again.append(one)
        seen.add(key)
    if again:
        yield finding(
            "note",
            translate(
                "faults",
                "{count} of {total} examples to learn from are duplicates of earlier ones.",
            ),
            rows_of("train", again),
            count=len(again),
            total=len(examined.parts["train"]),
        )


def _leaks(examined: Examined, keys: Keys) -> Iterator[Finding]:
    learned = set(keys["train"])
    for split in ("validation", "test"):
        own = zip(examined.parts[split], keys[split], strict=True)
        known = [one for one, key in own if key in learned]
        if known:
            total = len(examined.parts[split])
            yield finding(
                "warning",
                translate(
                    "faults",
                    "{count} of {total} among {part} are learned from too ({share}): results look "
                    "better than they are.",
                ),
                rows_of(split, known),
                count=len(known),
                total=total,
                share=f"{len(known) / total:.1%}",
                part=PARTS[split],
            )


def _conflicts(examined: Examined, keys: Keys) -> Iterator[Finding]:
    if examined.kind not in ("classification", "tagging"):
        return
    answers: dict[bytes, str] = {}
    odd: list[Example] = []
    for one, key in zip(examined.parts["train"], keys["train"], strict=True):
        answer = answer_of(one)
        if answers.setdefault(key, answer) != answer:
            odd.append(one)
    if odd:
        yield finding(
            "warning",
            translate(
                "faults",
                "{count} examples to learn from have the same text as another with a different "
                "label.",
            ),
            rows_of("train", odd),
            count=len(odd),
        )


def _long(examined: Examined) -> Iterator[Finding]:
    if examined.kind == "answering":  # read in windows
        return
    long = [one for one in examined.parts["train"] if len(input_of(one)) > LONG]
    if long:
        yield finding(
            "note",
            translate(
                "faults",
                "{count} of {total} texts have more than {most} characters: what a model has no "
                "room for is cut off.",
            ),
            rows_of("train", long),
            count=len(long),
            total=len(examined.parts["train"]),
            most=LONG,
        )


def _counted(examined: Examined) -> Iterator[Finding]:
    """What was counted while the files were read."""
    for level, name, words in COUNTED:
        if examined.counts.get(name):
            yield finding(level, words, count=examined.counts[name])
    for doubt in examined.doubts:
        yield Finding("warning", doubt.what, doubt.values, now=doubt.now)


def _labels(example: Example) -> Iterable[str]:
    if isinstance(example, Labelled):
        return (example.label,)
    return set(example.tags) if isinstance(example, Tagged) else ()


def _key(example: Example) -> bytes:
    digest = hashlib.blake2b(digest_size=12)
    for text in inputs_of(example):
        digest.update(folded(text).encode() + b"\n")
    return digest.digest()
