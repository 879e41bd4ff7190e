"""Questions to trained runs, each asked inside a job.

What takes long lets other questions in between: between two passes, or two tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.answers import (
    Answered,
    Classified,
    Entities,
    Filled,
    Judged,
    PseudoLikelihood,
    Rated,
    Similarities,
    Spotted,
    Written,
)
from engine.manner import Manner
from studio.jobs import at_work, needs
from studio.loaded import lets_in, loaded, turn_taking

if TYPE_CHECKING:
    from engine.control import Control
    from engine.tasks.lesson import Lesson


@needs("engine.inference")
def fill_masks(
    run_path: Path, step: int, text: str, top: int = 5, *, typed: str = "", looks: bool = False
) -> Filled:
    """The best answers for every [MASK] in `text`; how likely the word `typed` is in each.

    `looks`: with what every head looks at from each mask, which takes a little longer. A text
    longer than the model reads is seen through a window around each mask. Raises Fault where the
    run fills no masks, or there is no word, no [MASK], or in `typed` more than one word.
    """
    from engine.inference import Filler

    with loaded(run_path, step) as opened:
        return Filler.of(opened).fill(text, top=top, typed=typed, looks=looks)


@needs("engine.inference")
def pseudo_likelihood(run_path: Path, step: int, text: str, control: Control) -> PseudoLikelihood:
    """How likely a text without [MASK] is, each token hidden in turn: as many passes as tokens.

    Raises Cancelled once `control` is stopped, Fault as `fill_masks`.
    """
    from engine.inference import Filler
    from engine.inference import pseudo_likelihood as likelihood_of

    with loaded(run_path, step, control) as opened:
        return likelihood_of(Filler.of(opened), text, turn_taking(control))


@needs("engine.inference")
def judge_pairs(run_path: Path, step: int, first: str, second: str) -> Judged:
    """What every objective that judges pairs makes of two passages: each class's probability.

    Of passages too long for the model the end of the longer is left out first.
    """
    from engine.inference import Judge

    with loaded(run_path, step) as opened:
        return Judge.of(opened).judge(first, second)


@needs("engine.inference")
def continue_text(
    run_path: Path,
    step: int,
    text: str,
    manner: Manner,
    seed: int,
    control: Control,
    emit: Callable[[str], None],
) -> Written:
    """What a decoder goes on with `text` with, told to `emit` piece by piece while it is written.

    The pieces joined are `Written.behind`: whole characters only. `emit` is called in the job's
    thread. Once `control` is stopped what was written so far is the answer (`stopped`); a paused
    one waits. The same `seed` writes the same text. With `manner.most` above the model's room the
    oldest tokens fall out of sight (`slid`); None: as many as there is room for.
    """
    from engine.inference import Writer, seeded
    from engine.objectives import asking

    with loaded(run_path, step, control) as opened:
        writer = Writer.able(opened, asking.continues)
        goes_on = partial(lets_in, control)
        return writer.write(text, manner, seeded(seed), goes_on=goes_on, emit=emit)[0]


@needs("engine.inference")
def fill_spans(
    run_path: Path, step: int, text: str, manner: Manner, seed: int, control: Control
) -> Written:
    """What an encoder-decoder writes into the gaps of `text`: [MASK] or <extra_id_0> and so on.

    `restored` is the text with its gaps filled, `spans` what went into each.
    """
    from engine.inference import Writer, seeded
    from engine.objectives import asking

    with loaded(run_path, step, control) as opened:
        writer = Writer.able(opened, asking.fills_spans)
        return writer.write(text, manner, seeded(seed), goes_on=partial(lets_in, control))[0]


@needs("engine.inference")
def spot(run_path: Path, step: int, text: str) -> Spotted:
    """How likely each token of `text` is to have been replaced."""
    from engine.inference import Judge

    with loaded(run_path, step) as opened:
        return Judge.of(opened).spot(text)


@needs("engine.inference")
def translations(
    run_path: Path, step: int, text: str, manner: Manner, seed: int, control: Control
) -> tuple[Written, ...]:
    """Translations of `text`, the likeliest first: as many as `manner.beams`."""
    from engine.inference import Writer, seeded
    from engine.objectives import asking

    with loaded(run_path, step, control) as opened:
        writer = Writer.able(opened, asking.translates)
        return writer.write(text, manner, seeded(seed), goes_on=partial(lets_in, control))


@needs("engine.tasks.asking")
def classify(
    run_path: Path, step: int, first: str, second: str | None, control: Control
) -> Classified | Rated:
    """The class of a text, or of a pair, with the probability of each; or its score.

    Raises Fault where the run learned neither, or there are no words.
    """
    from engine.tasks.asking import Tuned

    with loaded(run_path, step, control) as opened:
        return Tuned(opened, turn_taking(control)).judge(first, second)


@needs("engine.tasks.asking")
def entities(run_path: Path, step: int, text: str, control: Control) -> Entities:
    """The names in `text`, each with its kind; of a long one, row by row.

    Raises Fault where the run learned no tags, or there are no words; Cancelled once stopped.
    """
    from engine.tasks.asking import Tuned

    with loaded(run_path, step, control) as opened:
        return Tuned(opened, turn_taking(control)).entities(text)


@needs("engine.tasks.asking")
def answer(run_path: Path, step: int, context: str, question: str, control: Control) -> Answered:
    """Where in `context` the answer stands, the likeliest first; a long one in windows.

    Raises Fault where the run answers no questions, or there are no words; Cancelled once stopped.
    """
    from engine.tasks.asking import Tuned

    with loaded(run_path, step, control) as opened:
        return Tuned(opened, turn_taking(control)).answer(context, question)


@needs("engine.tasks.drill")
def drill(
    run_path: Path, step: int, text: str, items: int, level: int, seed: int, control: Control
) -> Lesson:
    """Cloze exercises out of `text`, with wrong answers the run thinks of.

    The same seed makes the same ones. Raises Fault where the run fills no masks, or the text has no
    sentence that will do; Cancelled once stopped.
    """
    from engine.tasks.drill import drill as make

    _, progress = at_work()
    with loaded(run_path, step, control) as opened:
        return make(
            opened,
            text,
            items=items,
            level=level,
            seed=seed,
            check=turn_taking(control),
            progress=progress,
        )


@needs("engine.inference")
def similar(run_path: Path, step: int, sentences: Sequence[str]) -> Similarities:
    """The cosines between the vectors of two sentences or more."""
    from engine.inference import similarities

    with loaded(run_path, step) as opened:
        return similarities(opened, sentences)
