"""What a run was made with, against what is installed now: other versions, other results."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from engine.events import Noticed
from engine.runs.run import Run
from engine.wording import translate

PACKAGES = (
    "cloze-studio",
    "torch",
    "numpy",
    "tokenizers",
    "pydantic",
    "sentencex",
    "pyside6-essentials",
)
READING = ("cloze-studio", "sentencex", "python")  # decide which tokens a text becomes
TRAINING = ("torch",)  # decides the last bits of every step


def installed() -> dict[str, str | None]:
    """The version of each package a run depends on; None where it is not installed."""
    return {name: _version(name) for name in PACKAGES}


def changed_reading(run: Run) -> list[Noticed]:
    """What to tell where the run's text is refused, perhaps for no change of the text."""
    what = translate(
        "notices",
        "This run began with {package} {then}; {now} is installed here and may read the same "
        "text differently.",
    )
    return _changed(run, 0, READING, what)


def changed_training(run: Run, step: int) -> list[Noticed]:
    """What to tell where a run goes on with another version of what computes."""
    what = translate(
        "notices",
        "This run began with {package} {then}; with {now} it goes on, but not the same to the "
        "last bit.",
    )
    return _changed(run, step, TRAINING, what)


def _changed(run: Run, step: int, names: tuple[str, ...], what: str) -> list[Noticed]:
    environment = run.environment
    then = {**environment.get("packages", {}), "python": environment.get("python")}
    now = {**installed(), "python": platform.python_version()}
    return [
        Noticed(step, "warning", what, {"package": name, "then": then[name], "now": str(now[name])})
        for name in names
        if then.get(name) and then[name] != now[name]
    ]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
