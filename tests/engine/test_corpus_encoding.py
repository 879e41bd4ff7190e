"""Encodings: the ladder finds what real files are written in, and binary files are no text."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.corpus.corpus import CorpusConfig
from engine.corpus.encoding import SAMPLE, Encoding, detect, is_binary
from engine.corpus.preview import compare, preview
from engine.faults import Fault
from tests.engine.corpus_samples import prose, read

CHINESE = "我们在学校里学习，老师说这是很重要的事情。他们来了以后，大家都很高兴。\n"
# What each folder of chardet's collection may rightly be called; the larger codec is the better.
RIGHT = {
    "Big5": {"big5", "cp950", "big5hkscs"},
    "CP949": {"cp949"},
    "EUC-JP": {"euc_jp", "euc_jis_2004", "euc_jisx0213"},
    "EUC-KR": {"cp949"},
    "GB2312": {"gb18030"},
    "SHIFT_JIS": {"cp932", "shift_jis_2004", "shift_jisx0213"},
    "UTF-16": {"utf-16-le", "utf-16-be"},
    "UTF-16BE": {"utf-16-be"},
    "UTF-16LE": {"utf-16-le"},
    "UTF-32": {"utf-32-le", "utf-32-be"},
    "UTF-32BE": {"utf-32-be"},
    "UTF-32LE": {"utf-32-le"},
    "ascii": {"utf-8"},
    "utf-8": {"utf-8"},
    "utf-8-sig": {"utf-8"},
    "windows-1251-russian": {"cp1251"},
    "windows-1252": {"cp1252", "iso8859-15", "cp1254"},
}


def found(data: bytes, *, markup: bool = False) -> Encoding:
    return detect(data[:SAMPLE], [data], len(data), markup=markup)


def test_real_files_of_eighteen_encodings_are_recognised(
    real_data: Callable[[str], Path],
) -> None:
    folder = real_data("enc-chardet")
    wrong, total = [], 0
    for name, right in RIGHT.items():
        for path in sorted((folder / name).iterdir()):
            data = path.read_bytes()
            total += 1
            assert not is_binary(data[:SAMPLE]), path
            if found(data, markup=path.suffix in (".xml", ".html")).name not in right:
                wrong.append(path.name)
    assert total == 101
    assert len(wrong) <= 1, wrong  # one file of Windows-1252 has two letters to tell it by


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [prose(1, 40), CHINESE * 30 + "abc\n" * 20])
def test_unicode_without_a_mark_is_known(name: str, text: str) -> None:
    assert found(text.encode(name)).name == name


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_is_believed_and_left_out(name: str) -> None:
    data = CHINESE.encode(name)
    encoding = found(data)
    assert encoding.reason == "mark"
    assert data[encoding.mark :].decode(encoding.name) == CHINESE


def test_one_bad_byte_does_not_make_utf8_something_else() -> None:
    data = bytearray((CHINESE * 200).encode())
    data[5000] = 0xFF
    assert found(bytes(data)) == Encoding("utf-8", "nearly utf-8")


@pytest.mark.parametrize("num_lines", [3, 9, 200])
@pytest.mark.parametrize("bad", [1, 5, 30])
def test_a_few_damaged_bytes_do_not_turn_chinese_into_something_else(
    num_lines: int, bad: int
) -> None:
    data = bytearray((CHINESE * num_lines).encode())
    for at in random.Random(2).sample(range(len(data)), min(bad, len(data) // 60)):
        data[at] = 0xFF
    assert found(bytes(data)) == Encoding("utf-8", "nearly utf-8")


@pytest.mark.parametrize(
    ("rare", "name"),
    [("café", "latin-1"), ("“Yes”", "cp1252"), ("北京的天", "gb18030"), ("東京です", "cp932")],
)
def test_rare_signs_of_an_older_encoding_are_not_lost_in_english(rare: str, name: str) -> None:
    text = prose(1, 300) + rare + prose(2, 300)
    data = text.encode(name)
    assert len(data) - len(text) < len(data) / 1000  # nearly all of it is UTF-8 too
    assert data.decode(found(data).name) == text


@pytest.mark.parametrize("rare", [b"a\x81b", "Москва".encode("cp1251"), "zażółć".encode("cp1250")])
def test_rare_signs_that_say_nothing_are_damaged_utf8(rare: bytes) -> None:
    data = prose(1, 300).encode() + rare + prose(2, 300).encode()
    assert found(data) == Encoding("utf-8", "nearly utf-8")


def test_one_good_sign_in_english_says_that_it_is_utf8() -> None:
    data = prose(1, 300).encode() + "café".encode() + b"na\xefve" + prose(2, 300).encode()
    assert found(data) == Encoding("utf-8", "nearly utf-8")


def test_a_file_cut_within_its_last_character_stays_what_it_is() -> None:
    assert found((CHINESE * 5).encode()[:-3]).name == "utf-8"


def test_damaged_text_is_the_same_encoding_when_it_is_zipped(tmp_path: Path) -> None:
    rng = random.Random(5)
    signs = [chr(0x4E00 + rng.randrange(3000)) for _ in range(360_000)]
    data = bytearray("".join(s + "。\n" * (n % 30 == 0) for n, s in enumerate(signs)).encode())
    for at in rng.sample(range(len(data)), int(0.0003 * len(data))):
        data[at] = 0xFF
    for name, content in (("a.txt", bytes(data)), ("b.txt.gz", gzip.compress(bytes(data)))):
        (tmp_path / name).write_bytes(content)
    _, own = read(tmp_path, cleaning=())
    assert own.summary.encodings == {"utf-8": 2}


WRITTEN = {
    "fr": "Elle regarda dehors. Le jardin était déjà dans l'ombre. « Où es-tu allée ? » demanda "
    "sa mère, qui marchait jusqu'à la forêt. Les élèves arrivèrent très tôt, fatigués.\n",
    "de": "Die Tür öffnete sich; draußen lag die Straße weiß und still. Für heute wäre es schön.\n",
    "sv": "Den gamle trädgårdsmästaren öppnade dörren och såg ut. Barnen kom sent, trötta.\n",
    "fi": "Lapset tulivat myöhään, väsyneinä mutta iloisina. Mummo keitti hyvää keittoa.\n",
    "pt": "As crianças chegaram tarde; à noite a avó fez uma sopa. Também há pão e maçã.\n",
    "hu": "Az öreg kertész kinyitotta az ajtót. Az őszi eső elállt, a tűz és az erdő is szép.\n",
    "ro": "Bătrânul grădinar a deschis uşa şi a privit în grădină. Copiii au venit obosiţi.\n",
    "lt": "Senas sodininkas atidarė duris ir pažvelgė į sodą. Vaikai atėjo vėlai, pavargę.\n",
    "hr": "Djeca su došla kasno. Kiša je prestala. Čaša, džep, žena, ćup i đak su tu.\n",
    "ru": "Она открыла дверь и выглянула наружу. Сад был ещё тёмный, но птицы уже пели. Она "
    "ответила, что ходила к реке, где вода была очень холодная. Дети вернулись из школы поздно.\n",
}


@pytest.mark.parametrize("num_lines", [1, 12, 200])
@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "latin-1"), ("fr", "cp850"), ("de", "latin-1"), ("sv", "cp1252"), ("fi", "latin-1"),
     ("pt", "latin-1"), ("hu", "cp1250"), ("ro", "cp1250"), ("lt", "cp1257"), ("hr", "cp1250"),
     ("ru", "cp1251"), ("ru", "koi8-r")],
)  # fmt: skip
def test_european_text_of_old_reads_as_it_was_written(
    language: str, name: str, num_lines: int
) -> None:
    data = (WRITTEN[language] * num_lines).encode(name)
    assert data.decode(found(data).name) == WRITTEN[language] * num_lines


def test_chinese_of_old_is_gb18030_and_korean_is_not() -> None:
    assert found((CHINESE * 20).encode("gb18030")).name == "gb18030"
    korean = "우리는 학교에서 공부합니다. 선생님은 이것이 매우 중요하다고 말씀하셨습니다.\n" * 20
    assert found(korean.encode("euc_kr")).name == "cp949"


def test_what_a_page_declares_counts_only_for_pages() -> None:
    data = f"<meta charset=iso-8859-2>{'Příliš žluťoučký kůň. ' * 20}".encode("iso-8859-2")
    assert found(data, markup=True) == Encoding("iso8859-2", "declared")
    lying = f"<meta charset=utf-8>{CHINESE * 20}".encode("gb18030")
    assert found(lying, markup=True).name == "gb18030"


@pytest.mark.parametrize("declared", ["rot13", "hex", "no-such", "utf-16", "zlib"])
def test_nonsense_declarations_are_ignored(declared: str) -> None:
    data = f"<meta charset={declared}>{CHINESE * 20}".encode("gb18030")
    assert found(data, markup=True).name == "gb18030"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n" + b"x" * 99, b"PK\x03\x04" + bytes(99), bytes(range(256)) * 9]
)
def test_binary_files_are_no_text(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize("word", ["ID3", "RIFF", "Rar!", "BZh", "OggS", "GIF89a"])
def test_a_text_about_a_kind_of_file_is_text(word: str) -> None:
    assert not is_binary(f"{word} tags stand at the beginning – or the end – of it.".encode() * 9)
    assert is_binary(word.encode() + b"\x03\x00 and more" + b"x" * 99)


def test_a_few_nuls_leave_text_text() -> None:
    data = (prose(1, 100) + "\x00" + prose(2, 100)).encode()
    assert not is_binary(data)
    assert found(data).name == "utf-8"


def test_a_preview_shows_what_goes_and_what_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    parts = [f"# Part {n}\n\n{prose(n, 30)}<!-- note -->  and <b>bold</b>\u200b." for n in range(3)]
    path.write_text("\n".join(parts))
    seen = preview(path, CorpusConfig())
    assert seen.raw == path.read_text()
    assert "".join(piece.text for piece in seen.pieces if piece.kind != "added") == seen.raw
    assert "".join(piece.text for piece in seen.pieces if piece.kind != "removed") == seen.cleaned
    removed = "".join(piece.text for piece in seen.pieces if piece.kind == "removed")
    assert "<!-- note -->" in removed
    assert seen.documents >= 1
    assert seen.encoding == "utf-8"
    assert seen.cleaned == "\n\n".join(document.text for document in read(tmp_path)[0])


def test_a_preview_is_short_whatever_the_file(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("word " * 1_000_000)
    seen = preview(path, CorpusConfig(), limit=5000)
    assert len(seen.raw) <= 5000
    assert 4000 < len(seen.cleaned) <= 5000


def test_a_preview_of_a_long_file_reads_its_beginning_only(tmp_path: Path) -> None:
    path = tmp_path / "long.txt.gz"
    data = gzip.compress(("a" + CHINESE * 150_000).encode())
    path.write_bytes(data[: len(data) - 300])  # whoever reads to the end finds it broken
    seen = preview(path, CorpusConfig(), limit=2000)
    assert (seen.encoding, seen.how) == ("utf-8", "utf-8")
    assert seen.fault is None


def test_a_preview_may_end_in_a_quote(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text('id,text\n1,"' + "The cat slept, and so on.\n" * 1000 + '"\n')
    seen = preview(path, CorpusConfig(), limit=2000)
    assert seen.cleaned.count("The cat slept") > 50
    assert seen.fault is None


def test_a_preview_of_no_text_is_a_named_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG" + bytes(500))
    with pytest.raises(Fault, match="holds no text"):
        preview(tmp_path / "a.txt", CorpusConfig())
    with pytest.raises(Fault, match="cannot be read"):
        preview(tmp_path / "gone.txt", CorpusConfig())


def test_comparing_gives_both_texts_back() -> None:
    for raw, cleaned in [("", ""), ("a b", ""), ("", "x"), ("a  b\n\n\nc", "a b\n\nc")]:
        pieces = list(compare(raw, cleaned))
        assert "".join(piece.text for piece in pieces if piece.kind != "added") == raw
        assert "".join(piece.text for piece in pieces if piece.kind != "removed") == cleaned
