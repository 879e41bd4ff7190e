"""Reader: a trained model that fills masks, judges pairs and tokens, and shows its attention.

Letters: L tokens, N layers, H heads, P masks, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray

from engine.batch import Sight
from engine.batching.pairs import FOLLOWS
from engine.batching.sources import Ids
from engine.events import Candidate, MaskPrediction, SentenceProbe
from engine.faults import Fault
from engine.inference.looking import Looker, Row, as_one
from engine.inference.opening import Opened, open_checkpoint
from engine.inference.sentence import Sentence, read_framed, read_pair, read_sentence
from engine.models.heads import DetectionHead, PairHead, TokenHead
from engine.objectives import OBJECTIVES
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.wording import translate


class Reader:
    """A learner that only answers; safe to use from one thread at a time."""

    def __init__(self, learner: Learner, tokenizer: Tokenizer, classes: Sequence[str] = ()) -> None:
        """`classes` names those of labelled pairs, where it learned from any."""
        self._learner = learner
        self._tokenizer = tokenizer
        self._classes = tuple(classes)
        self._heads = learner.objective.parts()
        fillers = (one for one in self._heads.values() if one.fills_from is not None)
        self._filler = next(fillers, None)
        self._shown = self._filler or next(iter(self._heads.values()))
        # What a person types is all given: where a beginning is seen both ways, it is one.
        self._sight: Sight = "causal" if self._shown.sight == "causal" else "both"
        self._looker = Looker(learner, tokenizer, self._heads, self._sight)

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
        return tuple(self._heads)

    @property
    def judges(self) -> tuple[str, ...]:
        """Those of them that classify pairs."""
        return tuple(self._judges)

    @property
    def knows_pairs(self) -> bool:
        """Whether the run learned to judge pairs."""
        return "next_sentence" in self._heads

    @property
    def fills_masks(self) -> bool:
        """Whether the run learned to name hidden tokens."""
        return self._filler is not None

    @property
    def spots_replaced(self) -> bool:
        """Whether the run learned to tell replaced tokens from a text's own."""
        return self._detector is not None

    def fill(self, text: str, *, top: int = 5) -> tuple[MaskPrediction, ...]:
        """The `top` best tokens with their probabilities for every [MASK] in `text`.

        Raises Fault where the run has not learned that.
        """
        if self._filler is None:
            raise self._fills_none()
        sentence = self.read(text)
        if not sentence.masks:
            return ()
        return self._fill(sentence, self._hidden(sentence, at=self._fill_from(sentence)), top)

    def follows(self, first: str, second: str) -> float:
        """The probability that `second` is the passage after `first` (next sentence)."""
        if not self.knows_pairs:
            raise Fault(
                translate("faults", "This run was not trained on next sentence."),
                now=translate("faults", "Choose a run trained with the next-sentence objective."),
            )
        return list(self.judge(first, second)["next_sentence"].values())[FOLLOWS]

    def judge(self, first: str, second: str) -> dict[str, dict[str, float]]:
        """What every objective that classifies pairs makes of two passages.

        By its name: the probability of each class, in the order of the classes. Raises Fault where
        the run learned nothing of pairs.
        """
        if not self._judges:
            raise Fault(
                translate("faults", "This run judges no pairs: it was trained on {objectives}."),
                now=translate(
                    "faults",
                    "Choose a run trained on next sentence, sentence order or inference.",
                ),
                objectives=", ".join(self._heads),
            )
        sentence = read_pair(self._tokenizer, first, second, length=self._length)
        return self._judged(self._hidden(sentence, at=(0,))[:, 0])

    def _judged(self, hidden: torch.Tensor) -> dict[str, dict[str, float]]:
        """The classes of a pair by hidden [1, D] of its [CLS], per objective that has any."""
        with torch.inference_mode():
            shares = {
                name: torch.softmax(head(hidden).float(), dim=-1)[0].tolist()
                for name, head in self._judges.items()
            }
        return {
            name: dict(zip(self._class_names(name, len(found)), found, strict=True))
            for name, found in shares.items()
        }

    def spot(self, text: str) -> tuple[Candidate, ...]:
        """Every token of `text` with the probability that it was replaced.

        Raises Fault where the run has not learned that.
        """
        if self._detector is None:
            raise Fault(
                translate("faults", "This run judges no tokens: it was trained on {objectives}."),
                now=translate("faults", "Choose a run trained on replaced tokens."),
                objectives=", ".join(self._heads),
            )
        sentence = self.read(text)
        frame = set(self._framing(sentence))
        with torch.inference_mode():
            shares = torch.sigmoid(self._detector(self._hidden(sentence)).float())[0]  # [L]
        ids = np.array(sentence.ids, dtype=np.int64)
        judged = self._candidates(ids, shares.cpu().numpy())
        return tuple(one for place, one in enumerate(judged) if place not in frame)

    @property
    def _detector(self) -> DetectionHead | None:
        """The head that judges every token; None where there is none."""
        heads = (part.head for part in self._heads.values())
        return next((head for head in heads if isinstance(head, DetectionHead)), None)

    @property
    def _judges(self) -> dict[str, PairHead]:
        """The heads that classify pairs, by their objectives."""
        return {
            name: part.head for name, part in self._heads.items() if isinstance(part.head, PairHead)
        }

    def _class_names(self, name: str, count: int) -> tuple[str, ...]:
        """What an objective's classes are called; their numbers where nobody named them."""
        for names in (self._heads[name].label_words, self._classes):
            if len(names) == count:
                return tuple(names)
        return tuple(map(str, range(count)))

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
        paired = sentence.second < len(sentence.ids)
        return SentenceProbe(
            sentence=as_one(text, second),
            tokens=self.tokens(sentence),
            attention=seen.attention,
            predictions=self._fill(sentence, seen.hidden[:, list(self._fill_from(sentence))], top),
            framing=self._framing(sentence),
            second=sentence.second if paired else None,
            written=tuple(map(self._tokenizer.token, seen.given)),
            decoder=seen.decoder,
            cross=seen.cross,
            judgements=self._judged(seen.hidden[:, 0]) if paired else {},
            left_out=row.left_out,
        )

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

    def _hidden(self, sentence: Sentence, *, at: Sequence[int] | None = None) -> torch.Tensor:
        """[1, L, D], or [1, Q, D] of the places `at`."""
        device = self._learner.device
        places = None if at is None else torch.tensor([at], device=device)
        with torch.inference_mode():
            batch = replace(sentence.batch(), sight=self._sight).to(device)
            model = self._learner.model
            if model.decoder is not None:  # what is typed is what it reads
                return model.encode(batch)
            return cast(torch.Tensor, model(batch, at=places))

    def _fill_from(self, sentence: Sentence) -> tuple[int, ...]:
        """The places whose vectors name the masks; none where the run names no masks."""
        before = None if self._filler is None else self._filler.fills_from
        return () if before is None else tuple(place - before for place in sentence.masks)

    def _fills_none(self) -> Fault:
        known = [name for name, kind in OBJECTIVES.items() if kind.fills_from is not None]
        now = translate("faults", "Choose a run trained on one of these: {known}.")
        if self.spots_replaced:
            now = translate(
                "faults",
                "Ask it which tokens look replaced (predict RUN TEXT, without [MASK]), or choose a "
                "run trained on one of these: {known}.",
            )
        elif self._judges:
            now = translate(
                "faults",
                "Ask it how two passages relate (predict RUN A --pair B), or choose a run trained "
                "on one of these: {known}.",
            )
        return Fault(
            translate("faults", "This run fills no masks: it was trained on {objectives}."),
            now=now,
            objectives=", ".join(self._heads),
            known=", ".join(known),
        )

    def _fill(
        self, sentence: Sentence, hidden: torch.Tensor, top: int
    ) -> tuple[MaskPrediction, ...]:
        if self._filler is None or not sentence.masks:
            return ()
        head = cast(TokenHead, self._filler.head)
        with torch.inference_mode():
            logits = head.logits(hidden[0]).float()  # [P, V]
            logits = logits[:, : self._tokenizer.vocabulary]
            best = torch.softmax(logits, dim=-1).topk(min(top, logits.shape[-1]))
        return tuple(
            MaskPrediction(place, self._candidates(ids, probabilities))
            for place, ids, probabilities in zip(
                sentence.masks, best.indices.cpu().numpy(), best.values.cpu().numpy(), strict=True
            )
        )

    def _candidates(
        self, ids: NDArray[np.int64], probabilities: NDArray[np.float32]
    ) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                self._tokenizer.token(int(token)),
                float(probability),
                self._tokenizer.continues_word(int(token)),
            )
            for token, probability in zip(ids, probabilities, strict=True)
        )
