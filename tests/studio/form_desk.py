"""A desk for the tests of the forms: real draft, jobs and workspace, a scripted engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from engine.corpus.corpus import CorpusConfig
from engine.corpus.document import Skipped
from engine.corpus.health import Health
from engine.corpus.own_pair import OwnPair
from engine.corpus.summary import CorpusSummary
from engine.faults import Fault, FieldFault
from engine.models.config import SIZES, ModelConfig
from engine.runs import Workspace
from engine.tokenizer.unknown import Unknown
from studio import engine_calls
from studio.cost import Cost, Measured
from studio.desk import Desk
from studio.draft import Draft
from studio.engine_calls import Checked, SentencePieces, TokenizerFacts
from studio.jobs import Jobs
from studio.live import LiveRun
from studio.problems import Problems
from studio.settings import SettingsFile
from studio.style_sheet import style_sheet
from studio.theme import DARK, Theme
from tests.studio.scripted_form import form

SUMMARY = CorpusSummary(
    files=14,
    bytes=131_072,
    documents=1_284,
    train_documents=1_220,
    validation_documents=64,
    characters=120_000,
    text_bytes=121_000,
    words=21_466,
    duplicate_documents=3,
    duplicate_lines=41,
    short_documents=7,
    skipped=(
        Skipped("/books/cover.png", Fault("{path} is of no kind read.", path="/books/cover.png")),
    ),
    skipped_reasons={"{path} is of no kind read.": 1},
    encodings={"utf-8": 13, "gb18030": 1},
    scripts={"latin": 0.94, "han": 0.06},
    lengths={5: 3, 6: 20, 7: 80, 8: 240, 9: 420, 10: 330, 11: 140, 12: 40, 13: 11},
    leakage=0.0666,
)

COST = Cost(
    parameters=1_394_688,
    flops_per_token=8_400_000.0,
    memory_bytes=61_000_000,
    checkpoint_bytes=16_700_000,
    tokens_per_row=128.0,
    parts={
        "embeddings": 1_048_704,
        "layers": 320_000,
        "masked_lm": 24_896,
        "next_sentence": 16_770,
    },
)


def check(data: dict[str, Any]) -> Checked:
    """Completes a recipe in the shape the real check gives; an uneven head is a fault."""
    family, _, size = str(data.get("preset", "bert-tiny")).partition("-")
    learned = {"bert": ("masked_lm", "next_sentence"), "gpt": ("causal_lm",)}
    objectives: dict[str, Any] = {
        name: {"weight": 1.0} for name in learned.get(family, ("masked_lm",))
    }
    for name, given in data.get("objectives", {}).items():
        if given is False:
            objectives.pop(name, None)
        else:
            objectives[name] = objectives.get(name, {"weight": 1.0}) | (
                given if isinstance(given, dict) else {}
            )
    faults = []
    decoder = {"architecture": "decoder"} if family == "gpt" else {}
    given = {"size": size} | decoder | data.get("model", {})
    if given.get("heads") == 3:
        faults.append(FieldFault("model.heads", "{n} heads do not divide it", (("n", 3),)))
        given.pop("heads")
    if not objectives:
        faults.append(FieldFault("objectives", "choose at least one objective"))
    if not {"natural_language_inference", "translation"} >= set(objectives) and not data.get(
        "corpus", {}
    ).get("paths"):
        faults.append(FieldFault("corpus.paths", "name at least one file or folder of text"))
    for path in data.get("labelled", {}).get("paths", ()):
        if not Path(path).exists():
            faults.append(FieldFault("labelled.paths", "there is no {path}", (("path", path),)))
    if "natural_language_inference" in objectives and not data.get("labelled", {}).get("paths"):
        faults.append(FieldFault("labelled.paths", "name a file of labelled pairs"))
    resolved = {
        "preset": data.get("preset"),
        "corpus": CorpusConfig().model_dump(mode="json") | data.get("corpus", {}),
        "tokenizer": {"kind": "wordpiece", "vocabulary": 8192, "lowercase": True}
        | data.get("tokenizer", {}),
        "model": ModelConfig.model_validate(given).model_dump(mode="json"),
        "objectives": objectives,
        "training": {"batch": 16} | data.get("training", {}),
    }
    return Checked(deepcopy(resolved), tuple(faults))


def fake_preview(path: Path, corpus_data: Any, _control: Any) -> SimpleNamespace:
    """Markup in angle brackets is what gets removed."""
    pieces = (
        SimpleNamespace(text="The harbour town", kind="kept"),
        SimpleNamespace(text="<br>", kind="removed"),
        SimpleNamespace(text="\n\nEvery morning the boats went out.", kind="kept"),
    )
    raw = "".join(piece.text for piece in pieces)
    return SimpleNamespace(
        path=path, encoding="utf-8", how="utf-8", raw=raw, cleaned=raw, pieces=pieces, fault=None
    )


def fake_pieces(_data: Any, text: str, *_: Any) -> SentencePieces:
    """Every word in two."""
    found = [part for word in text.split() for part in (word[:4], word[4:]) if part]
    joins = [i > 0 and part not in [w[:4] for w in text.split()] for i, part in enumerate(found)]
    return SentencePieces(tuple(found), tuple(joins), (False,) * len(found))


def fake_row(
    data: Any,
    text: str | OwnPair,
    draw: int,
    task: str = "",
    progress: float = 0.0,
    beside: tuple[str, ...] = (),
) -> SimpleNamespace:
    """The words of the text, one hidden; another draw hides another. Of a pair none is."""
    pair = text if isinstance(text, OwnPair) else None
    words = (pair.text if pair else str(text)).split()
    hidden = draw % max(len(words), 1) if pair is None else len(words) + 1
    shown = ["[CLS]", *words, "[SEP]"]
    tokens = tuple(
        SimpleNamespace(
            text="[MASK]" if i == hidden + 1 else word,
            joins=False,
            mark="masked" if i == hidden + 1 else "special" if word.startswith("[") else "plain",
            original=word,
            position=i,
            segment=0,
            token_type=0,
            visible=True,
        )
        for i, word in enumerate(shown)
    )
    return SimpleNamespace(
        tokens=tokens,
        targets=((hidden + 1, shown[hidden + 1]),) if pair is None else (),
        label="B follows A" if pair is None else pair.label,
        note="",
        decoder=(),
        answers=(),
        sight="both",
        left_out=(),
        scheduled="start_rate" in (data.get("objectives", {}).get("masked_lm") or {}),
        task=task,
    )


def fake_turns(data: Any) -> dict[tuple[str, ...], int]:
    """Those that read share a pass; one that writes takes turns with them."""
    chosen = check(data).resolved["objectives"]
    read = tuple(name for name in chosen if name != "causal_lm")
    write = {("causal_lm",): 1} if "causal_lm" in chosen else {}
    return ({read: 1} if read else {}) | write


def script_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers for everything the forms ask of the engine."""
    facts = TokenizerFacts(8190, 8192, "f" * 64, ("understanding",))
    answers: dict[str, Callable[..., Any]] = {
        "read_corpus": lambda *_: Health(SUMMARY, ("The harbour town.",)),
        "corpus_beginning": lambda *_: "",
        "corpus_preview": fake_preview,
        "train_tokenizer": lambda *_: facts,
        "find_tokenizer": lambda *_: None,
        "count_unknown": lambda *_: Unknown(25_000, 1_000, ("☃", "ⵣ")),
        "tokenize_sentence": fake_pieces,
        "draw_row": fake_row,
        "draw_known_row": fake_row,
        "neighbours": lambda *_: (),
        "corpus_sentence": lambda _corpus, number, _control: f"Sentence {number}.",
        "turns": fake_turns,
        "count_cost": lambda _data: COST,
        "measure_speed": lambda *_: Measured(52_300.0, 8, 612_000_000),
    }
    for name, answer in answers.items():
        monkeypatch.setattr(engine_calls, name, answer)


@contextmanager
def open_desk(folder: Path, *, theme: Theme = DARK, loaded: bool = True) -> Iterator[Desk]:
    """A desk whose engine is `loaded`, closed afterwards."""
    jobs = Jobs()
    settings = SettingsFile(folder / "settings.json")
    desk = Desk(
        theme=theme,
        jobs=jobs,
        draft=Draft(jobs),
        live=LiveRun(),
        settings=settings,
        problems=Problems(),
        workspace=Workspace.open(folder / "workspace"),
    )
    if loaded:
        load(desk)
    yield desk
    jobs.close()


def load(desk: Desk) -> None:
    """What the window does once the engine is imported."""
    desk.form = form()  # type: ignore[assignment]
    desk.draft.allow_checks(check)
    desk.form_ready.emit()


def must_fit_a_small_window(page: QWidget, desk: Desk) -> None:
    """A page, dressed, in a window of 1280 × 720 less the bars."""
    page.setStyleSheet(style_sheet(desk.theme))
    page.ensurePolished()
    layout = page.layout()
    assert layout is not None
    assert layout.totalMinimumHeightForWidth(1112) <= 620
    assert page.minimumSizeHint().width() <= 1112


assert set(SIZES) >= {"tiny", "base"}  # the sizes the dial shows
