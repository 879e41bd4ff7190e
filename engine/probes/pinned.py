"""Pinned sentences: their attention maps and mask predictions at every probe."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.batching.sources import Tokens
from engine.control import Check, Pin
from engine.events import Noticed, ProbeTaken, SentenceProbe
from engine.faults import Fault
from engine.inference.reader import Reader
from engine.inference.sentence import MASK, read_sentence
from engine.passages import split_pair
from engine.runs.pins import as_pinned, with_pin, without_pin
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate

ENGLISH, ITS_WORD = "She opened the [MASK] and looked out.", "door"
NUM_SENTENCES = 3
TOKENS = range(8, 25)  # of a sentence worth pinning: seen whole, yet with a context
WORD = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]")


class PinnedSentences:
    """Takes the same sentences through the model again and again.

    A pair is one of them too, with “ [SEP] ” between its passages. `left_out` are those the model
    cannot read, by what is wrong with them; `cut` those it reads only the beginning of, by the
    tokens left out. `keep` writes down what is pinned where somebody changes it.
    """

    def __init__(
        self,
        learner: Learner,
        tokenizer: Tokenizer,
        sentences: tuple[str, ...],
        keep: Callable[[tuple[str, ...]], None] = lambda sentences: None,
    ) -> None:
        self._learner, self._reader, self._keep = learner, Reader(learner, tokenizer), keep
        self.left_out: dict[str, Fault] = {}
        self.cut: dict[str, int] = {}
        self._pinned = sentences  # those left out too: nobody has taken them away
        for sentence in sentences:
            try:
                self.cut |= self._too_long(sentence)
            except Fault as fault:
                self.left_out[sentence] = fault

    @property
    def sentences(self) -> tuple[str, ...]:
        """Those that are looked at."""
        return tuple(one for one in self._pinned if one not in self.left_out)

    def notices(self, step: int) -> list[Noticed]:
        """What to tell of the sentences left out or cut, and of what nobody learns."""
        what = translate("notices", "A pinned sentence is left out: “{sentence}”. {reason}")
        found = [
            Noticed(step, "warning", what, {"sentence": sentence, "reason": fault})
            for sentence, fault in self.left_out.items()
        ]
        found += [self._cut_notice(sentence, step) for sentence in self.cut]
        if not self._reader.fills_masks and any(MASK in one for one in self.sentences):
            only = translate(
                "notices",
                "This run learns to fill no masks: of the pinned sentences it shows the attention.",
            )
            found.append(Noticed(step, "note", only))
        return found

    def take(self, step: int, seconds: float) -> ProbeTaken | None:
        """All heads and all masks, as the model is now; training mode is restored.

        In float32, as a checkpoint answers: the rows of bfloat16 sum to 1 within a percent only.
        """
        if not self.sentences:
            return None
        training = self._learner.training
        self._learner.eval()
        try:
            with self._learner.in_full_precision():
                looks = tuple(self._look(sentence) for sentence in self.sentences)
        finally:
            self._learner.train(training)
        return ProbeTaken(step=step, seconds=seconds, sentences=looks)

    def pin(self, pin: Pin, step: int = 0) -> list[Noticed]:
        """Look at one more sentence, or one less, and write it down; what to tell of it.

        Fault where the model cannot read it, there are too many, or it cannot be written down:
        then nothing has changed.
        """
        sentence = as_pinned(pin.sentence)
        if not pin.wanted:
            left = without_pin(self._pinned, sentence)
            self._keep(left)
            self._pinned = left
            self.left_out.pop(sentence, None)
            self.cut.pop(sentence, None)
            return []
        more = with_pin(self._pinned, sentence)
        cut = self._too_long(sentence)
        self._keep(more)
        self._pinned, self.cut = more, self.cut | cut
        return [self._cut_notice(sentence, step)] if cut else []

    def _too_long(self, sentence: str) -> dict[str, int]:
        """What `cut` says of it, if anything; Fault where the model cannot read it."""
        left_out = self._reader.row(*split_pair(sentence)).left_out
        return {sentence: left_out} if left_out else {}

    def _look(self, sentence: str) -> SentenceProbe:
        first, second = split_pair(sentence)
        return self._reader.probe(first, second=second)

    def _cut_notice(self, sentence: str, step: int) -> Noticed:
        what = translate(
            "notices",
            "A pinned sentence is too long: “{sentence}”. Its last {count} tokens are left out.",
        )
        return Noticed(step, "note", what, {"sentence": sentence, "count": self.cut[sentence]})


def pinned_sentences(
    shards: Tokens,
    tokenizer: Tokenizer,
    *,
    length: int,
    hide: bool = True,
    check: Check = lambda: None,
) -> tuple[str, ...]:
    """Sentences of the text held back, evenly spread, the middle word of each hidden.

    Without `hide` they stay whole, for a run that learns to fill no masks. They fit into a model
    that reads `length` tokens at once, where there are such. English text gets one sentence
    everybody knows first, so that runs can be compared. `check` is called before each is looked at
    and may end the work by raising.
    """
    bounds = shards.sentence_offsets
    num_sentences = len(bounds) - 1
    found: list[str] = []
    for index in range(0, num_sentences, max(1, num_sentences // 64)):
        check()
        start, stop = int(bounds[index]), int(bounds[index + 1])
        if stop - start not in TOKENS:
            continue
        text = " ".join(tokenizer.decode(shards.read(start, stop)).split())
        hidden = _hide_middle_word(text)
        shown = text if hidden is not None and not hide else hidden
        if shown is not None and shown not in found and _fits(tokenizer, shown, length):
            found.append(shown)
    known = ENGLISH if hide else ENGLISH.replace(MASK, ITS_WORD)
    chosen = found[:: max(1, len(found) // NUM_SENTENCES)][:NUM_SENTENCES]
    if not chosen or (chosen[0].isascii() and _fits(tokenizer, known, length)):
        return (known, *chosen[: NUM_SENTENCES - 1])
    return tuple(chosen)


def _fits(tokenizer: Tokenizer, sentence: str, length: int) -> bool:
    try:
        read_sentence(tokenizer, sentence, length=length)
    except Fault:
        return False
    return True


def _hide_middle_word(text: str) -> str | None:
    """The sentence with [MASK] for the word nearest its middle; None where it is no prose."""
    words = list(WORD.finditer(text))
    if len(words) < 4 or "[" in text:
        return None
    middle = min(words, key=lambda word: abs(word.start() - len(text) // 2))
    return f"{text[: middle.start()]}[MASK]{text[middle.end() :]}"
