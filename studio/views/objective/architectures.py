"""Objectives by the architecture that can learn them, and what stands in an objective's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm
    from studio.draft import Draft

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Group:
    """Objectives that one architecture can learn."""

    architecture: str
    objectives: tuple[str, ...]


def groups(form: RecipeForm) -> list[Group]:
    """All objectives, each under the first architecture it can train; encoders come first."""
    found: dict[str, list[str]] = {}
    for name in _by_families(form):
        found.setdefault(form.architectures[name][0], []).append(name)
    usual = ("encoder", "decoder", "encoder_decoder")
    order = sorted(found, key=lambda one: (usual.index(one) if one in usual else len(usual), one))
    return [Group(architecture, tuple(found[architecture])) for architecture in order]


def _by_families(form: RecipeForm) -> list[str]:
    """What the first families learn comes first, what none learns last."""
    learned = [name for preset in form.presets.values() for name in preset.get("objectives", ())]
    return list(dict.fromkeys([name for name in learned if name in form.cards] + list(form.cards)))


def group_title(architecture: str) -> str:
    """What those objectives make the model do."""
    return {
        "encoder": translate("architectures", "Reading"),
        "decoder": translate("architectures", "Writing"),
        "encoder_decoder": translate("architectures", "Rewriting"),
    }.get(architecture, architecture)


def architecture_name(architecture: str) -> str:
    """An architecture in words."""
    return {
        "encoder": translate("architectures", "encoder"),
        "decoder": translate("architectures", "decoder"),
        "encoder_decoder": translate("architectures", "encoder-decoder"),
    }.get(architecture, architecture)


def group_hint(architecture: str) -> str:
    """What such a model sees."""
    return {
        "encoder": translate("architectures", "an encoder sees every word from both sides"),
        "decoder": translate("architectures", "a decoder sees what comes before"),
        "encoder_decoder": translate(
            "architectures", "an encoder reads one text, a decoder writes another"
        ),
    }.get(architecture, "")


def use_words(architecture: str) -> str:
    """The button that changes the model."""
    return {
        "encoder": translate("architectures", "Use an encoder"),
        "decoder": translate("architectures", "Use a decoder"),
        "encoder_decoder": translate("architectures", "Use an encoder-decoder"),
    }.get(architecture, translate("architectures", "Change the model"))


def architecture_of(draft: Draft, form: RecipeForm) -> str:
    """The architecture of the draft's model, without waiting for the check."""
    own = draft.value("model.architecture")
    if isinstance(own, str):
        return own
    given = form.presets.get(str(draft.value("preset", "")), {}).get("model", {})
    found = given.get("architecture") if isinstance(given, dict) else None
    return str(found or draft.effective("model.architecture", "encoder"))


def unfit_words(needed: Sequence[str], architecture: str) -> str:
    """Why a model of `architecture` cannot learn what needs one of `needed`."""
    words = translate("architectures", "Needs {needed}; the model is {architecture}.")
    either = translate("architectures", " or ").join(_article(one) for one in needed)
    return words.format(needed=either, architecture=_article(architecture))


def needs_words(needed: str) -> str:
    """The same in short, for a group."""
    return translate("architectures", "needs {needed}").format(needed=_article(needed))


def _article(architecture: str) -> str:
    return {
        "encoder": translate("architectures", "an encoder"),
        "decoder": translate("architectures", "a decoder"),
        "encoder_decoder": translate("architectures", "an encoder-decoder"),
    }.get(architecture, architecture)
