"""What the engine says reaches people in their language, down to the reasons within reasons."""

from __future__ import annotations

import errno
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engine.corpus.corpus import Corpus, CorpusConfig
from engine.disk import disk_fault
from engine.faults import Fault
from engine.limits import ChildLost
from engine.tokenizer.tokenizer import Tokenizer
from studio.language import Speech
from studio.wording import fault_parts

NAMES = "UTF-8|JSON|tokenizer|vocab|txt|Unicode|MB|GB"


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speech = Speech()
    speech.speak("zh_CN")
    yield
    speech.speak("en")


def english_in(fault: Fault, *paths: object) -> list[str]:
    """Latin words of what the window shows, names of files and kinds aside."""
    told = " ".join(fault_parts(fault))
    for path in sorted(map(str, paths), key=len, reverse=True):
        told = told.replace(path, "")
    words = re.findall(r"(?<![.\w])[A-Za-z]{2,}", told)  # ".txt" is a kind
    return [word for word in words if not re.fullmatch(NAMES, word)]


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


@pytest.mark.parametrize("reason", ["memory", "time"])
@pytest.mark.usefixtures("chinese")
def test_why_a_child_was_ended_is_said_in_chinese(reason: str) -> None:
    assert not english_in(ChildLost(reason, "MemoryError").why)  # type: ignore[arg-type]


@pytest.mark.usefixtures("chinese")
def test_why_a_tokenizer_was_refused_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        Tokenizer.open(tmp_path / "gone.json")
    assert not english_in(caught.value, tmp_path / "gone.json")
