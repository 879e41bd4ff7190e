"""Graphs: a learner as plain functions of token ids, which other programs can be given.

Letters: B rows, L tokens, M decoder tokens, D width, V vocabulary, K classes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.heads import DetectionHead, PairHead, TokenHead
from engine.models.layers import gather
from engine.models.transformer import Transformer
from engine.objectives.answering import END, START, Answering
from engine.objectives.asking import shown, sight_of
from engine.objectives.objective import Objective
from engine.objectives.regression import Regression
from engine.objectives.row_task import RowTask
from engine.objectives.tagging import Tagging
from engine.training.learner import Learner

HIDDEN = "last_hidden_state"
LOGITS = "logits"
READ = ("input_ids", "attention_mask")
TYPES = "token_type_ids"
WRITTEN = ("decoder_input_ids", "decoder_attention_mask")
MEMORY = ("encoder_hidden_states", "encoder_attention_mask")
EXAMPLE = (2, 7), (2, 5)  # shapes of what is read and written while a graph is drawn

Reader = Callable[[Tensor, Batch], Tensor]  # [B, L, D] -> what a head says


@dataclass(frozen=True, slots=True)
class Graph:
    """One function: a file of its own."""

    file: str
    module: nn.Module
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    lengths: tuple[str, ...]  # for each input, what its second axis counts
    examples: tuple[Tensor, ...]


def graphs_of(learner: Learner) -> tuple[list[Graph], list[str]]:
    """The graphs of a learner that answers in fp32, and the objectives with no place in them."""
    parts = learner.objective.parts()
    readers, left_out = _readers(parts, learner.model)
    if learner.model.decoder is None:
        return [_reading("model", learner.model, parts, readers)], left_out
    written = {name: reader for name, reader in readers.items() if name.startswith(LOGITS)}
    rows = next((part for part in parts.values() if isinstance(part, RowTask)), None)
    if rows is not None:
        return [_judging(learner.model, rows)], left_out
    encoder = _reading("encoder", learner.model, parts, {})
    return [encoder, _writing(learner.model, written)], left_out


class Reading(nn.Module):
    """[B, L] ids, mask and types -> vectors [B, L, D], and what each head makes of them."""

    def __init__(
        self,
        model: Transformer,
        heads: nn.ModuleList,
        parts: list[Objective],
        readers: list[Reader],
    ) -> None:
        super().__init__()
        self.model, self.heads, self._readers = model, heads, readers
        self._sight = sight_of(parts[0])

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """In the order of the graph's outputs."""
        batch = Batch(
            tokens=input_ids,
            positions=places(input_ids),
            segments=segments(attention_mask),
            token_types=token_type_ids,
            sight=self._sight,
        )
        hidden = self.model(batch) if self.model.decoder is None else self.model.encode(batch)
        return (hidden, *(reader(hidden, batch) for reader in self._readers))


class Judging(nn.Module):
    """[B, L] ids and mask -> [B, K]: an encoder-decoder that is given what it reads to write."""

    def __init__(self, model: Transformer, objective: RowTask) -> None:
        super().__init__()
        self.model, self.objective = model, objective

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """[B, K]."""
        start = torch.full_like(input_ids[:, :1], self.objective.start)
        batch = Batch(
            tokens=input_ids,
            positions=places(input_ids),
            segments=segments(attention_mask),
            decoder_tokens=torch.cat([start, input_ids[:, :-1]], dim=1),
            decoder_positions=places(input_ids),
            decoder_segments=segments(attention_mask),
        )
        return _row(self.objective)(self.model(batch), batch)


class Writing(nn.Module):
    """[B, M] ids and mask of what is written, and vectors of what was read -> [B, M, V]."""

    def __init__(self, model: Transformer, heads: nn.ModuleList, readers: list[Reader]) -> None:
        super().__init__()
        self.model, self.heads, self._readers = model, heads, readers

    def forward(
        self,
        decoder_input_ids: Tensor,
        decoder_attention_mask: Tensor,
        encoder_hidden_states: Tensor,
        encoder_attention_mask: Tensor,
    ) -> tuple[Tensor, ...]:
        """In the order of the graph's outputs."""
        batch = Batch(
            tokens=encoder_attention_mask,  # their number is all that is asked of them
            positions=places(encoder_attention_mask),
            segments=segments(encoder_attention_mask),
            decoder_tokens=decoder_input_ids,
            decoder_positions=places(decoder_input_ids),
            decoder_segments=segments(decoder_attention_mask),
        )
        hidden = self.model.decode(batch, encoder_hidden_states)
        return (hidden, *(reader(hidden, batch) for reader in self._readers))


