"""What `predict` prints of each kind of answer; on stderr, what of a text was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.answers import Answered, Classified, Entities, Fitted, Likelihood, Rated
from engine.commands.telling import print_json, say
from engine.events import MaskPrediction
from engine.faults import Fault
from engine.wording import translate

NOTABLE = 0.1  # of the tokens: so many unknown ones are told

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.inference import Manner, Writer
    from engine.inference.opening import Opened


def fill(opened: Opened, text: str, top: int) -> None:
    """A line per mask."""
    from engine.inference import Filler

    filled = Filler.of(opened).fill(text, top=top)
    if not filled.fitted.whole:
        say(
            f"the text has {filled.fitted.given[0]} tokens, this model reads {filled.fitted.room} "
            "at once: each mask was seen with those around it"
        )
    for index, prediction in enumerate(filled.predictions):
        print_json(_line(index, prediction))


def judge(opened: Opened, first: str, second: str) -> None:
    """Next sentence has one question, hence one number; the others their classes."""
    from engine.batching.pairs import FOLLOWS
    from engine.inference import Judge

    judged = Judge.of(opened).judge(first, second)
    _tell_cut(judged.fitted)
    found: dict[str, Any] = {
        name: {words: round(share, 6) for words, share in shares.items()}
        for name, shares in judged.shares.items()
    }
    if "next_sentence" in found:
        found["next_sentence"] = list(found["next_sentence"].values())[FOLLOWS]
    print_json(found)


def task(opened: Opened, text: str, *, pair: str | None, context: str | None) -> None:
    """What a tuned run learned: a line for a text or a question, or one per name in it."""
    from engine.tasks.asking import Tuned

    tuned = Tuned(opened)
    if context is not None:
        _found(tuned.answer(context, text))
    elif tuned.kind == "answering":
        raise Fault(
            translate("faults", "This run answers questions about a context."),
            now=translate("faults", "Give it one too: predict RUN QUESTION --context TEXT."),
        )
    elif tuned.kind == "tagging" and pair is None:
        _names(tuned.entities(text))
    else:
        _verdict(tuned.judge(text, pair))


def _verdict(found: Classified | Rated) -> None:
    _tell_cut(found.fitted)
    if isinstance(found, Rated):
        print_json({"score": _rounded(found.score)})
        return
    shares = sorted(found.shares.items(), key=lambda one: -one[1])
    print_json({"class": shares[0][0], "probabilities": {k: _rounded(v) for k, v in shares}})


def _names(found: Entities) -> None:
    _tell_cut(found.fitted)
    for one in found.found:
        place = {"start": one.start, "text": found.text[one.start : one.stop]}
        print_json({"kind": one.kind, **place, "probability": _rounded(one.probability)})


def _found(found: Answered) -> None:
    _tell_cut(found.fitted)
    candidates = [
        {"text": one.text, "start": one.start, "probability": _rounded(one.probability)}
        for one in found.spans
    ]
    best = found.best.text if found.best is not None else None
    may = {"may_say_no_answer": found.unanswerable}
    none = {"no_answer": _rounded(found.nothing)}
    print_json({"answer": best} | none | may | {"candidates": candidates})


def spot(opened: Opened, text: str) -> None:
    """A line per token."""
    from engine.inference import Judge

    spotted = Judge.of(opened).spot(text)
    _tell_cut(spotted.fitted)
    for token in spotted.tokens:
        print_json({"token": token.token, "replaced": round(token.probability, 6)})


def write(writer: Writer, text: str, manner: Manner, *, seed: int, top: int) -> None:
    """A line per text written."""
    from engine.inference import seeded

    for index, written in enumerate(writer.write(text, manner, seeded(seed))[:top]):
        if written.fitted is not None and index == 0:
            _tell_cut(written.fitted)
        if written.slid:
            say(f"{written.slid} tokens fell out of sight while it was written")
        line: dict[str, Any] = {"written": written.text}
        if written.restored is not None:
            line["restored"] = written.restored
        likelihood = _rounded(written.log_probability)
        told = {"log_probability": likelihood, "ended": written.ended}
        print_json(line | {"tokens": len(written.tokens)} | told)


def likelihood(opened: Opened, text: str) -> None:
    """One line: of the whole text, and of each token."""
    from engine.inference import Filler, pseudo_likelihood

    found = pseudo_likelihood(Filler.of(opened), text)
    shares = zip(found.plain.log_probabilities, found.within_words.log_probabilities, strict=True)
    tokens = [
        {"token": token, "log_probability": _rounded(one), "within_word": _rounded(other)}
        for token, (one, other) in zip(found.tokens, shares, strict=True)
    ]
    whole = _likelihood(found.plain)
    print_json(whole | {"within_words": _likelihood(found.within_words), "tokens": tokens})


def similar(opened: Opened, sentences: list[str]) -> None:
    """One line: a row of cosines per sentence."""
    from engine.inference import similarities

    found = similarities(opened, sentences)
    _tell_cut(found.fitted)
    rows = [[round(float(one), 6) for one in row] for row in found.cosines]
    print_json({"cosines": rows, "measure": found.measure})


def _likelihood(found: Likelihood) -> dict[str, float]:
    return {
        "log_probability": _rounded(found.total),
        "per_token": _rounded(found.per_token),
        "bits_per_byte": _rounded(found.bits_per_byte),
    }


def _rounded(value: float) -> float:
    return round(value, 6) + 0.0  # never −0.0


def _tell_cut(fitted: Fitted) -> None:
    """Say on stderr what the model had no room for, and how much of it it has no words for."""
    if fitted.unknown > NOTABLE:
        say(f"{fitted.unknown:.0%} of the text is unknown to this run: its answer means little")
    for given, left_out in zip(fitted.given, fitted.left_out, strict=True):
        if left_out:
            room = f"this model reads {fitted.room} at once"
            say(f"{left_out} of {given} tokens were left out: {room}")


def _line(index: int, prediction: MaskPrediction) -> dict[str, Any]:
    candidates = [
        {"token": candidate.token, "probability": round(candidate.probability, 6)}
        for candidate in prediction.candidates
    ]
    return {"mask": index, "position": prediction.position, "candidates": candidates}
