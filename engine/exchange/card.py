"""Card: the README.md of an exported model, for people who have never seen the run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Any

from engine.events import Evaluated
from engine.exchange.kept_figures import KeptFigure
from engine.recipe import Recipe, recipe_to_toml

PIPELINES = {
    "AutoModelForMaskedLM": "fill-mask",
    "AutoModelForPreTraining": "fill-mask",
    "AutoModelForCausalLM": "text-generation",
    "AutoModelForSequenceClassification": "text-classification",
    "AutoModelForTokenClassification": "token-classification",
    "AutoModelForQuestionAnswering": "question-answering",
    "AutoModel": "feature-extraction",
}
UNNAMED = ("ElectraForPreTraining",)  # no pipeline there asks which tokens were replaced
READ = {
    "corpus": "Text",
    "labelled": "Labelled pairs",
    "parallel": "Parallel text",
    "task": "Examples",
}
FILES = ("paths", "source", "target", "train", "validation", "test")  # ends of fields
ROLES = {"validation": "Held back", "test": "Measured with"}  # by what a field begins with
KINDS = {
    "encoder": "An encoder",
    "decoder": "A decoder",
    "encoder_decoder": "An encoder-decoder",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is told of a model."""

    name: str
    step: int
    recipe: Recipe
    architecture: str
    auto_class: str
    left_out: tuple[str, ...]
    vocabulary: int
    parameters: int
    evaluated: Evaluated | None  # the last measurement up to this step
    classes: tuple[str, ...] = ()
    kept: tuple[KeptFigure, ...] = ()  # of the evaluations of this step
    imported: str = ""  # where its weights came from, if from another folder

    def text(self) -> str:
        """The card in Markdown."""
        parts = (
            self._front(),
            f"# {self.name}",
            self._beginning(),
            "## How to open it",
            self._opening(),
            "## What it learned from",
            self._data(),
            "## How well it does",
            self._evaluated(),
            self._measured(),
            "## Its limits",
            self._limits(),
            "## The recipe",
            f"```toml\n{recipe_to_toml(self._recipe()).strip()}\n```",
        )
        return "\n\n".join(part for part in parts if part) + "\n"

    def _front(self) -> str:
        lines = ["---", "library_name: transformers"]
        if self.auto_class in PIPELINES and self.architecture not in UNNAMED:
            lines.append(f"pipeline_tag: {PIPELINES[self.auto_class]}")
        return "\n".join([*lines, "tags:", "- cloze-studio", "---"])

    def _beginning(self) -> str:
        model = self.recipe.model
        kind = KINDS[model.architecture]
        origin = f"was imported from {self.imported}, and has the heads of"
        if not self.imported:
            origin = f"was trained with Cloze Studio to step {self.step:,} on"
        return (
            f"{kind} with {model.depth} layers, {model.width} numbers per token and "
            f"{model.heads} heads: {self.parameters:,} parameters. It {origin}: "
            f"{_list(self.recipe.objectives)}."
        )

    def _opening(self) -> str:
        return (
            "```python\n"
            f"from transformers import AutoTokenizer, {self.auto_class}\n\n"
            'tokenizer = AutoTokenizer.from_pretrained("this/folder")\n'
            f'model = {self.auto_class}.from_pretrained("this/folder")  # {self.architecture}\n'
            "```"
        )

    def _data(self) -> str:
        lines = [f"- Vocabulary: {self.vocabulary:,} tokens; rows of {self.recipe.row_length}."]
        if self.imported:
            return "\n".join(["- Not known here: it was trained elsewhere.", *lines])
        data = shortened(self.recipe.as_data())
        for section in self._read():
            lines += _files(READ[section], data[section])
        if "corpus" in self._read():
            lines.append(f"- Cleaned by: {_list(self.recipe.corpus.cleaning)}.")
            lines.append(f"- Held back for measuring: {self.recipe.corpus.validation:.0%}.")
        if self.recipe.start.folder is not None:
            lines.append(f"- Its first weights came from {self.recipe.start.folder.name}.")
        return "\n".join(lines)

    def _read(self) -> list[str]:
        """The sections of what it reads."""
        names = {"text": "corpus", "labelled": "labelled", "parallel": "parallel"}
        names["examples"] = "task"
        return [section for reads, section in names.items() if reads in self.recipe.reads]

    def _recipe(self) -> dict[str, Any]:
        """What decided the result. Of a model trained elsewhere that is the model alone."""
        data = shortened(self.recipe.as_data())
        if self.imported:
            return {"model": data["model"]}
        unread = {"probes", "execution", *READ} - set(self._read())
        return {name: value for name, value in data.items() if name not in unread}

    def _measured(self) -> str:
        found = self.evaluated
        if found is None or not found.losses:
            return "" if self.kept else "It was not measured."
        lines = [
            f"On what was held back, at step {found.step:,}, after {found.tokens:,} tokens:",
            "",
            "| loss | nats | baseline | accuracy | most frequent class | bits per byte |",
            "|---|---|---|---|---|---|",
        ]
        for name, loss in found.losses.items():
            shown = (
                _number(loss),
                _number(found.baselines.get(name)),
                _share(found.accuracies.get(name)),
                _share(found.majorities.get(name)),
                _number(found.bits_per_byte.get(name)),
            )
            lines.append(f"| {name} | {' | '.join(shown)} |")
        lines += ["", "The baseline knows how often each answer is right, and nothing of the text."]
        return "\n".join(lines)

    def _evaluated(self) -> str:
        if not self.kept:
            return ""
        lines = [
            "Evaluations of this checkpoint:",
            "",
            "| evaluation | on | figure | value | 95 % interval | floor |",
            "|---|---|---|---|---|---|",
        ]
        for one in sorted(self.kept, key=lambda one: one.measured_on != "test"):
            interval = "–" if one.low is None else f"{_number(one.low)} to {_number(one.high)}"
            names = (one.evaluation, one.measured_on or "its own text", one.title)
            shown = (*map(_cell, names), _number(one.value), interval, _number(one.floor))
            lines.append(f"| {' | '.join(shown)} |")
        return "\n".join(lines)

    def _limits(self) -> str:
        learned = "the text named above" if not self.imported else "a text that is not known here"
        lines = [
            f"- It learned from {learned} and from nothing else: it repeats what stands there, "
            "wrong or unfair as it may be, and knows nothing of other subjects.",
            f"- It reads {self.recipe.model.length} tokens at once; what is longer must be cut.",
            "- A model of this size makes things up. Nobody should be judged by its answers.",
        ]
        if self.left_out:
            lines.append(
                f"- It also learned {_list(self.left_out)}, for which {self.architecture} has no "
                "place: those heads are not in this folder."
            )
        if self.classes:
            lines.append(f"- It tells only these classes apart: {_list(self.classes)}.")
        return "\n".join(lines)


