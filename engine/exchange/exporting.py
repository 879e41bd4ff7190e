"""Export: a run's checkpoint as a folder that unmodified `transformers` opens.

`config.json model.safetensors tokenizer.json tokenizer_config.json README.md manifest.json`, and
`generation_config.json` where the model writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import disk
from engine.control import Control
from engine.disk import NewFolder, Taken
from engine.events import Evaluated, Noticed, Prepared, Progress
from engine.exchange.architectures import Placed, place
from engine.exchange.card import Card
from engine.exchange.configuration import Tokens, config_of, generation_of, skipped_positions
from engine.exchange.fitting import Misfit
from engine.exchange.framing import Framing, tokenizer_config, tokenizer_json
from engine.exchange.kept_figures import kept_figures
from engine.exchange.laying import laid_out
from engine.exchange.source import Arrays, Source, below
from engine.objectives.generator import GeneratorConfig, generator_model
from engine.runs.metrics import stream_events
from engine.runs.run import METRICS, Run
from engine.runs.tensors import header_bytes, pieces
from engine.training.best import TAKEN_BACK

DETECTION = "replaced_token_detection"
GENERATOR = f"objective.{DETECTION}.generator."
SHARED = ("embeddings.tokens.weight", "embeddings.positions.weight", "embeddings.types.weight")
METADATA = {"format": "pt"}  # which `transformers` asks for


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what of the run is not in it."""

    folder: Path
    step: int
    family: str
    architecture: str
    auto_classes: tuple[str, ...]
    left_out: tuple[str, ...]
    reasons: tuple[Misfit, ...] = ()  # choices that would give what is left out its place
    generator: Path | None = None  # a second folder, of what filled in the words to be spotted


