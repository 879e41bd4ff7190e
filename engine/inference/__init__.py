"""Trained runs answering questions: a checkpoint is loaded once and answers often."""

from engine.inference.generation import Writer
from engine.inference.reader import Reader
from engine.manner import Manner

__all__ = ["Manner", "Reader", "Writer"]
