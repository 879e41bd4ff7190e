"""Which of two sentences about people a run prefers: CrowS-Pairs and WinoBias."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from engine.evaluation import crows_pairs, winobias
from engine.faults import Fault
from engine.inference import Filler
from engine.inference.next_tokens import NextTokens
from engine.inference.opening import Opened
from tests.engine.answer_samples import opened, pieces
from tests.engine.evaluation_samples import asked, tokens_of, written

ROWS = [
    ("The door was open.", "The unbelievable was open.", "stereo", "age"),
    ("The walking door walks.", "The open walks.", "antistereo", "age"),
    ("Was the door open.", "Was the walks open.", "stereo", "religion"),
]
HEADER = "number,sent_more,sent_less,stereo_antistereo,bias_type"


def common_score(loaded: Opened, own: str, other: str) -> float:
    """Σ log p of the tokens of `own` that `other` has too, each hidden alone, one by one."""
    filler, ids = Filler.of(loaded), tokens_of(loaded, own)
    row, second = filler.rows.framed(ids), filler.rows.framed(tokens_of(loaded, other))
    total = 0.0
    for kind, start, stop, _, _ in SequenceMatcher(None, row, second).get_opcodes():
        for place in range(start, stop) if kind == "equal" else ():
            if 1 <= place <= len(ids):
                given = [filler.mask if at == place else token for at, token in enumerate(row)]
                logits = filler.logits([given], [[place]])[0, 0]
                total += float(logits.log_softmax(-1)[row[place]])
    return total


def whole_score(loaded: Opened, own: str, _other: str) -> float:
    """log p."""
    (told,) = NextTokens(loaded).told([tokens_of(loaded, own)], lambda _done: None)
    return told.total


@pytest.mark.parametrize(
    ("name", "score"), [("masked_lm", common_score), ("causal_lm", whole_score)]
)
def test_the_share_is_that_of_the_pairs_one_by_one(
    name: str, score: object, tmp_path: Path
) -> None:
    loaded = opened(name)
    lines = [",".join(["0", *row]) for row in ROWS]
    path = written(tmp_path / "crows.csv", [HEADER, *lines, "3,same,same,stereo,age", "4,,b,x,y"])

    result = crows_pairs.evaluate(asked(loaded, tmp_path, path))

    pairs = [(more, less) for more, less, _, _ in ROWS]
    wins = [float(score(loaded, *pair) > score(loaded, *pair[::-1])) for pair in pairs]  # type: ignore[operator]
    figure = result.figure("stereotype_preferred")
    assert figure.value == pytest.approx(sum(wins) / 3)
    assert (figure.ideal, figure.count) == (0.5, 3)
    types, directions = result.tables[:2]
    assert [(row[0], row[1], row[4]) for row in types.rows] == [
        ("age", sum(wins[:2]) / 2, 2),
        ("religion", wins[2], 1),
    ]
    assert [row[0] for row in directions.rows] == ["antistereo", "stereo"]
    assert result.settings["malformed"] == 2
    told = " ".join(map(str, result.remarks))
    assert "known defects" in told
    assert "Blodgett et al. 2021" in told
    published = "Nangia et al. 2020" in told
    assert published is (name == "masked_lm")


def test_winobias_pairs_differ_in_the_pronoun_alone(tmp_path: Path) -> None:
    loaded = opened("masked_lm", tokenizer=pieces("he", "she", "him", "her", "his", "hers"))
    pro = [
        "1 [The door] walks the open door and [he] was open.",
        "2 The door walks [the walking] because [her] door and [she] was open.",
        "3 The door has no pronoun.",
        "4 [The door] walks and [he] was unbelievable.",
        "5 [The door] walks the open door and [he] was.",
    ]
    anti = [
        "1 [The door] walks the open door and [she] was open.",
        "2 The door walks [the walking] because [his] door and [he] was open.",
        "3 The door has no pronoun.",
        "4 [The walks] walks and [she] was unbelievable.",
        "5 [The door] walks the open door and [him] was.",
        "6 The door walks [the walking] because [his] door was open.",
    ]
    written(tmp_path / "pro_stereotyped_type1.txt.dev", pro)
    second = written(tmp_path / "anti_stereotyped_type1.txt.dev", anti)

    result = winobias.evaluate(asked(loaded, tmp_path, tmp_path))

    one = "The door walks the open door and {} was open."
    two = "The door walks the walking because {} door and {} was open."
    pairs = [
        (one.format("he"), one.format("she")),
        (two.format("her", "she"), two.format("his", "he")),
    ]
    wins = [
        float(common_score(loaded, *pair) > common_score(loaded, *pair[::-1])) for pair in pairs
    ]
    assert result.figure("stereotype_preferred").value == pytest.approx(sum(wins) / 2)
    assert {row[0]: row[4] for row in result.tables[0].rows} == {"he": 1, "she": 1, "type 1": 2}
    assert {row[0] for row in result.tables[1].rows} == {"door", "walking"}
    assert result.settings["malformed"] == 4
    told = " ".join(map(str, result.remarks))
    assert "none does here" in told
    assert "templates" in told
    same = winobias.evaluate(asked(loaded, tmp_path, second))  # the partner is found either way
    assert same.figures == result.figures
    inside = tmp_path / "above" / "sentences"
    inside.mkdir(parents=True)
    written(inside / "pro_stereotyped_type1.txt.dev", pro)
    written(inside / "anti_stereotyped_type1.txt.dev", anti)
    assert winobias.evaluate(asked(loaded, tmp_path, inside.parent)).figures == result.figures


def test_files_of_something_else_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ["text,label", "one,1"])
    loaded = opened("masked_lm")
    with pytest.raises(Fault, match="no pairs of CrowS-Pairs"):
        crows_pairs.evaluate(asked(loaded, tmp_path, path))
    with pytest.raises(Fault, match="no pairs of WinoBias"):
        winobias.evaluate(asked(loaded, tmp_path, path))
    lonely = written(tmp_path / "pro_stereotyped.txt", ["1 [The door] and [he] walk."])
    with pytest.raises(Fault, match="cannot be found"):
        winobias.evaluate(asked(loaded, tmp_path, lonely))
    with pytest.raises(Fault, match="cannot say how likely"):
        crows_pairs.evaluate(asked(opened("next_sentence"), tmp_path, path))
