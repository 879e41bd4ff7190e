"""What a block diagram is made of: blocks, branches with a skip line, stacks and rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["data", "embedding", "norm", "attention", "feed", "head"]
GAP = 0.62  # height of an arrow, in blocks


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the model: a name, what it does, its weights and the shape it hands on."""

    title: str
    detail: str = ""
    parameters: int = 0
    shape: str = ""  # of what leaves it
    tone: Tone = "data"
    tip: str = ""
    lacking: int = 0  # repetitions of its stack that do without it


@dataclass(frozen=True, slots=True)
class Branch:
    """Blocks whose input is added to their output (the residual connection)."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts repeated `times`, each with weights of its own, or all `shared`."""

    times: int
    parts: tuple[Block | Branch, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks side by side, fed by the same input."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A whole model, first part to last."""

    parts: tuple[Block | Stack | Row, ...]

    def blocks(self) -> list[tuple[Block, int]]:
        """Every block with how often it stands in the model."""
        found: list[tuple[Block, int]] = []
        for part in self.parts:
            if isinstance(part, Stack):
                times = 1 if part.shared else part.times
                found += [(block, times - block.lacking) for block in inside(part)]
            else:
                found += [
                    (block, 1) for block in ([part] if isinstance(part, Block) else part.blocks)
                ]
        return found

    def height(self) -> float:
        """How tall the drawing is, in blocks."""
        lines = len(self.parts) - 1  # arrows between parts
        total = lines * GAP
        for part in self.parts:
            total += _stack_height(part) if isinstance(part, Stack) else 1.0
        return total


def inside(stack: Stack) -> list[Block]:
    groups = [part.blocks if isinstance(part, Branch) else (part,) for part in stack.parts]
    return [block for group in groups for block in group]


def _stack_height(stack: Stack) -> float:
    adds = sum(isinstance(part, Branch) for part in stack.parts)
    return len(inside(stack)) * (1.0 + GAP) + adds * (0.5 + GAP) + 0.5 * GAP
