"""Draws graphs in a child process: a learner in, ONNX out. See onnx.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from engine.channel import Channel
from engine.exchange.onnx import not_drawn
from engine.exchange.onnx_graphs import Graph, graphs_of
from engine.faults import Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.runs.run import Run
from engine.wording import translate

OPSET = 20
# What torch raises where a part of a model has no form there.
_REFUSED = (RuntimeError, ValueError, TypeError, NotImplementedError, AttributeError, KeyError)


def serve(channel: Channel) -> None:
    """In the child: draw the checkpoint that is asked for, one graph after another."""
    asked = channel.receive().head
    try:
        opened = open_checkpoint(Run.open(Path(asked["run"])), asked["step"])
        _refuse_too_large(opened, asked["most"])
        _draw(opened, channel)
    except Fault as fault:
        channel.send({"wrong": fault.as_data()})


def _draw(opened: Opened, channel: Channel) -> None:
    opened.learner.compute_in(torch.float32, "explicit")
    opened.learner.requires_grad_(False)
    graphs, left_out = graphs_of(opened.learner)
    length = opened.learner.model.config.length
    for done, graph in enumerate(graphs):
        channel.send({"drawing": [done, len(graphs)]})
        data = graph_bytes(graph, length)
        facts = {"inputs": graph.inputs, "outputs": graph.outputs}
        channel.send({"file": graph.file, **facts}, data)
    channel.send({"step": opened.step, "left_out": left_out, "length": length})


def graph_bytes(graph: Graph, length: int) -> bytes:
    """One graph as the bytes of a file, weights and all; rows and tokens as many as there are.

    Raises Fault where torch finds no form for it.
    """
    rows = torch.export.Dim("rows")
    lengths = {name: torch.export.Dim(name, max=length) for name in set(graph.lengths)}
    try:
        program = torch.onnx.export(
            graph.module.eval(),
            graph.examples,
            input_names=list(graph.inputs),
            output_names=list(graph.outputs),
            dynamic_shapes=tuple({0: rows, 1: lengths[name]} for name in graph.lengths),
            dynamo=True,
            external_data=False,
            opset_version=OPSET,
            verbose=False,
        )
    except _REFUSED as error:
        raise not_drawn(f"{type(error).__name__}: {error}"[:300]) from error
    assert program is not None, "dynamo was asked for"
    data: bytes = program.model_proto.SerializeToString()
    _check_free(program.model_proto, graph)
    return data


def _check_free(model: Any, graph: Graph) -> None:
    """An axis that was fixed to the example's by the way would be found out by its users."""
    for given in model.graph.input:
        first_two = given.type.tensor_type.shape.dim[:2]
        if any(axis.HasField("dim_value") for axis in first_two):
            raise not_drawn(Fault(translate("faults", "It would read rows of one length only.")))


def _refuse_too_large(opened: Opened, most: int) -> None:
    num_bytes = 4 * opened.learner.num_parameters
    if num_bytes > most:
        raise Fault(
            translate("faults", "The model is too large for ONNX: {found} MB of weights."),
            why=translate("faults", "One file holds {most} MB of them."),
            now=translate("faults", "Export it as a Hugging Face folder."),
            found=num_bytes // 10**6,
            most=most // 10**6,
        )
