"""Similarity: one vector for each sentence, and the cosines between them.

Letters: n sentences, L tokens, D width.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from engine.answers import Fitted, Measure, Similarities
from engine.faults import Fault
from engine.inference.opening import Opened
from engine.inference.rows import Rows
from engine.tokenizer.unknown import unknown_among
from engine.wording import translate

WORDS: dict[Measure, str] = {
    "mean": translate(
        "answers", "cosine of the mean of the last layer's vectors, special tokens left out"
    ),
    "first": translate("answers", "cosine of the vectors of [CLS], as the run learned to compare"),
}


def similarities(opened: Opened, sentences: Sequence[str]) -> Similarities:
    """How alike sentences are to a run, whatever it learned.

    By the vector of [CLS] where it learned to compare by that (Gao et al. 2021: without the map it
    was trained with), else by the mean over the tokens. The end of one too long is left out.
    Raises Fault where there are not two, or one has no words.
    """
    if len(sentences) < 2:
        raise Fault(
            translate("faults", "One sentence alone is like no other."),
            now=translate("faults", "Type two or more."),
        )
    parts = opened.learner.objective.parts()
    learned = [one for name, one in parts.items() if name not in opened.untrained]
    compares = next((one for one in learned if one.compares), None)
    measure: Measure = "mean" if compares is None else "first"
    rows = Rows(opened.learner, opened.tokenizer, compares)
    given = [rows.words(sentence) for sentence in sentences]
    vectors = torch.stack([vector_of(rows, tokens, measure) for tokens in given])
    unit = functional.normalize(vectors, dim=-1)
    left_out = tuple(max(0, len(tokens) - rows.room) for tokens in given)
    return Similarities(
        cosines=(unit @ unit.T).clamp(-1.0, 1.0).cpu().numpy(),
        measure=measure,
        words=WORDS[measure],
        fitted=Fitted(
            tuple(map(len, given)),
            left_out,
            rows.length,
            unknown=unknown_among(given, opened.tokenizer),
        ),
    )


def vector_of(rows: Rows, tokens: Sequence[int], measure: Measure = "mean") -> Tensor:
    """[D] of a text, fp32; the end of one too long is left out."""
    row = rows.framed(tokens[: rows.room])
    hidden = rows.vectors([row])[0].float()  # [L, D]
    if measure == "first":
        return hidden[0]
    words = [place for place, token in enumerate(row) if rows.is_word(token)]
    return hidden[words].mean(dim=0)
