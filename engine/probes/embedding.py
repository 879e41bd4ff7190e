"""Where words and texts lie: their vectors on the plane on which they differ most.

Letters: n vectors, D width, E embedding width, V vocabulary, L tokens.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from engine.batch import Batch
from engine.batching.vocabulary import is_chinese
from engine.control import Check
from engine.faults import Fault
from engine.inference.opening import Opened
from engine.inference.rows import Rows
from engine.inference.sentence import encode
from engine.inference.similarity import vector_of
from engine.objectives.asking import shown, sight_of
from engine.probes.looked import look
from engine.probes.vectors import (
    Kind,
    Neighbour,
    Points,
    Script,
    SentenceMap,
    TokenMap,
    Word,
    WordMap,
)
from engine.probes.walking import depths, numbers
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

AT_ONCE = 256  # words read alone, in rows of three tokens


def word_map(
    opened: Opened,
    *,
    most: int = 2000,
    layer: int | None = None,
    check: Check = lambda: None,
) -> WordMap:
    """The first `most` words of the vocabulary on one plane: by their rows of the table.

    With `layer` (0: as they come in, 1: after the first) by their vectors there, each word read
    alone between the special tokens; ValueError where there is no such layer. The plane, and the
    shares it explains, are of the words shown. `check` is called between some words and others and
    may end the work by raising.
    """
    model, tokenizer = opened.learner.model, opened.tokenizer
    count = min(most, tokenizer.vocabulary)
    if layer is None:
        vectors = numbers(model.embeddings.tokens.weight[:count])
    elif 0 <= layer <= model.config.depth:
        vectors = _read_alone(opened, count, layer, check)
    else:
        raise ValueError(f"there is no layer {layer}: there are {model.config.depth}")
    points, explained = plane(vectors)
    words = tuple(word_of(tokenizer, token) for token in range(count))
    return WordMap(words, points, explained, layer)


def text_map(opened: Opened, text: str, *, second: str | None = None) -> TokenMap:
    """The tokens of a text at each depth, on a plane of each depth's own.

    Of an encoder-decoder those it reads. Raises Fault where there are no words.
    """
    looked = look(opened, text, second)
    planes = [plane(numbers(vectors[0])) for vectors in depths(opened, looked.batch)]
    return TokenMap(
        text=text,
        words=tuple(word_of(opened.tokenizer, token) for token in looked.sentence.ids),
        points=np.stack([points for points, _ in planes]),
        explained=tuple(explained for _, explained in planes),
    )


def sentence_map(
    opened: Opened, texts: Sequence[str], *, check: Check = lambda: None
) -> SentenceMap:
    """Texts on one plane: each the mean of its last vectors, those of special tokens left out.

    Of one too long the end is left out. `check` is called before each and may end the work by
    raising. Raises Fault where one has no words, or there is none.
    """
    if not texts:
        raise _no_words()
    rows, found = Rows(opened.learner, opened.tokenizer), []
    for text in texts:
        check()
        found.append(numbers(vector_of(rows, rows.words(text))))
    vectors = np.stack(found)  # [n, D]
    points, explained = plane(vectors)
    even = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return SentenceMap(tuple(texts), points, explained, even @ even.T)


def neighbours(opened: Opened, word: str, *, top: int = 12) -> tuple[Neighbour, ...]:
    """The `top` tokens nearest to a word, the nearest first: by the cosine of rows of the table.

    From all rows the mean of the ordinary ones is taken first, for it is in all of them and makes
    everything seem alike (Mu & Viswanath 2018). A word of several pieces is the mean of their
    rows. Special tokens and the word's own pieces are left out. Raises Fault where there is no
    word, or none that the vocabulary knows.
    """
    tokenizer = opened.tokenizer
    ids = encode(tokenizer, word)
    known = [token for token in ids if token != tokenizer.special.unknown]
    if not ids:
        raise _no_words()
    if not known:
        raise Fault(
            translate("faults", "The vocabulary has no token for “{word}”."),
            now=translate("faults", "Type another word."),
            word=word,
        )
    ordinary = np.array([bool(tokenizer.raw(one)) for one in range(tokenizer.vocabulary)])
    table = opened.learner.model.embeddings.tokens.weight[: tokenizer.vocabulary].detach().float()
    device = table.device
    centred = table - table[torch.from_numpy(ordinary).to(device)].mean(dim=0)
    own = centred[known].mean(dim=0, keepdim=True)
    similarity = functional.cosine_similarity(own, centred)  # [V]
    left_out = ~ordinary
    left_out[ids] = True
    similarity[torch.from_numpy(left_out).to(device)] = float("-inf")
    best = similarity.topk(min(top, int((~left_out).sum())))
    return tuple(
        Neighbour(tokenizer.token(token), share, tokenizer.continues_word(token))
        for token, share in zip(best.indices.tolist(), best.values.tolist(), strict=True)
    )


def plane(vectors: Points) -> tuple[Points, tuple[float, float]]:
    """[n, 2] where vectors [n, D] lie on their first two principal axes; the variance's shares.

    In fp64. An axis points so that its largest part is above 0: the same vectors always lie in
    the same places.
    """
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    axes, variances = _axes(centred)
    two = np.zeros((centred.shape[1], 2))
    two[:, : min(2, axes.shape[1])] = axes[:, :2]
    largest = np.abs(two).argmax(axis=0)
    two *= np.where(two[largest, np.arange(2)] < 0, -1.0, 1.0)
    total = max(float(variances.sum()), 1e-30)
    first, second = (float(one) / total for one in [*variances, 0.0][:2])
    return (centred @ two).astype(np.float32), (first, second)


def _axes(centred: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """[D, …] the principal axes of [n, D], the first first, and the variance along each."""
    num_vectors, width = centred.shape
    if num_vectors <= width:
        _, spread, axes = np.linalg.svd(centred, full_matrices=False)
        return axes.T, spread**2
    # Of many vectors: a fifth of the time.
    variances, found = np.linalg.eigh(centred.T @ centred)  # smallest first
    return found[:, ::-1], np.maximum(variances[::-1], 0.0)


def word_of(tokenizer: Tokenizer, token: int) -> Word:
    """What is known of a token without any model."""
    text, continues = tokenizer.token(token), tokenizer.continues_word(token)
    kind: Kind = "piece" if continues else "word"
    if not tokenizer.raw(token):
        kind = "special"
    elif not any(sign.isalnum() for sign in text):
        kind = "punctuation"
    elif text.isnumeric() and not is_chinese(text[0]):
        kind = "number"
    return Word(text, kind, _script(text), len(text), token, continues)


def _script(text: str) -> Script:
    if any(map(is_chinese, text)):
        return "han"
    if any(unicodedata.name(sign, "").startswith("LATIN") for sign in text):
        return "latin"
    return "other"


def _read_alone(opened: Opened, count: int, layer: int, check: Check = lambda: None) -> Points:
    """[count, D] each word's vector at a depth, between the special tokens around any text."""
    found = []
    before, after = _around(opened)
    for start in range(0, count, AT_ONCE):
        check()
        words = np.arange(start, min(start + AT_ONCE, count))[:, None]
        rows = np.hstack([_again(before, words), words, _again(after, words)])
        batch = Batch(
            tokens=rows,
            positions=np.zeros_like(rows) + np.arange(rows.shape[1]),
            segments=np.zeros_like(rows),
            one_segment=True,
            sight=sight_of(shown(opened.learner.objective.parts())),
        )
        found.append(numbers(depths(opened, batch)[layer][:, len(before)]))
    return np.concatenate(found)


def _around(opened: Opened) -> tuple[list[int], list[int]]:
    """The special tokens before and after what a person types."""
    special = opened.tokenizer.special
    if opened.learner.model.config.writes:
        one = next(iter(opened.learner.objective.parts().values()))
        prompt = one.prompt(np.array([special.unknown or 0]))
        read = [] if prompt is None or prompt.read is None else prompt.read.tolist()
        place = read.index(special.unknown or 0) if read else 0
        return read[:place], read[place + 1 :]
    return ([] if special.cls is None else [special.cls]), (
        [] if special.sep is None else [special.sep]
    )


def _again(tokens: list[int], rows: NDArray[Any]) -> NDArray[np.int64]:
    return np.tile(np.array(tokens, dtype=np.int64), (len(rows), 1))


def _no_words() -> Fault:
    return Fault(
        translate("faults", "There are no words to read."),
        now=translate("faults", "Type a sentence."),
    )
