"""ONNX: a checkpoint as graphs that other programs run, without torch (the extra `onnx`).

The folder holds `model.onnx`, or `encoder.onnx` and `decoder.onnx` of what reads and writes; the
tokenizer; and a README. Rows and tokens may be as many as the model reads; numbers are fp32.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine import disk
from engine.channel import Message
from engine.control import Control
from engine.disk import NewFolder
from engine.events import Prepared, Progress
from engine.exchange.extras import require
from engine.exchange.framing import Framing, tokenizer_json
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits
from engine.objectives import OBJECTIVES
from engine.recipe import Recipe, recipe_of_run
from engine.runs.run import TOKENIZER, Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.wording import translate

SERVER = "engine.exchange.onnx_drawing:serve"
NAMED = ("natural_language_inference", "classification", "tagging")  # by who labelled the examples
# Nobody bent the run; the child is there because drawing cannot be stopped half-way otherwise,
# and because it changes torch for the whole process, where another run may be training.
LIMITS = Limits(memory_bytes=1 << 40, cpu_seconds=36_000.0, idle_seconds=7_200.0)
MOST_BYTES = 1_900_000_000  # of weights: a file holds two gigabytes at most


def export_onnx(
    path: Path,
    folder: Path,
    *,
    step: int | None = None,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> dict[str, Any]:
    """Write the run in the folder `path` as ONNX into the new folder `folder`.

    `step` is a checkpoint's, the newest by default. Returns what was written: the files with their
    inputs and outputs, `classes`, what the numbers of a head stand for, by its objective, and
    `left_out`, the objectives whose heads have no place there. Raises
    Fault where the extra is not installed, the model cannot be drawn or the name is taken;
    Cancelled when asked to stop.
    """
    require("onnx", "ONNX", "onnx", "onnxscript")
    control = control or Control()
    run = Run.open(path)
    recipe = recipe_of_run(run.recipe_toml, run.path)
    framing = Framing.of(recipe.model, next(iter(recipe.objectives)))
    tokenizer = Tokenizer.open(run.tokenizer_path, control)
    written: dict[str, Any] = {"run": run.name, "files": {}, "left_out": []}
    written["classes"] = _classes(run, recipe)
    disk.make_folder(folder.parent)
    with NewFolder(folder) as new:
        for message in _drawn(run, step, control, progress):
            head = message.head
            if "file" in head:
                new.write(head["file"], message.payload)
                written["files"][head["file"]] = {
                    name: head[name] for name in ("inputs", "outputs")
                }
            else:
                written |= {name: head[name] for name in ("step", "left_out", "length")}
        new.write(TOKENIZER, tokenizer_json(tokenizer, framing))
        new.write("README.md", _readme(written).encode("utf-8"))
    return written


def _drawn(run: Run, step: int | None, control: Control, progress: Progress) -> Iterator[Message]:
    """What the child says: of each graph, and of the whole last."""
    try:
        with Child(SERVER, LIMITS) as child:
            child.send({"run": str(run.path), "step": step, "most": MOST_BYTES})
            while True:
                message = child.receive(control)
                if "wrong" in message.head:
                    raise Fault.from_data(message.head["wrong"])
                if "drawing" in message.head:
                    done, total = message.head["drawing"]
                    progress(Prepared("building", done, total, ""))
                    continue
                yield message
                if "file" not in message.head:
                    return
    except ChildLost as lost:
        raise not_drawn(lost.why) from lost


def _classes(run: Run, recipe: Recipe) -> dict[str, list[str]]:
    """What the numbers of each head are called, as far as anybody named them."""
    named = tuple(map(str, run.environment.get("classes", ())))
    found = {
        name: OBJECTIVES[name].label_words or (named if name in NAMED else ())
        for name in recipe.objectives
    }
    return {name: list(words) for name, words in found.items() if words}


def not_drawn(reason: Fault | str) -> Fault:
    """That a model has no form in ONNX."""
    return Fault(
        translate("faults", "The model could not be written as ONNX."),
        why="{reason}",
        now=translate("faults", "Export it as a Hugging Face folder, or install a newer torch."),
        reason=reason,
    )


def _readme(written: dict[str, Any]) -> str:
    lines = [f"# {written['run']}", "", f"The checkpoint of step {written['step']} as ONNX, fp32."]
    lines += [
        f"It reads up to {written['length']} tokens a row; masks are 1 where there is one.",
        "",
    ]
    for file, facts in written["files"].items():
        lines += [f"- `{file}`: {', '.join(facts['inputs'])} → {', '.join(facts['outputs'])}"]
    lines += [
        "",
        "`tokenizer.json` is read by the library `tokenizers`, which puts the special tokens "
        "around a text that the model learned to expect.",
    ]
    for name, words in written["classes"].items():
        lines += ["", f"The classes of {name}, in the order of their numbers: {', '.join(words)}."]
    if written["left_out"]:
        lines += [f"Without the heads of: {', '.join(written['left_out'])}."]
    return "\n".join([*lines, ""])