def places(tokens: Tensor) -> Tensor:
    """[B, L] 0, 1, 2 …"""
    return torch.arange(tokens.shape[1], device=tokens.device)[None].expand_as(tokens)


def segments(mask: Tensor) -> Tensor:
    """[B, L]: 0 where there is a token, else padding."""
    return mask.clamp(min=0, max=1) - 1


def _readers(
    parts: dict[str, Objective], model: Transformer
) -> tuple[dict[str, Reader], list[str]]:
    """What the heads say, by the name of the output; and the objectives left out."""
    found: dict[str, dict[str, Reader]] = {}
    known: set[int] = set()  # of the heads: some serve several objectives
    left_out = []
    for name, part in parts.items():
        head = getattr(part, "head", None)
        if id(head) in known:
            continue
        readers = _reader(part, head, model.vocabulary)
        if readers:
            known.add(id(head))
            found[name] = readers
        else:
            left_out.append(name)
    alone = len(found) == 1
    return {
        output if alone else f"{output}_{name}": reader
        for name, readers in found.items()
        for output, reader in readers.items()
    }, left_out


def _reader(part: Objective, head: nn.Module | None, vocabulary: int) -> dict[str, Reader]:
    match part, head:
        case RowTask(), _:
            return {LOGITS: _row(part)}
        case Answering(), _:
            return {
                "start_logits": lambda hidden, _: part.head(hidden)[..., START],
                "end_logits": lambda hidden, _: part.head(hidden)[..., END],
            }
        case _, TokenHead():
            return {LOGITS: lambda hidden, _: head.logits(hidden)[..., :vocabulary]}
        case _, PairHead():
            return {LOGITS: lambda hidden, _: head(hidden[:, 0])}
        case _, DetectionHead():
            return {LOGITS: lambda hidden, _: head(hidden)}
        case Tagging(), _:
            return {LOGITS: lambda hidden, _: part.head(hidden)}
        case _:
            return {}


def _row(part: RowTask) -> Reader:
    def read(hidden: Tensor, batch: Batch) -> Tensor:
        asked = part.asks(batch)
        said = part.read_off(hidden if asked is None else gather(hidden, asked), batch)
        return part.in_scores(said) if isinstance(part, Regression) else said

    return read


def _reading(
    file: str, model: Transformer, parts: dict[str, Objective], readers: dict[str, Reader]
) -> Graph:
    heads = nn.ModuleList(parts.values())
    module = Reading(model, heads, [shown(parts)], list(readers.values()))
    typed = model.config.token_types and model.decoder is None
    inputs = (*READ, TYPES) if typed else READ
    ids, mask = _example(EXAMPLE[0])
    examples = (ids, mask, torch.zeros_like(ids)) if typed else (ids, mask)
    lengths = ("length",) * len(inputs)
    return Graph(f"{file}.onnx", module, inputs, (HIDDEN, *readers), lengths, examples)


def _judging(model: Transformer, rows: RowTask) -> Graph:
    module = Judging(model, rows)
    return Graph("model.onnx", module, READ, (LOGITS,), ("length",) * 2, _example(EXAMPLE[0]))


def _writing(model: Transformer, readers: dict[str, Reader]) -> Graph:
    read, written = (_example(shape) for shape in EXAMPLE)
    vectors = torch.zeros(*EXAMPLE[0], model.width)
    return Graph(
        "decoder.onnx",
        Writing(model, nn.ModuleList(), list(readers.values())),
        (*WRITTEN, *MEMORY),
        (HIDDEN, *readers),
        ("written", "written", "length", "length"),
        (*written, vectors, read[1]),
    )


def _example(shape: tuple[int, int]) -> tuple[Tensor, Tensor]:
    ids = torch.arange(shape[0] * shape[1]).view(shape) % 5
    return ids, torch.ones_like(ids)
