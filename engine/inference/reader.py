"""Reader: a trained model that shows what it does with a text: its attention, its answers.

Letters: L tokens, D width.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor

from engine.batching.sources import Ids
from engine.events import MaskPrediction, SentenceProbe
from engine.inference.filling import Filler
from engine.inference.judging import Judge
from engine.inference.looking import Looker, Row
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.sentence import Sentence, read_framed, read_sentence
from engine.objectives.asking import shown, sight_of
from engine.passages import as_one
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner


class Reader:
    """A learner that only answers; safe to use from one thread at a time."""

    def __init__(self, learner: Learner, tokenizer: Tokenizer, classes: Sequence[str] = ()) -> None:
        """`classes` names those of labelled pairs, where it learned from any."""
        self._learner = learner
        self._tokenizer = tokenizer
        parts = self._parts = learner.objective.parts()
        self._shown = shown(parts)
        fills = self._shown.fills_from is not None
        self._filler = Filler(learner, tokenizer) if fills else None
        self._judge = Judge(learner, tokenizer, classes)
        self._looker = Looker(learner, tokenizer, parts, sight_of(self._shown))

    @staticmethod
    def open(run: Run, step: int | None = None) -> Reader:
        """Load the checkpoint of `step` (default: the newest whole one).

        Raises Fault where there is none, or it is damaged.
        """
        return Reader.of(open_checkpoint(run, step))

    @staticmethod
    def of(opened: Opened) -> Reader:
        """Of a checkpoint that is loaded already."""
        return Reader(opened.learner, opened.tokenizer, opened.classes)

    @property
    def objectives(self) -> tuple[str, ...]:
        """What the run learned."""
        return tuple(self._parts)

    @property
    def judges(self) -> tuple[str, ...]:
        """Those of them that classify pairs."""
        return self._judge.names

    @property
    def fills_masks(self) -> bool:
        """Whether the run learned to name hidden tokens."""
        return self._filler is not None

    @property
    def spots_replaced(self) -> bool:
        """Whether the run learned to tell replaced tokens from a text's own."""
        return any(one.spots for one in self._parts.values())

    def row(self, text: str, second: str | None = None) -> Row:
        """The row that `probe` looks at; more at `Looker.row`."""
        return self._looker.row(text, second)

    def probe(self, text: str, *, second: str | None = None, top: int = 5) -> SentenceProbe:
        """All there is to see of a text: attention of every head, masks filled, a pair judged.

        Of an encoder-decoder also the attention of its decoder, which is given what `row` says.
        What is too long is cut; Fault where there are no words.
        """
        row = self.row(text, second)
        sentence, seen = row.sentence, self._looker.through(row)
        predictions, judgements = self.answers(sentence, seen.hidden, top)
        return SentenceProbe(
            sentence=as_one(text, second),
            tokens=self.tokens(sentence),
            attention=seen.attention,
            predictions=predictions,
            framing=self._framing(sentence),
            second=sentence.second if sentence.paired else None,
            written=tuple(map(self._tokenizer.token, seen.given)),
            decoder=seen.decoder,
            cross=seen.cross,
            judgements=judgements,
            left_out=row.left_out,
        )

    def answers(
        self, sentence: Sentence, hidden: Tensor, top: int = 5
    ) -> tuple[tuple[MaskPrediction, ...], dict[str, dict[str, float]]]:
        """The masks of a row, and what is made of it where it is a pair, by hidden [1, L, D]."""
        judgements = self._judge.shares(hidden[:, 0]) if sentence.paired else {}
        return self._filled(sentence, hidden[0], top), judgements

    def _filled(self, sentence: Sentence, hidden: Tensor, top: int) -> tuple[MaskPrediction, ...]:
        """The masks of a row, from its vectors [L, D]; none where the run names none."""
        if self._filler is None or not sentence.masks:
            return ()
        logits = self._filler.read_off(hidden, sentence.masks)
        return self._filler.named(sentence.masks, logits, top)

    def _framing(self, sentence: Sentence) -> tuple[int, ...]:
        """The places of [CLS], [SEP] and padding, which nobody can type."""
        special = self._tokenizer.special
        frame = {special.cls, special.sep, special.pad}
        return tuple(place for place, token in enumerate(sentence.ids) if token in frame)

    def read(self, text: str) -> Sentence:
        """The row of a text, framed as the model learned to read.

        Raises Fault where it is empty, or longer than the model reads at once.
        """
        if not self._learner.model.config.writes:
            return read_sentence(self._tokenizer, text, length=self._length)
        return read_framed(self._tokenizer, text, self._framed, length=self._length)

    def _framed(self, tokens: Ids) -> Ids:
        prompt = self._shown.prompt(tokens)
        return tokens if prompt is None or prompt.read is None else prompt.read

    def tokens(self, sentence: Sentence) -> tuple[str, ...]:
        """The tokens of a row as people read them."""
        return tuple(self._tokenizer.token(token) for token in sentence.ids)

    @property
    def _length(self) -> int:
        return self._learner.model.config.length
