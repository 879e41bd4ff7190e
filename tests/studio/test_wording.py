"""What the engine says reaches people in their language, down to the reasons within reasons."""

from __future__ import annotations

import errno
import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from engine.corpus.corpus import Corpus, CorpusConfig
from engine.disk import disk_fault
from engine.events import Event, Noticed
from engine.faults import Fault, FieldFault
from engine.limits import ChildLost
from engine.recipe.recipe import try_recipe
from engine.runs.metrics import event_of, row_of
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.record import Record
from studio import wording
from studio.language import Speech
from studio.wording import (
    fault_parts,
    fault_words,
    name_objectives,
    notice_words,
    objective_name,
    sentences,
)
from tests.engine.run_samples import new_run, save

NAMES = "UTF-8|JSON|tokenizer|vocab|txt|Unicode|MB|GB"


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speech = Speech()
    speech.speak("zh_CN")
    yield
    speech.speak("en")


def english_in(fault: Fault, *paths: object) -> list[str]:
    """Latin words of what the window shows of a fault, names of files and kinds aside."""
    return english_words(" ".join(fault_parts(fault)), *paths)


def english_words(told: str, *paths: object) -> list[str]:
    """The same of any text."""
    for path in sorted(map(str, paths), key=len, reverse=True):
        told = told.replace(path, "")
    words = re.findall(r"(?<![.\w])[A-Za-z]{2,}", told)  # ".txt" is a kind
    return [word for word in words if not re.fullmatch(NAMES, word)]


def test_a_value_that_is_no_name_is_shown_as_it_is() -> None:
    """An old log may hold anything."""
    name_objectives({"masked_lm": "Masked words"})
    notice = Noticed(0, "warning", "Of {name}.", {"name": ["masked_lm"]})
    assert notice_words(notice) == "Of ['masked_lm']."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.txt", b"\x89PNG" + bytes(range(256)) * 9),
        ("cut.txt.gz", gzip.compress(bytes(range(256)) * 9)[:-9]),
        ("odd.txt.gz", b"no archive at all"),
        ("a.csv", b"id,body\n1,hello\n"),
        (".hidden", b"hello"),
        ("short.txt", b"hello"),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_why_there_is_no_text_is_said_in_chinese(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Fault) as caught:
        list(Corpus(CorpusConfig(paths=(tmp_path,))).documents())
    extra = ("id, body", "“text”", "“text”")
    assert not english_in(caught.value, tmp_path / name, tmp_path, *extra)


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.usefixtures("chinese")
def test_why_the_disk_refused_is_said_in_chinese(code: int) -> None:
    assert not english_in(disk_fault(OSError(code, "Words of the system"), Path("/a")), "/a")


@pytest.mark.usefixtures("chinese")
def test_an_objective_is_called_as_its_card_calls_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_titles", {})
    name_objectives({"natural_language_inference": "Inference"})
    fault = FieldFault(
        "labelled.paths",
        "{objective} learns from labelled pairs: name a file of them",
        (("objective", "natural_language_inference"),),
    )
    words = fault_words(fault)
    assert words.startswith(QCoreApplication.translate("objectives", "Inference"))
    assert not re.search("[a-z]", words)


@pytest.mark.parametrize(
    ("section", "given", "values"),
    [
        ("model", {"size": "custom", "depth": 1, "width": 130, "heads": 4}, {"4", "130"}),
        ("model", {"size": "custom", "depth": 1, "width": 30, "heads": 2}, {"15"}),
        ("model", {"decoder_depth": 2}, set()),
        ("objectives", {"masked_lm": {"points": [[0.5, 1.0], [0.2, 1.0]]}}, {"0", "1"}),
        ("objectives", {"masked_lm": {"masked": 0.9, "random": 0.2}}, set()),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_what_a_section_finds_unfit_is_said_in_chinese(
    section: str, given: dict[str, object], values: set[str]
) -> None:
    data = {"preset": "roberta-tiny", "corpus": {"paths": ["/"]}, section: given}
    _, faults = try_recipe(data, folder=Path("/"))
    words = [fault_words(fault) for fault in faults if fault.place.startswith(section)]
    assert words
    assert not re.search("[a-z]", re.sub("encoder|masked|random", "", "".join(words)))
    assert set(re.findall(r"\d+", "".join(words))) >= values


@pytest.mark.parametrize("reason", ["memory", "time", "idle", "killed"])
@pytest.mark.usefixtures("chinese")
def test_why_a_child_was_ended_is_said_in_chinese(reason: str) -> None:
    assert not english_in(ChildLost(reason, "MemoryError").why)  # type: ignore[arg-type]


@pytest.mark.usefixtures("chinese")
def test_why_a_tokenizer_was_refused_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        Tokenizer.open(tmp_path / "gone.json")
    assert not english_in(caught.value, tmp_path / "gone.json")


FULL = disk_fault(OSError(errno.ENOSPC, "Words of the system"), Path("/a"))


def of_a_damaged_checkpoint(folder: Path) -> Noticed:
    run = new_run(folder / "run")
    save(run, 1)
    spoilt = save(run, 2).path / "model.safetensors"
    spoilt.write_bytes(bytes(spoilt.stat().st_size))
    run.load_latest()
    (notice,) = run.passed_over(1)
    return notice


def of_a_log_that_is_refused(folder: Path) -> Noticed:
    told: list[Event] = []

    def refuse(event: Event) -> None:
        raise FULL

    Record(told.append, refuse).tell(Noticed(1, "note", ""))
    notice = told[-1]
    assert isinstance(notice, Noticed)
    return notice


@pytest.mark.parametrize("make", [of_a_damaged_checkpoint, of_a_log_that_is_refused])
@pytest.mark.parametrize("kept", [False, True], ids=["live", "from the log"])
@pytest.mark.usefixtures("chinese")
def test_a_reason_within_a_notice_is_said_in_chinese(
    tmp_path: Path, make: Callable[[Path], Noticed], kept: bool
) -> None:
    notice = make(tmp_path)
    if kept:
        notice = event_of(json.loads(json.dumps(row_of(notice))))
    assert re.search("[A-Za-z]{3}", str(notice))
    paths = (tmp_path / "run" / "checkpoints" / "step-00000002" / "model.safetensors", "/a")
    assert not english_words(notice_words(notice), *paths)


@pytest.mark.usefixtures("chinese")
def test_why_no_checkpoint_can_be_read_is_said_in_chinese(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    spoilt = save(run, 2).path / "model.safetensors"
    spoilt.write_bytes(bytes(spoilt.stat().st_size))
    with pytest.raises(Fault) as caught:
        run.resume_point()
    assert not english_in(caught.value, spoilt, "run")


def test_the_loss_of_the_generator_has_a_title_in_both_languages(qapp: QApplication) -> None:
    speech = Speech(qapp)
    assert objective_name("generator") == "Generator"
    speech.speak("zh_CN")
    try:
        assert "生成器" in objective_name("generator")
    finally:
        speech.speak("en")


def test_sentences_are_joined_as_their_language_does() -> None:
    assert sentences("One.", "", "Two.") == "One. Two."
    assert sentences("可以导出。", "不含：下一句。") == "可以导出。不含：下一句。"
    assert sentences("", "") == ""
