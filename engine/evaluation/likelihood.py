"""Likelihood: how well a run foretells a text, in bits per byte, which no tokenizer changes.

Letters: n documents or sentences, V vocabulary.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.evaluation import intervals
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.histogram import histogram
from engine.evaluation.result import Column, Figure, Plot, Remark, Result, Table
from engine.evaluation.texts import Texts
from engine.wording import translate

CARD = Card(
    name="likelihood",
    title=translate("evaluation", "How likely a text is"),
    lines=(
        translate("evaluation", "A text nobody trained on is read, token by token."),
        translate("evaluation", "The fewer bits a byte of it costs, the better it is foretold."),
        translate(
            "evaluation",
            "A run that fills masks is asked for each token of some sentences in turn instead.",
        ),
    ),
    option="--likelihood",
    wants="text",
    file=translate("evaluation", "A text: .txt .md .jsonl .csv .html, or a folder of such."),
    needs=("continues", "fills"),
    most=500,
    unit=translate("evaluation", "documents, or sentences for a run that fills masks"),
    source="Salazar et al. 2020, arXiv:1910.14659; Kauf & Ivanova 2023, arXiv:2305.10588",
)
LN2 = math.log(2)
MOST_NATS = 700.0  # whose exponential is a number still


@dataclass(frozen=True, slots=True)
class Part:
    """One document or sentence, and what it got."""

    text: str
    file: int
    num_bytes: int
    tokens: tuple[int, ...]
    nats: float  # −log p
    plain: float  # −log p, each token hidden alone; 0 where nothing was hidden


def evaluate(asked: Asked) -> Result:
    """Measure the text of a file; Fault where the run tells no likelihood, or there is no text."""
    scorer = asked.scorer
    texts = Texts(asked)
    masked = scorer.how == "masked"
    units = texts.sentences() if masked else texts.documents()
    chosen, count = asked.sampled((unit.text, unit.file) for unit in units)
    encoded = scorer.tokens([text for text, _ in chosen], asked.heard)
    scores = scorer.of_tokens(encoded, asked.heard, plain=masked)
    parts = [
        Part(text.strip(), file, _num_bytes(text), tuple(ids), -one.total, -one.plain)
        for (text, file), ids, one in zip(chosen, encoded, scores, strict=True)
        if ids
    ]
    if not parts:
        raise asked.no_text
    tokens = Counter(token for one in parts for token in one.tokens)
    floor = _without_context(parts, tokens)
    figures = (_masked if masked else _causal)(parts, floor, asked.seed)
    if len(parts) < 2:  # drawn again and again, one part is always the same
        figures = [replace(one, low=None, high=None) for one in figures]
    return asked.result(
        CARD.name,
        scorer.how,
        figures,
        tables=[_files(parts, texts.file_names()), _hardest(parts)],
        plots=[_spread(parts, masked=masked)],
        remarks=_remarks(asked, parts, tokens, count),
        units=len(parts),
        of=count,
    )


def _causal(parts: Sequence[Part], floor: float, seed: int) -> list[Figure]:
    nats = [one.nats for one in parts]
    tokens = [len(one.tokens) for one in parts]
    mean = sum(nats) / sum(tokens)
    low, high = intervals.of_ratio(nats, tokens, seed)
    title = translate("evaluation", "Bits per byte")
    return [
        _per_byte("bits_per_byte", title, parts, nats, floor, seed),
        Figure(
            "perplexity",
            translate("evaluation", "Perplexity per token, of this tokenizer alone"),
            _perplexity(mean),
            unit="times",
            low=_perplexity(low),
            high=_perplexity(high),
            count=sum(tokens),
            higher_is_better=False,
        ),
    ]


def _masked(parts: Sequence[Part], floor: float, seed: int) -> list[Figure]:
    within, plain = [one.nats for one in parts], [one.plain for one in parts]
    tokens = [len(one.tokens) for one in parts]
    figures = [
        _per_byte(
            "pll_bits_per_byte",
            translate("evaluation", "Pseudo-bits per byte, the rest of the word hidden"),
            parts,
            within,
            floor,
            seed,
        ),
        _per_byte(
            "plain_pll_bits_per_byte",
            translate("evaluation", "Pseudo-bits per byte, each token hidden alone"),
            parts,
            plain,
            floor,
            seed,
        ),
    ]
    for name, title, nats in (
        (
            "pll_per_token",
            translate("evaluation", "Pseudo-log-likelihood per token, the rest of the word hidden"),
            within,
        ),
        (
            "plain_pll_per_token",
            translate("evaluation", "Pseudo-log-likelihood per token, each hidden alone"),
            plain,
        ),
    ):
        low, high = intervals.of_ratio(nats, tokens, seed)
        mean = -sum(nats) / sum(tokens)
        found = Figure(name, title, mean, "nats", low=-high, high=-low, count=sum(tokens))
        figures.append(found)
    return figures


def _per_byte(
    name: str, title: str, parts: Sequence[Part], nats: Sequence[float], floor: float, seed: int
) -> Figure:
    sizes = [one.num_bytes for one in parts]
    low, high = intervals.of_ratio(nats, sizes, seed)
    return Figure(
        name,
        title,
        sum(nats) / LN2 / sum(sizes),
        "bits",
        low=low / LN2,
        high=high / LN2,
        floor=floor,
        count=sum(sizes),
        higher_is_better=False,
    )


def _without_context(parts: Sequence[Part], tokens: Counter[int]) -> float:
    """Bits per byte of who knows how often each token comes in this very text, and no more."""
    counts = np.array(list(tokens.values()), np.float64)
    nats = -float((counts * np.log(counts / counts.sum())).sum())
    return max(0.0, nats / LN2 / sum(one.num_bytes for one in parts))


def _spread(parts: Sequence[Part], *, masked: bool) -> Plot:
    title = translate("evaluation", "Bits per byte, document by document")
    if masked:
        title = translate("evaluation", "Bits per byte, sentence by sentence")
    each = [one.nats / LN2 / one.num_bytes for one in parts]
    return histogram("spread", title, [("all", "", each)], unit="bits")


def _files(parts: Sequence[Part], names: Sequence[str]) -> Table:
    found: dict[int, list[Part]] = defaultdict(list)
    for one in parts:
        found[one.file].append(one)
    rows = [
        (
            names[file],
            len(some),
            sum(one.num_bytes for one in some),
            sum(one.nats for one in some) / LN2 / sum(one.num_bytes for one in some),
        )
        for file, some in sorted(found.items())
    ]
    columns = (
        Column("file", translate("evaluation", "File"), "text"),
        Column("units", translate("evaluation", "Parts measured")),
        Column("bytes", translate("evaluation", "Bytes")),
        Column("bits_per_byte", translate("evaluation", "Bits per byte"), "bits"),
    )
    return Table("files", translate("evaluation", "File by file"), columns, tuple(rows))


def _hardest(parts: Sequence[Part], most: int = 10) -> Table:
    ranked = sorted(parts, key=lambda one: -one.nats / one.num_bytes)[:most]
    rows = [(" ".join(one.text.split())[:300], one.nats / LN2 / one.num_bytes) for one in ranked]
    columns = (
        Column("text", translate("evaluation", "Text"), "text"),
        Column("bits_per_byte", translate("evaluation", "Bits per byte"), "bits"),
    )
    return Table("hardest", translate("evaluation", "The hardest parts"), columns, tuple(rows))


def _remarks(asked: Asked, parts: Sequence[Part], tokens: Counter[int], count: int) -> list[Remark]:
    found = [
        Remark(
            translate("evaluation", "{measured} of {count} parts of the text were measured."),
            values={"measured": len(parts), "count": count},
        ),
        Remark(
            translate(
                "evaluation",
                "The floor is what the text costs whoever knows how often each of its tokens "
                "comes, and nothing of what stands around them.",
            )
        ),
    ]
    if len(parts) < 2:
        what = translate(
            "evaluation", "Of one part alone nobody can tell how far another would be from it."
        )
        found.append(Remark(what))
    if asked.scorer.how == "masked":
        what = translate(
            "evaluation",
            "A pseudo-likelihood is no likelihood: every token is told with those behind it in "
            "sight. Compare it among runs that fill masks, never with bits per byte of others.",
        )
        found.append(Remark(what))
    tokenizer = asked.opened.tokenizer
    unknown = tokens[tokenizer.special.unknown] if tokenizer.special.unknown is not None else 0
    if unknown:
        what = translate(
            "evaluation",
            "{share} of the tokens are unknown words, which cost little and say nothing: the "
            "figures flatter this run.",
        )
        share = f"{unknown / tokens.total():.2%}"
        found.append(Remark(what, "warning", {"share": share}))
    if not _keeps_all(asked, parts):
        what = translate(
            "evaluation",
            "This tokenizer drops some of the text (case, accents or blanks), which is then not "
            "foretold: compare only runs whose tokenizers drop the same.",
        )
        found.append(Remark(what))
    return found


def _keeps_all(asked: Asked, parts: Sequence[Part], most: int = 50) -> bool:
    """Whether the tokens of the first parts tell the whole text."""
    decode = asked.opened.tokenizer.decode
    return all(decode(one.tokens).strip() == one.text for one in parts[:most])


def _num_bytes(text: str) -> int:
    return len(text.strip().encode("utf-8", "replace"))


def _perplexity(nats: float) -> float:
    return math.exp(min(nats, MOST_NATS))