def shortened(data: Mapping[str, Any]) -> dict[str, Any]:
    """A recipe in which files go by their names alone: whose home they were in is private."""
    return {key: _short(value) for key, value in data.items()}


def _short(value: Any) -> Any:
    if isinstance(value, Mapping):
        return shortened(value)
    if isinstance(value, list):
        return [_short(one) for one in value]
    if isinstance(value, str) and (
        PurePath(value).is_absolute() or PureWindowsPath(value).is_absolute()
    ):
        return PureWindowsPath(value).name  # of either system's
    return value


def _files(read: str, section: Mapping[str, Any]) -> list[str]:
    """A line each for what was learned from, what was held back and what was measured with."""
    found: dict[str, list[str]] = {read: []}
    for key, value in section.items():
        if key.endswith(FILES) and isinstance(value, list):
            role = next((told for begin, told in ROLES.items() if key.startswith(begin)), read)
            found.setdefault(role, []).extend(map(str, value))
    return [f"- {role}: {_list(names)}" for role, names in found.items() if names or role == read]


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "–"


def _cell(text: str) -> str:
    """Text as it may stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def _number(value: float | None) -> str:
    return "–" if value is None or not math.isfinite(value) else f"{value:.3f}"


def _share(value: float | None) -> str:
    return "–" if value is None or not math.isfinite(value) else f"{value:.1%}"
