from __future__ import annotations

import pytest

from engine.examples.schemes import Known, Span, as_iob2, in_order, scheme_of, spans_of, tags_of

IOB2 = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "O"]
WRITTEN: dict[Known, list[str]] = {
    "iob2": IOB2,
    "iob1": ["I-PER", "I-PER", "O", "I-LOC", "B-LOC", "O"],
    "bmes": ["B-PER", "E-PER", "O", "S-LOC", "S-LOC", "O"],
    "iobes": ["B-PER", "E-PER", "O", "S-LOC", "S-LOC", "O"],
}
LONGER: dict[Known, list[str]] = {
    "bmes": ["B-ORG", "M-ORG", "E-ORG", "S-PER"],
    "iobes": ["B-ORG", "I-ORG", "E-ORG", "S-PER"],
}


@pytest.mark.parametrize("scheme", WRITTEN)
def test_every_scheme_becomes_iob2(scheme: Known) -> None:
    assert as_iob2(WRITTEN[scheme], scheme) == (tuple(IOB2), 0)


@pytest.mark.parametrize("scheme", ["iob2", "iob1"])
def test_iob_is_told_by_how_entities_begin(scheme: Known) -> None:
    assert scheme_of([WRITTEN[scheme]] * 3) == scheme


@pytest.mark.parametrize("scheme", LONGER)
def test_marks_of_the_middle_tell_bmes_from_iobes(scheme: Known) -> None:
    assert scheme_of([LONGER[scheme]]) == scheme
    assert as_iob2(LONGER[scheme], scheme) == (("B-ORG", "I-ORG", "I-ORG", "B-PER"), 0)


def test_bilou_is_iobes_in_other_letters() -> None:
    tags = ["B-ORG", "I-ORG", "L-ORG", "O", "U-PER"]
    assert scheme_of([tags]) == "iobes"
    assert as_iob2(tags, "iobes") == (("B-ORG", "I-ORG", "I-ORG", "O", "B-PER"), 0)


@pytest.mark.parametrize("tags", [["PER-B", "PER-I", "O"], ["B_PER", "I_PER", "O"]])
def test_marks_may_stand_behind_and_with_other_signs(tags: list[str]) -> None:
    assert scheme_of([tags]) == "iob2"
    assert as_iob2(tags, "iob2") == (("B-PER", "I-PER", "O"), 0)


def test_plain_kinds_become_entities_of_neighbours() -> None:
    tags = ["PER", "PER", "O", "LOC", "PER"]
    assert scheme_of([tags]) == "plain"
    assert as_iob2(tags, "plain")[0] == ("B-PER", "I-PER", "O", "B-LOC", "B-PER")


def test_tags_that_continue_nothing_are_counted_and_begin_an_entity() -> None:
    tags = ["O", "I-PER", "I-PER", "I-LOC", "B-PER", "I-LOC"]
    assert as_iob2(tags, "iob2") == (("O", "B-PER", "I-PER", "B-LOC", "B-PER", "B-LOC"), 3)


def test_an_end_after_nothing_is_an_entity() -> None:
    assert as_iob2(["O", "E-PER", "I-PER"], "iobes") == (("O", "B-PER", "B-PER"), 2)


def test_spans_are_read_as_conlleval_reads_them() -> None:
    assert spans_of(IOB2) == [Span(0, 1, "PER"), Span(3, 3, "LOC"), Span(4, 4, "LOC")]
    assert spans_of(["O", "I-PER", "I-LOC"]) == [Span(1, 1, "PER"), Span(2, 2, "LOC")]
    assert spans_of([]) == []


def test_spans_and_tags_are_each_others_inverse() -> None:
    assert tags_of(spans_of(IOB2), len(IOB2)) == (tuple(IOB2), 0)


def test_of_spans_in_one_another_the_longer_stays() -> None:
    spans = [Span(1, 1, "LOC"), Span(0, 2, "ORG"), Span(9, 9, "PER")]
    assert tags_of(spans, 4) == (("B-ORG", "I-ORG", "I-ORG", "O"), 2)


def test_classes_have_outside_first_and_every_kind_whole() -> None:
    assert in_order({"B-LOC", "O", "B-PER", "I-PER"}) == ("O", "B-LOC", "I-LOC", "B-PER", "I-PER")
    assert in_order({"VERB", "NOUN"}) == ("NOUN", "VERB")


def test_a_few_tags_without_a_mark_are_only_wrong() -> None:
    tags = [*IOB2 * 10, "PER", ""]
    assert scheme_of([tags]) == "iob2"
    assert as_iob2(["B-PER", "PER", "I-PER"], "iob2") == (("B-PER", "O", "B-PER"), 2)


@pytest.mark.parametrize(
    ("tags", "scheme", "found"),
    [
        ("BIOB", "iob2", "B-_ I-_ O B-_"),
        ("IIOI", "iob1", "B-_ I-_ O B-_"),
        ("BMES", "bmes", "B-_ I-_ I-_ B-_"),
        ("BIES", "iobes", "B-_ I-_ I-_ B-_"),
    ],
)
def test_marks_alone_are_entities_of_no_kind(tags: str, scheme: Known, found: str) -> None:
    """So key phrases are written, and the words of Chinese text; seqeval calls the kind "_"."""
    assert scheme_of([list(tags)]) == scheme
    assert as_iob2(list(tags), scheme) == (tuple(found.split()), 0)
