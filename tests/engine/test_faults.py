"""Faults: words of others never break a sentence, and sentences within sentences stay whole."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from engine.disk import disk_fault, reason_of
from engine.faults import Fault, FieldFault, RecipeFault, listed
from engine.limits import Child, ChildLost, Limits
from engine.tokenizer import confined
from engine.tokenizer.tokenizer import Tokenizer

NASTY = "{x a} {0} {} {path.y} {path[z]} {"


def test_words_of_others_may_hold_braces() -> None:
    assert str(Fault("{path} is odd.", why="{words}.", path="a", words=NASTY)).endswith(f"{NASTY}.")
    assert str(Fault(NASTY, path="a")) == NASTY
    assert NASTY in str(FieldFault("model", NASTY, (("path", "a"),)))


def test_a_recipe_without_a_source_is_told_without_a_gap() -> None:
    wrong = [FieldFault("model", "It is odd.")]
    assert str(RecipeFault(wrong)).startswith("The recipe has 1 fault(s).")
    assert str(RecipeFault(wrong, source="a.toml")).startswith("The recipe a.toml has 1 fault(s).")


def test_a_fault_within_a_fault_crosses_a_process_border() -> None:
    inner = Fault("{path} is {n}.", why="So it is.", path="b{", n=2)
    fault = Fault("There is none.", why="The first: {reason}", reason=inner)
    again = Fault.from_data(json.loads(json.dumps(fault.as_data())))
    assert str(again) == str(fault) == "There is none. The first: b{ is 2. So it is."
    assert isinstance(again.values["reason"], Fault)


@pytest.mark.parametrize("code", [errno.ENOENT, errno.ENOSPC, errno.EROFS, errno.EACCES, 9999])
def test_what_the_system_says_is_a_sentence(code: int) -> None:
    told = str(disk_fault(OSError(code, "Words of the system"), Path("a")))
    assert ". " in told
    assert ".." not in told
    assert ("Words of the system." in told) == (code == 9999)
    assert str(reason_of(OSError("only words"))) == "only words."


def test_a_tokenizer_whose_words_hold_braces_is_refused_by_name(tmp_path: Path) -> None:
    model = {"type": "BPE", "vocab": {"a": 0}, "merges": ["{x a"]}
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps({"version": "1.0", "model": model}))
    with pytest.raises(Fault) as caught:
        Tokenizer.open(path)
    assert "{x" in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_tokenizer_that_takes_too_long_is_refused_with_that_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(Child):
        """A child that does not come to its end."""

        def __init__(self, *_: object) -> None:
            super().__init__("tests.engine.limits_targets:sleep", Limits(idle_seconds=0.3))

    monkeypatch.setattr(confined, "Child", Slow)
    path = tmp_path / "vocab.txt"
    path.write_text("[UNK]\nthe\n")
    with pytest.raises(Fault, match=r"It took too long\. Choose a tokenizer\.json"):
        Tokenizer.open(path)


@pytest.mark.parametrize("reason", ["memory", "time", "idle", "killed", "crash", "start"])
def test_every_end_of_a_child_is_a_sentence(reason: str) -> None:
    told = str(ChildLost(reason, "last {words}").why)  # type: ignore[arg-type]
    assert told.endswith(".")
    assert ("last {words}" in told) == (reason in ("crash", "start"))


def test_listed_names_fit_however_long_they_are() -> None:
    assert listed(["a", "b"]) == "a, b"
    long = "n" * 5000
    assert listed([long]) == f"{long[:299]}…"
    assert str(listed([long, "a", "b"])) == f"{long[:299]}… and 2 more"
    assert str(listed(["a", long, "b"])) == "a and 2 more"
    assert listed(["n" * 300]) == "n" * 300
