"""What the Look page asks trained runs, each call made inside a job.

All of one text are answered on the same tokens: those of the maps that `look_at` gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studio.jobs import needs
from studio.loaded import loaded, turn_taking

if TYPE_CHECKING:
    from engine.control import Control
    from engine.events import Progress, SentenceProbe, Side
    from engine.probes.effects import Effect, HeadImportance, Heads
    from engine.probes.steps import FeedForwardPage, HeadSteps, PositionPage, Stack
    from engine.probes.vectors import Neighbour, SentenceMap, TokenMap, WordMap


@needs("engine.inference")
def look_at(
    run_path: Path,
    step: int,
    text: str,
    second: str | None = None,
    *,
    control: Control | None = None,
) -> SentenceProbe:
    """Attention of every head on a text or a pair, and what the run answers on it."""
    from engine.inference import Reader

    with loaded(run_path, step, control) as opened:
        return Reader.of(opened).probe(text, second=second)


@needs("engine.probes.ablation")
def effect_of_heads(
    run_path: Path,
    step: int,
    text: str,
    off: Heads,
    second: str | None = None,
    *,
    top: int = 5,
    control: Control,
) -> Effect:
    """What the run answers on a text or a pair with all heads, and without those `off`."""
    from engine.probes.ablation import effect

    with loaded(run_path, step, control) as opened:
        check = turn_taking(control)
        return effect(opened, text, off, second=second, top=top, check=check)


@needs("engine.probes.ablation")
def rank_heads(
    run_path: Path,
    step: int,
    text: str,
    second: str | None = None,
    sides: Sequence[Side] | None = None,
    *,
    control: Control,
    progress: Progress,
) -> tuple[HeadImportance, ...]:
    """What each head is worth on a text, the most important first.

    Between two passes, others may ask the checkpoint. `progress` counts the heads.
    """
    from engine.probes.ablation import importance

    with loaded(run_path, step, control) as opened:
        check = turn_taking(control)
        heads = importance(opened, text, second=second, sides=sides, check=check, progress=progress)
        return tuple(sorted(heads, key=lambda head: -head.increase))


@needs("engine.probes.explaining")
def explain_head(
    run_path: Path,
    step: int,
    text: str,
    side: Side,
    layer: int,
    head: int,
    place: int,
    second: str | None = None,
    *,
    control: Control,
) -> HeadSteps:
    """How a head works out what the token at a place gathers."""
    from engine.probes import explaining

    with loaded(run_path, step, control) as opened:
        return explaining.explain_head(opened, text, side, layer, head, place, second=second)


@needs("engine.probes.explaining")
def explain_positions(
    run_path: Path,
    step: int,
    text: str,
    side: Side,
    layer: int,
    head: int,
    place: int,
    second: str | None = None,
    *,
    control: Control,
) -> PositionPage:
    """What places do to the token at one of them."""
    from engine.probes import explaining

    with loaded(run_path, step, control) as opened:
        return explaining.explain_positions(opened, text, side, layer, head, place, second=second)


@needs("engine.probes.explaining")
def explain_feed_forward(
    run_path: Path,
    step: int,
    text: str,
    stack: Stack,
    layer: int,
    place: int,
    second: str | None = None,
    *,
    control: Control,
) -> FeedForwardPage:
    """How a feed-forward unit changes the vector of the token at a place."""
    from engine.probes import explaining

    with loaded(run_path, step, control) as opened:
        return explaining.explain_feed_forward(opened, text, stack, layer, place, second=second)


@needs("engine.probes.embedding")
def word_map(
    run_path: Path, step: int, most: int = 2000, layer: int | None = None, *, control: Control
) -> WordMap:
    """The words of the vocabulary on a plane: by their rows of the table, or after a layer."""
    from engine.probes import embedding

    with loaded(run_path, step, control) as opened:
        return embedding.word_map(opened, most=most, layer=layer, check=turn_taking(control))


@needs("engine.probes.embedding")
def neighbours(
    run_path: Path, step: int, word: str, top: int = 12, *, control: Control
) -> tuple[Neighbour, ...]:
    """The tokens nearest to a word, the nearest first."""
    from engine.probes import embedding

    with loaded(run_path, step, control) as opened:
        return embedding.neighbours(opened, word, top=top)


@needs("engine.probes.embedding")
def text_map(
    run_path: Path, step: int, text: str, second: str | None = None, *, control: Control
) -> TokenMap:
    """The tokens of a text on a plane, at each depth."""
    from engine.probes import embedding

    with loaded(run_path, step, control) as opened:
        return embedding.text_map(opened, text, second=second)


@needs("engine.probes.embedding")
def sentence_map(
    run_path: Path, step: int, texts: Sequence[str], *, control: Control
) -> SentenceMap:
    """Texts on a plane, and how alike any two are."""
    from engine.probes import embedding

    with loaded(run_path, step, control) as opened:
        return embedding.sentence_map(opened, texts, check=turn_taking(control))
