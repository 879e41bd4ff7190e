"""Looks into a model while it learns."""

from engine.probes.pinned import PinnedSentences, pinned_sentences

__all__ = ["PinnedSentences", "pinned_sentences"]
