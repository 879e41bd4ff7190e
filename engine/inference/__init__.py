"""Trained runs answering questions: a checkpoint is loaded once and answers often."""

from engine.inference.choosing import Manner
from engine.inference.generation import Writer
from engine.inference.reader import Reader

__all__ = ["Manner", "Reader", "Writer"]
