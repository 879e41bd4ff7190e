"""Corpus: documents, their split, their summary; the source is only ever read."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.corpus import reading
from engine.corpus.bytesource import ByteSource
from engine.corpus.corpus import Corpus, CorpusConfig
from engine.corpus.reader import request
from engine.corpus.samples import sample_path, sample_paths
from engine.corpus.summary import CorpusSummary
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from tests.engine.corpus_samples import corpus, prose, read, text_of, write_books


def test_the_source_is_never_written_to(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books")
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in books.iterdir()}
    own = corpus(books)
    own.fingerprint()
    list(own.documents())
    after = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in books.iterdir()}
    assert after == before


def test_reading_twice_gives_the_same_documents(tmp_path: Path) -> None:
    own = corpus(write_books(tmp_path / "books"))
    assert list(own.documents()) == list(own.documents())


def test_the_summary_counts_what_was_yielded(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books", num_books=5, num_sentences=900)
    (books / "broken.txt").write_bytes(b"\x7fELF" + bytes(300))
    documents, own = read(books, validation=0.3)
    summary = own.summary
    assert summary.documents == len(documents)
    assert summary.validation_documents == sum(document.validation for document in documents)
    assert summary.train_documents == sum(not document.validation for document in documents)
    assert summary.characters == sum(len(document.text) for document in documents)
    assert summary.text_bytes == sum(len(document.text.encode()) for document in documents)
    assert summary.words == sum(len(document.text.split()) for document in documents)
    assert sum(summary.lengths.values()) == len(documents)
    assert summary.scripts == {"latin": 1.0}
    assert summary.encodings == {"utf-8": 5}
    again = CorpusSummary.from_data(json.loads(json.dumps(summary.as_data())))
    assert again.as_data() == summary.as_data()


def test_duplicate_documents_and_long_lines_stay_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text := prose(1, 40))
    (tmp_path / "b.txt").write_text(text)
    notice = "This line of small print stands at the end of every page of the site."
    (tmp_path / "c.txt").write_text(f"{prose(2, 20)}\n{notice}\nYes.\n")
    (tmp_path / "d.txt").write_text(f"{prose(3, 20)}\n{notice}\nYes.\n")
    documents, own = read(tmp_path)
    assert [document.file for document in documents] == [0, 2, 3]
    assert text_of(documents).count(notice) == 1
    assert text_of(documents).count("Yes.") == 2
    assert own.summary.duplicate_documents == 1
    assert own.summary.duplicate_lines == 1
    documents, own = read(tmp_path, cleaning=("whitespace",))
    assert text_of(documents).count(notice) == 2
    assert own.summary.duplicate_documents == 0


def test_short_documents_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [json.dumps({"text": "word " * count}) for count in (1, 4, 40, 400)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    documents, own = read(tmp_path, minimum_characters=100)
    assert len(documents) == 2
    assert own.summary.short_documents == 2


def test_progress_runs_from_nothing_to_all_bytes(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books", num_books=4, num_sentences=4000)
    seen: list[Prepared] = []
    own = corpus(books)
    list(own.documents(progress=seen.append))
    done = [event.done for event in seen]
    assert done == sorted(done)
    assert seen[-1].total == own.num_bytes() == sum(p.stat().st_size for p in books.iterdir())
    assert done[-1] == seen[-1].total
    assert {event.phase for event in seen} == {"reading"}


def test_progress_waits_while_the_encoding_of_a_long_file_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answers:
        """Takes what the child would send."""

        def __init__(self) -> None:
            self.at: list[int] = []

        def send(self, head: dict[str, Any], payload: bytes = b"") -> None:
            self.at.append(head["at"])

    monkeypatch.setattr(reading, "BEAT_SECONDS", -1.0)
    path = tmp_path / "a.txt"
    path.write_text("".join(f"{n} {prose(n % 7, 9)}\n" for n in range(9_000)))
    answers, source = Answers(), ByteSource(path)
    reading._Reading(source, request(path, CorpusConfig(), None), answers).run()  # type: ignore[arg-type]
    source.close()
    assert len(answers.at) > 8
    assert answers.at == sorted(answers.at)
    assert answers.at[-1] == source.num_bytes


def test_summing_a_long_file_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 1_000_000)
    seen: list[Prepared] = []
    own = corpus(tmp_path)
    own.fingerprint(progress=seen.append)
    assert len({event.done for event in seen}) >= 4
    assert seen[-1].done == seen[-1].total == own.num_bytes()
    control = Control()
    with pytest.raises(Cancelled):
        corpus(tmp_path).fingerprint(control, lambda _: control.stop())


def test_records_are_documents_and_long_ones_are_cut(tmp_path: Path) -> None:
    rows = [prose(seed, 5).replace("\n", " ") for seed in range(50)] + [prose(99, 4000)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": row}) for row in rows))
    documents, _ = read(tmp_path)
    assert [document.section for document in documents[:50]] == list(range(50))
    assert len(documents) > 55
    assert all(len(document.text) <= 32_000 for document in documents)


def test_a_record_is_one_document_whatever_stands_in_it(tmp_path: Path) -> None:
    rows = ["\n\n".join(prose(9 * n + part, 25).strip() for part in range(9)) for n in range(40)]
    rows = [f"# A title\n\n{row}\n\n# Another\n\n{prose(n, 60)}" for n, row in enumerate(rows)]
    assert 9_000 < min(map(len, rows)) <= max(map(len, rows)) < 32_000
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": row}) for row in rows))
    documents, _ = read(tmp_path, cleaning=())
    assert [document.text for document in documents] == rows


def test_blank_lines_inside_a_quoted_cell_stay(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id;text\n1;"{"first words " * 5}\n\n{"second; " * 9}"\n')
    documents, _ = read(tmp_path)
    assert documents[0].text == f"{'first words ' * 5}".strip() + "\n\n" + ("second; " * 9).strip()


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_a_quote_that_is_never_closed_is_told_with_its_line(tmp_path: Path, ending: str) -> None:
    rows = [f"A title,The house number {n} stood there." for n in range(1000)]
    head = ["title,text", 'One,"two\nlines, closed"', "", '"Unclosed,second text']
    (tmp_path / "a.csv").write_text("\n".join([*head, *rows]) + ending)
    documents, own = read(tmp_path, minimum_characters=5)
    assert [document.text for document in documents] == ["two\nlines, closed"]
    (told,) = map(str, own.summary.skipped)
    count = 1001 + ending.count("\n\n")
    assert f"begins in line 5 is never closed: {count} line(s) were taken for one cell" in told
    assert own.summary.partial_files == 1


def test_a_quote_in_the_last_row_may_end_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('title,text\nOne,"The ""first"" line\n\n"')
    documents, own = read(tmp_path, minimum_characters=5)
    assert [document.text for document in documents] == ['The "first" line']
    assert not own.summary.skipped


def test_a_header_that_is_never_closed_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"title,text\n' + "One,The house stood there.\n" * 9)
    with pytest.raises(Fault, match=r"a\.csv"):
        read(tmp_path, minimum_characters=5)


def test_records_too_long_are_left_out_and_named(tmp_path: Path) -> None:
    rows = [prose(1, 9), "x" * (17 << 20), prose(2, 9)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": row}) for row in rows))
    documents, own = read(tmp_path)
    assert len(documents) == 2
    assert own.summary.files == 1
    assert "1 record(s)" in str(own.summary.skipped[0])


LINES = [f"The house number {n} stood there, and then; the\trest of it came." for n in range(30)]


@pytest.mark.parametrize("header", ["text", '"text"', '"text, all of it"'])
@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.tsv"])
def test_a_table_of_one_column_keeps_whole_lines(tmp_path: Path, name: str, header: str) -> None:
    lines = [line.replace("\t", " ") for line in LINES] if ".tsv" in name else LINES
    data = "\n".join([header, *lines]).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    documents, _ = read(tmp_path, cleaning=())
    assert [document.text for document in documents] == lines


def test_a_header_in_quotes_still_tells_the_delimiter(tmp_path: Path) -> None:
    lines = [f'{n};"{line}"' for n, line in enumerate(LINES)]
    (tmp_path / "a.csv").write_text("\n".join(['"id, number, or so";"text"', *lines]))
    documents, _ = read(tmp_path, cleaning=())
    assert [document.text for document in documents] == LINES


def test_records_without_text_are_counted_and_named(tmp_path: Path) -> None:
    rows = [{"text": prose(1, 10)}, *({"content": prose(n, 10)} for n in range(50))]
    lines = [*map(json.dumps, rows), *["{broken"] * 10]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    cells = [f"{n},{prose(n, 9)!r}" if n % 3 else f"{n}" for n in range(60, 90)]
    (tmp_path / "b.csv").write_text("\n".join(["id,text", *(c.replace("\n", " ") for c in cells)]))
    documents, own = read(tmp_path, minimum_characters=10)
    assert len(documents) == 21
    told = [str(skipped) for skipped in own.summary.skipped]
    assert "60 record(s) without text in “text”" in told[0]
    assert "10 record(s) without text in “text”" in told[1]
    assert (own.summary.files, own.summary.partial_files, own.summary.skipped_files) == (2, 2, 0)


def test_chinese_is_read_from_old_encodings(tmp_path: Path) -> None:
    text = "国家保护公民的合法权益，任何人不得侵犯。我们在学校里学习，他们说这是很重要的。\n" * 30
    for name in ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-8-sig"):
        (tmp_path / f"{name}.txt").write_bytes(text.encode(name))
    documents, own = read(tmp_path, cleaning=("whitespace",))
    assert len(documents) == 5
    assert len({document.text for document in documents}) == 1
    assert set(own.summary.encodings) == {"utf-8", "gb18030", "utf-16-le"}


def test_samples_are_there_and_can_be_read() -> None:
    for name, path in sample_paths().items():
        documents, own = read(path)
        assert len(documents) >= 14, name
        assert own.summary.words > 5000, name
        assert not own.summary.skipped, name
    assert sample_path("python") == sample_paths()["python"]


def test_the_own_samples_write_no_pages_of_the_manual(tmp_path, monkeypatch):
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(tmp_path / "cache"))
    for name in ("english", "chinese"):
        assert list(sample_path(name).glob("*.md"))
    assert not (tmp_path / "cache").exists()


def test_a_python_without_its_manual_still_has_our_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydoc_data.topics", None)
    assert set(sample_paths()) == {"english", "chinese"}


def test_the_fields_of_the_form_are_described() -> None:
    fields = CorpusConfig.model_fields
    assert list(fields) == ["paths", "text_field", "validation", "cleaning", "minimum_characters"]
    assert all(field.title and field.description for field in fields.values())


def test_novels_are_read_whole(real_data: object) -> None:
    documents, own = read(real_data("lm-gutenberg-classics"))  # type: ignore[operator]
    summary = own.summary
    assert summary.files == 75
    assert not summary.skipped
    assert summary.text_bytes > 0.98 * summary.bytes
    assert 0.03 < summary.validation_documents / summary.documents < 0.08
    sizes = [len(document.text.encode()) for document in documents]
    assert max(sizes) <= 33_000
    assert sum(size >= 2000 for size in sizes) > 0.9 * len(sizes)


def test_statutes_are_read_whole(real_data: object) -> None:
    documents, own = read(real_data("zh-laws"))  # type: ignore[operator]
    assert own.summary.files == 1053
    assert own.summary.scripts["han"] > 0.99
    assert own.summary.words > 5_000_000
    assert not any("<!--" in document.text for document in documents)


@pytest.mark.slow
def test_one_line_of_200_megabytes_is_read_within_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("w") as file:
        for start in range(0, 22_000_000, 100_000):
            file.write(" ".join(map(str, range(start, start + 100_000))) + " ")
    assert path.stat().st_size > 180_000_000
    own = Corpus(CorpusConfig(paths=(tmp_path,)))
    sizes = [len(document.text) for document in own.documents()]
    assert sum(sizes) > 170_000_000
    assert max(sizes) <= 32_000
    assert not own.summary.skipped
