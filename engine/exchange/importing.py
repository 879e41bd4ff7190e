"""Import: a folder of `transformers` becomes a run, to be looked at, asked, and trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from numpy.typing import NDArray

from engine import disk
from engine.control import Control
from engine.events import Noticed, Prepared, Progress
from engine.exchange.folder import Folder
from engine.exchange.foreign_tokenizer import open_tokenizer
from engine.exchange.names import Link, trunk_links
from engine.exchange.origin import Origin
from engine.exchange.recognising import Recognised, recognise
from engine.exchange.seats import Seats, find_seats
from engine.exchange.settings import Settings
from engine.exchange.taking import Shape, Taking
from engine.exchange.weights import open_weights
from engine.faults import Fault
from engine.models.transformer import Transformer
from engine.recipe import Recipe, read_recipe, recipe_to_toml
from engine.runs.finding import new_run_path
from engine.runs.run import Run
from engine.runs.status import Status
from engine.tokenizer.files import ignores_case
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner
from engine.training.learner import Learner
from engine.training.start_weights import StartWeights, take_over
from engine.wording import translate

CONFIG = "config.json"
SMALLEST, LARGEST = 300, 262_144  # vocabularies a recipe can name


@dataclass(frozen=True, slots=True)
class Imported:
    """The run that was made, and what is to be known of it."""

    path: Path
    family: str
    objectives: tuple[str, ...]
    fresh: tuple[str, ...]  # weights that begin at random, as the folder has none of them
    left_over: tuple[str, ...]  # weights of the folder that nothing here uses
    notices: tuple[Noticed, ...]


def import_folder(
    folder: Path,
    runs: Path | None = None,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
    *,
    name: str | None = None,
) -> Imported:
    """Make a run of the model in `folder`, under `runs` (None: the workspace's).

    Its name is `name`, or that of the folder and a number. Nothing of the folder is run or
    changed, and no run stays behind where anything is wrong. Raises Fault where the model is of no
    family known here or has a choice that cannot be honoured, and where a file is missing, damaged
    or hostile; Cancelled once `control` is stopped.
    """
    control = control or Control()
    progress(Prepared("reading", 0, None, ""))
    source = Folder(folder.absolute())
    settings = Settings(source.path / CONFIG, source.settings(CONFIG))
    recognised = recognise(settings)
    path = new_run_path(f"{source.path.name}-", runs, name)
    tokenizer = open_tokenizer(source, control)
    _refuse_small_table(recognised, tokenizer, source.path)
    weights = open_weights(source, control)
    try:
        taking = Taking(weights, recognised, str(source.path))
        taking.check(*_trunk(recognised, tokenizer))  # before anything of that size is made
        seats = find_seats(settings, recognised, taking, tokenizer)
        recipe = _recipe(recognised, seats, tokenizer, source.path, path)
        progress(Prepared("building", 0, None, ""))
        learner = build_learner(recipe, tokenizer, check=control.check)
        if _may_be_untied(settings, recognised):
            taking.refuse_own_output()
        tensors = _tensors(taking, recognised, seats, learner, tokenizer, control, progress)
        fresh = _lay(learner, recipe, tensors, path.name)
    finally:
        weights.close()
    origin = Origin(
        folder=source.path,
        settings=settings,
        recognised=recognised,
        seats=seats,
        tokenizer=tokenizer,
        fresh=fresh,
        left_over=tuple(taking.left_over()),
    )
    _save(path, recipe, learner, origin, control, progress)
    return Imported(
        path=path,
        family=recognised.family,
        objectives=tuple(recipe.objectives),
        fresh=fresh,
        left_over=origin.left_over,
        notices=origin.notices(),
    )


def _recipe(
    recognised: Recognised, seats: Seats, tokenizer: Tokenizer, folder: Path, path: Path
) -> Recipe:
    """A recipe that says what the model is; what it was trained on is not known."""
    data = tokenizer.to_bytes()
    read = {"paths": [str(folder)]}
    given = {
        **dict.fromkeys(("corpus", "labelled", "parallel"), read),
        "task": {"train": read["paths"]},
        "tokenizer": {
            "kind": "bpe" if b'"ByteLevel"' in data else "wordpiece",
            "vocabulary": min(max(tokenizer.vocabulary, SMALLEST), LARGEST),
            "lowercase": ignores_case(data) is not False,
            "file": str(path / "tokenizer.json"),
        },
        "model": recognised.model.model_dump(mode="json", exclude_none=True),
        "objectives": seats.objectives,
        "training": {"steps": 1},
    }
    return read_recipe(given, folder=folder, source=str(folder), files=False)


def _tensors(
    taking: Taking,
    recognised: Recognised,
    seats: Seats,
    learner: Learner,
    tokenizer: Tokenizer,
    control: Control,
    progress: Progress,
) -> dict[str, NDArray[Any]]:
    """The weights of the trunk and of all heads, by where they belong."""
    found = taking.take(*_trunk(recognised, tokenizer), control.check, progress)
    tensors = {f"model.{name}": array for name, array in found.items()}
    parts = learner.objective.parts()
    for seat in seats.taken:
        own = {n: tuple(one.shape) for n, one in parts[seat.objective].head.named_parameters()}
        links: tuple[Link, ...] = tuple(link for link in seat.links if link.ours in own)
        owner = parts[seat.objective].shared_head.replace(" ", "_") or seat.objective
        for name, array in taking.take(links, _only(own, links), control.check).items():
            tensors[f"objective.{owner}.head.{name}"] = array
    return tensors


def _trunk(
    recognised: Recognised, tokenizer: Tokenizer
) -> tuple[tuple[Link, ...], dict[str, Shape]]:
    """The weights of the trunk and their shapes, from a model that takes no memory."""
    with torch.device("meta"):
        model = Transformer(recognised.model, tokenizer.vocabulary, generator=None)
    shapes = {name: tuple(one.shape) for name, one in model.named_parameters()}
    links = trunk_links(recognised.family, recognised.model, tokenizer.vocabulary)
    return tuple(link for link in links if link.ours in shapes), shapes


def _only(shapes: Mapping[str, Shape], links: tuple[Link, ...]) -> dict[str, Shape]:
    return {link.ours: shapes[link.ours] for link in links}


def _lay(
    learner: Learner, recipe: Recipe, tensors: dict[str, NDArray[Any]], name: str
) -> tuple[str, ...]:
    """Lay the weights into the learner; those that stay as they were drawn."""
    model = recipe.model.model_dump(mode="json")
    taken = take_over(learner, StartWeights(origin=name, step=0, model=model, tensors=tensors))
    lost = [name for name in taken.fresh if name.startswith("model.")]
    assert not lost, f"not laid: {lost}"
    return tuple(taken.fresh)


def _may_be_untied(settings: Settings, recognised: Recognised) -> bool:
    """Whether the folder may have an output of its own, which must then be looked at.

    Where it says that both tables are one, `transformers` does not read the second.
    """
    default = recognised.family != "llama"
    return settings.values.get("tie_word_embeddings", default) is not True


def _refuse_small_table(recognised: Recognised, tokenizer: Tokenizer, folder: Path) -> None:
    if tokenizer.vocabulary <= recognised.vocabulary:
        return
    raise Fault(
        translate("faults", "The tokenizer in {path} is not that of its model."),
        why=translate("faults", "It has {tokens} tokens, the model {rows}."),
        now=translate("faults", "Download the folder again, or choose another."),
        path=str(folder),
        tokens=tokenizer.vocabulary,
        rows=recognised.vocabulary,
    )


def _save(
    path: Path,
    recipe: Recipe,
    learner: Learner,
    origin: Origin,
    control: Control,
    progress: Progress,
) -> None:
    """The run with its one checkpoint; nothing where that cannot be written."""

    def report(done: int, total: int) -> None:
        control.check()
        progress(Prepared("saving", done, total, "bytes"))

    run = Run.create(
        path,
        recipe_toml=recipe_to_toml(recipe.as_file()),
        environment=origin.environment(),
        tokenizer_json=origin.tokenizer.to_bytes(),
    )
    try:
        with run.lock():
            arrays = {name: one.numpy() for name, one in learner.tensors().items()}
            run.save_checkpoint(0, arrays, {}, {}, report=report)
            for notice in origin.notices():
                run.metrics.append(notice)
                run.log(f"{notice.level}: {notice}")
            run.metrics.close()
            run.set_status(Status("finished", summary=_summary(path, learner, origin)))
    except BaseException:
        disk.remove(path)
        raise


def _summary(path: Path, learner: Learner, origin: Origin) -> dict[str, Any]:
    """What `resume` prints of a finished run; this one was trained elsewhere."""
    return {
        "run": str(path),
        "steps": 0,
        "tokens": 0,
        "seconds": 0.0,
        "validation": {},
        "parameters": learner.num_parameters,
        "imported": str(origin.folder),
    }