def export_run(
    path: Path,
    step: int | None,
    folder: Path,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Exported:
    """Write the checkpoint of `step` (None: the newest whole one) of the run at `path`.

    `folder` must not be there yet, and is there whole or not at all. Raises Fault where there is
    no such run or checkpoint, where the model has no equal there, or nothing can be written;
    Cancelled once `control` is stopped.
    """
    control = control or Control()
    progress(Prepared("reading", 0, None, ""))
    source = Source.read(path, step, control)
    seat = source.seat()
    generator = _generator_beside(folder, source, seat)
    for new in (folder, generator):
        if new is not None and new.exists():
            raise Taken(new)
    disk.make_folder(folder.parent)
    _write(folder, source, source.fit.nearest, seat, control, progress)
    if generator is not None:
        try:
            _write_generator(generator, source, control, progress)
        except BaseException:
            disk.remove(folder)  # both are there, or none
            raise
    return Exported(
        folder=folder,
        step=source.weights.step,
        family=source.fit.nearest,
        architecture=seat.architecture.name,
        auto_classes=seat.architecture.auto_classes,
        left_out=seat.left_out(source.recipe.objectives),
        reasons=source.fit.reasons,
        generator=generator,
    )


def _generator_beside(folder: Path, source: Source, seat: Placed) -> Path | None:
    """Where ELECTRA's generator goes; None where there is none."""
    if DETECTION in source.recipe.objectives and seat.architecture.name == "ElectraForPreTraining":
        return folder.with_name(f"{folder.name}-generator")
    return None


def _write(
    folder: Path,
    source: Source,
    family: str,
    placed: Placed,
    control: Control,
    progress: Progress,
) -> None:
    model, tokens = source.model, source.tokens(placed)
    arrays = laid_out(
        family,
        model,
        tokens.vocabulary,
        source.trunk(),
        placed,
        {name: source.head(name) for name in placed.heads.values()},
        skipped=skipped_positions(family, tokens.special),
    )
    objective = next(iter(placed.heads.values()), next(iter(source.recipe.objectives)))
    framing = Framing.of(model, objective)
    parameters = sum(array.size for array in arrays.values())
    with NewFolder(folder) as new:
        for name, value in _settings(source, family, placed, tokens).items():
            new.write(name, _json(value))
        new.write("tokenizer.json", tokenizer_json(source.tokenizer, framing))
        card = _card(source, placed, parameters).text()
        new.write("README.md", card.encode("utf-8", "replace"))
        _write_weights(new, arrays, control, progress)


def _settings(
    source: Source, family: str, placed: Placed, tokens: Tokens
) -> dict[str, dict[str, Any]]:
    """The files of JSON, by name."""
    model = source.model
    config = config_of(
        family,
        model,
        tokens,
        architecture=placed.architecture.name,
        labels=source.labels(placed),
        regression="regression" in placed.heads.values(),
    )
    if family == "modernbert" and "classes" in placed.heads:
        config["classifier_pooling"] = "mean" if source.averages else "cls"
    config_of_tokenizer = tokenizer_config(source.tokenizer, model)
    found = {"config.json": config, "tokenizer_config.json": config_of_tokenizer}
    if "token" in placed.heads and model.architecture != "encoder":
        found["generation_config.json"] = generation_of(model, tokens)
    return found


def _card(source: Source, placed: Placed, parameters: int) -> Card:
    architecture = placed.architecture
    return Card(
        name=source.run.name,
        step=source.weights.step,
        recipe=source.recipe,
        architecture=architecture.name,
        auto_class=architecture.auto_classes[0],
        left_out=placed.left_out(source.recipe.objectives),
        vocabulary=source.tokenizer.vocabulary,
        parameters=parameters,
        evaluated=_evaluated(source.run, source.weights.step),
        classes=source.labels(placed),
        kept=kept_figures(source.run, source.weights.step),
        imported=str(source.environment.get("imported", {}).get("name", "")),
    )


def _write_generator(folder: Path, source: Source, control: Control, progress: Progress) -> None:
    """ELECTRA's generator as a folder of its own; its tables are those of the model."""
    config = source.recipe.objectives[DETECTION]
    assert isinstance(config, GeneratorConfig)
    model = generator_model(config, source.model)
    own = below(source.weights.tensors, GENERATOR)
    tables = {name: array for name, array in source.trunk().items() if name in SHARED}
    placed = place("electra", ["masked_lm"])
    tokens = Tokens(source.tokenizer.vocabulary, source.tokenizer.special)
    arrays = laid_out(
        "electra",
        model,
        tokens.vocabulary,
        tables | below(own, "trunk."),
        placed,
        {"masked_lm": below(own, "head.")},
        skipped=0,
    )
    name = placed.architecture.name
    with NewFolder(folder) as new:
        new.write("config.json", _json(config_of("electra", model, tokens, architecture=name)))
        new.write("tokenizer_config.json", _json(tokenizer_config(source.tokenizer, model)))
        framed = tokenizer_json(source.tokenizer, Framing.of(model, "masked_lm"))
        new.write("tokenizer.json", framed)
        _write_weights(new, arrays, control, progress)


def _write_weights(new: NewFolder, arrays: Arrays, control: Control, progress: Progress) -> None:
    total, done = sum(array.nbytes for array in arrays.values()), 0
    with new.stream("model.safetensors") as file:
        file.write(header_bytes(arrays, METADATA))
        for piece in pieces(arrays):
            control.check()
            file.write(piece)
            done += len(piece)
            progress(Prepared("saving", done, total, "bytes"))


def _evaluated(run: Run, step: int) -> Evaluated | None:
    """The last measurement up to this step, or of the step whose weights were taken back there."""
    measured: dict[int, Evaluated] = {}
    best = None
    for event in stream_events(run.path / METRICS):
        if isinstance(event, Evaluated) and event.step <= step:
            measured[event.step] = event
        elif isinstance(event, Noticed) and (event.what, event.step) == (TAKEN_BACK, step):
            best = event.values.get("best")
    return measured.get(best if isinstance(best, int) else max(measured, default=0))


def _json(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode("utf-8", "replace")
