"""Trained runs answering questions: a checkpoint is loaded once and answers often."""

from engine.inference.reader import Reader

__all__ = ["Reader"]
