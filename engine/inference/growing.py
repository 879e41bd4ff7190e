"""Growing text: tokens that come one by one, told as soon as their characters are whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engine.tokenizer.surface import PIECE_PREFIX
from engine.tokenizer.tokenizer import Tokenizer

HALF = "\ufffd"  # what stands for bytes that are no character, or not yet
LOOKED_BACK = 16  # tokens: what a token looks like depends on those right before it
KEPT = 64  # tokens decoded anew with each that comes, at most


class Growing:
    """The text of tokens behind others: with the blank between, and no mark of a piece."""

    def __init__(
        self, tokenizer: Tokenizer, before: Sequence[int], silent: Collection[int | None]
    ) -> None:
        """`silent` tokens are no text."""
        self._tokenizer, self._silent = tokenizer, silent
        self._tokens = [token for token in before if token not in silent]
        self._told = 0  # characters of their text
        self._look_back()
        self.text = ""

    def add(self, token: int) -> str:
        """What can be told now: whole characters; "" where none is whole yet."""
        if token in self._silent:
            return ""
        self._tokens.append(token)
        whole = self._whole()
        more = whole[self._told :]
        self._told = max(self._told, len(whole))
        self.text += more
        if more and len(self._tokens) > KEPT:
            self._look_back()
        return more

    def _look_back(self) -> None:
        """Keep those tokens that the next ones' looks depend on."""
        start = max(0, len(self._tokens) - LOOKED_BACK)
        while start and self._tokenizer.continues_word(self._tokens[start]):
            start -= 1
        self._tokens = self._tokens[start:]
        self._told = len(self._whole())

    def _whole(self) -> str:
        """The text of the tokens, without a half character at the end."""
        text = self._tokenizer.decode(self._tokens)
        if self._tokens and self._tokenizer.continues_word(self._tokens[0]):
            text = text.removeprefix(PIECE_PREFIX)
        return text.rstrip(HALF)


def text_behind(
    tokenizer: Tokenizer,
    before: Sequence[int],
    tokens: Sequence[int],
    silent: Collection[int | None] = (),
) -> str:
    """The text of `tokens` as it stands behind others."""
    growing = Growing(tokenizer, before, silent)
    for token in tokens:
        growing.add(token)
    return growing.text
