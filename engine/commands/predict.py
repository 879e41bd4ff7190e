"""`predict`: what a trained run puts in the place of [MASK], writes, or thinks of a text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.commands import answering
from engine.commands.telling import Teller, say
from engine.faults import Fault
from engine.runs import Run
from engine.wording import translate

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.inference import Manner, Reader, Writer
    from engine.inference.opening import Opened

USUAL = {  # how it is written where nothing else is said
    "objective": None,
    "most": None,
    "beams": 1,
    "temperature": None,
    "top_k": None,
    "top_p": None,
    "repetition_penalty": 1.0,
    "seed": 0,
}


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("predict", help="fill the masks of a sentence, or write")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        help="a sentence with [MASK] in it, sentence A, what an encoder-decoder is to read (with "
        "gaps as <extra_id_0>, <extra_id_1> … or [MASK], if it learned to fill them), or one whose "
        "tokens a run that learned to spot replaced ones is to judge",
    )
    parser.add_argument(
        "--pair",
        metavar="B",
        help="how TEXT and B relate, to a run that learned it: whether B follows, comes first, or "
        "which label fits",
    )
    parser.add_argument(
        "--continue", dest="begun", metavar="TEXT", help="what a decoder goes on with TEXT"
    )
    parser.add_argument(
        "--likelihood",
        action="store_true",
        help="how likely TEXT is to a run that fills masks: each token hidden in turn",
    )
    parser.add_argument(
        "--similar", metavar="B", nargs="+", help="how alike TEXT and these are: cosines"
    )
    parser.add_argument(
        "--context",
        metavar="C",
        help="where in C the answer to the question TEXT stands, to a run tuned on questions",
    )
    parser.add_argument("--top", type=count, default=5, help="answers per mask (default 5)")
    parser.add_argument("--step", type=int, help="checkpoint (default: the newest)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    _declare_manner(parser.add_argument_group("how it is written"))
    parser.set_defaults(run=predict, misused=parser.error, **USUAL)


def _declare_manner(group: Any) -> None:
    group.add_argument(
        "--objective",
        metavar="NAME",
        help="which of several tasks is asked (default: where TEXT has gaps the one that fills "
        "them, else translation)",
    )
    group.add_argument("--most", type=count, metavar="N", help="tokens at most")
    group.add_argument("--beams", type=count, metavar="N", help="texts followed at once")
    group.add_argument("--temperature", type=float, metavar="T", help="draw; 1 as learned")
    group.add_argument("--top-k", type=count, metavar="N", help="draw from the N likeliest")
    group.add_argument("--top-p", type=float, metavar="P", help="draw from the likeliest share P")
    group.add_argument("--repetition-penalty", type=float, metavar="X", help="above 1: repeat less")
    group.add_argument("--seed", type=int, help="of what is drawn (default 0)")


def predict(given: argparse.Namespace) -> int:
    """One JSON line per mask, text written, token judged or name found, or one for a text."""
    from engine.inference.opening import open_checkpoint
    from engine.runs.finding import find_run

    _check_asked(given)
    manner = _manner(given)
    run = find_run(given.run_name, given.runs)
    _check_pair(run, given)
    if given.step is None:
        _tell_passed_over(run)
    _answer(open_checkpoint(run, given.step), manner, given)
    return 0


def _check_asked(given: argparse.Namespace) -> None:
    """Misuse where two things are asked at once, or nothing."""
    if (given.text is None) == (given.begun is None):
        given.misused("give either TEXT or --continue TEXT")
    asked = {
        "--continue": given.begun is not None,
        "--pair": given.pair is not None,
        "--likelihood": given.likelihood,
        "--similar": given.similar is not None,
        "--context": given.context is not None,
    }
    if sum(asked.values()) > 1:
        given.misused(f"give one of {', '.join(asked)}")


def _check_pair(run: Run, given: argparse.Namespace) -> None:
    """Fault where a run that learned from single texts is given two, or one where from pairs."""
    from engine.recipe import recipe_of_run

    recipe = recipe_of_run(run.recipe_toml, run.path)
    if recipe.tunes not in ("classification", "regression") or given.text is None:
        return
    second = recipe.task.second
    if given.pair is not None and second == "-":
        raise Fault(
            translate("faults", "This run learned from single texts: it knows nothing of pairs."),
            now=translate("faults", "Leave out --pair, or choose a run tuned on pairs."),
        )
    weighed = given.likelihood or given.similar is not None or given.context is not None
    if given.pair is None and second not in ("", "-") and not weighed:
        raise Fault(
            translate("faults", "This run learned from pairs of texts."),
            now=translate("faults", "Give it the second one too: predict RUN A --pair B."),
        )


def _answer(opened: Opened, manner: Manner, given: argparse.Namespace) -> None:
    from engine.inference import Reader, Writer

    otherwise = given.begun is not None or given.likelihood or given.similar is not None
    if not otherwise and (_learned_a_task(opened) or given.context is not None):
        _tell_idle(given)
        answering.task(opened, given.text, pair=given.pair, context=given.context)
        return
    writer = Writer.of(opened, objective=given.objective)
    if given.begun is not None:
        _check_goes_on(writer)
        _write(writer, given.begun, manner, given)
    elif given.likelihood or given.similar is not None:
        _tell_idle(given)
        _weigh(opened, given)
    elif given.pair is None and writer.writes and writer.reads:
        _write(writer, given.text, manner, given)
    else:
        reader = Reader.of(opened)
        if given.pair is None and writer.writes and not reader.fills_masks:
            raise _goes_on_only()
        if given.objective is not None:
            _check_learned(reader, given)
        _tell_idle(given)
        _read(reader, opened, given)


def _learned_a_task(opened: Opened) -> bool:
    return any(part.tunes for part in opened.learner.objective.parts().values())


def _weigh(opened: Opened, given: argparse.Namespace) -> None:
    if given.likelihood:
        answering.likelihood(opened, given.text)
    else:
        answering.similar(opened, [given.text, *given.similar])


def _read(reader: Reader, opened: Opened, given: argparse.Namespace) -> None:
    from engine.inference.sentence import MASK

    if given.pair is not None:
        answering.judge(opened, given.text, given.pair)
    elif reader.spots_replaced and MASK not in given.text:
        answering.spot(opened, given.text)
    else:
        answering.fill(opened, given.text, given.top)


def _write(writer: Writer, text: str, manner: Manner, given: argparse.Namespace) -> None:
    answering.write(writer, text, manner, seed=given.seed, top=given.top)


def _manner(given: argparse.Namespace) -> Manner:
    from engine.inference import Manner

    return Manner(
        beams=given.beams,
        temperature=given.temperature,
        top_k=given.top_k,
        top_p=given.top_p,
        repetition_penalty=given.repetition_penalty,
        most=given.most,
    )


def _tell_idle(given: argparse.Namespace) -> None:
    """Say on stderr which options of writing were given, and change nothing."""
    idle = [
        f"--{name.replace('_', '-')}"
        for name, usual in USUAL.items()
        if name != "objective" and getattr(given, name) != usual
    ]
    if idle:
        say(f"nothing is written here: {', '.join(idle)} changes nothing")


def _check_learned(reader: Reader, given: argparse.Namespace) -> None:
    """Fault where the run did not learn the objective it is asked by, or is asked otherwise."""
    if given.objective not in reader.objectives:
        raise Fault(
            translate("faults", "This run did not learn {objective}."),
            now=translate("faults", "Choose one of: {known}."),
            objective=given.objective,
            known=", ".join(reader.objectives),
        )
    if given.pair is None and given.objective in reader.judges:
        raise Fault(
            translate("faults", "{objective} is asked of two passages."),
            now=translate("faults", "Give the second one too: predict RUN A --pair B."),
            objective=given.objective,
        )


def _check_goes_on(writer: Writer) -> None:
    if writer.writes and writer.reads:
        raise Fault(
            translate("faults", "This run writes about a text it reads; it goes on with none."),
            now=translate("faults", "Leave out --continue, or choose a decoder's run."),
        )


def _goes_on_only() -> Fault:
    return Fault(
        translate("faults", "This run fills no masks: it learned to go on with a text."),
        now=translate("faults", "Give it the beginning of one instead: --continue TEXT."),
    )


def count(given: str) -> int:
    """At least one; argparse names the option where it is not."""
    if int(given) < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {given}")
    return int(given)


def _tell_passed_over(run: Run) -> None:
    """Say on stderr which newer checkpoints do not answer."""
    teller, newest = Teller(), run.latest()
    for notice in run.passed_over(newest.step) if newest is not None else ():
        teller(notice)
