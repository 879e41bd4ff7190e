"""A sentence in its pieces, as chips, and what is told of the vocabulary they come from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.widgets.token_strip import Chip
from studio.wording import number, percent

if TYPE_CHECKING:
    from studio.engine_calls import SentencePieces, TokenizerFacts

translate = QCoreApplication.translate


def piece_chips(pieces: SentencePieces) -> list[Chip]:
    """A chip for every piece; what the vocabulary lacks is marked."""
    return [
        Chip(
            text or "␣",
            "special" if unknown else "plain",
            joins,
            translate("TokenizerCard", "not in the vocabulary") if unknown else "",
        )
        for text, joins, unknown in zip(pieces.pieces, pieces.joins, pieces.unknown, strict=True)
    ]


def words_lacking(kinds: Sequence[str]) -> str:
    """What is to be chosen, of the kinds that are learned from, before there is a vocabulary."""
    if "labelled" in kinds:
        return translate(
            "TokenizerCard", "Choose labelled pairs first: the vocabulary is learned from them."
        )
    if "parallel" in kinds:
        return translate(
            "TokenizerCard",
            "Choose source and target first: the vocabulary is learned from them.",
        )
    return translate("TokenizerCard", "Choose some text first: the vocabulary is learned from it.")


def facts_words(facts: TokenizerFacts, sentence: str, chips: Sequence[Chip]) -> str:
    """How large the vocabulary is, and how well the sentence fits into it."""
    parts = [
        translate("TokenizerCard", "vocabulary {real}, padded to {padded}").format(
            real=number(facts.vocabulary), padded=number(facts.padded_vocabulary)
        )
    ]
    if chips:
        unknown = sum(chip.mark == "special" for chip in chips)
        parts += [
            translate("TokenizerCard", "tokens: {count}").format(count=number(len(chips))),
            translate("TokenizerCard", "characters a token: {share}").format(
                share=number(len(sentence) / len(chips), 1)
            ),
            translate("TokenizerCard", "unknown: {share}").format(
                share=percent(unknown / len(chips))
            ),
        ]
    return " · ".join(parts)
