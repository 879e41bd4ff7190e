"""Trained runs answering questions: a checkpoint is loaded once and answers often."""

from engine.inference.choosing import seeded
from engine.inference.filling import Filler
from engine.inference.generation import Writer
from engine.inference.judging import Judge
from engine.inference.likelihood import pseudo_likelihood
from engine.inference.reader import Reader
from engine.inference.similarity import similarities
from engine.manner import Manner

__all__ = [
    "Filler",
    "Judge",
    "Manner",
    "Reader",
    "Writer",
    "pseudo_likelihood",
    "seeded",
    "similarities",
]
